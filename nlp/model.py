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
    ``unit`` (EUR, USD, point, percent, day, hour, year, count…); ``role``: what it is for
    (commission, payout_minimum, payment_delay, notice…), "" when the words do not say."""

    kind: str
    value: str  # decimal as text: exact
    unit: str
    span: Span
    role: str = ""


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
class Link:
    """``kind``: undoes, refers_to, excepts, defines. ``source`` and ``target`` are indexes of
    clauses; ``indicators``: of the source and of the target, for "undoes"; ``term``: the number
    or the word that ties them."""

    kind: str
    source: int
    target: int
    indicators: tuple[str, ...] = ()
    term: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "from": self.source,
            "to": self.target,
            **({"indicators": list(self.indicators)} if self.indicators else {}),
            **({"term": self.term} if self.term else {}),
        }


@dataclass(frozen=True, slots=True)
class Reading:
    document: str
    language: str
    text: str
    text_sha256: str
    clauses: tuple[Clause, ...]
    warnings: tuple[str, ...] = ()  # message ids of nlp.errors, e.g. "mixed_languages"
    links: tuple[Link, ...] = ()  # between clauses, see nlp.links
    doubtful: tuple[int, ...] = ()  # indexes of clauses of which the reader is unsure

    def to_json(self) -> dict[str, Any]:
        """The evidence object of ``terms analyse`` (shape fixed by README.md)."""
        return {
            "document": self.document,
            "language": self.language,
            "text_sha256": self.text_sha256,
            "clauses": [_clause(clause) for clause in self.clauses],
            "warnings": list(self.warnings),
            "links": [link.to_json() for link in self.links],
            "doubtful": list(self.doubtful),
        }


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.text}


def _clause(clause: Clause) -> dict[str, Any]:
    return {
        "start": clause.start,
        "end": clause.end,
        "text": clause.text,
        "heading": clause.heading,
        **({"lead_in": clause.lead_in} if clause.lead_in else {}),
        **({"page": clause.page} if clause.page else {}),
        "indicators": [
            {
                "id": i.id,
                "score": i.score,
                "negated": i.negated,
                "bound": i.bound,
                "trigger": _span(i.trigger),
                "by": i.by,
            }
            for i in clause.indicators
        ],
        "quantities": [
            {
                "kind": q.kind,
                "value": q.value,
                "unit": q.unit,
                **({"role": q.role} if q.role else {}),
                **_span(q.span),
            }
            for q in clause.quantities
        ],
    }
