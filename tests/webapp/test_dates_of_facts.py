"""From when to when something was so: findings, versions of terms, the parts of the result."""

import json

import pytest

from tests.webapp.conftest import TERMS

STATED = {"indicator": "work_instructions", "state": "present", "kind": "practice"}
#: As the form sends it.
FINDING = {**STATED, "source_key": ""}


@pytest.fixture
def year(client, base):
    """The same case over a year."""
    dates = {"facts_from": "2025-01-01", "facts_to": "2025-12-31"}
    client.post(f"{base}/edit", {"title": "Essai", **dates})
    return base


def export(client, base):
    return json.loads(client.get(f"{base}/case.json").data)


def plain(page):
    return page.text.replace("\u00a0", " ")


def test_a_finding_keeps_its_dates_and_shows_them(client, base):
    dated = {**FINDING, "held_from": "2025-02-01", "held_to": "2025-06-30"}
    client.post(f"{base}/findings/new", dated)
    (finding,) = export(client, base)["findings"]
    assert (finding["from"], finding["to"]) == ("2025-02-01", "2025-06-30")
    assert "du 1er février 2025 au 30 juin 2025" in plain(client.get(f"{base}/findings"))
    field = client.get(f"{base}/findings/1").root.find(".//*[@id='held_from']")
    assert field.get("value") == "2025-02-01"


def test_dates_can_be_taken_away_again(client, base):
    client.post(f"{base}/findings/new", {**FINDING, "held_to": "2025-06-30"})
    client.post(f"{base}/findings/1", {**FINDING, "held_from": "", "held_to": ""})
    (finding,) = export(client, base)["findings"]
    assert "to" not in finding


def test_a_finding_that_ends_before_it_begins_is_refused_at_its_field(client, base):
    wrong = {**FINDING, "held_from": "2025-06-30", "held_to": "2025-02-01"}
    page = client.post(f"{base}/findings/new", wrong, status=422)
    assert "#held_to" in page.links
    assert "inversez les dates" in page.text


def test_a_fact_that_ended_splits_the_result_and_each_part_can_be_opened(client, year):
    client.post(f"{year}/findings/new", {**FINDING, "held_to": "2025-06-30"})
    page = client.get(f"{year}/result")
    section = page.root.find(".//section[@id='periods']")
    rows = section.findall(".//tbody/tr")
    assert len(rows) == 2
    assert "#periods" in page.links
    assert f"{year}/result?on=2025-06-30" in page.links
    said = " ".join("".join(section.itertext()).split()).replace("\u00a0", " ")
    assert "Constatations d’une autre date" in said
    assert "jusqu’au 30 juin 2025" in said
    earlier = client.get(f"{year}/result?on=2025-06-30")
    assert earlier.root.find(".//details[@id='indicator-work_instructions']") is not None


def test_where_nothing_changes_there_are_no_parts(client, base):
    client.post(f"{base}/findings/new", FINDING)
    assert client.get(f"{base}/result").root.find(".//section[@id='periods']") is None


def test_a_document_keeps_until_when_it_applied(client, base):
    form = {"text": TERMS, "title": "Conditions", "version_date": "2024-01-01"}
    client.post(f"{base}/documents/new", {**form, "until": "2025-06-30"})
    (document,) = export(client, base)["documents"]
    assert (document["version_date"], document["until"]) == ("2024-01-01", "2025-06-30")
    assert "appliqué jusqu’au 30 juin 2025" in plain(client.get(f"{base}/documents"))


def test_a_version_that_ends_before_it_begins_is_refused(client, base):
    form = {"text": TERMS, "version_date": "2025-06-30", "until": "2024-01-01"}
    assert "#until" in client.post(f"{base}/documents/new", form, status=422).links


def test_title_and_dates_of_a_document_can_be_changed_later(client, base, document):
    dates = {"version_date": "2024-01-01", "until": "2025-06-30"}
    client.post(f"{document}/edit", {"title": "CGU", **dates})
    out = export(client, base)
    assert out["documents"][0]["title"] == "CGU"
    assert out["documents"][0]["until"] == "2025-06-30"
    assert (out["sources"][0]["label"], out["sources"][0]["date"]) == ("CGU", "2024-01-01")
    page = client.post(f"{document}/edit", {"until": "demain"}, status=422)
    assert page.title.startswith("Erreur")


def test_a_source_named_by_hand_keeps_its_name(client, base, document):
    client.post(f"{base}/sources/d1", {"kind": "document", "label": "À moi", "date": "2023-01-01"})
    client.post(f"{document}/edit", {"title": "CGU", "version_date": "2024-01-01"})
    (source,) = export(client, base)["sources"]
    assert (source["label"], source["date"]) == ("À moi", "2023-01-01")


def test_a_new_version_of_the_terms_cuts_the_period(client, year):
    for title, day in (("CGU", "2024-01-01"), ("CGU", "2025-07-01")):
        form = {"text": TERMS, "title": title, "version_date": day}
        client.post(f"{year}/documents/new", form)
    client.post(f"{year}/documents/1/findings/1", {"action": "accept"})
    client.post(f"{year}/documents/2/findings/3", {"action": "accept"})
    assessment = json.loads(client.get(f"{year}/result/assessment.json").data)
    assert [(p["from"], p["causes"]) for p in assessment["periods"]] == [
        ("2025-01-01", []),
        ("2025-07-01", ["terms"]),
    ]


def test_dates_go_out_and_come_back_with_the_case(client, base, document):
    client.post(f"{document}/edit", {"title": "CGU", "until": "2025-06-30"})
    client.post(f"{base}/findings/new", {**FINDING, "held_from": "2025-02-01"})
    data = client.get(f"{base}/case.zip").data
    import io

    answer = client.post(
        "/cases/import",
        {"case": (io.BytesIO(data), "case.zip")},
        content_type="multipart/form-data",
    )
    before, after = export(client, base), export(client, answer.location)
    assert after["findings"] == before["findings"]
    assert after["documents"][0]["until"] == "2025-06-30"


def test_a_case_file_whose_dates_are_reversed_is_refused(client):
    import io

    case = {
        "format": "requalif-case/1",
        "title": "x",
        "findings": [{**STATED, "from": "2025-02-02", "to": "2025-01-01"}],
    }
    file = (io.BytesIO(json.dumps(case).encode()), "case.json")
    page = client.post("/cases/import", {"case": file}, 422, content_type="multipart/form-data")
    assert "findings[0]" in page.text
