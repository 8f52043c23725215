"""The report's own words, by language: ``locale/fr.yaml`` and ``locale/en.yaml``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

LANGUAGES = ("fr", "en")
FOLDER = Path(__file__).with_name("locale")
NO_BREAK_SPACE = "\u00a0"


@cache
def catalogue(lang: str) -> Mapping[str, str | dict[str, str]]:
    """Flat mapping "section.key" -> text, or -> plural forms by CLDR category."""
    flat: dict[str, str | dict[str, str]] = {}

    def walk(prefix: str, value: object) -> None:
        if not isinstance(value, dict):
            flat[prefix] = str(value)
        elif "other" in value and set(value) <= {"one", "many", "other"}:
            flat[prefix] = {str(k): str(v) for k, v in value.items()}
        else:
            for key, inner in value.items():
                walk(f"{prefix}.{key}" if prefix else str(key), inner)

    for path in files(lang):
        walk("", yaml.safe_load(path.read_text(encoding="utf-8")))
    return flat


def files(lang: str) -> list[Path]:
    """The files of one language: ``fr.yaml``, then those for a part (``fr-readers.yaml``)."""
    return [FOLDER / f"{lang}.yaml", *sorted(FOLDER.glob(f"{lang}-*.yaml"))]


class Messages:
    """Texts, dates and numbers of one language; an unknown language falls back to French."""

    def __init__(self, lang: str) -> None:
        self.lang = lang if lang in LANGUAGES else "fr"
        # British dates: day before month, as in the French text of the same report.
        self._locale = Locale.parse("en_GB" if self.lang == "en" else "fr_FR")

    def t(self, key: str, **params: object) -> str:
        """The text at ``key`` with ``params`` filled in; ``n`` chooses the plural form.

        KeyError when the key is missing: a template must not invent words.
        """
        text = catalogue(self.lang)[key]
        if isinstance(text, dict):
            n = params["n"]
            assert isinstance(n, (int, float))
            text = text.get(self._locale.plural_form(n), text["other"])
        return text.format(**params) if params else text

    def has(self, key: str) -> bool:
        return key in catalogue(self.lang)

    def either(self, key: str, fallback: str) -> str:
        """The text at ``key``, or ``fallback`` where the vocabulary is open (roles, kinds)."""
        return self.t(key) if self.has(key) else fallback

    def date(self, day: dt.date) -> str:
        """A date in full letters; the first of a month as French writes it (1er)."""
        text = format_date(day, format="long", locale=self._locale)
        if self.lang == "fr" and day.day == 1:
            text = text.replace("1 ", "1er ", 1)
        return text.replace(" ", NO_BREAK_SPACE)

    def number(self, value: float, pattern: str | None = None) -> str:
        return format_decimal(value, format=pattern, locale=self._locale)

    def signed(self, value: float) -> str:
        """A place on the scale, with its sign; zero has none."""
        shown = self.number(value, "+0.00;−0.00")
        return shown[1:] if not shown.strip("+−0.,") else shown

    def inner(self, text: str) -> str:
        """A text to be put between quotation marks: those that it has become inner ones."""
        if self.lang == "en":
            return text.replace("“", "‘").replace("”", "’")
        return re.sub(r"«\s?", "“", re.sub(r"\s?»", "”", text))

    def listing(self, items: list[str]) -> str:
        """ "a, b et c"."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self.t('words.and')} {items[-1]}"
