"""Reads ``requalif-case/1``: schema first, then everything a schema cannot say."""

from __future__ import annotations

import datetime as dt
import difflib
import functools
import json
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from criteria.model import Catalogue, Question
from rules.errors import CaseError, Problem
from rules.model import Answer, Case, ChainLink, Document, Finding, Place, Platform, Source, Worker

#: Bytes; a case of 5,000 findings with long quotes stays far below.
LARGEST = 20_000_000
_IMPOSSIBLE = re.compile(r"^[A-Za-z]:|[\\\x00-\x1f]")


@functools.cache
def schema(name: str) -> dict[str, Any]:
    """The published JSON Schema (2020-12) of "case" or "assessment"."""
    path = Path(__file__).parent / "schemas" / f"{name}.schema.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def parse_case(data: dict[str, Any] | str | bytes, catalogue: Catalogue | None = None) -> Case:
    """The case of a JSON text or of its parsed form.

    With a catalogue, ids of indicators and questions and the values of answers are checked
    against it. Raises CaseError listing every problem with its JSON path.
    """
    if not isinstance(data, dict):
        data = _decode(data)
    problems = [_explain(error) for error in _validator().iter_errors(data)]
    if not problems:
        problems = list(_beyond_schema(data))
    if not problems and catalogue is not None:
        problems = list(_against(data, catalogue))
    if problems:
        raise CaseError(sorted(problems, key=lambda p: (p.path, p.code, p.found)))
    return _build(data)


class _RepeatedKeyError(ValueError):
    """A key given twice; ``args[0]`` is the key."""


def _decode(data: str | bytes) -> dict[str, Any]:
    if len(data) > LARGEST:
        raise CaseError([Problem("too_large", expected=f"{LARGEST // 1_000_000} MB")])
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
    except UnicodeDecodeError:
        raise CaseError([Problem("not_text")]) from None

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key, value in items:
            if key in result:
                raise _RepeatedKeyError(key)
            result[key] = value
        return result

    def refuse(constant: str) -> Any:
        raise CaseError([Problem("wrong_value", found=constant, expected="a finite number")])

    try:
        parsed = json.loads(text, object_pairs_hook=pairs, parse_constant=refuse)
    except _RepeatedKeyError as error:
        raise CaseError([Problem("duplicate_key", found=str(error.args[0]))]) from None
    except json.JSONDecodeError as error:
        raise CaseError([Problem("not_json", line=error.lineno, column=error.colno)]) from None
    except (RecursionError, ValueError):
        raise CaseError([Problem("too_deep")]) from None
    if not isinstance(parsed, dict):
        raise CaseError([Problem("wrong_value", found=_short(parsed), expected="{…}")])
    return parsed


@functools.cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(schema("case"), format_checker=FormatChecker(["date"]))


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "…"


def _path(error: ValidationError) -> str:
    path = "$"
    for part in error.absolute_path:
        path += f"[{part}]" if isinstance(part, int) else f".{part}"
    return path


def _explain(error: ValidationError) -> Problem:
    path = _path(error)
    value: Any = error.instance
    wanted: Any = error.validator_value
    if error.validator == "additionalProperties":
        known = sorted(error.schema["properties"])  # type: ignore[index]
        extra = min(set(dict(value)) - set(known))
        near = difflib.get_close_matches(extra, known, 1)
        return Problem("unknown_key", path, extra, near[0] if near else ", ".join(known))
    if error.validator == "required":
        missing = next(key for key in wanted if key not in dict(value))
        return Problem("missing_key", path, expected=missing)
    if error.validator == "anyOf" or error.validator in ("format", "pattern"):
        text = path.rsplit(".", 1)[-1]
        if text in ("facts_on", "from", "to", "date", "version_date"):
            return Problem("not_a_date", path, value if isinstance(value, str) else _short(value))
    if error.validator == "enum":
        wanted = ", ".join(map(str, wanted))
    elif error.validator == "type":
        wanted = ", ".join(wanted) if isinstance(wanted, list) else wanted
    elif error.validator not in ("const", "pattern"):
        wanted = f"{error.validator} {wanted}"
    return Problem("wrong_value", path, _short(value), str(wanted))


def _beyond_schema(data: dict[str, Any]) -> Iterator[Problem]:
    facts = data.get("facts_on")
    if isinstance(facts, dict):
        start, end = facts.get("from"), facts.get("to")
        if start and end and start > end:
            yield Problem("period_reversed", "$.facts_on", start, end)
    declared: set[str] = set()
    for i, source in enumerate(data.get("sources", [])):
        if source["id"] in declared:
            yield Problem("repeated_id", f"$.sources[{i}].id", source["id"])
        declared.add(source["id"])
    for key in ("findings", "answers", "documents"):
        for i, entry in enumerate(data.get(key, [])):
            source_id = entry.get("source")
            if source_id and source_id not in declared:
                yield Problem(
                    "unknown_source",
                    f"$.{key}[{i}].source",
                    source_id,
                    _near(source_id, declared),
                )
    seen: set[tuple[str, str]] = set()
    for i, answer in enumerate(data.get("answers", [])):
        at = (answer["question"], answer.get("source", ""))
        if at in seen:
            yield Problem("repeated_answer", f"$.answers[{i}]", answer["question"])
        seen.add(at)
    for i, document in enumerate(data.get("documents", [])):
        path = document["path"]
        parts = PurePosixPath(path)
        if parts.is_absolute() or ".." in parts.parts or _IMPOSSIBLE.search(path):
            yield Problem("path_outside", f"$.documents[{i}].path", path)


def _near(value: str, known: set[str]) -> str:
    near = difflib.get_close_matches(value, sorted(known), 1)
    return f"→ {near[0]} ?" if near else ""


def _against(data: dict[str, Any], catalogue: Catalogue) -> Iterator[Problem]:
    for i, finding in enumerate(data.get("findings", [])):
        name = finding["indicator"]
        if name not in catalogue.indicators:
            near = _near(name, set(catalogue.indicators))
            yield Problem("unknown_indicator", f"$.findings[{i}].indicator", name, near)
    for i, answer in enumerate(data.get("answers", [])):
        name = answer["question"]
        if name not in catalogue.questions:
            near = _near(name, set(catalogue.questions))
            yield Problem("unknown_question", f"$.answers[{i}].question", name, near)
            continue
        expected = wrong_answer(catalogue.questions[name], answer["value"])
        if expected:
            yield Problem("wrong_value", f"$.answers[{i}].value", _short(answer["value"]), expected)


def wrong_answer(question: Question, value: Any) -> str:
    """What was expected when ``value`` is no answer to ``question``; "" when it is one."""
    if value == "unknown":
        return ""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if question.type == "yes_no":
        return "" if isinstance(value, bool) else 'true, false, "unknown"'
    if question.type in ("number", "money"):
        return "" if is_number and value >= 0 else 'a number from 0, "unknown"'
    if question.type == "date":
        try:
            dt.date.fromisoformat(value)
        except (TypeError, ValueError):
            return 'YYYY-MM-DD, "unknown"'
        return ""
    if question.type == "choice":
        ids = [choice.id for choice in question.choices]
        return "" if value in ids else ", ".join([*ids, '"unknown"'])
    return "" if isinstance(value, str) else "text"


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
            entry["place"] = Place(**entry["place"])
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
            Document(**{**entry, "version_date": _day(entry.get("version_date"))})
            for entry in data.get("documents", [])
        ),
    )
