"""The checklist: what is unknown, disputed, only written, only said."""

import pytest

import criteria
import rules
from rules.model import Case, Finding, Source
from webapp import asking, evidence

LAW = criteria.load()
SOURCES = (Source("t1", "testimony"), Source("t2", "testimony"), Source("o1", "observation"))


def checklist(*findings):
    case = Case("x", sources=SOURCES, findings=findings)
    return evidence.checklist(case, LAW, rules.assess(case, LAW))


def ids(firmer):
    return [f.result.id for f in firmer]


def test_unknown_circumstances_come_in_the_order_of_the_engine():
    case = Case("x")
    assessment = rules.assess(case, LAW)
    found = evidence.checklist(case, LAW, assessment)
    asked = [n.question for n in assessment.next_questions]
    listed = [a.question.id for a in found.unknown]
    assert [q for q in asked if q in listed] == listed
    assert found.unknown[0].reason == "condition"


def test_every_question_has_a_reason_for_its_place():
    case = Case("x", findings=(Finding("work_performed", "present", "practice"),))
    assessment = rules.assess(case, LAW)
    asks = asking.in_order(LAW, assessment)
    assert len(asks) == len(assessment.next_questions)
    assert {a.reason for a in asks} <= set(asking.REASONS)
    places = [asking.REASONS.index(a.reason) for a in asks]
    assert places == sorted(places)


def test_what_sources_dispute_is_listed_with_what_would_decide_it():
    found = checklist(
        Finding("work_instructions", "present", "practice", "t1"),
        Finding("work_instructions", "absent", "practice", "t2"),
    )
    assert [d.conflict.indicator for d in found.disputed] == ["work_instructions"]
    assert found.disputed[0].exhibits


def test_a_freedom_that_only_the_paper_states_is_to_be_checked():
    assert ids(checklist(Finding("free_schedule", "present", "stipulation")).paper) == [
        "free_schedule"
    ]


def test_what_only_people_say_could_be_firmer_and_what_was_seen_could_not():
    said = Finding("work_instructions", "present", "practice", "t1")
    assert ids(checklist(said).word) == ["work_instructions"]
    seen = Finding("work_instructions", "present", "practice", "o1")
    assert ids(checklist(said, seen).word) == []
    written = Finding("work_instructions", "present", "stipulation", "t2")
    assert ids(checklist(said, written).word) == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_is_sound_and_has_a_box_for_each_exhibit(client, base, lang):
    client.get(f"/language/{lang}", 302)
    for state in ("present", "absent"):
        client.post(
            f"{base}/findings/new",
            {
                "indicator": "work_instructions",
                "state": state,
                "kind": "practice",
                "source_key": "",
            },
        )
    client.post(
        f"{base}/findings/new",
        {"indicator": "free_schedule", "state": "present", "kind": "stipulation", "source_key": ""},
    )
    page = client.get(f"{base}/evidence")
    sections = [s.get("id") for s in page.all("section")]
    assert sections == ["unknown", "disputed", "paper"]
    assert len(page.all("ul[@class='boxes']/li")) > 15
