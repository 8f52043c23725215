"""New Zealand: the real nature of the relationship, for the time logged on."""

from __future__ import annotations

import criteria
from tests.criteria.small_case import SIDES, WORK, assessed, decided_again, truth
from tests.criteria.small_case import settled_against_its_court as settled_against
from tests.criteria.texts import badly_set


def weight(result, indicator):
    return next(r.weight for r in result.indicators if r.id == indicator)


def test_the_loader_accepts_it_and_its_french_is_well_set():
    assert badly_set(criteria.load("nz")) == []


def test_the_four_matters_are_looked_at_and_none_concludes():
    result = assessed("nz", f"{WORK} work_instructions client_relation_restricted", "own_clientele")
    view = next(child for child in result.proof.children if child.node == "real_nature")
    assert len(view.children) == 4
    assert truth(result.proof, "real_nature") == (False, True)
    assert not result.settled


def test_the_unit_is_the_time_logged_on_and_words_do_not_prevail():
    pack = criteria.load("nz").pack
    assert [u.value for u in pack.unit_of_analysis] == ["logged_on"]
    assert [c.value for c in pack.contract_weight] == ["none"]


def test_a_freedom_whose_use_is_punished_is_none():
    free = assessed("nz", f"{WORK} free_to_refuse free_schedule")
    punished = assessed("nz", f"{WORK} free_to_refuse free_schedule refusal_limited")
    assert (weight(free, "free_to_refuse"), weight(free, "free_schedule")) == (
        "moderate",
        "moderate",
    )
    assert (weight(punished, "free_to_refuse"), weight(punished, "free_schedule")) == (
        "none",
        "weak",
    )


def test_the_label_weighs_nothing():
    assert weight(
        assessed("nz", f"{WORK} independent_status_label"), "independent_status_label"
    ) == ("none")


def test_the_drivers_of_2025_come_out_as_their_court_held():
    result = decided_again("nz", "nz_nzsc_2025_uber", "ride-hailing")
    assert SIDES[result.band] == 1


def test_the_decision_of_2020_is_overtaken():
    assert not criteria.load("nz").decisions["nz_empc_2020_arachchige"].good_standing


def test_the_pending_bill_is_told_and_not_applied():
    assert "amendment_bill" in assessed("nz", WORK).notices


def test_no_decided_case_is_settled_against_its_court():
    assert settled_against("nz") == []
