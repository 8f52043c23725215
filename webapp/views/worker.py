"""What a worker sees behind a private address: their own questions and answers, nothing else.

No account, no case in the address, no link to any other page. An address that is unknown,
expired or revoked is answered alike.
"""

from __future__ import annotations

from flask import (
    Blueprint,
    Response,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from werkzeug.exceptions import HTTPException

from criteria.model import Catalogue, Question
from rules.model import Answer
from webapp import casework, links
from webapp.db import db
from webapp.models import WorkerLinkRow
from webapp.views import questionnaire
from webapp.views.questionnaire import Filled

bp = Blueprint("worker", __name__, url_prefix="/w/<token>")


def _open(token: str) -> tuple[WorkerLinkRow, Catalogue]:
    """The link and its law; otherwise a page of its own, which leads nowhere."""
    link = links.find(token)
    if link is None:
        raise HTTPException(response=_closed())
    # The worker's own choice prevails over the language that the link was made in.
    if "lang" not in session:
        session["lang"] = link.language
    return link, casework.catalogue(link.case.jurisdiction)


def _closed() -> Response:
    return make_response(render_template("worker/closed.html"), 404)


@bp.get("")
def start(token: str) -> ResponseReturnValue:
    link, law = _open(token)
    if link.opened_at is None:
        link.opened_at = links.now()
        db.session.commit()
    return render_template("worker/start.html", token=token, link=link, run=links.run(link, law))


@bp.route("/questions", methods=["GET", "POST"])
@bp.route("/questions/<question_id>", methods=["GET", "POST"])
def ask(token: str, question_id: str = "") -> ResponseReturnValue:
    """The next question, or the one that is to be changed."""
    link, law = _open(token)
    if request.method == "POST":
        return _answered(token, link, law, bool(question_id))
    run = links.run(link, law)
    question = law.questions.get(question_id)
    if question_id and (question is None or question not in run.answered):
        return redirect(url_for("worker.ask", token=token))
    if question is None:
        following = run.next(frozenset(_later()))
        if following is None:
            return redirect(url_for("worker.answers", token=token))
        question = following.question
    return _page(token, link, law, question, _stored(link, question), bool(question_id))


def _later() -> list[str]:
    return [i for i in request.values.get("later", "").split(",") if i.isidentifier()][-60:]


def _answered(
    token: str, link: WorkerLinkRow, law: Catalogue, changing: bool
) -> ResponseReturnValue:
    run = links.run(link, law)
    offered = {a.question.id for a in run.asks} | {q.id for q in run.answered}
    question = law.questions.get(request.form.get("question", ""))
    if question is None or question.id not in offered:
        return redirect(url_for("worker.ask", token=token))
    put_off = [i for i in _later() if i != question.id]
    if request.form.get("then") == "later":
        return redirect(url_for("worker.ask", token=token, later=",".join([*put_off, question.id])))
    filled = questionnaire.read(question, request.form)
    if filled.value is None and not filled.error:
        filled = Filled(None, filled.note, questionnaire.nothing_chosen())
    if filled.error or filled.value is None:
        return _page(token, link, law, question, filled, changing)
    links.answer(link, question.id, filled.value, filled.note)
    link.finished_at = None
    db.session.commit()
    if changing:
        return redirect(url_for("worker.answers", token=token))
    return redirect(url_for("worker.ask", token=token, later=",".join(put_off) or None))


def _page(
    token: str,
    link: WorkerLinkRow,
    law: Catalogue,
    question: Question,
    filled: Filled,
    changing: bool,
) -> ResponseReturnValue:
    return render_template(
        "worker/ask.html",
        token=token,
        link=link,
        run=links.run(link, law),
        question=question,
        filled=filled,
        changing=changing,
        later=",".join(_later()),
    ), 422 if filled.error else 200


def _stored(link: WorkerLinkRow, question: Question) -> Filled:
    for given in link.answers:
        if given.question == question.id:
            raw = questionnaire.shown(question, given.value)
            return Filled(given.value, given.note, raw=raw)
    return Filled(None, "")


@bp.route("/answers", methods=["GET", "POST"])
def answers(token: str) -> ResponseReturnValue:
    """What was answered, to be read again, changed, and handed in."""
    link, law = _open(token)
    if request.method == "POST" and FlaskForm().validate_on_submit():
        link.finished_at = links.now()
        db.session.commit()
        return redirect(url_for("worker.answers", token=token))
    order = {q: n for n, q in enumerate(law.questions)}
    given = [
        (law.questions[a.question], Answer(a.question, a.value, "", a.note))
        for a in sorted(link.answers, key=lambda a: order.get(a.question, 0))
        if a.question in law.questions
    ]
    return render_template(
        "worker/answers.html", token=token, link=link, run=links.run(link, law), given=given
    )


@bp.after_request
def _private(response: Response) -> Response:
    """The address is the secret: it is given to no other site and no search engine."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


# Strangers may call these: the secret of the address says whom they serve.
for _view in (start, ask, answers):
    _view.requalif_public = True  # type: ignore[attr-defined]
