"""Going through many proposals: the next one, rejecting with a reason, undoing the last
decision, accepting together above a score. More pages of the review's blueprint."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_wtf import FlaskForm

from webapp import casework, changes, counting, i18n, marking
from webapp.db import db
from webapp.models import CaseRow, DocumentRow, FindingRow
from webapp.views import review
from webapp.views.shared import get_case, law_of, own, partial

#: Scores, in hundredths, between which a person may choose, and the one offered first.
LOWEST, HIGHEST, OFFERED = 50, 99, 90
#: Passages that the page of a bulk acceptance shows in full.
SHOWN = 100


@review.bp.get("/review/next")
def next_one(case_id: str, document_id: int) -> ResponseReturnValue:
    """On to the first passage to decide below clause ``after``, or from the top again."""
    row, document = review.ready(case_id, document_id)
    after = request.args.get("after", -1, type=int)
    found = review.by_clause(document)
    waiting = review.shown(document, found, "todo")
    if not waiting:
        return redirect(url_for("review.show", case_id=row.id, document_id=document.id))
    index = next((i for i in waiting if i > after), waiting[0])
    finding = next(f for f in found[index] if f.status == "proposed")
    page = review.page_of(waiting, index)
    at = url_for(
        "review.show",
        case_id=row.id,
        document_id=document.id,
        show="todo",
        page=page if page > 1 else None,
    )
    return redirect(f"{at}#finding-{finding.id}")


@review.bp.get("/clauses/<int:index>")
def at_clause(case_id: str, document_id: int, index: int) -> ResponseReturnValue:
    """The clause in the whole text, on whichever page it stands."""
    row, document = review.ready(case_id, document_id)
    if index >= len(document.clauses):
        abort(404)
    page = index // review.PER_PAGE + 1
    at = url_for(
        "review.show",
        case_id=row.id,
        document_id=document.id,
        show="all",
        page=page if page > 1 else None,
    )
    return redirect(f"{at}#clause-{index}")


@review.bp.route("/findings/<int:finding_id>/reject", methods=["GET", "POST"])
def reject(case_id: str, document_id: int, finding_id: int) -> ResponseReturnValue:
    """Rejects and keeps why: who reads the case later need not wonder."""
    row, document = review.ready(case_id, document_id)
    finding = own(row, FindingRow, finding_id)
    if finding.document_id != document.id:
        abort(404)
    form, fault = FlaskForm(), False
    if form.validate_on_submit():
        reason = request.form.get("reason", "")
        if reason in review.REASONS:
            review.settle(finding, "rejected", reason)
            row.touch()
            db.session.commit()
            return review.answer(row, document, finding.clause or 0, finding_id)
        fault = True
    index = finding.clause or 0
    return render_template(
        "review/reject_form.html" if partial() else "review/reject.html",
        case=row,
        law=law_of(row),
        document=document,
        finding=finding,
        reasons=review.REASONS,
        fault=fault,
        clause=marking.view(document, review.text_of(document), index, [], None),
        show=request.values.get("show", ""),
        page=request.values.get("page", ""),
    ), 422 if fault else 200


@review.bp.post("/review/undo")
def undo_last(case_id: str, document_id: int) -> ResponseReturnValue:
    """Takes back the last decision on this document; again, the one before it."""
    row, document = review.ready(case_id, document_id)
    decided = [f for f in document.findings if f.decided_at is not None]
    if not decided:
        return review.answer(row, document, 0, None)
    last = max(decided, key=lambda f: (f.decided_at or dt.datetime.min, f.id))
    index = last.clause or 0
    batch = review.together(document).get(last.batch, []) if last.batch else []
    for finding in batch or [last]:
        review.undo(finding)
    row.touch()
    db.session.commit()
    flash(_("The last decision is undone: the passage waits for you again."))
    # What was undone is to be decided: it stands under "to review", wherever one was.
    at = url_for("review.next_one", case_id=row.id, document_id=document.id, after=index - 1)
    return redirect(at)


# -- together --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Together:
    """What one score lets through. ``least``: the lowest score among it."""

    above: int
    findings: tuple[FindingRow, ...]
    left: int
    effect: changes.Difference


@review.bp.route("/review/together", methods=["GET", "POST"])
def accept_together(case_id: str, document_id: int) -> ResponseReturnValue:
    """Shows what a score lets through and what it would change; accepts it when confirmed.

    Nobody reads each of them: they count as the automatic reading does, and the report says so
    until a person confirms them one by one.
    """
    row, document = review.ready(case_id, document_id)
    above, fault = _score(request.values.get("above", ""))
    chosen = _above(document, above)
    form = FlaskForm()
    stale = False
    if not fault and form.validate_on_submit():
        stale = request.form.get("count", type=int) != len(chosen)
        if chosen and not stale:
            return _accept(row, document, chosen)
    proposed = sum(f.status == "proposed" for f in document.findings)
    return render_template(
        "review/together.html",
        case=row,
        law=law_of(row),
        document=document,
        t_=Together(above, tuple(chosen[:SHOWN]), proposed - len(chosen), _effect(row, chosen)),
        count=len(chosen),
        raw=request.values.get("above", str(OFFERED)) if fault else str(above),
        fault=fault,
        stale=stale,
        lowest=LOWEST,
        highest=HIGHEST,
    ), 422 if fault or stale else 200


def _score(raw: str) -> tuple[int, bool]:
    """(score in hundredths, whether what was written is none)."""
    bare = raw.strip().rstrip("%").strip()
    if not bare:
        return OFFERED, False
    if bare.isdecimal() and LOWEST <= int(bare) <= HIGHEST:
        return int(bare), False
    return OFFERED, True


def _above(document: DocumentRow, above: int) -> list[FindingRow]:
    """Proposals from that score on, the least sure first: those are the ones to look at."""
    found = [
        f
        for f in document.findings
        if f.status == "proposed" and f.score is not None and round(f.score * 100, 2) >= above
    ]
    return sorted(found, key=lambda f: (f.score or 0.0, f.id))


def _effect(row: CaseRow, chosen: list[FindingRow]) -> changes.Difference:
    """The case with these proposals counted, against the case as it is."""
    law, lang, ids = law_of(row), i18n.current(), {f.id for f in chosen}
    counted = counting.case_with(row, lambda f: "accepted" if f.id in ids else f.status)
    return changes.between(
        casework.assess(casework.to_case(row), law, lang=lang),
        casework.assess(counted, law, lang=lang),
    )


def _accept(row: CaseRow, document: DocumentRow, chosen: list[FindingRow]) -> ResponseReturnValue:
    batch = secrets.token_hex(6)
    for finding in chosen:
        review.settle(finding, "accepted")
        finding.automatic, finding.batch = True, batch
    row.touch()
    db.session.commit()
    flash(
        ngettext(
            "%(num)d passage is accepted together and counted without review.",
            "%(num)d passages are accepted together and counted without review.",
            len(chosen),
        )
    )
    return redirect(url_for("review.show", case_id=row.id, document_id=document.id))


@review.bp.post("/review/together/undo")
def undo_together(case_id: str, document_id: int) -> ResponseReturnValue:
    """Those of a batch that nobody has confirmed or rejected since wait again."""
    row = get_case(case_id)
    document = own(row, DocumentRow, document_id)
    batch = review.together(document).get(request.form.get("batch", ""), [])
    for finding in batch:
        review.undo(finding)
    row.touch()
    db.session.commit()
    if batch:
        flash(
            ngettext(
                "%(num)d passage waits for your decision again.",
                "%(num)d passages wait for your decision again.",
                len(batch),
            )
        )
    return redirect(url_for("review.show", case_id=row.id, document_id=document.id))
