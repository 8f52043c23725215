"""Sessions: rows that can be ended from anywhere, known by a token in the signed cookie.

Not Flask-Login: its last release is of 2023, and what is wanted here (a session that ends on the
server, after a time without use, or when an administrator says so) is what it leaves out.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from flask import current_app, session
from sqlalchemy import delete, select

from webapp.db import db
from webapp.office.here import Account
from webapp.office.models import SessionRow, UserRow, now

#: Name of the token in the cookie.
COOKIE_KEY = "account"
#: Kept across signing in and out; everything else begins anew, the form token included.
KEPT = ("lang",)


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def begin(user: UserRow, long: bool) -> SessionRow:
    """A new session; the caller commits. What the cookie held before is thrown away, so that
    nobody can prepare a session for somebody else to sign in to."""
    idle, most = current_app.config["SESSION_LONG" if long else "SESSION_SHORT"]
    token = secrets.token_urlsafe(32)
    row = SessionRow(
        token_sha256=digest(token), idle_minutes=idle, ends_at=now() + dt.timedelta(minutes=most)
    )
    user.sessions.append(row)
    tidy()
    clean()
    session[COOKIE_KEY] = token
    # The long kind outlives the browser's window; its end is the server's to decide.
    session.permanent = long
    return row


def clean() -> None:
    """Empties the cookie but for the language."""
    kept = {name: session[name] for name in KEPT if name in session}
    session.clear()
    session.update(kept)


def find() -> Account | None:
    """The account of the cookie's token, when its session has not ended."""
    token = session.get(COOKIE_KEY)
    if not isinstance(token, str):
        return None
    row = db.session.scalar(select(SessionRow).where(SessionRow.token_sha256 == digest(token)))
    if row is None:
        return None
    at = now()
    if at >= row.ends_at or at >= row.seen_at + dt.timedelta(minutes=row.idle_minutes):
        db.session.delete(row)
        db.session.commit()
        return None
    if at - row.seen_at >= dt.timedelta(minutes=1):
        # Once a minute is exact enough, and saves a write a page.
        row.seen_at = at
        db.session.commit()
    user = row.user
    return Account(user.id, user.name, user.role, user.office_id, user.office.name, row.id)


def end(user_id: int, session_id: int | None = None, besides: int | None = None) -> None:
    """Ends one session, all, or all ``besides`` one; the caller commits."""
    which = delete(SessionRow).where(SessionRow.user_id == user_id)
    if session_id is not None:
        which = which.where(SessionRow.id == session_id)
    if besides is not None:
        which = which.where(SessionRow.id != besides)
    db.session.execute(which)


def tidy() -> None:
    """Rows of sessions that are over need not be kept."""
    db.session.execute(delete(SessionRow).where(SessionRow.ends_at < now()))
