"""All workers of one platform together: who agrees, what differs, what is personal."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

import rules
from criteria.model import Catalogue
from rules.model import Finding
from webapp import casework
from webapp.models import CaseRow

PATH = Path(__file__).with_name("data") / "personal.yaml"
#: From what tells most about the platform to what tells least.
GROUPS = ("differ", "agree", "single", "personal")


@dataclass(frozen=True, slots=True)
class Worker:
    """One who speaks: a testimony of a case; what its other sources state together (``key`` "").
    The latter stand for a person where the case has no testimony."""

    case_id: str
    key: str
    label: str
    person: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """``said``: present, absent or both ("contested": they contradict themselves) by worker;
    ``paper``: the same of the terms of all these cases, "" where they are silent."""

    indicator: str
    group: str
    said: dict[Worker, str]
    paper: str

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(self.said.values())
        return {state: found[state] for state in ("present", "absent", "contested")}


@dataclass(frozen=True, slots=True)
class Together:
    workers: tuple[Worker, ...]
    lines: tuple[Line, ...]

    def of(self, group: str) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.group == group)


@functools.cache
def personal() -> frozenset[str]:
    return frozenset(yaml.safe_load(PATH.read_text(encoding="utf-8"))["personal"])


def normal(name: str) -> str:
    """Under what a platform's name is found: case and spaces make no difference."""
    return " ".join(name.casefold().split())


def by_name(rows: Iterable[CaseRow]) -> dict[str, list[CaseRow]]:
    """Cases by platform; those that name none are left out."""
    found: dict[str, list[CaseRow]] = {}
    for row in rows:
        if normal(row.platform_name):
            found.setdefault(normal(row.platform_name), []).append(row)
    return dict(sorted(found.items()))


def together(rows: Sequence[CaseRow], law: Catalogue) -> Together:
    """What each worker states of practice, beside what the terms say."""
    said: dict[str, dict[Worker, set[str]]] = {}
    paper: dict[str, set[str]] = {}
    workers: dict[Worker, None] = {}
    for row in rows:
        people = {
            s.key: Worker(row.id, s.key, s.label or s.key)
            for s in row.sources
            if s.kind == "testimony"
        }
        others = Worker(row.id, "", "" if people else row.worker_reference, not people)
        for finding in _counting(row):
            if finding.indicator not in law.indicators:
                continue
            if finding.kind == "stipulation":
                paper.setdefault(finding.indicator, set()).add(finding.state)
                continue
            who = people.get(finding.source, others)
            workers.setdefault(who)
            said.setdefault(finding.indicator, {}).setdefault(who, set()).add(finding.state)
    lines = []
    for indicator in law.indicators:
        if indicator in said:
            states = {who: _one(held) for who, held in said[indicator].items()}
            written = _one(paper.get(indicator, set()))
            lines.append(Line(indicator, _group(indicator, states), states, written))
    return Together(tuple(workers), tuple(lines))


def _counting(row: CaseRow) -> list[Finding]:
    case = casework.to_case(row)
    law = casework.catalogue(row.jurisdiction)
    accepted = [f for f in case.findings if f.status == "accepted"]
    return [*accepted, *rules.findings_of_answers(case, law)]


def _one(states: set[str]) -> str:
    return "contested" if len(states) > 1 else next(iter(states), "")


def _group(indicator: str, states: dict[Worker, str]) -> str:
    if indicator in personal():
        return "personal"
    if len(set(states.values())) > 1 or "contested" in states.values():
        return "differ"
    return "agree" if len(states) > 1 else "single"
