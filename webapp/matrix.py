"""Indicators × sources: who says what, and where they contradict each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import rules
from criteria.model import Catalogue
from rules.model import Assessment
from webapp import casework
from webapp.models import CaseRow, FindingRow

#: Contradictions, as the engine names them.
CONFLICTS = ("paper_practice", "sources")
FILTERS = ("all", *CONFLICTS)


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement. ``finding`` or ``question`` says where it opens; ``counts``: accepted."""

    state: str
    kind: str
    counts: bool
    automatic: bool = False
    finding: int | None = None
    question: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    indicator: str
    group: str
    state: str
    conflicts: tuple[str, ...]
    cells: dict[str, tuple[Entry, ...]]


@dataclass(frozen=True, slots=True)
class Matrix:
    """``columns``: keys of the sources that say something, "" for statements without one."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    totals: dict[str, int]


def of(row: CaseRow, law: Catalogue, assessment: Assessment, show: str = "all") -> Matrix:
    said: dict[str, dict[str, list[Entry]]] = {}
    for indicator, key, entry in _entries(row, law):
        said.setdefault(indicator, {}).setdefault(key, []).append(entry)
    conflicts: dict[str, list[str]] = {}
    for conflict in assessment.conflicts:
        conflicts.setdefault(conflict.indicator, []).append(conflict.kind)
    results = {i.id: i.state for i in assessment.indicators}
    lines = [
        Line(
            indicator,
            law.indicators[indicator].group,
            results.get(indicator, "unknown"),
            tuple(conflicts.get(indicator, ())),
            {key: _merged(entries) for key, entries in said[indicator].items()},
        )
        for indicator in _by_group(law)
        if indicator in said
    ]
    totals = {"all": len(lines)}
    totals |= {kind: sum(kind in line.conflicts for line in lines) for kind in CONFLICTS}
    shown = [line for line in lines if show == "all" or show in line.conflicts]
    speaking = {key for line in shown for key in line.cells}
    columns = [s.key for s in row.sources if s.key in speaking]
    columns += [""] if "" in speaking else []
    return Matrix(tuple(columns), tuple(shown), totals)


def _by_group(law: Catalogue) -> list[str]:
    """Indicators with those of one group together, groups in the order of their first."""
    groups: dict[str, list[str]] = {}
    for indicator in law.indicators.values():
        groups.setdefault(indicator.group, []).append(indicator.id)
    return [i for members in groups.values() for i in members]


def _entries(row: CaseRow, law: Catalogue) -> Iterable[tuple[str, str, Entry]]:
    keys = {s.key for s in row.sources}

    def column(key: str) -> str:
        return key if key in keys else ""

    for f in row.findings:
        if f.status != "rejected" and f.indicator in law.indicators:
            yield f.indicator, column(f.source_key), _entry(f)
    for found in rules.findings_of_answers(casework.to_case(row), law):
        if found.indicator in law.indicators:
            entry = Entry(found.state, found.kind, True, question=found.question)
            yield found.indicator, column(found.source), entry


def _entry(f: FindingRow) -> Entry:
    return Entry(f.state, f.kind, f.status == "accepted", f.automatic, f.id)


def _merged(entries: list[Entry]) -> tuple[Entry, ...]:
    """One of each: what counts before what does not. A document may say a thing ten times."""
    ranked = sorted(entries, key=lambda e: (not e.counts, e.automatic))
    first: dict[tuple[str, str], Entry] = {}
    for entry in ranked:
        first.setdefault((entry.kind, entry.state), entry)
    return tuple(first.values())
