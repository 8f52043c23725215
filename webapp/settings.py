"""What can be set, from where, and what holds when nothing is set."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from flask import Flask

VERSION = "0.1.0"
MEGABYTE = 1_000_000
#: Largest document, in bytes; the words of the refusal name it.
LARGEST_FILE = 10 * MEGABYTE
#: What a form may weigh beside its file.
FORM_MARGIN = MEGABYTE


def apply(app: Flask, given: dict[str, Any] | None) -> None:
    """Defaults, then the environment, then what the caller gives (tests do)."""
    app.config.from_mapping(
        LARGEST_FILE=LARGEST_FILE,
        MAX_CONTENT_LENGTH=LARGEST_FILE + FORM_MARGIN,
        # Pasted terms are a field, not a file.
        MAX_FORM_MEMORY_SIZE=LARGEST_FILE + FORM_MARGIN,
        MAX_FORM_PARTS=5_000,
        SESSION_COOKIE_NAME="requalif",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        # Behind TLS the cookie must never travel in clear; on one's own machine there is no TLS.
        SESSION_COOKIE_SECURE=os.environ.get("REQUALIF_HTTPS") == "1",
        # A questionnaire is filled over an afternoon; its token lives as long as the session.
        WTF_CSRF_TIME_LIMIT=None,
        BABEL_DEFAULT_LOCALE="fr",
        BABEL_TRANSLATION_DIRECTORIES=str(Path(__file__).with_name("translations")),
        READING_SECONDS=300,
        #: How long an upload waits for its reading before the "reading" page is shown.
        READING_PATIENCE=6.0,
        #: Called as reader(data, name, language) instead of a child process.
        READER=None,
        CATALOGUE_ROOT=None,
        #: Whether one must sign in. Off, whoever reaches the address sees every case.
        ACCOUNTS=os.environ.get("REQUALIF_ACCOUNTS") == "1",
        #: Minutes a session lasts without use, and at most: the usual kind, and the long kind
        #: that a person may ask for (ten times as long without use: WCAG 2.2.1).
        SESSION_SHORT=(120, 12 * 60),
        SESSION_LONG=(24 * 60, 7 * 24 * 60),
        #: Failed tries that are allowed, by address and by name.
        TRIES_BY_ADDRESS="60 per 10 minutes",
        TRIES_BY_NAME="10 per 10 minutes",
        #: Settings of the password hash that differ from the library's.
        ARGON2={},
    )
    app.config.update(given or {})
    instance = Path(
        app.config.get("INSTANCE") or os.environ.get("REQUALIF_INSTANCE") or app.instance_path
    )
    app.config["INSTANCE"] = instance
    app.config["FILES"] = instance / "files"
    if "SQLALCHEMY_ENGINES" not in app.config:
        url = os.environ.get("DATABASE_URL") or f"sqlite:///{instance / 'requalif.sqlite'}"
        app.config["SQLALCHEMY_ENGINES"] = {"default": url}
    if not app.config.get("SECRET_KEY"):
        app.config["SECRET_KEY"] = _secret(instance)


def secret_file(instance: Path) -> Path:
    return instance / "secret_key"


def _secret(instance: Path) -> str:
    """The key that ``init`` has written. Without it sessions end with the process, which is all
    that a command of the command line needs."""
    path = secret_file(instance)
    return path.read_text(encoding="ascii").strip() if path.is_file() else secrets.token_hex(32)


def write_secret(instance: Path) -> bool:
    """Writes a new key that only the owner can read; False when there was one already."""
    path = secret_file(instance)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
    return True
