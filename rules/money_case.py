"""Reads ``requalif-money/1``: JSON, then the schema, then everything a schema cannot say."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from criteria.model import Text
from criteria.money_model import MoneyLaw
from criteria.shape import nearest
from rules import violations
from rules.case import schema
from rules.decode import decode, short_text, unfit
from rules.errors import CaseError, Problem
from rules.money_model import MoneyCase, OwnValue, Range, WorkPeriod

#: Hours in a week.
WEEK = 168


@functools.cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(schema("money-input"), format_checker=FormatChecker(["date"]))


def parse_money(data: dict[str, Any] | str | bytes, law: MoneyLaw | None = None) -> MoneyCase:
    """The input of a JSON text or of its parsed form.

    With the law, ids of assumptions, conditions and tables are checked against it. Raises
    CaseError listing every problem with its JSON path.
    """
    try:
        if not isinstance(data, dict):
            data = decode(data)
        problems = _problems(data, law)
    except RecursionError:
        raise CaseError([Problem("too_deep")]) from None
    if problems:
        raise CaseError(problems)
    return _build(data)


def _problems(data: dict[str, Any], law: MoneyLaw | None) -> list[Problem]:
    found = [*unfit(data)]
    for error in _validator().iter_errors(data):
        found += violations.explain(error)
    found = list(dict.fromkeys(found))
    if not found:
        # What follows compares days and numbers with one another: they must be ones.
        found += _in_itself(data)
        if law is not None:
            found += _against(data, law)
    return sorted(found, key=_order)


def _order(problem: Problem) -> tuple[list[tuple[int, str]], str, str]:
    parts = problem.path.replace("[", ".").replace("]", "").split(".")
    natural = [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
    return natural, problem.code, problem.found


# -- the input in itself -------------------------------------------------------------------


def _in_itself(data: dict[str, Any]) -> Iterator[Problem]:
    dates = data.get("dates", {})
    for first, last in (("relation_start", "relation_end"), ("mediation_from", "mediation_to")):
        if dates.get(first, "") > dates.get(last, "9999-12-31"):
            yield Problem("period_reversed", f"$.dates.{first}", dates[first], dates[last])
    taken: list[tuple[str, str, int]] = []
    for i, period in enumerate(data.get("periods", [])):
        at = f"$.periods[{i}]"
        yield from _hours(period, at)
        start, end = period["from"], period["to"]
        if start > end:
            yield Problem("period_reversed", at, start, end)
            continue
        if start < dates.get("relation_start", ""):
            yield Problem("period_before_relation", at, start, dates["relation_start"])
        if end > dates.get("relation_end", "9999-12-31"):
            yield Problem("period_after_relation", at, end, dates["relation_end"])
        for other_start, other_end, number in taken:
            if start <= other_end and other_start <= end:
                yield Problem("periods_overlap", at, max(start, other_start), str(number))
        taken.append((start, end, i + 1))
    given: set[tuple[str, str]] = set()
    for i, own in enumerate(data.get("own_values", [])):
        key = (own["table"], own.get("from", ""))
        if key in given:
            yield Problem("own_value_twice", f"$.own_values[{i}]", short_text(own["table"]))
        given.add(key)


def _hours(period: dict[str, Any], at: str) -> Iterator[Problem]:
    total = 0
    for key in ("hours_per_week", "waiting_hours_per_week"):
        hours = period.get(key, 0)
        low, high = (hours["low"], hours["high"]) if isinstance(hours, dict) else (hours, hours)
        if low > high:
            yield Problem("low_above_high", f"{at}.{key}", str(low), str(high))
        total += high
    if total > WEEK:
        yield Problem("too_many_hours", at, str(total), str(WEEK))


# -- the input against the law -------------------------------------------------------------


def _against(data: dict[str, Any], law: MoneyLaw) -> Iterator[Problem]:
    for id, option in data.get("assumptions", {}).items():
        path = f"$.assumptions.{short_text(id)}"
        assumption = law.assumptions.get(id)
        if assumption is None:
            yield _unknown("unknown_assumption", path, id, law.assumptions)
        elif option not in (known := [o.id for o in assumption.options]):
            yield Problem("wrong_value", path, short_text(option), ", ".join(known))
    asked = [c.id for c in law.conditions.values() if c.asked]
    for id in data.get("conditions", {}):
        if id not in asked:
            yield _unknown("unknown_condition", f"$.conditions.{short_text(id)}", id, asked)
    tables = [t.id for t in law.tables.values() if t.own]
    for i, own in enumerate(data.get("own_values", [])):
        at = f"$.own_values[{i}]"
        if own["table"] not in tables:
            yield _unknown("unknown_table", f"{at}.table", own["table"], tables)
        else:
            yield from _own(own, at, law)


def _own(own: dict[str, Any], at: str, law: MoneyLaw) -> Iterator[Problem]:
    table = law.tables[own["table"]]
    if table.own == "later":
        last = max(line.validity.start or dt.date.min for line in table.lines)
        if "from" not in own:
            yield Problem("missing_key", at, expected="from")
        elif dt.date.fromisoformat(own["from"]) <= last:
            yield Problem("own_value_too_early", f"{at}.from", own["from"], last.isoformat())
    if table.own_at_least:
        floor = law.tables[table.own_at_least].lines[-1].value
        if _decimal(own["value"]) < floor:
            yield Problem("own_value_too_low", f"{at}.value", str(own["value"]), str(floor))


def _unknown(code: str, path: str, name: str, known: Collection[str]) -> Problem:
    listed = ", ".join(known)
    otherwise = Text(f"Connu : {listed}.", f"Known: {listed}.")
    return Problem(code, path, short_text(name), nearest(name, known, otherwise))


# -- the values ----------------------------------------------------------------------------


def _build(data: dict[str, Any]) -> MoneyCase:
    return MoneyCase(
        title=data.get("title", ""),
        jurisdiction=data.get("jurisdiction", "fr"),
        as_of=_day(data.get("as_of")),
        days={k: dt.date.fromisoformat(v) for k, v in sorted(data.get("dates", {}).items())},
        periods=tuple(_period(p) for p in data.get("periods", [])),
        conditions={
            k: None if v == "unknown" else bool(v)
            for k, v in sorted(data.get("conditions", {}).items())
        },
        assumptions=dict(sorted(data.get("assumptions", {}).items())),
        own_values=tuple(
            OwnValue(o["table"], _decimal(o["value"]), _day(o.get("from")), o.get("note", ""))
            for o in data.get("own_values", [])
        ),
    )


def _period(p: dict[str, Any]) -> WorkPeriod:
    return WorkPeriod(
        start=dt.date.fromisoformat(p["from"]),
        end=dt.date.fromisoformat(p["to"]),
        hours=_range(p.get("hours_per_week")),
        waiting_hours=_range(p.get("waiting_hours_per_week")),
        received=_maybe(p.get("received")),
        platform_fees=_maybe(p.get("platform_fees")),
        expenses=_maybe(p.get("expenses")),
        agreed_rate=_maybe(p.get("agreed_rate")),
        basis=p.get("basis", ""),
        label=p.get("label", ""),
    )


def _range(value: Any) -> Range | None:
    if value is None:
        return None
    if isinstance(value, dict):
        return Range(_decimal(value["low"]), _decimal(value["high"]))
    return Range(_decimal(value), _decimal(value))


def _decimal(value: float) -> Decimal:
    """The number as it was typed: 12.02 is not 12.0199999…"""
    return Decimal(repr(value))


def _maybe(value: Any) -> Decimal | None:
    return None if value is None else _decimal(value)


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None
