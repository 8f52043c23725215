"""Loads the law of money and time limits: claims.yaml, values.yaml and limitations.yaml.

They stand beside the other files of a jurisdiction, and a jurisdiction may do without them.
Every fault of the three is told at once, with its line and its mend; amounts become ``Decimal``
as they were typed.
"""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

from criteria import loader, money_build, shape
from criteria.errors import CatalogueError, Fault, in_order
from criteria.money_laws import MoneyLaws
from criteria.money_model import MoneyLaw
from criteria.reading import Pointer, Source, entries

FILES = ("claims", "values", "limitations")
SCHEMA = Path(__file__).parent / "schemas" / "money.schema.json"
Contents = tuple[tuple[str, str, bytes | None], ...]


def available(root: Path | None = None) -> tuple[str, ...]:
    """Ids of the jurisdictions that have at least one of the three files."""
    folders = {p.parent.name for n in FILES for p in (root or loader.DATA).glob(f"*/{n}.yaml")}
    return tuple(sorted(folders))


def load(jurisdiction: str = "fr", root: Path | None = None) -> MoneyLaw:
    """The law of money and time limits of one jurisdiction.

    Raises CatalogueError, listing every fault, when a file is missing or faulty, or when the
    catalogue that the authorities come from is.
    """
    catalogue = loader.load(jurisdiction, root)
    law, faults = _load(jurisdiction, _contents(jurisdiction, root))
    if law is None:
        raise CatalogueError(faults)
    return money_build.complete(law, catalogue.authorities)


def check(root: Path | None = None) -> tuple[Fault, ...]:
    """Every fault of the files of every jurisdiction that has them; empty when all are sound."""
    faults: list[Fault] = []
    for jurisdiction in available(root):
        faults += _load(jurisdiction, _contents(jurisdiction, root))[1]
    return in_order(faults)


def _contents(jurisdiction: str, root: Path | None) -> Contents:
    folder = (root or loader.DATA) / jurisdiction
    names = (*FILES, "statutes", "decisions")
    return tuple((n, f"{jurisdiction}/{n}.yaml", _content(folder / f"{n}.yaml")) for n in names)


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


@functools.lru_cache(maxsize=8)
def _load(jurisdiction: str, files: Contents) -> tuple[MoneyLaw | None, tuple[Fault, ...]]:
    sources = {name: Source(content, shown_as) for name, shown_as, content in files}
    unsound: dict[str, set[Pointer]] = {name: set() for name in FILES}
    faults: list[Fault] = []
    digest = hashlib.sha256()
    for name in FILES:
        source = sources[name]
        faults += source.faults
        if source.data is not None:
            told = {fault.line for fault in source.faults}
            for at, fault in shape.faults(source, name, SCHEMA):
                unsound[name].add(at)
                if fault.line not in told:
                    faults.append(fault)
    for _, _, content in files:
        digest.update(content or b"")
    authorities, replaced = _authorities(sources["statutes"], sources["decisions"])
    laws = MoneyLaws(sources, unsound, authorities, replaced)
    laws.run()
    faults += laws.faults
    if faults:
        return None, in_order(faults)
    data = {name: sources[name].data for name in FILES}
    return money_build.law(jurisdiction, data, digest.hexdigest()), ()


def _authorities(*sources: Source) -> tuple[set[str] | None, dict[str, str]]:
    """Ids that may be cited, and the decisions that fell; None where a file is unreadable."""
    ids: set[str] = set()
    replaced: dict[str, str] = {}
    for source, key in zip(sources, ("statutes", "decisions"), strict=True):
        if not isinstance(source.data, dict) or not isinstance(source.data.get(key), list):
            return None, {}
        for _, entry in entries(source, key):
            if isinstance(entry.get("id"), str):
                ids.add(entry["id"])
                if isinstance(entry.get("reversed_by"), str):
                    replaced[entry["id"]] = entry["reversed_by"]
    return ids, replaced


__all__ = ["FILES", "SCHEMA", "MoneyLaw", "available", "check", "load"]
