"""The data that travels with a report: enough to make the assessment again elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import rules
from reports.clean import whole
from reports.exhibits import evidence_to_json
from reports.model import ReportInput

ASSESSMENT, CASE, EVIDENCE = "assessment.json", "case.json", "evidence.json"


@dataclass(frozen=True, slots=True)
class Attached:
    """``relation`` is PDF/A-3's word for what the file is to the document."""

    name: str
    data: bytes
    description: str
    relation: str


def attached(input: ReportInput) -> tuple[Attached, ...]:
    """The assessment, the case it came from, and the exhibits; the same input, the same bytes."""
    return (
        Attached(
            ASSESSMENT,
            rules.dump(whole(rules.assessment_to_json(input.assessment))),
            "requalif-assessment/1",
            "/Data",
        ),
        Attached(
            CASE, rules.dump(whole(rules.case_to_json(input.case))), "requalif-case/1", "/Source"
        ),
        Attached(
            EVIDENCE, rules.dump(whole(evidence_to_json(input))), "requalif-evidence/1", "/Data"
        ),
    )
