"""The bad files are what their names say; otherwise the tests that use them prove nothing."""

import io
import zipfile

import docx
import pypdfium2
import pytest

from tests import badfiles


@pytest.mark.parametrize("name", sorted(badfiles.ALL))
def test_building_twice_gives_equal_bytes(name):
    builder = badfiles.ALL[name]
    assert builder() == builder.__wrapped__()


def test_the_good_pdf_can_be_read():
    with pypdfium2.PdfDocument(badfiles.good_pdf()) as pdf:
        text = pdf[0].get_textpage().get_text_range()
    assert badfiles.CLAUSES[1] in text


def test_the_image_only_pdf_opens_and_holds_no_letter():
    with pypdfium2.PdfDocument(badfiles.image_only_pdf()) as pdf:
        assert len(pdf) == 1
        assert pdf[0].get_textpage().get_text_range() == ""


def test_the_password_pdf_opens_with_its_password_only():
    with pytest.raises(pypdfium2.PdfiumError, match="password"):
        pypdfium2.PdfDocument(badfiles.password_pdf())
    with pypdfium2.PdfDocument(badfiles.password_pdf(), password=badfiles.PASSWORD) as pdf:
        assert len(pdf) == 1


def test_the_good_docx_can_be_read_and_the_truncated_one_is_no_zip():
    document = docx.Document(io.BytesIO(badfiles.good_docx()))
    assert badfiles.CLAUSES[0] in [p.text for p in document.paragraphs]
    assert not zipfile.is_zipfile(io.BytesIO(badfiles.truncated_docx()))


def test_the_long_text_has_as_many_pages_as_asked():
    text = badfiles.long_text(pages=500).decode()
    assert text.count("\n## ") == 499
    assert 300 < len(text.split()) / 500 < 500


def test_the_huge_upload_is_as_large_as_asked_and_takes_no_memory():
    assert sum(len(piece) for piece in badfiles.chunks(badfiles.huge_upload(3))) == 3_000_000


@pytest.mark.slow
def test_the_bombs_are_small_outside_and_large_inside():
    assert len(badfiles.pdf_bomb()) < 10_000
    with zipfile.ZipFile(io.BytesIO(badfiles.zip_bomb_docx())) as archive:
        assert archive.getinfo("word/document.xml").file_size > 400_000_000
    assert len(badfiles.zip_bomb_docx()) < 1_000_000
