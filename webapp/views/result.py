"""The assessment on screen, as PDF and as data."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from flask import Blueprint, Response, make_response, render_template, request
from flask.typing import ResponseReturnValue

import reports
import rules
from reports.build import MOST_QUESTIONS, build
from rules.errors import CaseError
from rules.model import Assessment
from webapp import casework, i18n
from webapp.errors import UserError
from webapp.models import CaseRow
from webapp.settings import VERSION
from webapp.views.shared import get_case, law_of

bp = Blueprint("result", __name__, url_prefix="/cases/<case_id>/result")


def _on() -> dt.date | None:
    """The law date of the address, None when it is the case's own. Raises UserError."""
    given = request.args.get("on", "").strip()
    if not given:
        return None
    try:
        return dt.date.fromisoformat(given)
    except ValueError:
        raise UserError("not_a_date", value=given[:40]) from None


def _assess(row: CaseRow, on: dt.date | None) -> Assessment:
    return casework.assess(casework.to_case(row), law_of(row), on, i18n.current())


def _input(row: CaseRow, assessment: Assessment) -> reports.ReportInput:
    return reports.ReportInput(
        casework.to_case(row), assessment, law_of(row), VERSION, i18n.current()
    )


@bp.get("")
def show(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    fault, status = "", 200
    try:
        assessment = _assess(row, _on())
    except (UserError, CaseError) as error:
        fault, status = error.message(i18n.current()), 422
        assessment = _assess(row, None)
    report = build(_input(row, assessment))
    asked = [n for n in assessment.next_questions if n.question][:MOST_QUESTIONS]
    law = law_of(row)
    return render_template(
        "result/show.html",
        case=row,
        law=law,
        assessment=assessment,
        r=report,
        questions=[
            (law.questions[n.question], n, view)
            for n, view in zip(asked, report.questions, strict=True)
            if n.question in law.questions
        ],
        on=request.args.get("on", "") if not fault else "",
        fault=fault,
        to_review=sum(f.status == "proposed" for f in row.findings),
    ), status


@bp.get("/report.pdf")
def pdf(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    try:
        data = reports.render(_input(row, _assess(row, _on())), "pdf")
    except (UserError, CaseError, reports.ReportError) as error:
        said = error.message(i18n.current())
        return render_template("result/failed.html", case=row, said=said), 422
    return attachment(data, "application/pdf", filename(row, "pdf"))


@bp.get("/assessment.json")
def as_json(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    try:
        data = rules.dump(rules.assessment_to_json(_assess(row, _on())))
    except (UserError, CaseError) as error:
        said = error.message(i18n.current())
        return render_template("result/failed.html", case=row, said=said), 422
    return attachment(data, "application/json", filename(row, "assessment.json"))


def filename(row: CaseRow, ending: str) -> str:
    """A name that every system takes, from the case's title."""
    plain = unicodedata.normalize("NFKD", row.title).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-")
    return f"requalif-{slug or row.id}.{ending}"


def attachment(data: bytes, kind: str, name: str) -> Response:
    response = make_response(data)
    response.headers["Content-Type"] = kind
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
