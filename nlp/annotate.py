"""Labels of real terms kept apart from their texts: no sentence of anybody's terms is stored.

``nlp/annotations/*.jsonl`` hold where a document was found, the SHA-256 of its text and the places
(code points of that text) that carry labels. With the texts fetched again into a folder, one file
per document named after its id, they become a corpus of the shape that ``nlp.corpus`` reads.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp.classifier import load
from nlp.corpus import platform_of
from nlp.ingest import extract
from nlp.segment import Piece, pieces

FOLDER = Path(__file__).parent / "annotations"
#: What the first line of a file says; nothing else may stand there.
FACTS = {
    "id", "platform", "language", "sector", "source", "commit", "path", "reads_as", "sha256",
    "chars", "complete",
}  # fmt: skip
PASSES = ("A", "B")
#: A text is read as its file's own kind says: .md and .txt are only decoded.
KINDS = ("md", "txt", "html")


@dataclass(frozen=True, slots=True)
class Mark:
    """Labels that one pass gave to a place of the text."""

    start: int
    end: int
    labels: tuple[str, ...]
    by: str = "A"


@dataclass(frozen=True, slots=True)
class Annotated:
    """One document's facts and marks. Where it is complete, a segment without mark has no label."""

    facts: dict[str, Any]
    marks: tuple[Mark, ...]
    file: Path

    @property
    def id(self) -> str:
        return str(self.facts.get("id", ""))

    def of(self, by: str) -> tuple[Mark, ...]:
        return tuple(mark for mark in self.marks if mark.by == by)

    @property
    def passes(self) -> frozenset[str]:
        return frozenset(mark.by for mark in self.marks)


def load_annotations(folder: Path = FOLDER) -> tuple[Annotated, ...]:
    """Every annotated document of a folder, in order of file name."""
    found = []
    for path in sorted(folder.glob("*.jsonl")):
        first, *rest = path.read_text(encoding="utf-8").splitlines()
        marks = (json.loads(line) for line in rest)
        found.append(
            Annotated(
                json.loads(first)["document"],
                tuple(Mark(m["start"], m["end"], tuple(m["labels"]), m["pass"]) for m in marks),
                path,
            )
        )
    return tuple(found)


def text_of(document: Annotated, texts: Path) -> str | None:
    """The document's text as the product reads it, or None where it was not fetched."""
    path = texts / f"{document.id}.{document.facts['reads_as']}"
    return extract(path).text if path.is_file() else None


def faults(document: Annotated, text: str | None = None) -> list[str]:
    """What is wrong with a document's annotations; with the text, their places too."""
    facts, wrong = document.facts, []
    if set(facts) != FACTS:
        wrong.append(f"facts {sorted(set(facts) ^ FACTS)} missing or unknown")
        return wrong
    if document.file.stem != document.id:
        wrong.append(f"the id {document.id} is not the file's name")
    if platform_of(document.id) != facts["platform"]:
        wrong.append("the id does not begin with the platform and its language")
    if facts["reads_as"] not in KINDS:
        wrong.append(f"read as {facts['reads_as']}")
    known, last = set(load().labels), dict.fromkeys(PASSES, 0)
    for mark in document.marks:
        place = f"{mark.start}-{mark.end}"
        if mark.by not in PASSES:
            wrong.append(f"{place}: pass {mark.by}")
        elif mark.start < last[mark.by] or mark.end <= mark.start:
            wrong.append(f"{place}: out of order or empty")
        if mark.end > facts["chars"]:
            wrong.append(f"{place}: beyond the end")
        if not mark.labels or len(set(mark.labels)) < len(mark.labels):
            wrong.append(f"{place}: no label, or one twice")
        wrong += [f"{place}: label {label}" for label in mark.labels if label not in known]
        last[mark.by] = mark.end
    if text is not None:
        if len(text) != facts["chars"] or _digest(text) != facts["sha256"]:
            wrong.append("the text is not the one that was annotated")
        else:
            found = pieces(text)
            wrong += [
                f"{mark.start}-{mark.end}: not a segment"
                for mark in document.marks
                if not any(_covers(mark, piece, text) for piece in found)
            ]
    return wrong


