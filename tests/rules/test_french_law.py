"""What French law forbids the engine to do, trap by trap (numbers as in the research notes)."""

from __future__ import annotations

import pytest

import criteria
from rules import CaseError, assess, assessment_to_json, dump, parse_case, schema

POWERS = ("direction", "control", "sanction")


@pytest.fixture(scope="module")
def fr():
    return criteria.load("fr")


def judged(fr, present=(), absent=(), kind="practice", on="2026-01-01", registered=None):
    data = {
        "format": "requalif-case/1",
        "facts_on": on,
        "worker": {"registered": registered},
        "findings": [{"indicator": i, "state": "present", "kind": kind} for i in present]
        + [{"indicator": i, "state": "absent", "kind": kind} for i in absent],
    }
    return assess(parse_case(data, fr), fr)


def rest(fr, *named):
    return [i for i in fr.indicators if i not in named]


ELEMENTS = ("work_performed", "remuneration_paid")
SUBORDINATED = (
    *ELEMENTS,
    "work_instructions",
    "live_supervision",
    "activity_monitoring",
    "ratings_and_metrics",
    "account_sanction",
    "ranking_or_access_penalty",
)


def test_an_empty_case_is_undetermined_and_asks_first_for_the_elements_of_the_test(fr):
    result = assess(parse_case({"format": "requalif-case/1"}, fr), fr)
    assert (result.band, result.settled) == ("undetermined", False)
    assert result.score_low == -1
    assert result.score_high > 0.8
    assert {"paid", "work_done", "registered"} <= {q.question for q in result.next_questions[:4]}
    assert result.extra["law_date_assumed"] is True


def test_the_three_powers_with_work_and_pay_settle_employment_for_the_unregistered(fr):
    result = judged(fr, SUBORDINATED, rest(fr, *SUBORDINATED), registered=False)
    assert (result.band, result.settled) == ("employment", True)


@pytest.mark.parametrize("missing", POWERS)
def test_trap_3_the_powers_are_cumulative(fr, missing):
    dropped = [w.indicator for w in fr.weighings if w.limb == missing]
    signs = [i for i in SUBORDINATED if i not in dropped]
    result = judged(fr, signs, rest(fr, *signs), registered=False)
    assert (result.band, result.settled) == ("independence", True)


@pytest.mark.parametrize("only", POWERS)
def test_trap_3_one_limb_alone_never_gives_even_a_leaning(fr, only):
    signs = [w.indicator for w in fr.weighings if w.limb == only and w.side == "employment"]
    assert judged(fr, [*ELEMENTS, *signs]).band in ("undetermined", "leaning_independence")


def test_trap_3_an_organised_service_is_only_a_sign(fr):
    integration = [w.indicator for w in fr.weighings if w.limb == "integration"]
    signs = [*ELEMENTS, *integration]
    result = judged(fr, signs, rest(fr, *signs), registered=False)
    assert result.band == "independence"


def test_trap_4_economic_dependence_moves_nothing(fr):
    without = judged(fr, ELEMENTS)
    with_it = judged(fr, [*ELEMENTS, "economic_dependence", "main_income"])
    assert (without.score_low, without.score_high) == (with_it.score_low, with_it.score_high)


def test_trap_4_labels_of_the_parties_move_nothing(fr):
    without = judged(fr, ELEMENTS)
    labels = ["independent_status_label", "intermediary_only"]
    with_it = judged(fr, [*ELEMENTS, *labels])
    assert (without.score_low, without.score_high) == (with_it.score_low, with_it.score_high)


def test_trap_7_checking_the_result_and_refusing_pay_is_neither_control_nor_sanction(fr):
    signs = [*ELEMENTS, "work_instructions", "work_review", "pay_withheld"]
    result = judged(fr, signs, rest(fr, *signs), registered=False)
    limbs = {limb.id: limb.state for limb in result.limbs}
    assert (limbs["direction"], limbs["control"], limbs["sanction"]) == (
        "present",
        "absent",
        "absent",
    )
    assert result.band == "independence"


def test_trap_1_no_presumption_for_the_unregistered_in_either_direction(fr):
    result = judged(fr, ELEMENTS, registered=False)
    presumption = next(p for p in result.presumptions if p.id == "p_non_salariat_immatricule")
    assert presumption.applies == "false"
    assert result.band == "undetermined"


def test_trap_1_and_2_registration_requires_permanent_subordination(fr):
    others = rest(fr, *SUBORDINATED, "worker_registered")
    irregular = judged(fr, SUBORDINATED, others, registered=True)
    assert irregular.band == "independence"
    signs = [*SUBORDINATED, "regularity_of_work"]
    regular = judged(fr, signs, rest(fr, *signs, "worker_registered"), registered=True)
    presumption = next(p for p in regular.presumptions if p.id == "p_non_salariat_immatricule")
    assert (regular.band, presumption.applies, presumption.rebutted) == (
        "employment",
        "true",
        "true",
    )


def test_unknown_registration_leaves_the_result_open_when_permanence_fails(fr):
    others = [i for i in rest(fr, *SUBORDINATED) if i != "worker_registered"]
    result = judged(fr, SUBORDINATED, others)
    assert not result.settled
    assert result.next_questions[0].indicator == "worker_registered"


def test_a_freedom_undone_by_another_rule_weighs_nothing(fr):
    free = judged(fr, [*ELEMENTS, "free_to_refuse"])
    undone = judged(fr, [*ELEMENTS, "free_to_refuse", "refusal_limited"])
    weights = {
        r.id: (r.weight, r.undercut_by) for r in undone.indicators if r.id == "free_to_refuse"
    }
    assert weights["free_to_refuse"] == ("none", ("refusal_limited",))
    assert next(r.weight for r in free.indicators if r.id == "free_to_refuse") == "moderate"


def test_independence_on_paper_only_weighs_a_step_less(fr):
    paper = judged(fr, ["own_clientele"], kind="stipulation")
    result = next(r for r in paper.indicators if r.id == "own_clientele")
    assert (result.weight, result.full_weight) == ("moderate", "strong")


def test_trap_10_the_directive_is_a_dated_notice_and_never_a_presumption(fr):
    result = judged(fr, ELEMENTS)
    assert "directive_deadline" in result.notices
    presumption = next(p for p in result.presumptions if p.id == "p_eu_directive")
    assert presumption.applies != "true"


def test_trap_5_a_quashed_or_reversed_decision_is_never_a_precedent(fr):
    signs = ["work_instructions", "account_sanction", "work_review", "pay_withheld"]
    result = judged(fr, signs)
    shown = {p.id for p in (*result.precedents_for, *result.precedents_against)}
    assert shown
    assert not shown & {d.id for d in fr.decisions.values() if not d.good_standing}
    assert not any(
        p.a_fortiori
        for p in (*result.precedents_for, *result.precedents_against)
        if (fr.decisions[p.id].outcome or "").startswith("quashed")
    )


def test_facts_older_than_the_catalogue_are_refused_with_the_earliest_date(fr):
    with pytest.raises(CaseError) as caught:
        judged(fr, ELEMENTS, on="1990-01-01")
    assert "1996-11-13" in caught.value.message("fr")


def test_the_same_case_gives_the_same_bytes_and_fits_the_published_schema(fr):
    import jsonschema

    one = assessment_to_json(judged(fr, SUBORDINATED))
    two = assessment_to_json(judged(fr, SUBORDINATED))
    assert dump(one) == dump(two)
    jsonschema.Draft202012Validator(schema("assessment")).validate(one)
