"""Who says it: testimonies, observations, documents."""

from __future__ import annotations

from collections import Counter

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from sqlalchemy import update

from webapp import casework
from webapp.db import db
from webapp.forms import SourceForm
from webapp.models import AnswerRow, CaseRow, FindingRow, SourceRow
from webapp.views.shared import get_case

bp = Blueprint("sources", __name__, url_prefix="/cases/<case_id>/sources")

LETTERS = {"testimony": "t", "document": "d", "observation": "o"}  # others: s


def _get(row: CaseRow, key: str) -> SourceRow:
    found = next((s for s in row.sources if s.key == key), None)
    if found is None:
        abort(404)
    return found


def _uses(row: CaseRow, key: str) -> int:
    statements = sum(f.source_key == key and f.status != "rejected" for f in row.findings)
    return statements + sum(a.source_key == key for a in row.answers)


@bp.get("")
def index(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    uses = Counter(f.source_key for f in row.findings if f.status != "rejected")
    uses += Counter(a.source_key for a in row.answers)
    documents = {d.source_key: d for d in row.documents}
    files = Counter(e.source_key for e in row.exhibits)
    return render_template(
        "sources/index.html", case=row, uses=uses, documents=documents, files=files
    )


@bp.route("/new", methods=["GET", "POST"])
def new(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    form = SourceForm()
    if form.validate_on_submit():
        source = SourceRow(
            key=casework.new_key((s.key for s in row.sources), LETTERS.get(form.kind.data, "s"))
        )
        form.populate_obj(source)
        row.sources.append(source)
        row.touch()
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for("sources.index", case_id=row.id))
    return render_template(
        "sources/edit.html", case=row, form=form, source=None
    ), 422 if form.errors else 200


@bp.route("/<key>", methods=["GET", "POST"])
def edit(case_id: str, key: str) -> ResponseReturnValue:
    row = get_case(case_id)
    source = _get(row, key)
    form = SourceForm(obj=source)
    if form.validate_on_submit():
        form.populate_obj(source)
        row.touch()
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for("sources.index", case_id=row.id))
    return render_template(
        "sources/edit.html", case=row, form=form, source=source
    ), 422 if form.errors else 200


@bp.route("/<key>/delete", methods=["GET", "POST"])
def delete(case_id: str, key: str) -> ResponseReturnValue:
    """Statements of a deleted source stay, without a source: facts are not lost by tidying."""
    row = get_case(case_id)
    source = _get(row, key)
    if any(d.source_key == key for d in row.documents):
        return redirect(url_for("documents.index", case_id=row.id))
    if any(e.source_key == key for e in row.exhibits):
        flash(_("Its files would be lost with it: delete them first, one by one."))
        return redirect(url_for("exhibits.index", case_id=row.id, key=key))
    clash = _clashes(row, key)
    form = FlaskForm()
    if form.validate_on_submit():
        for answer in clash:
            db.session.delete(answer)
        db.session.flush()
        for table in (FindingRow, AnswerRow):
            db.session.execute(
                update(table)
                .where(table.case_id == row.id, table.source_key == key)
                .values(source_key="")
            )
        db.session.delete(source)
        row.touch()
        db.session.commit()
        flash(_("The source is deleted."))
        return redirect(url_for("sources.index", case_id=row.id))
    return render_template(
        "sources/delete.html", case=row, source=source, form=form, uses=_uses(row, key), lost=clash
    )


def _clashes(row: CaseRow, key: str) -> list[AnswerRow]:
    """Its answers to questions that are also answered without a source: those cannot be kept
    beside each other once the source is gone."""
    bare = {a.question for a in row.answers if not a.source_key}
    return [a for a in row.answers if a.source_key == key and a.question in bare]
