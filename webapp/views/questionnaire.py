"""The questionnaire: one topic a page, the most useful first; leave and come back."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

import rules
from criteria.model import Question
from rules.model import Answer
from webapp import casework, changes, i18n, lengths, links, numbers, progress
from webapp.db import db
from webapp.forms import plain
from webapp.models import AnswerRow, CaseRow
from webapp.views.shared import assess, get_case, law_of, partial

bp = Blueprint("questionnaire", __name__, url_prefix="/cases/<case_id>")

Value = bool | int | float | str
LONGEST_NOTE = 5_000


@dataclass(frozen=True, slots=True)
class Filled:
    """What the form holds for one question. ``value`` None: not answered."""

    value: Value | None
    note: str
    error: str = ""
    raw: str = ""


@bp.get("/questions")
def index(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    case, law, assessment = casework.to_case(row), law_of(row), assess(row)
    return render_template(
        "questionnaire/index.html",
        case=row,
        topics=progress.topics(case, law, assessment),
        progress=progress.of(row, law, assessment),
        runs=[lengths.run(x, case, law, assessment) for x in lengths.lengths().values()],
        arrived=links.waiting(row),
    )


@bp.route("/questions/<section>", methods=["GET", "POST"])
def topic(case_id: str, section: str) -> ResponseReturnValue:
    row = get_case(case_id)
    case, law = casework.to_case(row), law_of(row)
    found = _topic(row, section)
    source = source_of(row)
    filled = {q.id: stored(row, q, source) for q in found.questions}
    if request.method == "POST":
        filled = {q.id: read(q, request.form) for q in found.questions}
        clear = request.form.get("clear", "")
        if clear in filled:
            filled[clear] = Filled(None, "")
        if not any(f.error for f in filled.values()):
            save(row, source, [(q, filled[q.id]) for q in found.questions])
            if clear in filled:
                at = url_for("questionnaire.topic", case_id=row.id, section=section, source=source)
                return redirect(f"{at}#q-{clear}")
            if request.form.get("then") == "leave":
                flash(_("Your answers are saved. Come back whenever you like."))
                return redirect(url_for("case.overview", case_id=row.id))
            return redirect(
                url_for("questionnaire.effects", case_id=row.id, section=section, source=source)
            )
    useful = {n.question: n for n in assess(row).next_questions}
    failed = any(f.error for f in filled.values())
    return render_template(
        "questionnaire/topic.html",
        case=row,
        law=law,
        topic=found,
        topics=progress.topics(case, law, assess(row)),
        source=source,
        filled=filled,
        others=_others(row, source),
        useful=useful,
    ), 422 if failed else 200


@bp.get("/questions/<section>/effects")
def effects(case_id: str, section: str) -> ResponseReturnValue:
    """What the answers to this topic changed, together and one by one."""
    row = get_case(case_id)
    case, law = casework.to_case(row), law_of(row)
    found, source, lang = _topic(row, section), source_of(row), i18n.current()
    ids = {q.id for q in found.questions}
    mine = tuple(a for a in case.answers if a.question in ids and a.source == source)
    each = [(a, changes.without(case, law, (a,), lang)) for a in mine]
    others = [
        t for t in progress.topics(case, law, assess(row)) if t.section.id != section and t.left
    ]
    return render_template(
        "questionnaire/effects.html",
        case=row,
        law=law,
        topic=found,
        source=source,
        together=changes.without(case, law, mine, lang),
        each=each,
        next=others[0] if others else None,
    )


@bp.post("/answers/<question_id>")
def answer(case_id: str, question_id: str) -> ResponseReturnValue:
    """Saves one answer as it is given; says what it changed."""
    row = get_case(case_id)
    law = law_of(row)
    question = law.questions.get(question_id)
    if question is None:
        abort(404)
    source = source_of(row)
    filled = read(question, request.form)
    before, held = assess(row), stored(row, question, source)
    if not filled.error:
        save(row, source, [(question, filled)])
    if not partial():
        at = url_for("questionnaire.topic", case_id=row.id, section=question.section, source=source)
        return redirect(f"{at}#q-{question_id}")
    # A note added to an answer moves nothing: what the answer itself changed is still told.
    same = held.value is not None and filled.value == held.value
    mine = tuple(
        a
        for a in casework.to_case(row).answers
        if same and a.question == question.id and a.source == source
    )
    return render_template(
        "questionnaire/saved.html",
        law=law,
        question=question,
        filled=filled,
        difference=changes.without(casework.to_case(row), law, mine, i18n.current())
        if mine
        else changes.between(before, assess(row)),
    )


@bp.get("/answers")
def answers(case_id: str) -> ResponseReturnValue:
    """Every answer given, with what each changes and a way back to it."""
    row = get_case(case_id)
    case, law, lang = casework.to_case(row), law_of(row), i18n.current()
    by_section: dict[str, list[tuple[Question, Answer, changes.Difference]]] = {}
    for given in case.answers:
        question = law.questions.get(given.question)
        if question is not None:
            effect = changes.without(case, law, (given,), lang)
            by_section.setdefault(question.section, []).append((question, given, effect))
    left = [t for t in progress.topics(case, law, assess(row)) if t.left]
    return render_template(
        "questionnaire/answers.html",
        case=row,
        law=law,
        given=by_section,
        left={t.section.id: t.left for t in left},
        unknown=sum(a.value == "unknown" for a in case.answers),
        total=len({a.question for a in case.answers}),
    )


def _topic(row: CaseRow, section: str) -> progress.Topic:
    case, law = casework.to_case(row), law_of(row)
    for found in progress.topics(case, law, assess(row)):
        if found.section.id == section:
            return found
    abort(404)


def source_of(row: CaseRow) -> str:
    """Whose answers these are: the key of a source of the case, or "". Where the address does
    not say, the source that has answered most so far."""
    key = request.values.get("source")
    if key is None:
        given = Counter(a.source_key for a in row.answers)
        key = given.most_common(1)[0][0] if given else ""
    return key if any(s.key == key for s in row.sources) else ""


def _others(row: CaseRow, source: str) -> dict[str, list[tuple[str, Answer]]]:
    """What other sources answered, by question: (label of the source, answer)."""
    labels = {s.key: s.label or s.key for s in row.sources}
    found: dict[str, list[tuple[str, Answer]]] = {}
    for held in row.answers:
        if held.source_key != source:
            label = labels.get(held.source_key, "") or _("Without a source")
            said = Answer(held.question, held.value, held.source_key, held.note)
            found.setdefault(held.question, []).append((label, said))
    return found


def stored(row: CaseRow, question: Question, source: str) -> Filled:
    for given in row.answers:
        if given.question == question.id and given.source_key == source:
            return Filled(given.value, given.note, raw=shown(question, given.value))
    return Filled(None, "")


def shown(question: Question, value: Value) -> str:
    if value == "unknown" or question.type in ("yes_no", "choice"):
        return ""
    if question.type in ("number", "money") and isinstance(value, int | float):
        return i18n.number(value, "0.##########")
    return str(value)


def read(question: Question, form: Mapping[str, str]) -> Filled:
    """The answer to one question out of the fields a-<id> (answer), u-<id> (unknown), n-<id>."""
    raw = plain(form.get(f"a-{question.id}")).strip()
    note = plain(form.get(f"n-{question.id}")).strip()
    if len(note) > LONGEST_NOTE:
        return Filled(None, note, _("Shorten the note: 5,000 characters at most."), raw)
    unknown = form.get(f"u-{question.id}")
    if raw and unknown:
        said = _("Give an answer or tick “I do not know”, not both.")
        return Filled(None, note, said, raw)
    if raw == "unknown" or unknown:
        return Filled("unknown", note)
    if not raw:
        said = _("Choose an answer for the note to be kept; “I do not know” is one.")
        return Filled(None, note, said if note else "")
    value: Value = raw
    if question.type == "yes_no":
        value = {"true": True, "false": False}.get(raw, raw)
    elif question.type in ("number", "money"):
        number = numbers.parse(raw)
        if number is None:
            return Filled(None, note, _("Write a number, for example 12 or 12.5."), raw)
        value = number
    elif question.type == "date":
        try:
            value = dt.date.fromisoformat(raw).isoformat()
        except ValueError:
            said = _("Give a date as day, month and year, for example 1 March 2026 (2026-03-01).")
            return Filled(None, note, said, raw)
    elif len(raw) > LONGEST_NOTE:
        return Filled(None, note, _("Shorten this text: 5,000 characters at most."), raw)
    if rules.wrong_answer(question, value):
        return Filled(None, note, _("Choose one of the answers."), raw)
    return Filled(value, note, raw=raw)


def nothing_chosen() -> str:
    return str(_("Choose an answer; “I do not know” is one."))


def save(row: CaseRow, source: str, given: list[tuple[Question, Filled]]) -> None:
    """Stores answers. The same answer may arrive twice at once, saved as one goes and with its
    page: the second finds it there and writes over it."""
    for attempt in (1, 2):
        for question, filled in given:
            store(row, question, source, filled)
        row.touch()
        try:
            db.session.commit()
        except IntegrityError:
            db.session.rollback()
            if attempt == 2:
                raise
        else:
            break
    db.session.expire_all()


def store(row: CaseRow, question: Question, source: str, filled: Filled) -> None:
    """Writes, replaces or clears one answer."""
    held = next(
        (a for a in row.answers if a.question == question.id and a.source_key == source), None
    )
    if filled.value is None:
        if held is not None:
            row.answers.remove(held)
        return
    if held is None:
        held = AnswerRow(question=question.id, source_key=source)
        row.answers.append(held)
    held.value, held.note = filled.value, filled.note
