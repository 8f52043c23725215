"""The one entry point: a document of terms becomes clauses with proposed indicators."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from pathlib import Path
from typing import Any

from nlp.classifier import Classifier, load
from nlp.errors import ReadingError
from nlp.features import Row, make_row
from nlp.ingest import Extracted, extract
from nlp.language import detect
from nlp.links import find_links
from nlp.model import Clause, ProposedIndicator, Reading, Span
from nlp.negation import is_negated
from nlp.quantities import find_quantities
from nlp.roles import find_roles
from nlp.segment import Piece, pieces
from nlp.signs import Sign, find_signs

#: A heading names a subject; it states a rule only when the model is rather sure of it.
HEADING_CUT = 0.5
#: A clause whose best label comes this near to the cut without reaching it is said to be doubtful.
DOUBT = 0.7


def read_terms(
    source: Path | bytes,
    name: str = "",
    lang: str = "auto",
    classifier: Classifier | None = None,
) -> Reading:
    """Reads a .txt, .md, .html, .docx or text .pdf in French or English.

    ``source``: a path or the bytes of a file called ``name``. ``lang``: auto, fr or en.
    ``classifier``: another model than the shipped one, for measuring.
    Raises ReadingError.
    """
    if isinstance(source, Path):
        name = name or source.name
    extracted = extract(source, name)
    return read_text(extracted, name or "document", lang, classifier)


def read_text(
    extracted: Extracted, name: str, lang: str = "auto", classifier: Classifier | None = None
) -> Reading:
    """Reads a text already extracted from the file ``name``."""
    text = extracted.text
    parts = pieces(text)
    if not parts:
        raise ReadingError("empty", name=name)
    language, mixed = lang, False
    if lang == "auto":
        language, mixed = detect([text[p.start : p.end] for p in parts], name)
    rows, signs = rows_of(text, parts, language)
    model = classifier or load()
    probabilities = model.probabilities(rows)
    starts = [start for start, _ in extracted.pages]
    clauses: list[Clause] = []
    doubtful = []
    for piece, row, found, chances in zip(parts, rows, signs, probabilities, strict=True):
        start = piece.start
        cut = max(model.cut, HEADING_CUT) if piece.is_heading else model.cut
        proposed = _propose(model, cut, row, found, chances, start, language)
        if not proposed and not piece.is_heading and chances.max() >= DOUBT * cut:
            doubtful.append(len(clauses))
        clauses.append(
            Clause(
                start=start,
                end=piece.end,
                text=row.text,
                heading=piece.heading,
                lead_in=piece.lead_in,
                page=bisect_right(starts, start) if starts else None,
                indicators=proposed,
                quantities=find_quantities(row.text, start, language),
            )
        )
    warnings = (*extracted.warnings, *(("mixed_languages",) if mixed else ()))
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Reading(
        document=Path(name).stem,
        language=language,
        text=text,
        text_sha256=digest,
        clauses=tuple(clauses),
        warnings=warnings,
        links=find_links(clauses),
        doubtful=tuple(doubtful),
    )


def rows_of(
    text: str, parts: tuple[Piece, ...], language: str
) -> tuple[list[Row], list[list[Sign]]]:
    """What the model sees of each clause, and the signs found in it."""
    roles = find_roles(text, language)
    texts = [text[p.start : p.end] for p in parts]
    signs = [find_signs(t, language) for t in texts]
    rows = [
        make_row(
            texts[i],
            roles,
            [s.indicator for s in signs[i]],
            piece.heading if not piece.is_heading else "",
            piece.lead_in,
            texts[i - 1] if i else "",
            texts[i + 1] if i + 1 < len(texts) else "",
        )
        for i, piece in enumerate(parts)
    ]
    return rows, signs


def _propose(
    model: Classifier,
    cut: float,
    row: Row,
    found: list[Sign],
    chances: Any,
    offset: int,
    language: str,
) -> tuple[ProposedIndicator, ...]:
    by_name = {sign.indicator: sign for sign in found}
    proposed = []
    for label, chance in zip(model.labels, chances, strict=True):
        if chance < cut:
            continue
        sign = by_name.get(label)
        start, end = (sign.start, sign.end) if sign else model.telling_words(row.text, label)
        proposed.append(
            ProposedIndicator(
                id=label,
                score=round(float(chance), 4),
                negated=bool(sign) and is_negated(row.text, start, end, label, language),
                bound=row.bound,
                trigger=Span(offset + start, offset + end, row.text[start:end]),
                by="both" if sign else "model",
            )
        )
    return tuple(sorted(proposed, key=lambda p: (-p.score, p.id)))
