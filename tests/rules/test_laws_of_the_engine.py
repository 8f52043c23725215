"""The laws of the engine hold for every pack: monotone, order-free, exact interval."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from criteria.model import Catalogue
from rules import assess
from rules.model import BANDS, Finding
from tests.rules.worlds import case, catalogues, completions, states

RANK = {band: -i for i, band in enumerate(BANDS)}


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Catalogue, dict[str, str | None]]:
    made = draw(catalogues())
    return made, draw(states(list(made.indicators)))


@given(worlds())
@settings(max_examples=150, deadline=None)
def test_the_interval_contains_every_completion_and_its_ends_are_attained(world):
    made, known = world
    result = assess(case(known), made)
    ends = [assess(case(full), made) for full in completions(known)]
    scores = [a.score_low for a in ends]
    assert all(a.score_low == a.score_high and a.settled for a in ends)
    assert min(scores) == result.score_low
    assert max(scores) == result.score_high
    assert (result.proof.value[0], result.proof.value[1]) == (
        all(a.band == "employment" for a in ends),
        any(a.band == "employment" for a in ends),
    )


@given(worlds(), st.data())
@settings(max_examples=150, deadline=None)
def test_one_more_sign_of_subordination_never_lowers_the_result(world, data):
    made, known = world
    name = data.draw(st.sampled_from(sorted(known)))
    side = made.weighings_on(made.pack.written)[name].side
    ladder = ["absent", None, "present"] if side == "employment" else ["present", None, "absent"]
    results = [assess(case({**known, name: state}), made) for state in ladder]
    for lower, higher in itertools.pairwise(results):
        assert lower.score_low <= higher.score_low
        assert lower.score_high <= higher.score_high
        assert lower.proof.value <= higher.proof.value
        if lower.settled == higher.settled:
            assert RANK[lower.band] <= RANK[higher.band]


@given(worlds(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_findings_never_matters(world, rng: random.Random):
    made, known = world
    straight = case(known)
    shuffled = list(straight.findings)
    rng.shuffle(shuffled)
    one, two = assess(straight, made), assess(replace(straight, findings=tuple(shuffled)), made)
    assert (one.band, one.score_low, one.score_high, one.proof, one.flips) == (
        two.band,
        two.score_low,
        two.score_high,
        two.proof,
        two.flips,
    )


@given(worlds(), st.data())
@settings(max_examples=60, deadline=None)
def test_sources_that_disagree_leave_an_indicator_unknown_with_both_sides_shown(world, data):
    made, known = world
    name = data.draw(st.sampled_from(sorted(known)))
    base = case({**known, name: None})
    both = (Finding(name, "present", "practice"), Finding(name, "absent", "practice"))
    contested = assess(replace(base, findings=base.findings + both), made)
    unknown = assess(base, made)
    assert (contested.score_low, contested.score_high) == (unknown.score_low, unknown.score_high)
    assert [(c.indicator, c.kind) for c in contested.conflicts] == [(name, "sources")]


@given(worlds(), st.data())
@settings(max_examples=60, deadline=None)
def test_practice_prevails_over_paper_and_the_difference_is_shown(world, data):
    made, known = world
    name = data.draw(st.sampled_from(sorted(known)))
    practice = case({**known, name: "absent"})
    paper = replace(
        practice, findings=(*practice.findings, Finding(name, "present", "stipulation"))
    )
    one, two = assess(practice, made), assess(paper, made)
    assert (one.band, one.score_low, one.score_high) == (two.band, two.score_low, two.score_high)
    result = next(r for r in two.indicators if r.id == name)
    assert result.conflict
    assert result.basis == "practice"


@given(worlds())
@settings(max_examples=60, deadline=None)
def test_a_flip_does_bring_the_band_that_it_announces(world):
    made, known = world
    for flip in assess(case(known), made).flips:
        changed = {**known, **{c.indicator: c.to for c in flip.changes}}
        assert assess(case(changed), made).band == flip.band
