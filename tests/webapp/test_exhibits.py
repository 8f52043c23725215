"""Files beside a source: kept byte for byte, exported, erased."""

import hashlib
import io

import pytest

from tests.webapp.conftest import TERMS

PIXELS = bytes(range(256)) * 8


def send(client, base, *files, status=302):
    data = {"files": [(io.BytesIO(d), n) for n, d in files]}
    return client.post(f"{base}/sources/s1/files", data, status, content_type="multipart/form-data")


@pytest.fixture
def source(client, base):
    client.post(f"{base}/sources/new", {"kind": "screenshot", "label": "Écran du 3 mars"})
    return base


def stored(instance):
    return [p for p in (instance / "files").rglob("*") if p.is_file()]


@pytest.mark.parametrize("kind", ["screenshot", "payslip", "payment"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_source_may_be_of_each_kind_and_is_named_so(client, base, kind, lang):
    client.get(f"/language/{lang}", 302)
    client.post(f"{base}/sources/new", {"kind": kind, "label": "Pièce"})
    client.get(f"{base}/sources")
    client.get(f"{base}/sources/s1/files")
    send(client, base, ("p.png", PIXELS))
    client.get(f"{base}/sources/s1/files")
    client.get(f"{base}/sources/s1/files/1/delete")
    client.get(f"{base}/result")


def test_the_bytes_come_back_as_they_were_with_their_hash_shown(client, source):
    send(client, source, ("../écran.png", PIXELS))
    assert hashlib.sha256(PIXELS).hexdigest() in client.get(f"{source}/sources/s1/files").text
    response = client.get(f"{source}/sources/s1/files/1")
    assert response.data == PIXELS
    assert response.mimetype == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_the_same_file_sent_twice_is_kept_once(client, source, row):
    send(client, source, ("a.png", PIXELS), ("b.png", PIXELS))
    send(client, source, ("a.png", PIXELS))
    assert len(row.exhibits) == 1


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([], "au moins un fichier"),
        ([("a.png", b"")], "vide"),
        ([("a.png", b"x"), ("b.png", b"x" * 10_000_001)], "dépasse"),
        ([(f"{n}.txt", b"%d" % n) for n in range(51)], "50 fichiers au plus"),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_is_kept(
    client, source, row, instance, files, said
):
    page = send(client, source, *files, status=422)
    assert said in page.text
    assert row.exhibits == []
    assert stored(instance) == []


def test_erasing_a_file_erases_its_bytes_unless_a_document_holds_the_same(client, source, instance):
    send(client, source, ("a.txt", TERMS.encode()))
    client.post(f"{source}/documents/new", {"text": TERMS})
    client.post(f"{source}/sources/s1/files/1/delete")
    assert client.get(f"{source}/documents/1/original").data == TERMS.encode()
    client.post(f"{source}/documents/1/delete")
    assert stored(instance) == []


def test_erasing_the_case_erases_its_files(client, source, instance):
    send(client, source, ("a.png", PIXELS))
    client.post(f"{source}/delete")
    assert stored(instance) == []


def test_a_source_with_files_is_not_deleted_under_them(client, source, row):
    send(client, source, ("a.png", PIXELS))
    assert client.post(f"{source}/sources/s1/delete").location.endswith("/sources/s1/files")
    assert len(row.sources) == 1


def test_an_exported_case_brings_its_files_along(client, source):
    send(client, source, ("a.png", PIXELS))
    data = client.get(f"{source}/case.zip", check=False).data
    answer = client.post(
        "/cases/import", {"case": (io.BytesIO(data), "c.zip")}, content_type="multipart/form-data"
    )
    other = answer.location
    assert other != source
    page = client.get(f"{other}/sources/s1/files")
    link = next(a for a in page.links if a.endswith("/files/2"))
    assert client.get(link).data == PIXELS


def test_a_file_of_another_case_is_not_given(client, source):
    send(client, source, ("a.png", PIXELS))
    other = client.post("/cases/new", {"title": "x"}).location.removesuffix("/relation")
    client.post(f"{other}/sources/new", {"kind": "payslip", "label": "x"})
    client.get(f"{other}/sources/s1/files/1", 404)
    client.get(f"{source}/sources/s1/files/99999999999", 404)
    client.get(f"{source}/sources/s9/files", 404)
