"""Every decided case of a catalogue decided again, from the facts coded of it and nothing else.

The decision is taken out of the precedents. What its coding does not say stays unknown: a court
recites what supports it. Only what no party to a dispute on status contests is taken as found
(``Pack.undisputed``). A quashing is no finding: it is told apart and counts neither way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from criteria.model import Catalogue, Decision
from rules.assess import assess
from rules.model import Assessment, Case, Finding, Platform

Verdict = Literal["agree", "disagree", "undetermined", "not_coded", "quashing", "no_status"]
#: Verdicts that enter no rate.
UNCOUNTED = ("not_coded", "quashing", "no_status")
#: Whether an outcome protects: a third status does.
PROTECTS = {"employment": True, "intermediate": True, "no_employment": False}
SIDES = {
    "employment": True,
    "leaning_employment": True,
    "intermediate": True,
    "leaning_independence": False,
    "independence": False,
}
#: What a decision's trade says -> the sector of the case format; any other trade is "other".
SECTORS = {
    "micro": "micro-work",
    "delivery": "delivery",
    "courier": "delivery",
    "ride": "ride-hailing",
    "staffing": "staffing",
}


@dataclass(frozen=True, slots=True)
class Redecided:
    """``verdict`` compares protection found with protection refused; ``result`` is None where
    there was nothing to decide from. ``on`` is the law used: that of the day of the decision, or
    the oldest of the catalogue. ``contradicts``: settled the other way."""

    decision: Decision
    verdict: Verdict
    on: dt.date
    result: Assessment | None = None

    @property
    def contradicts(self) -> bool:
        settled = self.result is not None and self.result.settled
        return settled and self.verdict == "disagree" and self.decision.good_standing


@dataclass(frozen=True, slots=True)
class Score:
    agree: int
    disagree: int
    undetermined: int
    contradictions: int

    @property
    def decided(self) -> int:
        return self.agree + self.disagree

    @property
    def total(self) -> int:
        return self.decided + self.undetermined


def redecide_all(catalogue: Catalogue) -> tuple[Redecided, ...]:
    return tuple(redecide(catalogue, decision) for decision in catalogue.decisions.values())


def redecide(catalogue: Catalogue, decision: Decision) -> Redecided:
    """One decision decided again without itself among the precedents."""
    known_date = decision.date if decision.date > dt.date.min else catalogue.pack.written
    on = max(known_date, catalogue.pack.law_from)
    if decision.outcome is None:
        return Redecided(decision, "no_status", on)
    if not decision.facts:
        return Redecided(decision, "not_coded", on)
    others = {k: d for k, d in catalogue.decisions.items() if k != decision.id}
    result = assess(case_of(catalogue, decision), replace(catalogue, decisions=others), on)
    if decision.outcome not in PROTECTS:
        return Redecided(decision, "quashing", on, result)
    side = SIDES.get(result.band)
    if side is None:
        return Redecided(decision, "undetermined", on, result)
    agree = side == PROTECTS[decision.outcome]
    return Redecided(decision, "agree" if agree else "disagree", on, result)


def case_of(catalogue: Catalogue, decision: Decision) -> Case:
    """The facts coded of a decision, as a case; undisputed elements are added unless coded."""
    coded = {f.indicator for f in decision.facts}
    findings = [Finding(f.indicator, f.state, "practice") for f in decision.facts]
    findings += [
        Finding(i, "present", "practice") for i in catalogue.pack.undisputed if i not in coded
    ]
    trade = decision.sector.lower()
    return Case(
        title=decision.id,
        jurisdiction=catalogue.pack.id,
        platform=Platform(sector=next((s for w, s in SECTORS.items() if w in trade), "other")),
        findings=tuple(findings),
    )


def score(redecided: Iterable[Redecided]) -> Score:
    found = list(redecided)
    count = {v: sum(r.verdict == v for r in found) for v in ("agree", "disagree", "undetermined")}
    return Score(**count, contradictions=sum(r.contradicts for r in found))
