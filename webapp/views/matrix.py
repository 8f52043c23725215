"""The matrix of a case, and the way from a statement to its very words."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp import matrix
from webapp.models import FindingRow
from webapp.views.findings import group_name
from webapp.views.shared import assess, get_case, law_of, own

bp = Blueprint("matrix", __name__, url_prefix="/cases/<case_id>")


@bp.get("/matrix")
def show(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    law, wanted = law_of(row), request.args.get("show", "all")
    wanted = wanted if wanted in matrix.FILTERS else "all"
    return render_template(
        "matrix/show.html",
        case=row,
        law=law,
        matrix=matrix.of(row, law, assess(row), wanted),
        sources={s.key: s for s in row.sources},
        show=wanted,
        group_name=group_name,
    )


@bp.get("/findings/<int:finding_id>/words")
def words(case_id: str, finding_id: int) -> ResponseReturnValue:
    """A finding at its words: in the document where they stand, else in the list of findings."""
    row = get_case(case_id)
    finding = own(row, FindingRow, finding_id)
    document = finding.document
    if document is None or document.status != "ready" or finding.clause is None:
        return redirect(f"{url_for('findings.index', case_id=row.id)}#finding-{finding.id}")
    return redirect(
        url_for("review.at_clause", case_id=row.id, document_id=document.id, index=finding.clause)
    )
