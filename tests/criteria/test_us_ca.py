"""California: the ABC test, the carve-out that comes before it, the overall view before both."""

from __future__ import annotations

import pytest

import criteria
from tests.criteria.small_case import WORK, assessed, settled_against_its_court, truth
from tests.criteria.texts import badly_set

A = "method_autonomy"
C = "own_business_outside"
NO_CONTROL = (
    "work_instructions activity_monitoring conduct_rules working_time task_allocation "
    "price_set_by_platform"
)
PROP_22 = "free_schedule free_to_refuse free_to_work_elsewhere"
NOT_BOUND = "working_time refusal_limited exclusivity"


def test_the_loader_accepts_it_and_its_french_is_well_set():
    assert badly_set(criteria.load("us-ca")) == []


def test_one_missing_prong_is_enough_for_employment():
    result = assessed("us-ca", f"{WORK} core_business", sector="micro-work")
    assert (result.band, result.settled) == ("employment", True)


@pytest.mark.parametrize(
    ("present", "absent"),
    [
        (f"{A} {C} core_business", NO_CONTROL),
        (f"{A} {C} work_instructions price_set_by_platform", "core_business"),
        (A, f"{NO_CONTROL} core_business {C} worker_sets_price"),
    ],
    ids=["B", "A", "C"],
)
def test_each_prong_alone_decides_when_it_fails(present, absent):
    assert assessed("us-ca", f"{WORK} {present}", absent).band == "employment"


def test_the_presumption_falls_only_when_the_three_are_met_together():
    met = assessed("us-ca", f"{WORK} {A} {C}", f"{NO_CONTROL} core_business")
    assert (met.band, met.settled) == ("independence", True)
    open_ = assessed("us-ca", f"{WORK} {A} {C}", NO_CONTROL)
    assert not open_.settled


def test_the_hirer_bears_what_is_not_proved():
    assert assessed("us-ca", WORK).status_proved == "employee"


def test_without_paid_work_there_is_no_presumption():
    assert assessed("us-ca", "core_business", "work_performed").band == "independence"


@pytest.mark.parametrize("sector", ["delivery", "ride-hailing"])
def test_the_carve_out_comes_before_the_test(sector):
    result = assessed("us-ca", f"{WORK} core_business {PROP_22}", NOT_BOUND, sector=sector)
    assert (result.band, result.settled) == ("independence", True)


@pytest.mark.parametrize("fact", NOT_BOUND.split())
def test_one_condition_of_the_carve_out_missing_leaves_the_abc_test(fact):
    result = assessed("us-ca", f"{WORK} core_business {PROP_22} {fact}", sector="delivery")
    assert result.band == "employment"


def test_the_carve_out_is_not_for_micro_work():
    result = assessed("us-ca", f"{WORK} core_business {PROP_22}", NOT_BOUND, sector="micro-work")
    assert result.band == "employment"


def test_the_carve_out_begins_on_its_day():
    facts = (f"{WORK} core_business {PROP_22}", NOT_BOUND)
    assert assessed("us-ca", *facts, on="2020-12-15", sector="delivery").band == "employment"
    assert assessed("us-ca", *facts, on="2020-12-16", sector="delivery").band == "independence"


def test_before_the_abc_test_the_view_is_overall_and_never_concludes():
    facts = f"{WORK} core_business {NO_CONTROL}"
    before, after = (assessed("us-ca", facts, on=day) for day in ("2018-04-29", "2018-04-30"))
    assert truth(before.proof, "borello_view") == (False, True)
    assert (before.band, before.settled) == ("leaning_employment", False)
    assert (after.band, after.settled) == ("employment", True)
    assert truth(after.proof, "borello") is None


def test_a_decision_that_fell_is_no_precedent():
    assert not criteria.load("us-ca").decisions["us_ndcal_2018_grubhub"].good_standing


def test_pleadings_and_settlements_are_not_facts_found():
    assert criteria.load("us-ca").decisions["us_cal_2025_scaleai"].facts == ()


def test_no_decided_case_is_settled_against_its_court():
    assert settled_against_its_court("us-ca") == []
