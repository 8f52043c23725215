"""Two languages. English texts stand in the code; French ones in translations/fr."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Blueprint, Flask, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import Babel
from flask_babel import gettext as _

from criteria.model import Catalogue, Question, Text
from reports.clean import unmarked
from reports.context import outcome_words
from reports.messages import Messages
from rules.model import Answer

LANGUAGES = {"fr": "Français", "en": "English"}
FOLDER = Path(__file__).with_name("translations")
bp = Blueprint("language", __name__)


def current() -> str:
    """The language of this request: the one chosen, else French."""
    chosen = session.get("lang") if request else None
    return chosen if chosen in LANGUAGES else "fr"


def words() -> Messages:
    """The vocabulary that pages share with the report (states, weights, sectors, dates)."""
    return Messages(current())


def say(text: Text | None) -> str:
    return text.in_(current()) if text else ""


def outcome(law: Catalogue, band: str) -> str:
    """A band in the words of its law."""
    return outcome_words(law, band, words())


def day(value: dt.date | None) -> str:
    return words().date(value) if value else ""


def number(value: float, pattern: str | None = None) -> str:
    return words().number(value, pattern)


def compile_translations() -> int:
    """Writes each .mo that is missing or older than its .po; says how many."""
    written = 0
    for po in FOLDER.glob("*/LC_MESSAGES/*.po"):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        with po.open("rb") as source:
            catalogue = read_po(source, locale=po.parts[-3])
        # Several processes may start at once: each writes its own file, the last one stays.
        with tempfile.NamedTemporaryFile(dir=mo.parent, suffix=".tmp", delete=False) as target:
            write_mo(target, catalogue)
        os.chmod(target.name, 0o644)
        os.replace(target.name, mo)
        written += 1
    return written


@bp.get("/language/<any(fr, en):lang>")
def choose(lang: str) -> ResponseReturnValue:
    """Remembers the language and goes back to the page one came from."""
    session["lang"] = lang
    session.permanent = True
    return redirect(local(request.args.get("next", "")) or url_for("home.index"))


def here() -> str:
    """The address of this page, to come back to after changing the language."""
    rule = request.url_rule
    shown = rule is not None and "GET" in (rule.methods or ())
    return request.full_path.rstrip("?") if shown else url_for("home.index")


def answer_words(question: Question, answer: Answer) -> str:
    """An answer in the words of its question."""
    m, value = words(), answer.value
    if isinstance(value, bool):
        value = "true" if value else "false"
    for choice in question.choices:
        if choice.id == value and say(choice.label):
            return say(choice.label)
    if value == "unknown":
        return str(_("I do not know"))
    if value in ("true", "false"):
        return m.t(f"answers.{value}")
    if isinstance(value, int | float):
        unit = "€" if question.type == "money" else say(question.unit)
        return f"{m.number(value)}\u00a0{unit}".strip()
    if question.type == "date":
        try:
            return m.date(dt.date.fromisoformat(str(value)))
        except ValueError:
            return str(value)
    return str(value)


def local(target: str) -> str:
    """``target`` when it is a path of this site, otherwise ""."""
    parts = urlsplit(target)
    sound = target.startswith("/") and not target.startswith(("//", "/\\"))
    printable = target.isprintable() and "\\" not in target
    return target if sound and printable and not parts.scheme and not parts.netloc else ""


def init_app(app: Flask) -> None:
    # A program folder that cannot be written holds compiled translations already.
    with suppress(PermissionError):
        compile_translations()
    Babel(app, locale_selector=current)
    app.register_blueprint(bp)
    app.jinja_env.filters |= {
        "say": say,
        "day": day,
        "number": number,
        "zip": zip,
        "unmarked": unmarked,
        "capitalize_first": lambda text: text[:1].upper() + text[1:],
        "lower_first": lambda text: text[:1].lower() + text[1:],
    }
    app.jinja_env.globals |= {
        "here": here,
        "answer_words": answer_words,
        "outcome_of": outcome,
    }
    app.context_processor(
        lambda: {
            "lang": current(),
            "languages": LANGUAGES,
            "m": words(),
            "t": words().t,
            "colon": "\u00a0:" if current() == "fr" else ":",
        }
    )
