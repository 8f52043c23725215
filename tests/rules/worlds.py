"""Small catalogues built by hand and at random, and cases over them."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace

from hypothesis import strategies as st

from criteria.model import (
    Catalogue,
    Choice,
    Decision,
    Effect,
    FactFound,
    Indicator,
    Limb,
    Node,
    Pack,
    Presumption,
    Question,
    Status,
    Text,
    Undercut,
    Weighing,
)
from rules.model import Answer, Case, Finding

T = Text("texte", "text")
ON = dt.date(2026, 1, 1)
SCALE = {"none": 0, "weak": 1, "moderate": 2, "strong": 4}
LIMBS = ("direction", "control", "sanction", "own")


def catalogue(weighings: tuple[Weighing, ...], test: Node, **parts) -> Catalogue:
    """A catalogue of these weighings; p presumes independence, q employment."""
    names = tuple(dict.fromkeys(w.indicator for w in weighings))
    limbs = {
        name: Limb(name, T, T, "own_business" if name == "own" else "power", 3, 1, ())
        for name in LIMBS
    }
    pack = Pack(
        id="xx",
        name=T,
        law=T,
        law_from=dt.date(2000, 1, 1),
        scale=SCALE,
        paper_step=1,
        lean=0.2,
        lean_limbs=2,
        written=ON,
        limits=(),
        notices=(),
        outcome_words={},
    )
    presumptions = {
        "p": Presumption("p", T, "independence", "rebuttable", (T,), T, T, ()),
        "q": Presumption("q", T, "employment", "rebuttable", (T,), T, T, ()),
    }
    made = Catalogue(
        version="xx-test",
        pack=pack,
        indicators={n: Indicator(n, "direction", "neutral", T, T) for n in names},
        sections=(),
        questions={},
        authorities={},
        decisions={},
        presumptions=presumptions,
        propositions={},
        weighings=weighings,
        limbs=limbs,
        test=test,
    )
    return replace(made, **parts)


def weighing(
    indicator: str, side: str, weight: str, limb_id: str | None, *cuts, **more
) -> Weighing:
    """``cuts``: (undercutter, degree that is left)."""
    undercuts = tuple(Undercut(by, to, T, ("a",)) for by, to in cuts)
    return Weighing(indicator, side, weight, limb_id, T, ("a",), undercut_by=undercuts, **more)


def leaf(name: str) -> Node:
    return Node(f"leaf_{name}", "indicator", T, ref=name)


def limb(name: str) -> Node:
    return Node(f"limb_{name}", "limb", T, ref=name)


def every(*children: Node, **more) -> Node:
    return Node("all", "all", T, children=children, **more)


def question(name: str, yes: tuple[Effect, ...], no: tuple[Effect, ...], **more) -> Question:
    choices = (Choice("true", T, yes), Choice("false", T, no))
    return Question(name, "s", "yes_no", T, T, T, (), choices=choices, **more)


def decision(name: str, outcome: str, facts: Mapping[str, str], **more) -> Decision:
    found = tuple(FactFound(i, state) for i, state in facts.items())  # type: ignore[arg-type]
    given = {"verification": "official", "reasons_read": "full", "date": ON, **more}
    return Decision(name, "decision", T, T, T, outcome=outcome, facts=found, **given)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """Random packs: signs on both sides, each undercut by the other's, a random monotone test,
    questions that state one or two indicators."""
    pros = [f"pro{i}" for i in range(draw(st.integers(2, 4)))]
    cons = [f"con{i}" for i in range(draw(st.integers(1, 3)))]
    degrees = st.sampled_from(["none", "weak", "moderate"])
    weighings = []
    for name in (*pros, *cons):
        others = cons if name in pros else pros
        cuts = draw(st.dictionaries(st.sampled_from(others), degrees, max_size=2))
        weighings.append(
            weighing(
                name,
                "employment" if name in pros else "independence",
                draw(st.sampled_from(["none", "weak", "moderate", "strong"])),
                draw(st.sampled_from(LIMBS)),
                *cuts.items(),
                not_alone=draw(st.booleans()),
            )
        )
    leaves = st.sampled_from([*map(leaf, pros), *map(limb, LIMBS[:3])])

    def groups(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        lists = st.lists(children, min_size=1, max_size=3)
        return st.one_of(
            lists.map(lambda c: Node("all", "all", T, children=tuple(c))),
            lists.map(lambda c: Node("any", "any", T, children=tuple(c))),
            st.tuples(lists, st.integers(1, 3)).map(
                lambda c: Node(
                    "some", "at_least", T, children=tuple(c[0]), count=min(c[1], len(c[0]))
                )
            ),
            # A sign of independence that must be missing.
            st.sampled_from([*map(leaf, cons), limb("own")]).map(
                lambda c: Node("not", "not", T, children=(c,))
            ),
            # Independence is presumed on a sign of it, unless something for employment rebuts.
            st.tuples(st.sampled_from([*map(leaf, cons), limb("own")]), children).map(
                lambda c: Node("presume", "presume", T, children=c, ref="p")
            ),
            # Employment the other way round.
            st.tuples(children, st.sampled_from([*map(leaf, cons), limb("own")])).map(
                lambda c: Node("presume", "presume", T, children=c, ref="q")
            ),
        )

    tests = st.recursive(leaves, groups, max_leaves=6)
    test = draw(tests)
    third = draw(st.none() | tests)
    effects = st.lists(
        st.builds(Effect, st.sampled_from([*pros, *cons]), st.sampled_from(["present", "absent"])),
        max_size=2,
        unique_by=lambda e: e.indicator,
    ).map(tuple)
    kinds = st.sampled_from(["practice", "stipulation"])
    asked = draw(st.lists(st.tuples(effects, effects, kinds), max_size=3))
    questions = {
        f"q{i}": question(f"q{i}", yes, no, kind=kind) for i, (yes, no, kind) in enumerate(asked)
    }
    made = catalogue(tuple(weighings), test, questions=questions)
    return made if third is None else with_third(made, third)


def with_third(made: Catalogue, third: Node) -> Catalogue:
    """The same law with a status between self-employed and employee."""
    low, high = made.pack.statuses
    pack = replace(made.pack, statuses=(low, Status("worker", T), high))
    return replace(made, pack=pack, third=(("worker", third),))


#: indicator -> "present", "absent", "on paper", "contested", or None for unknown.
States = Mapping[str, str | None]
KNOWN = ("present", "absent")


def states(names: list[str]) -> st.SearchStrategy[dict[str, str | None]]:
    every_state = st.sampled_from([*KNOWN, "on paper", "contested", None, None])
    return st.fixed_dictionaries(dict.fromkeys(names, every_state))


def case(known: States, **more) -> Case:
    findings = []
    for name, state in known.items():
        if state == "on paper":
            findings.append(Finding(name, "present", "stipulation"))
        elif state == "contested":
            findings += [Finding(name, "present", "practice"), Finding(name, "absent", "practice")]
        elif state is not None:
            findings.append(Finding(name, state, "practice"))  # type: ignore[arg-type]
    return Case("", facts_from=ON, facts_to=ON, findings=tuple(findings), **more)


def answered(asked: Case, name: str, value: bool) -> Case:
    return replace(asked, answers=(*asked.answers, Answer(name, value)))


def completions(known: States) -> Iterator[dict[str, str]]:
    """Every way the unknown and the contested may turn out."""
    unknown = [n for n, s in known.items() if s in (None, "contested")]
    for values in itertools.product(KNOWN, repeat=len(unknown)):
        full = {n: s for n, s in known.items() if s not in (None, "contested")}
        yield {**full, **dict(zip(unknown, values, strict=True))}
