"""The two ends of what is known, and the band that follows from them."""

from __future__ import annotations

from typing import NamedTuple

from rules.compile import End, Known, Law

#: Which way each band points; a third status is protected, yet not as employment is.
SIDE = {
    "employment": 2,
    "leaning_employment": 2,
    "intermediate": 1,
    "undetermined": 0,
    "leaning_independence": -2,
    "independence": -2,
}


class Outcome(NamedTuple):
    """``settled``: the tests give the same status however the unknowns turn out."""

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
    low, high = law.low_end(known), law.high_end(known)
    return Outcome(low, high, low.rank == high.rank, _band(law, known, low, high))


def _band(law: Law, known: Known, low: End, high: End) -> str:
    """A result that is not settled leans only on what is known."""
    pack = law.catalogue.pack
    if low.rank == len(pack.statuses) - 1:
        return "employment"
    if low.rank:
        return "intermediate"
    if not high.rank:
        return "independence"
    balance = law.balance(known)
    if -pack.lean < balance < pack.lean:
        return "undetermined"
    # Every unknown left aside: the powers for which real signs outweigh the contrary ones.
    bare = law.end(known.present, known.paper, known.sure).limbs
    supported = sum(bare[i].supported for i in law.powers)
    if balance > 0:
        return "leaning_employment" if supported >= pack.lean_limbs else "undetermined"
    return "leaning_independence" if law.weighs or supported < len(law.powers) else "undetermined"
