"""The page of downloads: every reader, format and choice; names never in an address."""

import io
import zipfile

import docx
import pytest

from tests.webapp.conftest import TERMS
from webapp import filing


@pytest.fixture
def url(base):
    return f"{base}/reports"


def ask(client, url, status=200, **data):
    client.get(url)
    given = {"reader": "full", "format": "html", "lang": "fr", **data, "csrf_token": client.token}
    response = client.flask.post(url, data=given)
    assert response.status_code == status, response.text[:2000]
    return response


def test_the_page_offers_every_reader_format_language_and_section(client, url):
    page = client.get(url)
    values = {i.get("name"): set() for i in page.all("input")}
    for field in page.all("input"):
        values[field.get("name")].add(field.get("value"))
    assert values["reader"] == {"full", "inspector", "union", "lawyer"}
    assert values["format"] == set(filing.KINDS)
    assert values["lang"] == {"fr", "en"}
    assert "opposing" in values["section-lawyer"]


def test_the_result_leads_there_and_it_leads_back(client, base, url):
    assert url in client.get(f"{base}/result").links
    assert f"{base}/result" in client.get(url).links


@pytest.mark.parametrize("reader", ["full", "inspector", "union", "lawyer"])
def test_every_reader_can_be_downloaded_as_a_page(client, url, reader):
    response = ask(client, url, reader=reader)
    assert response.mimetype == "text/html"
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="requalif-essai.{reader}.html"'
    )


def test_a_text_to_edit_can_be_downloaded_in_the_other_language(client, url):
    response = ask(client, url, reader="union", format="docx", lang="en")
    assert docx.Document(io.BytesIO(response.data)).paragraphs[0].text.startswith("Your work")


def test_chosen_sections_are_printed_and_no_other(client, url):
    text = ask(client, url, reader="lawyer", **{"section-lawyer": "filing"}).text
    assert 'id="filing"' in text
    assert 'id="arguments"' not in text


def test_names_are_replaced_and_are_in_no_address_and_no_file_name(client, url):
    client.post(
        url.replace("/reports", "/sources/new"), {"kind": "testimony", "label": "Zoé Durand"}
    )
    response = ask(client, url, hide="yes", names="Zoé Durand = S1\nEssai = X")
    assert "Zoé Durand" not in response.text
    assert "[S1]" in response.text
    assert "essai" not in response.headers["Content-Disposition"]


def test_names_that_are_listed_but_not_to_be_hidden_stay(client, url):
    assert "Essai" in ask(client, url, names="Essai = X").text


@pytest.mark.parametrize(
    "wrong",
    [
        {"reader": "judge"},
        {"format": "odt"},
        {"section-full": "nothing"},
        {"hide": "yes", "names": "x"},
        {"reader": ""},
    ],
)
def test_a_wrong_choice_is_said_and_keeps_the_rest(client, url, wrong):
    client.get(url)
    page = client.post(url, {"reader": "full", "format": "html", "lang": "fr", **wrong}, 422)
    assert page.root.find(".//div[@id='errors']") is not None


@pytest.mark.slow
def test_a_bundle_holds_the_uploaded_file_as_it_was(client, url, document):
    response = ask(client, url, reader="union", format="zip")
    with zipfile.ZipFile(io.BytesIO(response.data)) as archive:
        (name,) = [n for n in archive.namelist() if n.startswith("originals/")]
        assert archive.read(name).decode() == TERMS
