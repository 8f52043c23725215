"""What becomes of a published interview when one answer is missing: theirs beside ours.

``python -m tests.external.compare`` prints the figures of docs/outside-proof.md. Theirs: a missing
answer matches only empty cells, as in the published rules. Ours: it may be any that can be given.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

import criteria
from rules.tables import results
from tests.external import cest

DEFINITE = {"INIR35", "OUTOFIR35"}


def kind(left: frozenset[str]) -> str:
    if len(left) > 1:
        return "open"
    (only,) = left
    return "definite" if only in DEFINITE else "unknown"


def compare() -> tuple[Counter[tuple[str, str]], int, int, int]:
    """Counts by (theirs, ours); how often their definite answer is not the only possible one;
    how often it is the opposite of the full interview's; how many were tried."""
    with tempfile.TemporaryDirectory() as folder:
        law = criteria.load(cest.write_pack("2.4", Path(folder)), Path(folder))
    given = cest.answers_given("2.4")
    counts: Counter[tuple[str, str]] = Counter()
    premature = reversed_ = tried = 0
    for interview, expected in cest.whole_interviews():
        asked = [q for q in interview if q in given]
        complete = {f"{s}_{n}": interview.get((s, n), cest.NOT_ASKED) for s, n in given}
        full = {"Inside IR35": "INIR35", "Outside IR35": "OUTOFIR35"}.get(expected["result"])
        for section, name in asked:
            question = f"{section}_{name}"
            theirs = results(law, {**complete, question: cest.NOT_ASKED})["matrix"]
            ours = results(law, {q: v for q, v in complete.items() if q != question})["matrix"]
            counts[kind(theirs), kind(ours)] += 1
            tried += 1
            if kind(theirs) == "definite":
                premature += ours != theirs
                reversed_ += full is not None and theirs != {full}
    return counts, premature, reversed_, tried


def main() -> int:
    counts, premature, reversed_, tried = compare()
    out = sys.stdout
    out.write(f"{tried} interviews with one answer missing\n")
    for (theirs, ours), count in sorted(counts.items()):
        out.write(f"  theirs {theirs:<9} ours {ours:<9} {count}\n")
    out.write(f"definite for them although another answer would change it: {premature}\n")
    out.write(f"definite for them and other than the full interview's: {reversed_}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
