"""The files of one jurisdiction while they are checked: what they declare, what is malformed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from criteria.errors import Fault
from criteria.messages import NAMES
from criteria.model import Text
from criteria.reading import Pointer, Source, entries
from criteria.shape import nearest

Entry = dict[str, Any]
#: File and key of each list of entries that have an id.
LISTS = (
    ("indicators", "indicators"),
    ("questions", "sections"),
    ("questions", "questions"),
    ("limbs", "limbs"),
    ("presumptions", "presumptions"),
    ("statutes", "statutes"),
    ("decisions", "decisions"),
    ("propositions", "propositions"),
    ("pack", "notices"),
    ("pack", "statuses"),
    ("test", "tables"),
    ("conclusions", "conclusions"),
)


class Files:
    """The files of one jurisdiction, some entries of which may be too malformed to be read.

    ``unsound`` holds the places of what did not fit the schema. A malformed entry is left
    out, but its id is still known, so that one fault does not cause ten.
    """

    def __init__(
        self, sources: Mapping[str, Source], unsound: Mapping[str, Collection[Pointer]]
    ) -> None:
        self.sources = sources
        self.unsound = unsound
        self.faults: list[Fault] = []
        self.indicators = self.ids("indicators", "indicators")
        self.limbs = self.ids("limbs", "limbs")
        self.decisions = self.ids("decisions", "decisions")
        statutes = self.ids("statutes", "statutes")
        self.authorities = (
            None if statutes is None or self.decisions is None else statutes | self.decisions
        )
        #: Decisions that fell, and what replaced them.
        self.replaced: dict[str, str] = {
            d["id"]: d["reversed_by"]
            for _, d in self.entries("decisions", "decisions")
            if d.get("reversed_by")
        } | {
            d["id"]: d["overtaken_by"]
            for _, d in self.entries("decisions", "decisions")
            if d.get("overtaken_by")
        }
        #: Ranks by degree; None where the scale cannot be read.
        self.scale: dict[str, int] | None = (
            self.sources["pack"].data["scale"] if self.sound("pack", ("scale",)) else None
        )
        self.roles: dict[str, str] = {e["id"]: e["role"] for _, e in self.entries("limbs", "limbs")}

    def sound(self, file: str, at: Pointer) -> bool:
        """Whether nothing at, above or below ``at`` is malformed."""
        if self.sources[file].data is None:
            return False
        return not any(
            place[: len(at)] == at or at[: len(place)] == place for place in self.unsound[file]
        )

    def readable(self, file: str, key: str) -> bool:
        """Whether the list under ``key`` is one, even where some of its entries are malformed."""
        data = self.sources[file].data
        return isinstance(data, dict) and isinstance(data.get(key), list)

    def entries(self, file: str, key: str) -> list[tuple[Pointer, Entry]]:
        source = self.sources[file]
        bad = {place[:2] for place in self.unsound[file] if place[:1] == (key,)}
        return [(at, entry) for at, entry in entries(source, key) if at not in bad]

    def ids(self, file: str, key: str) -> set[str] | None:
        """Ids declared under ``key``; None where the list cannot be read."""
        if not self.readable(file, key):
            return None
        return {
            entry["id"]
            for _, entry in entries(self.sources[file], key)
            if isinstance(entry.get("id"), str)
        }

    def add(self, file: str, at: Pointer, code: str, **params: str | Text) -> None:
        self.faults.append(self.sources[file].fault(at, code, **params))

    def known(self, file: str, at: Pointer, what: str, value: str, ids: set[str] | None) -> None:
        """A fault when ``value`` is not one of ``ids`` (None: they could not be read)."""
        if ids is None or value in ids:
            return
        mend = nearest(value, ids, Text("Déclarez-le, ou retirez-le.", "Declare it or remove it."))
        self.add(file, at, "unknown_reference", what=Text(*NAMES[what]), value=value, mend=mend)

    def cited(self, file: str, at: Pointer, entry: Entry, law: bool) -> None:
        """The entry's authorities exist, and are good law where they carry weight; its dates."""
        for i, authority in enumerate(entry.get("authorities") or []):
            here = (*at, "authorities", i)
            self.known(file, here, "authority", authority, self.authorities)
            if law and authority in self.replaced:
                self.add(file, here, "bad_law", id=authority, by=self.replaced[authority])
        start, end = entry.get("from"), entry.get("to")
        if start and end and start > end:
            self.add(file, (*at, "from"), "dates_reversed", start=start, end=end)
