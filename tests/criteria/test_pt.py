"""Portugal: two of six characteristics, then real autonomy for the platform to prove."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

import criteria
import rules
from rules.errors import CaseError
from rules.model import Case, Finding

ELEMENTS = ("work_performed", "remuneration_paid")
LETTERS = {
    "a": "price_set_by_platform",
    "b": "conduct_rules",
    "c": "activity_monitoring",
    "d": "refusal_limited",
    "e": "account_sanction",
    "f": "platform_tools",
}
FREEDOMS = ("method_autonomy", "free_to_refuse", "substitution_allowed", "free_to_work_elsewhere")


@pytest.fixture(scope="module")
def pt():
    return criteria.load("pt")


def assess(pt, present=(), absent=(), on=dt.date(2026, 1, 1)):
    findings = [Finding(i, "present", "practice") for i in (*ELEMENTS, *present)]
    findings += [Finding(i, "absent", "practice") for i in absent]
    return rules.assess(Case("a case", "pt", findings=tuple(findings)), pt, on)


def presumption(result):
    return next(p for p in result.presumptions if p.id == "p_platform")


@pytest.mark.parametrize("two", list(itertools.combinations("abcdef", 2)))
def test_any_two_of_six_trigger_the_presumption(pt, two):
    result = assess(pt, [LETTERS[x] for x in two])
    assert presumption(result).applies == "true"
    assert result.status_proved == "employee"


@pytest.mark.parametrize("one", "abcdef")
def test_one_of_six_is_not_enough(pt, one):
    assert presumption(assess(pt, [LETTERS[one]])).applies == "unknown"


def test_two_facts_of_one_letter_are_one_characteristic(pt):
    signs = {w.indicator for w in pt.weighings if w.side == "employment"}
    control = {"activity_monitoring", "work_review"}
    assert presumption(assess(pt, control, signs - control)).applies == "false"


def test_the_app_counts_as_the_main_tool(pt):
    assert presumption(assess(pt, ["platform_tools", "price_set_by_platform"])).applies == "true"


def test_it_stays_open_while_real_autonomy_may_be_proved(pt):
    result = assess(pt, ["price_set_by_platform", "activity_monitoring"])
    assert not result.settled
    assert presumption(result).rebutted == "unknown"


def test_it_is_settled_once_too_many_freedoms_are_missing(pt):
    result = assess(pt, ["price_set_by_platform", "activity_monitoring"], FREEDOMS)
    assert (result.band, result.settled) == ("employment", True)
    assert presumption(result).rebutted == "false"


def test_what_is_common_to_all_couriers_does_not_rebut(pt):
    two = ["price_set_by_platform", "activity_monitoring"]
    common = ["free_schedule", "own_equipment_costs"]
    with_them, without = assess(pt, [*two, *common]), assess(pt, two)
    assert with_them.balance == without.balance
    assert assess(pt, [*two, *common], FREEDOMS).settled


def test_rebuttal_is_never_taken_as_made(pt):
    result = assess(pt, ["price_set_by_platform", "activity_monitoring", *FREEDOMS])
    assert not result.settled
    assert presumption(result).rebutted == "unknown"


def test_facts_before_the_statute_are_refused(pt):
    with pytest.raises(CaseError):
        assess(pt, on=dt.date(2023, 4, 30))


def test_the_view_that_the_supreme_court_rejected_is_not_in_good_standing(pt):
    assert not pt.decisions["pt_rp_4420_23"].good_standing
    assert all(pt.decisions[i].good_standing for i in pt.decisions if i != "pt_rp_4420_23")
