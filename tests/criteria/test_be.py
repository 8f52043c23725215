"""Belgium: three of eight criteria or two of the last five, then the rebuttal."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

import criteria
import rules
from rules.model import Case, Finding

#: One fact for each criterion, that meets no other.
LETTERS = {
    "b": "tracking_beyond_service",
    "d": "price_set_by_platform",
    "e": "conduct_rules",
    "f": "ranking_or_access_penalty",
    "g": "working_time",
    "h": "client_relation_restricted",
}
ELEMENTS = ("work_performed", "remuneration_paid")


@pytest.fixture(scope="module")
def be():
    return criteria.load("be")


def assess(be, present=(), absent=(), platform=True, kind="practice"):
    findings = [Finding(i, "present", "practice") for i in ELEMENTS]
    if platform is not None:
        state = "present" if platform else "absent"
        findings.append(Finding("commissioning_platform", state, "practice"))
    findings += [Finding(i, "present", kind) for i in present]
    findings += [Finding(i, "absent", "practice") for i in absent]
    return rules.assess(Case("a case", "be", findings=tuple(findings)), be, dt.date(2026, 1, 1))


def presumption(result):
    return next(p for p in result.presumptions if p.id == "p_platform")


@pytest.mark.parametrize("two", list(itertools.combinations("defgh", 2)))
def test_two_of_the_last_five_trigger_the_presumption(be, two):
    assert presumption(assess(be, [LETTERS[x] for x in two])).applies == "true"


def test_exclusivity_is_two_of_eight_but_one_of_the_last_five(be):
    # Exclusivity meets a and h: with b that is three of eight, and one of the last five.
    assert presumption(assess(be, ["exclusivity"])).applies == "unknown"
    assert presumption(assess(be, ["exclusivity", LETTERS["b"]])).applies == "true"


def test_one_of_the_last_five_with_one_other_is_not_enough(be):
    others = ["conduct_rules", "work_instructions", "ranking_or_access_penalty", "working_time"]
    others += [
        "refusal_limited",
        "personal_performance",
        "client_relation_restricted",
        "exclusivity",
    ]
    present = [LETTERS["b"], LETTERS["d"], "method_autonomy"]
    assert presumption(assess(be, present, others)).applies == "false"
    # Where nobody says whether the method is free, c may still be the third.
    assert presumption(assess(be, present[:2], others)).applies == "unknown"


def test_a_term_that_reserves_the_power_is_enough(be):
    two = [LETTERS["d"], LETTERS["h"]]
    assert presumption(assess(be, two, kind="stipulation")).applies == "true"


def test_tracking_for_the_basic_service_is_not_criterion_b(be):
    assert presumption(assess(be, ["exclusivity", "activity_monitoring"])).applies == "unknown"


def test_only_a_commissioning_platform_is_concerned(be):
    three = [LETTERS[x] for x in "def"]
    assert presumption(assess(be, three, platform=False)).applies == "false"
    assert presumption(assess(be, three, platform=None)).applies == "unknown"


def test_presumption_and_rebuttal_are_shown_as_two_stages(be):
    result = presumption(assess(be, [LETTERS["d"], LETTERS["f"]]))
    assert (result.applies, result.rebutted) == ("true", "unknown")
    assert be.presumptions["p_platform"].burden == "platform"


def test_without_the_presumption_the_general_criteria_remain_open(be):
    result = assess(be, platform=False)
    assert not result.settled
    assert be.pack.burden[0].value == "worker"


def test_without_work_there_is_no_contract_of_employment(be):
    result = rules.assess(
        Case("a case", "be", findings=(Finding("work_performed", "absent", "practice"),)),
        be,
        dt.date(2026, 1, 1),
    )
    assert (result.band, result.settled) == ("independence", True)


def test_several_powers_known_lean_to_employment_and_prove_it(be):
    present = ["working_time", "refusal_limited", "task_allocation", "price_set_by_platform"]
    present += ["ranking_or_access_penalty", "account_sanction", "activity_monitoring"]
    result = assess(be, present)
    assert (result.band, result.status_proved) == ("leaning_employment", "employee")


def test_a_presumption_that_nobody_rebuts_proves_employment(be):
    assert assess(be, [LETTERS["d"], LETTERS["h"]]).status_proved == "employee"


def test_freedom_to_log_on_counts_less_where_the_app_assigns_the_work(be):
    alone = assess(be, ["free_schedule"]).balance
    assigned = assess(be, ["free_schedule", "task_allocation"]).balance
    assert alone < 0 < assigned


def test_no_weight_rests_on_a_judgment_that_fell(be):
    fallen = {d.id for d in be.decisions.values() if not d.good_standing}
    assert fallen == {"be_ttb_2021_deliveroo", "be_ttb_2022_uber"}
    assert not fallen & {a for w in be.weighings for a in w.authorities}
