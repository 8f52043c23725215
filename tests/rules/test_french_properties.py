"""What French law forbids holds whatever else is known, not only in the chosen examples."""

from __future__ import annotations

import datetime as dt

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import criteria
from rules import assess, assessment_to_json, case_to_json, dump, parse_case, schema
from rules.model import Case, Finding, Worker

FR = criteria.load("fr")
POWERS = ("direction", "control", "sanction")
ELEMENTS = ("work_performed", "remuneration_paid")
NAMES = sorted(FR.indicators)
states = st.fixed_dictionaries(
    {n: st.sampled_from(["present", "absent", "paper", None, None]) for n in NAMES}
)


def case(known, registered=None, on=FR.pack.written):
    findings = tuple(
        Finding(n, "present", "stipulation") if s == "paper" else Finding(n, s, "practice")
        for n, s in known.items()
        if s
    )
    return Case(
        "", facts_from=on, facts_to=on, findings=findings, worker=Worker(registered=registered)
    )


def only(*present, absent=True):
    """These signs and no other; where not ``absent``, the others are unknown."""
    rest = dict.fromkeys(NAMES, "absent" if absent else None)
    return {**rest, **dict.fromkeys(present, "present")}


def signs_of(limb, side="employment"):
    return [w.indicator for w in FR.weighings if w.limb == limb and w.side == side]


@given(states)
@settings(max_examples=150, deadline=None)
def test_employment_is_never_found_without_work_pay_and_all_three_powers(known):
    result = assess(case(known), FR)
    limbs = {limb.id: limb.state for limb in result.limbs}
    if result.band == "employment":
        assert [limbs[power] for power in POWERS] == ["present"] * 3
        assert all(known[i] in ("present", "paper") for i in ELEMENTS)
    if "absent" in [limbs[power] for power in POWERS]:
        assert (result.band, result.settled) == ("independence", True)


@given(states)
@settings(max_examples=100, deadline=None)
def test_a_result_leans_to_employment_only_on_real_signs_in_two_powers(known):
    result = assess(case(known), FR)
    if result.band == "leaning_employment":
        able = {w.indicator for w in FR.weighings if not w.not_alone and w.side == "employment"}
        carried = [
            power
            for power in POWERS
            if any(known[i] in ("present", "paper") for i in signs_of(power) if i in able)
        ]
        assert len(carried) >= 2


@given(states, st.sampled_from([True, False, None]))
@settings(max_examples=60, deadline=None)
def test_dependence_labels_and_poverty_move_nothing_whatever_else_is_known(known, registered):
    """Traps 4, 9, 15 and 16."""
    moot = [
        "economic_dependence",
        "main_income",
        "independent_status_label",
        "intermediary_only",
        "charter_in_force",
        "individual_evidence",
        "interposed_person",
        "forum_or_waiver",
    ]
    base = {**known, **dict.fromkeys([*moot, "worker_registered"])}
    bare = assess(case(base, registered), FR)
    for name in moot:
        for state in ("present", "absent"):
            found = assess(case({**base, name: state}, registered), FR)
            for field in ("band", "settled", "score_low", "score_high", "limbs", "flips"):
                assert getattr(found, field) == getattr(bare, field), name


@pytest.mark.parametrize("absent", [True, False])
def test_trap_4_economic_dependence_never_suffices(absent):
    signs = (*ELEMENTS, "economic_dependence", "main_income", "regularity_of_work")
    result = assess(case(only(*signs, absent=absent), registered=False), FR)
    assert result.band == ("independence" if absent else "undetermined")


@pytest.mark.parametrize("absent", [True, False])
def test_trap_7_checking_the_result_and_refusing_pay_never_suffice(absent):
    signs = (*ELEMENTS, "work_review", "pay_withheld")
    result = assess(case(only(*signs, absent=absent), registered=False), FR)
    assert result.band == ("independence" if absent else "undetermined")
    control, sanction = (next(r for r in result.limbs if r.id == i) for i in POWERS[1:])
    assert "present" not in (control.state, sanction.state)


@pytest.mark.parametrize("power", POWERS)
@pytest.mark.parametrize("absent", [True, False])
def test_trap_3_one_power_with_the_whole_of_an_organised_service_is_not_employment(power, absent):
    signs = (*ELEMENTS, *signs_of(power), *signs_of("integration"), "regularity_of_work")
    result = assess(case(only(*signs, absent=absent), registered=False), FR)
    assert result.band == "independence" if absent else result.band != "employment"


def test_trap_6_the_same_facts_are_judged_by_the_law_of_each_date():
    known = {"charter_in_force": "present"}
    before, after = (
        assess(case(known, on=day), FR) for day in (dt.date(2018, 1, 1), dt.date(2026, 1, 1))
    )
    weighed = [
        next(r for r in a.indicators if r.id == "charter_in_force").authorities
        for a in (before, after)
    ]
    assert weighed[0] == ()
    assert weighed[1] != ()
    assert (before.on.year, after.on.year) == (2018, 2026)


def test_trap_10_the_presumption_of_the_directive_never_applies():
    result = assess(case(only(absent=False)), FR)
    assert [p.applies for p in result.presumptions if p.id == "p_eu_directive"] in ([], ["false"])


def decided():
    for decision in FR.decisions.values():
        if decision.outcome and decision.good_standing and decision.facts:
            yield decision


@pytest.mark.parametrize("decision", [*decided()], ids=lambda d: d.id)
def test_no_decided_case_comes_out_against_its_own_outcome(decision):
    facts = {f.indicator: f.state for f in decision.facts}
    known = {**dict.fromkeys(ELEMENTS, "present"), **facts}
    result = assess(case(known), FR)
    if decision.outcome == "employment":
        assert result.band in ("employment", "leaning_employment", "undetermined")
    elif decision.outcome == "no_employment":
        assert result.band in ("independence", "leaning_independence", "undetermined")
    side = (
        result.precedents_for
        if decision.outcome in ("employment", "quashed_for_employment")
        else result.precedents_against
    )
    if len(decision.facts) >= 3:
        assert decision.id in [p.id for p in side[:3]]
    bound = [p for p in side if p.id == decision.id and p.a_fortiori]
    if decision.outcome.startswith("quashed") or decision.reasons_read == "opening_only":
        assert not bound


@given(states)
@settings(max_examples=30, deadline=None)
def test_a_case_written_and_read_back_gives_the_same_bytes_and_fits_the_schema(known):
    one = case(known)
    first = assessment_to_json(assess(one, FR))
    again = parse_case(dump(case_to_json(one)), FR)
    assert dump(assessment_to_json(assess(again, FR))) == dump(first)
    jsonschema.Draft202012Validator(schema("assessment")).validate(first)
