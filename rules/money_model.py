"""What money and time limits are computed from, and what comes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from criteria.model import Text
from rules.money_words import Reason

CENT = Decimal("0.01")
Status = Literal["computed", "conditional", "not_due", "missing", "refused", "words"]
End = Literal["low", "high"]


def rounded(value: Decimal) -> Decimal | None:
    """The one rounding: to the hundredth, halves away from zero, when a figure is shown. Nothing
    is rounded before, so a total may differ by a cent from its rounded parts. None: no upper end.
    """
    return value.quantize(CENT, ROUND_HALF_UP) if value.is_finite() else None


@dataclass(frozen=True, slots=True)
class Range:
    low: Decimal
    high: Decimal

    def at(self, end: End) -> Decimal:
        return self.low if end == "low" else self.high


@dataclass(frozen=True, slots=True)
class WorkPeriod:
    """Both days included. Hours are those of one week; sums are those of the whole period.
    None is not known. ``basis``: stated, proven or "" where nobody said."""

    start: dt.date
    end: dt.date
    hours: Range | None = None
    waiting_hours: Range | None = None
    received: Decimal | None = None
    platform_fees: Decimal | None = None
    expenses: Decimal | None = None
    agreed_rate: Decimal | None = None
    basis: str = ""
    label: str = ""

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class OwnValue:
    """A value that the user vouches for: from ``start`` on, or at all times."""

    table: str
    value: Decimal
    start: dt.date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class MoneyCase:
    """The input. ``days`` are by the names of ``criteria.money_model.DAYS``; a condition that
    is not there, or None, is not known."""

    title: str = ""
    jurisdiction: str = "fr"
    as_of: dt.date | None = None
    days: Mapping[str, dt.date] = field(default_factory=dict)
    periods: tuple[WorkPeriod, ...] = ()
    conditions: Mapping[str, bool | None] = field(default_factory=dict)
    assumptions: Mapping[str, str] = field(default_factory=dict)
    own_values: tuple[OwnValue, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueUsed:
    """A value that a computation looked up: the line of ``table`` from ``start`` to ``end``, or
    its row from ``at_least`` on. ``own``: the user gave it."""

    table: str
    value: Decimal
    start: dt.date | None = None
    end: dt.date | None = None
    at_least: Decimal | None = None
    verification: str = "memory"
    own: bool = False
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A quantity worked out once for the claim."""

    quantity: str
    low: Decimal
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Segment:
    """Consecutive days of one period and one set of dated values. ``cells``: the weekly
    quantities, summed (rates as they are)."""

    start: dt.date
    end: dt.date
    period: int | None
    cells: Mapping[str, tuple[Decimal, Decimal]]


@dataclass(frozen=True, slots=True)
class CutFound:
    """How far back a claim reaches: from ``first`` on, ``limitation`` counted back from
    ``back_from`` (a name) which is ``counted_from``. ``lost``: days of work before it."""

    window: str
    limitation: str
    back_from: str
    counted_from: dt.date
    first: dt.date
    lost: bool


@dataclass(frozen=True, slots=True)
class ConditionFound:
    id: str
    state: Literal["met", "not_met", "unknown"]


@dataclass(frozen=True, slots=True)
class Scenario:
    """The same claim with one assumption chosen otherwise."""

    assumption: str
    option: str
    status: Status
    low: Decimal | None = None
    high: Decimal | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimFound:
    """``low`` and ``high`` are None where there is no amount; ``capped`` is False where the law
    sets no upper end. ``assumptions``: those that bear on it, with the option taken. ``weakest``:
    the lowest verification level of the rule and of all that its amount rests on."""

    id: str
    status: Status
    low: Decimal | None = None
    high: Decimal | None = None
    capped: bool = True
    reasons: tuple[Reason, ...] = ()
    conditions: tuple[ConditionFound, ...] = ()
    assumptions: tuple[tuple[str, str], ...] = ()
    steps: tuple[Step, ...] = ()
    columns: tuple[str, ...] = ()
    segments: tuple[Segment, ...] = ()
    values: tuple[ValueUsed, ...] = ()
    cuts: tuple[CutFound, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    weakest: str = "memory"

    @property
    def envelope(self) -> tuple[Decimal | None, Decimal | None]:
        """Lowest and highest over all scenarios."""
        found = [(s.low, s.high) for s in self.scenarios if s.low is not None]
        if self.low is not None:
            found.append((self.low, self.high))
        if not found:
            return None, None
        highs = [high for _, high in found if high is not None]
        return min(low for low, _ in found if low is not None), (
            max(highs) if len(highs) == len(found) else None
        )


@dataclass(frozen=True, slots=True)
class Clock:
    """A time limit. ``expires`` is the calendar anniversary: act before it. ``others`` are the
    longer lengths argued for.
    ``if_suspended`` the later day that a mediation would give, or None."""

    limitation: str
    state: Literal["running", "today", "expired", "unknown"]
    months: int
    start: dt.date | None = None
    started_by: str = ""
    presumed: bool = False
    expires: dt.date | None = None
    days_left: int | None = None
    others: tuple[tuple[int, dt.date | None], ...] = ()
    suspension: str = ""
    if_suspended: dt.date | None = None


@dataclass(frozen=True, slots=True)
class MoneyFound:
    """Everything, for one day of looking at the file."""

    jurisdiction: str
    law: str
    as_of: dt.date
    case: MoneyCase
    clocks: tuple[Clock, ...]
    claims: tuple[ClaimFound, ...]
    assumptions: Mapping[str, str]
    gaps: tuple[tuple[dt.date, dt.date], ...]
    inputs_sha256: str = ""

    def claim(self, id: str) -> ClaimFound:
        return next(claim for claim in self.claims if claim.id == id)

    def clock(self, id: str) -> Clock:
        return next(clock for clock in self.clocks if clock.limitation == id)
