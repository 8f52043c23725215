"""Signing in and out, joining, a person's own account. Only with accounts."""

from __future__ import annotations

import time

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp import i18n
from webapp.db import db
from webapp.office import audit, here, links, passwords, people, second, sessions
from webapp.office.forms import (
    ChangePasswordForm,
    CodeForm,
    ConfirmForm,
    JoinForm,
    PasswordForm,
    SignInForm,
)
from webapp.office.gate import public
from webapp.office.models import LinkRow, UserRow

bp = Blueprint("account", __name__)

#: Seconds between the password and the code.
CODE_SECONDS = 600


def _me() -> UserRow:
    account = here.account()
    assert account is not None  # the gate lets nobody else come here
    return db.session.get_one(UserRow, account.user_id)


def _target() -> str:
    return i18n.local(request.args.get("next", "")) or url_for("home.index")


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    if here.account() and request.method == "GET":
        return redirect(_target())
    form = SignInForm()
    session.pop("second", None)
    if form.validate_on_submit():
        user = people.by_name(form.name.data)
        if passwords.matches(user.password if user else None, form.password.data):
            assert user is not None
            return _known(user, form)
        # The name may be a password typed in the wrong field: it is not noted.
        audit.note(
            "sign_in_failed",
            chain=user.office_id if user else audit.MACHINE,
            user_id=user.id if user else None,
        )
        db.session.commit()
        form.password.errors = [_("The name or the password is wrong. Check both and try again.")]
    return render_template(
        "account/sign_in.html", form=form, ended=bool(request.args.get("next"))
    ), 422 if form.errors else 200


def _known(user: UserRow, form: SignInForm) -> ResponseReturnValue:
    """The password was right."""
    if passwords.outdated(user.password):
        user.password = passwords.hashed(form.password.data)
    if not user.totp_secret:
        return _enter(user, form.long.data)
    db.session.commit()
    sessions.clean()
    session["second"] = {
        "user": user.id, "long": bool(form.long.data), "until": int(time.time()) + CODE_SECONDS
    }  # fmt: skip
    return redirect(url_for("account.second", next=_target()))


def _enter(user: UserRow, long: bool) -> ResponseReturnValue:
    sessions.begin(user, long)
    audit.note("signed_in", chain=user.office_id, user_id=user.id)
    db.session.commit()
    return redirect(_target())


@bp.route("/sign-in/code", methods=["GET", "POST"], endpoint="second")
@public
def second_step() -> ResponseReturnValue:
    waiting = session.get("second") or {}
    user = db.session.get(UserRow, waiting.get("user", 0))
    if user is None or not user.totp_secret or waiting.get("until", 0) < time.time():
        session.pop("second", None)
        return redirect(url_for("account.sign_in", next=_target()))
    form = CodeForm()
    if form.validate_on_submit():
        how = second.accepts(user, form.code.data)
        if how:
            if how == "recovery":
                audit.note("recovery_used", chain=user.office_id, user_id=user.id)
                flash(_("That recovery code is used up. %(num)d are left.",
                        num=len(user.recovery)))  # fmt: skip
            return _enter(user, waiting.get("long", False))
        audit.note("sign_in_failed", "code", chain=user.office_id, user_id=user.id)
        db.session.commit()
        form.code.errors = [
            _("This code is wrong, used already or too old. Wait for the next one and try again.")
        ]
    return render_template("account/code.html", form=form), 422 if form.errors else 200


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    account = here.account()
    assert account is not None
    sessions.end(account.user_id, account.session_id)
    audit.note("signed_out")
    db.session.commit()
    sessions.clean()
    flash(_("You are signed out."))
    return redirect(url_for("account.sign_in"))


# -- links ---------------------------------------------------------------------------------


def _link(token: str, purpose: str) -> LinkRow | None:
    return links.find(token, purpose)


def _dead() -> ResponseReturnValue:
    return render_template("account/dead_link.html"), 404


