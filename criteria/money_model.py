"""The law of money and time limits, as frozen values: claims, dated tables, limitations.

A *quantity* is a named formula; a *claim* is what a finding of employment would give; an
*assumption* is what may be chosen, a *condition* what must be established; a *window* says how
far back a claim reaches.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from criteria.model import ALWAYS, Authority, Text, Validity

#: Days that an input can give: what clocks start from and windows count back from.
DAYS = (
    "relation_start",
    "relation_end",
    "notified_on",
    "known_on",
    "claimed_on",
    "discrimination_on",
    "offence_on",
    "mediation_from",
    "mediation_to",
)
#: The day on which the file is looked at: always known, given by the caller.
AS_OF = "as_of"
#: What the engine knows of a civil week, or of the part of it that nothing cuts.
WEEKLY = (
    "hours",
    "waiting_hours",
    "received",
    "platform_fees",
    "expenses",
    "agreed_rate",
    "days",
)


@dataclass(frozen=True, slots=True)
class Cited:
    """What stands behind an entry. ``citation`` names, in words, what the catalogue does not
    hold; without any authority the level can only be "memory"."""

    authorities: tuple[str, ...]
    verification: str
    citation: Text | None = None
    validity: Validity = ALWAYS


@dataclass(frozen=True, slots=True)
class Line:
    """A value of a dated table."""

    value: Decimal
    validity: Validity
    verification: str
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """From ``at_least`` on, up to the next row; ``says`` tells why there is no value."""

    at_least: Decimal
    value: Decimal | None
    says: Text | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Either dated ``lines`` or ``rows`` by a number. ``own``: whether a user may give a value
    of his own, for days after the last line ("later") or at all ("any")."""

    id: str
    label: Text
    unit: str
    cited: Cited
    lines: tuple[Line, ...] = ()
    rows: tuple[Row, ...] = ()
    known_to: dt.date | None = None
    checked_on: dt.date | None = None
    source: Text | None = None
    source_url: str | None = None
    note: Text | None = None
    own: Literal["later", "any"] | None = None
    own_at_least: str | None = None

    def on(self, day: dt.date) -> Line | None:
        """The line in force on ``day``; None where none is."""
        if self.known_to is not None and day > self.known_to:
            return None
        return next((line for line in self.lines if line.validity.covers(day)), None)

    def at(self, number: Decimal) -> Row | None:
        found = None
        for row in self.rows:
            if row.at_least <= number:
                found = row
        return found


@dataclass(frozen=True, slots=True)
class Formula:
    """One operation. ``args`` are its operands in order; ``ref`` names what it looks up;
    ``parts`` are operands by name (the options of a choice)."""

    op: str
    args: tuple[Formula, ...] = ()
    ref: str = ""
    number: Decimal = Decimal(0)
    window: str = ""
    parts: Mapping[str, Formula] | None = None


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    label: Text
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Assumption:
    id: str
    label: Text
    explain: Text
    contested: bool
    default: str
    options: tuple[Option, ...]
    cited: Cited

    def option(self, id: str) -> Option:
        return next(option for option in self.options if option.id == id)


@dataclass(frozen=True, slots=True)
class Condition:
    """``known``: met when one of these days is given; ``at_least``: (formula, threshold).
    With neither, a person says."""

    id: str
    label: Text
    cited: Cited
    help: Text | None = None
    known: tuple[str, ...] = ()
    at_least: tuple[Formula, Formula] | None = None

    @property
    def asked(self) -> bool:
        return not self.known and self.at_least is None


@dataclass(frozen=True, slots=True)
class Convention:
    """How the arithmetic reads the input, and what to change to have it otherwise."""

    id: str
    text: Text
    change: Text


@dataclass(frozen=True, slots=True)
class Cut:
    """The limitation whose reach is counted back from the first known of ``back_from``."""

    option: str | None
    limitation: str
    back_from: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Window:
    id: str
    assumption: str | None
    cuts: tuple[Cut, ...]

    def cut(self, choices: Mapping[str, str]) -> Cut:
        if self.assumption is None:
            return self.cuts[0]
        return next(cut for cut in self.cuts if cut.option == choices[self.assumption])


@dataclass(frozen=True, slots=True)
class Quantity:
    """``per`` week: worked out for each civil week, or part of one; case: once."""

    id: str
    per: Literal["week", "case"]
    unit: str
    label: Text
    words: Text
    formula: Formula
    cited: Cited


@dataclass(frozen=True, slots=True)
class Claim:
    """``inside``: claims that may already hold this amount; ``excludes``: claims that it cannot
    be added to. Without ``formula`` it is told in words."""

    id: str
    group: str
    label: Text
    what: Text
    cited: Cited
    words: Text | None = None
    formula: Formula | None = None
    why_no_amount: Text | None = None
    needs: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    limitation: str | None = None
    owed_to: str = "worker"
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    years: int = 0
    months: int = 0
    ground: Text | None = None

    @property
    def in_months(self) -> int:
        return 12 * self.years + self.months


@dataclass(frozen=True, slots=True)
class Limitation:
    """``periods`` are the lengths argued for; ``starts`` the days that can start the clock."""

    id: str
    label: Text
    covers: Text
    periods: tuple[Period, ...]
    starts: tuple[str, ...]
    from_words: Text
    find_out: Text
    cited: Cited
    from_year_end: bool = False
    presumed: Text | None = None
    warning: Text | None = None
    reach: Period | None = None

    @property
    def shortest(self) -> Period:
        return min(self.periods, key=lambda period: period.in_months)


@dataclass(frozen=True, slots=True)
class Suspension:
    id: str
    label: Text
    starts: str
    ends: str
    at_least: Period
    suspends: tuple[str, ...]
    warning: Text
    cited: Cited


@dataclass(frozen=True, slots=True)
class MoneyLaw:
    """All that the computation needs of one jurisdiction."""

    version: str
    jurisdiction: str
    premise: Text
    conventions: tuple[Convention, ...]
    assumptions: Mapping[str, Assumption]
    conditions: Mapping[str, Condition]
    windows: Mapping[str, Window]
    quantities: Mapping[str, Quantity]
    claims: Mapping[str, Claim]
    tables: Mapping[str, Table]
    limitations: Mapping[str, Limitation]
    suspensions: tuple[Suspension, ...]
    authorities: Mapping[str, Authority]
