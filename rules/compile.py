"""The law of one day, compiled to small integers so that it can be evaluated thousands of times.

A *world* says of every indicator whether it is present. Unknown indicators are completed in
two ways: the *low* world takes each in the way least favourable to employment, the *high* world
in the most favourable. Because every operator is monotone (the loader refuses what is not),
these two worlds give the exact ends of what the unknowns leave open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from criteria.model import Catalogue, Node, Weighing
from rules.model import Proof

#: Present with the weight of practice, or on paper only.
PRACTICE, PAPER = 2, 1
World = Mapping[str, int]  # indicator -> PRACTICE or PAPER; absent ones are left out


class LimbValue(NamedTuple):
    """``value`` in 0..1; for an own_business limb it measures independence. ``supported``: net
    weight above nothing, and not only by signs that cannot establish the limb alone."""

    value: float
    established: bool
    supported: bool


@dataclass(frozen=True, slots=True)
class Sign:
    indicator: str
    favours: bool  # the side that the limb measures
    practice: int
    paper: int
    not_alone: bool
    cuts: tuple[tuple[str, int], ...]

    def weight(self, world: World) -> int:
        """Rank weight in ``world``: the paper step first, then what undercuts it."""
        basis = world.get(self.indicator)
        if not basis:
            return 0
        weight = self.practice if basis == PRACTICE else self.paper
        for by, to in self.cuts:
            if to < weight and by in world:
                weight = to
        return weight


class Law:
    """One jurisdiction on one day."""

    def __init__(self, catalogue: Catalogue, on: dt.date) -> None:
        self.catalogue = catalogue
        self.on = on
        pack = catalogue.pack
        self.scale = dict(pack.scale)
        self.ranks = sorted(self.scale, key=lambda degree: self.scale[degree])
        self.weighings: dict[str, Weighing] = catalogue.weighings_on(on)
        self.employment_side = frozenset(
            i for i, w in self.weighings.items() if w.side == "employment"
        )
        self.signs: dict[str, tuple[Sign, ...]] = {}
        for limb in catalogue.limbs.values():
            inward = "independence" if limb.role == "own_business" else "employment"
            self.signs[limb.id] = tuple(
                Sign(
                    indicator=w.indicator,
                    favours=w.side == inward,
                    practice=self.scale[w.weight],
                    paper=self.scale[self.on_paper(w)],
                    not_alone=w.not_alone,
                    cuts=tuple((u.by, self.scale[u.to]) for u in w.undercut_by),
                )
                for w in self.weighings.values()
                if w.limb == limb.id and self.scale[w.weight] > 0
            )
        self.shares = sum(limb.share for limb in catalogue.limbs.values())
        self.leaves = frozenset(_leaves(catalogue.test, on))
        relevant = {s.indicator for signs in self.signs.values() for s in signs}
        relevant |= {by for signs in self.signs.values() for s in signs for by, _ in s.cuts}
        self.relevant = frozenset((relevant | self.leaves) & set(self.weighings))

    def on_paper(self, weighing: Weighing) -> str:
        """The degree of an indicator that only the paper states: independence loses steps."""
        if weighing.side == "employment" or self.scale[weighing.weight] == 0:
            return weighing.weight
        positive = [degree for degree in self.ranks if self.scale[degree] > 0]
        return positive[max(0, positive.index(weighing.weight) - self.catalogue.pack.paper_step)]

    def limb(self, limb_id: str, world: World) -> LimbValue:
        limb = self.catalogue.limbs[limb_id]
        net, supported = 0, False
        for sign in self.signs[limb_id]:
            weight = sign.weight(world)
            if not weight:
                continue
            if sign.favours:
                net += weight
                supported = supported or not sign.not_alone
            else:
                net -= weight
        value = min(1.0, max(0.0, net / (2 * limb.threshold)))
        if not supported:
            return LimbValue(min(value, limb.alone_cap), False, False)
        return LimbValue(value, net >= limb.threshold, net > 0)

    def limbs(self, world: World) -> dict[str, LimbValue]:
        return {limb_id: self.limb(limb_id, world) for limb_id in self.catalogue.limbs}

    def score(self, limbs: Mapping[str, LimbValue]) -> float:
        """-1 (independence) .. +1 (subordination): mean of the limbs by their share."""
        total = 0.0
        for limb_id, limb in self.catalogue.limbs.items():
            value = limbs[limb_id].value
            total += limb.share * (1 - value if limb.role == "own_business" else value)
        return 2 * total / self.shares - 1 if self.shares else 0.0

    def holds(self, node: Node, world: World, limbs: Mapping[str, LimbValue]) -> bool:
        if node.op == "indicator":
            return node.ref in world
        if node.op == "limb":
            assert node.ref is not None
            return limbs[node.ref].established
        children = [c for c in node.children if c.validity.covers(self.on)]
        if node.op == "all":
            return all(self.holds(c, world, limbs) for c in children)
        if node.op == "any":
            return any(self.holds(c, world, limbs) for c in children)
        if node.op == "at_least":
            assert node.count is not None
            return sum(self.holds(c, world, limbs) for c in children) >= node.count
        condition, rebuttal = node.children
        applies = self.holds(condition, world, limbs)
        rebutted = self.holds(rebuttal, world, limbs)
        assert node.ref is not None
        if self.catalogue.presumptions[node.ref].direction == "employment":
            return applies and not rebutted
        return not applies or rebutted

    def world(self, known: Mapping[str, int | None], high: bool) -> dict[str, int]:
        """Completes ``known`` (indicator -> PRACTICE, PAPER, or 0 for absent; unknown ones are
        left out or None)."""
        world = {i: basis for i, basis in known.items() if basis}
        for indicator in self.relevant:
            if known.get(indicator) is None and (indicator in self.employment_side) == high:
                world[indicator] = PRACTICE
        return world

    def outcome(self, known: Mapping[str, int | None]) -> Outcome:
        ends = []
        for high in (False, True):
            world = self.world(known, high)
            limbs = self.limbs(world)
            ends.append(
                End(limbs, self.score(limbs), self.holds(self.catalogue.test, world, limbs))
            )
        # Who leans must have real signs: this world leaves every unknown aside.
        bare = {i: basis for i, basis in known.items() if basis}
        return Outcome(self, ends[0], ends[1], self.limbs(bare))

    def prove(self, known: Mapping[str, int | None], lang: str) -> Proof:
        low, high = self.world(known, False), self.world(known, True)
        return self._prove(
            self.catalogue.test, (low, self.limbs(low)), (high, self.limbs(high)), lang, False
        )

    def _prove(
        self,
        node: Node,
        low: tuple[World, Mapping[str, LimbValue]],
        high: tuple[World, Mapping[str, LimbValue]],
        lang: str,
        inverted: bool,
    ) -> Proof:
        ends = sorted((self.holds(node, *low), self.holds(node, *high)))
        children = []
        for i, child in enumerate(node.children):
            if not child.validity.covers(self.on):
                continue
            turn = False
            if node.op == "presume" and node.ref is not None:
                employment = self.catalogue.presumptions[node.ref].direction == "employment"
                turn = (i == 0) != employment
            children.append(self._prove(child, low, high, lang, inverted != turn))
        word = "true" if ends[0] else "unknown" if ends[1] else "false"
        texts = {"true": node.when_true, "false": node.when_false, "unknown": node.when_unknown}
        because = texts[word] or node.label
        return Proof(
            node=node.id,
            value=(ends[0], ends[1]),
            because=because.in_(lang),
            authorities=node.authorities,
            children=tuple(children),
            op=node.op,
            ref=node.ref or "",
        )


class End(NamedTuple):
    limbs: dict[str, LimbValue]
    score: float
    employment: bool


class Outcome:
    """The two ends and the band that follows from them."""

    __slots__ = ("band", "high", "low", "settled")

    def __init__(self, law: Law, low: End, high: End, bare: Mapping[str, LimbValue]) -> None:
        self.low, self.high = low, high
        pack = law.catalogue.pack
        self.settled = low.employment == high.employment
        if self.settled:
            self.band = "employment" if low.employment else "independence"
            return
        middle = (low.score + high.score) / 2
        powers = [limb.id for limb in law.catalogue.limbs.values() if limb.role == "power"]
        supported = sum(bare[power].supported for power in powers)
        if middle >= pack.lean and supported >= pack.lean_limbs:
            self.band = "leaning_employment"
        elif middle <= -pack.lean and supported < len(powers):
            self.band = "leaning_independence"
        else:
            self.band = "undetermined"

    @property
    def width(self) -> float:
        return self.high.score - self.low.score


def _leaves(node: Node, on: dt.date) -> Collection[str]:
    if node.op == "indicator" and node.ref is not None:
        return {node.ref}
    found: set[str] = set()
    for child in node.children:
        if child.validity.covers(on):
            found.update(_leaves(child, on))
    return found
