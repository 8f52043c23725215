"""Money and time limits: dates, periods of work, what follows, what may be assumed otherwise."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

import rules
from criteria.money_model import DAYS, MoneyLaw
from rules.errors import CaseError, Problem
from webapp import casework, i18n, money
from webapp.db import db
from webapp.models import CaseRow
from webapp.money_forms import DatesForm, PeriodForm, ValueForm, choices_form
from webapp.views.result import attachment, filename
from webapp.views.shared import get_case

bp = Blueprint("money", __name__, url_prefix="/cases/<case_id>/money")

#: As many as the format takes.
MOST_PERIODS = 200
#: Fields of a period that bear the name of the format.
SUMS = ("received", "platform_fees", "expenses", "agreed_rate")
#: Where a problem of a period is shown; anything else is shown by its first field.
FIELDS = {
    "period_reversed": "end",
    "period_before_relation": "start",
    "period_after_relation": "end",
    "periods_overlap": "start",
    "too_many_hours": "hours_low",
}


def _law(row: CaseRow) -> MoneyLaw:
    """The law of the case, or the page "not found" where it says nothing of money."""
    if not money.available(row):
        abort(404)
    return casework.money_law(row.jurisdiction)


def _back(row: CaseRow, part: str = "") -> ResponseReturnValue:
    return redirect(url_for("money.show", case_id=row.id, _anchor=part or None))


@bp.get("")
def show(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    law = _law(row)
    found = money.compute(row, law)
    labels = {field.name: field.label.text for field in DatesForm()}
    return render_template(
        "money/show.html",
        case=row,
        law=law,
        found=found,
        given=found.case,
        form=choices_form(law, found.case),
        empty=not found.case.periods and not found.case.days,
        money=money,
        dates_form={"names": DAYS, "labels": labels},
        clocks={c.limitation: c for c in found.clocks},
        most=MOST_PERIODS,
    )


@bp.post("/choices")
def choices(case_id: str) -> ResponseReturnValue:
    """Assumptions and conditions; what is not an option changes nothing."""
    row = get_case(case_id)
    law = _law(row)
    form = choices_form(law, money.case_of(row))
    if not form.validate_on_submit():
        abort(400)
    data = money.data_of(row)
    data["assumptions"] = {a: form[f"a-{a}"].data for a in law.assumptions}
    states: dict[str, bool | str] = {"yes": True, "no": False}
    data["conditions"] = {
        c.id: states.get(form[f"c-{c.id}"].data, "unknown")
        for c in law.conditions.values()
        if c.asked
    }
    money.save(row, data, law, strict=False)
    db.session.commit()
    flash(_("Saved."))
    return _back(row)


@bp.route("/dates", methods=["GET", "POST"])
def dates(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    law = _law(row)
    given = money.case_of(row)
    form = DatesForm(data={**given.days, "as_of": given.as_of})
    if form.validate_on_submit():
        data = money.data_of(row)
        data["dates"] = {n: form[n].data.isoformat() for n in DAYS if form[n].data}
        data.pop("as_of", None)
        if form.as_of.data:
            data["as_of"] = form.as_of.data.isoformat()
        if _save(row, data, law, form, _field_of_date):
            return _back(row)
    return render_template("money/dates.html", case=row, form=form), 422 if form.errors else 200


def _field_of_date(problem: Problem) -> str:
    name = problem.path.removeprefix("$.dates.")
    return {
        "relation_start": "relation_end",
        "mediation_from": "mediation_to",
        "period_before_relation": "relation_start",
    }.get(name if problem.code == "period_reversed" else problem.code, "relation_end")


@bp.route("/periods/new", methods=["GET", "POST"])
def new(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    law = _law(row)
    data = money.data_of(row)
    periods = list(data.get("periods", []))
    form = PeriodForm(data=_proposed(periods, data))
    if form.validate_on_submit() and _hours_complete(form):
        data["periods"] = [*periods, _period(form)]
        if _save(row, data, law, form, _field_of_period(len(periods))):
            return _back(row, "given")
    return render_template(
        "money/period.html", case=row, form=form, number=None
    ), 422 if form.errors else 200


@bp.route("/periods/<int:number>", methods=["GET", "POST"])
def edit(case_id: str, number: int) -> ResponseReturnValue:
    row = get_case(case_id)
    law = _law(row)
    data = money.data_of(row)
    periods = list(data.get("periods", []))
    if not 1 <= number <= len(periods):
        abort(404)
    form = PeriodForm(data=_filled(periods[number - 1]))
    if form.validate_on_submit() and _hours_complete(form):
        periods[number - 1] = _period(form)
        data["periods"] = periods
        if _save(row, data, law, form, _field_of_period(number - 1)):
            return _back(row, "given")
    return render_template(
        "money/period.html", case=row, form=form, number=number
    ), 422 if form.errors else 200


@bp.route("/periods/<int:number>/delete", methods=["GET", "POST"])
def delete(case_id: str, number: int) -> ResponseReturnValue:
    row = get_case(case_id)
    law = _law(row)
    data = money.data_of(row)
    periods = list(data.get("periods", []))
    if not 1 <= number <= len(periods):
        abort(404)
    form = FlaskForm()
    if form.validate_on_submit():
        del periods[number - 1]
        data["periods"] = periods
        money.save(row, data, law, strict=False)
        db.session.commit()
        flash(_("The period is deleted."))
        return _back(row, "given")
    return render_template(
        "money/delete.html",
        case=row,
        form=form,
        number=number,
        period=money.case_of(row).periods[number - 1],
    )


@bp.route("/values/new", methods=["GET", "POST"])
def value(case_id: str) -> ResponseReturnValue:
    """A value that the user vouches for, where the law's table takes one."""
    row = get_case(case_id)
    law = _law(row)
    form = ValueForm()
    tables = [t for t in law.tables.values() if t.own]
    form.table.choices = [(t.id, i18n.say(t.label)) for t in tables]
    if form.validate_on_submit():
        data = money.data_of(row)
        own = {"table": form.table.data, "value": form.value.data, "note": form.note.data.strip()}
        if law.tables[form.table.data].unit == "share":
            own["value"] = round(own["value"] / 100, 6)  # typed as a percentage
        if form.start.data:
            own["from"] = form.start.data.isoformat()
        values = [*data.get("own_values", []), own]
        data["own_values"] = values
        if _save(row, data, law, form, _field_of_value):
            return _back(row, "values")
    return render_template(
        "money/value.html", case=row, form=form, tables=tables
    ), 422 if form.errors else 200


