"""The list of cases and the first step of a new one."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from criteria.model import on_day
from webapp.db import db
from webapp.forms import CaseForm
from webapp.models import CaseRow
from webapp.views.shared import laws_in_order, offered

bp = Blueprint("home", __name__)


@bp.get("/")
def index() -> ResponseReturnValue:
    cases = db.session.scalars(select(CaseRow).order_by(CaseRow.updated_at.desc())).all()
    return render_template("home/index.html", cases=cases)


@bp.route("/cases/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    laws = offered()
    form = CaseForm(jurisdiction=laws[0][0]).offer(laws)
    if form.validate_on_submit():
        row = CaseRow(
            title=form.title.data.strip(),
            jurisdiction=form.jurisdiction.data,
            facts_from=form.facts_from.data or form.facts_to.data,
            facts_to=form.facts_to.data,
        )
        db.session.add(row)
        db.session.commit()
        flash(_("The case is created. Describe the working relation, as far as you know it."))
        return redirect(url_for("relation.edit", case_id=row.id))
    return render_template("home/new.html", form=form), 422 if form.errors else 200


@bp.get("/about")
def about() -> ResponseReturnValue:
    laws = laws_in_order()
    weights = {law.pack.id: on_day(law.pack.contract_weight, law.pack.written) for law in laws}
    return render_template(
        "home/about.html",
        laws=laws,
        terms={i: w.value if w else "none" for i, w in weights.items()},
    )
