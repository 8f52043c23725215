"""The two ends of what is known, and the band that follows from them."""

from __future__ import annotations

from typing import NamedTuple

from rules.compile import End, Known, Law

#: Which way each band points.
SIDE = {
    "employment": 1,
    "leaning_employment": 1,
    "undetermined": 0,
    "leaning_independence": -1,
    "independence": -1,
}


class Outcome(NamedTuple):
    """``settled``: the test gives the same answer however the unknowns turn out."""

    low: End
    high: End
    settled: bool
    band: str

    @property
    def width(self) -> float:
        return self.high.score - self.low.score

    @property
    def side(self) -> int:
        return SIDE[self.band]


def outcome(law: Law, known: Known) -> Outcome:
    low = law.end(law.low(known), known.paper)
    high = law.end(law.high(known), known.paper)
    settled = low.employment == high.employment
    return Outcome(low, high, settled, _band(law, known, low, high))


def _band(law: Law, known: Known, low: End, high: End) -> str:
    """A result that is not settled leans only on facts: the middle of the score alone may come
    from the unknowns."""
    if low.employment == high.employment:
        return "employment" if low.employment else "independence"
    pack = law.catalogue.pack
    middle = (low.score + high.score) / 2
    if -pack.lean < middle < pack.lean:
        return "undetermined"
    # Every unknown left aside: the powers for which real signs outweigh the contrary ones.
    bare = law.end(known.present, known.paper).limbs
    supported = sum(bare[i].supported for i in law.powers)
    if middle > 0:
        return "leaning_employment" if supported >= pack.lean_limbs else "undetermined"
    against = (known.present & ~law.pro) | (known.absent & law.pro)
    if against and supported < len(law.powers):
        return "leaning_independence"
    return "undetermined"
