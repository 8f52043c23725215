"""The law that the site serves: the last good catalogue of each jurisdiction.

An editor may save a faulty file while the site runs. Pages and assessments then go on with the
catalogue that this process last loaded, and say so; only a jurisdiction that was never good here
cannot be shown. One request sees one law, even if a file changes meanwhile.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from flask import current_app, has_request_context, request

import criteria
from criteria import changes as log
from criteria import elsewhere as apart
from criteria.changes import Change
from criteria.elsewhere import Elsewhere
from criteria.errors import CatalogueError, Fault, in_order
from criteria.loader import DATA
from criteria.model import Catalogue, Text
from criteria.money_model import MoneyLaw
from webapp.errors import REFUSALS, where

T = TypeVar("T")
#: A file changed so lately that the file system's clock may not tell a second change from it:
#: then its content is asked for again.
UNSETTLED_SECONDS = 2.0
#: Files of the folder that no law needs, and what reads each.
BESIDE: dict[str, Callable[[Path], tuple[Any, ...]]] = {
    log.FILE: lambda root: log.load(root),
    apart.FILE: lambda root: apart.load(root),
}
#: Ends the key of what a jurisdiction says of money and time limits.
MONEY = "money"
Signature = tuple[tuple[str, int, int, int, int], ...]


@dataclass(slots=True)
class Held(Generic[T]):
    """What was read last. ``good`` is None until a first reading succeeded; ``faults`` are those
    of the files as they are now."""

    signature: Signature
    read_at: float
    good: T | None
    faults: tuple[Fault, ...] = ()

    @property
    def settled(self) -> bool:
        # Of the two times only this one cannot be set by hand, to the future for instance.
        newest = max((changed for _, _, changed, _, _ in self.signature), default=0)
        return self.read_at - newest / 1e9 > UNSETTLED_SECONDS


class Keeper:
    """Reads the catalogue's folder when something in it changes, and keeps what was good."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lock = threading.RLock()
        self._held: dict[str, Held[Any]] = {}

    def jurisdictions(self) -> tuple[str, ...]:
        """Those that the folder has, and those that it had while the site ran."""
        with self._lock:
            held = self._held
            law = [k for k in held if k not in BESIDE and not k.endswith(f"/{MONEY}")]
            good = {id_ for id_ in law if held[id_].good is not None}
        return tuple(sorted({*criteria.available(self.root), *good}))

    def catalogue(self, jurisdiction: str) -> Held[Catalogue]:
        folders = (self.root, self.root / jurisdiction)
        return self._fresh(jurisdiction, folders, lambda: criteria.load(jurisdiction, self.root))

    def money(self, jurisdiction: str) -> Held[MoneyLaw]:
        folders = (self.root, self.root / jurisdiction)
        key = f"{jurisdiction}/{MONEY}"
        return self._fresh(key, folders, lambda: criteria.money.load(jurisdiction, self.root))

    def with_money(self) -> tuple[str, ...]:
        """Jurisdictions whose law of money and time limits the folder has, or had."""
        with self._lock:
            kept = [k for k, held in self._held.items() if held.good is not None]
        held = {k.removesuffix(f"/{MONEY}") for k in kept if k.endswith(f"/{MONEY}")}
        return tuple(sorted({*criteria.money.available(self.root), *held}))

    def beside(self, file: str) -> Held[tuple[Any, ...]]:
        """A file that no law needs: the change log, the decisions of laws without a pack."""
        read: Callable[[Path], tuple[Any, ...]] = BESIDE[file]
        return self._fresh(file, (self.root,), lambda: read(self.root))

    def _fresh(self, key: str, folders: tuple[Path, ...], read: Callable[[], T]) -> Held[T]:
        signature = _signature(folders)
        with self._lock:
            held: Held[T] | None = self._held.get(key)
            if held is not None and held.signature == signature and held.settled:
                return held
            good: T | None = None
            found: tuple[Fault, ...] = ()
            now = time.time()
            try:
                good = read()
            except CatalogueError as error:
                found = error.faults
            except Exception as error:  # whatever is wrong with a file, the site goes on
                found = (self._unreadable(key, error),)
            if good is None and held is not None:
                good = held.good
            held = Held(signature, now, good, found)
            # A mistyped address must not fill the memory.
            known = {*BESIDE, *criteria.available(self.root)}
            if good is not None or key.removesuffix(f"/{MONEY}") in known:
                self._held[key] = held
            return held

    def _unreadable(self, key: str, error: Exception) -> Fault:
        file = key if key in BESIDE else f"{key.partition('/')[0]}/pack.yaml"
        if isinstance(error, OSError):
            path = Path(str(error.filename or ""))
            if path.is_relative_to(self.root):
                file = path.relative_to(self.root).as_posix()
            unknown = str(error.strerror or type(error).__name__)
            reason = Text(*REFUSALS.get(error.errno or 0, (unknown, unknown)))
        else:
            place = where(error.__traceback__)
            logging.getLogger("requalif").error(
                "catalogue %s: %s at %s", key, type(error).__name__, place
            )
            reason = Text(type(error).__name__, type(error).__name__)
        return Fault(file, 1, "unreadable", (("reason", reason),))


