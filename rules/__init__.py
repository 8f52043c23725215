"""What follows from the facts under a dated law: pure functions, no clock, no files written."""

from rules.assess import assess
from rules.case import parse_case, schema
from rules.checks import wrong_answer
from rules.errors import CaseError, Problem
from rules.output import assessment_to_json, case_to_json, dump
from rules.resolve import effects_of, findings_of_answers
from rules.truth import explain

__all__ = [
    "CaseError",
    "Problem",
    "assess",
    "assessment_to_json",
    "case_to_json",
    "dump",
    "effects_of",
    "explain",
    "findings_of_answers",
    "parse_case",
    "schema",
    "wrong_answer",
]
