"""The shipped model: numbers in an .npz that cannot hold code, and a manifest that names them."""

from __future__ import annotations

import functools
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from nlp.errors import ReadingError
from nlp.features import (
    BLOCKS,
    SHARES,
    WIDTHS,
    Row,
    counts,
    counts_of_words,
    meaning_texts,
    weigh,
)
from nlp.second import expand, pair_features

#: What a further word must bring to belong to the telling words.
LENGTH_COST = 0.02
FOLDER = Path(__file__).parent / "weights"


@dataclass(frozen=True)
class Meaning:
    """How near a clause is in meaning to clauses of our own: ``landmarks`` (clauses, WIDTH) in
    steps of 1/127, and the ``middle`` (WIDTH,) that is taken away first."""

    landmarks: Any
    middle: Any

    @classmethod
    def of(cls, landmarks: Any, middle: Any) -> Meaning:
        """From vectors; what is kept is rounded as in the file, so that training sees the same."""
        middle = middle.astype(np.float16).astype(np.float32)
        return cls(np.round(_unit(landmarks - middle) * 127).astype(np.int8), middle)

    def nearness(self, vectors: Any) -> Any:
        """(texts, landmarks) in 0..1: a Gaussian of the distance."""
        landmarks = _unit(self.landmarks.astype(np.float32))
        return np.exp(2 * (_unit(vectors - self.middle) @ landmarks.T) - 2)


def _unit(vectors: Any) -> Any:
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)


@dataclass(frozen=True)
class Classifier:
    """``first``: (features, labels) and ``bias`` (labels,) of a linear model over words;
    ``close``: (landmarks, labels) over meaning; ``second``: a logistic regression over pair
    features, standardised by ``centre`` and ``spread``. ``cut``: the probability from which a
    pair is proposed."""

    labels: tuple[str, ...]
    idf: dict[str, Any]
    first: Any
    bias: Any
    meaning: Meaning
    close: Any
    second: Any
    intercept: float
    centre: Any
    spread: Any
    priors: Any
    cut: float

    def probabilities(self, rows: list[Row]) -> Any:
        """(clauses, labels) for the clauses of ONE document, in their order."""
        if not rows:
            return np.zeros((0, len(self.labels)))
        from nlp.embed import vectors

        scores = weigh(counts(rows), self.idf) @ self.first + self.bias
        scores += self.meaning.nearness(vectors(meaning_texts(rows))) @ self.close
        return self.look_again(np.asarray(scores, dtype=np.float64), rows)

    def telling_words(self, text: str, label: str) -> tuple[int, int]:
        """Place of the run of words that speaks most for ``label`` in a clause (code points)."""
        places = [m.span() for m in re.finditer(r"\w+", text)]
        if not places:
            return 0, len(text)
        width = WIDTHS["word"]
        words = counts_of_words([text[a:b] for a, b in places])
        column = self.first[:width, self.labels.index(label)] * self.idf["word"]
        weights = np.asarray(words @ column) - LENGTH_COST
        best, run, first, span = -np.inf, 0.0, 0, (0, 0)
        for i, weight in enumerate(weights):
            if run <= 0:
                run, first = 0.0, i
            run += float(weight)
            if run > best:
                best, span = run, (first, i)
        return places[span[0]][0], places[span[1]][1]

    def look_again(self, scores: Any, rows: list[Row]) -> Any:
        features = pair_features(scores, *describe(rows, self.labels, self.priors))
        z = (expand(features) - self.centre) / self.spread
        logits = z @ self.second + self.intercept
        return (1 / (1 + np.exp(-logits))).reshape(scores.shape)


def describe(rows: list[Row], labels: tuple[str, ...], priors: Any) -> tuple[Any, Any, Any, Any]:
    """What the second look needs besides scores: signs, priors, lengths, bound parties."""
    place = {label: i for i, label in enumerate(labels)}
    signs = np.zeros((len(rows), len(labels)))
    bound = np.zeros((len(rows), 2))
    for i, row in enumerate(rows):
        for sign in row.signs:
            signs[i, place[sign]] = 1
        bound[i] = (row.bound == "worker", row.bound == "client")
    return signs, priors, np.array([len(row.text) for row in rows], dtype=float), bound


def save(classifier: Classifier, folder: Path = FOLDER, notes: dict[str, Any] | None = None) -> str:
    """Writes model.npz and manifest.json; returns the SHA-256 of the numbers."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {f"idf_{b}": classifier.idf[b].astype(np.float16) for b in BLOCKS}
    scale = np.maximum(np.abs(classifier.first).max(axis=0), 1e-9) / 127
    arrays["first"] = np.round(classifier.first / scale).astype(np.int8)
    arrays["scale"] = scale.astype(np.float32)
    arrays["bias"] = classifier.bias.astype(np.float32)
    arrays["landmarks"] = classifier.meaning.landmarks
    arrays["middle"] = classifier.meaning.middle.astype(np.float16)
    arrays["close"] = classifier.close.astype(np.float32)
    arrays["second"] = classifier.second.astype(np.float64)
    arrays["centre"] = classifier.centre.astype(np.float64)
    arrays["spread"] = classifier.spread.astype(np.float64)
    arrays["priors"] = classifier.priors.astype(np.float64)
    path = folder / "model.npz"
    _write_npz(path, arrays)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    manifest = {
        "format": "requalif-reader/2",
        "labels": list(classifier.labels),
        "cut": classifier.cut,
        "intercept": classifier.intercept,
        "widths": WIDTHS,
        "shares": SHARES,
        "sha256": digest,
        **(notes or {}),
    }
    text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    return digest


def _write_npz(path: Path, arrays: dict[str, Any]) -> None:
    """np.savez writes the time into the archive; the same model must give the same bytes."""
    import io
    import zipfile

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in arrays.items():
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.ascontiguousarray(array), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, buffer.getvalue())


@functools.lru_cache(maxsize=2)
def load(folder: Path = FOLDER) -> Classifier:
    """The shipped model. Raises ReadingError("model") when a file is missing or not the one
    that its manifest names."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        data = (folder / "model.npz").read_bytes()
    except (OSError, ValueError) as error:
        raise ReadingError("model", detail=type(error).__name__) from None
    if hashlib.sha256(data).hexdigest() != manifest["sha256"]:
        raise ReadingError("model", detail="sha256")
    if manifest["widths"] != WIDTHS or manifest["shares"] != SHARES:
        raise ReadingError("model", detail="widths")
    with np.load(folder / "model.npz", allow_pickle=False) as arrays:
        return Classifier(
            labels=tuple(manifest["labels"]),
            idf={b: arrays[f"idf_{b}"].astype(np.float32) for b in BLOCKS},
            first=arrays["first"].astype(np.float32) * arrays["scale"],
            bias=arrays["bias"],
            meaning=Meaning(arrays["landmarks"], arrays["middle"].astype(np.float32)),
            close=arrays["close"],
            second=arrays["second"],
            intercept=manifest["intercept"],
            centre=arrays["centre"],
            spread=arrays["spread"],
            priors=arrays["priors"],
            cut=manifest["cut"],
        )
