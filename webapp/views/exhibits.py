"""The files of one source: a screenshot, a payslip, a payment statement."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf import FlaskForm
from flask_wtf.file import MultipleFileField

from webapp import exhibits, i18n, storage
from webapp.db import db
from webapp.errors import UserError
from webapp.models import CaseRow, ExhibitRow, SourceRow
from webapp.settings import MEGABYTE
from webapp.views.result import attachment
from webapp.views.shared import LARGEST_ID, get_case

bp = Blueprint("exhibits", __name__, url_prefix="/cases/<case_id>/sources/<key>/files")


class FilesForm(FlaskForm):  # type: ignore[misc]
    files = MultipleFileField(_l("Files"))


def _source(case_id: str, key: str) -> tuple[CaseRow, SourceRow]:
    row = get_case(case_id)
    found = next((s for s in row.sources if s.key == key), None)
    if found is None:
        abort(404)
    return row, found


def _own(row: CaseRow, key: str, number: int) -> ExhibitRow:
    found = db.session.get(ExhibitRow, number) if number <= LARGEST_ID else None
    if found is None or found.case_id != row.id or found.source_key != key:
        abort(404)
    return found


@bp.route("", methods=["GET", "POST"])
def index(case_id: str, key: str) -> ResponseReturnValue:
    row, source = _source(case_id, key)
    form = FilesForm()
    held = [e for e in row.exhibits if e.source_key == key]
    if form.validate_on_submit():
        try:
            given = _given(form, len(held))
        except UserError as error:
            said = error.message(i18n.current())
            form.files.errors = [*form.files.errors, said[:1].upper() + said[1:]]
        else:
            for name, data in given:
                exhibits.add(row, key, data, name)
            db.session.commit()
            flash(ngettext("%(num)d file is kept.", "%(num)d files are kept.", len(given)))
            return redirect(url_for("exhibits.index", case_id=row.id, key=key))
    return render_template(
        "exhibits/index.html",
        case=row,
        source=source,
        exhibits=held,
        form=form,
        limit=current_app.config["LARGEST_FILE"] // MEGABYTE,
    ), 422 if form.errors else 200


def _given(form: FilesForm, held: int) -> list[tuple[str, bytes]]:
    """Everything is looked at before anything is kept. Raises UserError."""
    limit = current_app.config["LARGEST_FILE"]
    found = []
    for upload in form.files.data or []:
        if upload and upload.filename:
            data = upload.read()
            if len(data) > limit:
                raise UserError("file_too_large", megabytes=limit // MEGABYTE)
            if not data:
                raise UserError("file_empty")
            found.append((upload.filename, data))
    if not found:
        raise UserError("no_exhibit")
    if held + len(found) > exhibits.MOST:
        raise UserError("too_many_files", value=exhibits.MOST)
    return found


@bp.get("/<int:exhibit_id>")
def original(case_id: str, key: str, exhibit_id: int) -> ResponseReturnValue:
    """The file as it was given, byte for byte; never shown inside our pages."""
    row, _source_row = _source(case_id, key)
    exhibit = _own(row, key, exhibit_id)
    if not storage.path_of(exhibit.sha256).exists():
        abort(404)
    name = exhibit.filename.encode("ascii", "replace").decode().replace("?", "_")
    return attachment(storage.load(exhibit.sha256), "application/octet-stream", name)


@bp.route("/<int:exhibit_id>/delete", methods=["GET", "POST"])
def delete(case_id: str, key: str, exhibit_id: int) -> ResponseReturnValue:
    row, source = _source(case_id, key)
    exhibit = _own(row, key, exhibit_id)
    if FlaskForm().validate_on_submit():
        exhibits.erase(exhibit)
        flash(_("The file is erased."))
        return redirect(url_for("exhibits.index", case_id=row.id, key=key))
    return render_template("exhibits/delete.html", case=row, source=source, exhibit=exhibit)
