"""The pages of working a case under hostile words, odd addresses and a long case."""

import io
import json

import pytest

import criteria
from tests.webapp.conftest import TERMS
from tests.webapp.test_worker_links import NEW

EVIL = '<script>alert("x")</script><b onclick=1>'
ODD = ["%00", "%ff", "-1", "9" * 30, "²", "%2e%2e%2f", "x" * 3000, "%F0%9F%98%80", ",,,", "%0d%0a"]


def case_of(client, data):
    file = (io.BytesIO(json.dumps({"format": "requalif-case/1", **data}).encode()), "case.json")
    answer = client.post("/cases/import", {"case": file}, content_type="multipart/form-data")
    return answer.location


def test_words_of_the_user_are_shown_as_text(client):
    base = case_of(
        client,
        {
            "title": EVIL,
            "platform": {"name": EVIL},
            "worker": {"reference": EVIL},
            "sources": [{"id": i, "kind": "testimony", "label": EVIL} for i in ("t1", "t2")],
            "findings": [
                {"indicator": "work_instructions", "state": s, "kind": "practice", "source": i,
                 "quote": EVIL, "note": EVIL}
                for i, s in (("t1", "present"), ("t2", "absent"))
            ],
        },
    )  # fmt: skip
    for n in (1, 2):
        text = TERMS.replace("La plateforme", EVIL * n + " La plateforme").replace("Lib", EVIL)
        client.post(f"{base}/documents/new", {"text": text, "title": EVIL})
    files = {"files": [(io.BytesIO(b"x"), EVIL)]}
    client.post(f"{base}/sources/t1/files", files, content_type="multipart/form-data")
    client.post(f"{base}/links/new", {**NEW, "label": EVIL}, 200)
    pages = [
        "/platforms", f"/platforms/cases?name={EVIL}",
        *(base + p for p in (
            "/matrix", "/versions?show=all", "/evidence", "/what-if?present=<script>alert",
            "/sources/t1/files", "/sources/t1/files/1/delete", "/links", "/links/1",
            "/guided/short", "/documents/1/review/together?above=50",
            "/documents/1/findings/3/reject", "/answers",
        )),
    ]  # fmt: skip
    for path in pages:
        page = client.get(path)
        assert "<script>alert" not in page.html, path
        assert "<b onclick" not in page.html, path


@pytest.mark.parametrize("odd", ODD)
def test_odd_addresses_are_answered_without_a_fault(client, base, document, odd):
    for path in (
        f"/w/{odd}",
        f"/platforms/cases?name={odd}",
        f"{base}/what-if?present={odd}&i-{odd}=present",
        f"{base}/versions?old={odd}&new={odd}&page={odd}&show={odd}",
        f"{base}/matrix?show={odd}",
        f"{base}/guided/full?later={odd}&source={odd}",
        f"{base}/guided/{odd}",
        f"{base}/links/{odd}",
        f"{base}/sources/{odd}/files",
        f"{document}/review/next?after={odd}",
        f"{document}/review/together?above={odd}",
        f"{document}/clauses/{odd}",
        f"{base}/findings/{odd}/words",
    ):
        status = client.flask.get(path).status_code
        assert status < 500, (path, status)


def test_a_long_case_is_shown_whole(client):
    indicators = list(criteria.load().indicators)
    sources = [{"id": f"t{n}", "kind": "testimony", "label": f"W{n}"} for n in range(30)]
    findings = [
        {"indicator": indicators[n % len(indicators)], "state": "present" if n % 3 else "absent",
         "kind": "practice", "source": f"t{n % 30}"}
        for n in range(500)
    ]  # fmt: skip
    data = {"platform": {"name": "P"}, "sources": sources, "findings": findings}
    base = case_of(client, data)
    page = client.get(f"{base}/matrix")
    assert len(page.all("thead/tr/th")) == 31
    client.get(f"{base}/evidence")
    client.get("/platforms/cases?name=p")
