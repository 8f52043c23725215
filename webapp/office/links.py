"""Links that an administrator hands over: to join an office, to choose a new password.

No e-mail leaves the machine. The token is shown once; the database keeps its SHA-256.
"""

from __future__ import annotations

import datetime as dt
import secrets

from sqlalchemy import delete, select

from webapp.db import db
from webapp.office.models import LinkRow, OfficeRow, UserRow, now
from webapp.office.sessions import digest

LASTS = {"join": dt.timedelta(days=7), "reset": dt.timedelta(hours=24)}


def to_join(office: OfficeRow, role: str) -> str:
    """The token of a new link; the caller commits."""
    return _new(LinkRow(purpose="join", office=office, role=role))


def to_reset(user: UserRow, drops_second: bool) -> str:
    """The token of a new link; older ones for the same person stop working."""
    db.session.execute(delete(LinkRow).where(LinkRow.user_id == user.id))
    return _new(LinkRow(purpose="reset", office=user.office, user=user, drops_second=drops_second))


def _new(row: LinkRow) -> str:
    token = secrets.token_urlsafe(24)
    row.token_sha256, row.expires_at = digest(token), now() + LASTS[row.purpose]
    db.session.execute(delete(LinkRow).where(LinkRow.expires_at < now()))
    db.session.add(row)
    return token


def find(token: str, purpose: str) -> LinkRow | None:
    """The link of a token, while it works."""
    row = db.session.scalar(
        select(LinkRow).where(LinkRow.token_sha256 == digest(token), LinkRow.purpose == purpose)
    )
    return row if row is not None and row.expires_at > now() else None
