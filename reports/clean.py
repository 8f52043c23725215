"""Make other people's strings safe to print, without changing what they say.

A report quotes testimonies and contracts. They may hold characters that hide or reorder
text: those are removed (control characters) or made visible (overrides of direction), so
that what is printed is what was written.
"""

from __future__ import annotations

import dataclasses
import re
from typing import Any, TypeVar

T = TypeVar("T")

#: Longest text printed whole, in code points; the case file keeps the rest.
LONGEST = 3000

_REMOVED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\U000e0000-\U000e0fff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LINE_END = re.compile("\r\n?|[\x85\u2028\u2029]")
#: More than four marks on one letter is never spelling; it paints over the lines around.
_STACKED = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{4})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)


def clean(text: str, longest: int = LONGEST) -> str:
    """``text`` without control characters, direction overrides shown as ⟨U+202E⟩, cut
    after ``longest`` code points with a visible mark."""
    kept = text[: longest + 1]
    kept = _LINE_END.sub("\n", kept)
    kept = _REMOVED.sub("", kept)
    kept = _SURROGATE.sub("\ufffd", kept)
    kept = _REORDERING.sub(lambda m: f"⟨U+{ord(m.group()):04X}⟩", kept)
    kept = _STACKED.sub(r"\1", kept)
    if len(text) > longest:
        kept = f"{kept[:longest].rstrip()} […]"
    return kept


#: What a plain text writes before a heading or an item of a list.
_MARKER = re.compile(r"\s*(?:#{1,6}|[-*+•·>])\s+(?=\S)")


def unmarked(text: str) -> str:
    """``text`` without the mark of heading or list before it: no part of the words quoted.

    >>> unmarked("## Article 2"), unmarked("- les tarifs ;"), unmarked("-5 %")
    ('Article 2', 'les tarifs ;', '-5 %')
    """
    found = _MARKER.match(text)
    return text[found.end() :] if found else text


def one_line(text: str, longest: int) -> str:
    """``text`` on one line of at most ``longest`` characters, cut at a word where it can be."""
    flat = re.sub(r"[ \t\n]+", " ", text).strip()
    if len(flat) <= longest:
        return flat
    head = flat[: longest - 1]
    at_word = head if flat[longest - 1] == " " else head.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > longest // 2 else head).rstrip(" ,;:") + "…"


def cleaned(value: T) -> T:
    """The same dataclass, tuple or mapping with every string in it cleaned."""
    return _cleaned(value)  # type: ignore[no-any-return]


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(_cleaned(v) for v in value)
    if isinstance(value, dict):
        return {_cleaned(k): _cleaned(v) for k, v in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: _cleaned(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return type(value)(**fields)
    return value


def whole(value: Any) -> Any:
    """Data with no half of a character in it, which no file can hold; all else as it is."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, (list, tuple)):
        return [whole(item) for item in value]
    return {k: whole(v) for k, v in value.items()} if isinstance(value, dict) else value
