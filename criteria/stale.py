"""Which entries are to be read again: the oldest check first, the weakest level before.

No clock here: the day is given.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from criteria.model import VERIFICATION_LEVELS, Catalogue, Text

#: Half a year: a labour code changes several times a year.
OLDER_THAN = 180


@dataclass(frozen=True, slots=True)
class Stale:
    """An entry to verify. ``kind``: statute, directive, decision, presumption, proposition.

    ``checked_on`` None: the entry does not say when it was last compared with its source;
    ``days`` is then None too. ``note`` tells what was read and what was not; ``reasons_read``
    is the code of a decision without such a note.
    """

    jurisdiction: str
    kind: str
    id: str
    citation: Text
    level: str
    checked_on: dt.date | None
    days: int | None
    note: Text | None
    reasons_read: str = ""
    source_url: str | None = None


def stale(
    law: Catalogue,
    on: dt.date,
    older_than: int = OLDER_THAN,
    levels: Collection[str] = VERIFICATION_LEVELS,
) -> tuple[Stale, ...]:
    """Entries of ``levels`` last checked more than ``older_than`` days before ``on``, or at no
    stated date: those first, then the oldest; of one date the weakest level first."""
    found = [e for e in _entries(law, on) if e.level in levels]
    return tuple(sorted((e for e in found if e.days is None or e.days > older_than), key=order))


def order(entry: Stale) -> tuple[dt.date, int, str, str]:
    known = VERIFICATION_LEVELS
    firmness = known.index(entry.level) if entry.level in known else len(known)
    return (entry.checked_on or dt.date.min, -firmness, entry.jurisdiction, entry.id)


def _entries(law: Catalogue, on: dt.date) -> list[Stale]:
    where = law.pack.id
    found = [
        Stale(
            jurisdiction=where,
            kind=a.kind,
            id=a.id,
            citation=a.citation,
            level=a.verification,
            checked_on=a.checked_on,
            days=(on - a.checked_on).days if a.checked_on else None,
            note=a.verification_note,
            reasons_read=getattr(a, "reasons_read", ""),
            source_url=a.source_url,
        )
        for a in law.authorities.values()
    ]
    found += [
        Stale(where, "presumption", p.id, p.citation, p.verification, None, None, p.note)
        for p in law.presumptions.values()
    ]
    found += [
        Stale(where, "proposition", p.id, p.text, p.verification, None, None, p.note)
        for p in law.propositions.values()
    ]
    return found


__all__ = ["OLDER_THAN", "Stale", "order", "stale"]
