"""Importing and exporting cases."""

import io
import json
import sqlite3
import zipfile

import pytest

from tests.webapp.conftest import TERMS

CASE = {
    "format": "requalif-case/1",
    "title": "Importé",
    "facts_on": "2026-01-01",
    "platform": {"name": "P", "sector": "delivery", "chain": [{"role": "worker"}]},
    "worker": {"reference": "T1", "registered": False},
    "sources": [{"id": "t1", "kind": "testimony", "label": "T1"}],
    "findings": [
        {"indicator": "work_instructions", "state": "present", "kind": "practice", "source": "t1"}
    ],
    "documents": [{"path": "terms.md", "title": "Conditions", "read": "propose"}],
}


def send(client, data, name="case.json", status=302, documents=()):
    data = json.dumps(data).encode() if isinstance(data, dict) else data
    form = {
        "case": (io.BytesIO(data), name),
        "documents": [(io.BytesIO(d), n) for n, d in documents],
    }
    return client.post("/cases/import", form, status, content_type="multipart/form-data")


def count(instance):
    database = sqlite3.connect(instance / "requalif.sqlite")
    number = database.execute("select count(*) from cases").fetchone()[0]
    database.close()
    return number


def test_an_imported_case_exports_as_it_came(client):
    base = send(client, {**CASE, "documents": []}).location
    out = json.loads(client.get(f"{base}/case.json").data)
    for key in ("title", "facts_on", "sources", "findings"):
        assert out[key] == CASE[key]
    assert out["worker"] == CASE["worker"]


def test_documents_sent_along_are_read(client):
    base = send(client, CASE, documents=[("terms.md", TERMS.encode())]).location
    assert "2 passages à relire" in client.get(base).text


def test_a_missing_document_is_named_and_can_be_supplied_later(client):
    answer = send(client, CASE)
    assert "1 document manque" in client.get(answer.location).text
    page = client.get(f"{answer.location}/documents")
    assert "terms.md" in page.text
    supply = next(link for link in page.links if "replaces=1" in link)
    assert client.get(supply).root.find(".//*[@id='title']").get("value") == "Conditions"
    form = {"text": TERMS, "title": "Conditions", "replaces": "1"}
    client.post(supply, form)
    assert "2 passages à relire" in client.get(answer.location).text


def test_accepted_readings_count_and_are_marked_as_not_reviewed(client):
    case = {**CASE, "documents": [{"path": "terms.md", "read": "accept"}]}
    base = send(client, case, documents=[("terms.md", TERMS.encode())]).location
    assert "compté sans relecture" in client.get(f"{base}/findings").text
    client.post(f"{base}/documents/1/findings/2", {"action": "accept"})
    text = client.get(f"{base}/documents/1/review?show=accepted").text
    assert text.count("compté sans relecture") == 1


def test_what_the_case_says_of_a_clause_is_not_proposed_again(client):
    start = TERMS.index("La plateforme")
    finding = {
        "indicator": "price_set_by_platform", "state": "present", "kind": "stipulation",
        "source": "cgu", "quote": "fixe seule le prix",
        "place": {"start": start, "end": start + 20},
    }  # fmt: skip
    case = {
        **CASE,
        "sources": [*CASE["sources"], {"id": "cgu", "kind": "document", "label": "CGU"}],
        "findings": [finding],
        "documents": [{"path": "terms.md", "source": "cgu"}],
    }
    base = send(client, case, documents=[("terms.md", TERMS.encode())]).location
    page = client.get(f"{base}/documents/1/review?show=found")
    assert "1 passage reste à relire" in page.text
    assert "ajouté à la main" in page.text


def test_a_case_goes_out_and_comes_back_as_a_zip_with_its_documents(client, base, document):
    client.post(f"{document}/findings/1", {"action": "accept"})
    data = client.get(f"{base}/case.zip").data
    assert data == client.get(f"{base}/case.zip").data
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert names == ["case.json", "documents/texte.txt"]
    again = send(client, data, "case.zip").location
    text = client.get(f"{again}/documents/2/review?show=found").text
    assert "1 passage reste à relire" in text


BAD = {
    "empty": b"",
    "no JSON": b"{",
    "a list": b"[]",
    "another format": b'{"format": "other"}',
    "not text": b"\xff\xfe\x00",
    "an unknown indicator": json.dumps(
        {**CASE, "findings": [{"indicator": "nope", "state": "present", "kind": "practice"}]}
    ).encode(),
    "an unknown question": json.dumps(
        {**CASE, "answers": [{"question": "nope", "value": True}]}
    ).encode(),
    "a date before the law": json.dumps({**CASE, "facts_on": "1980-01-01"}).encode(),
    "a path outside": json.dumps({**CASE, "documents": [{"path": "../x"}]}).encode(),
    "another law": json.dumps({**CASE, "jurisdiction": "zz"}).encode(),
    "deep nesting": b'{"a":' * 100_000,
    "a broken zip": b"PK\x03\x04" + b"x" * 100,
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_case_file_is_explained_and_nothing_is_kept(client, instance, what):
    page = send(client, BAD[what], status=422)
    assert "#case" in page.links
    assert page.title.startswith("Erreur")
    assert count(instance) == 0
    assert [p for p in (instance / "files").rglob("*") if p.is_file()] == []


def test_a_zip_that_unfolds_too_far_is_refused(client, instance, app):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("case.json", json.dumps(CASE))
        archive.writestr("terms.md", b"0" * 30_000_000)
    page = send(client, out.getvalue(), "case.zip", 422)
    assert "dépasse 10\u00a0Mo" in page.html
    assert count(instance) == 0


def test_a_zip_cannot_write_outside_the_files_folder(client, instance):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("case.json", json.dumps({**CASE, "documents": []}))
        archive.writestr("../../escaped.txt", b"x")
    send(client, out.getvalue(), "case.zip")
    assert not (instance.parent / "escaped.txt").exists()
    assert not (instance / "escaped.txt").exists()


def test_nothing_chosen_is_told(client):
    page = client.post("/cases/import", {}, 422)
    assert "Choisissez le fichier du dossier" in page.text
