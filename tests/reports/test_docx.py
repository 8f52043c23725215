"""The text to edit: what a word processor and a screen reader find in it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import docx
import pytest
from docx.oxml.ns import qn

from reports import render
from tests.reports import samples
from tests.reports.test_readers import demonstration

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def made() -> bytes:
    return render(replace(demonstration(), reader="lawyer"), "docx")


@pytest.fixture(scope="module")
def opened(made: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(made))


def part(made: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return ElementTree.fromstring(archive.read(name))


def test_headings_are_headings_and_tell_their_level(opened: docx.document.Document) -> None:
    levels = [p.style.name for p in opened.paragraphs if p.style.name.startswith("Heading")]
    assert opened.paragraphs[0].style.name == "Title"
    assert levels[0] == "Heading 1"
    assert {"Heading 1", "Heading 2"} <= set(levels)


def test_authorities_are_real_footnotes_each_called_once(made: bytes) -> None:
    notes = part(made, "word/footnotes.xml").findall(f"{W}footnote")
    ids = [n.get(f"{W}id") for n in notes]
    assert ids[:2] == ["-1", "0"]
    called = [
        r.get(f"{W}id") for r in part(made, "word/document.xml").iter(f"{W}footnoteReference")
    ]
    assert called == ids[2:]
    assert len(called) > 30
    words = "".join(t.text or "" for t in notes[4].iter(f"{W}t"))
    assert words.strip().endswith(".")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert b"footnotes+xml" in archive.read("[Content_Types].xml")
        assert b"footnotes.xml" in archive.read("word/_rels/document.xml.rels")


def test_paragraphs_are_numbered_by_the_word_processor_not_by_typed_digits(
    opened: docx.document.Document,
) -> None:
    numbered = [p for p in opened.paragraphs if p.style.name == "Requalif Numbered"]
    assert len(numbered) > 40
    assert len({p._p.pPr.numPr.numId.val for p in numbered}) == 1
    assert not any(p.text[:1].isdigit() for p in numbered)


def test_table_headers_repeat_and_rows_are_not_cut(opened: docx.document.Document) -> None:
    table = opened.tables[-1]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(r._tr.trPr.find(qn("w:cantSplit")) is not None for r in table.rows)
    assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None


@pytest.mark.parametrize(("lang", "code"), [("fr", "fr-FR"), ("en", "en-GB")])
def test_the_language_of_the_text_is_set(lang: str, code: str) -> None:
    given = render(replace(demonstration(lang), reader="union"), "docx")
    language = next(part(given, "word/styles.xml").iter(f"{W}lang"))
    assert language.get(f"{W}val") == code


def test_the_foot_has_page_and_number_of_pages(opened: docx.document.Document) -> None:
    foot = opened.sections[0].footer.paragraphs[0]._p
    codes = [t.text.strip() for t in foot.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


def test_the_paper_is_a4_and_the_author_is_the_product(opened: docx.document.Document) -> None:
    section = opened.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert opened.core_properties.author == "Requalif"
    assert opened.core_properties.created.year == 2000


def test_every_part_is_sound_xml_and_carries_no_date_of_the_clock(made: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        for member in archive.infolist():
            assert member.date_time == (1980, 1, 1, 0, 0, 0)
            if member.filename.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(member))


@pytest.mark.parametrize("reader", ["full", "inspector", "lawyer"])
def test_hostile_words_are_words(reader: str) -> None:
    given = samples.rich()
    case = replace(given.case, title="<w:p> & \x00\x0b\u202e ]]> =cmd|' /C calc'!A0")
    data = render(replace(given, case=case, reader=reader), "docx")
    text = docx.Document(io.BytesIO(data)).paragraphs[1].text
    assert text.startswith("<w:p> & ")
    assert "⟨U+202E⟩" in text
