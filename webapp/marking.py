"""A clause cut into plain and marked pieces, as the review page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from reports.clean import unmarked
from webapp.models import DocumentRow, FindingRow

Piece = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class ClauseView:
    """``first``: the first shown under its heading; ``title``: it is that heading itself."""

    index: int
    heading: str
    first: bool
    title: bool
    lead_in: str
    page: int | None
    pieces: tuple[Piece, ...]
    findings: tuple[FindingRow, ...]


def pieces(text: str, start: int, end: int, spans: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
    """``text[start:end]`` in pieces, True where a span covers it; overlapping spans are one.

    >>> pieces("vous devez payer", 0, 16, [(5, 10)])
    (('vous ', False), ('devez', True), (' payer', False))
    """
    marked: list[list[int]] = []
    for a, b in sorted((max(a, start), min(b, end)) for a, b in spans):
        if a >= b:
            continue
        if marked and a <= marked[-1][1]:
            marked[-1][1] = max(marked[-1][1], b)
        else:
            marked.append([a, b])
    result: list[Piece] = []
    at = start
    for a, b in marked:
        if a > at:
            result.append((text[at:a], False))
        result.append((text[a:b], True))
        at = b
    if at < end:
        result.append((text[at:end], False))
    return tuple(result)


def view(
    document: DocumentRow, text: str, index: int, findings: list[FindingRow], before: str | None
) -> ClauseView:
    """One clause; ``before`` is the heading of the clause shown above it."""
    clause: dict[str, Any] = document.clauses[index]
    spans = [
        (f.trigger_start, f.trigger_end)
        for f in findings
        if f.trigger_start is not None and f.trigger_end is not None and f.status != "rejected"
    ]
    words = text[clause["start"] : clause["end"]]
    start = clause["end"] - len(unmarked(words))
    return ClauseView(
        index=index,
        heading=clause["heading"],
        first=bool(clause["heading"]) and clause["heading"] != before,
        title=bool(clause["heading"]) and unmarked(words).strip() == clause["heading"].strip(),
        lead_in=clause["lead_in"],
        page=clause["page"],
        pieces=pieces(text, start, clause["end"], spans),
        findings=tuple(findings),
    )
