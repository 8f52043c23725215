"""What the engine makes of small worlds built by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from criteria.model import Effect, Node, Notice, Text, Validity
from rules import CaseError, assess, explain, findings_of_answers
from rules.model import Answer, Case, Document, Finding, Worker
from tests.rules.worlds import (
    ON,
    T,
    case,
    catalogue,
    decision,
    every,
    leaf,
    limb,
    question,
    weighing,
)

ORDERS = weighing("orders", "employment", "strong", "direction")
TRACKING = weighing("tracking", "employment", "strong", "control")
CHECKING = weighing("checking", "employment", "strong", "control", not_alone=True)
PENALTY = weighing("penalty", "employment", "strong", "sanction")
FREEDOM = weighing("freedom", "independence", "strong", "direction", ("orders", "weak"))
CLIENTS = weighing("clients", "independence", "strong", "own")
REGISTERED = weighing("registered", "independence", "none", None)
WEIGHINGS = (ORDERS, TRACKING, CHECKING, PENALTY, FREEDOM, CLIENTS, REGISTERED)
POWERS = every(limb("direction"), limb("control"), limb("sanction"))
EMPLOYED = {"orders": "present", "tracking": "present", "penalty": "present"}
FREE = {"freedom": "absent", "clients": "absent", "registered": "absent"}


@pytest.fixture
def law():
    return catalogue(WEIGHINGS, POWERS)


def indicator(result, name):
    return next(r for r in result.indicators if r.id == name)


def limb_of(result, name):
    return next(limb for limb in result.limbs if limb.id == name)


# -- states and weights ------------------------------------------------------------------------


def test_a_sign_that_cannot_establish_a_limb_alone_is_capped_until_another_joins_it(law):
    alone = limb_of(assess(case({"checking": "present", "tracking": "absent"}), law), "control")
    assert (alone.state, alone.high) == ("absent", 0.4)
    both = limb_of(assess(case({"checking": "present", "tracking": "present"}), law), "control")
    assert (both.state, both.low) == ("present", 1.0)


def test_an_undercut_sign_falls_to_the_degree_that_the_undercutting_names(law):
    free = indicator(assess(case({"freedom": "present"}), law), "freedom")
    assert (free.weight, free.full_weight, free.undercut_by) == ("strong", "strong", ())
    cut = indicator(assess(case({"freedom": "present", "orders": "present"}), law), "freedom")
    assert (cut.weight, cut.full_weight, cut.undercut_by) == ("weak", "strong", ("orders",))


def test_independence_on_paper_only_loses_a_degree_and_employment_none(law):
    result = assess(case({"freedom": "on paper", "orders": "on paper"}), law)
    assert indicator(result, "orders").weight == "strong"
    paper = assess(case({"clients": "on paper"}), law)
    assert indicator(paper, "clients").weight == "moderate"
    assert limb_of(paper, "own").high == pytest.approx(2 / 6)


def test_a_limb_of_ones_own_business_lowers_the_score(law):
    without, having = (
        assess(case({**EMPLOYED, **FREE, "checking": "absent", "clients": state}), law)
        for state in ("absent", "present")
    )
    assert limb_of(having, "own").state == "present"
    assert limb_of(having, "own").supporting == ("clients",)
    assert having.score_high < without.score_low


def test_registration_stated_for_the_worker_is_a_finding_of_practice(law):
    named = replace(law, indicators={**law.indicators, "worker_registered": T})
    for value, state in ((True, "present"), (False, "absent")):
        found = findings_of_answers(Case("", worker=Worker(registered=value)), named)
        assert [(f.indicator, f.state, f.kind) for f in found] == [
            ("worker_registered", state, "practice")
        ]
    assert findings_of_answers(Case(""), named) == ()


def test_proposals_nobody_reviewed_are_listed_and_count_for_nothing(law):
    proposed = Finding("orders", "present", "stipulation", origin="reader", status="proposed")
    rejected = replace(proposed, status="rejected")
    result = assess(replace(case({}), findings=(proposed, rejected)), law)
    assert result.proposals == (proposed,)
    assert indicator(result, "orders").state == "unknown"
    assert not result.automatic_reading
    automatic = replace(proposed, status="accepted", automatic=True)
    assert assess(replace(case({}), findings=(automatic,)), law).automatic_reading


def test_the_paper_that_contradicts_itself_yields_to_practice(law):
    paper = [Finding("orders", s, "stipulation") for s in ("present", "absent")]
    contested = assess(replace(case({}), findings=tuple(paper)), law)
    assert indicator(contested, "orders").state == "contested"
    practice = Finding("orders", "absent", "practice")
    result = assess(replace(case({}), findings=(*paper, practice)), law)
    assert (indicator(result, "orders").state, result.conflicts[0].kind) == (
        "absent",
        "paper_practice",
    )


def test_ids_that_the_catalogue_does_not_have_are_named_and_never_silently_dropped(law):
    asked = replace(case({"ordres": "present"}), answers=(Answer("q_gone", True),))
    assert assess(asked, law).extra["not_in_catalogue"] == ["ordres", "q_gone"]


# -- bands -------------------------------------------------------------------------------------


def test_everything_established_settles_employment_whatever_is_unknown(law):
    result = assess(case({**EMPLOYED, "registered": None}), law)
    assert (result.band, result.settled) == ("employment", True)
    assert "clients" in [r.id for r in result.indicators if r.state == "unknown"]


def test_one_missing_power_settles_independence_whatever_is_unknown(law):
    result = assess(case({"penalty": "absent"}), law)
    assert (result.band, result.settled) == ("independence", True)


@pytest.mark.parametrize("only", ["orders", "tracking", "penalty"])
def test_one_power_alone_never_leans_to_employment(law, only):
    result = assess(case({**FREE, only: "present"}), law)
    assert (result.band, result.settled) == ("undetermined", False)


def test_two_powers_may_lean_to_employment(law):
    result = assess(case({**FREE, "orders": "present", "tracking": "present"}), law)
    assert (result.band, result.settled) == ("leaning_employment", False)


def test_real_signs_of_independence_lean_to_it(law):
    result = assess(case({"clients": "present", "freedom": "present"}), law)
    assert (result.band, result.settled) == ("leaning_independence", False)


# -- presumptions and proof ----------------------------------------------------------------------


def presumed(direction="p", **change):
    condition = leaf("registered") if direction == "p" else leaf("orders")
    rebuttal = leaf("tracking") if direction == "p" else leaf("clients")
    node = Node(
        "presumed",
        "presume",
        T,
        children=(condition, rebuttal),
        ref=direction,
        when_true=Text("vrai", "true"),
        when_unknown=Text("inconnu", "unknown"),
    )
    made = catalogue(WEIGHINGS, every(node))
    changed = replace(made.presumptions[direction], **change)
    return replace(made, presumptions={**made.presumptions, direction: changed})


@pytest.mark.parametrize(
    ("registered", "tracking", "applies", "rebutted", "band"),
    [
        ("absent", None, "false", "not_applicable", "employment"),
        ("present", "absent", "true", "false", "independence"),
        ("present", "present", "true", "true", "employment"),
        ("present", None, "true", "unknown", None),
        (None, "absent", "unknown", "false", None),
        (None, "present", "unknown", "true", "employment"),
    ],
)
def test_a_presumption_of_independence_holds_until_rebutted(
    registered, tracking, applies, rebutted, band
):
    result = assess(case({"registered": registered, "tracking": tracking}), presumed())
    found = next(p for p in result.presumptions if p.id == "p")
    assert (found.applies, found.rebutted) == (applies, rebutted)
    assert (result.band if result.settled else None) == band


@pytest.mark.parametrize(
    ("orders", "clients", "band"),
    [
        ("absent", None, "independence"),
        ("present", "absent", "employment"),
        ("present", "present", "independence"),
        ("present", None, None),
        (None, "absent", None),
        (None, "present", "independence"),
    ],
)
def test_a_presumption_of_employment_holds_until_rebutted(orders, clients, band):
    result = assess(case({"orders": orders, "clients": clients}), presumed("q"))
    assert (result.band if result.settled else None) == band


@pytest.mark.parametrize(
    "change", [{"strength": "not_in_force"}, {"validity": Validity(start=dt.date(2027, 1, 1))}]
)
def test_a_presumption_that_is_not_law_that_day_decides_nothing(change):
    known = {"registered": "present", "tracking": "absent"}
    result = assess(case(known), presumed(**change))
    assert result.band == "employment"
    assert [p.applies for p in result.presumptions if p.id == "p"] in ([], ["false"])


def test_a_presumption_without_a_condition_over_indicators_is_for_a_person_to_judge(law):
    assert [p.applies for p in assess(case({}), law).presumptions] == ["unknown", "unknown"]


def test_the_condition_of_a_presumption_that_weighs_nothing_stays_unknown_until_known(law):
    other = weighing("agreed", "independence", "none", None)
    made = catalogue((*WEIGHINGS, other), POWERS)
    condition = replace(leaf("agreed"), label=T)
    made = replace(
        made,
        presumptions={"p": replace(made.presumptions["p"], applies_if=condition)},
    )
    for state, applies in ((None, "unknown"), ("present", "true"), ("absent", "false")):
        assert assess(case({"agreed": state}), made).presumptions[0].applies == applies


def test_the_proof_has_the_shape_of_the_test_and_its_reasons_the_language_asked_for():
    made = presumed()
    french, english = (assess(case({}), made, lang=lang).proof for lang in ("fr", "en"))
    assert french.children[0].because == "inconnu"
    assert english.children[0].because == "unknown"
    assert [c.ref for c in french.children[0].children] == ["registered", "tracking"]
    assert explain(french.children[0].value) == "unknown"
    assert french.children[0].children[0].because == "texte"  # no words of its own: its label


# -- dates ---------------------------------------------------------------------------------------


def test_the_law_of_the_day_is_used_and_changes_within_the_period_are_told():
    ended, begun = Validity(end=dt.date(2024, 12, 31)), Validity(start=dt.date(2025, 1, 1))
    weights = (replace(ORDERS, validity=ended), replace(ORDERS, weight="weak", validity=begun))
    made = catalogue(weights, every(limb("direction"), replace(leaf("orders"), validity=begun)))
    known = case({"orders": "present"})
    before = assess(known, made, dt.date(2024, 6, 1))
    after = assess(known, made, dt.date(2025, 6, 1))
    assert (before.band, after.band) == ("employment", "independence")
    assert [len(a.proof.children) for a in (before, after)] == [1, 2]
    period = replace(known, facts_from=dt.date(2024, 6, 1), facts_to=dt.date(2025, 6, 1))
    result = assess(period, made)
    assert result.on == dt.date(2025, 6, 1)
    assert result.extra["law_changes"] == ["2025-01-01"]
    assert "law_changes" not in after.extra


def test_a_sign_not_weighed_that_day_is_still_shown_with_its_words():
    later = replace(ORDERS, validity=Validity(start=dt.date(2027, 1, 1)))
    made = catalogue((later, TRACKING, PENALTY), POWERS)
    shown = indicator(assess(case({"orders": "present"}), made), "orders")
    assert (shown.state, shown.weight, shown.side, len(shown.findings)) == (
        "present",
        "none",
        "",
        1,
    )


def test_without_a_date_the_law_as_written_is_taken_and_said_so(law):
    undated = replace(case({}), facts_from=None, facts_to=None)
    result = assess(undated, law)
    assert (result.on, result.extra) == (law.pack.written, {"law_date_assumed": True})
    assert assess(undated, law, ON).extra == {}
    begun = replace(undated, facts_from=dt.date(2020, 5, 1))
    assert assess(begun, law).on == dt.date(2020, 5, 1)


def test_facts_older_than_the_law_are_refused_with_the_earliest_day(law):
    with pytest.raises(CaseError) as caught:
        assess(case({}), law, dt.date(1999, 12, 31))
    assert caught.value.problems[0].code == "law_too_old"
    assert "2000-01-01" in caught.value.message("en")


def test_a_notice_is_shown_when_it_covers_the_law_date_or_the_day_of_writing(law):
    notices = (
        Notice("old", T, (), Validity(end=dt.date(2010, 1, 1))),
        Notice("now", T, (), Validity(start=ON)),
        Notice("never", T, (), Validity(start=dt.date(2030, 1, 1))),
    )
    made = replace(law, pack=replace(law.pack, notices=notices))
    assert assess(case({}), made).notices == ("now",)
    assert assess(case({}), made, dt.date(2009, 1, 1)).notices == ("old", "now")


# -- inputs --------------------------------------------------------------------------------------


def test_the_digest_covers_facts_date_and_law_and_not_where_files_lie(law):
    base = replace(case({"orders": "present"}), documents=(Document("a/terms.md", sha256="0"),))
    digest = assess(base, law).inputs_sha256
    moved = replace(base, documents=(Document("b.md", sha256="0"),))
    assert assess(moved, law).inputs_sha256 == digest
    others = [
        assess(replace(base, findings=()), law),
        assess(replace(base, answers=(Answer("q", True),)), law),
        assess(base, law, dt.date(2025, 1, 1)),
        assess(base, replace(law, version="other")),
        assess(replace(base, documents=(Document("b.md", sha256="1"),)), law),
    ]
    assert digest not in [a.inputs_sha256 for a in others]


# -- questions -----------------------------------------------------------------------------------


def asked(*names, **more):
    return {
        f"q_{n}": question(
            f"q_{n}", (Effect(n, "present"),), (Effect(n, "absent"),), **more.get(n, {})
        )
        for n in names
    }


def test_questions_on_the_elements_of_the_test_come_first_even_if_they_move_no_score():
    work = weighing("work", "employment", "none", None)
    made = catalogue((*WEIGHINGS, work), every(leaf("work"), POWERS))
    made = replace(made, questions=asked("orders", "work", "clients"))
    first, *others = assess(case({}), made).next_questions
    assert (first.question, first.settles) == ("q_work", ("false",))
    assert {q.question for q in others} == {"q_orders", "q_clients"}


def test_questions_for_another_sector_are_not_asked():
    made = replace(
        catalogue(WEIGHINGS, POWERS), questions=asked("orders", orders={"sectors": ("delivery",)})
    )
    assert assess(case({}), made).next_questions == ()
    delivery = replace(case({}), platform=replace(Case("").platform, sector="delivery"))
    assert [q.question for q in assess(delivery, made).next_questions] == ["q_orders"]


def test_a_question_that_cannot_end_a_dispute_between_witnesses_is_not_asked():
    made = replace(catalogue(WEIGHINGS, POWERS), questions=asked("orders"))
    assert assess(case({"orders": "contested"}), made).next_questions == ()


# -- decided cases -------------------------------------------------------------------------------


def near(made, known):
    result = assess(case(known), made)
    return {p.id: p for p in (*result.precedents_for, *result.precedents_against)}


WON = {"orders": "present", "tracking": "present", "freedom": "present"}


def test_a_decision_binds_a_fortiori_when_the_case_is_at_least_as_strong(law):
    made = replace(law, decisions={"d": decision("d", "employment", WON)})
    stronger = {**WON, "freedom": "absent", "penalty": "present"}
    assert near(made, WON)["d"].a_fortiori
    assert near(made, stronger)["d"].a_fortiori


@pytest.mark.parametrize(
    "weaker",
    [
        {**WON, "clients": "present"},  # something for the other side, which it did not overcome
        {**WON, "tracking": "absent"},  # a sign that decided it is not there
        {**WON, "tracking": None},  # or not known
        {**WON, "tracking": "contested"},
    ],
)
def test_a_decision_does_not_bind_a_weaker_case(law, weaker):
    made = replace(law, decisions={"d": decision("d", "employment", WON)})
    assert not near(made, weaker)["d"].a_fortiori


def test_what_a_decision_does_not_mention_is_unknown_and_not_a_difference(law):
    made = replace(law, decisions={"d": decision("d", "employment", {"orders": "present"})})
    found = near(made, {"orders": "present", "tracking": "present", "clients": "present"})["d"]
    assert (found.shared, found.distinguishing) == (("orders",), ("clients",))


@pytest.mark.parametrize("outcome", ["quashed_for_employment", "quashed_against"])
def test_a_quashing_points_somewhere_and_never_binds(law, outcome):
    made = replace(law, decisions={"d": decision("d", outcome, {"orders": "present"})})
    found = near(made, {"orders": "present"})["d"]
    assert (found.a_fortiori, found.outcome) == (False, outcome)
    result = assess(case({"orders": "present"}), made)
    side = result.precedents_for if "for" in outcome else result.precedents_against
    assert [p.id for p in side] == ["d"]


def test_a_decision_whose_reasons_nobody_read_never_binds(law):
    unread = decision("d", "employment", WON, reasons_read="opening_only")
    assert not near(replace(law, decisions={"d": unread}), WON)["d"].a_fortiori


def test_decisions_reversed_or_on_another_question_are_left_out(law):
    made = replace(
        law,
        decisions={
            "reversed": decision("reversed", "employment", WON, reversed_by="later"),
            "other": replace(decision("other", "employment", WON), outcome=None),
        },
    )
    assert near(made, WON) == {}


def test_five_decisions_at_most_on_each_side_the_nearest_first(law):
    decisions = {
        f"d{n}": decision(f"d{n}", "employment", {"orders": "present", "tracking": state})
        for n, state in enumerate(["absent", "present"] * 4)
    }
    result = assess(
        case({"orders": "present", "tracking": "present"}), replace(law, decisions=decisions)
    )
    found = [p.id for p in result.precedents_for]
    assert found == ["d1", "d3", "d5", "d7", "d0"]


def test_a_later_decision_counts_for_earlier_facts(law):
    later = decision("d", "employment", WON, date=dt.date(2027, 1, 1))
    assert "d" in near(replace(law, decisions={"d": later}), WON)
