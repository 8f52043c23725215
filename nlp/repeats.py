"""Whether a clause of our bank repeats a sentence of a real document, nearly or to the word."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

#: Words of a run that is compared.
RUN = 3
#: A clause repeats a sentence that has this share of its runs, or with which it shares this share
#: of the runs of both. Terms have short turns of phrase in common; a copy has nearly all.
HELD = 0.75
COMMON = 0.5
#: Nearly the same is looked for from this many words on, the very same from fewer: "We may change
#: these terms at any time" is anybody's.
LEAST = 9
LEAST_EXACT = 6


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return frozenset(tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def repeated(clauses: Iterable[str], documents: Iterable[str]) -> list[str]:
    """The clauses that are, or from LEAST words on nearly are, a sentence of a document."""
    sizes: list[int] = []
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for text in documents:
        for sentence in re.split(r"(?<=[.;:!?])\s+|\n\s*\n", text):
            runs = _runs(sentence)
            for run in runs:
                holders[run].append(len(sizes))
            sizes.append(len(runs))
    found = []
    for clause in clauses:
        runs = _runs(clause)
        if len(runs) < LEAST_EXACT - RUN + 1:
            continue
        near = len(runs) >= LEAST - RUN + 1
        shared = Counter(place for run in runs for place in holders.get(run, ()))
        if any(
            count == len(runs) == sizes[place]
            or (near and count >= HELD * len(runs))
            or (near and count >= COMMON * (len(runs) + sizes[place] - count))
            for place, count in shared.items()
        ):
            found.append(clause)
    return found
