"""What every part of the report looks up: the case, the law, the words, who cites what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from criteria.model import (
    VERIFICATION_LEVELS,
    Authority,
    Catalogue,
    Decision,
    Node,
    Text,
    Validity,
    Weighing,
    on_day,
)
from reports.messages import Messages
from reports.view import AuthorityView
from rules.compare import looked_at
from rules.model import Assessment, Case, IndicatorResult


@dataclass
class Context:
    """Lookups over one input. ``cite`` also notes that an authority must be in the table."""

    case: Case
    assessment: Assessment
    catalogue: Catalogue
    m: Messages
    cited: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.weighings: dict[str, Weighing] = self.catalogue.weighings_on(self.assessment.on)
        self.results: dict[str, IndicatorResult] = {i.id: i for i in self.assessment.indicators}
        pack, on = self.catalogue.pack, self.assessment.on
        tests = [self.catalogue.test, *(test for _, test in self.catalogue.third)]
        #: Presumptions and indicators of which the tests themselves, and the scope, speak.
        self.deciding = {n.ref for t in tests for n in walk(t) if n.op == "presume"}
        scope = [self.catalogue.scope] if self.catalogue.scope else []
        self.leaves = {n.ref for t in (*tests, *scope) for n in walk(t) if n.op == "indicator"}
        self.looked_at = looked_at(self.catalogue, on, self.case.platform.sector)
        weight = on_day(pack.contract_weight, on)
        self.terms = weight.value if weight else "none"
        self.statuses = {s.id: s for s in pack.statuses}

    def say(self, text: Text | None) -> str:
        return text.in_(self.m.lang) if text else ""

    def label(self, indicator: str) -> str:
        """The indicator's name, or its id where the catalogue does not know it."""
        known = self.catalogue.indicators.get(indicator)
        return self.say(known.label) if known else indicator

    def outcome(self, band: str) -> str:
        return outcome_words(self.catalogue, band, self.m)

    def status(self, status: str) -> str:
        known = self.statuses.get(status)
        return self.say(known.label) if known else status

    def rank(self, weight: str) -> int:
        return self.catalogue.pack.scale.get(weight, 0)

    def cite(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """The ids, firmest and highest first, noted as cited."""
        ordered = tuple(sorted(dict.fromkeys(ids), key=self._order))
        self.cited.update(dict.fromkeys(ordered))
        return ordered

    def find(self, authority: str) -> Authority | None:
        found = self.catalogue.decisions.get(authority)
        return found or self.catalogue.authorities.get(authority)

    def _order(self, authority: str) -> tuple[int, int, int, str]:
        found = self.find(authority)
        if found is None:
            return (9, 0, 0, authority)
        kind = ("statute", "directive", "decision").index(found.kind)
        if isinstance(found, Decision):
            return (kind, -found.level, -found.date.toordinal(), authority)
        return (kind, _firmness(found.verification), 0, self.say(found.citation))

    def table(self) -> dict[str, AuthorityView]:
        """Every authority cited so far, numbered in the order of the table, by id."""
        ids = sorted(self.cited, key=self._order)
        return {id_: self.view(id_, number) for number, id_ in enumerate(ids, start=1)}

    def view(self, id_: str, number: int) -> AuthorityView:
        found = self.find(id_)
        m = self.m
        anchor = f"authority-{number}"
        if found is None:
            return AuthorityView(
                id_, number, anchor, "missing", id_, "", m.t("authorities.missing"),
                "memory", m.t("levels.memory"), "", "", "", None,
            )  # fmt: skip
        standing = ""
        if isinstance(found, Decision) and found.reversed_by:
            later = self.find(found.reversed_by)
            words = self.say(later.citation) if later else found.reversed_by
            standing = m.t("authorities.reversed", by=words)
        return AuthorityView(
            id=id_,
            number=number,
            anchor=anchor,
            kind=found.kind,
            citation=self.say(found.citation),
            title=self.say(found.title),
            summary=self.say(found.summary),
            level=found.verification,
            level_words=self.level(claimed(found)),
            note=self.say(found.verification_note),
            validity=self.validity(found.validity),
            standing=standing,
            url=found.source_url,
        )

    def level(self, verification: str) -> str:
        return self.m.either(f"levels.{verification}", verification)

    def days(self, start: dt.date | None, end: dt.date | None) -> str:
        """A period in words; a single day as one."""
        m = self.m
        if start and end:
            if start == end:
                return m.t("period.day", day=m.date(start))
            return m.t("period.both", start=m.date(start), end=m.date(end))
        if start:
            return m.t("period.since", start=m.date(start))
        return m.t("period.until", end=m.date(end)) if end else m.t("period.unknown")

    def validity(self, period: Validity) -> str:
        start = self.m.date(period.start) if period.start else ""
        end = self.m.date(period.end) if period.end else ""
        if start and end:
            return self.m.t("validity.both", start=start, end=end)
        if start:
            return self.m.t("validity.since", start=start)
        return self.m.t("validity.until", end=end) if end else ""


def claimed(found: Authority) -> str:
    """Of a decision, "official" may mean its operative part only: then say so."""
    if found.verification != "official" or not isinstance(found, Decision):
        return found.verification
    return "official" if found.reasons_read == "full" else "official_partly"


def _firmness(verification: str) -> int:
    known = VERIFICATION_LEVELS
    return known.index(verification) if verification in known else len(known)


def outcome_words(catalogue: Catalogue, band: str, m: Messages) -> str:
    """A band in the words of its law, or in ours where that law has none for it."""
    words = catalogue.pack.outcome_words.get(band)
    return words.in_(m.lang) if words else m.t(f"bands.{band}")


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, parents first."""
    yield node
    for child in node.children:
        yield from walk(child)
