"""Bytes -> the object they describe, or what is wrong with them as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from criteria.model import Text
from rules.errors import CaseError, Problem

#: Bytes; a case of 5,000 findings with long quotes stays far below.
LARGEST = 20_000_000
#: No amount, number or place of a case comes near; what is larger breaks those who compute.
GREATEST = 10**15
NUMBER = Text("un nombre d’au plus 10^15", "a number of at most 10^15")
#: What no database or file can hold: NUL, and halves of characters.
_FORBIDDEN = re.compile("[\x00\ud800-\udfff]")
#: What would break the line of a message, or not be seen in it.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

Place = tuple["Place", str | int] | None


def decode(data: str | bytes) -> dict[str, Any]:
    """The object of a JSON text. Raises CaseError."""
    if len(data) > LARGEST:
        raise CaseError([Problem("too_large", expected=f"{LARGEST // 1_000_000} MB")])
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
    except UnicodeDecodeError:
        raise CaseError([Problem("not_text")]) from None
    repeated: list[tuple[dict[str, Any], str]] = []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        result = dict(items)
        if len(result) < len(items):
            seen: set[str] = set()
            for key, _ in items:
                if key in seen:
                    repeated.append((result, key))
                seen.add(key)
        return result

    try:
        parsed = json.loads(text, object_pairs_hook=pairs)
    except json.JSONDecodeError as error:
        raise CaseError([Problem("not_json", line=error.lineno, column=error.colno)]) from None
    except ValueError:  # an integer of thousands of digits
        raise CaseError([Problem("wrong_value", found="…", expected=NUMBER)]) from None
    if not isinstance(parsed, dict):
        raise CaseError(
            [Problem("wrong_value", found=short(parsed), expected=Text("un objet", "an object"))]
        )
    if repeated:
        places = {id(value): place for place, value in _walk(parsed)}
        raise CaseError(
            [
                Problem("duplicate_key", spell(places.get(id(where))), found=short_text(key))
                for where, key in repeated
            ]
        )
    return parsed


def unfit(data: dict[str, Any]) -> Iterator[Problem]:
    """Values that are JSON and yet cannot be kept or computed with."""
    for place, value in _walk(data):
        if isinstance(value, str):
            found = _FORBIDDEN.search(value)
            if found:
                yield Problem("bad_character", spell(place), f"U+{ord(found[0]):04X}")
        elif isinstance(value, dict):
            for key in value:
                if not isinstance(key, str) or _FORBIDDEN.search(key):
                    yield Problem("bad_character", spell(place), ascii(key)[:60])
        elif (
            isinstance(value, int | float)
            and not isinstance(value, bool)
            and not abs(value) <= GREATEST  # so put, NaN is refused too
        ):
            found_number = "…" if isinstance(value, int) else short(value)
            yield Problem("wrong_value", spell(place), found_number, NUMBER)


def spell(place: Place) -> str:
    """The JSON path of a place."""
    parts: list[str | int] = []
    while place is not None:
        place, part = place
        parts.append(part)
    return json_path(reversed(parts))


def json_path(parts: Any) -> str:
    path = "$"
    for part in parts:
        if isinstance(part, int):
            path += f"[{part}]"
        elif re.fullmatch(r"[A-Za-z_]\w{0,60}", part, re.ASCII):
            path += f".{part}"
        else:
            path += f"[{short(part)}]"
    return path


def short(value: Any) -> str:
    """A value as JSON, cut to what fits in a message."""
    try:
        return short_text(json.dumps(value, ensure_ascii=False))
    except ValueError:  # an integer of thousands of digits
        return "…"


def short_text(text: str) -> str:
    """What the author wrote, on one line, cut to what fits in a message."""
    text = text if len(text) <= 60 else text[:57] + "…"
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _walk(data: Any) -> Iterator[tuple[Place, Any]]:
    """Every value with its place, without recursion."""
    todo: list[tuple[Place, Any]] = [(None, data)]
    while todo:
        place, value = todo.pop()
        yield place, value
        if isinstance(value, dict):
            todo += [((place, key), inner) for key, inner in value.items()]
        elif isinstance(value, list):
            todo += [((place, i), inner) for i, inner in enumerate(value)]
