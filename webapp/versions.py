"""Two versions of one text, clause by clause: the same, moved, reworded, gone, new.

Clauses are paired by their words, not by their numbers: an article that is inserted renumbers
all that follow it and changes nothing in them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np
from rapidfuzz import fuzz, process, utils
from rapidfuzz.distance import Indel, Levenshtein

#: From this likeness on (0..100) two clauses are one clause reworded.
LIKE = 55.0
#: Less is enough between two clauses that stand at the same place among their neighbours.
LIKE_BESIDE = 33.0
#: Numbering at the head of a clause: "12.3", "a)", "(iv)", "•".
_NUMBER = re.compile(r"^\s*(?:(?:\(?(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.)°]|\d+(?:\.\d+)+|[•*–-])\s+)+")
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")

KINDS = ("same", "moved", "reworded", "gone", "new")
Piece = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Pair:
    """``old`` and ``new``: places in the lists, None where there is none. ``moved``: its order
    among the clauses that both versions have is another one."""

    kind: str
    old: int | None
    new: int | None
    likeness: float = 100.0
    moved: bool = False


def normal(text: str) -> str:
    """What must agree for two clauses to be the same: words, not numbering, case or spaces."""
    bare = _NUMBER.sub("", " ".join(text.split()))
    return utils.default_process(bare) or bare.casefold().strip()


def align(old: Sequence[str], new: Sequence[str]) -> tuple[Pair, ...]:
    """Every clause of both versions exactly once, in the order of the new version; what is gone
    stands where it was."""
    a, b = [normal(t) for t in old], [normal(t) for t in new]
    matched: dict[int, tuple[int, float]] = {}  # new -> (old, likeness)
    for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
        matched |= {block.b + i: (block.a + i, 100.0) for i in range(block.size)}
    _elsewhere(a, b, matched)
    _alike(a, b, matched)
    _beside(a, b, matched)
    kept = _in_order(matched)
    pairs = []
    for index in range(len(b)):
        if index not in matched:
            pairs.append(Pair("new", None, index, 0.0))
            continue
        origin, likeness = matched[index]
        moved = index not in kept
        kind = "reworded" if a[origin] != b[index] else "moved" if moved else "same"
        pairs.append(Pair(kind, origin, index, likeness, moved))
    return _with_gone(pairs, len(a))


def _elsewhere(a: Sequence[str], b: Sequence[str], matched: dict[int, tuple[int, float]]) -> None:
    """The same words in another place."""
    taken = {origin for origin, _ in matched.values()}
    free: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(a):
        if index not in taken:
            free[text].append(index)
    for index, text in enumerate(b):
        if index not in matched and free.get(text):
            matched[index] = (free[text].pop(0), 100.0)


def _alike(a: Sequence[str], b: Sequence[str], matched: dict[int, tuple[int, float]]) -> None:
    """The rest by likeness, the most alike first; among equals the nearest."""
    taken = {origin for origin, _ in matched.values()}
    left = [i for i in range(len(a)) if i not in taken]
    right = [i for i in range(len(b)) if i not in matched]
    if not left or not right:
        return
    olds, news = [a[i] for i in left], [b[i] for i in right]
    # Letters alone would pair short clauses by chance, and whole words alone would part "paid"
    # from "payment": the mean of both.
    letters = process.cdist(news, olds, scorer=fuzz.ratio, dtype=np.float32)
    whole = process.cdist(
        [t.split() for t in news],
        [t.split() for t in olds],
        scorer=Indel.normalized_similarity,
        dtype=np.float32,
    )
    scores = (letters + 100 * whole) / 2
    rows, columns = np.nonzero(scores >= LIKE)
    candidates = sorted(
        (-round(float(scores[r, c]), 1), abs(left[c] - right[r]), right[r], left[c])
        for r, c in zip(rows.tolist(), columns.tolist(), strict=True)
    )
    for score, _distance, index, origin in candidates:
        if index not in matched and origin not in taken:
            matched[index] = (origin, -score)
            taken.add(origin)


def _beside(a: Sequence[str], b: Sequence[str], matched: dict[int, tuple[int, float]]) -> None:
    """A clause between the same neighbours in both versions was rewritten rather than replaced,
    if anything of it is left."""
    taken = {origin for origin, _ in matched.values()}
    for index in range(len(b)):
        if index in matched:
            continue
        places = [matched[n][0] - d for n, d in ((index - 1, -1), (index + 1, 1)) if n in matched]
        if index == 0:
            places.append(0)
        for origin in places:
            if not 0 <= origin < len(a) or origin in taken:
                continue
            likeness = _likeness(a[origin], b[index])
            if likeness >= LIKE_BESIDE:
                matched[index] = (origin, likeness)
                taken.add(origin)
                break


def _likeness(one: str, other: str) -> float:
    whole = Indel.normalized_similarity(one.split(), other.split())
    return round((fuzz.ratio(one, other) + 100 * whole) / 2, 1)


def _in_order(matched: dict[int, tuple[int, float]]) -> set[int]:
    """The largest set of pairs that stand in the same order in both versions: the others moved."""
    order = [(index, matched[index][0]) for index in sorted(matched)]
    best: list[int] = []  # place in ``order`` of the smallest end of a run of each length
    before: list[int | None] = []
    for place, (_, origin) in enumerate(order):
        low, high = 0, len(best)
        while low < high:
            middle = (low + high) // 2
            if order[best[middle]][1] < origin:
                low = middle + 1
            else:
                high = middle
        before.append(best[low - 1] if low else None)
        best[low : low + 1] = [place]
    kept: set[int] = set()
    at = best[-1] if best else None
    while at is not None:
        kept.add(order[at][0])
        at = before[at]
    return kept


def _with_gone(pairs: list[Pair], length: int) -> tuple[Pair, ...]:
    there = {p.old for p in pairs}
    gone = [i for i in range(length) if i not in there]
    # A clause that is gone follows the one that it followed.
    place = {p.old: n for n, p in enumerate(pairs) if p.old is not None}
    after: dict[int, list[Pair]] = defaultdict(list)
    for index in gone:
        previous = next((place[i] for i in range(index - 1, -1, -1) if i in place), -1)
        after[previous].append(Pair("gone", index, None, 0.0))
    result = list(after[-1])
    for number, pair in enumerate(pairs):
        result += [pair, *after[number]]
    return tuple(result)


def counts(pairs: Sequence[Pair]) -> dict[str, int]:
    found = Counter(p.kind for p in pairs)
    return {kind: found[kind] for kind in KINDS}


def words(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both wordings in pieces, True where they differ.

    >>> words("payé sous 8 jours", "payé sous 30 jours")[0]
    (('payé sous ', False), ('8', True), (' jours', False))
    """
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    # Spaces are no difference: a line break is one in the file only.
    codes = Levenshtein.opcodes([_same(t) for t in a], [_same(t) for t in b])
    left: list[Piece] = []
    right: list[Piece] = []
    for code in codes:
        differs = code.tag != "equal"
        _add(left, "".join(a[code.src_start : code.src_end]), differs)
        _add(right, "".join(b[code.dest_start : code.dest_end]), differs)
    return _smooth(left), _smooth(right)


def _same(token: str) -> str:
    return " " if token.isspace() else token


def _add(pieces: list[Piece], text: str, differs: bool) -> None:
    if not text:
        return
    if pieces and pieces[-1][1] == differs:
        pieces[-1] = (pieces[-1][0] + text, differs)
    else:
        pieces.append((text, differs))


def _smooth(pieces: list[Piece]) -> tuple[Piece, ...]:
    """A lone space between two differing words belongs to the difference."""
    result: list[Piece] = []
    for place, (text, differs) in enumerate(pieces):
        inside = 0 < place < len(pieces) - 1
        _add(result, text, differs or (inside and text.isspace()))
    return tuple(result)