@bp.post("/values/<int:number>/delete")
def delete_value(case_id: str, number: int) -> ResponseReturnValue:
    row = get_case(case_id)
    law = _law(row)
    data = money.data_of(row)
    values = list(data.get("own_values", []))
    if not 1 <= number <= len(values):
        abort(404)
    del values[number - 1]
    data["own_values"] = values
    money.save(row, data, law, strict=False)
    db.session.commit()
    flash(_("The value is deleted."))
    return _back(row, "values")


def _field_of_value(problem: Problem) -> str:
    early = problem.code in ("own_value_too_early", "own_value_twice", "missing_key")
    return "start" if early else "value"


@bp.get("/money.json")
def export(case_id: str) -> ResponseReturnValue:
    """The input file, as ``flask claims`` takes it."""
    row = get_case(case_id)
    _law(row)
    data = rules.dump(rules.money_to_json(money.case_of(row)))
    return attachment(data, "application/json", filename(row, "money.json"))


@bp.get("/claims.json")
def as_json(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    law = _law(row)
    data = rules.dump(rules.found_to_json(money.compute(row, law), law, i18n.current()))
    return attachment(data, "application/json", filename(row, "claims.json"))


# -- between forms and the format ----------------------------------------------------------


def _save(row: CaseRow, data: dict[str, Any], law: MoneyLaw, form: FlaskForm, where: Any) -> bool:
    """Stores the input, or puts what is wrong with it beside the fields."""
    try:
        money.save(row, data, law)
    except CaseError as error:
        for problem in error.problems:
            field = form[where(problem)]
            field.errors = [*field.errors, money.said(problem)]
        return False
    db.session.commit()
    flash(_("Saved."))
    return True


def _field_of_period(index: int) -> Any:
    def field(problem: Problem) -> str:
        if "hours_per_week" in problem.path:
            return "waiting_low" if "waiting" in problem.path else "hours_low"
        found = re.match(rf"\$\.periods\[{index}\]\.(\w+)", problem.path)
        name = found[1] if found else ""
        return name if name in SUMS else FIELDS.get(problem.code, "start")

    return field


def _proposed(periods: list[dict[str, Any]], data: dict[str, Any]) -> dict[str, Any]:
    """A new period begins where the last one ends, the first where the relation does."""
    given = data.get("dates", {})
    start, end = given.get("relation_start"), given.get("relation_end")
    if periods:
        last = max(dt.date.fromisoformat(p["to"]) for p in periods)
        start = (last + dt.timedelta(1)).isoformat() if last < dt.date.max else None
        end = end if start and end and start <= end else None
        if given.get("relation_end") and end is None:
            start = None
    return {
        "start": dt.date.fromisoformat(start) if start else None,
        "end": dt.date.fromisoformat(end) if end else None,
    }


def _filled(period: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {
        "label": period.get("label", ""),
        "basis": period.get("basis", ""),
        "start": dt.date.fromisoformat(period["from"]),
        "end": dt.date.fromisoformat(period["to"]),
        **{name: period.get(name) for name in SUMS},
    }
    for key, name in (("hours_per_week", "hours"), ("waiting_hours_per_week", "waiting")):
        given = period.get(key)
        if isinstance(given, dict):
            values[f"{name}_low"], values[f"{name}_high"] = given["low"], given["high"]
        elif given is not None:
            values[f"{name}_low"] = given
    return values


def _hours_complete(form: PeriodForm) -> bool:
    """The highest number of hours alone says nothing of the lowest."""
    complete = True
    for name in ("hours", "waiting"):
        low, high = form[f"{name}_low"], form[f"{name}_high"]
        if low.data is None and high.data is not None:
            low.errors = [_("Give the lowest number of hours too; 0 if need be.")]
            complete = False
    return complete


def _period(form: PeriodForm) -> dict[str, Any]:
    period: dict[str, Any] = {
        "from": form.start.data.isoformat(),
        "to": form.end.data.isoformat(),
        "label": form.label.data.strip(),
    }
    if form.basis.data:
        period["basis"] = form.basis.data
    for key, name in (("hours_per_week", "hours"), ("waiting_hours_per_week", "waiting")):
        low, high = form[f"{name}_low"].data, form[f"{name}_high"].data
        if low is not None:
            period[key] = low if high is None else {"low": low, "high": high}
    return period | {name: form[name].data for name in SUMS if form[name].data is not None}
