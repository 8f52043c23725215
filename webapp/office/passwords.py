"""Passwords: Argon2id, long rather than odd."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from flask import current_app

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 12, 256
#: Fewer different characters than this is a key held down.
FEWEST = 5


def plain(password: str) -> str:
    """The same characters however a keyboard composes them."""
    return unicodedata.normalize("NFKC", password)


def fault(password: str, name: str) -> str:
    """What is wrong with a new password: short, long, simple, name; "" when nothing is.

    No capital, figure or sign is asked for: length protects, rules only annoy (NIST SP 800-63B).
    """
    password = plain(password)
    if len(password) < SHORTEST:
        return "short"
    if len(password) > LONGEST:
        return "long"
    if len(set(password)) < FEWEST:
        return "simple"
    inside = name.casefold().partition("@")[0]
    bare = password.casefold().replace(inside, "") if len(inside) > 2 else password
    return "name" if len(bare) < SHORTEST // 2 else ""


@lru_cache(maxsize=4)
def _hasher(settings: tuple[tuple[str, Any], ...]) -> PasswordHasher:
    from argon2 import PasswordHasher

    return PasswordHasher(**dict(settings))


def hasher() -> PasswordHasher:
    """RFC 9106's second choice, as the library sets it; tests ask for less."""
    return _hasher(tuple(sorted(current_app.config["ARGON2"].items())))


def hashed(password: str) -> str:
    return hasher().hash(plain(password))


@lru_cache(maxsize=4)
def _nobody(settings: PasswordHasher) -> str:
    return settings.hash("nobody has this password")


def matches(stored: str | None, password: str) -> bool:
    """Takes as long for a name that does not exist (``None``) as for one that does."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        known = hasher().verify(stored or _nobody(hasher()), plain(password)[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return bool(known) and stored is not None


def outdated(stored: str) -> bool:
    return bool(hasher().check_needs_rehash(stored))
