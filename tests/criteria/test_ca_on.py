"""Ontario: three statuses, eight factors, a floor of rights whatever the status."""

from __future__ import annotations

import criteria
from tests.criteria.small_case import (
    SIDES,
    WORK,
    assessed,
    decided_again,
    settled_against_its_court,
    truth,
)
from tests.criteria.texts import badly_set


def floor(result):
    return next(c.state for c in result.conclusions if c.id == "platform_floor")


def test_the_loader_accepts_it_and_its_french_is_well_set():
    assert badly_set(criteria.load("ca-on")) == []


def test_three_statuses_stand_in_order():
    statuses = [s.id for s in criteria.load("ca-on").pack.statuses]
    assert statuses == ["independent", "dependent_contractor", "employee"]


def test_eight_factors_are_looked_at_and_none_concludes():
    result = assessed("ca-on", f"{WORK} work_instructions price_set_by_platform platform_tools")
    view = next(child for child in result.proof.children if child.node == "all_factors")
    assert len(view.children) == 8
    assert truth(result.proof, "all_factors") == (False, True)
    assert not result.settled


def test_without_work_no_status_is_left():
    result = assessed("ca-on", "platform_tools", "work_performed")
    assert (result.band, result.settled) == ("independence", True)


def test_the_couriers_of_2020_come_out_on_the_protected_side():
    result = decided_again("ca-on", "ca_olrb_2020_foodora", "delivery")
    assert SIDES[result.band] == 1


def test_two_apps_weigh_little():
    law = criteria.load("ca-on")
    weighing = next(w for w in law.weighings if w.indicator == "free_to_work_elsewhere")
    assert weighing.weight == "weak"


def test_the_floor_of_platform_rights_looks_at_no_status():
    facts = f"{WORK} digital_platform_work own_business_outside business_risk"
    assert floor(assessed("ca-on", facts, on="2026-01-01")) == "arguable"
    assert floor(assessed("ca-on", WORK, "digital_platform_work", on="2026-01-01")) == "excluded"


def test_the_floor_begins_on_its_day():
    facts = f"{WORK} digital_platform_work"
    before = assessed("ca-on", facts, on="2025-06-30")
    assert [c.state for c in before.conclusions if c.id == "platform_floor"] in ([], ["excluded"])


def test_the_presumption_of_employment_standards_is_left_to_a_person():
    result = assessed("ca-on", WORK)
    assert [(p.id, p.applies) for p in result.presumptions] == [("p_esa_5_1", "unknown")]


def test_what_is_from_memory_is_shown_so():
    law = criteria.load("ca-on")
    for name in ("ca_on_lra_1", "ca_on_esa_5_1", "ca_on_dpwra_2022", "ca_scc_2001_sagaz"):
        assert law.authorities[name].verification == "memory"


def test_no_decided_case_is_settled_against_its_court():
    assert settled_against_its_court("ca-on") == []
