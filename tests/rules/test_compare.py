"""One case under several laws side by side."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import jsonschema

from criteria.model import Node, Validity
from rules import assess, compare, comparison_to_json, dump, schema
from rules.compare import decisive, looked_at, shape_of
from rules.model import Finding, Platform
from tests.rules.worlds import ON, T, case, catalogue, every, leaf, limb, weighing, with_third

ORDER = weighing("order", "employment", "strong", "direction")
WATCH = weighing("watch", "employment", "weak", "control")
FREEDOM = weighing("freedom", "independence", "moderate", "direction")


def law(test: Node, *weighings, name="xx", **parts):
    made = catalogue(weighings or (ORDER, WATCH, FREEDOM), test, **parts)
    return replace(made, version=f"{name}-test", pack=replace(made.pack, id=name))


def some(count: int, *children: Node) -> Node:
    return Node("some", "at_least", T, children=children, count=count)


FACTS = {"order": "present", "watch": "absent", "freedom": "present"}


def test_each_law_gives_the_result_that_it_gives_alone():
    laws = [law(leaf("order"), name="aa"), law(every(leaf("order"), leaf("watch")), name="bb")]
    found = compare(case(FACTS), laws)
    assert [u.assessment.band for u in found.laws] == ["employment", "independence"]
    for under, alone in zip(found.laws, laws, strict=True):
        told = replace(case(FACTS), jurisdiction=alone.pack.id)
        assert under.assessment == assess(told, alone)


def test_the_case_itself_stays_under_its_own_law():
    found = compare(replace(case(FACTS), jurisdiction="aa"), [law(leaf("order"), name="bb")])
    assert found.case.jurisdiction == "aa"


def test_a_law_that_begins_after_the_facts_is_said_to_and_the_others_are_compared():
    young = law(leaf("order"), name="young")
    young = replace(young, pack=replace(young.pack, law_from=dt.date(2030, 1, 1)))
    found = compare(case(FACTS), [young, law(leaf("order"), name="aa")])
    assert [u.assessment is None for u in found.laws] == [True, False]
    first, second = comparison_to_json(found)["laws"]
    assert (first["state"], first["law_from"]) == ("law_too_old", "2030-01-01")
    assert second["state"] == "assessed"


def test_the_day_asked_for_is_that_of_every_law():
    found = compare(case(FACTS), [law(leaf("order"))], dt.date(2020, 5, 1))
    assert found.laws[0].assessment.on == dt.date(2020, 5, 1)


# -- the form of the rule ------------------------------------------------------------------


def test_the_form_of_a_rule_is_read_off_its_test_from_the_top_down():
    view = Node("view", "weigh", T, children=(limb("direction"),))
    rule = Node("p", "presume", T, ref="q", children=(some(2, leaf("order"), leaf("watch")), view))
    shape = shape_of(law(every(rule, leaf("order"))), ON, "other")
    assert [(s.op, s.count, s.total, s.direction) for s in shape] == [
        ("all", 0, 2, ""),
        ("presume", 0, 0, "employment"),
        ("at_least", 2, 2, ""),
        ("weigh", 0, 0, ""),
        ("limb", 0, 0, ""),
    ]


def test_what_was_not_yet_law_is_no_part_of_the_form():
    later = replace(limb("direction"), validity=Validity(dt.date(2027, 1, 1), None))
    made = law(every(leaf("order"), later))
    assert "limb" not in {s.op for s in shape_of(made, ON, "other")}
    assert "limb" in {s.op for s in shape_of(made, dt.date(2027, 1, 1), "other")}


def test_rules_of_some_sectors_are_noted_with_whether_they_apply():
    inner = replace(leaf("watch"), sectors=("delivery",))
    out = Node("out", "not", T, children=(inner,), sectors=("delivery", "staffing"))
    for sector, applies in (("delivery", True), ("micro-work", False)):
        told = case(FACTS, platform=Platform(sector=sector))
        (under,) = compare(told, [law(every(leaf("order"), out))]).laws
        assert [(r.node.id, r.applies) for r in under.sector_rules] == [("out", applies)]


# -- reasons -------------------------------------------------------------------------------


def reasons(made, facts):
    found = assess(case(facts), made)
    return [[r.id for r in side] for side in decisive(found, made, "other")]


def test_reasons_are_the_weightiest_and_what_is_found_absent_speaks_the_other_way():
    made = law(limb("direction"))
    assert reasons(made, FACTS) == [["order"], ["freedom", "watch"]]


def test_a_condition_of_the_test_comes_before_any_weight():
    bare = weighing("bare", "employment", "none", None)
    made = law(every(leaf("bare"), limb("direction")), ORDER, FREEDOM, bare)
    assert reasons(made, {"order": "present", "bare": "present"}) == [["bare", "order"], []]


def test_what_nobody_contests_is_no_reason():
    bare = weighing("bare", "employment", "none", None)
    made = law(every(leaf("bare"), limb("direction")), ORDER, FREEDOM, bare)
    made = replace(made, pack=replace(made.pack, undisputed=("bare",)))
    assert reasons(made, {"order": "present", "bare": "present"}) == [["order"], []]


def test_a_condition_that_no_weighing_names_points_as_the_test_reads_it():
    """A freedom under a carve-out speaks against employment though nothing weighs it."""
    made = law(every(leaf("order"), Node("out", "not", T, children=(leaf("own"),))))
    known = replace(made, indicators={**made.indicators, "own": made.indicators["order"]})
    assert reasons(known, {"own": "present"}) == [[], ["own"]]
    assert reasons(known, {"own": "absent"}) == [["own"], []]


# -- facts left aside ----------------------------------------------------------------------


def test_facts_of_which_a_law_does_not_speak_are_named():
    wide, narrow = law(leaf("order"), name="aa"), law(leaf("order"), ORDER, name="bb")
    narrow = replace(narrow, indicators=wide.indicators)
    found = compare(case(FACTS), [wide, narrow])
    assert [u.not_looked_at for u in found.laws] == [(), ("watch", "freedom")]


def test_a_fact_that_only_a_third_status_or_the_scope_asks_for_is_looked_at():
    made = with_third(law(leaf("order"), ORDER), leaf("personal"))
    made = replace(made, scope=leaf("online"))
    assert looked_at(made, ON, "other") == {"order", "personal", "online"}


# -- as JSON -------------------------------------------------------------------------------


def test_the_comparison_follows_its_published_schema_and_gives_the_same_bytes_twice():
    made = with_third(
        law(every(leaf("order"), some(1, leaf("watch"), limb("control")))), leaf("watch")
    )
    young = replace(made, pack=replace(made.pack, law_from=dt.date(2030, 1, 1)))
    told = case({"order": "present", "freedom": "on paper"})
    told = replace(told, findings=(*told.findings, Finding("watch", "absent", "practice")))
    written = [comparison_to_json(compare(told, [made, young], lang="en")) for _ in range(2)]
    jsonschema.Draft202012Validator(schema("comparison")).validate(written[0])
    assert dump(written[0]) == dump(written[1])
    assert written[0]["laws"][0]["because"] == "text"
