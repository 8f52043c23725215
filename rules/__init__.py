"""What follows from the facts under a dated law: pure functions, no clock, no files written."""

from rules.assess import assess
from rules.case import parse_case, schema
from rules.checks import wrong_answer
from rules.errors import CaseError, Problem
from rules.money import compute
from rules.money_case import parse_money
from rules.money_output import case_to_json as money_to_json
from rules.money_output import found_to_json
from rules.output import assessment_to_json, case_to_json, dump
from rules.resolve import effects_of, findings_of_answers
from rules.truth import explain

__all__ = [
    "CaseError",
    "Problem",
    "assess",
    "assessment_to_json",
    "case_to_json",
    "compute",
    "dump",
    "effects_of",
    "explain",
    "findings_of_answers",
    "found_to_json",
    "money_to_json",
    "parse_case",
    "parse_money",
    "schema",
    "wrong_answer",
]
