"""Between the stored dates, hours and sums, the engine and the page that shows them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

import criteria
import rules
from criteria.money_model import MoneyLaw
from rules.errors import Problem
from rules.money_model import MoneyCase, MoneyFound
from webapp import casework, i18n
from webapp.models import CaseRow, MoneyRow

EMPTY: dict[str, Any] = {"format": "requalif-money/1"}
#: How a quantity is written after its number.
UNITS = {"eur": "€", "eur_per_hour": "€/h", "hours": "h"}


def available(row: CaseRow) -> bool:
    """Whether the law of the case says anything of money."""
    return row.jurisdiction in criteria.money.available(casework.catalogue_root())


def data_of(row: CaseRow) -> dict[str, Any]:
    """A copy of the stored input, to be changed and given to ``save``."""
    return {**EMPTY, **(row.money.data if row.money else {})}


def case_of(row: CaseRow) -> MoneyCase:
    return rules.parse_money(data_of(row))


def save(row: CaseRow, data: Mapping[str, Any], law: MoneyLaw, strict: bool = True) -> None:
    """Stores an input once nothing is wrong with it. Raises CaseError; does not commit.

    Not ``strict``: what was right under an older catalogue (a value for days that now have an
    official one) does not stand in the way of deleting or choosing something.
    """
    given = dict(data)
    # What the law no longer has is dropped rather than held against the person.
    given["assumptions"] = {
        k: v
        for k, v in given.get("assumptions", {}).items()
        if k in law.assumptions and v in {o.id for o in law.assumptions[k].options}
    }
    given["conditions"] = {
        k: v for k, v in given.get("conditions", {}).items() if k in law.conditions
    }
    case = rules.parse_money(given, law if strict else None)
    stored = rules.money_to_json(case)
    if row.money is None:
        row.money = MoneyRow(data=stored)
    else:
        row.money.data = stored
    row.touch()


def compute(row: CaseRow, law: MoneyLaw) -> MoneyFound:
    case = case_of(row)
    # The engine has no clock; a page is looked at today unless the file says another day.
    return rules.compute(case, law, case.as_of or dt.date.today())


def said(problem: Problem) -> str:
    """What is wrong, without the path, which a page shows by the field."""
    text = problem.message(i18n.current())[len(problem.path) :].lstrip(":\u00a0 ")
    return text[:1].upper() + text[1:]


# -- words of the page ---------------------------------------------------------------------


def euros(value: Decimal | None) -> str:
    if value is None:
        return "–"
    number = i18n.number(value, "#,##0.00")  # type: ignore[arg-type]
    return f"{number}\u00a0€" if i18n.current() == "fr" else f"€{number}"


def span(low: Decimal | None, high: Decimal | None) -> str:
    """A range of euros in words; no upper end is said to be none."""
    if low is None:
        return "–"
    if high is None:
        return str(_("at least %(low)s, no cap", low=euros(low)))
    if low == high:
        return euros(low)
    return str(_("%(low)s to %(high)s", low=euros(low), high=euros(high)))


def quantity(low: Decimal, high: Decimal | None, unit: str) -> str:
    """A quantity with its unit, as short as it can be said."""
    pattern = "#,##0.00" if unit in ("eur", "eur_per_hour") else "#,##0.##"
    shown = [i18n.number(v, pattern) for v in dict.fromkeys((low, high)) if v is not None]  # type: ignore[arg-type]
    after = UNITS.get(unit, "")
    return f"{' – '.join(shown)}\u00a0{after}".strip("\u00a0")


def value_words(value: Decimal, unit: str) -> str:
    """A value of a table: a share as a percentage, the rest as it stands."""
    if unit == "share" and value.as_tuple().exponent > -6:  # type: ignore[operator]
        return i18n.number(value, "#,##0.##\u00a0%" if i18n.current() == "fr" else "#,##0.##%")  # type: ignore[arg-type]
    after = {**UNITS, "months": _("months"), "years": _("years")}.get(unit, "")
    return f"{i18n.number(value, '#,##0.####')}\u00a0{after}".strip("\u00a0")  # type: ignore[arg-type]
