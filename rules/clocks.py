"""Time limits: when each began, when it expires, how many days are left. The shortest first."""

from __future__ import annotations

import datetime as dt

from criteria.money_model import Limitation, MoneyLaw, Suspension
from rules.days import add_months
from rules.money_model import Clock, MoneyCase


def clocks(case: MoneyCase, law: MoneyLaw, as_of: dt.date) -> tuple[Clock, ...]:
    """Every clock in force on ``as_of``, soonest first.

    One whose beginning is unknown stands where it would expire at the latest if it had begun by
    ``as_of``: an unknown twelve months is more pressing than a known three years.
    """
    found = [
        _clock(limit, case, law, as_of)
        for limit in law.limitations.values()
        if limit.cited.validity.covers(as_of)
    ]
    order = list(law.limitations)

    def pressing(clock: Clock) -> tuple[dt.date, int, int]:
        latest = clock.expires or add_months(as_of, clock.months)
        return latest, clock.months, order.index(clock.limitation)

    return tuple(sorted(found, key=pressing))


def _clock(limit: Limitation, case: MoneyCase, law: MoneyLaw, as_of: dt.date) -> Clock:
    months = limit.shortest.in_months
    longer = sorted({p.in_months for p in limit.periods} - {months})
    known = [(case.days[name], name) for name in limit.starts if name in case.days]
    if not known:
        return Clock(limit.id, "unknown", months, others=tuple((m, None) for m in longer))
    # Of the days that may have started it, the earliest: no argument then makes it shorter.
    start, name = min(known, key=lambda pair: pair[0])
    presumed = limit.presumed is not None and limit.starts[0] not in case.days
    if limit.from_year_end:
        start = dt.date(start.year, 12, 31)
    expires = add_months(start, months)
    left = (expires - as_of).days
    suspension = next((s for s in law.suspensions if limit.id in s.suspends), None)
    later = _suspended(suspension, case, start, expires) if suspension else None
    return Clock(
        limit.id,
        "running" if left > 0 else "today" if left == 0 else "expired",
        months,
        start=start,
        started_by=name,
        presumed=presumed,
        expires=expires,
        days_left=left,
        others=tuple((m, add_months(start, m)) for m in longer),
        suspension=suspension.id if suspension and suspension.starts in case.days else "",
        if_suspended=later,
    )


def _suspended(
    suspension: Suspension, case: MoneyCase, start: dt.date, expires: dt.date
) -> dt.date | None:
    """The later day that a mediation begun and ended in time would give."""
    began, ended = case.days.get(suspension.starts), case.days.get(suspension.ends)
    if began is None or ended is None or not start <= began <= expires:
        return None
    return max(expires + (ended - began), add_months(ended, suspension.at_least.in_months))
