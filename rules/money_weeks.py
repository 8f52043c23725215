"""The relation cut into civil weeks, and weeks cut where something changes inside them."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rules.days import ONE_DAY, monday
from rules.money_model import End, MoneyCase, WorkPeriod
from rules.money_words import INPUTS, GapError, because

Shape = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Consecutive days of one civil week with one period (or none) and one set of dated values.

    ``shape`` is the same for pieces whose weekly quantities are the same: a year of like weeks
    is worked out once.
    """

    start: dt.date
    end: dt.date
    week: dt.date
    period: int | None
    segment: int
    shape: Shape = ()

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


def cut(case: MoneyCase, changes: Iterable[dt.date], others: Iterable[dt.date]) -> list[Piece]:
    """Every day from the first to the last known day of work or of the relation, in order.

    ``changes`` are days on which a dated value changes; ``others`` more days to cut at.
    """
    days = [p.start for p in case.periods] + [p.end for p in case.periods]
    days += [case.days[name] for name in ("relation_start", "relation_end") if name in case.days]
    if not days or not case.periods:
        return []
    first, last = min(days), max(days)
    segments = sorted(set(changes))
    cuts = {first, *segments, *others}
    cuts |= {p.start for p in case.periods} | {_after(p.end) for p in case.periods}
    cuts |= {case.days[n] for n in ("relation_start",) if n in case.days}
    cuts |= {_after(case.days[n]) for n in ("relation_end",) if n in case.days}
    day = monday(first)
    while day <= last:
        cuts.add(day)
        if (dt.date.max - day).days < 7:
            break
        day += dt.timedelta(7)
    starts = sorted(c for c in cuts if first <= c <= last)
    ends = [start - ONE_DAY for start in starts[1:]] + [last]
    bare = [
        Piece(a, b, monday(a), _period(case.periods, a), bisect_right(segments, a))
        for a, b in zip(starts, ends, strict=True)
    ]
    return _shaped(bare)


def _after(day: dt.date) -> dt.date:
    return day + ONE_DAY if day < dt.date.max else day


def _period(periods: Sequence[WorkPeriod], day: dt.date) -> int | None:
    return next((i for i, p in enumerate(periods) if p.start <= day <= p.end), None)


def _shaped(bare: list[Piece]) -> list[Piece]:
    weeks: dict[dt.date, list[Shape]] = {}
    for p in bare:
        weeks.setdefault(p.week, []).append((p.period, p.segment, p.days))
    return [
        Piece(
            p.start,
            p.end,
            p.week,
            p.period,
            p.segment,
            (p.period, p.segment, p.days, tuple(weeks[p.week])),
        )
        for p in bare
    ]


def weekly(case: MoneyCase, piece: Piece, name: str, end: End) -> Decimal:
    """An input of the piece: hours in proportion of seven days, sums in proportion of the days
    of their period; outside every period there is nothing. Raises GapError for the unknown."""
    if name == "days":
        return Decimal(piece.days)
    if piece.period is None:
        if name == "agreed_rate":
            raise GapError(because("missing_input", name=INPUTS[name], period="–"))
        return Decimal(0)
    period = case.periods[piece.period]
    known = getattr(period, name)
    if known is None:
        raise GapError(because("missing_input", name=INPUTS[name], period=str(piece.period + 1)))
    if name == "agreed_rate":
        rate: Decimal = known
        return rate
    if name in ("hours", "waiting_hours"):
        hours: Decimal = known.at(end)
        return hours * piece.days / 7
    total: Decimal = known
    return total * piece.days / period.days


def gaps(case: MoneyCase, pieces: Sequence[Piece]) -> list[tuple[dt.date, dt.date]]:
    """Stretches of the relation that no period covers."""
    found: list[tuple[dt.date, dt.date]] = []
    for piece in pieces:
        if piece.period is not None:
            continue
        if found and found[-1][1] + ONE_DAY == piece.start:
            found[-1] = (found[-1][0], piece.end)
        else:
            found.append((piece.start, piece.end))
    return found
