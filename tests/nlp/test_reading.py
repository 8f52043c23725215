"""A document of terms, in any accepted format, becomes located clauses with proposals."""

from __future__ import annotations

import hashlib

import pytest

import criteria
from nlp import ReadingError, read_terms
from nlp.errors import warning_text
from nlp.ingest import extract
from tests import badfiles

FRENCH = (
    "# Conditions\n\n## Article 1 : Compte\n\nLa plateforme peut suspendre immédiatement le compte "
    "du contributeur en cas de manquement aux règles.\n\n## Article 2 : Prix\n\nUne commission de "
    "18,5 % est prélevée sur chaque prestation réalisée par le prestataire.\n\nLes gains sont "
    "versés par virement sous trente (30) jours.\n\nLe contributeur n’est pas salarié de la "
    "société.\n"
)
ENGLISH = (
    "1. Status\n\nYou are an independent contractor and not our employee.\n\n2. Account\n\n"
    "We may suspend or terminate your account at any time for any reason.\n\n"
    "These terms are governed by the laws of Ireland.\n"
)


def stated(reading):
    return {i.id for c in reading.clauses for i in c.indicators}


def test_french_terms_are_read_with_indicators_and_quantities():
    reading = read_terms(FRENCH.encode(), "conditions.md")
    assert reading.language == "fr"
    assert {"account_sanction", "commission_or_fees"} <= stated(reading)
    quantities = {(q.kind, q.value, q.unit) for c in reading.clauses for q in c.quantities}
    assert {("rate", "18.5", "percent"), ("delay", "30", "day")} <= quantities


def test_english_terms_are_read():
    reading = read_terms(ENGLISH.encode(), "terms.txt")
    assert reading.language == "en"
    assert {"independent_status_label", "account_sanction", "forum_or_waiver"} <= stated(reading)


@pytest.mark.parametrize(
    "text",
    [
        FRENCH,
        FRENCH.replace("\n", "\r\n"),
        "\ufeff" + FRENCH,
        FRENCH.replace("Article", "\U0001f600 Article"),
    ],
)
def test_offsets_are_code_points_of_the_decoded_file(text):
    reading = read_terms(text.encode(), "t.md")
    assert reading.text == text
    assert reading.text_sha256 == hashlib.sha256(text.encode()).hexdigest()
    for clause in reading.clauses:
        assert text[clause.start : clause.end] == clause.text
        for proposal in clause.indicators:
            assert text[proposal.trigger.start : proposal.trigger.end] == proposal.trigger.text
            assert clause.start <= proposal.trigger.start <= proposal.trigger.end <= clause.end
        for quantity in clause.quantities:
            assert text[quantity.span.start : quantity.span.end] == quantity.span.text


def test_the_evidence_has_the_promised_shape():
    data = read_terms(FRENCH.encode(), "conditions.md").to_json()
    assert data["document"] == "conditions"
    clause = next(c for c in data["clauses"] if c["indicators"])
    assert {"start", "end", "text", "heading", "indicators", "quantities"} <= set(clause)
    proposal = clause["indicators"][0]
    assert set(proposal) == {"id", "score", "negated", "bound", "trigger", "by"}
    assert set(proposal["trigger"]) == {"start", "end", "text"}
    assert proposal["by"] in ("rule", "model", "both")
    assert {i["id"] for c in data["clauses"] for i in c["indicators"]} <= set(criteria.indicators())


def test_the_same_file_is_read_the_same_twice():
    assert read_terms(FRENCH.encode(), "a.md") == read_terms(FRENCH.encode(), "a.md")


def test_pdf_words_carry_their_page():
    reading = read_terms(badfiles.good_pdf(), "terms.pdf", lang="fr")
    assert reading.clauses
    assert {c.page for c in reading.clauses} <= {1, 2, 3}
    for clause in reading.clauses:
        assert reading.text[clause.start : clause.end] == clause.text


def test_docx_and_html_are_read():
    assert read_terms(badfiles.good_docx(), "terms.docx").clauses
    page = (
        "<html><head><script>alert(1)</script></head><body><h2>Compte</h2><p>La plateforme peut "
        "<b>suspendre</b> le compte du prestataire en cas de manquement.</p><ul><li>Le prestataire "
        "reste libre de refuser une mission.</li></ul></body></html>"
    )
    reading = read_terms(page.encode(), "page.html")
    assert "alert" not in reading.text
    assert "peut suspendre le compte" in reading.text
    assert any(c.heading == "Compte" for c in reading.clauses)


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (badfiles.empty(), "a.md", "empty"),
        (badfiles.only_spaces(), "a.txt", "empty"),
        (badfiles.image_only_pdf(), "a.pdf", "image_only"),
        (badfiles.password_pdf(), "a.pdf", "password"),
        (badfiles.truncated_docx(), "a.docx", "damaged"),
        (badfiles.docx_without_document(), "a.docx", "unsupported"),
        (badfiles.docx_broken_xml(), "a.docx", "damaged"),
        (badfiles.long_text(500), "a.txt", "too_long"),
        (badfiles.binary_as_txt(), "a.txt", "unsupported"),
        (b"x" * 26_000_000, "a.txt", "too_large"),
        (b"hello", "a.exe", "unsupported"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_both_languages(data, name, code):
    with pytest.raises(ReadingError) as caught:
        read_terms(data, name)
    assert caught.value.code == code
    assert name in caught.value.message("fr")
    assert name in caught.value.message("en")


def test_the_length_of_a_document_is_told_in_the_digits_of_each_language():
    error = ReadingError("too_long", name="a.txt", found=1_204_075, limit=1_000_000)
    assert "1\u202f204\u202f075 caractères" in error.message("fr")
    assert "1,204,075 characters" in error.message("en")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("data", "name"),
    [(badfiles.zip_bomb_docx(), "bomb.docx"), (badfiles.pdf_bomb(), "bomb.pdf")],
)
def test_a_bomb_kills_only_the_child(data, name):
    with pytest.raises(ReadingError) as caught:
        read_terms(data, name)
    assert caught.value.code in ("too_slow", "image_only", "damaged")


def test_html_with_processing_instructions_in_its_body_is_read():
    page = "<html><body><?xml:namespace prefix = o /><p>La plateforme <?php echo $x ?>paie.</p>"
    assert "paie." in extract(page.encode(), "a.html").text


def test_nested_and_hostile_html_is_read_or_refused_but_never_fetched():
    codes = set()
    for data in (badfiles.hostile_html(), badfiles.nested_html(5_000)):
        try:
            reading = read_terms(data, "a.html", lang="fr")
        except ReadingError as error:
            codes.add(error.code)
        else:
            assert "<script" not in reading.text
    assert codes <= {"too_slow", "damaged", "empty"}


def test_an_old_encoding_is_guessed_and_said():
    reading = read_terms(badfiles.latin1_text(), "a.txt", lang="fr")
    assert "guessed_encoding" in reading.warnings
    assert warning_text("guessed_encoding", "fr")
    assert warning_text("guessed_encoding", "en")


def test_another_language_is_refused_rather_than_misread():
    german = "Der Auftragnehmer verpflichtet sich, die Arbeiten selbst auszuführen. " * 20
    with pytest.raises(ReadingError) as caught:
        read_terms(german.encode(), "a.txt")
    assert caught.value.code == "bad_language"


@pytest.mark.slow
def test_every_document_of_the_corpus_is_read_without_a_fault(corpus_dir):
    for path in sorted((corpus_dir / "docs").glob("*.md"))[::4]:
        reading = read_terms(path)
        assert reading.clauses
        assert all(reading.text[c.start : c.end] == c.text for c in reading.clauses)
