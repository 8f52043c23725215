"""What the schema cannot say of a case; every check passes over what the schema refuses."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath
from typing import Any

from criteria.model import Catalogue, Question, Text
from rules.decode import GREATEST, short, short_text
from rules.errors import Problem

#: Never part of a relative path that means the same on every system.
_IMPOSSIBLE = re.compile(r"^[A-Za-z]:|^~|[\\\x00-\x1f]")
#: Looking for the nearest of many ids is slow: names beyond this get no hint.
_HINTS, _CANDIDATES = 200, 2_000
#: So few known names are all told when none is near.
_FEW = 8


class _Hints:
    """Nearest known names, remembered; at most _HINTS are looked for."""

    def __init__(self, known: Collection[str]) -> None:
        self._known = sorted(known)[:_CANDIDATES]
        self._met: dict[str, Text | str] = {}

    def near(self, name: str) -> Text | str:
        if name not in self._met:
            if len(self._met) >= _HINTS:
                return ""
            found = difflib.get_close_matches(name, self._known, 1)
            hint: Text | str = ""
            if found:
                hint = Text(f"Le plus proche : {found[0]}.", f"The nearest: {found[0]}.")
            elif len(self._known) <= _FEW:
                known = ", ".join(self._known) or "–"
                hint = Text(f"Connu : {known}.", f"Known: {known}.")
            self._met[name] = hint
        return self._met[name]


def in_itself(data: dict[str, Any]) -> Iterator[Problem]:
    """Periods, ids, paths and references between the parts of one case."""
    facts = data.get("facts_on")
    if isinstance(facts, dict):
        yield from _reversed("$.facts_on", facts.get("from"), facts.get("to"))
    declared: set[str] = set()
    for at, source in _entries(data, "sources"):
        name = _text(source, "id")
        if name and name in declared:
            yield Problem("repeated_id", f"{at}.id", name)
        declared.add(name)
    hints = _Hints(declared)
    for key in ("findings", "answers", "documents"):
        for at, entry in _entries(data, key):
            name = _text(entry, "source")
            if name and name not in declared:
                near = hints.near(name)
                yield Problem("unknown_source", f"{at}.source", short_text(name), near)
    answered: set[tuple[str, str]] = set()
    for at, answer in _entries(data, "answers"):
        voice = (_text(answer, "question"), _text(answer, "source"))
        if voice[0] and voice in answered:
            yield Problem("repeated_answer", at, voice[0])
        answered.add(voice)
    for at, finding in _entries(data, "findings"):
        yield from _reversed(at, finding.get("from"), finding.get("to"))
        place = finding.get("place")
        if isinstance(place, dict):
            first, last = place.get("start"), place.get("end")
            if isinstance(first, int) and isinstance(last, int) and first > last:
                yield Problem("place_reversed", f"{at}.place", str(first), str(last))
    for at, document in _entries(data, "documents"):
        yield from _reversed(at, document.get("version_date"), document.get("until"))
        path = _text(document, "path")
        parts = PurePosixPath(path)
        if parts.is_absolute() or ".." in parts.parts or _IMPOSSIBLE.search(path):
            yield Problem("path_outside", f"{at}.path", short_text(path))


def against(data: dict[str, Any], catalogue: Catalogue) -> Iterator[Problem]:
    """Ids and answers that the catalogue does not have."""
    indicators, questions = _Hints(catalogue.indicators), _Hints(catalogue.questions)
    for at, finding in _entries(data, "findings"):
        name = _text(finding, "indicator")
        if name and name not in catalogue.indicators:
            near = indicators.near(name)
            yield Problem("unknown_indicator", f"{at}.indicator", short_text(name), near)
    for key in ("findings", "answers"):
        for at, entry in _entries(data, key):
            name = _text(entry, "question")
            if name and name not in catalogue.questions:
                near = questions.near(name)
                yield Problem("unknown_question", f"{at}.question", short_text(name), near)
            elif name and key == "answers" and "value" in entry:
                expected = wrong_answer(catalogue.questions[name], entry["value"])
                if expected is not None:
                    found = short(entry["value"])
                    yield Problem("wrong_value", f"{at}.value", found, expected)


def wrong_answer(question: Question, value: Any) -> Text | None:
    """What was expected when ``value`` is no answer to ``question``; None when it is one."""
    if value == "unknown":
        return None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if question.type == "yes_no":
        good, wanted = isinstance(value, bool), Text("true, false", "true, false")
    elif question.type in ("number", "money"):
        good = is_number and 0 <= value <= GREATEST
        wanted = Text("un nombre à partir de 0", "a number from 0")
    elif question.type == "date":
        good, wanted = _day(value) is not None, Text("AAAA-MM-JJ", "YYYY-MM-DD")
    elif question.type == "choice":
        ids = [choice.id for choice in question.choices]
        good, wanted = value in ids, Text(", ".join(ids), ", ".join(ids))
    else:
        good, wanted = isinstance(value, str), Text("un texte", "text")
    return None if good else Text(f'{wanted.fr}, "unknown"', f'{wanted.en}, "unknown"')


def _reversed(at: str, first: Any, last: Any) -> Iterator[Problem]:
    start, end = _day(first), _day(last)
    if start and end and start > end:
        yield Problem("period_reversed", at, start.isoformat(), end.isoformat())


def _entries(data: dict[str, Any], key: str) -> Iterator[tuple[str, dict[str, Any]]]:
    entries = data.get(key)
    if isinstance(entries, list):
        for i, entry in enumerate(entries):
            if isinstance(entry, dict):
                yield f"$.{key}[{i}]", entry


def _text(entry: dict[str, Any], key: str) -> str:
    value = entry.get(key)
    return value if isinstance(value, str) else ""


def _day(value: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if len(value) == 10 else None
    except (TypeError, ValueError):
        return None
