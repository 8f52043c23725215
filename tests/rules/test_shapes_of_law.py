"""The shapes that laws take: third statuses, overall views, carve-outs, sectors, tables, dates."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.model import (
    Choice,
    Conclusion,
    Dated,
    Node,
    Presumption,
    Question,
    Row,
    Table,
    TableInput,
    Validity,
)
from rules import assess
from rules.model import Answer, Case, Document, Finding, Platform, Source
from rules.tables import possible
from tests.rules.worlds import (
    ON,
    T,
    case,
    catalogue,
    decision,
    every,
    leaf,
    limb,
    weighing,
    with_third,
)

PRO = weighing("order", "employment", "strong", "direction")
CON = weighing("freedom", "independence", "strong", "direction")


def law(test: Node, *more, **parts):
    return catalogue((PRO, CON, *more), test, **parts)


# -- statuses ------------------------------------------------------------------------------


THREE = with_third(
    law(every(leaf("order"), leaf("personal")), weighing("personal", "employment", "weak", None)),
    leaf("personal"),
)


@pytest.mark.parametrize(
    ("known", "band", "low", "high", "settled"),
    [
        ({"order": "present", "personal": "present"}, "employment", "employee", "employee", True),
        ({"order": "absent", "personal": "present"}, "intermediate", "worker", "worker", True),
        ({"order": None, "personal": "present"}, "intermediate", "worker", "employee", False),
        ({"personal": "absent"}, "independence", "self_employed", "self_employed", True),
        ({}, "undetermined", "self_employed", "employee", False),
    ],
)
def test_the_most_protective_status_whose_test_is_met_is_the_outcome(
    known, band, low, high, settled
):
    result = assess(case(known), THREE)
    assert (result.band, result.settled) == (band, settled)
    assert (result.status_low, result.status_high) == (low, high)


def test_every_status_between_has_its_own_proof():
    result = assess(case({"personal": "present", "order": "absent"}), THREE)
    assert result.proof.value == (False, False)
    assert [(s, p.value) for s, p in result.third_proofs] == [("worker", (True, True))]


def test_from_a_third_status_flips_lead_both_ways():
    result = assess(case({"order": "absent", "personal": "present"}), THREE)
    assert {f.band for f in result.flips} == {"employment", "independence"}


# -- overall views, carve-outs, sectors ----------------------------------------------------


VIEW = Node("view", "weigh", T, children=(limb("direction"),))


@pytest.mark.parametrize("known", [{}, {"order": "present", "freedom": "absent"}])
def test_an_overall_view_never_concludes(known):
    result = assess(case(known), law(VIEW))
    assert result.proof.value == (False, True)
    assert not result.settled


def test_an_overall_view_leans_on_what_is_known():
    made = law(VIEW)
    made = replace(made, pack=replace(made.pack, lean_limbs=1))
    for known, band in (
        ({"order": "present", "freedom": "absent"}, "leaning_employment"),
        ({"order": "absent", "freedom": "present"}, "leaning_independence"),
    ):
        only_direction = {k: replace(v, share=int(k == "direction")) for k, v in made.limbs.items()}
        assert assess(case(known), replace(made, limbs=only_direction)).band == band


def test_a_view_in_the_rebuttal_of_a_presumption_of_employment_leaves_it_open():
    presumed = Node("p", "presume", T, children=(leaf("order"), VIEW), ref="q")
    result = assess(case({"order": "present"}), law(presumed))
    assert result.proof.value == (False, True)
    assert result.presumptions[1].rebutted == "unknown"


def test_a_carve_out_comes_before_the_test():
    carved = every(Node("out", "not", T, children=(leaf("freedom"),)), leaf("order"))
    made = law(carved)
    assert assess(case({"order": "present", "freedom": "present"}), made).band == "independence"
    assert assess(case({"order": "present", "freedom": "absent"}), made).band == "employment"
    assert not assess(case({"order": "present"}), made).settled


def test_a_node_is_law_for_its_sectors_only():
    out = Node("out", "not", T, children=(leaf("freedom"),), sectors=("delivery",))
    made = law(every(out, leaf("order")))
    facts = {"order": "present", "freedom": "present"}
    for sector, band in (("delivery", "independence"), ("micro-work", "employment")):
        assert assess(case(facts, platform=Platform(sector=sector)), made).band == band


def test_a_law_that_does_not_speak_of_the_case_says_so():
    made = replace(law(leaf("order")), scope=leaf("freedom"))
    assert assess(case({"freedom": "absent"}), made).scope == "false"
    assert assess(case({}), made).scope == "unknown"
    assert assess(case({"freedom": "present"}), made).scope == "true"


# -- burden --------------------------------------------------------------------------------


def test_what_nobody_proved_fails_whoever_had_to_prove_it():
    """A presumption of employment whose rebuttal is open holds on proof; one that the worker
    must establish does not."""
    presumed = law(Node("p", "presume", T, children=(leaf("order"), leaf("freedom")), ref="q"))
    assert assess(case({"order": "present"}), presumed).status_proved == "employee"
    assert assess(case({}), presumed).status_proved == "self_employed"
    assert assess(case({}), law(leaf("order"))).status_proved == "self_employed"


def test_a_defence_must_be_proved_down_to_the_missing_of_a_fact():
    """As under a test that presumes employment unless the hirer proves that the work is not its
    own business: an unproved defence fails, a carve-out too."""
    missing = Node("b", "not", T, children=(leaf("order"),))
    presumed = Node("p", "presume", T, children=(leaf("work"), missing), ref="q")
    made = law(presumed, weighing("work", "employment", "none", None))
    assert assess(case({"work": "present"}), made).status_proved == "employee"
    assert assess(case({"work": "present", "order": "absent"}), made).status_proved == (
        "self_employed"
    )
    carved = every(Node("out", "not", T, children=(leaf("freedom"),)), leaf("order"))
    assert assess(case({"order": "present"}), law(carved)).status_proved == "employee"


# -- dated parameters ----------------------------------------------------------------------


def test_terms_prevail_over_practice_only_while_the_law_makes_them_decisive():
    made = law(leaf("order"))
    weight = Dated("decisive", T, (), Validity(dt.date(2022, 2, 9), dt.date(2024, 8, 25)))
    made = replace(made, pack=replace(made.pack, contract_weight=(weight,)))
    told = case({"order": "present"})
    told = replace(told, findings=(*told.findings, Finding("order", "absent", "stipulation")))
    for day, band in ((dt.date(2023, 1, 1), "independence"), (dt.date(2024, 8, 26), "employment")):
        result = assess(told, made, on=day)
        assert result.band == band
        assert [c.kind for c in result.conflicts] == ["paper_practice"]


def test_a_freedom_on_paper_counts_in_full_where_terms_are_the_starting_point():
    made = law(leaf("order"))
    paper = Case(
        "", facts_from=ON, facts_to=ON, findings=(Finding("freedom", "present", "stipulation"),)
    )
    assert assess(paper, made).indicators[1].weight == "moderate"
    weight = Dated("starting_point", T, ())
    made = replace(made, pack=replace(made.pack, contract_weight=(weight,)))
    assert assess(paper, made).indicators[1].weight == "strong"


# -- periods -------------------------------------------------------------------------------


def period(*findings: Finding, **more) -> Case:
    return Case(
        "",
        facts_from=dt.date(2024, 1, 1),
        facts_to=dt.date(2025, 12, 31),
        findings=findings,
        **more,
    )


def test_a_fact_that_ends_splits_the_period_and_each_part_has_its_result():
    ended = Finding("order", "present", "practice", end=dt.date(2024, 12, 31))
    then = Finding("order", "absent", "practice", start=dt.date(2025, 1, 1))
    result = assess(period(ended, then), law(leaf("order")))
    assert [(p.start, p.end, p.band, p.causes) for p in result.periods] == [
        (dt.date(2024, 1, 1), dt.date(2024, 12, 31), "employment", ()),
        (dt.date(2025, 1, 1), dt.date(2025, 12, 31), "independence", ("facts",)),
    ]
    assert result.band == "independence"


def test_a_new_version_of_the_terms_ends_the_one_before():
    documents = (
        Document("a.md", "Terms", dt.date(2023, 6, 1), source="d1"),
        Document("b.md", "Terms", dt.date(2025, 3, 1), source="d2"),
    )
    findings = (
        Finding("order", "present", "stipulation", source="d1"),
        Finding("order", "absent", "stipulation", source="d2"),
    )
    sources = (Source("d1", "document"), Source("d2", "document"))
    result = assess(period(*findings, documents=documents, sources=sources), law(leaf("order")))
    assert [(p.start, p.band, p.causes) for p in result.periods] == [
        (dt.date(2024, 1, 1), "employment", ()),
        (dt.date(2025, 3, 1), "independence", ("terms",)),
    ]


def test_a_change_of_law_splits_the_period():
    old = replace(PRO, validity=Validity(None, dt.date(2024, 6, 30)))
    new = replace(PRO, weight="none", validity=Validity(dt.date(2024, 7, 1), None))
    made = catalogue((old, new, CON), limb("direction"))
    result = assess(period(Finding("order", "present", "practice")), made)
    assert [(p.start, p.causes) for p in result.periods] == [
        (dt.date(2024, 1, 1), ()),
        (dt.date(2024, 7, 1), ("law",)),
    ]
    assert result.periods[0].score_high > result.periods[1].score_high


def test_nothing_is_split_where_nothing_changes():
    assert assess(period(Finding("order", "present", "practice")), law(leaf("order"))).periods == ()


def test_facts_that_have_no_date_are_not_measured_against_the_day_of_the_catalogue():
    ended = Finding("order", "present", "practice", end=dt.date(2001, 1, 1))
    assert assess(Case("", findings=(ended,)), law(leaf("order"))).band == "employment"


# -- conclusions ---------------------------------------------------------------------------


def conclusion(standing="settled", **more) -> Conclusion:
    test = every(Node("s", "status", T, ref="employee"), leaf("freedom"))
    return Conclusion("c", "criminal", T, T, standing, "authority", ("a",), test, **more)


@pytest.mark.parametrize(
    ("known", "state", "missing"),
    [
        ({"order": "present"}, "open", ("freedom",)),
        ({"order": "absent"}, "excluded", ("freedom",)),
        ({"order": "present", "freedom": "present"}, "established", ()),
    ],
)
def test_a_further_conclusion_needs_the_status_and_its_own_facts(known, state, missing):
    made = replace(law(leaf("order")), conclusions={"c": conclusion()})
    (found,) = assess(case(known), made).conclusions
    assert (found.state, found.missing) == (state, missing)


def test_what_no_decision_applied_is_arguable_at_most():
    made = replace(law(leaf("order")), conclusions={"c": conclusion("arguable")})
    (found,) = assess(case({"order": "present", "freedom": "present"}), made).conclusions
    assert found.state == "arguable"


def test_a_conclusion_is_drawn_under_the_law_of_its_day_only():
    later = conclusion(validity=Validity(dt.date(2030, 1, 1), None))
    assert assess(case({}), replace(law(leaf("order")), conclusions={"c": later})).conclusions == ()


# -- precedents ----------------------------------------------------------------------------


def test_precedents_that_part_on_shared_facts_are_shown_with_court_and_date():
    one = decision("one", "employment", {"order": "present"}, level=3, date=dt.date(2020, 1, 1))
    two = decision(
        "two",
        "no_employment",
        {"order": "present", "freedom": "present"},
        level=2,
        date=dt.date(2024, 1, 1),
    )
    made = replace(law(leaf("order")), decisions={"one": one, "two": two})
    (parted,) = assess(case({"order": "present"}), made).precedent_conflicts
    assert (parted.employment, parted.independence, parted.shared) == ("one", "two", ("order",))
    assert (parted.higher, parted.later) == ("one", "two")


def test_a_decision_on_a_rule_that_ended_is_no_precedent_for_later_facts():
    old = decision("old", "employment", {"order": "present"}, law_until=dt.date(2025, 12, 31))
    made = replace(law(leaf("order")), decisions={"old": old})
    told = case({"order": "present"})
    assert assess(told, made, on=dt.date(2026, 1, 1)).precedents_for == ()
    assert len(assess(told, made, on=dt.date(2025, 12, 31)).precedents_for) == 1


def test_what_a_higher_court_has_overtaken_is_no_precedent():
    old = decision("old", "employment", {"order": "present"}, overtaken_by="new")
    made = replace(law(leaf("order")), decisions={"old": old})
    assert assess(case({"order": "present"}), made).precedents_for == ()


def test_a_presumption_says_who_bears_the_proof_of_its_rebuttal():
    assert Presumption("p", T, "employment", "rebuttable", (T,), T, T, (), burden="platform")


# -- decision tables -----------------------------------------------------------------------


def asked(name: str, *choices: str) -> Question:
    return Question(name, "s", "choice", T, T, T, (), choices=tuple(Choice(c, T) for c in choices))


TABLE = Table(
    "grade",
    T,
    (TableInput("question", "who"), TableInput("question", "how")),
    (
        Row(("me", None), "HIGH"),
        Row((None, "freely"), "LOW"),
        Row(("you", "told"), "MEDIUM"),
    ),
    ("a",),
)
FINAL = Table("final", T, (TableInput("table", "grade"),), (Row(("HIGH",), "IN"),), (), "MAYBE")


def tabled(*answers: Answer):
    node = Node("t", "table", T, ref="final", accepts=("IN",), perhaps=("MAYBE",))
    questions = {q.id: q for q in (asked("who", "me", "you"), asked("how", "freely", "told"))}
    made = replace(law(node), questions=questions, tables={"grade": TABLE, "final": FINAL})
    return assess(replace(case({}), answers=answers), made)


def test_a_table_leaves_open_what_unknown_answers_may_bring():
    result = tabled(Answer("how", "told"))
    assert dict(result.tables) == {"grade": ("HIGH", "MEDIUM"), "final": ("IN", "MAYBE")}
    assert (result.settled, result.band) == (False, "undetermined")
    assert [(q.question, q.settles) for q in result.next_questions] == [("who", ("me",))]


def test_a_table_settles_as_soon_as_the_rest_cannot_matter():
    result = tabled(Answer("who", "me"))
    assert (result.settled, result.band) == (True, "employment")
    assert dict(result.tables)["grade"] == ("HIGH",)


def test_a_result_that_the_law_itself_leaves_open_is_not_settled():
    result = tabled(Answer("who", "you"), Answer("how", "told"))
    assert (result.settled, dict(result.tables)["final"]) == (False, ("MAYBE",))


VALUES = ("x", "y", "z")
CELLS = st.none() | st.sampled_from(VALUES)


@given(
    st.lists(
        st.tuples(st.tuples(CELLS, CELLS, CELLS), st.sampled_from("ABC")), min_size=1, max_size=6
    ),
    st.lists(st.sets(st.sampled_from(VALUES), min_size=1), min_size=3, max_size=3),
)
def test_the_results_of_a_table_are_those_of_every_completion(rows, domains):
    inputs = tuple(TableInput("question", str(i)) for i in range(3))
    table = Table("t", T, inputs, tuple(Row(when, r) for when, r in rows), (), "NONE")

    def first(world):
        return next(
            (
                result
                for when, result in rows
                if all(c is None or c == v for c, v in zip(when, world, strict=True))
            ),
            "NONE",
        )

    assert possible(table, domains) == {first(world) for world in itertools.product(*domains)}
