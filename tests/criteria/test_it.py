"""Italian law: subordination as an overall view, and the rules of employment without the status."""

from __future__ import annotations

import datetime as dt

import pytest

import criteria
from rules import CaseError, assess
from rules.model import Case, Finding
from rules.scoreboard import redecide_all
from rules.truth import explain, walk
from tests.criteria.texts import badly_set

ORGANISED = ("personal_performance", "regularity_of_work", "work_instructions", "task_allocation")
NOT_ALONE = ("free_substitution", "substitution_allowed", "method_autonomy")
BEFORE, AFTER = dt.date(2019, 11, 2), dt.date(2019, 11, 3)


@pytest.fixture(scope="module")
def it():
    return criteria.load("it")


def told(catalogue, present=(), absent=(), on=None):
    findings = [Finding(i, "present", "practice") for i in (*catalogue.pack.undisputed, *present)]
    findings += [Finding(i, "absent", "practice") for i in absent]
    return assess(Case(title="c", jurisdiction="it", findings=tuple(findings)), catalogue, on)


def art_2(result):
    ((status, proof),) = result.third_proofs
    assert status == "organised"
    return explain(proof.value)


def test_french_texts_have_french_typography(it):
    assert not badly_set(it)


def test_the_outcome_between_is_a_remedy_and_no_status(it):
    assert [(s.id, s.kind) for s in it.pack.statuses] == [
        ("self_employed", "status"),
        ("organised", "remedy"),
        ("employee", "status"),
    ]


def test_personal_continuous_and_organised_work_has_the_rules_of_employment(it):
    result = told(it, ORGANISED, (*NOT_ALONE, "own_staff"))
    assert art_2(result) == "true"
    assert (result.band, result.status_low) == ("intermediate", "organised")


@pytest.mark.parametrize(
    "gone",
    [
        ["personal_performance"],
        ["regularity_of_work"],
        ["work_instructions", "service_organised", "automated_decisions", "working_time"],
    ],
)
def test_one_condition_missing_is_enough_to_defeat_article_2(it, gone):
    left = [i for i in ORGANISED if i not in gone]
    result = told(it, left, gone)
    assert art_2(result) == "false"
    assert result.band != "intermediate"


def test_an_unknown_condition_is_neither_met_nor_missing(it):
    assert art_2(told(it, ORGANISED)) == "unknown"


def test_freedom_to_take_a_shift_does_not_exclude_organisation(it):
    result = told(it, (*ORGANISED, "free_to_refuse", "free_schedule"), (*NOT_ALONE, "own_staff"))
    assert art_2(result) == "true"


def test_subordination_never_says_yes_by_itself(it):
    signs = [w.indicator for w in it.weighings if w.side == "employment"]
    result = told(it, signs, [w.indicator for w in it.weighings if w.side == "independence"])
    assert (result.band, result.status_low, result.status_high) == (
        "intermediate",
        "organised",
        "employee",
    )
    assert not result.settled


def test_until_november_2019_time_and_place_had_to_be_imposed_too(it):
    facts = (ORGANISED, (*NOT_ALONE, "own_staff", "working_time"))
    assert art_2(told(it, *facts, on=BEFORE)) == "false"
    assert art_2(told(it, *facts, on=AFTER)) == "true"


def test_until_november_2019_the_work_had_to_be_exclusively_personal(it):
    facts = ((*ORGANISED, "working_time", "own_staff"), NOT_ALONE)
    assert art_2(told(it, *facts, on=BEFORE)) == "false"
    assert art_2(told(it, *facts, on=AFTER)) == "true"


def test_only_the_version_of_the_day_is_in_the_proof(it):
    for day, there, gone in (
        (BEFORE, "o_organised_time_place", "o_organised"),
        (AFTER, "o_organised", "o_organised_time_place"),
    ):
        ((_, proof),) = told(it, on=day).third_proofs
        nodes = {p.node for p in walk(proof)}
        assert there in nodes
        assert gone not in nodes


def test_a_freedom_to_refuse_that_is_punished_weighs_nothing(it):
    result = told(it, ["free_to_refuse", "refusal_limited"])
    assert next(r.weight for r in result.indicators if r.id == "free_to_refuse") == "none"


def test_facts_before_the_decree_are_not_judged(it):
    with pytest.raises(CaseError):
        told(it, on=dt.date(2015, 12, 31))


def test_no_decision_in_good_standing_is_contradicted(it):
    assert not [r.decision.id for r in redecide_all(it) if r.contradicts]
