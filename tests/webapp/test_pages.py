"""Every page, in both languages, empty and filled: sound, translated, safe."""

import json

import pytest

import criteria
from tests.webapp.conftest import TERMS

SECTIONS = [section.id for section in criteria.load().sections]
PAGES = [
    "",
    "/edit",
    "/delete",
    "/relation",
    "/sources",
    "/sources/new",
    "/findings",
    "/findings/new",
    "/documents",
    "/documents/new",
    "/questions",
    *(f"/questions/{section}" for section in SECTIONS),
    "/questions/pay/effects",
    "/answers",
    "/result",
    "/money",
    "/money/dates",
    "/money/periods/new",
    "/money/values/new",
]


@pytest.fixture
def filled(client, base, document):
    """A case with something in every part."""
    client.post(f"{base}/sources/new", {"kind": "testimony", "label": "T1", "date": "2026-02-01"})
    client.post(
        f"{base}/findings/new",
        {"indicator": "work_instructions", "state": "present", "kind": "practice",
         "source_key": "t1", "quote": "On me dit quoi faire.", "note": "Répété deux fois."},
    )  # fmt: skip
    for section in SECTIONS:
        page = client.get(f"{base}/questions/{section}")
        answers = {}
        for field in page.all("input"):
            if field.get("type") == "radio" and field.get("value") != "unknown":
                answers.setdefault(field.get("name"), field.get("value"))
        client.post(f"{base}/questions/{section}", {**answers, "then": "next"})
    client.post(f"{document}/findings/1", {"action": "accept"})
    return base


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_page_of_an_empty_case_is_sound(client, base, lang):
    client.get(f"/language/{lang}", 302)
    for path in PAGES:
        assert client.get(base + path).root.get("lang") == lang


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_page_of_a_filled_case_is_sound(client, filled, document, lang):
    client.get(f"/language/{lang}", 302)
    more = [
        "/sources/t1",
        "/sources/t1/delete",
        "/findings/3",
        "/documents/1/delete",
        "/documents/1/findings/1/label",
        "/documents/1/clauses/0/label",
        *(
            f"/documents/1/review?show={s}"
            for s in ("todo", "accepted", "rejected", "found", "all")
        ),
    ]
    for path in [*PAGES, *more]:
        assert client.get(filled + path).root.get("lang") == lang


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("path", ["/", "/cases/new", "/cases/import", "/about"])
def test_the_pages_outside_a_case_are_sound(client, path, lang):
    client.get(f"/language/{lang}", 302)
    assert client.get(path).root.get("lang") == lang


def test_the_start_page_is_french_and_says_that_there_is_no_case(client):
    page = client.get("/")
    assert page.root.get("lang") == "fr"
    assert "Pas encore de dossier" in page.text


def test_the_language_switch_keeps_the_page(client, base):
    page = client.get(f"{base}/documents?x=1")
    switch = next(link for link in page.links if link.startswith("/language/en"))
    answer = client.get(switch, 302)
    assert answer.location == f"{base}/documents?x=1"
    assert client.get(answer.location).root.get("lang") == "en"


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", ""],
)
def test_the_language_switch_leads_to_no_foreign_site(client, target):
    assert client.get("/language/en", 302, query_string={"next": target}).location == "/"


def test_words_of_the_user_are_shown_as_text_on_every_page(client, app):
    evil = '<script>alert("x")</script><b onclick=1>'
    case = {
        "format": "requalif-case/1",
        "title": evil,
        "platform": {"name": evil, "chain": [{"role": evil[:80], "name": evil}]},
        "worker": {"reference": evil},
        "sources": [{"id": "t1", "kind": "testimony", "label": evil}],
        "findings": [
            {"indicator": "work_instructions", "state": "present", "kind": "practice",
             "source": "t1", "quote": evil, "note": evil, "place": {"heading": evil}},
        ],
    }  # fmt: skip
    base = _import(client, case)
    text = TERMS.replace("La plateforme", evil + " La plateforme").replace("Liberté", evil)
    client.post(f"{base}/documents/new", {"text": text, "title": evil})
    pages = [*PAGES, "/sources/t1", "/documents/1/review?show=all", "/documents/1/clauses/0/label"]
    for path in ["/", *(base + p for p in pages)]:
        page = client.get(path)
        assert "<script>alert" not in page.html
        assert "<b onclick" not in page.html


def _import(client, case):
    import io

    file = (io.BytesIO(json.dumps(case).encode()), "case.json")
    answer = client.post("/cases/import", {"case": file}, content_type="multipart/form-data")
    return answer.location
