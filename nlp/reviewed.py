"""What people decided about proposals, as stand-off annotations: places and labels, no text.

JSON lines. A line ``{"document": {…}}`` gives the SHA-256 of a text, its language and the name
under which its platform is left out when measuring; the lines after it give clauses of that text:
``{"start", "end", "labels", "pass"}`` with an empty list where every proposal was rejected. Only
who has the text can use them: ``make train`` takes it from a folder of files named by SHA-256.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from nlp.corpus import Rows
from nlp.read import rows_of
from nlp.segment import pieces

#: Who labelled: beside the passes A and B of the annotators.
BY_USER = "U"


@dataclass(frozen=True, slots=True)
class Decided:
    """Decided clauses of one document: (start, end, labels)."""

    sha256: str
    language: str
    platform: str
    clauses: tuple[tuple[int, int, tuple[str, ...]], ...]


def dump(documents: Iterable[Decided]) -> str:
    lines = []
    for one in documents:
        facts = {"sha256": one.sha256, "language": one.language, "platform": one.platform}
        lines.append(json.dumps({"document": facts}, ensure_ascii=False))
        for start, end, labels in one.clauses:
            mark = {"start": start, "end": end, "labels": list(labels), "pass": BY_USER}
            lines.append(json.dumps(mark, ensure_ascii=False))
    return "".join(f"{line}\n" for line in lines)


def load(text: str) -> tuple[Decided, ...]:
    """Raises ValueError, naming the line, for anything else than what ``dump`` writes."""
    found: list[tuple[dict[str, Any], list[tuple[int, int, tuple[str, ...]]]]] = []
    for number, line in enumerate(text.splitlines(), 1):
        try:
            entry = json.loads(line)
            if "document" in entry:
                found.append((entry["document"], []))
            else:
                place = (int(entry["start"]), int(entry["end"]), tuple(entry["labels"]))
                found[-1][1].append(place)
        except (ValueError, KeyError, IndexError, TypeError) as error:
            raise ValueError(f"line {number}: {type(error).__name__}: {error}") from None
    return tuple(
        Decided(facts["sha256"], facts["language"], facts.get("platform", ""), tuple(clauses))
        for facts, clauses in found
    )


def rows_to_learn(
    documents: Iterable[Decided], texts: Path, labels: tuple[str, ...]
) -> tuple[Rows, list[str]]:
    """The decided clauses as rows for training, and the SHA-256 of the texts that are not in
    ``texts``. A clause whose place is not one of ours is left out."""
    place = {label: i for i, label in enumerate(labels)}
    rows, truth, platforms, names, absent = [], [], [], [], []
    for one in documents:
        data = _text(texts, one.sha256)
        if data is None:
            absent.append(one.sha256)
            continue
        parts = pieces(data)
        read, _ = rows_of(data, parts, one.language)
        decided = {(start, end): given for start, end, given in one.clauses}
        for part, row in zip(parts, read, strict=True):
            if (part.start, part.end) not in decided:
                continue
            line = np.zeros(len(labels), dtype=np.float32)
            for label in decided[part.start, part.end]:
                if label in place:
                    line[place[label]] = 1
            rows.append(row)
            truth.append(line)
            platforms.append(one.platform or one.sha256[:12])
            names.append(one.sha256[:12])
    table = np.array(truth, dtype=np.float32).reshape(-1, len(labels))
    return Rows(rows, table, platforms, names), absent


def _text(texts: Path, sha256: str) -> str | None:
    """The text, from ``<sha256>`` or ``<first two>/<sha256>`` as the application keeps it; one
    whose content is not what its name says is not used."""
    for path in (texts / sha256, texts / sha256[:2] / sha256):
        if path.is_file():
            data = path.read_bytes()
            return data.decode("utf-8") if hashlib.sha256(data).hexdigest() == sha256 else None
    return None
