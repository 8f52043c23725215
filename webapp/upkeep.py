"""What ``catalogue check --stale`` lists: the entries to verify again, oldest and weakest first.

The words are those of the command line, beside their translation as everywhere there.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

import criteria
from criteria import elsewhere
from criteria.model import VERIFICATION_LEVELS
from criteria.stale import OLDER_THAN, Stale, among, entry, order, stale
from reports.messages import Messages
from webapp.errors import UserError


def levels(given: str | None) -> tuple[str, ...]:
    """The levels named with commas between, all without a name. Raises UserError."""
    if given is None:
        return VERIFICATION_LEVELS
    named = [word.strip() for word in given.split(",")]
    for word in named:
        if word not in VERIFICATION_LEVELS:
            raise UserError("not_a_level", value=word[:40], known=", ".join(VERIFICATION_LEVELS))
    return tuple(level for level in VERIFICATION_LEVELS if level in named)


def day(given: str | None) -> dt.date:
    """The day as of which ages are counted. Raises UserError."""
    if given is None:
        return dt.date.today()
    try:
        return dt.date.fromisoformat(given)
    except ValueError:
        raise UserError("not_a_date", value=given[:40]) from None


@dataclass(frozen=True, slots=True)
class Found:
    on: dt.date
    older_than: int
    levels: tuple[str, ...]
    entries: tuple[Stale, ...]

    def to_json(self, lang: str) -> str:
        m = Messages(lang)
        value = {
            "on": self.on.isoformat(),
            "older_than": self.older_than,
            "levels": list(self.levels),
            "entries": [
                {
                    "jurisdiction": e.jurisdiction,
                    "kind": e.kind,
                    "id": e.id,
                    "citation": e.citation.in_(lang),
                    "level": e.level,
                    "checked_on": e.checked_on.isoformat() if e.checked_on else None,
                    "days": e.days,
                    "not_read": _not_read(e, m),
                    "source_url": e.source_url,
                }
                for e in self.entries
            ],
        }
        return json.dumps(value, ensure_ascii=False, indent=1)

    def to_text(self, lang: str) -> str:
        m, french = Messages(lang), lang == "fr"
        count = len(self.entries)
        when = m.date(self.on)
        if french:
            entries = "entrée" if count < 2 else "entrées"
            head = f"{count} {entries} à vérifier, au {when} (plus de {self.older_than} jours)."
        else:
            entries = "entry" if count == 1 else "entries"
            head = f"{count} {entries} to verify, as of {when} (more than {self.older_than} days)."
        return "\n".join([head, *(line for e in self.entries for line in _lines(e, m, french))])


def find(root: Path, on: dt.date, older_than: int | None, chosen: tuple[str, ...]) -> Found:
    """Of every jurisdiction, in one order."""
    limit = OLDER_THAN if older_than is None else older_than
    laws = (criteria.load(jurisdiction, root) for jurisdiction in criteria.available(root))
    entries = [found for law in laws for found in stale(law, on, limit, chosen)]
    apart = [entry(e.decision, "elsewhere", on) for e in elsewhere.load(root)]
    entries += among(apart, limit, chosen)
    tables = [
        Stale(
            jurisdiction,
            "table",
            t.id,
            t.label,
            t.cited.verification,
            t.checked_on,
            (on - t.checked_on).days if t.checked_on else None,
            t.note,
            source_url=t.source_url,
        )
        for jurisdiction in criteria.money.available(root)
        for t in criteria.money.load(jurisdiction, root).tables.values()
    ]
    entries += among(tables, limit, chosen)
    return Found(on, limit, chosen, tuple(sorted(entries, key=order)))


def _lines(e: Stale, m: Messages, french: bool) -> list[str]:
    level = m.either(f"levels.{e.level}", e.level)
    if e.checked_on is None:
        checked = "date de vérification manquante" if french else "no date of checking is recorded"
    elif french:
        checked = f"vérifié le {e.checked_on.isoformat()} ({e.days} jours)"
    else:
        checked = f"checked on {e.checked_on.isoformat()} ({e.days} days)"
    lines = [f"{e.jurisdiction}/{e.id} – {e.level} ({level}) – {checked}"]
    note = _not_read(e, m)
    if note:
        lines.append(f"    {note}")
    return lines


def _not_read(e: Stale, m: Messages) -> str:
    """What was read of it and what was not; "" where the entry does not say."""
    if e.note:
        return e.note.in_(m.lang)
    return m.either(f"reasons_read.{e.reasons_read}", "") if e.reasons_read else ""
