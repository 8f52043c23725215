"""Decided cases decided again: from what is coded of them, without themselves."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from rules.scoreboard import case_of, redecide, redecide_all, score
from tests.rules.worlds import catalogue, decision, every, leaf, weighing


def law(*decisions, **pack):
    made = catalogue(
        (
            weighing("order", "employment", "strong", "direction"),
            weighing("freedom", "independence", "strong", "direction"),
            weighing("work", "employment", "none", None),
        ),
        every(leaf("work"), leaf("order")),
        decisions={d.id: d for d in decisions},
    )
    return replace(made, pack=replace(made.pack, **pack))


def verdicts(made):
    return {r.decision.id: r.verdict for r in redecide_all(made)}


def test_a_decision_agrees_disagrees_or_stays_undetermined():
    made = law(
        decision("yes", "employment", {"order": "present", "work": "present"}),
        decision("no", "employment", {"order": "absent"}),
        decision("open", "no_employment", {"work": "present"}),
    )
    assert verdicts(made) == {"yes": "agree", "no": "disagree", "open": "undetermined"}
    found = score(redecide_all(made))
    assert (found.agree, found.disagree, found.undetermined, found.total) == (1, 1, 1, 3)


def test_what_a_decision_does_not_say_is_unknown_never_absent():
    made = law(decision("d", "employment", {"order": "present"}))
    assert redecide(made, made.decisions["d"]).verdict == "undetermined"


def test_only_what_no_party_contests_is_added_and_only_where_the_court_said_nothing():
    made = law(
        decision("silent", "employment", {"order": "present"}),
        decision("contested", "employment", {"order": "present", "work": "absent"}),
        undisputed=("work",),
    )
    assert verdicts(made) == {"silent": "agree", "contested": "disagree"}
    states = [(f.indicator, f.state) for f in case_of(made, made.decisions["contested"]).findings]
    assert states == [("order", "present"), ("work", "absent")]


def test_a_quashing_is_told_apart_and_counts_neither_way():
    made = law(
        decision("q", "quashed_against", {"order": "present"}),
        decision("none", None, {"order": "present"}),
        decision("bare", "employment", {}),
    )
    assert verdicts(made) == {"q": "quashing", "none": "no_status", "bare": "not_coded"}
    assert score(redecide_all(made)).total == 0


def test_a_decision_is_no_precedent_for_itself():
    made = law(decision("d", "employment", {"order": "present", "work": "present"}))
    assert redecide(made, made.decisions["d"]).result.precedents_for == ()


def test_a_settled_answer_against_a_decision_that_fell_contradicts_nothing():
    made = law(
        decision("stands", "employment", {"order": "absent"}),
        decision("fell", "employment", {"order": "absent"}, reversed_by="stands"),
    )
    found = {r.decision.id: r.contradicts for r in redecide_all(made)}
    assert found == {"stands": True, "fell": False}


def test_the_law_is_that_of_the_decision_or_the_oldest_there_is():
    made = law(
        decision("old", "employment", {"order": "present"}, date=dt.date(1931, 1, 1)),
        decision("new", "employment", {"order": "present"}, date=dt.date(2020, 5, 4)),
    )
    assert {r.decision.id: r.on for r in redecide_all(made)} == {
        "old": made.pack.law_from,
        "new": dt.date(2020, 5, 4),
    }
