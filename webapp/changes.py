"""What one more fact changes: two assessments set side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace

from criteria.model import Catalogue
from rules.model import Answer, Assessment, Case
from webapp import casework


@dataclass(frozen=True, slots=True)
class Moved:
    """``id`` of a limb or an indicator and its state before and after."""

    id: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    before: Assessment
    after: Assessment
    limbs: tuple[Moved, ...]
    indicators: tuple[Moved, ...]

    @property
    def band(self) -> bool:
        return self.before.band != self.after.band

    @property
    def interval(self) -> bool:
        ends = (self.before.score_low, self.before.score_high)
        return ends != (self.after.score_low, self.after.score_high)

    @property
    def any(self) -> bool:
        return self.band or self.interval or bool(self.limbs or self.indicators)


def between(before: Assessment, after: Assessment) -> Difference:
    def moved(kind: str) -> tuple[Moved, ...]:
        old = {entry.id: entry.state for entry in getattr(before, kind)}
        return tuple(
            Moved(entry.id, old.get(entry.id, "unknown"), entry.state)
            for entry in getattr(after, kind)
            if old.get(entry.id, "unknown") != entry.state
        )

    return Difference(before, after, moved("limbs"), moved("indicators"))


def without(case: Case, law: Catalogue, answers: tuple[Answer, ...], lang: str) -> Difference:
    """The case without some of its answers, against the case as it is."""
    kept = tuple(a for a in case.answers if a not in answers)
    bare = replace(case, answers=kept)
    return between(casework.assess(bare, law, lang=lang), casework.assess(case, law, lang=lang))