def _signature(folders: tuple[Path, ...]) -> Signature:
    """Name, times, size and place of every file that the catalogue may be made of."""
    found = []
    for folder in folders:
        try:
            with os.scandir(folder) as listed:
                for entry in listed:
                    if entry.name.endswith(".yaml"):
                        s = entry.stat()
                        name = f"{folder.name}/{entry.name}"
                        found.append((name, s.st_mtime_ns, s.st_ctime_ns, s.st_size, s.st_ino))
        except OSError:
            continue  # gone, or closed to us: reading says so
    return tuple(sorted(found))


# -- for pages and commands ----------------------------------------------------------------


def keeper() -> Keeper:
    """This application's; a setting changed since (tests do) makes a new one."""
    root = Path(current_app.config["CATALOGUE_ROOT"] or DATA)
    held: Keeper | None = current_app.extensions.get("requalif_law")
    if held is None or held.root != root:
        held = current_app.extensions["requalif_law"] = Keeper(root)
    return held


def current(jurisdiction: str) -> Catalogue:
    """The law of one jurisdiction. Raises CatalogueError when there never was a good one."""
    held = _seen(jurisdiction)
    if held.good is None:
        raise CatalogueError(held.faults)
    good: Catalogue = held.good
    return good


def readable() -> tuple[Catalogue, ...]:
    """Every jurisdiction that can be shown, in the order of their ids."""
    found = (_seen(id_).good for id_ in keeper().jurisdictions())
    return tuple(law for law in found if law is not None)


def money(jurisdiction: str) -> MoneyLaw:
    """As ``current``, of money and time limits."""
    held = _seen(f"{jurisdiction}/{MONEY}")
    if held.good is None:
        raise CatalogueError(held.faults)
    law: MoneyLaw = held.good
    return law


def with_money() -> tuple[str, ...]:
    return keeper().with_money()


def changes() -> tuple[Change, ...]:
    return _seen(log.FILE).good or ()


def elsewhere() -> tuple[Elsewhere, ...]:
    return _seen(apart.FILE).good or ()


def available() -> tuple[str, ...]:
    return keeper().jurisdictions()


def faults() -> tuple[Fault, ...]:
    """What is wrong with the files behind this page; empty when it shows what they say."""
    held = _of_request().values()
    return in_order(fault for one in held for fault in one.faults)


def _seen(key: str) -> Held[Any]:
    kept = _of_request()
    if key not in kept:
        kept[key] = _read(key)
    return kept[key]


def _read(key: str) -> Held[Any]:
    if key in BESIDE:
        return keeper().beside(key)
    if key.endswith(f"/{MONEY}"):
        return keeper().money(key.removesuffix(f"/{MONEY}"))
    return keeper().catalogue(key)


def _of_request() -> dict[str, Held[Any]]:
    if not has_request_context():
        return {}
    held: dict[str, Held[Any]] = request.environ.setdefault("requalif.law", {})
    return held
