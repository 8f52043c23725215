"""Reads an annotated corpus (documents, segments, gold) and our own bank of clauses."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

import criteria
from nlp.features import Row, make_row
from nlp.read import rows_of
from nlp.roles import Roles
from nlp.segment import pieces
from nlp.signs import find_signs

BANK = Path(__file__).parent / "bank"
#: The indicators that a clause can state; the others are known from practice only.
LABEL_GROUPS = (
    "direction", "control", "sanction", "integration", "independence", "form", "recourse",
)  # fmt: skip


@dataclass(frozen=True)
class Rows:
    """``truth``: (rows, labels) of 0 and 1; ``platforms``: the platform of each row, "" for our
    own bank."""

    rows: list[Row]
    truth: Any
    platforms: list[str]
    documents: list[str]


def labels_of(corpus: Path) -> tuple[str, ...]:
    """The ids of ``labels.yaml``, in its order; every one is an indicator of the catalogue."""
    data = yaml.safe_load((corpus / "labels.yaml").read_text(encoding="utf-8"))
    labels = tuple(label for group in data.values() for label in group)
    unknown = set(labels) - set(criteria.indicators())
    if unknown:
        raise ValueError(f"labels.yaml: not in the catalogue: {', '.join(sorted(unknown))}")
    return labels


def platform_of(document: str) -> str:
    """ "designcrowd" for "designcrowd-contract-en": one platform may have several documents."""
    return re.split(r"-(?:fr|en|ie|driver|fleet|carrier|contract|supplier|lifter)\b", document)[0]


def shared(a: int, b: int, c: int, d: int) -> bool:
    """Whether two places share at least half of the shorter one, as the corpus's scorer asks."""
    return (min(b, d) - max(a, c)) * 2 >= max(1, min(b - a, d - c))


def read_corpus(corpus: Path, labels: tuple[str, ...]) -> Rows:
    """The clauses of the annotated parts, cut as a reading cuts them, with the labels of the
    corpus's segments that they cover; in document order."""
    place = {label: i for i, label in enumerate(labels)}
    gold = {}
    for line in (corpus / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        gold[entry["id"]] = entry["labels"]
    annotated, language = set(), {}
    for line in (corpus / "documents.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        language[entry["doc"]] = entry["language"]
        if entry.get("annotated"):
            annotated.add(entry["doc"])
    segments: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (corpus / "segments.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if entry["doc"] in annotated:
            segments[entry["doc"]].append(entry)
    rows: list[Row] = []
    truth, platforms, documents = [], [], []
    for document in sorted(segments):
        path = corpus / "docs" / f"{document}.md"
        text = path.read_bytes().decode("utf-8")
        parts = pieces(text)
        read, _ = rows_of(text, parts, language[document])
        known = sorted((s["start"], s["end"], s["id"]) for s in segments[document])
        for part, row in zip(parts, read, strict=True):
            touched = [name for a, b, name in known if shared(part.start, part.end, a, b)]
            if not touched:  # this part of the document is not annotated
                continue
            line_of_truth = np.zeros(len(labels), dtype=np.float32)
            for name in touched:
                for label in gold.get(name, ()):
                    line_of_truth[place[label]] = 1
            rows.append(row)
            truth.append(line_of_truth)
            platforms.append(platform_of(document))
            documents.append(document)
    return Rows(rows, np.array(truth), platforms, documents)


@dataclass(frozen=True)
class Entry:
    """A clause of our bank; without labels it is a near miss."""

    language: str
    text: str
    labels: tuple[str, ...]
    lead: str = ""


def bank_entries() -> list[Entry]:
    """Our own clauses, written one by one (``clauses``) or by their labels (``groups``)."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found = []
    for path in sorted(BANK.glob("*.yaml")):
        language = path.stem[:2]
        data = yaml.load(path.read_text(encoding="utf-8"), loader)  # noqa: S506
        for one in data.get("clauses", ()):
            found.append(Entry(language, one["text"], tuple(one["labels"]), one.get("lead", "")))
        for group in data.get("groups", ()):
            for text in group["texts"]:
                found.append(Entry(language, text, tuple(group["labels"]), group.get("lead", "")))
    return found


def read_bank(labels: tuple[str, ...]) -> Rows:
    """Our own clauses with their labels; those without any are near misses."""
    place = {label: i for i, label in enumerate(labels)}
    rows: list[Row] = []
    truth = []
    for entry in bank_entries():
        roles = Roles(entry.language, ())
        signs = [s.indicator for s in find_signs(entry.text, entry.language)]
        rows.append(make_row(entry.text, roles, signs, "", entry.lead))
        line = np.zeros(len(labels), dtype=np.float32)
        for label in entry.labels:
            line[place[label]] = 1
        truth.append(line)
    return Rows(rows, np.array(truth), [""] * len(rows), [""] * len(rows))
