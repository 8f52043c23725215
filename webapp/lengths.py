"""How long to ask: a short advice, everything, an inspection. Chosen by data, ordered by the
engine."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from criteria.model import Catalogue, Question, Text
from rules.model import Assessment, Case
from webapp import asking, casework

PATH = Path(__file__).with_name("data") / "lengths.yaml"


@dataclass(frozen=True, slots=True)
class Length:
    """``most`` None: no limit; ``rest``: questions that change nothing are asked as well."""

    id: str
    title: Text
    intro: Text
    minutes: int
    sections: frozenset[str]
    questions: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    most: int | None = None
    rest: bool = True

    def takes(self, question: Question) -> bool:
        if question.id in self.without:
            return False
        whole = "*" in self.sections or question.section in self.sections
        return whole or question.id in self.questions


@dataclass(frozen=True, slots=True)
class Run:
    """How far one length has come in one case. ``asks``: what is still to be asked, in order;
    ``answered`` of ``total`` is true at every moment, because what is dropped leaves the total."""

    length: Length
    asks: tuple[asking.Ask, ...]
    answered: tuple[Question, ...]

    @property
    def total(self) -> int:
        return len(self.answered) + len(self.asks)

    def next(self, later: frozenset[str] = frozenset()) -> asking.Ask | None:
        """The first question; those put off come last."""
        waiting = [a for a in self.asks if a.question.id not in later]
        return next(iter(waiting or self.asks), None)


@functools.cache
def lengths() -> dict[str, Length]:
    data = yaml.safe_load(PATH.read_text(encoding="utf-8"))
    found = {}
    for entry in data["lengths"]:
        sets: dict[str, Any] = {
            k: frozenset(entry.pop(k, ())) for k in ("sections", "questions", "without")
        }
        title, intro = Text(**entry.pop("title")), Text(**entry.pop("intro"))
        found[entry["id"]] = Length(title=title, intro=intro, **sets, **entry)
    return found


def run(length: Length, case: Case, law: Catalogue, assessment: Assessment) -> Run:
    """The engine's questions that the length takes, then the others in the catalogue's order."""
    chosen = [q for q in casework.asked(case, law) if length.takes(q)]
    done = {a.question for a in case.answers}
    answered = tuple(q for q in chosen if q.id in done)
    open_ids = {q.id for q in chosen} - done
    asks = [a for a in asking.in_order(law, assessment) if a.question.id in open_ids]
    if length.rest:
        ordered = {a.question.id for a in asks}
        left = (q for q in chosen if q.id in open_ids and q.id not in ordered)
        asks += [asking.Ask(q, "nothing") for q in left]
    if length.most is not None:
        asks = asks[: max(0, length.most - len(answered))]
    return Run(length, tuple(asks), answered)
