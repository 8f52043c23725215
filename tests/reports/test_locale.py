"""The report's words: complete in both languages, with each language's typography."""

from __future__ import annotations

import ast
import datetime as dt
import re
import string
from pathlib import Path

import pytest
import yaml

import reports
from reports.fonts import uncovered
from reports.messages import Messages, catalogue, files

PACKAGE = Path(reports.__file__).parent


def texts(lang: str) -> dict[str, list[str]]:
    return {
        key: list(value.values()) if isinstance(value, dict) else [value]
        for key, value in catalogue(lang).items()
    }


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_keys() -> None:
    assert set(catalogue("fr")) == set(catalogue("en"))


def test_both_languages_fill_in_the_same_values() -> None:
    for key in catalogue("fr"):
        french, english = (
            {f for t in texts(lang)[key] for f in fields(t)} for lang in ("fr", "en")
        )
        assert french == english, key


def test_no_key_is_read_by_yaml_as_anything_but_a_word() -> None:
    def keys(value: object) -> list[object]:
        if not isinstance(value, dict):
            return []
        return [*value, *(k for inner in value.values() for k in keys(inner))]

    for lang in ("fr", "en"):
        for path in files(lang):
            loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
            assert all(isinstance(k, str) for k in keys(loaded)), path.name


def test_french_has_its_spaces_and_apostrophes() -> None:
    for key, forms in texts("fr").items():
        for text in forms:
            assert not re.search(r"(?<![\u202f])[;!?»](?!\w)", text), (key, text)
            assert not re.search(r"«(?!\u202f)", text), (key, text)
            assert not re.search(r"(?<!\u00a0):(?!//)", text), (key, text)
            assert "'" not in text, (key, text)
            assert not re.search(r"n° ", text), (key, text)


def test_english_has_curly_quotes_and_no_french_spaces() -> None:
    for key, forms in texts("en").items():
        for text in forms:
            assert not set(text) & set("'\"«»\u202f\u00a0"), (key, text)


def test_every_character_of_ours_is_in_a_shipped_font() -> None:
    ours = "".join(t for lang in ("fr", "en") for forms in texts(lang).values() for t in forms)
    ours += "".join(p.read_text(encoding="utf-8") for p in (PACKAGE / "templates").iterdir())
    ours += "⟨U+202E⟩ … [] → ☐ ■ □ −"
    assert uncovered(ours) == frozenset()


def test_every_key_that_templates_and_code_name_exists() -> None:
    known = catalogue("fr")
    named: set[str] = set()
    for path in (PACKAGE / "templates").iterdir():
        named |= set(re.findall(r"""\bt\(["']([\w.]+)["'][,)]""", path.read_text(encoding="utf-8")))
    for path in PACKAGE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Attribute) and called.attr == "t":
                first = node.args[0]  # type: ignore[union-attr]
                if isinstance(first, ast.Constant):
                    named.add(str(first.value))
    assert len(named) > 60
    assert named <= set(known)


@pytest.mark.parametrize(
    ("lang", "expected"),
    [("fr", "1er\u00a0mars\u00a02026"), ("en", "1\u00a0March\u00a02026")],
)
def test_the_first_of_the_month_is_written_as_each_language_writes_it(
    lang: str, expected: str
) -> None:
    assert Messages(lang).date(dt.date(2026, 3, 1)) == expected


def test_other_days_starting_with_one_are_not_touched() -> None:
    assert Messages("fr").date(dt.date(2026, 2, 11)) == "11\u00a0février\u00a02026"


def test_zero_is_singular_in_french_and_plural_in_english() -> None:
    assert Messages("fr").t("words.more", n=0).startswith("et 0 autre,")
    assert Messages("en").t("settled.open", n=0).startswith("0 relevant circumstances")


@pytest.mark.parametrize(
    ("value", "shown"),
    [(-1.0, "−1,00"), (0.625, "+0,62"), (0.0, "0,00"), (-0.001, "0,00"), (0.004, "0,00")],
)
def test_a_place_on_the_scale_has_its_sign_and_zero_has_none(value: float, shown: str) -> None:
    assert Messages("fr").signed(value) == shown
