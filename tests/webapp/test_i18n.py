"""Two languages: French complete and well set, English the language of the code."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import webapp
from webapp import errors, i18n

FOLDER = Path(webapp.__file__).parent
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}


@pytest.fixture(scope="module")
def french():
    path = FOLDER / "translations" / "fr" / "LC_MESSAGES" / "messages.po"
    return read_po(io.BytesIO(path.read_bytes()), locale="fr")


@pytest.fixture(scope="module")
def used():
    found = extract_from_dir(FOLDER, METHODS, keywords=KEYWORDS)
    return {message if isinstance(message, str) else tuple(message) for _, _, message, *_ in found}


def test_every_message_of_the_pages_is_translated(french, used):
    missing = [m for m in used if not _translated(french, m)]
    assert missing == []


def _translated(french, message):
    entry = french.get(message if isinstance(message, str) else message[0])
    if entry is None or entry.fuzzy:
        return False
    texts = entry.string if isinstance(entry.string, tuple) else (entry.string,)
    return all(texts)


def test_no_translation_is_left_over(french, used):
    ids = {m.id if isinstance(m.id, str) else tuple(m.id) for m in french if m.id}
    assert ids - used == set()
    assert not french.obsolete


def test_translations_fill_the_same_places(french):
    for entry in french:
        if entry.id:
            ids = entry.id if isinstance(entry.id, (tuple, list)) else (entry.id,)
            texts = entry.string if isinstance(entry.string, tuple) else (entry.string,)
            places = set(re.findall(r"%\(\w+\)[a-z]", " ".join(ids)))
            for text in texts:
                assert set(re.findall(r"%\(\w+\)[a-z]", text)) == places, text


def test_french_texts_are_well_set(french):
    for entry in french:
        if not entry.id:
            continue  # the header
        texts = entry.string if isinstance(entry.string, tuple) else (entry.string,)
        for text in texts:
            assert "'" not in text, text
            assert not re.search(r"[^\u202f][;?!»](?:\s|$)|« |\S«|[^\u00a0]:(?:\s|$)", text), text


@pytest.mark.parametrize("code", errors.CODES)
def test_every_error_can_be_said_in_both_languages(code):
    params = dict.fromkeys(("path", "reason", "megabytes", "seconds", "value", "known"), "x")
    error = errors.UserError(code, **params)
    french, english = error.message("fr"), error.message("en")
    assert french != english
    assert "{" not in french + english
    assert "'" not in french
    assert not re.search(r"[^\u202f][;?!»](?:\s|$)|« |[^\u00a0]:(?:\s|$)", french), french


def test_translations_are_compiled_when_they_change(tmp_path, monkeypatch):
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = FOLDER / "translations" / "fr" / "LC_MESSAGES" / "messages.po"
    (folder / "messages.po").write_bytes(source.read_bytes())
    monkeypatch.setattr(i18n, "FOLDER", tmp_path)
    assert i18n.compile_translations() == 1
    assert i18n.compile_translations() == 0
    assert (folder / "messages.mo").stat().st_size > 1000
