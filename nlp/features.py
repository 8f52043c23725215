"""Turns clauses into hashed numbers. Hashing keeps every word of training out of the model file."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nlp.roles import Roles, bound_party

_WORD = r"(?u)\b\w+\b"
#: Columns of each block; powers of two.
WIDTHS = {"word": 2**15, "char": 2**16, "role": 2**15, "context": 2**13, "signs": 2**10}
#: Weight of each block once its rows have length 1.
SHARES = {"word": 0.5, "char": 0.6, "role": 0.6, "context": 0.25, "signs": 0.9}
BLOCKS = tuple(WIDTHS)


@dataclass(frozen=True, slots=True)
class Row:
    """What the model sees of one clause."""

    text: str
    unified: str  # parties named WORKER, CLIENT, PLATFORM
    heading: str
    lead_in: str
    before: str
    after: str
    signs: tuple[str, ...]
    bound: str


def make_row(
    text: str,
    roles: Roles,
    signs: Sequence[str],
    heading: str = "",
    lead_in: str = "",
    before: str = "",
    after: str = "",
) -> Row:
    unified = roles.unify(f"{lead_in} {text}" if lead_in else text)
    return Row(
        text=text,
        unified=unified,
        heading=heading,
        lead_in=lead_in,
        before=before,
        after=after,
        signs=tuple(signs),
        bound=bound_party(unified, roles.language),
    )


def meaning_texts(rows: Sequence[Row]) -> list[str]:
    """What is compared in meaning: the clause alone; with its lead-in before it the comparison
    was worse."""
    return [row.text for row in rows]


def _simplify(text: str) -> str:
    return re.sub(r"\d+", "0", re.sub(r"\s+", " ", text.replace("'", "’")))


def _documents(row: Row) -> dict[str, str]:
    near = " ".join(f"sign_{s}" for s in row.signs)
    pairs = " ".join(f"sign_{s}_{row.bound or 'none'}" for s in row.signs)
    lengths = f"bound_{row.bound or 'none'} len_{min(8, len(row.text) // 60)}"
    context = [f"h_{w}" for w in re.findall(r"\w{3,}", row.heading.lower())]
    context += [f"l_{w}" for w in re.findall(r"\w{3,}", row.lead_in.lower())]
    context += [f"n_{w}" for w in re.findall(r"\w{4,}", (row.before + " " + row.after).lower())]
    return {
        "word": _simplify(row.text),
        "char": _simplify(f"{row.lead_in} {row.text}"),
        "role": _simplify(row.unified),
        "context": " ".join(context) or "none",
        "signs": f"{near} {pairs} {lengths}",
    }


@functools.cache
def _vectorizers() -> dict[str, Any]:
    from sklearn.feature_extraction.text import HashingVectorizer

    def hashing(block: str, **options: Any) -> Any:
        if options.get("analyzer") is None:
            options["token_pattern"] = _WORD
        return HashingVectorizer(
            n_features=WIDTHS[block], norm=None, alternate_sign=False, dtype=np.float32, **options
        )

    return {
        "word": hashing("word", ngram_range=(1, 3)),
        "char": hashing("char", analyzer="char_wb", ngram_range=(3, 5)),
        "role": hashing("role", ngram_range=(1, 3)),
        "context": hashing("context"),
        "signs": hashing("signs"),
    }


def counts(rows: Sequence[Row]) -> dict[str, Any]:
    """Hashed counts of each block: scipy CSR matrices of shape (rows, WIDTHS[block])."""
    vectorizers = _vectorizers()
    documents = [_documents(row) for row in rows]
    return {b: vectorizers[b].transform([d[b] for d in documents]) for b in BLOCKS}


def counts_of_words(words: Sequence[str]) -> Any:
    """Each word alone as a row of the "word" block: CSR (words, WIDTHS["word"])."""
    return _vectorizers()["word"].transform([_simplify(w) for w in words])


def idf(blocks: dict[str, Any]) -> dict[str, Any]:
    """Smoothed inverse document frequency of each block: arrays of shape (WIDTHS[block],)."""
    result = {}
    for name, matrix in blocks.items():
        df = np.bincount(matrix.indices, minlength=matrix.shape[1])
        result[name] = (np.log((1 + matrix.shape[0]) / (1 + df)) + 1).astype(np.float32)
    return result


def weigh(blocks: dict[str, Any], weights: dict[str, Any]) -> Any:
    """One CSR matrix (rows, sum of WIDTHS): sublinear TF-IDF, rows of each block of length its
    share."""
    from scipy.sparse import hstack
    from sklearn.preprocessing import normalize

    parts = []
    for name in BLOCKS:
        matrix = blocks[name].copy()
        matrix.data = 1 + np.log(matrix.data)
        matrix = matrix.multiply(weights[name][None, :]).tocsr()
        parts.append(normalize(matrix) * SHARES[name])
    return hstack(parts, format="csr", dtype=np.float32)
