"""United States, federal wage law: six factors seen together, and the rules that preceded."""

from __future__ import annotations

import pytest

import criteria
from tests.criteria.small_case import WORK, assessed, settled_against_its_court, truth
from tests.criteria.texts import badly_set

RULES = {"2021-03-07": "case_law", "2021-03-08": "rule_2021", "2024-03-11": "rule_2024"}
FOR = "work_instructions working_time core_business regularity_of_work platform_tools"
AGAINST = "business_risk own_equipment_costs free_to_work_elsewhere free_schedule method_autonomy"


def test_the_loader_accepts_it_and_its_french_is_well_set():
    assert badly_set(criteria.load("us-flsa")) == []


def test_an_overall_view_leans_and_never_concludes():
    every = assessed("us-flsa", f"{WORK} {FOR}", AGAINST)
    assert (every.band, every.settled) == ("leaning_employment", False)
    none = assessed("us-flsa", f"{WORK} {AGAINST}", FOR)
    assert (none.band, none.settled) == ("leaning_independence", False)


def test_nothing_known_leans_nowhere():
    assert assessed("us-flsa", WORK).band == "undetermined"


def test_six_factors_are_looked_at_under_the_rule_of_2024():
    proof = assessed("us-flsa", WORK).proof
    rule = next(child for child in proof.children if child.node == "rule_2024")
    assert len(rule.children) == 6


@pytest.mark.parametrize(("day", "rule"), RULES.items())
def test_each_period_has_one_rule(day, rule):
    proof = assessed("us-flsa", WORK, on=day).proof
    assert [name for name in RULES.values() if truth(proof, name)] == [rule]


def test_the_proposal_of_2026_is_told_and_not_applied():
    result = assessed("us-flsa", WORK, on="2026-06-01")
    assert "proposal_2026" in result.notices
    assert truth(result.proof, "rule_2024") == (False, True)


def test_what_local_law_imposes_counts_against_control():
    law = criteria.load("us-flsa")
    weighing = next(w for w in law.weighings if w.indicator == "legal_constraint_only")
    assert (weighing.side, weighing.limb) == ("independence", "control")


def test_a_settlement_says_nothing_of_status():
    settled = criteria.load("us-flsa").decisions["us_ndcal_2015_crowdflower"]
    assert settled.outcome is None
    assert "price_set_by_platform" not in {f.indicator for f in settled.facts}


def test_no_decided_case_is_settled_against_its_court():
    assert settled_against_its_court("us-flsa") == []
