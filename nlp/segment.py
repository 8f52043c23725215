"""Cuts a text into clauses (sentences and list items), each with its heading and lead-in.

Offsets are code points of the text given; no character is changed. Lines wrapped by hand or
by a PDF are joined into one clause when the line before does not end a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.words import words

_HEADING = re.compile(r"\s{0,3}#{1,6}\s+\S")
_BOLD = re.compile(r"\s*(\*\*|__)(?!\s)[^*_]{2,120}(\*\*|__)\s*:?\s*$")
_SETEXT = re.compile(r"\s*(={3,}|-{3,}|\*{3,}|_{3,})\s*$")
_ARTICLE = re.compile(
    r"\s*(article|section|chapitre|chapter|annexe|annex|appendix|schedule|part(?:ie)?|titre)"
    r"\s+[\dIVXLC]+\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\s*(\d{1,2}(\.\d{1,2}){0,3}|[IVX]{1,4}|[A-Z])[.)]?\s+\S")
_ITEM = re.compile(r"\s*(?:[-*•▪◦–—·●○➢✓]|\(?[a-z]{1,2}\)|\(?[ivx]{1,4}\)|\(?\d{1,2}\)|[a-z]\.)\s+")
#: "3. Paying late;" right under a line that ended: an item, not the end of the sentence before.
_COUNTED = re.compile(r"\s*\d{1,2}(?:\.\d{1,2}){0,3}\.?\s*(?=[^\W\d_])")
_TABLE = re.compile(r"\s*\|.*\|\s*$")
_STOP = re.compile(r"[.!?…][\"'”’»)\]*_]*$|[:;]$")
_BREAK = re.compile(r"(?<=[.!?…])[\"'”’»)\]*_]*(?:\s+|$)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[«“\"'’])(?:"
    + "|".join(map(re.escape, words("abbreviations")))
    + r"|[A-Z])\.$|^\d{1,2}\.$",
    re.IGNORECASE,
)


#: A line at least this long may have been cut by the edge of a page.
_WRAPPED = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause before anything was read in it."""

    start: int
    end: int
    heading: str
    lead_in: str
    is_heading: bool = False


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    text: str


@dataclass(slots=True)
class _Block:
    start: int
    end: int
    kind: str  # heading, item, text


def pieces(text: str) -> tuple[Piece, ...]:
    """The clauses of ``text`` in order. Text that is only punctuation is left out."""
    found: list[Piece] = []
    heading, lead = "", ""
    for block in _blocks(text):
        if block.kind == "heading":
            heading, lead = _plain(text[block.start : block.end]), ""
            found.append(Piece(block.start, block.end, heading, "", True))
            continue
        spans = list(_sentences(text, block.start, block.end))
        for start, end in spans:
            found.append(Piece(start, end, heading, lead if block.kind == "item" else ""))
        if spans:
            start, end = spans[-1]
            if block.kind == "text" or text[start:end].rstrip("*_ ").endswith(":"):
                last = text[start:end].rstrip("*_ ")
                lead = _plain(last) if last.endswith((":", ",")) else ""
    return tuple(found)


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"^[\s#*_]+|[\s*_#]+$", "", text))


def _lines(text: str) -> Iterator[_Line]:
    at = 0
    for line in re.split(r"(\r\n|[\n\r\f\v\u2028\u2029])", text):
        if line and line not in ("\r\n", "\n", "\r", "\f", "\v", "\u2028", "\u2029"):
            yield _Line(at, at + len(line), line)
        elif not line:
            yield _Line(at, at, "")
        at += len(line)


