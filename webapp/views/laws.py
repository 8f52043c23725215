"""The case under several laws side by side."""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

import rules
from criteria.model import Catalogue
from reports.compare import in_words
from rules.compare import Comparison
from webapp import casework, i18n
from webapp.errors import UserError
from webapp.models import CaseRow
from webapp.settings import VERSION
from webapp.views.result import attachment, filename, on_day
from webapp.views.shared import get_case, laws_in_order

bp = Blueprint("laws", __name__, url_prefix="/cases/<case_id>/laws")


def _chosen(row: CaseRow) -> tuple[tuple[Catalogue, ...], tuple[Catalogue, ...]]:
    """(every law, those of the address); all of them where the address names none that is
    there. The case's own comes first."""
    every = laws_in_order(row.jurisdiction)
    asked = set(request.args.getlist("law"))
    return every, tuple(law for law in every if law.pack.id in asked) or every


def _compare(row: CaseRow, laws: tuple[Catalogue, ...], on: dt.date | None) -> Comparison:
    return rules.compare(casework.to_case(row), laws, on, i18n.current())


@bp.get("")
def show(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    every, chosen = _chosen(row)
    on, fault = None, ""
    try:
        on = on_day()
    except UserError as error:
        fault = error.message(i18n.current())
    read = {law.pack.id for law in every}
    return render_template(
        "laws/show.html",
        case=row,
        every=every,
        chosen={law.pack.id for law in chosen},
        laws=in_words(_compare(row, chosen, on), VERSION, i18n.current()),
        on=on.isoformat() if on else "",
        fault=fault,
        unread=[i for i in casework.jurisdictions() if i not in read],
    ), 422 if fault else 200


@bp.get("/comparison.json")
def as_json(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    try:
        found = _compare(row, _chosen(row)[1], on_day())
    except UserError as error:
        said = error.message(i18n.current())
        return render_template("result/failed.html", case=row, said=said, young=False), 422
    data = rules.dump(rules.comparison_to_json(found))
    return attachment(data, "application/json", filename(row, "comparison.json"))
