"""Australia: three periods, and a status between the two since 26 August 2024."""

from __future__ import annotations

import pytest

import criteria
from criteria.model import on_day
from tests.criteria.small_case import WORK, assessed, settled_against_its_court, truth
from tests.criteria.texts import badly_set

GATES = f"{WORK} services_contract personal_performance digital_platform_work"
E1, E2, E3 = "unilateral_terms", "low_pay", "task_allocation"
VIEWS = ("multi_factor", "contract_terms", "real_substance")


@pytest.fixture(scope="module")
def au():
    return criteria.load("au")


def test_the_loader_accepts_it_and_its_french_is_well_set(au):
    assert badly_set(au) == []


@pytest.mark.parametrize(
    ("day", "weight", "view"),
    [
        ("2022-02-08", "starting_point", "multi_factor"),
        ("2022-02-09", "decisive", "contract_terms"),
        ("2024-08-25", "decisive", "contract_terms"),
        ("2024-08-26", "none", "real_substance"),
    ],
)
def test_the_contract_is_decisive_only_between_its_dates(au, day, weight, view):
    result = assessed("au", WORK, on=day)
    assert on_day(au.pack.contract_weight, result.on).value == weight
    assert [name for name in VIEWS if truth(result.proof, name)] == [view]


@pytest.mark.parametrize(
    ("day", "state"),
    [("2022-02-08", "absent"), ("2023-01-01", "present"), ("2024-08-26", "absent")],
)
def test_a_clause_prevails_over_practice_only_while_terms_decide(day, state):
    result = assessed("au", WORK, "free_schedule", on=day, paper="free_schedule")
    assert next(r.state for r in result.indicators if r.id == "free_schedule") == state


@pytest.mark.parametrize("traits", [f"{E1} {E2}", f"{E2} {E3}", f"{E1} {E3}"])
def test_two_traits_of_four_make_an_employee_like_worker(traits):
    result = assessed("au", f"{GATES} {traits}", "method_autonomy")
    assert (result.band, result.status_low) == ("intermediate", "employee_like")


def test_one_trait_leaves_it_open():
    assert assessed("au", f"{GATES} {E1}").status_low == "self_employed"


@pytest.mark.parametrize("gate", ["services_contract", "digital_platform_work"])
def test_each_gate_is_needed(gate):
    facts = f"{GATES} {E1} {E2}".replace(gate, "")
    assert assessed("au", facts, gate).status_low == "self_employed"


def test_a_right_to_send_another_does_not_shut_the_gate_to_who_does_the_work():
    facts = f"{GATES} {E1} {E2} works_alone substitution_allowed"
    result = assessed("au", facts.replace("personal_performance", ""), "personal_performance")
    assert result.status_low == "employee_like"


def test_autonomy_of_method_undoes_low_authority():
    result = assessed("au", f"{GATES} {E1} {E3} method_autonomy", E2)
    assert result.status_low == "self_employed"


def test_the_status_between_does_not_exist_before_its_day():
    facts = (f"{GATES} {E1} {E2} {E3}", "method_autonomy")
    assert assessed("au", *facts, on="2024-08-25").status_low == "self_employed"
    assert assessed("au", *facts, on="2024-08-26").status_low == "employee_like"


def test_an_employee_comes_before_an_employee_like_worker():
    result = assessed("au", f"{GATES} {E1} {E2}")
    assert (result.status_low, result.status_high) == ("employee_like", "employee")


def test_the_same_man_lost_when_terms_decided_and_the_rule_has_ended(au):
    first, appeal = (au.decisions[i] for i in ("au_fwc_2021_franco", "au_fwcfb_2022_franco"))
    assert first.reversed_by == appeal.id
    assert not first.good_standing
    assert appeal.law_until.isoformat() == "2024-08-25"


def test_no_decided_case_is_settled_against_its_court():
    assert settled_against_its_court("au") == []
