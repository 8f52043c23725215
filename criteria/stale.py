"""Which entries are to be read again: the oldest check first, the weakest level before.

No clock here: the day is given.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from criteria.model import VERIFICATION_LEVELS, Authority, Catalogue, Decision, Presumption, Text

#: Half a year: a labour code changes several times a year.
OLDER_THAN = 180


@dataclass(frozen=True, slots=True)
class Stale:
    """An entry to verify. ``kind``: statute, directive, decision, presumption, proposition or
    conclusion.

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
    where = law.pack.id
    found = [entry(a, where, on) for a in law.authorities.values()]
    for kind, stated in (("presumption", law.presumptions), ("proposition", law.propositions)):
        for p in stated.values():
            citation = p.citation if isinstance(p, Presumption) else p.text
            found.append(Stale(where, kind, p.id, citation, p.verification, None, None, p.note))
    for c in law.conclusions.values():
        level = c.verification
        if level:
            found.append(Stale(where, "conclusion", c.id, c.label, level, None, None, c.note))
    return among(found, older_than, levels)


def among(entries: Iterable[Stale], older_than: int, levels: Collection[str]) -> tuple[Stale, ...]:
    """Those to verify, in order."""
    found = (e for e in entries if e.level in levels and (e.days is None or e.days > older_than))
    return tuple(sorted(found, key=order))


def entry(a: Authority, jurisdiction: str, on: dt.date) -> Stale:
    """What there is to say of one authority."""
    return Stale(
        jurisdiction=jurisdiction,
        kind=a.kind,
        id=a.id,
        citation=a.citation,
        level=a.verification,
        checked_on=a.checked_on,
        days=(on - a.checked_on).days if a.checked_on else None,
        note=a.verification_note,
        reasons_read=a.reasons_read if isinstance(a, Decision) else "",
        source_url=a.source_url,
    )


def order(entry: Stale) -> tuple[dt.date, int, str, str]:
    known = VERIFICATION_LEVELS
    firmness = known.index(entry.level) if entry.level in known else len(known)
    return (entry.checked_on or dt.date.min, -firmness, entry.jurisdiction, entry.id)


__all__ = ["OLDER_THAN", "Stale", "among", "entry", "order", "stale"]
