"""One case: overview, name and dates, deletion."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from webapp import casework, i18n, progress, storage
from webapp.db import db
from webapp.forms import CaseForm
from webapp.views.shared import assess, get_case, law_of

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
        outcome=i18n.say(law.pack.outcome_words[assessment.band]),
    )


@bp.route("/edit", methods=["GET", "POST"])
def edit(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    form = CaseForm(obj=row)
    form.law_from = law_of(row).pack.law_from
    if form.validate_on_submit():
        row.title = form.title.data.strip()
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
        hashes = storage.hashes_of(row.documents) | {e.sha256 for e in row.exhibits}
        db.session.delete(row)
        db.session.commit()
        storage.sweep(hashes)
        flash(_("The case and its files are erased."))
        return redirect(url_for("home.index"))
    return render_template("case/delete.html", case=row, form=form)
