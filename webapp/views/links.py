"""Asking a worker by a private address: make it, end it, decide on what arrives."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length, ValidationError

from rules.model import Answer
from webapp import casework, i18n, lengths, links
from webapp.db import db
from webapp.forms import Radio, Select, picks, plain
from webapp.models import CaseRow, SourceRow, WorkerAnswerRow, WorkerLinkRow
from webapp.views.shared import LARGEST_ID, get_case, law_of

bp = Blueprint("links", __name__, url_prefix="/cases/<case_id>/links")

NEW = "+"


class LinkForm(FlaskForm):  # type: ignore[misc]
    source = Select(_l("Whose answers will these be?"))
    label = StringField(
        _l("Pseudonym of a new person"),
        [Length(max=300, message=_l("Shorten this text: 300 characters at most."))],
        filters=[plain],
    )
    length = Radio(_l("How long?"), validators=[InputRequired()])
    days = Select(_l("Open for"), coerce=int)
    language = Select(_l("Language"), choices=picks(i18n.LANGUAGES.items()))

    def validate_label(self, field: StringField) -> None:
        if self.source.data == NEW and not (field.data or "").strip():
            raise ValidationError(_l("Give a pseudonym, for example W3."))


def _form(row: CaseRow) -> LinkForm:
    form = LinkForm()
    people = [(s.key, s.label or s.key) for s in row.sources if s.kind == "testimony"]
    form.source.choices = picks([*people, (NEW, _("A new person"))])
    form.length.choices = picks((x.id, i18n.say(x.title)) for x in lengths.lengths().values())
    form.days.choices = picks(
        (str(n), ngettext("%(num)d day", "%(num)d days", n)) for n in links.DAYS
    )
    if request.method == "GET":
        keys = {key for key, _label in people}
        asked = request.args.get("source", "")
        form.source.data = asked if asked in keys else NEW
        form.length.data, form.days.data, form.language.data = "short", 7, i18n.current()
    return form


@bp.get("")
def index(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    return render_template(
        "links/index.html",
        case=row,
        labels={s.key: s.label or s.key for s in row.sources},
        state=links.state,
        lengths=lengths.lengths(),
    )


@bp.route("/new", methods=["GET", "POST"])
def new(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    form = _form(row)
    if form.validate_on_submit():
        key = form.source.data
        if key == NEW:
            key = casework.new_key((s.key for s in row.sources), "t")
            label = form.label.data.strip()
            row.sources.append(SourceRow(key=key, kind="testimony", label=label))
        link, token = links.create(row, key, form.length.data, form.days.data, form.language.data)
        row.touch()
        db.session.commit()
        # The only time that the address can be shown: this page is the answer to the form.
        return render_template(
            "links/made.html",
            case=row,
            link=link,
            address=url_for("worker.start", token=token, _external=True),
        )
    return render_template("links/new.html", case=row, form=form, new_person=NEW), (
        422 if form.errors else 200
    )


def _own(row: CaseRow, number: int) -> WorkerLinkRow:
    found = db.session.get(WorkerLinkRow, number) if number <= LARGEST_ID else None
    if found is None or found.case_id != row.id:
        abort(404)
    return found


@bp.post("/<int:link_id>/revoke")
def revoke(case_id: str, link_id: int) -> ResponseReturnValue:
    row = get_case(case_id)
    link = _own(row, link_id)
    if FlaskForm().validate_on_submit() and link.revoked_at is None:
        link.revoked_at = links.now()
        db.session.commit()
        flash(_("The address opens nothing any more. What was answered stays here."))
    return redirect(url_for("links.index", case_id=row.id))


@bp.get("/<int:link_id>")
def show(case_id: str, link_id: int) -> ResponseReturnValue:
    """What arrived, answer by answer, with what each would state."""
    row = get_case(case_id)
    link, law = _own(row, link_id), law_of(row)
    held = {a.question: a for a in row.answers if a.source_key == link.source_key}
    given = [
        (a, law.questions[a.question], Answer(a.question, a.value), links.states(a, law))
        for a in link.answers
        if a.question in law.questions
    ]
    order = {q: n for n, q in enumerate(law.questions)}
    return render_template(
        "links/show.html",
        case=row,
        link=link,
        law=law,
        given=sorted(given, key=lambda g: order[g[0].question]),
        held={q: Answer(q, a.value) for q, a in held.items()},
        label=next((s.label or s.key for s in row.sources if s.key == link.source_key), ""),
        state=links.state(link),
    )


@bp.post("/<int:link_id>/answers")
def decide(case_id: str, link_id: int) -> ResponseReturnValue:
    """``action``: accept, reject or undo, followed by the number of an answer or "all"."""
    row = get_case(case_id)
    link = _own(row, link_id)
    verb, _colon, which = request.form.get("action", "").partition(":")
    act = {"accept": links.accept, "reject": links.reject, "undo": links.undo}.get(verb)
    chosen: list[WorkerAnswerRow] = [
        a
        for a in link.answers
        if str(a.id) == which or (which == "all" and (a.status == "waiting") != (verb == "undo"))
    ]
    if act is None or (which != "all" and not chosen):
        abort(400)
    for given in chosen:
        act(given)
    db.session.commit()
    anchor = f"#answer-{which}" if which != "all" else ""
    return redirect(url_for("links.show", case_id=row.id, link_id=link.id) + anchor)
