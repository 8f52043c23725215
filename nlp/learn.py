"""Learns the two looks of the reader. Ridge regression has an exact answer for "what would the
score have been without these platforms", so the second look is trained, and measured, on honest
scores without training anything twice."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np

from nlp.classifier import Classifier, Meaning, describe
from nlp.corpus import Rows
from nlp.features import counts, idf, meaning_texts, weigh
from nlp.second import expand, pair_features

#: Strength of the ridge, and the weight of one clause of our bank against one of a document.
RIDGE = 0.7
BANK_WEIGHT = 0.6
#: Weight of meaning beside words, and how many clauses of our bank span the space of meaning.
MEANING = 1.5
LANDMARKS = 2000
#: Cuts that are tried.
CUTS = tuple(round(0.10 + 0.01 * i, 2) for i in range(41))


@dataclass(frozen=True)
class Kernel:
    """Everything the exact leave-out formulas need: word features X, meaning features Z (so that
    the kernel is X X' + Z Z'), truth Y, inverse C of the regularised kernel, dual coefficients."""

    features: Any
    near: Any
    root: Any
    meaning: Meaning
    truth: Any
    inverse: Any
    dual: Any
    idf: dict[str, Any]
    corpus_rows: int


def fit_kernel(corpus: Rows, bank: Rows) -> Kernel:
    rows = corpus.rows + bank.rows
    blocks = counts(rows)
    frequencies = idf(blocks)
    features = weigh(blocks, frequencies)
    truth = np.vstack([corpus.truth, bank.truth]).astype(np.float32)
    meaning, near, root = _meaning(rows, len(corpus.rows))
    strength = np.full(len(truth), RIDGE, dtype=np.float32)
    strength[len(corpus.rows) :] = RIDGE / BANK_WEIGHT
    kernel = (features @ features.T).toarray().astype(np.float32)
    kernel += near @ near.T
    kernel += 1.0  # the bias, as a constant feature
    kernel[np.diag_indices_from(kernel)] += strength
    inverse = _inverse(kernel)
    dual = inverse @ truth
    return Kernel(
        features, near, root, meaning, truth, inverse, dual, frequencies, len(corpus.rows)
    )


def _meaning(rows: list[Any], corpus_rows: int) -> tuple[Meaning, Any, Any]:
    """Nyström features: nearness of each row to clauses of OUR bank. What the model file holds
    of meaning are those clauses', never those of anybody's terms."""
    from scipy.linalg import cholesky, solve_triangular

    from nlp.embed import vectors

    found = vectors(meaning_texts(rows))
    own = found[corpus_rows:]
    names = [hashlib.sha256(row.text.encode()).hexdigest() for row in rows[corpus_rows:]]
    chosen = sorted(range(len(own)), key=lambda i: names[i])[:LANDMARKS]
    meaning = Meaning.of(own[chosen], own.mean(axis=0))
    among = meaning.nearness(own[chosen]).astype(np.float64)
    among = (among + among.T) / 2
    among[np.diag_indices_from(among)] += 1e-2
    root = cholesky(among, lower=True)
    near = solve_triangular(root, meaning.nearness(found).T.astype(np.float64), lower=True).T
    return meaning, (np.sqrt(MEANING) * near).astype(np.float32), root


def _inverse(kernel: Any) -> Any:
    """Of a symmetric positive matrix, which is overwritten."""
    from scipy.linalg.lapack import spotrf, spotri

    factor, fault = spotrf(kernel, lower=1, overwrite_a=1)
    if fault:
        raise ArithmeticError("the kernel is not positive")
    inverse, _ = spotri(factor, lower=1, overwrite_c=1)
    lower = np.tril(inverse, -1)
    return lower + lower.T + np.diag(np.diag(inverse))


def dual_without(kernel: Kernel, held: Any) -> Any:
    """Dual coefficients of the model trained without the rows ``held`` (exact); theirs are 0."""
    if not len(held):
        return kernel.dual
    block = kernel.inverse[np.ix_(held, held)].astype(np.float64)
    dual = kernel.dual - kernel.inverse[:, held] @ np.linalg.solve(block, kernel.dual[held])
    dual[held] = 0
    return dual


def scores_without(kernel: Kernel, held: Any, wanted: Any) -> Any:
    """First-look scores of the rows ``wanted`` by the model trained without them and without
    ``held`` (exact)."""
    both = np.concatenate([wanted, held]).astype(int)
    block = kernel.inverse[np.ix_(both, both)].astype(np.float64)
    rest = np.linalg.solve(block, kernel.dual[both].astype(np.float64))
    return kernel.truth[wanted] - rest[: len(wanted)]


def learn(
    kernel: Kernel, corpus: Rows, labels: tuple[str, ...], left_out: frozenset[str] = frozenset()
) -> Classifier:
    """A classifier that has never seen the platforms ``left_out``. The first rows of the kernel
    are those of ``corpus``."""
    from scipy.linalg import solve_triangular
    from sklearn.linear_model import LogisticRegression

    held = np.array([i for i, p in enumerate(corpus.platforms) if p in left_out], dtype=int)
    scores = np.zeros((len(corpus.rows), len(labels)))
    for platform, places in _groups(corpus.platforms).items():
        if platform not in left_out:
            scores[places] = scores_without(kernel, held, places)
    seen = np.setdiff1d(np.arange(len(corpus.rows)), held)
    priors = np.log((corpus.truth[seen].sum(axis=0) + 1) / len(seen))
    features, targets = [], []
    for places in _groups(corpus.documents).values():
        if corpus.platforms[places[0]] in left_out:
            continue
        rows = [corpus.rows[i] for i in places]
        features.append(expand(pair_features(scores[places], *describe(rows, labels, priors))))
        targets.append(corpus.truth[places].reshape(-1))
    pairs, target = np.vstack(features), np.concatenate(targets)
    centre, spread = pairs.mean(axis=0), pairs.std(axis=0) + 1e-9
    # Few features and very many pairs: Newton's method is exact and the fastest.
    model = LogisticRegression(C=0.3, solver="newton-cholesky", max_iter=50)
    model.fit((pairs - centre) / spread, target)
    probability = model.predict_proba((pairs - centre) / spread)[:, 1]
    dual = dual_without(kernel, held)
    # A linear model, primal form: W = X' a, and the bias is the sum of the dual coefficients.
    close = np.sqrt(MEANING) * solve_triangular(kernel.root.T, kernel.near.T @ dual)
    return Classifier(
        labels=labels,
        idf=kernel.idf,
        first=np.asarray(kernel.features.T @ dual).astype(np.float32),
        bias=dual.sum(axis=0).astype(np.float32),
        meaning=kernel.meaning,
        close=close.astype(np.float32),
        second=model.coef_[0],
        intercept=float(model.intercept_[0]),
        centre=centre,
        spread=spread,
        priors=priors,
        cut=best_cut(probability, target),
    )


def best_cut(probability: Any, target: Any) -> float:
    """The one cut, over all labels, with the best micro-F1 on out-of-platform scores."""

    def f1(cut: float) -> float:
        chosen = probability >= cut
        hit = float((chosen & (target > 0)).sum())
        return 2 * hit / max(1.0, float(chosen.sum() + target.sum()))

    return max(CUTS, key=f1)


def _groups(names: list[str]) -> dict[str, Any]:
    groups: dict[str, list[int]] = defaultdict(list)
    for i, name in enumerate(names):
        groups[name].append(i)
    return {name: np.array(places) for name, places in groups.items()}
