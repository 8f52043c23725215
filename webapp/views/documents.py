"""A platform's terms: upload or paste, follow the reading, get the original back."""

from __future__ import annotations

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from sqlalchemy import delete as sql_delete

from webapp import casework, i18n, reading, storage
from webapp.db import db
from webapp.errors import UserError
from webapp.forms import DocumentForm, VersionForm
from webapp.models import AnswerRow, CaseRow, DocumentRow, FindingRow, SourceRow
from webapp.settings import MEGABYTE
from webapp.views.result import attachment
from webapp.views.shared import get_case, own, partial

bp = Blueprint("documents", __name__, url_prefix="/cases/<case_id>/documents")


def counts(document: DocumentRow) -> dict[str, int]:
    """How many findings of a document stand in which status."""
    result = {"proposed": 0, "accepted": 0, "rejected": 0, "automatic": 0}
    for finding in document.findings:
        result[finding.status] += 1
        result["automatic"] += finding.automatic
    return result


@bp.get("")
def index(case_id: str) -> ResponseReturnValue:
    reading.expire()
    row = get_case(case_id)
    return render_template(
        "documents/index.html", case=row, counts={d.id: counts(d) for d in row.documents}
    )


@bp.route("/new", methods=["GET", "POST"])
def new(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    form = DocumentForm()
    replaces = request.values.get("replaces", type=int)
    missing = own(row, DocumentRow, replaces) if replaces else None
    if missing is not None and missing.status != "missing":
        abort(404)
    if request.method == "GET" and missing is not None:
        form.title.data, form.version_date.data = missing.title, missing.version_date
        form.until.data = missing.until
    if form.validate_on_submit():
        try:
            given = _given(form)
        except UserError as error:
            form.file.errors = [*form.file.errors, _sentence(error.message(i18n.current()))]
        else:
            document = _add(row, form, given, missing)
            document_id = document.id
            reading.start(document_id).join(current_app.config["READING_PATIENCE"])
            db.session.expire_all()
            at_once = db.session.get(DocumentRow, document_id)
            if at_once and at_once.status == "failed" and not at_once.sha256 and at_once.fault:
                # A file that cannot be read leaves nothing behind but the reason.
                form.file.errors = [*form.file.errors, at_once.fault[i18n.current()]]
                erase(at_once)
            else:
                return redirect(url_for("documents.show", case_id=case_id, document_id=document_id))
    limit = current_app.config["LARGEST_FILE"] // MEGABYTE
    return render_template(
        "documents/new.html", case=row, form=form, limit=limit, missing=missing
    ), 422 if form.errors else 200


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _given(form: DocumentForm) -> tuple[bytes, str]:
    """The file or the pasted text; exactly one of them."""
    upload, text = form.file.data, (form.text.data or "")
    has_file = bool(upload and upload.filename)
    if has_file and text.strip():
        raise UserError("two_files")
    if not has_file and not text.strip():
        raise UserError("no_file")
    if has_file:
        data, name = upload.read(), storage.safe_name(upload.filename)
    else:
        data, name = text.replace("\r\n", "\n").encode("utf-8"), "texte.txt"
    limit = current_app.config["LARGEST_FILE"]
    if len(data) > limit:
        raise UserError("file_too_large", megabytes=limit // MEGABYTE)
    return data, name


def _add(
    row: CaseRow, form: DocumentForm, given: tuple[bytes, str], missing: DocumentRow | None
) -> DocumentRow:
    data, name = given
    title = (form.title.data or "").strip() or name
    document = missing or DocumentRow(
        source_key=casework.new_key((s.key for s in row.sources), "d")
    )
    document.title, document.version_date = title, form.version_date.data
    document.until = form.until.data
    reading.attach(document, data, name)
    if missing is None:
        row.sources.append(
            SourceRow(
                key=document.source_key, kind="document", label=title, date=document.version_date
            )
        )
        row.documents.append(document)
    row.touch()
    db.session.commit()
    return document


@bp.get("/<int:document_id>")
def show(case_id: str, document_id: int) -> ResponseReturnValue:
    """How the reading goes; on to the review once it is done."""
    reading.expire()
    row = get_case(case_id)
    document = own(row, DocumentRow, document_id)
    if document.status == "ready":
        at = url_for("review.show", case_id=row.id, document_id=document.id)
        if partial():
            return "", 200, {"HX-Redirect": at}
        return redirect(at)
    return render_template(
        "documents/status.html" if partial() else "documents/show.html",
        case=row,
        document=document,
    )


@bp.route("/<int:document_id>/edit", methods=["GET", "POST"])
def edit(case_id: str, document_id: int) -> ResponseReturnValue:
    """Title and dates: which version it is and how long it applied."""
    row = get_case(case_id)
    document = own(row, DocumentRow, document_id)
    form = VersionForm(obj=document)
    if form.validate_on_submit():
        title = (form.title.data or "").strip() or document.title
        for source in row.sources:
            # A source that was renamed or dated by hand keeps what it was given.
            if source.key == document.source_key:
                source.label = title if source.label == document.title else source.label
                if source.date == document.version_date:
                    source.date = form.version_date.data
        document.title, document.version_date = title, form.version_date.data
        document.until = form.until.data
        row.touch()
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for("documents.index", case_id=row.id))
    return render_template(
        "documents/edit.html", case=row, form=form, document=document
    ), 422 if form.errors else 200


@bp.post("/<int:document_id>/again")
def again(case_id: str, document_id: int) -> ResponseReturnValue:
    """Starts a reading that failed once more."""
    row = get_case(case_id)
    document = own(row, DocumentRow, document_id)
    if FlaskForm().validate_on_submit() and document.status == "failed" and document.sha256:
        reading.mark(document)
        db.session.commit()
        reading.start(document_id).join(current_app.config["READING_PATIENCE"])
        db.session.expire_all()
    return redirect(url_for("documents.show", case_id=row.id, document_id=document_id))


@bp.get("/<int:document_id>/original")
def original(case_id: str, document_id: int) -> ResponseReturnValue:
    """The file as it was given, byte for byte; never shown inside our pages."""
    document = own(get_case(case_id), DocumentRow, document_id)
    if not document.sha256 or not storage.path_of(document.sha256).exists():
        abort(404)
    name = document.filename.encode("ascii", "replace").decode().replace("?", "_")
    return attachment(storage.load(document.sha256), "application/octet-stream", name)


@bp.route("/<int:document_id>/delete", methods=["GET", "POST"])
def delete(case_id: str, document_id: int) -> ResponseReturnValue:
    row = get_case(case_id)
    document = own(row, DocumentRow, document_id)
    form = FlaskForm()
    if form.validate_on_submit():
        erase(document)
        flash(_("The document, its text and what was found in it are erased."))
        return redirect(url_for("documents.index", case_id=row.id))
    return render_template(
        "documents/delete.html", case=row, document=document, form=form, counts=counts(document)
    )


def erase(document: DocumentRow) -> None:
    """The document, its findings, its source unless something else refers to it, its files."""
    row, key = document.case, document.source_key
    hashes = storage.hashes_of([document])
    db.session.execute(sql_delete(FindingRow).where(FindingRow.document_id == document.id))
    db.session.delete(document)
    db.session.flush()
    db.session.expire_all()
    used = db.session.query(FindingRow.id).filter_by(case_id=row.id, source_key=key).first()
    used = used or db.session.query(AnswerRow.id).filter_by(case_id=row.id, source_key=key).first()
    used = (
        used or db.session.query(DocumentRow.id).filter_by(case_id=row.id, source_key=key).first()
    )
    if not used:
        for source in list(row.sources):
            if source.key == key:
                row.sources.remove(source)
    row.touch()
    db.session.commit()
    storage.sweep(hashes)
