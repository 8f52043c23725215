"""The account of this request. Knows no table, so that every module may ask."""

from __future__ import annotations

from dataclasses import dataclass

from flask import current_app, g, has_app_context

ROLES = ("administrator", "member", "reader")


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who is signed in. ``session_id`` is the row of this very session."""

    user_id: int
    name: str
    role: str
    office_id: int
    office_name: str
    session_id: int

    @property
    def administrates(self) -> bool:
        return self.role == "administrator"

    @property
    def reads(self) -> bool:
        """Reads and nothing else."""
        return self.role == "reader"


def switched_on() -> bool:
    return bool(current_app.config["ACCOUNTS"])


def account() -> Account | None:
    """None without accounts, for strangers, on the command line and in background threads."""
    return g.get("account") if has_app_context() else None


def office_id() -> int | None:
    """The office that a new case belongs to: that of the account, or the one that a command
    of the command line has named in ``g.office_id``."""
    found = account()
    if found:
        return found.office_id
    return g.get("office_id") if has_app_context() else None
