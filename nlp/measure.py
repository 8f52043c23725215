"""How well terms are read, by the corpus's own scorer: per label, language and sector, with
intervals, calibration, and two readings side by side.

A reading here is the evidence of ``terms analyse`` for one document. Intervals come from drawing
documents again (bootstrap): documents differ more than clauses do.
"""

from __future__ import annotations

import json
import runpy
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

Counts = dict[str, tuple[int, int, int, int]]  # label: gold, gold found, proposed, right
_DRAWS = 1000
#: Seeds the drawing of documents: the same readings give the same intervals.
_SEED = 20261125


@dataclass(frozen=True)
class Corpus:
    """Gold of a folder, and what is known of its documents."""

    segments: dict[str, Any]
    facts: dict[str, dict[str, Any]]
    scorer: dict[str, Any]

    @classmethod
    def open(cls, folder: Path) -> Corpus:
        scorer = runpy.run_path(str(folder / "score.py"), run_name="score")
        lines = (folder / "documents.jsonl").read_text(encoding="utf-8").splitlines()
        facts = {entry["doc"]: entry for entry in map(json.loads, lines)}
        return cls(scorer["load_gold"](folder), facts, scorer)

    def counts(self, document: str, evidence: dict[str, Any]) -> Counts:
        """The scorer's counts of one document."""
        spans = [
            (i.get("start", c["start"]), i.get("end", c["end"]), i["id"])
            for c in evidence["clauses"]
            for i in c["indicators"]
        ]
        per_label, _ = self.scorer["count"](self.segments, {document: spans}, [document])
        return {
            label: (c["gold"], c["tp_gold"], c["pred"], c["tp_pred"])
            for label, c in per_label.items()
        }


def f1(gold: float, found: float, proposed: float, right: float) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    precision = right / proposed if proposed else 0.0
    recall = found / gold if gold else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def micro(counts: Iterable[Counts]) -> tuple[float, float, float]:
    total = np.zeros(4)
    for one in counts:
        for values in one.values():
            total += values
    return f1(*total)


def macro(counts: Iterable[Counts]) -> float:
    """Mean F1 over the labels that occur in the gold."""
    totals: dict[str, Any] = defaultdict(lambda: np.zeros(4))
    for one in counts:
        for label, values in one.items():
            totals[label] += values
    judged = [f1(*values)[2] for values in totals.values() if values[0]]
    return float(np.mean(judged)) if judged else 0.0


def interval(counts: list[Counts], other: list[Counts] | None = None) -> tuple[float, float]:
    """95 % bootstrap interval of micro-F1; of the difference ``other`` − ``counts`` where given,
    document by document."""
    draw = np.random.default_rng(_SEED)
    table, second = _table(counts), _table(other) if other is not None else None
    values = []
    for _ in range(_DRAWS):
        chosen = draw.integers(0, len(table), len(table))
        value = f1(*table[chosen].sum(axis=0))[2]
        if second is not None:
            value = f1(*second[chosen].sum(axis=0))[2] - value
        values.append(value)
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


def _table(counts: list[Counts]) -> Any:
    return np.array(
        [np.sum([np.array(v) for v in one.values()] or [np.zeros(4)], axis=0) for one in counts]
    )


def calibration(
    chances: Any, truth: Any, floor: float = 0.0
) -> tuple[float, list[tuple[float, float, int]]]:
    """Expected calibration error and the table (mean score, share right, number) of ten bins,
    over the pairs with a score of at least ``floor``."""
    chosen = chances >= floor
    p, y = chances[chosen], truth[chosen] > 0
    rows, error = [], 0.0
    for low in np.arange(0, 1, 0.1):
        inside = (p >= low) & ((p < low + 0.1) | (low > 0.89))
        if inside.any():
            rows.append((float(p[inside].mean()), float(y[inside].mean()), int(inside.sum())))
            error += inside.sum() * abs(rows[-1][0] - rows[-1][1])
    return float(error / max(1, len(p))), rows


def reliability_svg(rows: list[tuple[float, float, int]]) -> str:
    """The table of ``calibration`` as a picture: on the diagonal, a score means its frequency."""
    side, edge = 240, 36

    def place(x: float, y: float) -> tuple[float, float]:
        return edge + x * side, edge + (1 - y) * side

    most = max(n for _, _, n in rows)
    dots = []
    for said, right, number in rows:
        x, y = place(said, right)
        size = 3 + 5 * (number / most) ** 0.25
        dots.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="#1f4e79"/>')
    (x0, y0), (x1, y1) = place(0, 0), place(1, 1)
    words = "font-family='sans-serif' font-size='11'"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {side + 2 * edge} '
            f'{side + 2 * edge}">',
            "<title>Share of right proposals by score, on platforms never seen</title>",
            f'<rect x="{edge}" y="{edge}" width="{side}" height="{side}" fill="none" '
            'stroke="#767676"/>',
            f'<line x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}" stroke="#767676" '
            'stroke-dasharray="4 3"/>',
            *dots,
            f'<text x="{edge}" y="{side + 2 * edge - 12}" {words}>score shown, 0 to 1</text>',
            f'<text x="{edge}" y="{edge - 10}" {words}>share that is right, 0 to 1</text>',
            "</svg>",
            "",
        ]
    )


def groups(corpus: Corpus, documents: Iterable[str]) -> dict[str, list[str]]:
    """The documents in all, by language and by sector."""
    found: dict[str, list[str]] = {"all": []}
    for name in documents:
        facts = corpus.facts[name]
        for key in ("all", {"fr": "French", "en": "English"}[facts["language"]], facts["kind"]):
            found.setdefault(key, []).append(name)
    return found


def table(counts: Mapping[str, Counts], corpus: Corpus) -> list[str]:
    """Lines: every group with its interval, then every label."""
    lines = [f"{'group':16} {'docs':>4} {'gold':>5}  P    R    F1   95 %          macro"]
    for name, documents in groups(corpus, sorted(counts)).items():
        chosen = [counts[d] for d in documents]
        gold = sum(v[0] for one in chosen for v in one.values())
        p, r, f = micro(chosen)
        low, high = interval(chosen)
        lines.append(
            f"{name:16} {len(documents):4} {gold:5}  {p:.2f} {r:.2f} {f:.3f} "
            f"[{low:.2f}, {high:.2f}] {macro(chosen):.3f}"
        )
    lines.append(f"{'label':28} {'gold':>4} {'pred':>4}  P    R    F1")
    totals: dict[str, Any] = defaultdict(lambda: np.zeros(4))
    for one in counts.values():
        for label, values in one.items():
            totals[label] += values
    for label, values in sorted(totals.items(), key=lambda kv: -kv[1][0]):
        p, r, f = f1(*values)
        lines.append(f"{label:28} {values[0]:4.0f} {values[2]:4.0f}  {p:.2f} {r:.2f} {f:.2f}")
    return lines
