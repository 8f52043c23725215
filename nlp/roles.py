"""Who is who in a document: the names it gives to the people who work, to those who pay and to
the platform, replaced by WORKER, CLIENT and PLATFORM before reading."""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import dataclass

from nlp.words import words

PARTIES = ("worker", "client", "platform")
_OPENING = re.compile(
    r"[(\[]\s*(?:the|ci-après|hereinafter|collectively|la|le|les)?[^()\[\]]{0,20}[«“\"]\s*"
    r"([A-ZÉ][\w.’'&-]{1,30})\s*[»”\"]"
)


@dataclass(frozen=True, slots=True)
class Roles:
    """``platform_names``: proper names of the platform found in the document."""

    language: str
    platform_names: tuple[str, ...]

    def unify(self, text: str) -> str:
        """``text`` with the parties named WORKER, CLIENT, PLATFORM; offsets are not kept."""
        for pattern, role in _compiled(self.language):
            text = pattern.sub(role, text)
        for name in self.platform_names:
            text = re.sub(rf"\b{re.escape(name)}\b", "PLATFORM", text)
        return text


def find_roles(text: str, language: str) -> Roles:
    """Roles of a document. A capitalised word that is frequent in the middle of sentences and is
    introduced in brackets and quotation marks, or is most frequent, names the platform."""
    known = {w for party in PARTIES for w in words(language, party)}
    counts: Counter[str] = Counter(
        m.group(0) for m in re.finditer(r"(?<=[a-zéèà,;] )[A-Z][\w.]{2,24}\b", text)
    )
    introduced = {m.group(1) for m in _OPENING.finditer(text[:8000])}
    names = []
    for word, count in counts.most_common(12):
        singular = word.lower().rstrip("s")
        if singular in known or word.lower() in known or count < 4:
            continue
        if word in introduced or re.search(
            rf"\b{re.escape(word)}(?:[’']s)?\s+(?:may|will|does|peut|pourra|se réserve|n[’']est)",
            text,
        ):
            names.append(word)
    return Roles(language, tuple(names[:3]))


@functools.cache
def _compiled(language: str) -> list[tuple[re.Pattern[str], str]]:
    rules = []
    for party in PARTIES:
        names = sorted(words(language, party), key=len, reverse=True)
        both = "|".join(map(re.escape, names))
        rules.append((re.compile(rf"(?i)\b(?:{both})(?:e?s|\(s\))?\b"), party.upper()))
    return rules


_YOU = {"fr": re.compile(r"(?i)\bvous\b|\bvotre\b|\bvos\b"), "en": re.compile(r"(?i)\byour?\b")}


def bound_party(unified: str, language: str) -> str:
    """Who the clause binds or concerns first: worker, client, platform, or "" when unclear."""
    places = {
        role: unified.find(word)
        for role, word in (("worker", "WORKER"), ("client", "CLIENT"), ("platform", "PLATFORM"))
        if word in unified
    }
    you = _YOU[language].search(unified)
    if you and (not places or you.start() <= min(places.values())):
        return "worker"
    return min(places, key=lambda role: places[role]) if places else ""
