"""The change log of the catalogue: what was changed, when, and which period of law it touches.

``changes.yaml`` stands beside the shared files. It says nothing that the engine reads: without
it, or with a fault in it, the law is the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from criteria import shape
from criteria.errors import CatalogueError, Fault, in_order
from criteria.loader import DATA, available
from criteria.model import Text, Validity
from criteria.reading import Pointer, Source, entries

FILE = "changes.yaml"
SCHEMA = Path(__file__).parent / "schemas" / "changes.schema.json"
#: Where the entries of each kind stand: file, and key of their list.
KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "indicators": ("indicators", "indicators"),
        "sections": ("questions", "sections"),
        "questions": ("questions", "questions"),
        "pack": ("pack", ""),
        "notices": ("pack", "notices"),
        "limbs": ("limbs", "limbs"),
        "weights": ("weights", "weights"),
        "test": ("test", "test"),
        "presumptions": ("presumptions", "presumptions"),
        "conclusions": ("conclusions", "conclusions"),
        "statutes": ("statutes", "statutes"),
        "decisions": ("decisions", "decisions"),
        "propositions": ("propositions", "propositions"),
        "elsewhere": ("elsewhere", "decisions"),
        "claims": ("claims", "claims"),
        "tables": ("values", "tables"),
        "limitations": ("limitations", "limitations"),
    }
)
SHARED = ("indicators", "sections", "questions", "elsewhere")


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the catalogue. ``jurisdiction`` None: of the files that all share.

    ``entries`` and ``removed`` hold ids by kind; ``whole`` names kinds written or read again
    entirely. ``law`` is the period of law that the change touches, None when no rule of law
    changed.
    """

    id: str
    date: dt.date
    jurisdiction: str | None
    what: Text
    law: Validity | None
    entries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    removed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    whole: tuple[str, ...] = ()


def load(root: Path | None = None) -> tuple[Change, ...]:
    """Every change, the newest first; none when there is no log.

    Raises CatalogueError when the file is malformed. Whether its ids exist is for ``check``:
    a log is still worth reading when an entry that it names has been taken out.
    """
    source, faults = _read(root or DATA)
    if faults:
        raise CatalogueError(faults)
    if source is None:
        return ()
    found = [_change(entry) for entry in source.data["changes"]]
    return tuple(sorted(found, key=lambda c: c.date, reverse=True))


def check(root: Path | None = None) -> tuple[Fault, ...]:
    """Every fault of the log, by line; empty when it is in order or absent."""
    root = root or DATA
    source, faults = _read(root)
    if source is None or source.data is None:
        return in_order(faults)
    bad = {fault.line for fault in faults}
    packs = available(root)
    for at, entry in entries(source, "changes"):
        if source.line(at) not in bad:
            faults += _references(root, packs, source, at, entry)
    return in_order(faults)


def _read(root: Path) -> tuple[Source | None, list[Fault]]:
    path = root / FILE
    if not path.is_file():
        return None, []
    source = Source(path.read_bytes(), FILE)
    faults = list(source.faults)
    if source.data is not None:
        told = {fault.line for fault in faults}
        found = shape.faults(source, "changes", SCHEMA)
        faults += [fault for _, fault in found if fault.line not in told]
    if not faults:
        faults += _own(source)
    return source, faults


def _own(source: Source) -> Iterable[Fault]:
    """Ids used twice, periods the wrong way round."""
    seen: dict[str, int] = {}
    for at, entry in entries(source, "changes"):
        name = entry["id"]
        if name in seen:
            line = str(seen[name])
            yield source.fault(at, "id_twice", id=name, there=FILE, line=line)
        seen.setdefault(name, source.line(at))
        start, end = (entry["law"] or {}).get("from"), (entry["law"] or {}).get("to")
        if start and end and start > end:
            yield source.fault((*at, "law", "from"), "dates_reversed", start=start, end=end)


def _references(
    root: Path, packs: tuple[str, ...], source: Source, at: Pointer, entry: dict[str, Any]
) -> Iterable[Fault]:
    where = entry.get("jurisdiction")
    if where is not None and where not in packs:
        listed = ", ".join(packs) or "–"
        yield source.fault((*at, "jurisdiction"), "no_pack", id=str(where), known=listed)
        return
    named = entry.get("entries")
    if not isinstance(named, dict):
        return
    for kind, ids in named.items():
        if kind not in KINDS or not isinstance(ids, list):
            continue
        known = _ids(root, where, kind)
        for i, value in enumerate(ids):
            if value in known:
                continue
            file = _file(where, kind)
            mend = shape.nearest(
                str(value), known, Text("Mettez-le sous removed.", "Put it under removed.")
            )
            yield source.fault(
                (*at, "entries", kind, i),
                "unknown_reference",
                value=str(value),
                what=Text(f"entrées de {file}", f"entries of {file}"),
                mend=mend,
            )


def _file(where: str | None, kind: str) -> str:
    name = f"{KINDS[kind][0]}.yaml"
    return name if where is None or kind in SHARED else f"{where}/{name}"


def _ids(root: Path, where: str | None, kind: str) -> set[str]:
    """What the file declares, faulty or not: one fault there must not cause ten here."""
    path = root / _file(where, kind)
    if not path.is_file():
        return set()
    data = Source(path.read_bytes(), path.name).data
    key = KINDS[kind][1]
    if kind == "pack":
        return {str(k) for k in data} if isinstance(data, dict) else set()
    if kind == "test":
        return set(_nodes(data))
    if not isinstance(data, dict) or not isinstance(data.get(key), list):
        return set()
    name = "indicator" if kind == "weights" else "id"
    return {str(e.get(name)) for e in data[key] if isinstance(e, dict)}


def _nodes(value: Any) -> Iterable[str]:
    """Every id in the file of the test, at whatever depth."""
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        for inner in value.values():
            yield from _nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _nodes(inner)


def _change(e: dict[str, Any]) -> Change:
    law = e["law"]
    return Change(
        id=e["id"],
        date=dt.date.fromisoformat(e["date"]),
        jurisdiction=e["jurisdiction"],
        what=Text(e["what"]["fr"], e["what"]["en"]),
        law=Validity(_day(law["from"]), _day(law["to"])) if law is not None else None,
        entries=_by_kind(e.get("entries")),
        removed=_by_kind(e.get("removed")),
        whole=tuple(e.get("whole", ())),
    )


def _by_kind(value: dict[str, list[str]] | None) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({kind: tuple(ids) for kind, ids in (value or {}).items()})


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


__all__ = ["Change", "check", "load"]
