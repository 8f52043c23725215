"""Works out the formulas of the law, at the low and at the high end of what is known.

Everything is a ``Decimal``. A formula is worked out twice: with every uncertain input at its
low end, and at its high end. What was looked up, chosen and computed on the way is noted, so
that a claim can show its steps.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from typing import Any

from criteria.model import Text
from criteria.money_model import AS_OF, Cited, Formula, MoneyLaw, Window
from rules.days import ONE_DAY, add_months, full_months, months
from rules.money_model import CutFound, End, MoneyCase, ValueUsed
from rules.money_tables import Tables
from rules.money_weeks import Piece, Shape, cut, weekly
from rules.money_words import INPUTS, GapError, Reason, because

#: Digits carried inside; far more than any sum of money needs.
PRECISION = 40
ZERO = Decimal(0)
Key = tuple[str, Shape | None, End]
#: What kind of thing was used, and which.
Use = tuple[str, Any]


@dataclass
class Frame:
    """What one formula used, in order: (kind, what)."""

    uses: dict[Use, None] = field(default_factory=dict)

    def note(self, kind: str, what: Any) -> None:
        self.uses[(kind, what)] = None


class Facts:
    """The input and the law of one computation, and the weeks they make."""

    def __init__(self, case: MoneyCase, law: MoneyLaw, as_of: dt.date) -> None:
        self.case, self.law, self.as_of = case, law, as_of
        self.tables = Tables(law, case.own_values)
        known = case.days
        #: The day whose law applies to what is worked out once.
        self.law_day = known.get("relation_end") or known.get("notified_on") or as_of
        self.pieces = cut(case, self.tables.changes(_weekly_tables(law)), self._others())
        self.weeks: dict[dt.date, list[Piece]] = {}
        for piece in self.pieces:
            self.weeks.setdefault(piece.week, []).append(piece)

    def day(self, name: str) -> dt.date | None:
        return self.as_of if name == AS_OF else self.case.days.get(name)

    def window(self, window: Window, choices: Mapping[str, str]) -> CutFound:
        """How far back the window reaches. Raises GapError where no day to count from is known."""
        found = window.cut(choices)
        reach = self.law.limitations[found.limitation].reach
        assert reach is not None
        for name in found.back_from:
            day = self.day(name)
            if day is not None:
                first = add_months(day, -reach.in_months)
                lost = any(p.start < first for p in self.case.periods)
                return CutFound(window.id, found.limitation, name, day, first, lost)
        raise GapError(*(because("missing_day", name=INPUTS[name]) for name in found.back_from))

    def _others(self) -> Iterator[dt.date]:
        """Days at which sums and averages begin, whatever is chosen."""
        for window in self.law.windows.values():
            for found in window.cuts:
                option = {window.assumption: found.option} if window.assumption else {}
                try:
                    yield self.window(window, {str(k): str(v) for k, v in option.items()}).first
                except GapError:
                    continue
        end = self.case.days.get("relation_end")
        for formula in _average_lengths(self.law):
            try:
                length = self.tables.line(formula.ref, self.law_day).value
            except (GapError, KeyError):
                continue
            if end is not None and end < dt.date.max:
                yield add_months(end + ONE_DAY, -int(length))


class Evaluator:
    """Works out formulas for one choice of assumptions."""

    def __init__(self, facts: Facts, choices: Mapping[str, str]) -> None:
        self.facts, self.choices = facts, choices
        self._done: dict[Key, tuple[Decimal | GapError, Frame]] = {}
        self._frames: list[Frame] = [Frame()]

    def run(self, formula: Formula, end: End) -> tuple[Decimal, Frame]:
        """The value of a formula worked out once, and what it used. Raises GapError."""
        self._frames.append(Frame())
        try:
            with localcontext() as context:
                context.prec = PRECISION
                return self._value(formula, None, end), self._frames[-1]
        finally:
            self._frames.pop()

    def known(self, id: str, piece: Piece | None, end: End) -> Decimal:
        """A quantity that a claim has used; for its steps."""
        with localcontext() as context:
            context.prec = PRECISION
            return self._quantity(id, piece, end)

    def used(self, frames: Iterable[Frame]) -> Iterator[Use]:
        """Everything used, directly or not: what a thing rests on comes before it."""
        seen: set[Use] = set()
        for frame in frames:
            yield from self._walk(frame, seen)

    def _walk(self, frame: Frame, seen: set[Use]) -> Iterator[Use]:
        for use in frame.uses:
            if use in seen:
                continue
            seen.add(use)
            if use[0] == "quantity":
                yield from self._walk(self._done[use[1]][1], seen)
            yield use

    # -- one formula -----------------------------------------------------------------------

    def _quantity(self, id: str, piece: Piece | None, end: End) -> Decimal:
        quantity = self.facts.law.quantities[id]
        key: Key = (id, piece.shape if piece and quantity.per == "week" else None, end)
        if key not in self._done:
            self._frames.append(Frame())
            result: Decimal | GapError
            try:
                self._in_force(quantity.cited, quantity.label, piece)
                result = self._value(quantity.formula, piece, end)
            except GapError as gap:
                result = gap
            self._done[key] = (result, self._frames.pop())
        self._frames[-1].note("quantity", key)
        result = self._done[key][0]
        if isinstance(result, GapError):
            raise GapError(*result.reasons)
        return result

    def _in_force(self, cited: Cited, label: Text, piece: Piece | None) -> None:
        day = piece.start if piece else self.facts.law_day
        if not cited.validity.covers(day):
            raise GapError(because("not_in_force", name=label, day=day))

    def _all(self, formulas: Iterable[Formula], piece: Piece | None, end: End) -> list[Decimal]:
        """The operands; all that is missing in any of them is told together."""
        values: list[Decimal] = []
        reasons: list[Reason] = []
        for formula in formulas:
            try:
                values.append(self._value(formula, piece, end))
            except GapError as gap:
                reasons += gap.reasons
        if reasons:
            raise GapError(*reasons)
        return values

    def _value(self, f: Formula, piece: Piece | None, end: End) -> Decimal:
        facts = self.facts
        if f.op == "number":
            return f.number
        if f.op == "input":
            assert piece is not None
            return weekly(facts.case, piece, f.ref, end)
        if f.op == "value":
            return self._noted(facts.tables.line(f.ref, piece.start if piece else facts.law_day))
        if f.op == "row":
            number = self._value(f.args[0], piece, end)
            return self._noted(facts.tables.row(f.ref, number, facts.law_day))
        if f.op == "quantity":
            return self._quantity(f.ref, piece, end)
        if f.op == "week":
            assert piece is not None
            return sum((self._value(f.args[0], p, end) for p in facts.weeks[piece.week]), ZERO)
        if f.op == "sum":
            return self._sum(f, end)
        if f.op == "average":
            return self._average(f, end)
        if f.op == "service":
            start, until = self._day("relation_start"), self._day("relation_end") + ONE_DAY
            whole = full_months(start, until)
            return Decimal(whole if f.ref == "months" else whole // 12)
        if f.op == "between":
            assert f.parts is not None
            return self._value(f.parts[end], piece, end) if end in f.parts else Decimal("Infinity")
        if f.op == "choose":
            assert f.parts is not None
            self._frames[-1].note("assumption", f.ref)
            return self._value(f.parts[self.choices[f.ref]], piece, end)
        if f.op == "first_known":
            return self._first_known(f, piece, end)
        if f.op == "by_band":
            return self._by_band(f, piece, end)
        return _arithmetic(f.op, self._all(f.args, piece, end))

    def _noted(self, used: ValueUsed) -> Decimal:
        self._frames[-1].note("value", used)
        return used.value

    def _day(self, name: str) -> dt.date:
        day = self.facts.day(name)
        if day is None:
            raise GapError(because("missing_day", name=INPUTS[name]))
        return day

    def _first_known(self, f: Formula, piece: Piece | None, end: End) -> Decimal:
        reasons: list[Reason] = []
        for formula in f.args:
            try:
                return self._value(formula, piece, end)
            except GapError as gap:
                reasons += gap.reasons
        raise GapError(*reasons)

    def _by_band(self, f: Formula, piece: Piece | None, end: End) -> Decimal:
        whole = self._value(f.args[0], piece, end)
        total = ZERO
        for band in f.args[1:]:
            assert band.parts is not None
            above = self._value(band.parts["above"], piece, end)
            upto = self._value(band.parts["up_to"], piece, end) if "up_to" in band.parts else whole
            times = self._value(band.parts["times"], piece, end)
            total += max(ZERO, min(whole, upto) - above) * times
        return total

    def _sum(self, f: Formula, end: End) -> Decimal:
        window = self.facts.law.windows[f.window]
        if window.assumption:
            self._frames[-1].note("assumption", window.assumption)
        found = self.facts.window(window, self.choices)
        self._frames[-1].note("cut", found)
        if not self.facts.case.periods:
            raise GapError(because("missing_periods"))
        inside = [p for p in self.facts.pieces if p.start >= found.first]
        if not any(p.period is not None for p in inside):
            raise GapError(because("nothing_reached", day=found.first))
        return self._total(f.ref, inside, end)

    def _average(self, f: Formula, end: End) -> Decimal:
        """Over the last months of the relation, or over the whole of it where it is shorter."""
        if not self.facts.case.periods:
            raise GapError(because("missing_periods"))
        until = self._day("relation_end") + ONE_DAY
        length = int(self._value(f.args[0], None, end))
        first = max(add_months(until, -length), self._day("relation_start"))
        self._frames[-1].note("span", (first, until))
        inside = [p for p in self.facts.pieces if first <= p.start < until]
        return self._total(f.ref, inside, end) / months(first, until)

    def _total(self, id: str, pieces: Iterable[Piece], end: End) -> Decimal:
        total = ZERO
        reasons: list[Reason] = []
        for piece in pieces:
            try:
                total += self._quantity(id, piece, end)
            except GapError as gap:
                reasons += gap.reasons
        if reasons:
            raise GapError(*reasons)
        return total


def _arithmetic(op: str, values: list[Decimal]) -> Decimal:
    if op == "add":
        return sum(values, ZERO)
    if op == "mul":
        product = Decimal(1)
        for value in values:
            product *= value
        return product
    if op == "sub":
        return values[0] - values[1]
    if op == "div":
        # Nothing shared among nothing is nothing: a week without hours has no overtime.
        if not values[1]:
            if values[0]:
                raise GapError(because("divided_by_nothing", name=op))
            return ZERO
        return values[0] / values[1]
    return min(values) if op == "min" else max(values)


def inside(formula: Formula) -> Iterator[Formula]:
    """The formula and every formula in it."""
    yield formula
    for part in (*formula.args, *(formula.parts or {}).values()):
        yield from inside(part)


def _weekly_tables(law: MoneyLaw) -> set[str]:
    return {
        part.ref
        for quantity in law.quantities.values()
        if quantity.per == "week"
        for part in inside(quantity.formula)
        if part.op == "value"
    }


def _average_lengths(law: MoneyLaw) -> Iterator[Formula]:
    for quantity in law.quantities.values():
        for part in inside(quantity.formula):
            if part.op == "average" and part.args[0].op == "value":
                yield part.args[0]
