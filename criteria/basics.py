"""Words and dates that every entry of a catalogue is made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Lang = Literal["fr", "en"]
State = Literal["present", "absent"]
Kind = Literal["practice", "stipulation"]
Side = Literal["employment", "independence"]
Op = Literal[
    "all", "any", "at_least", "not", "indicator", "limb", "presume", "weigh", "table", "status"
]
Party = Literal["worker", "platform", "authority", "shared"]

#: From the firmest to the weakest; a catalogue entry may lose rank, never gain it.
VERIFICATION_LEVELS = ("official", "two_sources", "one_source", "memory")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in the two languages of the product."""

    fr: str
    en: str

    def in_(self, lang: str) -> str:
        return self.en if lang == "en" else self.fr


@dataclass(frozen=True, slots=True)
class Validity:
    """A period of law: first and last day in force, both included; None is open."""

    start: dt.date | None = None
    end: dt.date | None = None

    def covers(self, day: dt.date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


ALWAYS = Validity()
