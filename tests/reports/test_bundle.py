"""A report with its exhibits in one ZIP: numbered, stamped, listed, hashed; PDFs of strangers."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace

import pikepdf
import pytest

from reports import ReportError, foreign
from reports.bundle import MANIFEST, SUMS, bundle
from reports.pdf import to_pdf, to_pdfs
from rules.model import Document
from tests.reports.conftest import flat, pages_text
from tests.reports.test_readers import demonstration

TERMS = b"# Conditions\n\nLa plateforme fixe le prix.\nLigne seconde <script>alert(1)</script>\n"


def page(words: str) -> str:
    return f"<!DOCTYPE html><html lang=fr><title>x</title><body><p>{words}</p></html>"


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return to_pdf(page("un").replace("</p>", "</p><p style='break-before: page'>deux</p>"))


@pytest.fixture(scope="module")
def made(pdf: bytes) -> bytes:
    return bundle(*given(pdf), formats=("html",))


def given(pdf: bytes):  # type: ignore[no-untyped-def]
    files = {"terms.md": TERMS, "documents/reçu.pdf": pdf, "documents/photo.jpg": b"\xff\xd8\xff"}
    sources = {"terms.md": "cgc", "documents/reçu.pdf": "t1", "documents/photo.jpg": "t2"}
    documents = tuple(
        Document(path, path, None, "propose", hashlib.sha256(data).hexdigest(), sources[path])
        for path, data in files.items()
    )
    base = demonstration()
    return replace(base, case=replace(base.case, documents=documents), reader="union"), files


def opened(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_originals_are_there_byte_for_byte_under_their_number(made: bytes, pdf: bytes) -> None:
    members = opened(made)
    assert members["originals/01-terms.md"] == TERMS
    assert members["originals/02-recu.pdf"] == pdf
    assert members["originals/03-photo.jpg"] == b"\xff\xd8\xff"


def test_a_pdf_bears_its_number_on_each_page(made: bytes) -> None:
    pages = pages_text(opened(made)["exhibits/02-t1-contributrice.pdf"])
    assert [("Pièce n°" in p, f"{n}/2" in p) for n, p in enumerate(pages, 1)] == [(True, True)] * 2


def test_a_text_has_a_sheet_with_its_words_and_its_fingerprint(made: bytes) -> None:
    name = next(n for n in opened(made) if n.startswith("exhibits/01-"))
    text = "\n".join(flat(p) for p in pages_text(opened(made)[name])).replace("\n", " ")
    assert "Pièce n° 1" in text.replace("\u00a0", " ")
    assert "La plateforme fixe le prix." in text
    assert "<script>alert(1)</script>" in text
    assert hashlib.sha256(TERMS).hexdigest() in text.replace(" ", "")


def test_an_exhibit_without_a_file_has_a_sheet_with_the_words_recorded(made: bytes) -> None:
    members = opened(made)
    text = "\n".join(pages_text(members["exhibits/04-constat-au-domicile-de-t1.pdf"]))
    assert "capture effectuée" in text
    assert not any(n.startswith("originals/04") for n in members)


def test_what_cannot_be_printed_has_a_sheet_that_says_so(made: bytes) -> None:
    name = next(n for n in opened(made) if n.startswith("exhibits/03-"))
    assert "joint tel quel" in "\n".join(pages_text(opened(made)[name])).replace("\r\n", " ")


def test_manifest_and_sums_have_every_file_with_its_hash(made: bytes) -> None:
    members = opened(made)
    manifest = json.loads(members[MANIFEST])
    assert manifest["format"] == "requalif-bundle/1"
    listed = {f["path"]: f["sha256"] for f in manifest["files"]}
    assert set(listed) == set(members) - {MANIFEST, SUMS}
    assert all(hashlib.sha256(members[n]).hexdigest() == sha for n, sha in listed.items())
    sums = dict(reversed(line.split("  ")) for line in members[SUMS].decode().splitlines())
    assert set(sums) == set(members) - {SUMS}
    assert [e["made"] for e in manifest["exhibits"]] == ["sheet", "stamped", "sheet", "sheet"]


def test_the_index_lists_the_exhibits_in_order(made: bytes) -> None:
    index = opened(made)["index.html"].decode()
    assert index.index("T1, contributrice") < index.index("Constat au domicile")
    assert "Bordereau de pièces" in index


def test_the_same_input_gives_the_same_bytes(made: bytes, pdf: bytes) -> None:
    assert bundle(*given(pdf), formats=("html",)) == made


def test_members_have_no_date_of_the_clock_and_no_path_out_of_the_bundle(made: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        for member in archive.infolist():
            assert member.date_time == (1980, 1, 1, 0, 0, 0)
            assert ".." not in member.filename
            assert not member.filename.startswith("/")
            assert member.filename.isascii()


def test_a_pseudonymised_bundle_goes_without_the_exhibits_that_hold_the_names(pdf: bytes) -> None:
    input_, files = given(pdf)
    members = opened(bundle(replace(input_, pseudonymised=True), files, formats=("html",)))
    assert not any(n.startswith(("originals/", "exhibits/")) for n in members)
    assert "pseudonymisé" in members["README.txt"].decode()
    assert "pseudonymisé" in members["index.html"].decode()


def test_a_pdf_that_is_locked_or_broken_is_joined_as_it_is_and_the_sheet_says_why(
    pdf: bytes,
) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    for data, code, said in (
        (out.getvalue(), "pdf_locked", "mot de passe"),
        (b"%PDF-1.7\nnothing more", "pdf_unreadable", "ne peut pas être lu"),
    ):
        input_, files = given(pdf)
        files["documents/reçu.pdf"] = data
        members = opened(bundle(input_, files, formats=("html",)))
        exhibit = json.loads(members[MANIFEST])["exhibits"][1]
        assert exhibit["fault"] == code
        assert members["originals/02-recu.pdf"] == data
        text = "\n".join(pages_text(members[exhibit["shown"]])).replace("\r\n", " ")
        assert said in text


# -- PDFs of strangers ------------------------------------------------------------------------


def test_a_rotated_page_is_stamped_where_people_look(pdf: bytes) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.pages[0].Rotate = 90
        document.save(out)
    stamped, pages = foreign.stamp(out.getvalue(), "Exhibit 7")
    assert pages == 2
    assert "Exhibit 7" in pages_text(stamped)[0]


def test_a_name_that_the_pdf_already_uses_is_not_taken_from_it(pdf: bytes) -> None:
    once, _ = foreign.stamp(pdf, "Exhibit 1")
    twice, _ = foreign.stamp(once, "Exhibit 2")
    text = pages_text(twice)[0]
    assert "Exhibit 1" in text
    assert "Exhibit 2" in text
    assert "un" in text


def test_what_is_no_pdf_is_refused_in_the_child() -> None:
    for data in (b"", b"%PDF-", b"%PDF-1.4" + b"\0" * 1000):
        with pytest.raises(ReportError) as caught:
            foreign.stamp(data, "x")
        assert caught.value.code == "pdf_unreadable"
    with pytest.raises(ReportError):
        foreign.attachments(b"not a pdf")


def test_several_pages_are_laid_out_by_one_child_as_each_would_be_alone() -> None:
    pages = [page("un"), page("deux")]
    assert to_pdfs(pages) == [to_pdf(p) for p in pages]
    assert to_pdfs([]) == []
