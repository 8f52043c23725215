"""The assessment on screen, as PDF and as data."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import replace

from flask import Blueprint, Response, abort, make_response, render_template, request
from flask.typing import ResponseReturnValue

import reports
import rules
from criteria.model import Catalogue
from reports.build import MOST_QUESTIONS, build
from rules.errors import CaseError
from rules.model import Assessment, Case
from webapp import casework, i18n
from webapp.errors import UserError
from webapp.models import CaseRow
from webapp.settings import VERSION
from webapp.views.shared import get_case, law_of

bp = Blueprint("result", __name__, url_prefix="/cases/<case_id>/result")


def on_day() -> dt.date | None:
    """The law date of the address, None when it is the case's own. Raises UserError."""
    given = request.args.get("on", "").strip()
    if not given:
        return None
    try:
        return dt.date.fromisoformat(given)
    except ValueError:
        raise UserError("not_a_date", value=given[:40]) from None


def _law(row: CaseRow) -> Catalogue:
    """The law of the address, or the case's own; a law that is not there is a page not found."""
    given = request.args.get("law", "").strip()
    if given and given not in casework.jurisdictions():
        abort(404)
    return casework.catalogue(given) if given else law_of(row)


def _case(row: CaseRow, law: Catalogue) -> Case:
    """The case as it would be under that law, which changes nothing of what is stored."""
    return replace(casework.to_case(row), jurisdiction=law.pack.id)


def _assess(row: CaseRow, law: Catalogue, on: dt.date | None) -> Assessment:
    return casework.assess(_case(row, law), law, on, i18n.current())


def _input(row: CaseRow, law: Catalogue, assessment: Assessment) -> reports.ReportInput:
    return reports.ReportInput(_case(row, law), assessment, law, VERSION, i18n.current())


@bp.get("")
def show(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    law = _law(row)
    fault, status = "", 200
    try:
        assessment = _assess(row, law, on_day())
    except (UserError, CaseError) as error:
        fault, status = error.message(i18n.current()), 422
        try:
            assessment = _assess(row, law, None)
        except CaseError:
            # Another law may be too young for the facts themselves.
            return render_template("result/failed.html", case=row, said=fault, young=True), 422
    report = build(_input(row, law, assessment))
    asked = [n for n in assessment.next_questions if n.question][:MOST_QUESTIONS]
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
        on=request.args.get("on", "").strip() if not fault else "",
        other=law.pack.id if law.pack.id != row.jurisdiction else "",
        own=law_of(row),
        several=len(casework.jurisdictions()) > 1,
        fault=fault,
        to_review=sum(f.status == "proposed" for f in row.findings),
    ), status


@bp.get("/report.pdf")
def pdf(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    law = _law(row)
    try:
        data = reports.render(_input(row, law, _assess(row, law, on_day())), "pdf")
    except (UserError, CaseError, reports.ReportError) as error:
        said = error.message(i18n.current())
        return render_template("result/failed.html", case=row, said=said, young=False), 422
    return attachment(data, "application/pdf", filename(row, f"{_mark(row, law)}pdf"))


@bp.get("/assessment.json")
def as_json(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    law = _law(row)
    try:
        data = rules.dump(rules.assessment_to_json(_assess(row, law, on_day())))
    except (UserError, CaseError) as error:
        said = error.message(i18n.current())
        return render_template("result/failed.html", case=row, said=said, young=False), 422
    return attachment(data, "application/json", filename(row, f"{_mark(row, law)}assessment.json"))


def _mark(row: CaseRow, law: Catalogue) -> str:
    """What tells a file made under another law from the case's own."""
    return f"{law.pack.id}." if law.pack.id != row.jurisdiction else ""


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
