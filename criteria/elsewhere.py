"""Decisions under laws that have no pack: shown in the catalogue, never used as precedents."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from criteria import build, shape
from criteria.errors import CatalogueError, Fault
from criteria.loader import DATA, indicators
from criteria.messages import NAMES
from criteria.model import Decision, Text
from criteria.reading import Pointer, Source, entries

FILE = "elsewhere.yaml"
SCHEMA = shape.SCHEMA.with_name("elsewhere.schema.json")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A decision, and the short name of the jurisdiction whose law it applies."""

    jurisdiction: Text
    decision: Decision


def load(root: Path | None = None) -> tuple[Elsewhere, ...]:
    """The decisions in the order of the file; none where a catalogue has no such file.

    Raises CatalogueError, listing every fault, when the file is malformed or names something
    that does not exist.
    """
    path = (root or DATA) / FILE
    if not path.is_file():
        return ()
    return _load(path.read_bytes(), frozenset(indicators(root)))


@functools.lru_cache(maxsize=8)
def _load(content: bytes, known: frozenset[str]) -> tuple[Elsewhere, ...]:
    source = Source(content, FILE)
    faults = list(source.faults)
    if source.data is not None:
        faults += [fault for _, fault in shape.faults(source, "elsewhere", SCHEMA)]
    faults = faults or list(_dangling(source, known))
    if faults:
        raise CatalogueError(faults)
    return tuple(
        Elsewhere(Text(**entry["jurisdiction"]), build.decision(entry))
        for entry in source.data["decisions"]
    )


def _dangling(source: Source, known: Collection[str]) -> Iterator[Fault]:
    lines: dict[str, int] = {}
    for at, entry in entries(source, "decisions"):
        if entry["id"] in lines:
            there = str(lines[entry["id"]])
            yield source.fault(at, "id_twice", id=entry["id"], there=FILE, line=there)
        lines.setdefault(entry["id"], source.line(at))
    for at, entry in entries(source, "decisions"):
        for key in ("reversed_by", "overtaken_by", "upheld_by"):
            if entry.get(key):
                yield from _unknown(source, (*at, key), "decision", entry[key], lines)
        told: set[str] = set()
        for i, fact in enumerate(entry.get("facts", ())):
            here, name = (*at, "facts", i, "indicator"), fact["indicator"]
            yield from _unknown(source, here, "indicator", name, known)
            if name in told:
                yield source.fault(here, "fact_twice", indicator=name)
            told.add(name)


def _unknown(
    source: Source, at: Pointer, what: str, value: str, known: Collection[str]
) -> Iterator[Fault]:
    if value not in known:
        otherwise = Text("Déclarez-le, ou retirez-le.", "Declare it or remove it.")
        mend = shape.nearest(value, known, otherwise)
        named = Text(*NAMES[what])
        yield source.fault(at, "unknown_reference", what=named, value=value, mend=mend)
