"""What each reader of a report needs under one law, as data: a pack may do without."""

from __future__ import annotations

import functools
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from criteria import shape
from criteria.errors import CatalogueError, Fault
from criteria.loader import DATA, load
from criteria.messages import NAMES
from criteria.model import Text
from criteria.reading import Pointer, Source

FILE = "audiences.yaml"
SCHEMA = shape.SCHEMA.with_name("audiences.schema.json")


@dataclass(frozen=True, slots=True)
class Advice:
    text: Text
    authorities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Element:
    """What a file must hold; ``indicators`` and ``conclusions`` may already say it."""

    id: str
    text: Text
    authorities: tuple[str, ...]
    indicators: tuple[str, ...] = ()
    conclusions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline:
    id: str
    what: Text
    period: Text
    starts: Text
    authorities: tuple[str, ...]
    warning: Text | None = None


@dataclass(frozen=True, slots=True)
class Audiences:
    """Empty where the law's pack says nothing of a reader."""

    elements: tuple[Element, ...] = ()
    cautions: tuple[Advice, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    steps: tuple[Advice, ...] = ()
    keep: tuple[Text, ...] = ()
    risks: tuple[Advice, ...] = ()
    order: tuple[Advice, ...] = ()
    filing: tuple[Advice, ...] = ()


def audiences(jurisdiction: str, root: Path | None = None) -> Audiences:
    """What the pack's ``audiences.yaml`` says. Raises CatalogueError, listing every fault."""
    path = (root or DATA) / jurisdiction / FILE
    if not path.is_file():
        return Audiences()
    law = load(jurisdiction, root)
    return _load(
        f"{jurisdiction}/{FILE}",
        path.read_bytes(),
        frozenset(law.authorities),
        frozenset(law.indicators),
        frozenset(law.conclusions),
    )


@functools.lru_cache(maxsize=32)
def _load(
    shown_as: str,
    content: bytes,
    authorities: frozenset[str],
    indicators: frozenset[str],
    conclusions: frozenset[str],
) -> Audiences:
    source = Source(content, shown_as)
    faults = list(source.faults)
    if source.data is not None:
        for error in _validator().iter_errors(source.data):
            faults += shape._said(source, tuple(error.absolute_path), error)
    known = {"authorities": authorities, "indicators": indicators, "conclusions": conclusions}
    faults = faults or list(_dangling(source, known))
    if faults:
        raise CatalogueError(faults)
    data = source.data
    inspector, union, lawyer = (data.get(k, {}) for k in ("inspector", "union", "lawyer"))
    return Audiences(
        elements=tuple(
            Element(
                e["id"],
                Text(**e["text"]),
                tuple(e["authorities"]),
                tuple(e.get("indicators", ())),
                tuple(e.get("conclusions", ())),
            )
            for e in inspector.get("elements", ())
        ),
        cautions=_advice(inspector, "cautions"),
        deadlines=tuple(
            Deadline(
                d["id"],
                Text(**d["what"]),
                Text(**d["period"]),
                Text(**d["starts"]),
                tuple(d["authorities"]),
                Text(**d["warning"]) if "warning" in d else None,
            )
            for d in union.get("deadlines", ())
        ),
        steps=_advice(union, "steps"),
        keep=tuple(Text(**k) for k in union.get("keep", ())),
        risks=_advice(union, "risks"),
        order=_advice(lawyer, "order"),
        filing=_advice(lawyer, "filing"),
    )


def _advice(data: dict[str, Any], key: str) -> tuple[Advice, ...]:
    return tuple(
        Advice(Text(**a["text"]), tuple(a.get("authorities", ()))) for a in data.get(key, ())
    )


@functools.cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def _dangling(source: Source, known: dict[str, frozenset[str]]) -> Iterator[Fault]:
    names = {"authorities": "authority", "indicators": "indicator", "conclusions": "conclusion"}
    for reader, parts in source.data.items():
        for part, entries in parts.items():
            for place, entry in enumerate(entries):
                for key, what in names.items():
                    for i, value in enumerate(entry.get(key, ())):
                        at = (reader, part, place, key, i)
                        yield from _unknown(source, at, what, value, known[key])


def _unknown(
    source: Source, at: Pointer, what: str, value: str, known: Collection[str]
) -> Iterator[Fault]:
    if value not in known:
        otherwise = Text("Déclarez-le, ou retirez-le.", "Declare it or remove it.")
        mend = shape.nearest(value, known, otherwise)
        yield source.fault(at, "unknown_reference", what=Text(*NAMES[what]), value=value, mend=mend)
