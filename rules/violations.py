"""Faults against the published schema, in words."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

from jsonschema.exceptions import ValidationError

from criteria.model import Text
from rules.decode import json_path, short, short_text
from rules.errors import Problem

_TYPES = {
    "object": Text("un objet {…}", "an object {…}"),
    "array": Text("une liste […]", "a list […]"),
    "string": Text("un texte", "text"),
    "number": Text("un nombre", "a number"),
    "integer": Text("un nombre entier", "a whole number"),
    "boolean": Text("true ou false", "true or false"),
    "null": Text("null", "null"),
}
_LIMITS = {
    "minLength": Text("un texte non vide", "text that is not empty"),
    "maxLength": Text("au plus {0} caractères", "at most {0} characters"),
    "minimum": Text("un nombre d’au moins {0}", "a number of at least {0}"),
    "maximum": Text("un nombre d’au plus {0}", "a number of at most {0}"),
    "maxItems": Text("au plus {0} éléments", "at most {0} items"),
    "maxProperties": Text("au plus {0} clés", "at most {0} keys"),
    "pattern": Text("un code comme « fr »", "a code such as “fr”"),
}


def explain(error: ValidationError) -> Iterator[Problem]:
    """The problems that one error of the validator stands for."""
    path, rule = json_path(error.absolute_path), str(error.validator)
    value: Any = error.instance
    schema: dict[str, Any] = error.schema  # type: ignore[assignment]
    wanted: Any = error.validator_value
    if rule == "additionalProperties":
        known = sorted(schema["properties"])
        for key in sorted(map(str, value)):
            if key not in known:
                near = difflib.get_close_matches(key, known, 1)
                expected = near[0] if near else ", ".join(known)
                yield Problem("unknown_key", path, short_text(key), expected)
    elif rule == "required":
        for key in wanted:
            if key not in value:
                yield Problem("missing_key", path, expected=key)
    elif schema.get("format") == "date":
        yield Problem(
            "not_a_date",
            path,
            short_text(value if value and isinstance(value, str) else short(value)),
        )
    else:
        yield Problem("wrong_value", path, short(value), _expected(rule, wanted))


def _expected(rule: str, wanted: Any) -> str | Text:
    if rule == "type":
        names = [_TYPES[name] for name in ([wanted] if isinstance(wanted, str) else wanted)]
        return Text(" ou ".join(name.fr for name in names), " or ".join(name.en for name in names))
    if rule == "enum":
        return ", ".join(short(value) for value in wanted)
    if rule == "const":
        return short(wanted)
    limit = _LIMITS[rule]
    return Text(limit.fr.format(wanted), limit.en.format(wanted))
