"""What a reading of a platform's terms holds.

Offsets are code points of ``Reading.text``; for .txt and .md that is the decoded file
itself, unchanged. ``page`` counts from 1 and is set for PDF only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class ProposedIndicator:
    """``score`` in 0..1; ``negated``: the clause says the contrary (the indicator is stated
    absent); ``bound``: worker, client, platform or "" ; ``by``: rule, model or both."""

    id: str
    score: float
    negated: bool
    bound: str
    trigger: Span
    by: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """``kind``: amount, rate, delay, threshold, hours, age; ``value`` is normalised to
    ``unit`` (EUR, USD, percent, day, hour, year, count…)."""

    kind: str
    value: str  # decimal as text: exact
    unit: str
    span: Span


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence or list item, with the heading above it and the lead-in of its list."""

    start: int
    end: int
    text: str
    heading: str
    lead_in: str = ""
    page: int | None = None
    indicators: tuple[ProposedIndicator, ...] = ()
    quantities: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    document: str
    language: str
    text: str
    text_sha256: str
    clauses: tuple[Clause, ...]
    warnings: tuple[str, ...] = ()  # message ids of nlp.errors, e.g. "mixed_languages"

    def to_json(self) -> dict[str, Any]:
        """The evidence object of ``terms analyse`` (shape fixed by README.md)."""
        raise NotImplementedError