def _is_heading(line: str, previous_blank: bool, next_blank: bool) -> bool:
    stripped = line.strip()
    if _HEADING.match(line) or _BOLD.match(line):
        return True
    if len(stripped) > 110 or not re.search(r"[^\W\d_]{2}", stripped):
        return False
    ends = bool(re.search(r"[.;,!?]$", stripped)) and not _ARTICLE.match(stripped)
    if ends:
        return False
    letters = [c for c in stripped if c.isalpha()]
    capitals = sum(c.isupper() for c in letters) / max(1, len(letters))
    if capitals > 0.8 and len(letters) >= 4:
        return True
    if not (previous_blank and next_blank):
        return bool(_ARTICLE.match(stripped)) and len(stripped) < 80 and previous_blank
    if _ARTICLE.match(stripped) or (_NUMBERED.match(stripped) and len(stripped) < 90):
        return not stripped.endswith(":")
    return len(stripped.split()) <= 8 and stripped[0].isupper() and not stripped.endswith(":")


def _blocks(text: str) -> Iterator[_Block]:
    lines = list(_lines(text))
    blank = [not line.text.strip() or bool(_SETEXT.match(line.text)) for line in lines]
    mended = _double_spaced(lines, blank)
    if mended:
        lines = [line for i, line in enumerate(lines) if i not in mended]
        blank = [empty for i, empty in enumerate(blank) if i not in mended]
    current: _Block | None = None
    for i, line in enumerate(lines):
        if blank[i]:
            if current:
                yield current
            current = None
            continue
        before = i == 0 or blank[i - 1]
        after = i + 1 == len(lines) or blank[i + 1]
        start = line.start + len(line.text) - len(line.text.lstrip())
        end = line.start + len(line.text.rstrip())
        joins = current is not None and not _STOP.search(text[current.start : current.end])
        if _is_heading(line.text, before, after) and not (
            joins and not before and not _HEADING.match(line.text)
        ):
            if current:
                yield current
            current = None
            yield _Block(start, end, "heading")
        elif (
            _ITEM.match(line.text)
            or _TABLE.match(line.text)
            or (current is not None and not joins and _COUNTED.match(line.text))
            or (current is not None and _follows(text[current.start : current.end], line.text))
        ):
            if current:
                yield current
            current = _Block(start, end, "item")
        elif current is not None:
            current.end = end
        else:
            current = _Block(start, end, "text")
    if current:
        yield current


_NUMBER_AT_START = re.compile(r"\s*(\d{1,2})[.)]\s+\S")


def _follows(above: str, below: str) -> bool:
    """Whether two lines are the items n and n + 1 of a list, ended by a stop or not."""
    first, second = _NUMBER_AT_START.match(above), _NUMBER_AT_START.match(below)
    return bool(first and second) and int(second[1]) == int(first[1]) + 1  # type: ignore[index]


def _double_spaced(lines: list[_Line], blank: list[bool]) -> set[int]:
    """Indexes of the empty lines that a PDF left in the middle of sentences.

    A long line without a stop, an empty line, then a line that goes on in lower case. Texts where
    this is rare are left alone: there it is a list without bullets.
    """
    found, paragraphs = set(), 0
    for i in range(1, len(lines) - 1):
        if not blank[i] or blank[i - 1] or blank[i + 1] or lines[i].text.strip():
            continue
        paragraphs += 1
        above, below = lines[i - 1].text.rstrip(), lines[i + 1].text.lstrip()
        goes_on = below[:1].islower() and not _ITEM.match(below)
        if len(above) >= _WRAPPED and not _STOP.search(above) and goes_on:
            found.add(i)
    return found if len(found) >= max(5, paragraphs / 10) else set()


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _BREAK.finditer(text, start, end):
        stop = match.start()
        while stop < match.end() and not text[stop].isspace():
            stop += 1
        following = text[match.end() : match.end() + 1]
        if match.end() < end:
            if following and not (following.isupper() or following in "«“\"'(-–•[*_0123456789"):
                continue
            if text[match.start() - 1] == "." and _ABBREVIATION.search(text[at : match.start()]):
                continue
        yield from _span(text, at, stop)
        at = match.end()
    yield from _span(text, at, end)


def _span(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if re.search(r"\w\w", text[start:end]):
        yield start, end