def _covers(mark: Mark, piece: Piece, text: str) -> bool:
    """Whether a mark is of a segment: they share more than half of the longer, or the mark is of
    whole lines that the segment has since been joined with. The cutting of texts improves; what
    was marked stays where it was."""
    shared = min(mark.end, piece.end) - max(mark.start, piece.start)
    if shared * 2 > max(mark.end - mark.start, piece.end - piece.start):
        return True
    before = text[: mark.start].rpartition("\n")[2]
    after = text[mark.end :].partition("\n")[0]
    lines = not before.strip() and not after.strip()
    return lines and shared == mark.end - mark.start


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def build(
    documents: Iterable[Annotated], texts: Path, out: Path, base: Path | None = None
) -> tuple[int, list[str]]:
    """Writes the documents whose text is in ``texts`` to ``out`` in the shape of the corpus.

    With ``base``, another corpus, its documents come first and its labels.yaml and score.py are
    copied. Returns how many documents were added and the ids of those without text.
    Raises ValueError for annotations that do not fit their text.
    """
    (out / "docs").mkdir(parents=True, exist_ok=True)
    lines: dict[str, list[str]] = {"documents": [], "segments": [], "gold": []}
    if base is not None:
        for name, kept in lines.items():
            kept += (base / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        for path in (base / "labels.yaml", base / "score.py"):
            shutil.copy(path, out / path.name)
        for path in (base / "docs").glob("*.md"):
            shutil.copy(path, out / "docs" / path.name)
    added, absent = 0, []
    for document in documents:
        text = text_of(document, texts)
        if text is None:
            absent.append(document.id)
            continue
        if wrong := faults(document, text):
            raise ValueError(f"{document.id}: {'; '.join(wrong)}")
        entries = _entries(document, text)
        for name, kept in lines.items():
            kept += [json.dumps(entry, ensure_ascii=False) for entry in entries[name]]
        (out / "docs" / f"{document.id}.md").write_bytes(text.encode("utf-8"))
        added += 1
    for name, kept in lines.items():
        (out / f"{name}.jsonl").write_text("".join(f"{x}\n" for x in kept), encoding="utf-8")
    return added, absent


def _entries(document: Annotated, text: str) -> dict[str, list[dict[str, Any]]]:
    """Lines of documents, segments and gold; the labels are those of the first pass."""
    facts, found = document.facts, pieces(text)
    labels: dict[tuple[int, int], list[str]] = {}
    for mark in document.of("A"):
        for piece in found:
            if _covers(mark, piece, text):
                told = labels.setdefault((piece.start, piece.end), [])
                told += [label for label in mark.labels if label not in told]
    if not facts["complete"]:  # nothing is known of the segments without mark
        found = tuple(piece for piece in found if (piece.start, piece.end) in labels)
    segments, gold = [], []
    for i, piece in enumerate(found):
        name = f"{document.id}:{i:03d}"
        segments.append(
            {
                "id": name,
                "doc": document.id,
                "start": piece.start,
                "end": piece.end,
                "heading": piece.heading,
                "lead": piece.lead_in,
            }
        )
        if given := labels.get((piece.start, piece.end)):
            gold.append({"id": name, "labels": list(given)})
    described = {
        "doc": document.id,
        "archive": facts["source"].removeprefix("github:"),
        "path": facts["path"],
        "commit": facts["commit"],
        "language": facts["language"],
        "kind": facts["sector"],
        "segments": len(segments),
        "annotated": True,
    }
    return {"documents": [described], "segments": segments, "gold": gold}


def agreement(documents: Iterable[Annotated]) -> dict[str, dict[str, int]]:
    """Pairs (segment, label) given by both passes, by A and by B, for each label and "all",
    over the documents that were labelled twice."""
    counted: dict[str, dict[str, int]] = {}
    for document in documents:
        if "B" not in document.passes:
            continue
        pairs = {
            by: {(mark.start, label) for mark in document.of(by) for label in mark.labels}
            for by in PASSES
        }
        for label in {label for given in pairs.values() for _, label in given} | {"all"}:
            row = counted.setdefault(label, {"both": 0, "A": 0, "B": 0})
            wanted = {
                by: {pair for pair in given if label in ("all", pair[1])}
                for by, given in pairs.items()
            }
            row["both"] += len(wanted["A"] & wanted["B"])
            for by in PASSES:
                row[by] += len(wanted[by])
    return counted


def f1(row: dict[str, int]) -> float:
    """F1 of one pass against the other; it is the same from either side."""
    return 2 * row["both"] / (row["A"] + row["B"]) if row["A"] + row["B"] else 0.0
