"""One question a page, in the engine's order, with the reason; three lengths."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from criteria.model import Question
from webapp import casework, lengths
from webapp.models import CaseRow
from webapp.views import questionnaire
from webapp.views.questionnaire import Filled
from webapp.views.shared import assess, get_case, law_of

bp = Blueprint("guided", __name__, url_prefix="/cases/<case_id>/guided")

#: Questions that one address can put off.
MOST_LATER = 60


def _length(name: str) -> lengths.Length:
    found = lengths.lengths().get(name)
    if found is None:
        abort(404)
    return found


def run_of(row: CaseRow, length: lengths.Length) -> lengths.Run:
    return lengths.run(length, casework.to_case(row), law_of(row), assess(row))


def later() -> tuple[str, ...]:
    """Questions put off, in the order in which they were."""
    found = [i for i in request.values.get("later", "").split(",") if i.isidentifier()]
    return tuple(dict.fromkeys(found))[-MOST_LATER:]


@bp.route("/<length>", methods=["GET", "POST"])
def ask(case_id: str, length: str) -> ResponseReturnValue:
    row, chosen = get_case(case_id), _length(length)
    source, put_off = questionnaire.source_of(row), later()
    if request.method == "POST":
        return _answered(row, chosen, source, put_off)
    run = run_of(row, chosen)
    following = run.next(frozenset(put_off))
    if following is None:
        return render_template("guided/done.html", case=row, run=run, source=source)
    question = following.question
    return _page(row, run, question, questionnaire.stored(row, question, source), source, put_off)


def _answered(
    row: CaseRow, chosen: lengths.Length, source: str, put_off: tuple[str, ...]
) -> ResponseReturnValue:
    question = law_of(row).questions.get(request.form.get("question", ""))
    if question is None:
        abort(400)
    onward: dict[str, Any] = {"case_id": row.id, "length": chosen.id, "source": source or None}
    if request.form.get("then") == "later":
        put_off = (*(i for i in put_off if i != question.id), question.id)
        return redirect(url_for("guided.ask", **onward, later=",".join(put_off)))
    filled = questionnaire.read(question, request.form)
    if filled.value is None and not filled.error:
        filled = Filled(None, filled.note, questionnaire.nothing_chosen())
    if filled.error:
        return _page(row, run_of(row, chosen), question, filled, source, put_off)
    questionnaire.save(row, source, [(question, filled)])
    if request.form.get("then") == "leave":
        return redirect(url_for("case.overview", case_id=row.id))
    rest = ",".join(i for i in put_off if i != question.id)
    return redirect(url_for("guided.ask", **onward, later=rest or None))


def _page(
    row: CaseRow,
    run: lengths.Run,
    question: Question,
    filled: Filled,
    source: str,
    put_off: tuple[str, ...],
) -> ResponseReturnValue:
    found = next((a for a in run.asks if a.question.id == question.id), None)
    return render_template(
        "guided/ask.html",
        case=row,
        law=law_of(row),
        run=run,
        ask=found,
        question=question,
        filled=filled,
        source=source,
        later=",".join(put_off),
    ), 422 if filled.error else 200
