"""Nothing of the French research is lost: its questions, presumptions and chains of proceedings.

Statutes, decisions and propositions: see test_authorities. Sums and time limits have tests of
their own.
"""

from __future__ import annotations

import datetime as dt
import re

import pytest
import yaml

import criteria
import rules
from tests.conftest import ROOT
from tests.criteria.carried_over import FIELDS, NOT_STATED, RENAMED


@pytest.fixture(scope="module")
def fr():
    return criteria.load("fr")


@pytest.fixture(scope="module")
def research(shared_dir):
    path = shared_dir / "law" / "france.yaml"
    if not path.is_file():
        pytest.skip("NOT CHECKED: law/france.yaml is missing from the shared material")
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def questions(research):
    return {q["id"]: q for q in research["questions"]}


def ours(id_):
    return RENAMED.get(id_, (id_,))


# --- questions ------------------------------------------------------------------------------


def test_every_question_of_the_research_is_asked_or_is_a_field_of_the_case(fr, questions):
    assert len(questions) == 113
    lost = [i for i in questions if i not in FIELDS and not set(ours(i)) <= set(fr.questions)]
    assert lost == []


def test_a_question_is_renamed_or_left_to_the_case_only_where_it_does_not_stand_itself(
    fr, questions
):
    assert {*RENAMED, *FIELDS} <= set(questions)
    assert not {*RENAMED, *FIELDS} & set(fr.questions)
    assert not set(RENAMED) & set(FIELDS)


def named_in(schema, name):
    """Whether a property of that name is declared anywhere in a JSON Schema."""
    if isinstance(schema, dict):
        declared = schema.get("properties")
        here = isinstance(declared, dict) and name in declared
        return here or any(named_in(value, name) for value in schema.values())
    return isinstance(schema, list) and any(named_in(value, name) for value in schema)


@pytest.mark.parametrize("way", FIELDS.values(), ids=FIELDS)
def test_the_field_that_holds_an_answer_is_in_the_published_case(way):
    case = rules.schema("case")
    assert all(named_in(case, step) for step in way)


def test_a_question_cites_what_the_research_asks_it_for(fr, questions):
    for id_, theirs in questions.items():
        if id_ in FIELDS:
            continue
        cited = {a for i in ours(id_) for a in fr.questions[i].authorities}
        # Reasons that are sums claimed (cl_…) belong to the calculation.
        wanted = {a for a in theirs["why"] if not a.startswith("cl_")}
        assert wanted <= cited, id_


def test_an_answer_states_the_fact_that_the_research_ties_it_to_or_it_is_said_why_not(
    fr, questions
):
    silent = {
        id_
        for id_, theirs in questions.items()
        if id_ not in FIELDS
        and theirs["indicator"]
        and theirs["indicator"] not in {x for i in ours(id_) for x in fr.questions[i].indicators}
    }
    assert silent == set(NOT_STATED)
    assert all(NOT_STATED.values())


def test_a_fact_named_as_stated_instead_is_stated(fr):
    for id_, why in NOT_STATED.items():
        named = why.split(":")[0].split(";")[0]
        if named in fr.indicators:
            assert named in {x for i in ours(id_) for x in fr.questions[i].indicators}, id_


def test_the_questions_of_micro_work_stay_with_micro_work(fr, questions):
    for id_ in ("home_place", "work_entrusted_by", "project_manager", "volume_total"):
        assert questions[id_]["section"] == "micro-travail"
        assert fr.questions[id_].section == "microwork"
        assert "micro-work" in fr.questions[id_].sectors


# --- presumptions ---------------------------------------------------------------------------


def test_a_presumption_keeps_its_direction_its_strength_and_each_of_its_conditions(fr, research):
    for theirs in research["presumptions"]:
        mine = fr.presumptions[theirs["id"]]
        strength = theirs["strength"].removesuffix("_in_french_law")
        assert (mine.direction, mine.strength) == (theirs["direction"], strength), mine.id
        # Alternatives ("OR director of …") are told within one condition.
        wanted = [c for c in theirs["applies_if"] if not c.startswith("OR ")]
        assert len(mine.conditions) == len(wanted), mine.id
        assert bool(mine.note) >= bool(theirs.get("note")), mine.id


def test_what_the_audiences_need_is_in_the_catalogue(fr, research):
    needs = research["audience_needs"]
    rows = needs["labour_inspector"]["elements_required"]
    rows += needs["union"]["needs"] + needs["lawyer"]["needs"]
    named = {a for row in rows if isinstance(row["authority"], list) for a in row["authority"]}
    assert named <= set(fr.authorities)


# --- what became of decisions ---------------------------------------------------------------


