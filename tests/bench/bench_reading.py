"""Terms are read; the demonstration's own findings say how many clauses were found in it."""

from __future__ import annotations

import json
import subprocess
import sys

import nlp
from tests import badfiles
from tests.bench.measure import Measure, seconds
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


def measures() -> list[Measure]:
    terms = FOLDER / "terms.md"
    long = badfiles.long_text(pages=50)
    fresh = [sys.executable, "-c", FRESH, str(terms)]
    return [
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
