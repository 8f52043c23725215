"""``python -m nlp.train CORPUS``: trains the shipped model, reproducible to the byte.

``--reviews FILE --texts FOLDER``: learns from what users decided too (``nlp export-reviews``),
for the texts that are in the folder.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import sklearn

from nlp.classifier import FOLDER, save
from nlp.corpus import Rows, labels_of
from nlp.evaluate import prepare
from nlp.learn import Kernel, learn
from nlp.reviewed import load, rows_to_learn


def ship(folder: Path, corpus: Rows, kernel: Kernel) -> str:
    """Writes the model of all the platforms of a corpus; returns the SHA-256 of its numbers."""
    return save(
        learn(kernel, corpus, labels_of(folder)),
        notes={
            "trained_on": {
                "documents": len(set(corpus.documents)),
                "platforms": len(set(corpus.platforms)),
                "segments": len(corpus.rows),
                "own_clauses": len(kernel.truth) - len(corpus.rows),
            },
            "scikit_learn": sklearn.__version__,
        },
    )


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, nargs="?", default=Path("../shared/corpus"))
    parser.add_argument("--reviews", type=Path)
    parser.add_argument("--texts", type=Path, default=Path("instance/files"))
    options = parser.parse_args(arguments)
    if not (options.corpus / "gold.jsonl").is_file():
        print(f"{options.corpus}: no annotated corpus here (gold.jsonl).", file=sys.stderr)
        return 2
    more = None
    if options.reviews:
        decided = load(options.reviews.read_text(encoding="utf-8"))
        more, absent = rows_to_learn(decided, options.texts, labels_of(options.corpus))
        print(f"{len(more.rows)} reviewed clauses; {len(absent)} texts absent", file=sys.stderr)
    digest = ship(options.corpus, *prepare(options.corpus, more))
    print(f"{FOLDER.name}/model.npz sha256 {digest}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
