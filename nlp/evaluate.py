"""``python -m nlp.evaluate CORPUS``: reads every document with a model that has never seen its
platform, and lets the corpus's own scorer judge.

``--documents a,b``: report these only. ``--keep FOLDER``: write the evidence there. ``--plot
FILE``: draw how far a score means its frequency. ``--folds N``:
how many models are trained, each without the platforms that it will read; 0 is one a platform.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from nlp.corpus import Rows, labels_of, read_bank, read_corpus
from nlp.learn import Kernel, fit_kernel, learn, scores_without
from nlp.measure import Corpus, calibration, reliability_svg, table
from nlp.read import read_terms

#: Models that are trained: with 13, each is without three of the 38 platforms. One a platform
#: takes three times as long.
FOLDS = 13


@dataclass(frozen=True)
class Unseen:
    """``readings``: evidence of each document, by a model that has never seen its platform;
    ``chances`` and ``truth``: of every pair of its annotated clauses."""

    readings: dict[str, dict[str, Any]]
    chances: Any
    truth: Any


def unseen(
    folder: Path,
    corpus: Rows,
    kernel: Kernel,
    documents: set[str] | None = None,
    folds: int = FOLDS,
) -> Unseen:
    labels = labels_of(folder)
    readings: dict[str, dict[str, Any]] = {}
    chances, truth = [], []
    nobody = np.array([], dtype=int)
    for platforms in _folds(sorted(set(corpus.platforms)), folds):
        held = np.array([i for i, p in enumerate(corpus.platforms) if p in platforms])
        here = sorted({corpus.documents[i] for i in held})
        if documents is not None and not documents & set(here):
            continue
        classifier = learn(kernel, corpus, labels, platforms)
        scores = scores_without(kernel, nobody, held)
        for document in here:
            mine = [j for j, i in enumerate(held) if corpus.documents[i] == document]
            rows = [corpus.rows[held[j]] for j in mine]
            chances.append(classifier.look_again(scores[mine], rows))
            truth.append(corpus.truth[held[mine]])
            path = folder / "docs" / f"{document}.md"
            readings[document] = read_terms(path, classifier=classifier).to_json()
        p, y = np.vstack(chances) >= classifier.cut, np.vstack(truth) > 0
        so_far = 2 * (p & y).sum() / max(1, p.sum() + y.sum())
        print(f"read {', '.join(here)} (never seen); clauses so far {so_far:.3f}", file=sys.stderr)
    return Unseen(readings, np.vstack(chances), np.vstack(truth))


def _folds(platforms: list[str], number: int) -> list[frozenset[str]]:
    number = min(number, len(platforms)) or len(platforms)
    return [frozenset(platforms[i::number]) for i in range(number)]


def prepare(folder: Path, more: Rows | None = None) -> tuple[Rows, Kernel]:
    """The annotated clauses of a corpus, ``more`` after them, and the kernel of them and of our
    bank."""
    labels = labels_of(folder)
    corpus = read_corpus(folder, labels)
    if more is not None and more.rows:
        corpus = Rows(
            corpus.rows + more.rows,
            np.vstack([corpus.truth, more.truth]),
            corpus.platforms + more.platforms,
            corpus.documents + more.documents,
        )
    return corpus, fit_kernel(corpus, read_bank(labels))


def report(folder: Path, found: Unseen, documents: set[str] | None = None) -> str:
    """Every group and label with intervals, then calibration."""
    corpus = Corpus.open(folder)
    chosen = [name for name in found.readings if documents is None or name in documents]
    counts = {name: corpus.counts(name, found.readings[name]) for name in chosen}
    lines = [f"{len(counts)} documents, each read by a model that has never seen its platform."]
    lines += table(counts, corpus)
    for floor in (0.0, 0.1):
        error, rows = calibration(found.chances, found.truth, floor)
        lines.append(f"expected calibration error, scores from {floor}: {error:.3f}")
    lines += [f"  said {said:.2f}  right {right:.2f}  ({n} pairs)" for said, right, n in rows]
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, nargs="?", default=Path("../shared/corpus"))
    parser.add_argument("--documents", default="")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--folds", type=int, default=FOLDS)
    options = parser.parse_args(arguments)
    if not (options.corpus / "gold.jsonl").is_file():
        print(f"{options.corpus}: no annotated corpus here (gold.jsonl).", file=sys.stderr)
        return 2
    wanted = set(options.documents.split(",")) if options.documents else None
    found = unseen(options.corpus, *prepare(options.corpus), wanted, options.folds)
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
        for name, evidence in found.readings.items():
            text = json.dumps(evidence, ensure_ascii=False)
            (options.keep / f"{name}.json").write_text(text, encoding="utf-8")
    if options.plot:
        plot = reliability_svg(calibration(found.chances, found.truth)[1])
        options.plot.write_text(plot, encoding="utf-8")
    print(report(options.corpus, found, wanted))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
