"""What if: the same law on other circumstances, nothing stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import criteria
import rules
from rules.model import Answer, Case, Finding, Worker
from webapp import whatif

LAW = criteria.load()
IDS = tuple(LAW.indicators)


def states(case):
    return {i.id: i.state for i in rules.assess(case, LAW).indicators}


def test_the_address_says_the_hypothesis_and_reading_it_gives_it_back():
    said = {"price_set_by_platform": "present", "free_to_refuse": "absent"}
    hypothesis = whatif.read({f"i-{i}": s for i, s in said.items()}, LAW)
    assert whatif.read(hypothesis.address, LAW) == hypothesis
    assert hypothesis.address == {"present": "price_set_by_platform", "absent": "free_to_refuse"}


@given(st.dictionaries(st.sampled_from(IDS), st.sampled_from(whatif.STATES), max_size=6))
def test_what_is_assumed_is_what_the_engine_finds(said):
    case = Case("x", findings=(Finding("work_instructions", "present", "practice"),))
    assumed = whatif.assume(case, LAW, whatif.Hypothesis(said))
    found = states(assumed)
    for indicator, state in said.items():
        assert found.get(indicator, "unknown") == state


def test_an_assumption_ends_a_dispute_between_sources():
    case = Case(
        "x",
        findings=(
            Finding("work_instructions", "present", "practice"),
            Finding("work_instructions", "absent", "practice"),
            Finding("work_instructions", "absent", "stipulation"),
        ),
    )
    assert states(case)["work_instructions"] == "contested"
    assumed = whatif.assume(case, LAW, whatif.Hypothesis({"work_instructions": "present"}))
    assert states(assumed)["work_instructions"] == "present"


def test_an_answer_keeps_what_else_it_states():
    question, choice = next(
        (q, c) for q in LAW.questions.values() for c in q.choices if len(c.effects) > 1
    )
    first, second = choice.effects[:2]
    case = Case("x", answers=(Answer(question.id, choice.id, "t1"),))
    assumed = whatif.assume(case, LAW, whatif.Hypothesis({first.indicator: "unknown"}))
    found = states(assumed)
    assert found.get(first.indicator, "unknown") == "unknown"
    assert found[second.indicator] == second.state
    assert assumed.findings[0].source == "t1"


def test_the_registration_of_the_worker_can_be_assumed():
    case = Case("x", worker=Worker("W1", True))
    for state, registered in (("present", True), ("absent", False), ("unknown", None)):
        assumed = whatif.assume(case, LAW, whatif.Hypothesis({whatif.REGISTERED: state}))
        assert assumed.worker.registered is registered


# -- the page --------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_is_sound_with_and_without_a_hypothesis(client, base, document, lang):
    client.get(f"/language/{lang}", 302)
    client.get(f"{base}/what-if")
    client.get(f"{base}/what-if?present=work_performed,remuneration_paid&absent=free_to_refuse")
    client.get(f"{base}/what-if?unknown=worker_registered&present=nope,<b>,")


def test_the_form_leads_to_an_address_that_says_only_what_is_assumed(client, base):
    asked = {"i-work_performed": "present", "i-remuneration_paid": "", "i-nope": "present"}
    at = client.get(f"{base}/what-if", 302, query_string=asked).location
    assert at == f"{base}/what-if?present=work_performed"


def test_nothing_of_it_is_stored(client, base, row, session):
    before = client.get(f"{base}/case.json", check=False).data
    page = client.get(f"{base}/what-if?absent=work_performed")
    assert "what-if?absent=work_performed" in page.text
    assert client.get(f"{base}/case.json", check=False).data == before


def test_the_band_that_follows_is_shown_beside_the_one_that_is(client, base):
    page = client.get(f"{base}/what-if?absent=remuneration_paid")
    assert "ends-after" in page.html
    assert "Supposé" in page.text


def test_htmx_gets_the_result_alone(client, base):
    page = client.get(f"{base}/what-if?i-work_performed=absent", headers={"HX-Request": "true"})
    assert not page.all("h1")
    assert "what-if?absent=work_performed" in page.text


def test_a_change_that_would_turn_the_result_is_one_click_away(client, base):
    for indicator in ("work_performed", "remuneration_paid", "work_instructions"):
        client.post(
            f"{base}/findings/new",
            {"indicator": indicator, "state": "present", "kind": "practice", "source_key": ""},
        )
    page = client.get(f"{base}/what-if")
    flips = [link for link in page.links if "/what-if?" in link]
    assert flips
    after = client.get(flips[0])
    assert "ends-after" in after.html


def test_the_result_leads_to_both_pages(client, base):
    links = client.get(f"{base}/result").links
    assert f"{base}/what-if" in links
    assert f"{base}/evidence" in links
