"""Dutch law: nine viewpoints without ranking, the last of them personal."""

from __future__ import annotations

import datetime as dt

import pytest

import criteria
from rules import CaseError, assess
from rules.model import Case, Finding
from rules.scoreboard import redecide_all
from rules.truth import explain, walk
from tests.criteria.texts import badly_set

SAME_TERMS = ("price_set_by_platform", "free_schedule", "free_to_refuse")


@pytest.fixture(scope="module")
def nl():
    return criteria.load("nl")


def told(catalogue, present=(), absent=(), on=None, kind="practice"):
    findings = [Finding(i, "present", "practice") for i in catalogue.pack.undisputed]
    findings += [Finding(i, "present", kind) for i in present]
    findings += [Finding(i, "absent", "practice") for i in absent]
    return assess(Case(title="c", jurisdiction="nl", findings=tuple(findings)), catalogue, on)


def viewpoint(result, limb):
    return explain(next(p for p in walk(result.proof) if p.ref == limb).value)


def test_french_texts_have_french_typography(nl):
    assert not badly_set(nl)


def test_there_are_nine_viewpoints_and_none_has_a_greater_part(nl):
    assert len(nl.limbs) == 9
    assert {limb.share for limb in nl.limbs.values()} == {1}


def test_each_viewpoint_can_count_in_full(nl):
    """Else one of nine equal viewpoints would weigh less than the others."""
    for limb in nl.limbs.values():
        side = "independence" if limb.role == "own_business" else "employment"
        reach = sum(
            nl.pack.scale[w.weight] for w in nl.weighings if w.limb == limb.id and w.side == side
        )
        assert reach >= 2 * limb.threshold, limb.id


def test_the_viewpoints_never_conclude_even_with_every_fact_known(nl):
    signs = [w.indicator for w in nl.weighings if w.side == "employment"]
    freedoms = [w.indicator for w in nl.weighings if w.side == "independence"]
    for present, absent, band in (
        (signs, freedoms, "leaning_employment"),
        (freedoms, signs, "leaning_independence"),
    ):
        result = told(nl, present, absent)
        assert (result.band, result.settled) == (band, False)


def test_two_workers_on_the_same_terms_may_differ(nl):
    one = told(nl, (*SAME_TERMS, "economic_dependence"), ["own_business_outside"])
    other = told(nl, (*SAME_TERMS, "own_business_outside", "business_risk", "own_clientele"))
    assert viewpoint(other, "entrepreneurship") == "true"
    assert viewpoint(one, "entrepreneurship") != "true"
    assert (one.band, other.band) == ("undetermined", "leaning_independence")


def test_a_freedom_that_only_the_contract_states_weighs_less(nl):
    paper = told(nl, ["substitution_allowed"], kind="stipulation")
    practice = told(nl, ["substitution_allowed"])
    weights = [
        next(r.weight for r in result.indicators if r.id == "substitution_allowed")
        for result in (paper, practice)
    ]
    assert weights == ["weak", "moderate"]


def test_a_freedom_to_refuse_that_is_punished_weighs_nothing(nl):
    result = told(nl, ["free_to_refuse", "refusal_limited"])
    assert next(r.weight for r in result.indicators if r.id == "free_to_refuse") == "none"


def test_the_intention_of_the_parties_weighs_nothing(nl):
    assert told(nl, ["independent_status_label"]).band == "undetermined"


def test_the_bill_on_an_hourly_rate_is_not_applied(nl):
    applied = {p.id: p.applies for p in told(nl, ["low_pay"]).presumptions}
    assert applied == {"p_regular_work": "unknown", "p_hourly_rate_bill": "false"}


def test_agency_work_is_arguable_where_clients_direct_and_pay_through_the_platform(nl):
    (agency,) = told(nl, ["orders_by_client", "payment_through_platform"]).conclusions
    assert (agency.id, agency.state) == ("agency_work", "arguable")
    assert told(nl, absent=["orders_by_client"]).conclusions[0].state == "excluded"


def test_facts_before_the_viewpoints_are_not_judged(nl):
    with pytest.raises(CaseError):
        told(nl, on=dt.date(2023, 3, 23))


def test_no_decision_in_good_standing_is_contradicted(nl):
    assert not [r.decision.id for r in redecide_all(nl) if r.contradicts]
