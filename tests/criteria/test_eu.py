"""Directive (EU) 2024/2831: a frame that never concludes."""

from __future__ import annotations

import datetime as dt

import pytest

import criteria
import rules
from rules.model import Case, Finding

DEADLINE = dt.date(2026, 12, 2)
SCOPE = ("digital_platform_work", "automated_decisions")
DIRECTION = ("work_instructions", "price_set_by_platform", "working_time")
CONTROL = ("activity_monitoring", "account_sanction", "ranking_or_access_penalty")


@pytest.fixture(scope="module")
def eu():
    return criteria.load("eu")


def assess(eu, present=(), absent=(), on=DEADLINE):
    findings = [Finding(i, "present", "practice") for i in present]
    findings += [Finding(i, "absent", "practice") for i in absent]
    return rules.assess(Case("a case", "eu", findings=tuple(findings)), eu, on)


def presumption(result):
    return next(p for p in result.presumptions if p.id == "p_directive_art_5")


def test_it_concludes_neither_way_whatever_is_known(eu):
    signs = {w.indicator: w.side for w in eu.weighings}
    everything = [i for i, side in signs.items() if side == "employment"]
    nothing = [i for i, side in signs.items() if side == "independence"]
    for present, absent in ((everything, nothing), (nothing, everything)):
        result = assess(eu, present, absent)
        assert not result.settled
        assert result.band not in ("employment", "independence")


def test_it_does_not_speak_of_facts_before_the_deadline(eu):
    assert assess(eu, SCOPE, on=DEADLINE - dt.timedelta(days=1)).scope == "false"
    assert assess(eu, SCOPE).scope == "true"


def test_its_scope_needs_a_platform_and_an_automated_system(eu):
    assert assess(eu).scope == "unknown"
    for missing in SCOPE:
        assert assess(eu, set(SCOPE) - {missing}, [missing]).scope == "false"


def test_what_the_facts_are_worth_is_left_to_national_law(eu):
    assert presumption(assess(eu, (*SCOPE, *DIRECTION, *CONTROL))).applies == "unknown"


def test_the_platform_bears_the_proof_of_the_contrary_from_the_deadline_on(eu):
    assert eu.presumptions["p_directive_art_5"].burden == "platform"
    assert eu.presumptions["p_directive_art_5"].validity.start == DEADLINE


def test_no_number_of_criteria_is_encoded(eu):
    def ops(node):
        return {node.op}.union(*map(ops, node.children))

    assert ops(eu.test) == {"weigh", "limb"}


def test_it_leans_on_facts_of_direction_and_of_control_together(eu):
    assert assess(eu, (*SCOPE, *DIRECTION)).band == "undetermined"
    assert assess(eu, (*SCOPE, *DIRECTION, *CONTROL)).band == "leaning_employment"


def test_a_fictitious_freedom_weighs_nothing(eu):
    free = assess(eu, ["free_to_refuse"])
    fiction = assess(eu, ["free_to_refuse", "refusal_limited"])
    assert free.balance < 0 < fiction.balance


def test_every_state_found_is_told_with_its_verification(eu):
    states = {p.id.removeprefix("eu_state_"): p for p in eu.propositions.values()}
    for state in ("be", "pt", "es", "it", "sk", "nl"):
        assert states[state].verification == "one_source"
    for state in ("hr", "mt", "el", "de"):
        assert states[state].verification == "memory"
