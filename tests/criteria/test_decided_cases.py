"""The French test against the facts that courts found, by a calculation of its own.

What is coded of a decision is not all that its court knew, so what is not coded stays unknown.
"""

from __future__ import annotations

import datetime as dt
import random

import pytest

import criteria
import rules
from tests.criteria.calculation import ELEMENTS, Calculation

FINDINGS = {"employment": True, "no_employment": False}


@pytest.fixture(scope="module")
def fr():
    return criteria.load("fr")


def world(decision):
    present = {f.indicator for f in decision.facts if f.state == "present"}
    absent = {f.indicator for f in decision.facts if f.state == "absent"}
    return present, absent


def test_no_decided_case_is_settled_against_its_court(fr):
    """An unknown that stays unknown: nothing in good standing may come out the other way."""
    against = []
    for decision in fr.decisions.values():
        if decision.outcome not in FINDINGS or not decision.good_standing:
            continue
        present, absent = world(decision)
        low, high = Calculation(fr, fr.pack.written).ends(present | ELEMENTS, absent)
        expected = FINDINGS[decision.outcome]
        if low == high != expected:
            against.append(decision.id)
    assert against == []


def test_the_signs_of_the_decision_on_micro_tasks_alone_make_no_employment(fr):
    law = Calculation(fr, fr.pack.written)
    present, _ = world(fr.decisions["crim_2022_clic_and_walk"])
    assert not law.employment(present | ELEMENTS)
    for power in ("direction", "control", "sanction"):
        assert not law.established(power, present), power


def test_the_signs_of_the_quashed_finding_of_2022_show_no_direction(fr):
    law = Calculation(fr, fr.pack.written)
    present, _ = world(fr.decisions["soc_2022_lecab"])
    assert not law.established("direction", present)
    assert not law.employment(present | ELEMENTS)


def test_the_signs_of_the_leading_decision_of_2020_show_direction_and_sanction(fr):
    law = Calculation(fr, fr.pack.written)
    present, _ = world(fr.decisions["soc_2020_uber"])
    assert law.established("direction", present)
    assert law.established("sanction", present)


def test_the_facts_of_2025_show_neither_direction_nor_permanence(fr):
    law = Calculation(fr, fr.pack.written)
    present, _ = world(fr.decisions["soc_2025_uber_24_13_504"])
    assert not law.established("direction", present)
    assert not law.established("permanence", present)


@pytest.mark.parametrize("seed", range(6))
def test_the_engine_agrees_with_the_naive_calculation(fr, seed):
    chance = random.Random(seed)
    on = chance.choice([dt.date(2018, 5, 1), dt.date(2022, 4, 7), dt.date(2026, 1, 1)])
    law = Calculation(fr, on)
    for _ in range(10):
        # Many signs of employment and few freedoms, so that all three answers come out.
        known = {}
        for indicator, weighing in law.weighings.items():
            leans = weighing.side == "employment"
            state = chance.choices(("present", "absent", None), (7 if leans else 2, 2, 1))[0]
            if state:
                known[indicator] = state
        present = {i for i, state in known.items() if state == "present"}
        low, high = law.ends(present, set(known) - present)
        case = rules.parse_case(
            {
                "format": "requalif-case/1",
                "facts_on": on.isoformat(),
                "findings": [
                    {"indicator": i, "state": state, "kind": "practice"}
                    for i, state in known.items()
                ],
            },
            fr,
        )
        found = rules.assess(case, fr)
        assert found.settled == (low == high)
        if low == high:
            assert found.band == ("employment" if low else "independence")
        for limb in found.limbs:
            if limb.id in ("direction", "control", "sanction") and limb.state == "present":
                assert law.established(limb.id, present)
