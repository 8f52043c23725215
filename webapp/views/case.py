"""One case: overview, name and dates, deletion."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from webapp import casework, i18n, progress
from webapp.db import db
from webapp.forms import CaseForm
from webapp.office import keeping
from webapp.views.shared import assess, get_case, law_of, offered

bp = Blueprint("case", __name__, url_prefix="/cases/<case_id>")


@bp.get("")
def overview(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    law, assessment = law_of(row), assess(row)
    case = casework.to_case(row)
    return render_template(
        "case/overview.html",
        case=row,
        law=law,
        assessment=assessment,
        progress=progress.of(row, law, assessment),
        topics=progress.topics(case, law, assessment),
        outcome=i18n.outcome(law, assessment.band),
        several=len(casework.jurisdictions()) > 1,
    )


@bp.route("/edit", methods=["GET", "POST"])
def edit(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    form = CaseForm(obj=row).offer(offered())
    if form.validate_on_submit():
        row.title = form.title.data.strip()
        row.jurisdiction = form.jurisdiction.data
        row.facts_from = form.facts_from.data or form.facts_to.data
        row.facts_to = form.facts_to.data
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for("case.overview", case_id=row.id))
    return render_template("case/edit.html", case=row, form=form), 422 if form.errors else 200


@bp.route("/delete", methods=["GET", "POST"])
def delete(case_id: str) -> ResponseReturnValue:
    """Asks first; then erases the rows, and the files that no other case holds."""
    row = get_case(case_id)
    form = FlaskForm()
    if form.validate_on_submit():
        keeping.erase(row)
        flash(_("The case and its files are erased."))
        return redirect(url_for("home.index"))
    return render_template("case/delete.html", case=row, form=form)
