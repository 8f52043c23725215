"""Finds the words of a clause that show an indicator, by the patterns of ``nlp/patterns``."""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from nlp.errors import ReadingError

FOLDER = Path(__file__).parent / "patterns"
#: Words that ".." may stand for.
_GAP = 6


class Sign(NamedTuple):
    """An indicator shown by the words ``start``..``end`` (code points of the clause)."""

    indicator: str
    start: int
    end: int


def phrases(language: str) -> dict[str, dict[str, list[str]]]:
    """The patterns of a language by indicator: {"phrases": […], "not": […]}.

    Raises ReadingError("patterns") naming the file and the indicator at fault.
    """
    path = FOLDER / f"{language}.yaml"
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise ReadingError("patterns", detail=f"{path.name}: {error}") from None
    for indicator, entry in data.items():
        lists = isinstance(entry, dict) and set(entry) == {"phrases", "not"}
        if not lists or not all(
            isinstance(p, str) for key in ("phrases", "not") for p in entry[key]
        ):
            raise ReadingError(
                "patterns", detail=f"{path.name}: {indicator}: give lists “phrases” and “not”"
            )
    return data  # type: ignore[no-any-return]


_ELIDED = re.compile(r"^(?:[ldjmnstc]|qu|jusqu)’(?=\w)")
_ELISION = {"TEXT": {"REGEX": r"^(?:[ldjmnstc]|qu|jusqu)’$"}, "OP": "?"}


def token_patterns(phrase: str) -> list[dict[str, Any]]:
    """The spaCy pattern of a phrase. An elided article or pronoun before a word is optional."""
    pattern: list[dict[str, Any]] = []
    for word in phrase.lower().replace("'", "’").split():
        if word == "..":
            pattern.append({"OP": f"{{0,{_GAP}}}"})
            continue
        choices = word.lstrip("?").split("|")
        if any(_ELIDED.match(choice) for choice in choices):
            pattern.append(_ELISION)
        plain = "|".join(
            re.escape(_ELIDED.sub("", choice).rstrip("*")) + (r"[\w’-]*" if "*" in choice else "")
            for choice in choices
        )
        token: dict[str, Any] = {"TEXT": {"REGEX": f"^(?:{plain})$"}}
        pattern.append({**token, "OP": "?"} if word.startswith("?") else token)
    return pattern


_WORD = re.compile(r"\d+(?:[.,]\d+)*|(?:[ldjmnstc]|qu|jusqu)’(?=\w)|\w+(?:[’-]\w+)*’?|[^\w\s]")


@functools.cache
def _vocab() -> Any:
    from spacy.vocab import Vocab

    return Vocab()


def _doc(text: str) -> tuple[Any, list[tuple[int, int]]]:
    """A spaCy Doc of the lower-cased words, apostrophes unified, with their places."""
    from spacy.tokens import Doc

    words, places = [], []
    for match in _WORD.finditer(text.lower().replace("'", "’")):
        words.append(match.group())
        places.append(match.span())
    return Doc(_vocab(), words=words), places


@functools.cache
def _matchers(language: str) -> tuple[Any, Any]:
    from spacy.matcher import Matcher

    wanted, refused = Matcher(_vocab()), Matcher(_vocab())
    for indicator, entry in phrases(language).items():
        for matcher, key in ((wanted, "phrases"), (refused, "not")):
            patterns = [token_patterns(phrase) for phrase in entry[key]]
            if patterns:
                matcher.add(indicator, patterns, greedy="LONGEST" if key == "not" else "FIRST")
    return wanted, refused


def find_signs(text: str, language: str) -> list[Sign]:
    """The signs in one clause, shortest words first where one indicator has several."""
    doc, places = _doc(text)
    if not len(doc):
        return []
    wanted, refused = _matchers(language)
    strings = doc.vocab.strings
    cancelled = {strings[key] for key, _, _ in refused(doc)}
    found: dict[str, Sign] = {}
    for key, first, last in wanted(doc):
        name = strings[key]
        if name in cancelled:
            continue
        sign = Sign(name, places[first][0], places[last - 1][1])
        best = found.get(name)
        if best is None or sign.end - sign.start < best.end - best.start:
            found[name] = sign
    return sorted(found.values(), key=lambda s: (s.start, s.indicator))
