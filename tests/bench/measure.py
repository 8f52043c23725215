"""One measured figure, and the clock that measures it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """``limit``: the value not to pass; the least one where ``more_is_better``."""

    what: str
    value: float
    unit: str
    limit: float
    more_is_better: bool = False

    @property
    def good(self) -> bool:
        return self.value >= self.limit if self.more_is_better else self.value <= self.limit


def seconds(action: Callable[[], object], times: int = 5) -> float:
    """The median time of ``times`` runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def ratio(
    what: str,
    ours: Callable[[], object],
    reference: Callable[[], object],
    limit: float,
    times: int = 5,
) -> Measure:
    """How many times the reference's time ours takes, the two run in turn: machines differ, and
    so does one machine from minute to minute."""
    pairs = [(seconds(ours, 1), seconds(reference, 1)) for _ in range(times)]
    mine, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    return Measure(what, mine / theirs, "×", limit)
