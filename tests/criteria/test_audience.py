"""What each reader needs under a law: data under the same checks as the rest of the catalogue."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import criteria
from criteria.audience import FILE
from criteria.loader import DATA


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the shared files and of French law, to be spoilt."""
    for name in ("indicators.yaml", "questions.yaml"):
        shutil.copy(DATA / name, tmp_path / name)
    shutil.copytree(DATA / "fr", tmp_path / "fr")
    return tmp_path


def spoil(root: Path, old: str, new: str) -> list[str]:
    path = root / "fr" / FILE
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(criteria.CatalogueError) as caught:
        criteria.audiences("fr", root)
    return [fault.message("en") for fault in caught.value.faults]


def test_french_law_tells_all_three_readers_something() -> None:
    said = criteria.audiences("fr")
    assert [e.id for e in said.elements][:2] == ["competence", "author"]
    assert {"material", "intent"} <= {e.id for e in said.elements}
    assert [d.period.fr for d in said.deadlines] == ["12 mois", "2 ans", "3 ans", "5 ans"]
    assert said.steps
    assert said.keep
    assert said.risks
    assert said.order
    assert said.filing


def test_a_law_that_says_nothing_of_readers_has_nothing_for_them() -> None:
    for jurisdiction in criteria.available():
        said = criteria.audiences(jurisdiction)
        if jurisdiction != "fr":
            assert said == criteria.Audiences()


def test_an_authority_that_does_not_exist_is_named_with_its_line(root: Path) -> None:
    (message,) = spoil(root, "ct_L8224_5", "ct_L8224_55")
    assert "fr/audiences.yaml" in message
    assert "ct_L8224_55" in message
    assert "ct_L8224_5" in message.replace("ct_L8224_55", "")


def test_an_indicator_that_does_not_exist_is_named(root: Path) -> None:
    (message,) = spoil(root, "formality_missing", "formality_mising")
    assert "formality_mising" in message


def test_a_conclusion_that_does_not_exist_is_named(root: Path) -> None:
    (message,) = spoil(root, "[concealed_employment]", "[concealment]")
    assert "concealment" in message


def test_a_text_without_its_english_is_refused(root: Path) -> None:
    messages = spoil(root, "        en: 12 months\n", "")
    assert any("en" in m for m in messages)


def test_texts_have_each_language_s_typography() -> None:
    text = (DATA / "fr" / FILE).read_text("utf-8")
    french = re.findall(r"^\s*(?:- )?fr: (.*)$", text, re.M)
    assert len(french) > 30
    for line in french:
        assert not re.search(r"\w'\w", line), line
        assert not re.search(r"(?<!\u202f)[;?!](?= |$)| :(?= )", line), line
