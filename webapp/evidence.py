"""What evidence to look for next: what is unknown, what is disputed, what rests on words alone."""

from __future__ import annotations

from dataclasses import dataclass

from criteria.model import Catalogue, Question, Text
from rules.model import Assessment, Case, Conflict, IndicatorResult
from webapp import asking

#: Unknown circumstances listed; the questionnaire has the others.
MOST = 15
#: Kinds of source that show more than somebody's word.
SHOWING = frozenset({"document", "observation", "other", "screenshot", "payslip", "payment"})


@dataclass(frozen=True, slots=True)
class Firmer:
    """A circumstance and what would prove it better."""

    result: IndicatorResult
    exhibits: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Disputed:
    conflict: Conflict
    exhibits: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """``unknown``: in the engine's order; ``more``: open questions not listed; ``disputed``:
    sources contradict each other; ``paper``: only the terms say it; ``word``: only people do."""

    unknown: tuple[asking.Ask, ...]
    more: int
    disputed: tuple[Disputed, ...]
    paper: tuple[Firmer, ...]
    word: tuple[Firmer, ...]

    @property
    def empty(self) -> bool:
        return not (self.unknown or self.disputed or self.paper or self.word)


def checklist(case: Case, law: Catalogue, assessment: Assessment) -> Checklist:
    asks = [a for a in asking.in_order(law, assessment) if a.reason != "nothing"]
    kinds = {s.id: s.kind for s in case.sources}
    matters = [
        i
        for i in assessment.indicators
        if i.state in ("present", "absent") and i.limb is not None and i.full_weight != "none"
    ]
    paper = [i for i in matters if i.basis == "stipulation" and i.side == "independence"]
    word = [
        i
        for i in matters
        if i.basis == "practice"
        and not any(kinds.get(f.source) in SHOWING for f in i.findings if f.kind == "practice")
        and not any(f.kind == "stipulation" and f.state == i.state for f in i.findings)
    ]
    return Checklist(
        unknown=tuple(asks[:MOST]),
        more=max(0, len(asks) - MOST),
        disputed=tuple(
            Disputed(c, exhibits(case, law, c.indicator))
            for c in assessment.conflicts
            if c.kind == "sources"
        ),
        paper=tuple(Firmer(i, exhibits(case, law, i.id, "practice")) for i in paper),
        word=tuple(Firmer(i, exhibits(case, law, i.id)) for i in word),
    )


def exhibits(case: Case, law: Catalogue, indicator: str, kind: str = "") -> tuple[Text, ...]:
    """What would prove an indicator: the exhibits of the questions that state it."""
    found: dict[str, Text] = {}
    for question in law.questions.values():
        if indicator in question.indicators and _fits(question, case, kind):
            found |= {e.en: e for e in question.exhibits}
    return tuple(found.values())


def _fits(question: Question, case: Case, kind: str) -> bool:
    sector = not question.sectors or case.platform.sector in question.sectors
    return sector and (not kind or question.kind == kind)
