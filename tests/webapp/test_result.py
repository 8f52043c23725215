"""The result page and what can be downloaded."""

import json

import pytest

import criteria
import rules

LAW = criteria.load()


@pytest.fixture
def told(client, base):
    """A case with answers that say something."""
    for question in LAW.questions.values():
        if question.type == "yes_no" and "work_instructions" in question.indicators:
            client.post(f"{base}/answers/{question.id}", {f"a-{question.id}": "true"})
    return base


def test_an_empty_case_is_undetermined_and_says_what_to_ask(client, base):
    page = client.get(f"{base}/result")
    assert " ".join(LAW.pack.outcome_words["undetermined"].fr.split()) in page.text
    asked = [link for link in page.links if "#q-" in link]
    assert len(asked) >= 5
    client.get(asked[0].split("#")[0])


def test_the_interval_is_drawn_with_its_words_beside_it(client, base):
    page = client.get(f"{base}/result")
    drawing = page.root.find(".//figure[@class='scale']")
    assert drawing.find(".//{http://www.w3.org/2000/svg}title").text.strip()
    assert "Ce n’est pas une probabilité" in "".join(drawing.find("figcaption").itertext())


def test_what_counts_is_shown_with_its_words_and_authorities(client, told):
    page = client.get(f"{told}/result")
    entry = page.root.find(".//details[@id='indicator-work_instructions']")
    said = "".join(entry.itertext())
    assert LAW.indicators["work_instructions"].label.fr in said
    assert any(link.startswith("#") for link in (a.get("href") for a in entry.iter("a")))
    authorities = page.root.find(".//section[@id='authorities']")
    assert authorities.findall(".//span[@class]")


def test_the_law_of_another_day_can_be_asked(client, told):
    page = client.get(f"{told}/result?on=2017-05-01")
    assert "1er mai 2017" in page.text.replace("\u00a0", " ")
    assert any("on=2017-05-01" in link for link in page.links if "report.pdf" in link)


@pytest.mark.parametrize("day", ["1980-01-01", "demain", "2026-13-01"])
def test_a_day_that_cannot_be_is_refused_on_the_page(client, told, day):
    page = client.get(f"{told}/result?on={day}", 422)
    assert page.root.find(".//*[@id='errors']") is not None
    client.get(f"{told}/result/assessment.json?on={day}", 422)
    client.get(f"{told}/result/report.pdf?on={day}", 422)


def test_the_assessment_downloads_as_the_published_format(client, told):
    response = client.get(f"{told}/result/assessment.json")
    value = json.loads(response.data)
    assert value["format"] == "requalif-assessment/1"
    assert value["law"]["on"] == "2026-03-01"
    assert "attachment" in response.headers["Content-Disposition"]
    assert client.get(f"{told}/result/assessment.json").data == response.data


def test_the_exported_case_is_one_that_the_engine_takes(client, told):
    case = rules.parse_case(client.get(f"{told}/case.json").data, LAW)
    assert case.title == "Essai"
    assert case.answers


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_report_downloads_as_pdf(client, told, lang):
    client.get(f"/language/{lang}", 302)
    response = client.get(f"{told}/result/report.pdf")
    assert response.data.startswith(b"%PDF-")
    assert response.headers["Content-Disposition"] == 'attachment; filename="requalif-essai.pdf"'


def test_a_report_that_cannot_be_made_says_why(client, told, monkeypatch):
    import reports

    def fail(*_args, **_kwargs):
        raise reports.ReportError("too_slow", seconds=120)

    monkeypatch.setattr(reports, "render", fail)
    page = client.get(f"{told}/result/report.pdf", 422)
    assert "120" in page.text


# -- what only some laws and cases have ----------------------------------------------------


def words(element):
    return " ".join("".join(element.itertext()).split()).replace("\u00a0", " ")


def test_further_conclusions_stand_apart_each_with_its_state_and_who_must_prove(client, told):
    page = client.get(f"{told}/result")
    assert "#conclusions" in page.links
    entries = page.root.findall(".//section[@id='conclusions']/details")
    assert len(entries) == len(LAW.conclusions)
    for entry in entries:
        assert "À prouver par" in words(entry)
        arguable = LAW.conclusions[entry.get("id").removeprefix("conclusion-")].standing
        assert ("aucune décision lue ne l’applique" in words(entry)) is (arguable == "arguable")


def test_an_open_conclusion_leads_to_the_questions_that_would_tell_it(client, told):
    page = client.get(f"{told}/result")
    entry = page.root.find(".//details[@id='conclusion-concealed_employment']")
    asked = [a.get("href") for a in entry.iter("a") if "#q-" in (a.get("href") or "")]
    assert asked
    client.get(asked[0].split("#")[0])


def test_the_page_says_what_the_law_lays_down_and_who_must_prove(client, told):
    page = client.get(f"{told}/result")
    method = words(page.root.find(".//section[@id='method']"))
    for name in ("Poids de l’écrit", "Ce qui est regardé", "Qui doit prouver"):
        assert name in method
    assert "Sur ce qui est prouvé à ce jour" in page.text


def test_a_law_of_three_statuses_says_the_status_and_the_test_of_each(client, told):
    page = client.get(f"{told}/result?law=uk")
    outcome = words(page.root.find(".//section[@aria-labelledby='outcome']"))
    assert "Statut :" in outcome
    assert "Le critère du statut" in words(page.root.find(".//section[@id='reasoning']"))


def test_a_law_that_does_not_speak_of_the_case_draws_no_interval(client, told):
    page = client.get(f"{told}/result?law=eu")
    assert page.root.find(".//h2[@id='outcome']").text == "Ce droit ne parle pas de ce cas"
    assert page.root.find(".//figure[@class='scale']") is None
