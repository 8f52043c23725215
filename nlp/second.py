"""The second look: whether a (clause, label) pair that the first model scored really counts.

It sees the scores of the whole document, so that a label that stands out in its clause, among
its neighbours and for this document is told from one that is merely suggested.
"""

from __future__ import annotations

from typing import Any

import numpy as np

NAMES = (
    "score",
    "sign",
    "rank",
    "gap_to_best",
    "best",
    "before",
    "after",
    "document_mean",
    "document_third",
    "gap_to_third",
    "prior",
    "score_sign",
    "length",
    "worker",
    "client",
)


def pair_features(scores: Any, signs: Any, priors: Any, lengths: Any, bound: Any) -> Any:
    """Features of every pair of one document.

    ``scores``, ``signs``: (clauses, labels); ``priors``: (labels,) log frequencies; ``lengths``:
    (clauses,) in characters; ``bound``: (clauses, 2) worker, client. Returns (clauses * labels,
    len(NAMES)) float64.
    """
    n, m = scores.shape
    order = np.argsort(np.argsort(-scores, axis=1), axis=1)
    best = scores.max(axis=1, keepdims=True)
    before = np.vstack([np.zeros((1, m)), scores[:-1]])
    after = np.vstack([scores[1:], np.zeros((1, m))])
    ranked = np.sort(scores, axis=0)[::-1]
    third = ranked[min(2, n - 1)][None, :].repeat(n, axis=0)
    mean = scores.mean(axis=0)[None, :].repeat(n, axis=0)

    def wide(column: Any) -> Any:
        return np.broadcast_to(column, (n, m))

    stack = [
        scores,
        signs,
        1.0 / (1 + order),
        best - scores,
        wide(best),
        before,
        after,
        mean,
        third,
        scores - third,
        wide(priors[None, :]),
        scores * signs,
        wide(np.log1p(lengths)[:, None] / 5),
        wide(bound[:, :1]),
        wide(bound[:, 1:]),
    ]
    return np.stack(stack, axis=2).reshape(n * m, len(NAMES))


def expand(features: Any) -> Any:
    """Squares and products of the first score columns: a little curvature for a linear model."""
    main = features[:, [0, 1, 2, 3, 5, 6, 9]]
    products = [main[:, i] * main[:, j] for i in range(7) for j in range(i, 7)]
    return np.hstack([features, np.stack(products, axis=1)])
