"""Loads a jurisdiction: files -> schema -> references -> frozen catalogue.

Every fault of every file is reported at once, with its line and its mend. What was loaded is
kept in memory by the content of its files: an edited file is read again, an untouched one not.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from criteria import build, shape
from criteria.errors import CatalogueError, Fault, in_order
from criteria.files import Files
from criteria.laws import Laws
from criteria.model import Catalogue, Indicator
from criteria.reading import Pointer, Source
from criteria.references import References

DATA = Path(__file__).parent / "data"
SHARED_FILES = ("indicators", "questions")
PACK_FILES = (
    "pack",
    "limbs",
    "weights",
    "test",
    "presumptions",
    "statutes",
    "decisions",
    "propositions",
    "conclusions",
)
#: Files that a pack may do without.
OPTIONAL = frozenset({"conclusions"})


def available(root: Path | None = None) -> tuple[str, ...]:
    """Ids of the jurisdictions that have a pack, in alphabetical order."""
    return tuple(sorted(p.parent.name for p in (root or DATA).glob("*/pack.yaml")))


def load(jurisdiction: str = "fr", root: Path | None = None) -> Catalogue:
    """The catalogue of one jurisdiction.

    Raises CatalogueError, listing every fault, when a file is missing, malformed or refers
    to something that does not exist.
    """
    root = root or DATA
    packs = available(root)
    if jurisdiction not in packs:
        raise CatalogueError([_no_pack(jurisdiction, packs)])
    folder = root / jurisdiction
    files = tuple((n, f"{n}.yaml", _content(root / f"{n}.yaml")) for n in SHARED_FILES)
    files += tuple(
        (n, f"{jurisdiction}/{n}.yaml", _content(folder / f"{n}.yaml")) for n in PACK_FILES
    )
    return _load(jurisdiction, files)


def indicators(root: Path | None = None) -> Mapping[str, Indicator]:
    """The shared facts only, without any law: all that reading terms needs.

    Raises CatalogueError as ``load`` does.
    """
    return _indicators(_content((root or DATA) / "indicators.yaml"))


def check(root: Path | None = None) -> tuple[Fault, ...]:
    """Every fault of every pack, by file and line; empty when all can be loaded."""
    packs = available(root)
    faults: list[Fault] = [] if packs else [Fault("pack.yaml", 1, "no_packs")]
    for jurisdiction in packs:
        try:
            load(jurisdiction, root)
        except CatalogueError as error:
            faults.extend(error.faults)
    return in_order(faults)


def _no_pack(jurisdiction: str, packs: tuple[str, ...]) -> Fault:
    known = (("id", jurisdiction), ("known", ", ".join(packs) or "–"))
    return Fault(f"{jurisdiction}/pack.yaml", 1, "no_pack", known)


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


@functools.lru_cache(maxsize=8)
def _indicators(content: bytes | None) -> Mapping[str, Indicator]:
    source = Source(content, "indicators.yaml")
    faults = list(source.faults)
    if source.data is not None:
        faults += [fault for _, fault in shape.faults(source, "indicators")]
    if faults:
        raise CatalogueError(faults)
    return MappingProxyType(build.indicators(source.data))


@functools.lru_cache(maxsize=64)  # every pack of law twice over: one case is read under all
def _load(jurisdiction: str, files: tuple[tuple[str, str, bytes | None], ...]) -> Catalogue:
    sources: dict[str, Source] = {}
    unsound: dict[str, set[Pointer]] = {}
    faults: list[Fault] = []
    digest = hashlib.sha256()
    for name, shown_as, content in files:
        if content is None and name in OPTIONAL:
            content = b"conclusions: []\n"
        source = sources[name] = Source(content, shown_as)
        faults += source.faults
        unsound[name] = set()
        if source.data is not None:
            told = {fault.line for fault in source.faults}
            for at, fault in shape.faults(source, name):
                unsound[name].add(at)
                if fault.line not in told:  # one cause, one fault
                    faults.append(fault)
        digest.update(content or b"")
    checked = Files(sources, unsound)
    References(checked, jurisdiction).run()
    Laws(checked).run()
    faults += checked.faults
    if faults:
        raise CatalogueError(faults)
    return build.catalogue({n: s.data for n, s in sources.items()}, digest.hexdigest())


__all__ = ["DATA", "available", "check", "indicators", "load"]