def test_what_fell_what_was_upheld_and_by_what_is_told(fr):
    fallen = {d.id: d.reversed_by for d in fr.decisions.values() if d.reversed_by}
    assert fallen == {
        "ca_paris_2017_tee": "soc_2018_take_eat_easy",
        "ca_douai_2020_clic_and_walk": "crim_2022_clic_and_walk",
        "ca_paris_2020_toktoktok": "soc_2023_toktoktok",
        "ca_lyon_2021_uber": "soc_2023_uber_lyon",
    }
    upheld = {d.id: d.upheld_by for d in fr.decisions.values() if d.upheld_by}
    assert upheld == {
        "ca_paris_2019_uber": "soc_2020_uber",
        "cph_paris_2020_deliveroo": "ca_paris_2022_deliveroo",
        "ca_paris_2021_bolt": "soc_2023_bolt",
        "ca_paris_2022_voxtur": "soc_2024_voxtur",
        "ca_paris_2023_viacab": "com_2025_transopco",
        "tcorr_paris_2022_deliveroo": "ca_paris_2024_deliveroo_corr",
    }


def test_what_upheld_a_decision_is_later_higher_and_found_the_same(fr):
    for decision in fr.decisions.values():
        if decision.upheld_by:
            later = fr.decisions[decision.upheld_by]
            assert later.date > decision.date
            assert later.level > decision.level
            assert later.outcome == decision.outcome
            assert later.sector == decision.sector
            assert decision.standing_note is not None


def test_a_judgment_of_first_instance_says_what_became_of_it(fr):
    first = [d for d in fr.decisions.values() if d.level == 1 and d.date > dt.date.min]
    assert len(first) >= 5
    assert all(d.standing_note for d in first)


def test_a_quashing_by_the_chambers_most_used_says_what_followed(fr):
    for id_ in ("soc_2018_take_eat_easy", "soc_2022_lecab", "com_2022_viacab", "soc_2020_tee2"):
        assert fr.decisions[id_].standing_note is not None


def test_what_was_found_and_not_read_is_listed_apart_and_founds_nothing(fr, research):
    waiting = research["decisions_to_read"]
    number = re.compile(r"\b\d{2}-\d{2}\.\d{3}\b|\b\d{2}/\d{5}\b")
    page = (ROOT / "docs" / "french-law.md").read_text("utf-8")
    listed = page.partition("## Found, not read")[2].partition("\n## ")[0]
    assert listed.count("\n- ") == len(waiting)
    numbers = {n for line in waiting for n in number.findall(line)}
    assert len(numbers) == 9
    assert not {n for n in numbers if n not in listed}
    assert not {d.id for d in fr.decisions.values() if d.number in numbers}


# --- conclusions ----------------------------------------------------------------------------


def weakest(fr, conclusion):
    """The level of the weakest statute that a conclusion rests on."""
    rank = criteria.model.VERIFICATION_LEVELS.index
    return max(
        rank(fr.authorities[a].verification)
        for a in conclusion.authorities
        if a not in fr.decisions
    )


def test_no_conclusion_is_held_surer_than_its_statutes_and_its_proposition(fr, research):
    rank = criteria.model.VERIFICATION_LEVELS.index
    said = {t["id"]: t["verified"] for t in research["test"]}
    for conclusion in fr.conclusions.values():
        assert conclusion.verification is not None
        assert rank(conclusion.verification) >= weakest(fr, conclusion)
    for conclusion, proposition in {
        "concealed_employment": "t_travail_dissimule_intent",
        "lump_sum_six_months": "t_travail_dissimule_intent",
        "homeworker": "t_homework_route",
        "co_employment_client": "t_coemployment_chain",
        "employer_behind_intermediary": "t_coemployment_chain",
    }.items():
        mine = rank(fr.conclusions[conclusion].verification)
        assert mine >= rank(said[proposition]), conclusion


def test_every_condition_of_a_conclusion_says_what_it_is_worth_in_each_case(fr):
    def nodes(node):
        yield node
        for child in node.children:
            yield from nodes(child)

    for conclusion in fr.conclusions.values():
        assert conclusion.test.when_true
        for node in nodes(conclusion.test):
            words = (node.when_true, node.when_false, node.when_unknown)
            assert all(words) or not any(words), (conclusion.id, node.id)


def test_the_facts_that_only_conclusions_look_at_weigh_nothing_on_the_status(fr):
    def leaves(node):
        yield from [node.ref] if node.op == "indicator" else []
        for child in node.children:
            yield from leaves(child)

    used = {i for c in fr.conclusions.values() for i in leaves(c.test)}
    weighed = {w.indicator for w in fr.weighings}
    assert used - weighed <= set(fr.pack.unweighed)
    assert {"formality_missing", "concealment_intended", "relationship_ended"} <= used - weighed
