"""What going from one version of the terms to another changes: indicators, outcome, decisions."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from criteria.model import Catalogue
from rules.model import Assessment
from webapp import casework, changes, counting, versions
from webapp.models import CaseRow, DocumentRow, FindingRow

#: ``views.review.settle``: a person's decision on one finding.
Settle = Callable[[FindingRow, str, str], None]
PROPOSED, ACCEPTED = "proposed", "accepted"


@dataclass(frozen=True, slots=True)
class Said:
    """``states``: present, absent, both or none; ``reviewed``: a person accepted each."""

    states: tuple[str, ...]
    reviewed: bool


@dataclass(frozen=True, slots=True)
class Changed:
    indicator: str
    old: Said
    new: Said


@dataclass(frozen=True, slots=True)
class Effect:
    """``reviewed``: with the accepted passages of each version; ``everything``: as if all
    proposals of both counted, None when nothing waits."""

    indicators: tuple[Changed, ...]
    reviewed: changes.Difference
    everything: changes.Difference | None
    waiting: int


def effect(row: CaseRow, law: Catalogue, old: DocumentRow, new: DocumentRow, lang: str) -> Effect:
    """Everything else in the case stays as it is: other documents, testimonies, answers."""
    waiting = sum(f.status == PROPOSED for d in (old, new) for f in d.findings)
    return Effect(
        indicators=_indicators(law, old, new),
        reviewed=_between(row, law, old, new, lang, every=False),
        everything=_between(row, law, old, new, lang, every=True) if waiting else None,
        waiting=waiting,
    )


def _between(
    row: CaseRow, law: Catalogue, old: DocumentRow, new: DocumentRow, lang: str, every: bool
) -> changes.Difference:
    ids = (old.id, new.id)

    def only(shown: DocumentRow) -> Assessment:
        def status(f: FindingRow) -> str | None:
            if f.document_id in ids and f.document_id != shown.id:
                return None
            return ACCEPTED if every and f.document_id in ids else f.status

        return casework.assess(counting.case_with(row, status), law, lang=lang)

    return changes.between(only(old), only(new))


def _indicators(law: Catalogue, old: DocumentRow, new: DocumentRow) -> tuple[Changed, ...]:
    before, after = _said(old), _said(new)
    nothing = Said((), True)
    found = []
    for indicator in law.indicators:
        a, b = before.get(indicator, nothing), after.get(indicator, nothing)
        if a.states != b.states:
            found.append(Changed(indicator, a, b))
    return tuple(found)


def _said(document: DocumentRow) -> dict[str, Said]:
    states: dict[str, set[str]] = {}
    doubtful: set[str] = set()
    for f in document.findings:
        if f.status != "rejected":
            states.setdefault(f.indicator, set()).add(f.state)
            if f.status == PROPOSED or f.automatic:
                doubtful.add(f.indicator)
    order = ("present", "absent")
    return {
        i: Said(tuple(s for s in order if s in held), i not in doubtful)
        for i, held in states.items()
    }


# -- decisions taken over --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Carried:
    """A decision on the old version and the same words' proposal in the new one; ``proposal``
    None: the reader did not see in the new version what was accepted in the old."""

    decided: FindingRow
    proposal: FindingRow | None
    clause: int


def carried(
    pairs: Sequence[versions.Pair], old: DocumentRow, new: DocumentRow
) -> tuple[Carried, ...]:
    """Decisions that still fit: the words are the same, and the new version waits for one."""
    pairing = {p.old: p.new for p in pairs if p.kind in ("same", "moved") and p.old is not None}
    held: dict[int | None, list[FindingRow]] = {}
    for f in new.findings:
        held.setdefault(f.clause, []).append(f)
    found = []
    for f in old.findings:
        index = pairing.get(f.clause) if f.clause is not None else None
        if index is None or f.status == PROPOSED or f.automatic:
            continue
        there = held.get(index, [])
        read_as = (f.proposed_indicator or f.indicator, f.proposed_state or f.state)
        waiting = [p for p in there if p.status == PROPOSED]
        match = next((p for p in waiting if (p.indicator, p.state) == read_as), None)
        said = any((p.indicator, p.state) == (f.indicator, f.state) for p in there)
        if match is not None:
            found.append(Carried(f, match, index))
        elif f.status == ACCEPTED and not said:
            found.append(Carried(f, None, index))
    return tuple(found)


def carry(decisions: Sequence[Carried], new: DocumentRow, text: str, settle: Settle) -> None:
    """Decides in the new version as in the old one; all of it can be undone together."""
    batch = secrets.token_hex(6)
    for decision in decisions:
        source, target = decision.decided, decision.proposal
        if target is None:
            clause = new.clauses[decision.clause]
            target = FindingRow(
                case_id=new.case_id,
                kind="stipulation",
                source_key=new.source_key,
                quote=text[clause["start"] : clause["end"]],
                origin="person",
                start=clause["start"],
                end=clause["end"],
                page=clause["page"],
                heading=clause["heading"],
                clause=decision.clause,
            )
            new.findings.append(target)
        settle(target, source.status, source.reason)
        target.indicator, target.state, target.batch = source.indicator, source.state, batch
