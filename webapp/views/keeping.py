"""How long cases are kept, and everything of a case in one file. With and without accounts."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from webapp.db import db
from webapp.models import CaseRow
from webapp.office import keeping, takeout
from webapp.office.forms import KeepingForm
from webapp.views.shared import get_case

bp = Blueprint("keeping", __name__)


@bp.get("/keeping")
def index() -> ResponseReturnValue:
    dated = select(CaseRow).where(CaseRow.keep_until >= keeping.today())
    return render_template(
        "keeping/index.html",
        past=keeping.past(),
        coming=db.session.scalars(dated.order_by(CaseRow.keep_until)).all(),
        undated=db.session.scalars(
            select(CaseRow).where(CaseRow.keep_until.is_(None)).order_by(CaseRow.updated_at)
        ).all(),
    )


@bp.route("/cases/<case_id>/keeping", methods=["GET", "POST"])
def edit(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    form = KeepingForm(obj=row)
    if form.validate_on_submit():
        row.keep_until = form.keep_until.data
        row.touch()
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for("case.overview", case_id=row.id))
    offered = [(months, keeping.in_months(months)) for months in keeping.PERIODS]
    return render_template(
        "keeping/edit.html", case=row, form=form, offered=offered, today=keeping.today()
    ), 422 if form.errors else 200


@bp.get("/cases/<case_id>/everything.zip")
def everything(case_id: str) -> Response:
    row = get_case(case_id)
    return send_file(
        takeout.of_case(row), "application/zip", as_attachment=True,
        download_name=f"requalif-{row.id}.zip",
    )  # fmt: skip
