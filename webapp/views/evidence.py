"""The checklist of evidence to look for, made to be printed and taken along."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from webapp import casework, evidence
from webapp.views.shared import assess, get_case, law_of

bp = Blueprint("evidence", __name__, url_prefix="/cases/<case_id>/evidence")


@bp.get("")
def show(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    law, assessment = law_of(row), assess(row)
    return render_template(
        "evidence/show.html",
        case=row,
        law=law,
        assessment=assessment,
        found=evidence.checklist(casework.to_case(row), law, assessment),
        labels={s.key: s.label or s.key for s in row.sources},
    )
