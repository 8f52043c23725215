"""One case under several laws, and under another law than its own."""

import json
import shutil

import jsonschema
import pytest

import criteria
import rules
from criteria.loader import DATA
from tests.webapp.conftest import Client, application
from webapp import db

EVERY = criteria.available()


@pytest.fixture
def told(client, base):
    """A case with a fact that every law weighs and one that some do not look at."""
    for indicator in ("work_instructions", "charter_in_force"):
        finding = {"indicator": indicator, "state": "present", "kind": "practice"}
        client.post(f"{base}/findings/new", {**finding, "source_key": "", "quote": "Mots."})
    return base


def laws_on(page):
    return [
        e.get("id") for e in page.root.iter("section") if "law" in (e.get("class") or "").split()
    ]


def test_by_default_every_law_is_compared_and_the_own_one_comes_first(client, told):
    page = client.get(f"{told}/laws")
    shown = laws_on(page)
    assert shown[0] == "law-fr-details"
    assert sorted(shown) == sorted(f"law-{i}-details" for i in EVERY)
    ticked = [i.get("value") for i in page.all("input") if i.get("checked") is not None]
    assert sorted(ticked) == sorted(EVERY)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_laws_of_the_address_are_compared_and_no_other(client, told, lang):
    client.get(f"/language/{lang}", 302)
    page = client.get(f"{told}/laws?law=be&law=uk")
    assert laws_on(page) == ["law-be-details", "law-uk-details"]
    ticked = [i.get("value") for i in page.all("input") if i.get("checked") is not None]
    assert sorted(ticked) == ["be", "uk"]


def test_laws_that_are_not_there_are_passed_over(client, told):
    assert laws_on(client.get(f"{told}/laws?law=be&law=zz&law=")) == ["law-be-details"]
    assert len(laws_on(client.get(f"{told}/laws?law=zz"))) == len(EVERY)


def test_each_law_leads_to_its_whole_result(client, told):
    page = client.get(f"{told}/laws?law=be&law=fr")
    assert f"{told}/result?law=be" in page.links
    assert f"{told}/result" in page.links
    other = client.get(f"{told}/result?law=be")
    assert "Vu selon un autre droit" in other.text
    kept = [link for link in other.links if "/result/" in link]
    assert kept
    assert all("law=be" in link for link in kept)


def test_facts_that_a_law_does_not_look_at_are_named(client, told):
    page = client.get(f"{told}/laws?law=de")
    assert criteria.indicators()["charter_in_force"].label.fr in page.text


def test_each_interval_is_drawn_with_its_words(client, told):
    page = client.get(f"{told}/laws?law=fr&law=nl")
    drawings = page.root.findall(".//figure[@class='scale']")
    assert len(drawings) == 2
    for drawing in drawings:
        assert drawing.find(".//{http://www.w3.org/2000/svg}title").text.strip()


def test_a_law_younger_than_the_facts_is_said_to_be_and_stops_nothing(client, told):
    page = client.get(f"{told}/laws?law=fr&law=eu&on=2020-01-01")
    assert "Les faits sont plus anciens que le droit connu" in page.text
    assert laws_on(page) == ["law-fr-details", "law-eu-details"]
    assert f"{told}/result?on=2020-01-01" in page.links


def test_a_law_younger_than_the_facts_has_no_result_and_says_since_when_it_is_known(client, base):
    client.post(f"{base}/edit", {"title": "Ancien", "facts_from": "", "facts_to": "2020-01-01"})
    page = client.get(f"{base}/result?law=eu", 422)
    assert "Pas de résultat selon ce droit" in page.text
    assert "2024-12-01" in page.text


@pytest.mark.parametrize("path", ["laws", "laws/comparison.json"])
def test_a_day_that_is_none_is_refused(client, told, path):
    page = client.get(f"{told}/{path}?on=demain", 422)
    assert "n’est pas une date" in page.text


def test_a_law_that_is_not_there_has_no_result(client, told):
    for path in ("result", "result/assessment.json", "result/report.pdf"):
        client.get(f"{told}/{path}?law=zz", 404)


def test_the_comparison_downloads_as_the_published_format(client, told):
    page = client.get(f"{told}/laws?law=be&law=pt&on=2026-02-01")
    link = next(link for link in page.links if "comparison.json" in link)
    response = client.get(link)
    value = json.loads(response.data)
    jsonschema.Draft202012Validator(rules.schema("comparison")).validate(value)
    assert [law["jurisdiction"] for law in value["laws"]] == ["be", "pt"]
    assert value["on"] == "2026-02-01"
    assert response.headers["Content-Disposition"].endswith('comparison.json"')


