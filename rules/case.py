"""Reads ``requalif-case/1``: JSON, then the schema, then everything a schema cannot say."""

from __future__ import annotations

import datetime as dt
import functools
import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from criteria.model import Catalogue
from rules import checks, violations
from rules.decode import decode, unfit
from rules.errors import CaseError, Problem
from rules.model import Answer, Case, ChainLink, Document, Finding, Place, Platform, Source, Worker


@functools.cache
def schema(name: str) -> dict[str, Any]:
    """The published JSON Schema (2020-12) of "case", "assessment" or "comparison"."""
    path = Path(__file__).parent / "schemas" / f"{name}.schema.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


@functools.cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(schema("case"), format_checker=FormatChecker(["date"]))


def parse_case(data: dict[str, Any] | str | bytes, catalogue: Catalogue | None = None) -> Case:
    """The case of a JSON text or of its parsed form.

    With a catalogue, ids of indicators and questions and the values of answers are checked
    against it. Raises CaseError listing every problem with its JSON path.
    """
    try:
        if not isinstance(data, dict):
            data = decode(data)
        problems = _problems(data, catalogue)
    except RecursionError:
        raise CaseError([Problem("too_deep")]) from None
    if problems:
        raise CaseError(problems)
    return _build(data)


def _problems(data: dict[str, Any], catalogue: Catalogue | None) -> list[Problem]:
    """Every problem once, in the order of their paths; the schema's word on a value comes
    before any other on the same value."""
    found = [*unfit(data)]
    for error in _validator().iter_errors(data):
        found += violations.explain(error)
    found = list(dict.fromkeys(found))
    refused = {problem.path for problem in found}
    further = [*checks.in_itself(data)]
    if catalogue is not None:
        further += checks.against(data, catalogue)
    found += [problem for problem in further if problem.path not in refused]
    return sorted(found, key=_order)


def _order(problem: Problem) -> tuple[list[tuple[int, str]], str, str]:
    parts = problem.path.replace("[", ".").replace("]", "").split(".")
    natural = [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
    return natural, problem.code, problem.found


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def _build(data: dict[str, Any]) -> Case:
    facts = data.get("facts_on")
    if isinstance(facts, dict):
        start, end = _day(facts.get("from")), _day(facts.get("to"))
    else:
        start = end = _day(facts)
    platform = dict(data.get("platform", {}))
    platform["chain"] = tuple(ChainLink(**link) for link in platform.get("chain", []))
    findings = []
    for entry in data.get("findings", []):
        entry = dict(entry)
        if entry.get("place") is not None:
            # JSON writes a whole number as 3 or as 3.0.
            place = dict(entry["place"])
            place.update({k: int(v) for k, v in place.items() if isinstance(v, float)})
            entry["place"] = Place(**place)
        entry["start"], entry["end"] = _day(entry.pop("from", None)), _day(entry.pop("to", None))
        findings.append(Finding(**entry))
    return Case(
        title=data.get("title", ""),
        jurisdiction=data.get("jurisdiction", "fr"),
        facts_from=start,
        facts_to=end,
        platform=Platform(**platform),
        worker=Worker(**data.get("worker", {})),
        sources=tuple(
            Source(**{**entry, "date": _day(entry.get("date"))})
            for entry in data.get("sources", [])
        ),
        findings=tuple(findings),
        answers=tuple(Answer(**entry) for entry in data.get("answers", [])),
        documents=tuple(
            Document(**{**entry, **{k: _day(entry.get(k)) for k in ("version_date", "until")}})
            for entry in data.get("documents", [])
        ),
    )
