"""Reading over the reader's shoulder: each clause, what was found in it, yes or no."""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms.validators import InputRequired

from nlp.errors import warning_text
from webapp import i18n, marking, storage
from webapp.db import db
from webapp.forms import STATES, Select, picks
from webapp.models import CaseRow, DocumentRow, FindingRow
from webapp.views import documents
from webapp.views.findings import choices
from webapp.views.shared import get_case, law_of, own, partial

bp = Blueprint("review", __name__, url_prefix="/cases/<case_id>/documents/<int:document_id>")

PER_PAGE = 40
FILTERS = ("todo", "accepted", "rejected", "automatic", "found", "all")
STATUS = {"todo": ("proposed",), "accepted": ("accepted",), "rejected": ("rejected",)}
#: Why a proposal is rejected, as codes; the words are in ``review/pieces.html``.
REASONS = ("not_said", "opposite", "someone_else", "other_indicator", "repeated", "other")


class LabelForm(FlaskForm):  # type: ignore[misc]
    indicator = Select(validators=[InputRequired()])
    state = Select(choices=picks(STATES), validators=[InputRequired()])


def ready(case_id: str, document_id: int) -> tuple[CaseRow, DocumentRow]:
    row = get_case(case_id)
    document = own(row, DocumentRow, document_id)
    if document.status != "ready":
        abort(404)
    return row, document


def text_of(document: DocumentRow) -> str:
    return storage.load(document.text_sha256).decode("utf-8")


def by_clause(document: DocumentRow) -> dict[int, list[FindingRow]]:
    found: dict[int, list[FindingRow]] = {}
    for finding in document.findings:
        if finding.clause is not None:
            found.setdefault(finding.clause, []).append(finding)
    return found


def shown(document: DocumentRow, found: dict[int, list[FindingRow]], show: str) -> list[int]:
    """Indexes of the clauses that a filter lets through."""
    if show == "all":
        return list(range(len(document.clauses)))
    if show == "found":
        return sorted(found)
    if show == "automatic":
        return sorted(i for i, fs in found.items() if any(f.automatic for f in fs))
    return sorted(i for i, fs in found.items() if any(f.status in STATUS[show] for f in fs))


def page_of(indexes: list[int], index: int) -> int:
    """The page of the review on which a clause stands."""
    return indexes.index(index) // PER_PAGE + 1 if index in indexes else 1


def settle(finding: FindingRow, status: str, reason: str = "") -> None:
    """A person's decision on one finding."""
    finding.status, finding.reason = status, reason
    finding.automatic, finding.batch = False, ""
    finding.decided_at = dt.datetime.now(dt.UTC).replace(tzinfo=None)


