"""A case with names replaced, before it is assessed: report and attached data then agree.

Only what is given is replaced, wherever it stands, and what plainly identifies a person by its
form: an e-mail address, a telephone number, a bank account, a social-security number. Nobody can
promise more of a program: the report says that names given were replaced, not that none is left.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import Any

from reports.errors import ReportError
from rules.model import Case

MOST = 100
#: Fields that hold people's words or their files' names; ids and states stay as they are.
_WORDS = frozenset({"title", "name", "reference", "label", "quote", "note", "heading", "path"})
_GAP = "[ .\u00a0-]?"
#: By form, in this order: an account is not a telephone number.
_FORMS = (
    ("[courriel]", "[e-mail]", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (
        "[compte]",
        "[account]",
        re.compile(
            rf"\b[A-Z]{{2}}\d{{2}}(?:{_GAP}[A-Z0-9]{{4}}){{3,7}}(?:{_GAP}[A-Z0-9]{{1,3}})?\b"
        ),
    ),
    (
        "[numéro]",
        "[number]",
        re.compile(
            rf"\b[12]{_GAP}\d\d{_GAP}\d\d{_GAP}\d[\dAB]{_GAP}\d{{3}}{_GAP}\d{{3}}"
            rf"(?:{_GAP}\d\d)?\b"
        ),
    ),
    (
        "[téléphone]",
        "[telephone]",
        re.compile(
            rf"(?<![\d.])(?:\+\d{{1,3}}{_GAP}(?:\(0\){_GAP})?|0)[1-9](?:{_GAP}\d\d){{4}}(?!\d)"
        ),
    ),
)


def parse(text: str) -> tuple[tuple[str, str], ...]:
    """Pairs of a name and what replaces it, out of lines ``name = pseudonym``; a line without
    "=" gets ``P1``, ``P2``… Raises ReportError."""
    pairs: list[tuple[str, str]] = []
    for line in text.splitlines():
        name, _, pseudonym = (part.strip() for part in line.partition("="))
        if not name:
            continue
        if len(name) < 2:
            raise ReportError("name_too_short", found=name)
        pairs.append((name, pseudonym or f"P{len(pairs) + 1}"))
    if len(pairs) > MOST:
        raise ReportError("too_many_names", most=MOST)
    return tuple(pairs)


def pseudonymised(case: Case, names: Sequence[tuple[str, str]], lang: str = "fr") -> Case:
    """The case without the names; replacements stand in square brackets in what is quoted."""
    # The longest first: "Jean Martin" before "Jean".
    ordered = sorted(names, key=lambda pair: -len(pair[0]))
    pattern = (
        re.compile(
            "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name, _ in ordered), re.IGNORECASE
        )
        if ordered
        else None
    )
    by_name = {name.casefold(): pseudonym for name, pseudonym in ordered}

    def text(value: str) -> str:
        # Forms first: a name may be part of an address.
        for french, english, form in _FORMS:
            value = form.sub(french if lang == "fr" else english, value)
        if pattern:
            value = pattern.sub(lambda m: f"[{by_name[m.group().casefold()]}]", value)
        return value

    def walk(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(walk(item) for item in value)
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            changed = {
                field.name: text(old)
                if isinstance(old, str) and field.name in _WORDS
                else walk(old)
                for field in dataclasses.fields(value)
                if (old := getattr(value, field.name)) is not None
            }
            return dataclasses.replace(value, **changed)
        return value

    return walk(case)  # type: ignore[no-any-return]
