"""The law is loaded, a case read and assessed."""

from __future__ import annotations

import json
import subprocess
import sys

import criteria
import rules
from tests.bench.measure import Measure, seconds
from tests.conftest import ROOT

CASE = ROOT / "examples" / "demonstration" / "case.json"
FRESH = "import criteria; criteria.load('fr')"


def many_findings(count: int) -> bytes:
    """The demonstration, its findings repeated until there are ``count``: a platform with many
    witnesses."""
    data = json.loads(CASE.read_text("utf-8"))
    findings = data["findings"]
    data["findings"] = [findings[i % len(findings)] for i in range(count)]
    return json.dumps(data).encode()


def measures() -> list[Measure]:
    law = criteria.load("fr")
    data = CASE.read_bytes()
    case = rules.parse_case(data, law)
    empty = rules.parse_case({"format": "requalif-case/1"}, law)
    large = many_findings(5_000)
    large_case = rules.parse_case(large, law)
    fresh = [sys.executable, "-c", FRESH]
    return [
        Measure(
            "French law loaded and checked in a new process",
            seconds(lambda: subprocess.run(fresh, cwd=ROOT, check=True), 3),
            "s",
            2.0,
        ),
        Measure(
            "the demonstration read and validated",
            seconds(lambda: rules.parse_case(data, law)),
            "s",
            0.05,
        ),
        Measure("the demonstration assessed", seconds(lambda: rules.assess(case, law)), "s", 0.15),
        Measure(
            "an empty case assessed (everything unknown)",
            seconds(lambda: rules.assess(empty, law)),
            "s",
            0.3,
        ),
        Measure(
            "5,000 findings read and validated",
            seconds(lambda: rules.parse_case(large, law), 3),
            "s",
            2.0,
        ),
        Measure(
            "5,000 findings assessed", seconds(lambda: rules.assess(large_case, law), 3), "s", 0.6
        ),
    ]