@bp.get("/review")
def show(case_id: str, document_id: int) -> ResponseReturnValue:
    row, document = ready(case_id, document_id)
    found, counts = by_clause(document), documents.counts(document)
    wanted = request.args.get("show", "")
    if wanted not in FILTERS:
        wanted = "todo" if counts["proposed"] else "found"
    indexes = shown(document, found, wanted)
    pages = max(1, -(-len(indexes) // PER_PAGE))
    page = min(max(request.args.get("page", 1, type=int), 1), pages)
    text, views, before = text_of(document), [], None
    for index in indexes[(page - 1) * PER_PAGE : page * PER_PAGE]:
        views.append(marking.view(document, text, index, found.get(index, []), before))
        before = views[-1].heading
    done = request.args.get("done", type=int)
    decided = next((f for f in document.findings if f.id == done), None)
    return render_template(
        "review/show.html",
        case=row,
        document=document,
        law=law_of(row),
        clauses=views,
        counts=counts,
        total=len(document.clauses),
        shown=len(indexes),
        show=wanted,
        page=page,
        pages=pages,
        decided=decided,
        after=decided.clause if decided else None,
        together=together(document),
        undoable=any(f.decided_at for f in document.findings),
        warnings=[warning_text(w, i18n.current()) for w in document.warnings],
    )


def together(document: DocumentRow) -> dict[str, list[FindingRow]]:
    """What was decided together and not one by one since, by batch."""
    batches: dict[str, list[FindingRow]] = {}
    for finding in document.findings:
        if finding.batch:
            batches.setdefault(finding.batch, []).append(finding)
    return batches


@bp.post("/findings/<int:finding_id>")
def decide(case_id: str, document_id: int, finding_id: int) -> ResponseReturnValue:
    """``action``: accept, reject or undo."""
    row, document = ready(case_id, document_id)
    finding = own(row, FindingRow, finding_id)
    if finding.document_id != document.id:
        abort(404)
    action = request.form.get("action", "")
    if action in ("accept", "reject"):
        settle(finding, f"{action}ed")
    elif action == "undo":
        undo(finding)
    else:
        abort(400)
    row.touch()
    db.session.commit()
    return answer(row, document, finding.clause or 0, finding_id if action != "undo" else None)


def undo(finding: FindingRow) -> None:
    """Back to what the reader proposed; a label added by hand goes. A proposal that an imported
    case brought along, and that this reading did not find again, waits as it came."""
    if not finding.proposed_indicator and finding.origin != "reader":
        db.session.delete(finding)
        return
    settle(finding, "proposed")
    finding.decided_at = None
    if finding.proposed_indicator:
        finding.indicator, finding.state = finding.proposed_indicator, finding.proposed_state


@bp.route("/findings/<int:finding_id>/label", methods=["GET", "POST"])
def relabel(case_id: str, document_id: int, finding_id: int) -> ResponseReturnValue:
    row, document = ready(case_id, document_id)
    finding = own(row, FindingRow, finding_id)
    if finding.document_id != document.id:
        abort(404)
    form = _label_form(row, finding.indicator, finding.state)
    if form.validate_on_submit():
        finding.indicator, finding.state = form.indicator.data, form.state.data
        settle(finding, "accepted")
        row.touch()
        db.session.commit()
        return answer(row, document, finding.clause or 0, finding_id)
    return _label_page(row, document, form, finding.clause or 0, finding)


@bp.route("/clauses/<int:index>/label", methods=["GET", "POST"])
def add(case_id: str, document_id: int, index: int) -> ResponseReturnValue:
    """An indicator that the reader missed."""
    row, document = ready(case_id, document_id)
    if index >= len(document.clauses):
        abort(404)
    form = _label_form(row, "", "present")
    if form.validate_on_submit():
        clause = document.clauses[index]
        finding = FindingRow(
            case_id=row.id,
            indicator=form.indicator.data,
            state=form.state.data,
            kind="stipulation",
            source_key=document.source_key,
            quote=text_of(document)[clause["start"] : clause["end"]],
            origin="person",
            start=clause["start"],
            end=clause["end"],
            page=clause["page"],
            heading=clause["heading"],
            clause=index,
            decided_at=dt.datetime.now(dt.UTC).replace(tzinfo=None),
        )
        document.findings.append(finding)
        row.touch()
        db.session.commit()
        return answer(row, document, index, finding.id)
    return _label_page(row, document, form, index, None)


def _label_form(row: CaseRow, indicator: str, state: str) -> LabelForm:
    form = LabelForm(indicator=indicator, state=state)
    form.indicator.choices = choices(row, empty=not indicator)
    return form


def _label_page(
    row: CaseRow, document: DocumentRow, form: LabelForm, index: int, finding: FindingRow | None
) -> ResponseReturnValue:
    return render_template(
        "review/label_form.html" if partial() else "review/label.html",
        case=row,
        law=law_of(row),
        document=document,
        form=form,
        finding=finding,
        clause=marking.view(document, text_of(document), index, [], None),
        show=request.values.get("show", ""),
        page=request.values.get("page", ""),
    ), 422 if form.errors else 200


def answer(
    row: CaseRow, document: DocumentRow, index: int, decided: int | None
) -> ResponseReturnValue:
    """The clause alone for htmx; otherwise back to the page, to the same clause."""
    show = request.values.get("show", "")
    page = request.values.get("page", 1, type=int)
    if not partial():
        at = url_for(
            "review.show",
            case_id=row.id,
            document_id=document.id,
            show=show or None,
            page=page if page > 1 else None,
            done=decided,
        )
        return redirect(f"{at}#clause-{index}")
    db.session.expire_all()
    found = by_clause(document).get(index, [])
    view = marking.view(document, text_of(document), index, found, None)
    return render_template(
        "review/clause_swap.html",
        case=row,
        law=law_of(row),
        document=document,
        clause=view,
        counts=documents.counts(document),
        total=len(document.clauses),
        decided=next((f for f in found if f.id == decided), None),
        show=show,
        page=page,
        focus=decided,
        together=together(document),
    )
