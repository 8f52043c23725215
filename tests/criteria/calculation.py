"""A second, naive reading of the French test, from the catalogue's data and not from the engine.

It knows one world at a time: a set of indicators that are present, all others being absent.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from criteria.model import Catalogue, Node

ELEMENTS = frozenset({"work_performed", "remuneration_paid"})
POWERS = ("direction", "control", "sanction")


class Calculation:
    def __init__(self, catalogue: Catalogue, on: date) -> None:
        self.catalogue = catalogue
        self.on = on
        self.weighings = catalogue.weighings_on(on)

    def signs(self, limb: str, side: str | None = None) -> frozenset[str]:
        return frozenset(
            w.indicator
            for w in self.weighings.values()
            if w.limb == limb and side in (None, w.side) and self.catalogue.pack.scale[w.weight]
        )

    def net(self, limb: str, present: Collection[str]) -> int:
        """Signs for the limb minus signs against it."""
        inward = self._inward(limb)
        total = 0
        for indicator in self.signs(limb) & frozenset(present):
            sign = 1 if self.weighings[indicator].side == inward else -1
            total += sign * self._weight(indicator, present)
        return total

    def established(self, limb: str, present: Collection[str]) -> bool:
        alone = any(
            self._weight(indicator, present) and not self.weighings[indicator].not_alone
            for indicator in self.signs(limb, self._inward(limb)) & frozenset(present)
        )
        return alone and self.net(limb, present) >= self.catalogue.limbs[limb].threshold

    def employment(self, present: Collection[str]) -> bool:
        return self._holds(self.catalogue.test, present)

    def ends(self, present: Collection[str], absent: Collection[str]) -> tuple[bool, bool]:
        """The test with all that is unknown against employment, then all for it."""
        open_ = set(self.weighings) - set(present) - set(absent)
        against = {i for i in open_ if self.weighings[i].side == "independence"}
        return (
            self.employment(set(present) | against),
            self.employment(set(present) | (open_ - against)),
        )

    def _inward(self, limb: str) -> str:
        own = self.catalogue.limbs[limb].role == "own_business"
        return "independence" if own else "employment"

    def _weight(self, indicator: str, present: Collection[str]) -> int:
        scale, w = self.catalogue.pack.scale, self.weighings[indicator]
        return min([scale[w.weight], *(scale[u.to] for u in w.undercut_by if u.by in present)])

    def _holds(self, node: Node, present: Collection[str]) -> bool:
        if node.op == "indicator":
            return node.ref in present
        if node.op == "limb":
            return self.established(str(node.ref), present)
        held = [self._holds(child, present) for child in node.children]
        if node.op == "presume":
            # The French test refers to one presumption, of independence.
            applies, rebutted = held
            return not applies or rebutted
        return all(held) if node.op == "all" else sum(held) >= (node.count or 1)
