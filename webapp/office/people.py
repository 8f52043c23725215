"""Offices and the people in them."""

from __future__ import annotations

import unicodedata

from sqlalchemy import func, select

from webapp.db import db
from webapp.errors import UserError
from webapp.office import passwords
from webapp.office.models import AuditHeadRow, OfficeRow, UserRow


def key_of(name: str) -> str:
    """What two names are compared by: capitals, accents' spelling and spaces apart do not
    make two persons."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())[:240]


def by_name(name: str) -> UserRow | None:
    return db.session.scalar(select(UserRow).where(UserRow.key == key_of(name)))


def add(office: OfficeRow, name: str, password: str, role: str) -> UserRow:
    """A new account; the caller commits. The password has been judged before."""
    user = UserRow(
        name=" ".join(name.split()), key=key_of(name), role=role,
        password=passwords.hashed(password),
    )  # fmt: skip
    office.users.append(user)
    return user


def office_named(name: str, create: bool = False) -> OfficeRow:
    """Raises UserError when there is none and none is to be made."""
    name = " ".join(name.split())
    found = db.session.scalar(select(OfficeRow).where(OfficeRow.name == name))
    if found is None:
        if not create:
            raise UserError("no_such_office", value=name)
        found = OfficeRow(name=name)
        db.session.add(found)
        db.session.flush()
        # The lock under which its log is written is there before two people can want it.
        db.session.add(AuditHeadRow(chain=found.id, n=0, sha256=""))
        db.session.flush()
    return found


def is_last_administrator(user: UserRow) -> bool:
    """An office without an administrator could never get one again."""
    others = select(func.count()).where(
        UserRow.office_id == user.office_id,
        UserRow.role == "administrator",
        UserRow.id != user.id,
    )
    return user.role == "administrator" and not db.session.scalar(others)
