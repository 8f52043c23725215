"""The law of one day, compiled to bit sets so that it can be evaluated thousands of times.

Every indicator that the law looks at has a bit. A *world* says of each whether it is present,
and whether only on paper: two integers. Unknown indicators are completed in two ways: the *low*
world takes each in the way least favourable to employment, the *high* world in the most
favourable. Because every operator is monotone (the loader refuses what is not), these two worlds
give the exact ends of what the unknowns leave open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from criteria.model import Catalogue, Limb, Node, Presumption, Weighing, on_day

#: (indicators present, what else holds), as bit sets -> whether the node is true. What else: the
#: limbs established, the decision tables that answer yes, and the two bits of an overall view.
Holds = Callable[[int, int], bool]


class LimbValue(NamedTuple):
    """``value`` in 0..1; for an own_business limb it measures independence. ``supported``: net
    weight above nothing, and not only by signs that cannot establish the limb alone. ``part`` is
    what the limb adds to the score; ``bit`` is the limb's own, 0 when it is not established.
    ``pros`` and ``cons``: what the facts present weigh for and against employment."""

    value: float
    established: bool
    supported: bool
    part: float
    bit: int
    pros: int
    cons: int


class Sign(NamedTuple):
    """What one indicator weighs in a limb: rank weights by its basis, and what undercuts it as
    (bits of the undercutters, rank weight that is left), the heaviest cut first."""

    bit: int
    favours: bool  # the side that the limb measures
    practice: int
    paper: int
    not_alone: bool
    cuts: tuple[tuple[int, int], ...]


class Known(NamedTuple):
    """What is known, as bit sets. ``paper`` is the part of ``present`` that only paper shows;
    what is in neither ``present`` nor ``absent`` is unknown."""

    present: int
    paper: int
    absent: int
    #: Bits of the nodes on decision tables that are true whatever is unknown, and that may be.
    sure: int = 0
    maybe: int = 0


class End(NamedTuple):
    """The law applied to one complete world; ``limbs`` in the order of the catalogue,
    ``established`` their bits and those of all else that holds; ``rank`` is that of the most
    protective status whose test is met, 0 where none is."""

    limbs: tuple[LimbValue, ...]
    established: int
    score: float
    rank: int


@dataclass(frozen=True, slots=True)
class Step:
    """A node of the test, ready to be evaluated; children not in force are left out."""

    node: Node
    holds: Holds
    children: tuple[Step, ...]


class Law:
    """One jurisdiction on one day."""

    def __init__(self, catalogue: Catalogue, on: dt.date, sector: str = "other") -> None:
        self.catalogue = catalogue
        self.on = on
        self.sector = sector
        weight = on_day(catalogue.pack.contract_weight, on)
        #: Whether the terms prevail over practice, and whether a freedom on paper counts in full.
        self.paper_first = weight is not None and weight.value == "decisive"
        self.paper_counts = weight is not None and weight.value != "none"
        self.scale = dict(catalogue.pack.scale)
        self.weighings: dict[str, Weighing] = catalogue.weighings_on(on)
        self.weightless = min(self.scale, key=lambda degree: self.scale[degree])
        self.bits: dict[str, int] = {}
        #: Indicators whose presence speaks for employment.
        self.pro = 0
        self._limbs = [
            _CompiledLimb(self, limb, 1 << i) for i, limb in enumerate(catalogue.limbs.values())
        ]
        self._limb_bits = {limb_id: 1 << i for i, limb_id in enumerate(catalogue.limbs)}
        self._next_bit = 1 << len(self._limb_bits)
        #: An overall view that no rule concludes, taken for and taken against employment.
        self.view_for, self.view_against = self._new_bit(), self._new_bit()
        #: Nodes on decision tables: (bit, table, results that satisfy, results that may).
        self.on_tables: list[tuple[int, str, frozenset[str], frozenset[str]]] = []
        self.powers = [i for i, x in enumerate(catalogue.limbs.values()) if x.role == "power"]
        self.test = self._step(catalogue.test)
        third = {status: self._step(test) for status, test in catalogue.third}
        #: The test of each status above the first, the most protective first, with its rank.
        self.tests = [
            (len(catalogue.pack.statuses) - 1, self.test),
            *((self.rank(status), step) for status, step in third.items()),
        ]
        #: Indicators on which a test itself, not only a limb, depends.
        self.leaves = frozenset(leaf for _, step in self.tests for leaf in self._leaves(step))
        #: Whether a test asks for an overall view, which the score alone can lean.
        self.weighs = any(self._has(step, "weigh") for _, step in self.tests)
        #: Indicators that can move the result.
        self.relevant = frozenset(self.bits)
        self.everything = (1 << len(self.bits)) - 1
        self._leaf_mask = sum(self.bits[i] for i in self.leaves)
        self._ranks: dict[tuple[int, int], int] = {}
        self._by_rank = self._ranked()
        self._values = [(limb.mask, limb.value) for limb in self._limbs]
        self._shares = sum(limb.share for limb in catalogue.limbs.values())

    def bit(self, indicator: str, favourable: bool) -> int:
        """The bit of an indicator. ``favourable`` says how its presence points where no
        weighing of that day does."""
        if indicator not in self.bits:
            self.bits[indicator] = 1 << len(self.bits)
            weighing = self.weighings.get(indicator)
            if favourable if weighing is None else weighing.side == "employment":
                self.pro |= self.bits[indicator]
        return self.bits[indicator]

    def on_paper(self, weighing: Weighing) -> str:
        """The degree of an indicator that only the paper states: independence loses steps, down
        to the lowest degree that still weighs something, unless the law gives terms weight."""
        if weighing.side == "employment" or self.scale[weighing.weight] == 0 or self.paper_counts:
            return weighing.weight
        ranks = sorted(self.scale, key=lambda degree: self.scale[degree])
        positive = [degree for degree in ranks if self.scale[degree] > 0]
        return positive[max(0, positive.index(weighing.weight) - self.catalogue.pack.paper_step)]

    def in_force(self, presumption: Presumption) -> bool:
        return presumption.strength != "not_in_force" and presumption.validity.covers(self.on)

    # -- evaluation ------------------------------------------------------------------------

    def low(self, known: Known) -> int:
        """The present indicators of the world least favourable to employment."""
        return known.present | (self.everything & ~(known.present | known.absent | self.pro))

    def high(self, known: Known) -> int:
        return known.present | (self.everything & ~(known.present | known.absent) & self.pro)

    def limb_bit(self, limb: str) -> int:
        return self._limb_bits[limb]

    def rank(self, status: str) -> int:
        """0 for the least protective status of the pack."""
        return next(r for r, s in enumerate(self.catalogue.pack.statuses) if s.id == status)

    def touched(self, bit: int) -> int:
        """Bit set of the limbs whose value an indicator can move."""
        return sum(1 << i for i, limb in enumerate(self._limbs) if limb.mask & bit)

    def low_end(self, known: Known) -> End:
        """The law in the world least favourable to employment."""
        return self.end(self.low(known), known.paper, known.sure | self.view_against)

    def high_end(self, known: Known) -> End:
        return self.end(self.high(known), known.paper, known.maybe | self.view_for)

    def balance(self, known: Known) -> float:
        """-1..1: what is known for employment against what is known against it, a fact found
        missing counting the other way; silence (``Pack.prudence``) draws it to 0."""
        pros = cons = 0
        for limb in self._limbs:
            if limb.share:
                value = limb.value(known.present & limb.mask, known.paper & limb.mask)
                pros += value.pros
                cons += value.cons
        for rank, employment, independence in self._by_rank:
            cons += rank * (known.absent & employment).bit_count()
            pros += rank * (known.absent & independence).bit_count()
        total = pros + cons + self.catalogue.pack.prudence
        return (pros - cons) / total if total else 0.0

    def end(self, present: int, paper: int, established: int) -> End:
        """The law in one world; ``established`` are the bits of all but the limbs."""
        limbs, total = [], 0.0
        for mask, value_of in self._values:
            value = value_of(present & mask, paper & mask)
            limbs.append(value)
            established |= value.bit
            total += value.part
        score = 2 * total / self._shares - 1 if self._shares else 0.0
        return End(tuple(limbs), established, score, self._tested(present, established))

    def rank_at(self, present: int, paper: int, established: int) -> int:
        """Only the rank of ``end``, at half the price: the search for flips asks for thousands."""
        for mask, value_of in self._values:
            established |= value_of(present & mask, paper & mask).bit
        return self._tested(present, established)

    def _tested(self, present: int, established: int) -> int:
        at = (present & self._leaf_mask, established)
        rank = self._ranks.get(at)
        if rank is None:
            rank = self._ranks[at] = max(
                (rank for rank, test in self.tests if test.holds(*at)), default=0
            )
        return rank

    # -- the test as functions -------------------------------------------------------------

    def _step(self, node: Node, favourable: bool = True) -> Step:
        if node.op == "presume":
            return self._presume(node, favourable)
        inward = favourable != (node.op == "not")
        children = tuple(
            self._step(child, inward)
            for child in node.children
            if child.in_force(self.on, self.sector)
        )
        parts = tuple(child.holds for child in children)
        holds: Holds
        if node.op == "not":

            def holds(present: int, established: int) -> bool:
                return not any(part(present, established) for part in parts)
        elif node.op == "weigh":
            view = self.view_for if favourable else self.view_against

            def holds(present: int, established: int) -> bool:
                return bool(established & view)
        elif node.op == "table":
            assert node.ref is not None
            answer = self._new_bit()
            accepts = frozenset(node.accepts)
            self.on_tables.append((answer, node.ref, accepts, accepts | set(node.perhaps)))

            def holds(present: int, established: int) -> bool:
                return bool(established & answer)
        elif node.op in ("indicator", "limb"):
            assert node.ref is not None
            if node.op == "indicator":
                bit = self.bit(node.ref, favourable)

                def holds(present: int, established: int) -> bool:
                    return bool(present & bit)
            else:
                bit = self._limb_bits[node.ref]

                def holds(present: int, established: int) -> bool:
                    return bool(established & bit)
        else:
            needed = {"all": len(parts), "any": 1, "at_least": node.count}[node.op]
            assert needed is not None

            def holds(present: int, established: int) -> bool:
                return sum(part(present, established) for part in parts) >= needed

        return Step(node, holds, children)

    def _presume(self, node: Node, favourable: bool) -> Step:
        assert node.ref is not None
        presumption = self.catalogue.presumptions[node.ref]
        employment = presumption.direction == "employment"
        condition = self._step(node.children[0], favourable == employment)
        rebuttal = self._step(node.children[1], favourable != employment)
        applies, rebutted = condition.holds, rebuttal.holds
        operates = self.in_force(presumption) and condition.node.validity.covers(self.on)

        def holds(present: int, established: int) -> bool:
            left = operates and applies(present, established) and not rebutted(present, established)
            return left if employment else not left

        return Step(node, holds, (condition, rebuttal))

    def _ranked(self) -> list[tuple[int, int, int]]:
        """(rank weight, indicators for employment, for independence) of the limbs that score."""
        masks: dict[int, list[int]] = {}
        for limb in self._limbs:
            for sign in limb.signs if limb.share else ():
                side = 0 if sign.bit & self.pro else 1
                masks.setdefault(sign.practice, [0, 0])[side] |= sign.bit
        return [(rank, both[0], both[1]) for rank, both in masks.items()]

    def _new_bit(self) -> int:
        bit, self._next_bit = self._next_bit, self._next_bit << 1
        return bit

    def _has(self, step: Step, op: str) -> bool:
        return step.node.op == op or any(self._has(child, op) for child in step.children)

    def _leaves(self, step: Step) -> Iterator[str]:
        if step.node.op == "indicator" and step.node.ref is not None:
            yield step.node.ref
        for child in step.children:
            yield from self._leaves(child)


class _CompiledLimb:
    """The signs of one limb, with the values met so far."""

    __slots__ = ("_bit", "_limb", "mask", "share", "signs", "value")

    def __init__(self, law: Law, limb: Limb, bit: int) -> None:
        self._limb, self._bit, self.share = limb, bit, limb.share
        side = "independence" if limb.role == "own_business" else "employment"
        self.signs = tuple(
            Sign(
                bit=law.bit(w.indicator, w.side == "employment"),
                favours=w.side == side,
                practice=law.scale[w.weight],
                paper=law.scale[law.on_paper(w)],
                not_alone=w.not_alone,
                cuts=tuple(
                    sorted(
                        (
                            (law.bit(u.by, w.side != "employment"), law.scale[u.to])
                            for u in w.undercut_by
                        ),
                        key=lambda cut: cut[1],
                    )
                ),
            )
            for w in law.weighings.values()
            if w.limb == limb.id and law.scale[w.weight] > 0
        )
        self.mask = 0
        for sign in self.signs:
            self.mask |= sign.bit
            for by, _ in sign.cuts:
                self.mask |= by
        #: (present, paper), both within the mask -> value.
        self.value = cache(self._weigh)

    def _weigh(self, present: int, paper: int) -> LimbValue:
        inward, outward, alone = 0, 0, True
        for sign in self.signs:
            if not present & sign.bit:
                continue
            weight = sign.paper if paper & sign.bit else sign.practice
            for by, left in sign.cuts:
                if present & by:
                    weight = min(weight, left)
                    break
            if not weight:
                continue
            if sign.favours:
                inward += weight
                alone = alone and sign.not_alone
            else:
                outward += weight
        limb, net = self._limb, inward - outward
        own = limb.role == "own_business"
        value = min(1.0, max(0.0, net / (2 * limb.threshold)))
        if alone:
            value = min(value, limb.alone_cap)
        established = not alone and net >= limb.threshold
        return LimbValue(
            value=value,
            established=established,
            supported=not alone and net > 0,
            part=limb.share * (1 - value if own else value),
            bit=self._bit if established else 0,
            pros=outward if own else inward,
            cons=inward if own else outward,
        )
