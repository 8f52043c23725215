"""Cases in and out: CASE.json, alone or in a ZIP with its documents."""

from __future__ import annotations

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

import rules
from rules.errors import CaseError
from webapp import bundle, casework, i18n, reading, storage
from webapp.errors import UserError
from webapp.forms import ImportForm
from webapp.models import CaseRow
from webapp.settings import MEGABYTE
from webapp.views.result import attachment, filename
from webapp.views.shared import get_case

bp = Blueprint("exchange", __name__)


@bp.route("/cases/import", methods=["GET", "POST"])
def import_case() -> ResponseReturnValue:
    form = ImportForm()
    if form.validate_on_submit():
        try:
            row, supplied = _import(form)
        except (CaseError, UserError) as error:
            said = error.message(i18n.current()).splitlines()
            form.case.errors = [*form.case.errors, *(s[:1].upper() + s[1:] for s in said[:50])]
        else:
            return _welcome(row, supplied)
    limit = current_app.config["LARGEST_FILE"] // MEGABYTE
    return render_template("exchange/import.html", form=form, limit=limit), (
        422 if form.errors else 200
    )


def _import(form: ImportForm) -> tuple[CaseRow, int]:
    upload = form.case.data
    if not upload or not upload.filename:
        raise UserError("no_case_file")
    given = bundle.unpack(upload.read(), current_app.config["LARGEST_FILE"])
    for file in form.documents.data or []:
        if file and file.filename:
            given.files[storage.safe_name(file.filename)] = file.read()
    return bundle.store(given)


def _welcome(row: CaseRow, supplied: int) -> ResponseReturnValue:
    workers = [reading.start(d.id) for d in row.documents if d.status == "reading"]
    for worker in workers:
        worker.join(current_app.config["READING_PATIENCE"] / len(workers))
    missing = sum(d.status == "missing" for d in row.documents)
    flash(_("The case is imported."))
    if missing:
        flash(
            ngettext(
                "%(num)d document is missing: supply it under Documents.",
                "%(num)d documents are missing: supply them under Documents.",
                missing,
            )
        )
    return redirect(url_for("case.overview", case_id=row.id))


@bp.get("/cases/<case_id>/case.json")
def export_json(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    data = rules.dump(rules.case_to_json(casework.to_case(row)))
    return attachment(data, "application/json", filename(row, "case.json"))


@bp.get("/cases/<case_id>/case.zip")
def export_zip(case_id: str) -> ResponseReturnValue:
    """The case file with its documents beside it: what ``assess`` and the import take."""
    row = get_case(case_id)
    return attachment(bundle.pack(row), "application/zip", filename(row, "zip"))
