"""Searching the catalogue: every word must match; titles before bodies.

An index in memory, made once for each version and language. A catalogue is a few thousand short
texts that change with a file: this takes a fraction of a second to build, needs no table to keep
in step, and folds accents, apostrophes and numbers the way lawyers type them. A search engine or
SQLite's FTS5 would do the same with one more thing that can be stale.
"""

from __future__ import annotations

import bisect
import difflib
import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from criteria.elsewhere import Elsewhere
from criteria.model import Authority, Catalogue, Decision, Text
from webapp import book
from webapp.book import Book
from webapp.chapters import Place

LONGEST_QUERY = 200
MOST_WORDS = 12
PER_PAGE = 20
#: What can be searched for, in the order of the filter.
KINDS = (
    "indicators",
    "weights",
    "questions",
    "limbs",
    "test",
    "presumptions",
    "propositions",
    "conclusions",
    "statutes",
    "decisions",
    "pack",
)
#: Every jurisdiction has the same: found once.
SHARED = ("indicators", "questions")

# Letters and digits apart, so that L8221-6 is found as L. 8221-6 and 17-20079 as 17-20.079.
_WORD = re.compile(r"\d+(?:[.\u202f\u00a0]\d{3}(?!\d))*|[^\W\d_]+")
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’ʼ‘`´]", re.I)
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
#: Words too common to look for, of both languages.
_EMPTY = frozenset(
    word
    for line in (
        "a au aux ce ces de des du en et il la le les ou par pour que qui se sur un une",
        "an and as by for in is it of on or the to",
    )
    for word in line.split()
)


def fold(word: str) -> str:
    """Without accents, case, ligatures or thousands marks."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_LIGATURES))
    return "".join(c for c in plain if c.isalnum())


def words(text: str) -> list[str]:
    return [fold(found) for found in _WORD.findall(unicodedata.normalize("NFC", text))]


def asked_words(query: str) -> list[str]:
    """The words to look for; articles and the like are left out, unless there is nothing else."""
    found = words(_ELISION.sub(" ", unicodedata.normalize("NFC", query)))
    told = [w for w in found if w not in _EMPTY] or found
    return list(dict.fromkeys(told))[:MOST_WORDS]


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found. ``keys``: identifiers, which count like the title."""

    kind: str
    place: Place
    jurisdiction: str
    title: str
    body: str
    keys: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    entry: Entry
    score: float


class Index:
    """Entries in one language, by the words they hold."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        postings: dict[str, dict[int, tuple[int, int]]] = {}
        surface: dict[str, str] = {}
        for number, entry in enumerate(self.entries):
            for place, text in enumerate((f"{entry.title} {entry.keys}", entry.body)):
                for match in _WORD.finditer(unicodedata.normalize("NFC", text)):
                    word = fold(match.group())
                    surface.setdefault(word, match.group().lower())
                    held = postings.setdefault(word, {}).get(number, (0, 0))
                    postings[word][number] = (held[0] + (not place), held[1] + place)
        self._postings = postings
        self._sorted = sorted(postings)
        self.surface = surface

    def matches(self, word: str) -> dict[int, float]:
        """Entries that hold the word, or one that it begins; above 100 where a title does."""
        found: dict[int, float] = {}
        for known in self.known(word):
            exact = known == word
            for number, (title, body) in self._postings[known].items():
                score = (103.0 if exact else 101.0) if title else 0.0
                score += min(1 + math.log(body), 3) * (2 if exact else 1) if body else 0.0
                found[number] = max(found.get(number, 0.0), score)
        return found

    def known(self, word: str) -> Iterator[str]:
        if len(word) < 3:  # “L.” or “6” begin too many words
            if word in self._postings:
                yield word
            return
        at = bisect.bisect_left(self._sorted, word)
        while at < len(self._sorted) and self._sorted[at].startswith(word):
            yield self._sorted[at]
            at += 1
        if len(word) > 3 and word[-1] in "sx" and word[:-1] in self._postings:
            yield word[:-1]

    def find(self, asked: Sequence[str]) -> list[Hit]:
        """Entries that hold every word, unordered."""
        if not asked:
            return []
        each = sorted((self.matches(word) for word in asked), key=len)
        common = set(each[0]).intersection(*each[1:])
        return [Hit(self.entries[n], sum(m[n] for m in each)) for n in common]

    @cached_property
    def by_initial(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self._sorted:
            if len(word) > 3:
                found.setdefault(word[:1], []).append(word)
        return found


_KEPT: dict[tuple[str, ...], Index] = {}
_MOST = 90


def _kept(key: tuple[str, ...], entries: Callable[[], Iterator[Entry]]) -> Index:
    held = _KEPT.get(key)
    if held is None:
        while len(_KEPT) >= _MOST:
            _KEPT.pop(next(iter(_KEPT)), None)
        held = _KEPT[key] = Index(entries())
    return held


def indexes(laws: Sequence[Catalogue], lang: str, apart: Sequence[Elsewhere] = ()) -> list[Index]:
    """What to search: what all laws share, once, as the first of them has it; then each law's
    own; then the decisions of laws without a pack."""
    found = [
        _kept((law.version, lang, "own"), lambda law=law: _own(law, lang))  # type: ignore[misc]
        for law in laws
    ]
    if laws:
        found.insert(0, _kept((laws[0].version, lang, "shared"), lambda: _shared(laws[0], lang)))
    if apart:
        told = str(hash(tuple((e.decision.id, e.decision.summary) for e in apart)))
        found.append(_kept((told, lang, "apart"), lambda: _apart(apart, lang)))
    return found


# -- searching -----------------------------------------------------------------------------


def search(searched: Iterable[Index], query: str, kind: str = "") -> list[Hit]:
    """What matches, the best first."""
    asked = asked_words(query)
    whole = " ".join(words(query))
    found = [hit for one in searched for hit in one.find(asked) if kind in ("", hit.entry.kind)]

    def order(hit: Hit) -> tuple[bool, bool, float, int, str]:
        entry = hit.entry
        id_ = " ".join(words(entry.place.id))
        # An article is looked for as L. 8221-6, its id says of which code.
        named = whole in (id_, " ".join(words(entry.title))) or (
            len(asked) > 1 and id_.endswith(f" {whole}")
        )
        titled = hit.score >= 100 * len(asked)
        return (not named, not titled, -hit.score, KINDS.index(entry.kind), entry.title)

    return sorted(found, key=order)


def suggestions(searched: Sequence[Index], query: str) -> list[str]:
    """Words of the catalogue that resemble those of the query that it does not know; where it
    knows each of them but never together, the words alone."""
    asked = asked_words(query)
    unknown = [w for w in asked if not any(i.matches(w) for i in searched)][:4]
    found: list[str] = []
    for word in unknown:
        near: dict[str, str] = {}
        for one in searched:
            begun = one.by_initial.get(word[:1], ())
            alike = [c for c in begun if abs(len(c) - len(word)) < 4]
            for c in difflib.get_close_matches(word, alike, 3, 0.7):
                near.setdefault(c, one.surface[c])
        best = difflib.get_close_matches(word, near, 3, 0.7)
        found += [near[c] for c in best]
    if not unknown and len(asked) > 1:
        found += [next(i.surface[k] for i in searched for k in i.known(w)) for w in asked]
    return list(dict.fromkeys(found))[:8]


# -- showing -------------------------------------------------------------------------------

Piece = tuple[str, bool]


def marked(text: str, asked: Iterable[str]) -> list[Piece]:
    """The text in pieces, those that match marked."""
    text = unicodedata.normalize("NFC", text)
    wanted = tuple(asked)
    pieces: list[Piece] = []
    end = 0
    for match in _WORD.finditer(text):
        if _matches(fold(match.group()), wanted):
            pieces += [(text[end : match.start()], False), (match.group(), True)]
            end = match.end()
    pieces.append((text[end:], False))
    return [piece for piece in pieces if piece[0]]


def _matches(word: str, wanted: Iterable[str]) -> bool:
    return any(
        word == w
        or (len(w) > 2 and word.startswith(w))
        or (len(w) > 3 and w[-1] in "sx" and word == w[:-1])
        for w in wanted
    )


def excerpt(text: str, asked: Sequence[str], length: int = 240) -> str:
    """The stretch of the text with the most of the words, cut at spaces."""
    text = unicodedata.normalize("NFC", text)
    if len(text) <= length:
        return text
    places = [
        (m.start(), fold(m.group()))
        for m in _WORD.finditer(text)
        if _matches(fold(m.group()), asked)
    ]
    start = 0
    if places:
        best = max(
            places, key=lambda p: len({w for at, w in places if p[0] <= at < p[0] + length - 60})
        )
        start = max(0, best[0] - 60)
    end = min(len(text), start + length)
    if start:
        start = text.find(" ", start) + 1
    if end < len(text):
        end = text.rfind(" ", start, end)
    # No mark of punctuation beside the dots: its space would be lost or doubled.
    said = text[start:end].strip(" ,;:·\u202f\u00a0")
    return ("… " if start else "") + said + (" …" if end < len(text) else "")


# -- what there is to find -----------------------------------------------------------------


def _say(lang: str, *texts: Text | None) -> str:
    return " · ".join(text.in_(lang) for text in texts if text)


def _shared(law: Catalogue, lang: str) -> Iterator[Entry]:
    for chapter in SHARED:
        yield from _chapter(law, lang, chapter)


def _chapter(law: Catalogue, lang: str, chapter: str) -> Iterator[Entry]:
    chapters: Book = book.of(law)
    for id_, e in chapters.entries[chapter].items():
        place = chapters.place(chapter, id_)
        assert place is not None
        title, keys = _say(lang, place.name), id_
        if chapter in ("indicators", "limbs"):
            body = _say(lang, e.definition)
        elif chapter == "questions":
            labels = (choice.label for choice in e.choices)
            body = _say(lang, e.help, e.why, *labels, *e.exhibits)
        elif chapter == "presumptions":
            body = _say(lang, *e.conditions, e.effect, e.rebutted_by, e.note)
        elif chapter == "propositions":
            title, body = "", _say(lang, e.text, e.note)  # a rule has no title of its own
        elif chapter == "conclusions":
            body = _say(lang, e.definition, e.note)
        else:
            title, body, keys = _authority(e, lang)
        yield Entry(chapter, place, law.pack.id, title, body, keys)


def _authority(e: Authority, lang: str) -> tuple[str, str, str]:
    """Title, body, keys."""
    title, keys = f"{_say(lang, e.citation)} – {_say(lang, e.title)}", e.id
    texts = [e.summary, e.verification_note]
    if isinstance(e, Decision):
        keys += f" {e.number or ''} {e.ecli or ''} {e.parties}"
        texts += [e.court, *(fact.note for fact in e.facts)]
    return title, _say(lang, *texts), keys


def _own(law: Catalogue, lang: str) -> Iterator[Entry]:
    chapters: Book = book.of(law)
    where = law.pack.id
    for chapter in chapters.chapters:
        if chapter not in SHARED:
            yield from _chapter(law, lang, chapter)
    for w in law.weighings:
        place = chapters.place("indicators", w.indicator)
        if place:
            body = _say(lang, w.why, *(cut.why for cut in w.undercut_by))
            yield Entry("weights", place, where, "", body)
    for node in chapters.nodes.values():
        place = chapters.place("test", node.id)
        assert place is not None
        body = _say(lang, node.when_true, node.when_false, node.when_unknown)
        yield Entry("test", place, where, _say(lang, place.name), body, node.id)
    pack = Place("pack", "", law.pack.name)
    for text in (*law.pack.limits, *(notice.text for notice in law.pack.notices)):
        yield Entry("pack", pack, where, "", _say(lang, text))
    yield Entry("pack", pack, where, _say(lang, law.pack.name), _say(lang, law.pack.law), where)


def _apart(decisions: Iterable[Elsewhere], lang: str) -> Iterator[Entry]:
    for e in decisions:
        title, body, keys = _authority(e.decision, lang)
        keys += f" {e.jurisdiction.in_(lang)}"
        place = Place("decisions", e.decision.id, e.decision.citation)
        yield Entry("decisions", place, "elsewhere", title, body, keys)
