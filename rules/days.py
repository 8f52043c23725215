"""Months and years by the calendar, and days in words."""

from __future__ import annotations

import calendar
import datetime as dt
from decimal import Decimal

_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}
ONE_DAY = dt.timedelta(1)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of the month ``months`` later (earlier when negative); the last day of a
    month that has no such day."""
    index = day.year * 12 + day.month - 1 + months
    if index < 12:  # before the year 1
        return dt.date.min
    year, month = divmod(index, 12)
    if year > dt.MAXYEAR:
        return dt.date.max
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def full_months(start: dt.date, until: dt.date) -> int:
    """Complete months from ``start`` to ``until``, the latter not included."""
    months = (until.year - start.year) * 12 + until.month - start.month
    while add_months(start, months) > until:
        months -= 1
    return months


def months(start: dt.date, until: dt.date) -> Decimal:
    """Months from ``start`` to ``until``, not included; the last one by its part in days."""
    whole = full_months(start, until)
    begun, ends = add_months(start, whole), add_months(start, whole + 1)
    return whole + Decimal((until - begun).days) / Decimal((ends - begun).days)


def monday(day: dt.date) -> dt.date:
    """The first day of the civil week."""
    return day - dt.timedelta(day.weekday())


def said(day: dt.date, lang: str) -> str:
    """A day in full letters."""
    lang = "en" if lang == "en" else "fr"
    number = "1er" if lang == "fr" and day.day == 1 else str(day.day)
    return f"{number}\u00a0{_MONTHS[lang].split()[day.month - 1]}\u00a0{day.year}"