def test_another_law_gives_the_bytes_that_the_command_line_gives(client, told):
    value = json.loads(client.get(f"{told}/result/assessment.json?law=uk").data)
    case = rules.parse_case(client.get(f"{told}/case.json").data)
    from dataclasses import replace

    law = criteria.load("uk")
    same = rules.assess(replace(case, jurisdiction="uk"), law)
    assert value == json.loads(rules.dump(rules.assessment_to_json(same)))


def test_a_file_made_under_another_law_bears_its_name(client, told):
    response = client.get(f"{told}/result/assessment.json?law=uk")
    assert 'filename="requalif-essai.uk.assessment.json"' in response.headers["Content-Disposition"]


def test_seeing_a_case_under_another_law_changes_nothing_of_it(client, told):
    before = client.get(f"{told}/case.json").data
    client.get(f"{told}/result?law=be")
    client.get(f"{told}/laws")
    assert client.get(f"{told}/case.json").data == before


# -- the law of a case ---------------------------------------------------------------------


def test_a_case_is_made_under_the_law_that_is_chosen(client):
    answer = client.post("/cases/new", {"title": "Rider", "jurisdiction": "uk"})
    base = answer.location.removesuffix("/relation")
    assert json.loads(client.get(f"{base}/case.json").data)["jurisdiction"] == "uk"
    assert "Royaume-Uni" in client.get(base).text
    assert laws_on(client.get(f"{base}/laws"))[0] == "law-uk-details"


def test_without_a_choice_a_case_is_under_french_law(client, base):
    assert json.loads(client.get(f"{base}/case.json").data)["jurisdiction"] == "fr"


def test_a_law_that_is_not_there_cannot_be_chosen(client):
    page = client.post("/cases/new", {"title": "x", "jurisdiction": "zz"}, status=422)
    assert "#jurisdiction" in page.links


def test_the_law_can_be_changed_and_its_first_day_is_then_asked_of_the_facts(client, base):
    client.post(f"{base}/edit", {"title": "x", "jurisdiction": "be", "facts_to": "2026-03-01"})
    assert json.loads(client.get(f"{base}/case.json").data)["jurisdiction"] == "be"
    told = {"title": "x", "jurisdiction": "eu", "facts_from": "", "facts_to": "2020-01-01"}
    page = client.post(f"{base}/edit", told, status=422)
    assert "2024-12-01" in page.text


# -- what is installed ---------------------------------------------------------------------


@pytest.fixture
def installed(tmp_path, instance, migrated):
    """A client of an installation with the packs that are named, one of them broken on demand."""

    def make(*packs, broken=()):
        root = tmp_path / "law"
        root.mkdir()
        for file in DATA.glob("*.yaml"):
            shutil.copy(file, root)
        for pack in packs:
            shutil.copytree(DATA / pack, root / pack)
        for pack in broken:
            (root / pack / "limbs.yaml").write_text("limbs: 3\n")
        shutil.copy(migrated, instance / "requalif.sqlite")
        app = application(instance)
        app.config["CATALOGUE_ROOT"] = str(root)
        apps.append(app)
        return Client(app)

    apps = []
    yield make
    for app in apps:
        with app.app_context():
            db.db.engine.dispose()


def new_case(client):
    answer = client.post("/cases/new", {"title": "Essai", "facts_to": "2026-03-01"})
    return answer.location.removesuffix("/relation")


def test_with_one_law_there_is_nothing_to_choose_and_the_page_says_so(installed):
    client = installed("fr")
    base = new_case(client)
    assert client.get("/cases/new").root.find(".//*[@id='jurisdiction']") is None
    assert "Un seul droit est installé" in client.get(f"{base}/laws").text
    assert not [link for link in client.get(f"{base}/result").links if link.endswith("/laws")]


def test_a_pack_with_a_fault_is_named_and_left_out(installed):
    client = installed("fr", "be", "pt", broken=("pt",))
    base = new_case(client)
    page = client.get(f"{base}/laws")
    assert "« pt » ne peut pas être lu" in page.text.replace("\u202f", " ")
    assert laws_on(page) == ["law-fr-details", "law-be-details"]
