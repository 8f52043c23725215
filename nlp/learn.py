"""Learns the two looks of the reader. Ridge regression has an exact answer for "what would the
score have been without this platform", so the second look is trained on honest scores."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np

from nlp.classifier import Classifier, describe
from nlp.corpus import Rows
from nlp.features import counts, idf, weigh
from nlp.second import expand, pair_features

#: Strength of the ridge, and the weight of one clause of our bank against one of a document.
RIDGE = 1.0
BANK_WEIGHT = 0.7
#: Pairs scored below this in the first look are not worth a second one while training.
CUTS = tuple(round(0.10 + 0.01 * i, 2) for i in range(41))


@dataclass(frozen=True)
class Kernel:
    """Everything the exact leave-out formulas need: features X, truth Y, inverse C of the
    regularised kernel, dual coefficients."""

    features: Any
    truth: Any
    inverse: Any
    dual: Any
    idf: dict[str, Any]
    corpus_rows: int


def fit_kernel(corpus: Rows, bank: Rows) -> Kernel:
    blocks = counts(corpus.rows + bank.rows)
    frequencies = idf(blocks)
    features = weigh(blocks, frequencies)
    truth = np.vstack([corpus.truth, bank.truth]).astype(np.float64)
    strength = np.full(len(truth), RIDGE)
    strength[len(corpus.rows) :] = RIDGE / BANK_WEIGHT
    kernel = (features @ features.T).toarray().astype(np.float64)
    kernel += 1.0  # the bias, as a constant feature
    kernel[np.diag_indices_from(kernel)] += strength
    inverse = np.linalg.inv(kernel)
    return Kernel(features, truth, inverse, inverse @ truth, frequencies, len(corpus.rows))


def scores_without(kernel: Kernel, held: Any) -> Any:
    """First-look scores of the rows ``held`` by the model trained without them (exact)."""
    block = kernel.inverse[np.ix_(held, held)]
    return kernel.truth[held] - np.linalg.solve(block, kernel.dual[held])


def without(kernel: Kernel, held: Any) -> Kernel:
    """The kernel of a training set that never held these rows (exact block removal)."""
    keep = np.setdiff1d(np.arange(len(kernel.truth)), held)
    block = kernel.inverse[np.ix_(held, held)]
    cross = kernel.inverse[np.ix_(keep, held)]
    inverse = kernel.inverse[np.ix_(keep, keep)] - cross @ np.linalg.solve(block, cross.T)
    truth = kernel.truth[keep]
    corpus_rows = int((keep < kernel.corpus_rows).sum())
    return Kernel(kernel.features[keep], truth, inverse, inverse @ truth, kernel.idf, corpus_rows)


def learn(kernel: Kernel, corpus: Rows, labels: tuple[str, ...]) -> Classifier:
    """A classifier from a kernel whose first rows are those of ``corpus``."""
    groups = _groups(corpus.platforms)
    scores = np.zeros_like(kernel.truth[: len(corpus.rows)])
    for held in groups.values():
        scores[held] = scores_without(kernel, held)
    priors = np.log((kernel.truth[: len(corpus.rows)].sum(axis=0) + 1) / len(corpus.rows))
    features, targets, where = [], [], []
    for document, held in _groups(corpus.documents).items():
        rows = [corpus.rows[i] for i in held]
        pairs = expand(pair_features(scores[held], *describe(rows, labels, priors)))
        features.append(pairs)
        targets.append(kernel.truth[held].reshape(-1))
        where += [document] * len(pairs)
    pairs, target = np.vstack(features), np.concatenate(targets)
    centre, spread = pairs.mean(axis=0), pairs.std(axis=0) + 1e-9
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=0.3, max_iter=300)
    model.fit((pairs - centre) / spread, target)
    probability = model.predict_proba((pairs - centre) / spread)[:, 1]
    # A linear model, primal form: W = X' a, and the bias is the sum of the dual coefficients.
    first = np.asarray(kernel.features.T @ kernel.dual)
    return Classifier(
        labels=labels,
        idf=kernel.idf,
        first=first.astype(np.float32),
        bias=kernel.dual.sum(axis=0).astype(np.float32),
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
