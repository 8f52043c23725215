"""Running an office: people, invitations, the log, settings. Only for its administrators."""

from __future__ import annotations

import tempfile

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy import func, select

from webapp.db import db
from webapp.models import CaseRow
from webapp.office import audit, here, links, people, second, sessions, takeout
from webapp.office.forms import OfficeForm, ResetForm, RoleForm
from webapp.office.gate import administrators
from webapp.office.models import AuditRow, LinkRow, OfficeRow, UserRow, now
from webapp.views.shared import LARGEST_ID

bp = Blueprint("office", __name__, url_prefix="/office")

PER_PAGE = 100
ROLE_NAMES = {
    "administrator": _l("Administrator"),
    "member": _l("Member"),
    "reader": _l("Reader"),
}
VERBS = {
    "saw": _l("saw"),
    "changed": _l("changed"),
    "exported": _l("exported"),
    "erased": _l("erased"),
    "refused": _l("was refused"),
    "signed_in": _l("signed in"),
    "sign_in_failed": _l("failed to sign in"),
    "signed_out": _l("signed out"),
    "sessions_ended": _l("signed out other devices"),
    "invited": _l("made an invitation"),
    "invitation_withdrawn": _l("withdrew an invitation"),
    "joined": _l("joined the office"),
    "role_changed": _l("changed a role"),
    "removed": _l("removed somebody"),
    "created": _l("created an account"),
    "reset_link": _l("made a link for a new password"),
    "password_changed": _l("changed a password"),
    "second_on": _l("switched the second factor on"),
    "second_off": _l("switched the second factor off"),
    "recovery_used": _l("used a recovery code"),
    "settings_changed": _l("changed the settings"),
    "adopted": _l("took cases over"),
    "log_exported": _l("exported the log"),
    "backed_up": _l("made a backup"),
    "restored": _l("restored a backup"),
}
PARTS = {
    "home": _l("Cases"),
    "case": _l("Overview"),
    "documents": _l("Documents"),
    "review": _l("Documents"),
    "sources": _l("Sources"),
    "findings": _l("Findings"),
    "questionnaire": _l("Questions"),
    "relation": _l("Relation"),
    "result": _l("Result"),
    "exchange": _l("Case file"),
    "keeping": _l("Keeping"),
    "office": _l("Office"),
}


def _account() -> here.Account:
    account = here.account()
    assert account is not None  # the gate lets nobody else come here
    return account


def _office() -> OfficeRow:
    return db.session.get_one(OfficeRow, _account().office_id)


def _member(user_id: int) -> UserRow:
    user = db.session.get(UserRow, user_id) if user_id <= LARGEST_ID else None
    if user is None or user.office_id != _account().office_id:
        abort(404)
    return user


def _address(endpoint: str, token: str) -> str:
    """The whole address of a link, as it is to be handed over."""
    scheme = "https" if current_app.config["SESSION_COOKIE_SECURE"] else request.scheme
    return url_for(endpoint, token=token, _external=True, _scheme=scheme)


@bp.route("", methods=["GET", "POST"])
@administrators
def show() -> ResponseReturnValue:
    office = _office()
    form = OfficeForm(name=office.name, keep_months=str(office.keep_months or ""))
    if form.validate_on_submit():
        taken = select(OfficeRow.id).where(
            OfficeRow.name == form.name.data, OfficeRow.id != office.id
        )
        if db.session.scalar(taken) is None:
            office.name = form.name.data.strip()
            office.keep_months = int(form.keep_months.data) if form.keep_months.data else None
            audit.note("settings_changed", "office")
            db.session.commit()
            flash(_("Saved."))
            return redirect(url_for("office.show"))
        form.name.errors = [_("Another office has this name.")]
    waiting = db.session.scalars(
        select(LinkRow)
        .where(LinkRow.office_id == office.id, LinkRow.expires_at > now())
        .order_by(LinkRow.id)
    ).all()
    return render_template(
        "office/show.html", office=office, form=form, invite=RoleForm(formdata=None),
        waiting=waiting, roles=ROLE_NAMES,
    ), 422 if form.errors else 200  # fmt: skip


@bp.post("/invite")
@administrators
def invite() -> ResponseReturnValue:
    form, office = RoleForm(), _office()
    if not form.validate():
        abort(400)
    token = links.to_join(office, form.role.data)
    audit.note("invited", form.role.data)
    db.session.commit()
    return render_template(
        "office/link.html", address=_address("account.join", token), purpose="join",
        role=ROLE_NAMES[form.role.data], user=None,
    )  # fmt: skip


