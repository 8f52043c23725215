"""UK law: three statuses, cumulative conditions, and one right that defeats both of them alone."""

from __future__ import annotations

import pytest

import criteria
from rules import assess
from rules.model import Case, Finding
from rules.scoreboard import redecide_all
from rules.truth import explain
from tests.criteria.texts import badly_set

SERVICE = ("personal_performance", "work_instructions", "refusal_limited")


@pytest.fixture(scope="module")
def uk():
    return criteria.load("uk")


@pytest.fixture(scope="module")
def freedoms(uk):
    return [w.indicator for w in uk.weighings if w.side == "independence"]


def told(catalogue, present=(), absent=(), kind="practice"):
    findings = [Finding(i, "present", "practice") for i in catalogue.pack.undisputed]
    findings += [Finding(i, "present", kind) for i in present]
    findings += [Finding(i, "absent", "practice") for i in absent if i not in present]
    return assess(Case(title="c", jurisdiction="uk", findings=tuple(findings)), catalogue)


def limb_b(result):
    ((status, proof),) = result.third_proofs
    assert status == "worker"
    return explain(proof.value)


def test_french_texts_have_french_typography(uk):
    assert not badly_set(uk)


def test_the_statuses_go_from_self_employed_by_worker_to_employee(uk):
    assert [s.id for s in uk.pack.statuses] == ["self_employed", "worker", "employee"]


def test_every_condition_met_and_nothing_against_is_a_contract_of_service(uk, freedoms):
    result = told(uk, SERVICE, freedoms)
    assert (result.band, result.settled, result.status_low) == ("employment", True, "employee")


@pytest.mark.parametrize(
    ("present", "absent"),
    [
        (["work_instructions", "refusal_limited"], ["personal_performance"]),
        (["personal_performance", "refusal_limited", "method_autonomy"], ["work_instructions"]),
        (["personal_performance", "work_instructions"], ["refusal_limited"]),
        ([*SERVICE, "worker_sets_price", "business_risk"], []),
    ],
)
def test_one_condition_missing_is_enough_to_defeat_the_contract_of_service(uk, present, absent):
    every_sign = [w.indicator for w in uk.weighings if w.side == "employment"]
    unsaid = [i for i in every_sign if i not in present] if absent else []
    assert explain(told(uk, present, [*absent, *unsaid]).proof.value) == "false"


def test_free_and_real_substitution_defeats_both_statuses_alone(uk):
    every_sign = [w.indicator for w in uk.weighings if w.side == "employment"]
    result = told(uk, [*every_sign, "free_substitution"])
    assert (result.band, result.settled) == ("independence", True)
    assert limb_b(result) == "false"


def test_a_fettered_right_of_substitution_defeats_neither(uk, freedoms):
    result = told(uk, [*SERVICE, "substitution_allowed"], freedoms)
    assert result.band == "employment"


def test_the_limb_b_view_never_says_yes_without_a_contract_of_service(uk, freedoms):
    signs = ["personal_performance", "price_set_by_platform", "client_relation_restricted"]
    others = [w.indicator for w in uk.weighings if w.side == "employment"]
    result = told(uk, [*signs, "own_equipment_costs"], [*freedoms, *others])
    assert limb_b(result) == "unknown"
    assert (result.status_low, result.status_high) == ("self_employed", "worker")
    assert not result.settled


def test_without_personal_service_there_is_no_worker(uk):
    result = told(uk, ["price_set_by_platform"], ["personal_performance"])
    assert (result.band, limb_b(result)) == ("independence", "false")


def test_a_business_of_ones_own_elsewhere_leans_to_self_employment(uk):
    result = told(uk, ["own_business_outside", "own_clientele", "free_to_refuse"])
    assert (result.band, result.settled) == ("leaning_independence", False)


def test_sanctions_for_refusing_empty_the_freedom_to_refuse(uk):
    result = told(uk, ["free_to_refuse", "refusal_limited", "no_work_guaranteed"])
    weights = {r.id: r.weight for r in result.indicators}
    assert (weights["free_to_refuse"], weights["no_work_guaranteed"]) == ("none", "weak")


def test_what_the_terms_call_the_parties_weighs_nothing(uk):
    assert told(uk, ["independent_status_label", "intermediary_only"]).band == "undetermined"


def test_the_facts_of_deliveroo_are_settled_as_the_supreme_court_did(uk):
    riders = next(r for r in redecide_all(uk) if r.decision.id == "uk_uksc_2023_deliveroo")
    assert (riders.verdict, riders.result.settled) == ("agree", True)


def test_no_decision_in_good_standing_is_contradicted(uk):
    assert not [r.decision.id for r in redecide_all(uk) if r.contradicts]
