"""German law: an overall view that leans and never concludes, and the pattern of micro-work."""

from __future__ import annotations

import datetime as dt

import pytest

import criteria
from rules import CaseError, assess
from rules.model import Case, Finding
from rules.scoreboard import redecide_all
from tests.criteria.texts import badly_set

PATTERN = {
    "personal_performance",
    "simple_prescribed_tasks",
    "ranking_or_access_penalty",
    "regularity_of_work",
}


@pytest.fixture(scope="module")
def de():
    return criteria.load("de")


def told(catalogue, present=(), absent=(), on=None):
    findings = [Finding(i, "present", "practice") for i in (*catalogue.pack.undisputed, *present)]
    findings += [Finding(i, "absent", "practice") for i in absent]
    return assess(Case(title="c", jurisdiction="de", findings=tuple(findings)), catalogue, on)


def pattern(result):
    return next(c for c in result.conclusions if c.id == "crowdworker_pattern")


def test_french_texts_have_french_typography(de):
    assert not badly_set(de)


def test_the_overall_view_never_says_yes_even_with_every_sign_known(de):
    signs = [w.indicator for w in de.weighings if w.side == "employment"]
    freedoms = [w.indicator for w in de.weighings if w.side == "independence"]
    result = told(de, signs, freedoms)
    assert (result.band, result.settled) == ("leaning_employment", False)


def test_the_overall_view_never_says_no_even_with_every_freedom_known(de):
    signs = [w.indicator for w in de.weighings if w.side == "employment"]
    freedoms = [w.indicator for w in de.weighings if w.side == "independence"]
    result = told(de, freedoms, signs)
    assert (result.band, result.settled) == ("leaning_independence", False)


def test_without_pay_there_is_no_employment(de):
    findings = (Finding("remuneration_paid", "absent", "practice"),)
    result = assess(Case(title="c", jurisdiction="de", findings=findings), de)
    assert (result.band, result.settled) == ("independence", True)


def test_the_pattern_of_micro_work_leans_strongly_and_is_arguable_only(de):
    result = told(de, PATTERN)
    assert result.band == "leaning_employment"
    assert pattern(result).state == "arguable"


@pytest.mark.parametrize("missing", sorted(PATTERN))
def test_each_feature_of_the_pattern_is_needed(de, missing):
    assert pattern(told(de, PATTERN - {missing})).state == "open"
    assert pattern(told(de, PATTERN - {missing}, [missing])).state == "excluded"


def test_no_duty_to_accept_decides_nothing_against_the_pattern(de):
    result = told(de, PATTERN | {"free_to_refuse"})
    assert result.band == "leaning_employment"
    refusing = next(r for r in result.indicators if r.id == "free_to_refuse")
    assert (refusing.full_weight, refusing.weight) == ("moderate", "weak")


def test_what_the_contract_is_called_weighs_nothing(de):
    assert told(de, ["independent_status_label"]).band == told(de).band == "undetermined"


def test_facts_before_the_section_came_into_force_are_not_judged(de):
    assert told(de, on=dt.date(2017, 4, 1)).on == dt.date(2017, 4, 1)
    with pytest.raises(CaseError):
        told(de, on=dt.date(2017, 3, 31))


def test_the_reversed_decision_is_no_precedent(de):
    result = told(de, PATTERN | {"free_to_refuse", "free_to_work_elsewhere"})
    assert not result.precedents_against
    assert [p.id for p in result.precedents_for] == ["de_bag_2020_crowdworker"]


def test_no_decision_in_good_standing_is_contradicted(de):
    assert not [r.decision.id for r in redecide_all(de) if r.contradicts]