@bp.route("/join/<token>", methods=["GET", "POST"])
@public
def join(token: str) -> ResponseReturnValue:
    """Somebody with a link chooses a name and a password."""
    link = _link(token, "join")
    if link is None:
        return _dead()
    form = JoinForm()
    if form.validate_on_submit():
        user = people.add(link.office, form.name.data, form.password.data, link.role)
        db.session.delete(link)
        db.session.flush()
        audit.note("joined", link.role, chain=user.office_id, user_id=user.id)
        return _enter(user, long=False)
    return render_template("account/join.html", form=form, link=link), 422 if form.errors else 200


@bp.route("/reset/<token>", methods=["GET", "POST"])
@public
def reset(token: str) -> ResponseReturnValue:
    """Somebody with a link of an administrator chooses a new password."""
    link = _link(token, "reset")
    if link is None or link.user is None:
        return _dead()
    form, user = PasswordForm(), link.user
    form.owner = user.name
    if form.validate_on_submit():
        user.password = passwords.hashed(form.password.data)
        if link.drops_second:
            second.switch_off(user)
        sessions.end(user.id)
        db.session.delete(link)
        audit.note("password_changed", "link", chain=user.office_id, user_id=user.id)
        db.session.commit()
        flash(_("The new password is set. Sign in with it."))
        return redirect(url_for("account.sign_in"))
    return render_template("account/reset.html", form=form, user=user), 422 if form.errors else 200


# -- one's own account ---------------------------------------------------------------------


@bp.get("/account")
def show() -> ResponseReturnValue:
    return render_template("account/show.html", user=_me())


def _confirmed(form: ConfirmForm | ChangePasswordForm, user: UserRow) -> bool:
    if not form.validate_on_submit():
        return False
    if passwords.matches(user.password, form.current.data):
        return True
    form.current.errors = [_("This is not your present password.")]
    return False


@bp.route("/account/password", methods=["GET", "POST"])
def password() -> ResponseReturnValue:
    user, form = _me(), ChangePasswordForm()
    form.owner = user.name
    if _confirmed(form, user):
        user.password = passwords.hashed(form.password.data)
        account = here.account()
        assert account is not None
        sessions.end(user.id, besides=account.session_id)
        audit.note("password_changed")
        db.session.commit()
        flash(_("The password is changed. Other devices are signed out."))
        return redirect(url_for("account.show"))
    return render_template("account/password.html", form=form, user=user), (
        422 if form.errors else 200
    )


@bp.post("/account/sessions/end")
def end_sessions() -> ResponseReturnValue:
    """Every session but this one."""
    account = here.account()
    assert account is not None
    sessions.end(account.user_id, besides=account.session_id)
    audit.note("sessions_ended")
    db.session.commit()
    flash(_("Other devices are signed out."))
    return redirect(url_for("account.show"))


@bp.route("/account/second", methods=["GET", "POST"])
def second_on() -> ResponseReturnValue:
    """Shows a secret; it counts once a code made with it has come back."""
    user = _me()
    if user.totp_secret:
        abort(404)
    form = CodeForm()
    secret = session.get("totp_new")
    if not isinstance(secret, str):
        secret = session["totp_new"] = second.new_secret()
    if form.validate_on_submit():
        counter = second.counter_of(secret, form.code.data, 0)
        if counter is not None:
            user.totp_secret, user.totp_last = secret, counter
            codes = second.new_codes(user)
            audit.note("second_on")
            db.session.commit()
            session.pop("totp_new")
            return render_template("account/recovery.html", codes=codes)
        form.code.errors = [_("This code does not fit. Check that the device’s clock is right.")]
    address = second.address(secret, user.name)
    return render_template(
        "account/second_on.html", form=form, secret=secret, drawing=second.drawing(address),
        address=address,
    ), 422 if form.errors else 200  # fmt: skip


@bp.route("/account/second/off", methods=["GET", "POST"])
def second_off() -> ResponseReturnValue:
    user, form = _me(), ConfirmForm()
    if not user.totp_secret:
        abort(404)
    if _confirmed(form, user):
        second.switch_off(user)
        audit.note("second_off")
        db.session.commit()
        flash(_("The second factor is off."))
        return redirect(url_for("account.show"))
    return render_template("account/second_off.html", form=form), 422 if form.errors else 200
