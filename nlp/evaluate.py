"""``python -m nlp.evaluate CORPUS``: reads every document with a model that has never seen its
platform, and lets the corpus's own scorer judge."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from nlp.corpus import Rows, labels_of, read_bank, read_corpus
from nlp.learn import fit_kernel, learn, without
from nlp.read import read_terms


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0] if arguments else "../shared/corpus")
    if not (folder / "gold.jsonl").is_file():
        print(f"{folder}: no annotated corpus here (gold.jsonl).", file=sys.stderr)
        return 2
    labels = labels_of(folder)
    corpus, bank = read_corpus(folder, labels), read_bank(labels)
    kernel = fit_kernel(corpus, bank)
    readings = {}
    platforms = sorted(set(corpus.platforms))
    for platform in platforms:
        held = np.array([i for i, p in enumerate(corpus.platforms) if p == platform])
        keep = [i for i in range(len(corpus.rows)) if corpus.platforms[i] != platform]
        rest = Rows(
            [corpus.rows[i] for i in keep],
            corpus.truth[keep],
            [corpus.platforms[i] for i in keep],
            [corpus.documents[i] for i in keep],
        )
        classifier = learn(without(kernel, held), rest, labels)
        for document in sorted({corpus.documents[i] for i in held}):
            path = folder / "docs" / f"{document}.md"
            readings[document] = read_terms(path, classifier=classifier)
            print(f"read {document} (never seen)", file=sys.stderr)
    print(f"{len(readings)} documents of {len(platforms)} platforms, each platform left out.")
    for name, wanted in (("all", ("fr", "en")), ("French", ("fr",)), ("English", ("en",))):
        chosen = [r for r in readings.values() if r.language in wanted]
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
            json.dump([r.to_json() for r in chosen], file)
            file.flush()
            documents = ",".join(sorted(r.document for r in chosen))
            scored = subprocess.run(
                [
                    sys.executable,
                    str(folder / "score.py"),
                    str(folder),
                    file.name,
                    "--docs",
                    documents,
                ],
                capture_output=True,
                text=True,
                check=True,
            ).stdout
        print(scored if name == "all" else f"{name}: {scored.splitlines()[-1]}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
