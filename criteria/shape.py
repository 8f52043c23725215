"""Checks a parsed file against its JSON Schema, and says what is expected in plain words."""

from __future__ import annotations

import difflib
import functools
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from criteria.errors import Fault, french
from criteria.model import Text
from criteria.reading import Pointer, Source

SCHEMA = Path(__file__).parent / "schemas" / "catalogue.schema.json"

_TYPES = {
    "string": ("un texte", "a text"),
    "integer": ("un nombre entier", "a whole number"),
    "number": ("un nombre", "a number"),
    "boolean": ("true ou false", "true or false"),
    "array": ("une liste", "a list"),
    "object": ("des clés et leurs valeurs", "keys and their values"),
    "null": ("rien", "nothing"),
}
_LIMITS = {
    "minimum": ("{0} au moins", "at least {0}"),
    "maximum": ("{0} au plus", "at most {0}"),
    "exclusiveMinimum": ("plus de {0}", "more than {0}"),
    "exclusiveMaximum": ("moins de {0}", "less than {0}"),
    "minItems": ("{0} entrée(s) au moins", "at least {0} item(s)"),
    "maxItems": ("{0} entrée(s) au plus", "at most {0} item(s)"),
    "minProperties": ("{0} clés au moins", "at least {0} keys"),
    "maxProperties": ("{0} clé(s) au plus", "at most {0} key(s)"),
}
_PATTERNS = {
    "\\S": ("un texte", "a text"),
    "^https://": ("une adresse https", "an https address"),
    "^[A-Za-z][A-Za-z0-9_]*$": (
        "un identifiant (lettres sans accent, chiffres, _)",
        "an id (plain letters, digits, _)",
    ),
    "^[a-z0-9_]+$": ("un identifiant (minuscules, chiffres, _)", "an id (lower case, digits, _)"),
    "^\\d{4}-\\d{2}-\\d{2}$": ("un jour AAAA-MM-JJ", "a day YYYY-MM-DD"),
    "^\\d+(\\.\\d+)?(/[1-9]\\d*)?$": (
        'un nombre, ou une fraction comme "1/3"',
        'a number, or a fraction such as "1/3"',
    ),
}


def nearest(value: str, known: Iterable[str], otherwise: Text) -> Text:
    """“Did you mean …?” with the closest known word, or ``otherwise``."""
    near = difflib.get_close_matches(value, sorted(known), 1)
    if not near:
        return otherwise
    return Text(french(f"Vouliez-vous dire « {near[0]} » ?"), f"Did you mean “{near[0]}”?")


def faults(source: Source, name: str, schema: Path = SCHEMA) -> Iterator[tuple[Pointer, Fault]]:
    """What in ``source`` does not fit the definition ``name`` of ``schema``, with its place."""
    for error in _validator(name, schema).iter_errors(source.data):
        if error.validator == "pattern" and "format" in dict(error.schema):
            continue  # a day that is not written as one is no day either: said once
        at: Pointer = tuple(error.absolute_path)
        yield from ((at, fault) for fault in _said(source, at, error))


@functools.cache
def _validator(name: str, path: Path) -> Draft202012Validator:
    schema = json.loads(path.read_text(encoding="utf-8"))
    return Draft202012Validator(
        {**schema, "$ref": f"#/$defs/{name}"}, format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def _said(source: Source, at: Pointer, error: ValidationError) -> Iterator[Fault]:
    where = _where(source, at)
    instance: Any = error.instance
    if error.validator == "additionalProperties":
        assert isinstance(error.schema, dict)
        known = list(error.schema["properties"])
        listed = Text(f"Clés permises\u00a0: {', '.join(known)}.", f"Use: {', '.join(known)}.")
        for key in sorted(set(instance) - set(known)):
            mend = nearest(key, known, listed)
            yield source.fault((*at, key), "unknown_key", where=where, key=key, mend=mend)
    elif error.validator == "required":
        for key in _listed(error):
            if key not in instance:
                yield source.fault(at, "missing_key", where=where, key=key)
    elif error.validator == "oneOf":
        yield source.fault(at, "not_one_operator", where=where)
    else:
        found = json.dumps(instance, ensure_ascii=False)
        found = found if len(found) <= 60 else found[:59] + "…"
        if error.validator == "format":
            yield source.fault(at, "not_a_day", where=where, found=found)
        else:
            yield source.fault(
                at, "wrong_value", where=where, found=found, expected=_expected(error)
            )


def _where(source: Source, at: Pointer) -> Text | str:
    """The path of a value, entries named by their id: ``limbs (direction) threshold``."""
    if not at:
        return Text("le fichier", "the file")
    words: list[str] = []
    data: Any = source.data
    for part in at:
        data = data[part]
        if isinstance(part, str):
            words.append(part)
            continue
        name = data.get("id") or data.get("indicator") if isinstance(data, dict) else None
        words.append(f"({name})" if isinstance(name, str) else f"({part + 1})")
    return " ".join(words)


def _listed(error: ValidationError) -> list[Any]:
    value = error.validator_value
    return value if isinstance(value, list) else [value]


def _expected(error: ValidationError) -> Text:
    rule, value = str(error.validator), error.validator_value
    if rule == "type":
        kinds = [_TYPES[kind] for kind in _listed(error)]
        return Text(" ou ".join(k[0] for k in kinds), " or ".join(k[1] for k in kinds))
    if rule == "enum":
        listed = ", ".join("null" if item is None else str(item) for item in _listed(error))
        return Text(f"l’un de\u00a0: {listed}", f"one of: {listed}")
    if rule == "pattern" and value in _PATTERNS:
        return Text(*_PATTERNS[value])
    if rule == "minLength":
        return Text("un texte", "a text")
    if rule == "uniqueItems":
        return Text("aucune répétition", "no repetition")
    if rule == "anyOf":
        return Text("un identifiant ou null", "an id or null")
    if rule in _LIMITS:
        fr, en = _LIMITS[rule]
        return Text(fr.format(value), en.format(value))
    return Text(f"{rule} {value}", f"{rule} {value}")
