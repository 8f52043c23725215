"""Looks up dated values, the user's own among them; a day or number without one is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from criteria.money_model import Line, MoneyLaw, Table
from rules.days import ONE_DAY
from rules.money_model import OwnValue, ValueUsed
from rules.money_words import OWN, GapError, Reason, because


class Tables:
    def __init__(self, law: MoneyLaw, own: tuple[OwnValue, ...]) -> None:
        self._law = law
        self._own = {
            name: sorted((o for o in own if o.table == name), key=lambda o: o.start or dt.date.min)
            for name in {o.table for o in own}
        }

    def line(self, name: str, day: dt.date) -> ValueUsed:
        """The value of a dated table on ``day``. Raises GapError."""
        table = self._law.tables[name]
        line = table.on(day)
        for own in reversed(self._own.get(name, [])):
            if own.start is not None and own.start > day:
                continue
            # A line that the catalogue got since then takes the place of the user's value.
            if table.own == "later" and line is not None and _begins(line) >= _first(own):
                break
            return ValueUsed(name, own.value, own.start, verification="memory", own=True)
        if line is None:
            raise GapError(self._no_line(table, day))
        end = line.validity.end or table.known_to
        return ValueUsed(
            name,
            line.value,
            line.validity.start,
            end,
            verification=line.verification,
            note=line.note or table.note,
        )

    def row(self, name: str, number: Decimal, day: dt.date) -> ValueUsed:
        """The value of a table by number. Raises GapError."""
        table = self._law.tables[name]
        if not table.cited.validity.covers(day):
            raise GapError(because("no_table_yet", name=table.label, table=name, day=day))
        row = table.at(number)
        if row is not None and row.value is not None:
            return ValueUsed(
                name,
                row.value,
                at_least=row.at_least,
                verification=table.cited.verification,
                note=table.note,
            )
        if row is not None and row.says is not None:
            raise GapError(because("law_says", name=row.says))
        raise GapError(because("no_row", name=table.label, table=name, number=str(number)))

    def changes(self, names: set[str]) -> Iterator[dt.date]:
        """The days on which one of the dated tables gets another value, or none."""
        for name in names:
            table = self._law.tables[name]
            for line in table.lines:
                if line.validity.start:
                    yield line.validity.start
                if line.validity.end and line.validity.end < dt.date.max:
                    yield line.validity.end + ONE_DAY
            if table.known_to and table.known_to < dt.date.max:
                yield table.known_to + ONE_DAY
            for own in self._own.get(name, []):
                if own.start:
                    yield own.start

    def _no_line(self, table: Table, day: dt.date) -> Reason:
        own = OWN if table.own else ""
        return because("no_line", name=table.label, table=table.id, day=day, own=own)


def _begins(line: Line) -> dt.date:
    return line.validity.start or dt.date.min


def _first(own: OwnValue) -> dt.date:
    return own.start or dt.date.min
