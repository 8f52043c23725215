"""What the database keeps of offices, their people and the log.

Secrets that only have to be recognised (tokens of sessions and links, recovery codes) are kept
as SHA-256: they are long and random, so that nobody can guess them back.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Base

OWNED = "all, delete-orphan"
#: The log speaks of offices and people by number: SQLite must not give one again.
NEVER_TWICE = {"sqlite_autoincrement": True}


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


class OfficeRow(Base):
    """An organisation. ``keep_months``: how long a new case is to be kept, None when not said."""

    __tablename__ = "offices"
    __table_args__ = NEVER_TWICE

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    keep_months: Mapped[int | None]
    created_at: Mapped[dt.datetime] = mapped_column(default=now)

    users: Mapped[list[UserRow]] = relationship(
        back_populates="office", cascade=OWNED, passive_deletes=True, order_by="UserRow.name"
    )


class UserRow(Base):
    """Somebody of one office. ``name`` is what they sign in with, unique whatever its case.

    ``totp_last`` is the last half minute whose code was used: no code counts twice.
    """

    __tablename__ = "users"
    __table_args__ = NEVER_TWICE

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    key: Mapped[str] = mapped_column(String(240), unique=True)
    role: Mapped[str] = mapped_column(String(13))
    password: Mapped[str] = mapped_column(Text)
    totp_secret: Mapped[str] = mapped_column(String(64), default="")
    totp_last: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[dt.datetime] = mapped_column(default=now)

    office: Mapped[OfficeRow] = relationship(back_populates="users")
    sessions: Mapped[list[SessionRow]] = relationship(
        back_populates="user", cascade=OWNED, passive_deletes=True, order_by="SessionRow.id"
    )
    recovery: Mapped[list[RecoveryRow]] = relationship(
        back_populates="user", cascade=OWNED, passive_deletes=True
    )


class RecoveryRow(Base):
    """One recovery code not used yet."""

    __tablename__ = "recovery_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    code_sha256: Mapped[str] = mapped_column(String(64))

    user: Mapped[UserRow] = relationship(back_populates="recovery")


class SessionRow(Base):
    """One signing in: it ends after ``idle_minutes`` without use, and at ``ends_at``."""

    __tablename__ = "sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    started_at: Mapped[dt.datetime] = mapped_column(default=now)
    seen_at: Mapped[dt.datetime] = mapped_column(default=now)
    idle_minutes: Mapped[int]
    ends_at: Mapped[dt.datetime]

    user: Mapped[UserRow] = relationship(back_populates="sessions")


class LinkRow(Base):
    """A link that works once. ``purpose``: join (an office, in a role), reset (a password)."""

    __tablename__ = "links"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[str] = mapped_column(String(10))
    office_id: Mapped[int] = mapped_column(ForeignKey("offices.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    role: Mapped[str] = mapped_column(String(13), default="")
    drops_second: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[dt.datetime] = mapped_column(default=now)
    expires_at: Mapped[dt.datetime]

    office: Mapped[OfficeRow] = relationship()
    user: Mapped[UserRow | None] = relationship()


class AuditRow(Base):
    """One entry of the log: ids and verbs, never words of a case.

    Each office has a chain of its own, numbered from 1; 0 is the chain of the machine. No
    foreign keys: an entry outlives what it tells of.
    """

    __tablename__ = "audit"
    __table_args__ = (UniqueConstraint("chain", "n"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    chain: Mapped[int]
    n: Mapped[int]
    at: Mapped[str] = mapped_column(String(32))
    user_id: Mapped[int | None]
    verb: Mapped[str] = mapped_column(String(30))
    what: Mapped[str] = mapped_column(String(80), default="")
    case_id: Mapped[str] = mapped_column(String(12), default="", index=True)
    previous: Mapped[str] = mapped_column(String(64))
    sha256: Mapped[str] = mapped_column(String(64))


class AuditHeadRow(Base):
    """The last entry of a chain: the lock under which entries are added, and the witness
    against a log whose end was cut off."""

    __tablename__ = "audit_heads"

    chain: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    n: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str] = mapped_column(String(64), default="")
