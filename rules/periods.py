"""A case by periods: parts of its time in which law, terms and facts stay the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace

from criteria.model import Catalogue, Node, Validity
from rules.model import Case, Document, Finding, Period
from rules.outcome import Outcome

_DAY = dt.timedelta(days=1)


def terms_in_force(case: Case) -> dict[str, Validity]:
    """When each dated document applied, by its source: from the date of its version until the
    day given, or the day before the next version of the same title."""
    found: dict[str, Validity] = {}
    for document in case.documents:
        if not document.source or (document.version_date is None and document.until is None):
            continue
        found[document.source] = Validity(document.version_date, _until(case, document))
    return found


def _until(case: Case, document: Document) -> dt.date | None:
    if document.until is not None or document.version_date is None:
        return document.until
    later = [
        d.version_date
        for d in case.documents
        if d.title == document.title and d.version_date and d.version_date > document.version_date
    ]
    return min(later) - _DAY if later else None


def at(case: Case, day: dt.date) -> Case:
    """The case as its findings stood that day."""
    terms = terms_in_force(case)
    kept = tuple(f for f in case.findings if _validity(f, terms).covers(day))
    return case if len(kept) == len(case.findings) else replace(case, findings=kept)


def _validity(finding: Finding, terms: dict[str, Validity]) -> Validity:
    if finding.start or finding.end:
        return Validity(finding.start, finding.end)
    # A testimony on practice does not end with a version of the terms.
    stipulated = finding.kind == "stipulation"
    return terms.get(finding.source, Validity()) if stipulated else Validity()


def changes_of_law(catalogue: Catalogue, start: dt.date, end: dt.date) -> list[dt.date]:
    """Days after the first on which a weight, a node or a parameter begins or has ended."""
    days: set[dt.date] = set()
    for validity in _dated(catalogue):
        days |= set(_within(validity, start, end))
    return sorted(days)


def _dated(catalogue: Catalogue) -> Iterator[Validity]:
    def nodes(node: Node) -> Iterator[Validity]:
        yield node.validity
        for child in node.children:
            yield from nodes(child)

    yield from nodes(catalogue.test)
    for _, test in catalogue.third:
        yield from nodes(test)
    for weighing in catalogue.weighings:
        yield weighing.validity
    for presumption in catalogue.presumptions.values():
        yield presumption.validity
    pack = catalogue.pack
    for parameter in (*pack.contract_weight, *pack.unit_of_analysis, *pack.burden):
        yield parameter.validity


def _within(validity: Validity, start: dt.date, end: dt.date) -> Iterator[dt.date]:
    if validity.start is not None and start < validity.start <= end:
        yield validity.start
    if validity.end is not None and start <= validity.end < end:
        yield validity.end + _DAY


def periods(
    case: Case, catalogue: Catalogue, on: dt.date, outcome_on: Callable[[Case, dt.date], Outcome]
) -> tuple[Period, ...]:
    """The parts of the period of the facts, each with its own result; empty where nothing
    changes in it. What is older than the law that the catalogue knows is left out.
    ``outcome_on`` gives the outcome of a case under the law of a day."""
    start, end = case.facts_from, case.facts_to or on
    if start is None:
        return ()
    start = max(start, catalogue.pack.law_from)
    if start >= end:
        return ()
    causes: dict[dt.date, set[str]] = {start: set()}
    for day in changes_of_law(catalogue, start, end):
        causes.setdefault(day, set()).add("law")
    terms = terms_in_force(case)
    for finding in case.findings:
        why = "facts" if finding.start or finding.end else "terms"
        for day in _within(_validity(finding, terms), start, end):
            causes.setdefault(day, set()).add(why)
    if len(causes) == 1:
        return ()
    days = sorted(causes)
    statuses = [status.id for status in catalogue.pack.statuses]
    found = []
    for first, last in zip(days, [*(d - _DAY for d in days[1:]), end], strict=True):
        now = outcome_on(at(case, last), last)
        found.append(
            Period(
                start=first,
                end=last,
                causes=tuple(sorted(causes[first])),
                band=now.band,
                settled=now.settled,
                score_low=now.low.score,
                score_high=now.high.score,
                status_low=statuses[now.low.rank],
                status_high=statuses[now.high.rank],
            )
        )
    return tuple(found)
