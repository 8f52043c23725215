"""Everything of a case or of an office, in one ZIP."""

import hashlib
import io
import json
import zipfile

import pytest

import rules
from tests.webapp.conftest import TERMS
from tests.webapp.office.conftest import PASSWORD
from webapp.office import audit


def opened(response):
    archive = zipfile.ZipFile(io.BytesIO(response.data))
    assert archive.testzip() is None
    return archive


def test_everything_of_a_case_is_in_it_what_was_rejected_too(client, nord, case_id):
    client.post(f"{nord}/documents/1/findings/1", {"action": "reject"})
    archive = opened(client.get(f"{nord}/everything.zip"))
    at = f"cases/{case_id}"
    case = rules.parse_case(archive.read(f"{at}/case.json"))
    assert case.title == "Essai"
    rows = json.loads(archive.read(f"{at}/rows.json"))
    assert {f["status"] for f in rows["findings"]} >= {"rejected", "accepted"}
    assert [s["label"] for s in rows["sources"]] == ["Conditions", "Secret de T1"]
    sha256 = hashlib.sha256(TERMS.encode()).hexdigest()
    assert archive.read(f"{at}/files/{sha256}").decode() == TERMS
    assert b'"case": "' + case_id.encode() in archive.read("log.jsonl")


def test_the_manifest_names_every_file_with_its_hash(client, nord):
    archive = opened(client.get(f"{nord}/everything.zip"))
    told = json.loads(archive.read("manifest.json"))["files"]
    assert set(told) == set(archive.namelist()) - {"manifest.json"}
    for name, sha256 in told.items():
        assert hashlib.sha256(archive.read(name)).hexdigest() == sha256


def test_everything_of_an_office_holds_its_cases_people_and_log_and_no_secret(
    app, anne, nord, browser, case_id
):
    other = browser("sam").post("/cases/new", {"title": "Chez Sud"}).location.split("/")[2]
    archive = opened(anne.get("/office/everything.zip"))
    assert f"cases/{case_id}/case.json" in archive.namelist()
    assert other not in " ".join(archive.namelist())
    office = json.loads(archive.read("office.json"))
    assert {(m["name"], m["role"]) for m in office["members"]} == {
        ("anne", "administrator"), ("malik", "member"), ("lea", "reader")
    }  # fmt: skip
    assert audit.check(audit.load(archive.read("log.jsonl"))).breaks == ()
    everything = b"".join(archive.read(name) for name in archive.namelist())
    for secret in (b"argon2", PASSWORD.encode(), b"token_sha256", b"totp"):
        assert secret not in everything


def test_what_was_taken_out_can_be_imported_again(client, nord, case_id):
    archive = opened(client.get(f"{nord}/everything.zip"))
    data = io.BytesIO(archive.read(f"cases/{case_id}/case.json"))
    answer = client.post(
        "/cases/import", {"case": (data, "case.json")}, content_type="multipart/form-data"
    )
    assert "Secret de T1" in client.get(answer.location + "/sources").text


@pytest.mark.parametrize("path", ["/everything.zip"])
def test_an_empty_case_can_be_taken_out(client, base, path):
    assert "rows.json" in " ".join(opened(client.get(base + path)).namelist())
