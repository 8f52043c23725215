"""Small catalogues built by hand and at random, and cases over them."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping

from hypothesis import strategies as st

from criteria.model import (
    Catalogue,
    Indicator,
    Limb,
    Node,
    Pack,
    Presumption,
    Text,
    Undercut,
    Weighing,
)
from rules.model import Case, Finding

T = Text("texte", "text")
ON = dt.date(2026, 1, 1)
SCALE = {"none": 0, "weak": 1, "moderate": 2, "strong": 4}
LIMBS = ("direction", "control", "sanction", "own")


def catalogue(weighings: tuple[Weighing, ...], test: Node) -> Catalogue:
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
    presumption = Presumption("p", T, "independence", "rebuttable", (T,), T, T, ())
    return Catalogue(
        version="xx-test",
        pack=pack,
        indicators={n: Indicator(n, "direction", "neutral", T, T) for n in names},
        sections=(),
        questions={},
        authorities={},
        decisions={},
        presumptions={"p": presumption},
        propositions={},
        weighings=weighings,
        limbs=limbs,
        test=test,
    )


def leaf(name: str) -> Node:
    return Node(f"leaf_{name}", "indicator", T, ref=name)


def limb(name: str) -> Node:
    return Node(f"limb_{name}", "limb", T, ref=name)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """Random packs: signs on both sides, undercutting across sides, a random monotone test."""
    pros = [f"pro{i}" for i in range(draw(st.integers(2, 4)))]
    cons = [f"con{i}" for i in range(draw(st.integers(1, 3)))]
    weighings = []
    for name in (*pros, *cons):
        side = "employment" if name in pros else "independence"
        others = cons if side == "employment" else pros
        cuts = draw(st.lists(st.sampled_from(others), unique=True, max_size=2))
        # Undercutting runs one way only in a pack: the loader refuses circles.
        cuts = cuts if side == "independence" else []
        weighings.append(
            Weighing(
                indicator=name,
                side=side,  # type: ignore[arg-type]
                weight=draw(st.sampled_from(["weak", "moderate", "strong"])),
                limb=draw(st.sampled_from(LIMBS)),
                why=T,
                authorities=("a",),
                not_alone=draw(st.booleans()),
                undercut_by=tuple(
                    Undercut(c, draw(st.sampled_from(["none", "weak"])), T, ("a",)) for c in cuts
                ),
            )
        )
    leaves = st.sampled_from([*map(leaf, pros), *map(limb, LIMBS[:3])])

    def groups(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        lists = st.lists(children, min_size=1, max_size=3)
        return st.one_of(
            lists.map(lambda c: Node("all", "all", T, children=tuple(c))),
            lists.map(lambda c: Node("any", "any", T, children=tuple(c))),
            lists.map(lambda c: Node("some", "at_least", T, children=tuple(c), count=1)),
            children.map(
                lambda c: Node("presume", "presume", T, children=(leaf(cons[0]), c), ref="p")
            ),
        )

    return catalogue(tuple(weighings), draw(st.recursive(leaves, groups, max_leaves=6)))


States = Mapping[str, str | None]


def states(names: list[str]) -> st.SearchStrategy[dict[str, str | None]]:
    return st.fixed_dictionaries({n: st.sampled_from(["present", "absent", None]) for n in names})


def case(known: States, kind: str = "practice") -> Case:
    return Case(
        title="",
        facts_from=ON,
        facts_to=ON,
        findings=tuple(
            Finding(n, s, kind)  # type: ignore[arg-type]
            for n, s in known.items()
            if s is not None
        ),
    )


def completions(known: States) -> Iterator[dict[str, str]]:
    unknown = [n for n, s in known.items() if s is None]
    for values in itertools.product(("present", "absent"), repeat=len(unknown)):
        full = {n: s for n, s in known.items() if s is not None}
        yield {**full, **dict(zip(unknown, values, strict=True))}
