"""``python -m nlp.train CORPUS``: trains the shipped model, reproducible to the byte."""

from __future__ import annotations

import sys
from pathlib import Path

import sklearn

from nlp.classifier import FOLDER, save
from nlp.corpus import labels_of, read_bank, read_corpus
from nlp.learn import fit_kernel, learn


def main(arguments: list[str]) -> int:
    corpus_folder = Path(arguments[0] if arguments else "../shared/corpus")
    if not (corpus_folder / "gold.jsonl").is_file():
        print(f"{corpus_folder}: no annotated corpus here (gold.jsonl).", file=sys.stderr)
        return 2
    labels = labels_of(corpus_folder)
    corpus, bank = read_corpus(corpus_folder, labels), read_bank(labels)
    classifier = learn(fit_kernel(corpus, bank), corpus, labels)
    digest = save(
        classifier,
        notes={
            "trained_on": {
                "documents": len(set(corpus.documents)),
                "platforms": len(set(corpus.platforms)),
                "segments": len(corpus.rows),
                "own_clauses": len(bank.rows),
            },
            "scikit_learn": sklearn.__version__,
        },
    )
    print(f"{FOLDER.name}/model.npz sha256 {digest}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