@bp.post("/links/<int:link_id>/withdraw")
@administrators
def withdraw(link_id: int) -> ResponseReturnValue:
    link = db.session.get(LinkRow, link_id) if link_id <= LARGEST_ID else None
    if link is None or link.office_id != _account().office_id:
        abort(404)
    db.session.delete(link)
    audit.note("invitation_withdrawn", link.purpose)
    db.session.commit()
    flash(_("The link no longer works."))
    return redirect(url_for("office.show"))


@bp.route("/members/<int:user_id>", methods=["GET", "POST"])
@administrators
def member(user_id: int) -> ResponseReturnValue:
    user = _member(user_id)
    form = RoleForm(role=user.role)
    if form.validate_on_submit():
        if form.role.data != "administrator" and people.is_last_administrator(user):
            form.role.errors = [_("An office needs an administrator: name another one first.")]
        else:
            user.role = form.role.data
            audit.note("role_changed", f"user {user.id} {user.role}")
            db.session.commit()
            flash(_("Saved."))
            return redirect(url_for("office.show"))
    return render_template(
        "office/member.html", user=user, form=form, reset=ResetForm(formdata=None),
        last=people.is_last_administrator(user),
    ), 422 if form.errors else 200  # fmt: skip


@bp.post("/members/<int:user_id>/reset")
@administrators
def reset(user_id: int) -> ResponseReturnValue:
    user, form = _member(user_id), ResetForm()
    token = links.to_reset(user, bool(form.drops_second.data))
    audit.note("reset_link", f"user {user.id}")
    db.session.commit()
    return render_template(
        "office/link.html", address=_address("account.reset", token), purpose="reset",
        role="", user=user,
    )  # fmt: skip


@bp.route("/members/<int:user_id>/remove", methods=["GET", "POST"])
@administrators
def remove(user_id: int) -> ResponseReturnValue:
    """Their sessions end at once; what they did for the office's cases stays."""
    user, form = _member(user_id), FlaskForm()
    if people.is_last_administrator(user) or user.id == _account().user_id:
        return redirect(url_for("office.member", user_id=user.id))
    if form.validate_on_submit():
        sessions.end(user.id)
        second.switch_off(user)
        audit.note("removed", f"user {user.id}")
        db.session.delete(user)
        db.session.commit()
        flash(_("The account is removed."))
        return redirect(url_for("office.show"))
    return render_template("office/remove.html", user=user, form=form)


# -- the log -------------------------------------------------------------------------------


def part_of(what: str) -> str:
    """The part of a case, or the bare words of the log, that an entry is about."""
    endpoint, _space, rest = what.partition(" ")
    known = PARTS.get(endpoint.partition(".")[0]) if "." in endpoint else None
    return f"{known} {rest}".strip() if known else what


@bp.get("/log")
@administrators
def log() -> ResponseReturnValue:
    office = _office()
    mine = AuditRow.chain == office.id
    total = db.session.scalar(select(func.count()).select_from(AuditRow).where(mine)) or 0
    pages = max(1, -(-total // PER_PAGE))
    page = min(max(request.args.get("page", 1, type=int), 1), pages)
    rows = db.session.scalars(
        select(AuditRow).where(mine).order_by(AuditRow.n.desc())
        .offset((page - 1) * PER_PAGE).limit(PER_PAGE)
    ).all()  # fmt: skip
    cases = {row.case_id for row in rows if row.case_id}
    titles = db.session.execute(select(CaseRow.id, CaseRow.title).where(CaseRow.id.in_(cases)))
    return render_template(
        "office/log.html", office=office, rows=rows, page=page, pages=pages, total=total,
        broken=audit.check_piece(rows),
        names={u.id: u.name for u in office.users},
        titles={case.id: case.title for case in titles}, verbs=VERBS, part_of=part_of,
    )  # fmt: skip


@bp.get("/log.jsonl")
@administrators
def log_file() -> Response:
    # A log may be long: it is written to the disk, not held in memory.
    file = tempfile.SpooledTemporaryFile(max_size=5_000_000)  # noqa: SIM115 - sent, then closed
    audit.write(file, audit.entries(_account().office_id))
    file.seek(0)
    audit.note("log_exported")
    db.session.commit()
    return send_file(
        file, "application/jsonl", as_attachment=True, download_name="requalif-log.jsonl"
    )


@bp.get("/everything.zip")
@administrators
def everything() -> Response:
    packed = takeout.of_office(_office())
    return send_file(
        packed, "application/zip", as_attachment=True, download_name="requalif-office.zip"
    )
