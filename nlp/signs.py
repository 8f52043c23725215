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


class _Phrase(NamedTuple):
    """A phrase of an indicator. ``needed``: the choices of words without which it cannot match."""

    indicator: str
    pattern: tuple[dict[str, Any], ...]
    needed: frozenset[str]
    refuses: bool

    def places(self, doc: Any) -> list[tuple[int, int]]:
        return [(first, last) for _, first, last in _matcher(self)(doc)]


_MATCHERS: dict[int, Any] = {}


def _matcher(phrase: _Phrase) -> Any:
    from spacy.matcher import Matcher

    found = _MATCHERS.get(id(phrase))
    if found is None:
        found = _MATCHERS[id(phrase)] = Matcher(_vocab())
        found.add(phrase.indicator, [list(phrase.pattern)], greedy="FIRST")
    return found


@functools.cache
def _phrases(language: str) -> tuple[_Phrase, ...]:
    found = []
    for indicator, entry in phrases(language).items():
        for key in ("phrases", "not"):
            for words in entry[key]:
                pattern = tuple(token_patterns(words))
                needed = frozenset(t["TEXT"]["REGEX"] for t in pattern if "OP" not in t)
                found.append(_Phrase(indicator, pattern, needed, key == "not"))
    return tuple(found)


@functools.lru_cache(maxsize=50_000)
def _chosen(word: str, language: str) -> frozenset[str]:
    """The choices of the patterns that a word answers to. Looking each word up once, and trying
    a phrase only where all its words are there, is thirty times faster than trying them all."""
    return frozenset(c for c, test in _choices(language) if test.match(word))


@functools.cache
def _choices(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    needed = {choice for phrase in _phrases(language) for choice in phrase.needed}
    return tuple((choice, re.compile(choice)) for choice in sorted(needed))


def find_signs(text: str, language: str) -> list[Sign]:
    """The signs in one clause, shortest words first where one indicator has several."""
    doc, places = _doc(text)
    if not len(doc):
        return []
    here: set[str] = set()
    for token in doc:
        here |= _chosen(token.text, language)
    likely = [phrase for phrase in _phrases(language) if phrase.needed <= here]
    cancelled = {p.indicator for p in likely if p.refuses and p.places(doc)}
    found: dict[str, Sign] = {}
    for phrase in likely:
        if phrase.refuses or phrase.indicator in cancelled:
            continue
        for first, last in phrase.places(doc):
            sign = Sign(phrase.indicator, places[first][0], places[last - 1][1])
            best = found.get(phrase.indicator)
            if best is None or sign.end - sign.start < best.end - best.start:
                found[phrase.indicator] = sign
    return sorted(found.values(), key=lambda s: (s.start, s.indicator))
