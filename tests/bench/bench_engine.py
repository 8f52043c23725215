"""The law is loaded, a case read and assessed."""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
from dataclasses import replace

import criteria
import rules
from criteria.model import Catalogue
from rules.compile import Law
from rules.model import Case, Finding
from rules.outcome import outcome
from rules.resolve import known, resolve
from tests.bench.measure import Measure, ratio, seconds
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


def full_cases(law: Catalogue, findings: int, count: int = 9) -> list[Case]:
    """Cases of so many findings on indicators of the catalogue, several sources, paper and
    practice: the median over them is what a full case takes, whichever way it goes."""
    cases = []
    for seed in range(count):
        chance = random.Random(seed)
        found = tuple(
            Finding(
                chance.choice(sorted(law.weighings_on(law.pack.written))),
                chance.choice(("present", "present", "absent")),
                chance.choice(("practice", "stipulation")),
                source=f"s{chance.randint(1, 6)}",
            )
            for _ in range(findings)
        )
        cases.append(Case("", findings=found))
    return cases


def median_of(cases: list[Case], law: Catalogue) -> float:
    return statistics.median(seconds(lambda c=case: rules.assess(c, law), 3) for case in cases)


def outcome_alone(case: Case, law: Catalogue) -> object:
    """The reference: the same test evaluated, without proof, questions, flips or precedents."""
    compiled = Law(law, law.pack.written)
    return outcome(compiled, known(compiled, resolve(case, law).said))


def with_precedents(law: Catalogue, times: int) -> Catalogue:
    many = {
        f"{id_}_{i}": replace(decision, id=f"{id_}_{i}")
        for id_, decision in law.decisions.items()
        for i in range(times)
    }
    return replace(law, decisions=many)


def measures() -> list[Measure]:
    law = criteria.load("fr")
    data = CASE.read_bytes()
    case = rules.parse_case(data, law)
    empty = rules.parse_case({"format": "requalif-case/1"}, law)
    large = many_findings(5_000)
    large_case = rules.parse_case(large, law)
    fresh = [sys.executable, "-c", FRESH]
    full, fuller = full_cases(law, 80), full_cases(law, 320)
    tenfold = with_precedents(law, 10)

    def assessed(cases: list[Case], catalogue: Catalogue = law) -> None:
        for each in cases:
            rules.assess(each, catalogue)

    return [
        Measure("full cases of 80 findings, the median", median_of(full, law), "s", 0.02),
        ratio(
            "full cases / their outcome alone",
            lambda: assessed(full),
            lambda: [outcome_alone(each, law) for each in full],
            30.0,
        ),
        ratio("320 findings / 80", lambda: assessed(fuller), lambda: assessed(full), 3.0),
        ratio(
            "ten times the precedents / as many as there are",
            lambda: assessed(full, tenfold),
            lambda: assessed(full),
            12.0,
        ),
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
