"""Who is who in a document: the names it gives to the people who work, to those who pay and to
the platform, replaced by WORKER, CLIENT and PLATFORM before reading."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

_WORKER = {
    "fr": (
        "prestataire chauffeur livreur coursier freelance intervenant contributeur travailleur "
        "professionnel artisan auxiliaire jober jobber tasker clickworker expert traducteur "
        "rédacteur annotateur crowdworker membre partenaire indépendant consultant enseignant "
        "professeur tuteur vendeur micro-travailleur testeur transcripteur foulefacteur "
        "évaluateur entrepreneur mandataire télétravailleur hôte guide"
    ).split(),
    "en": (
        "worker contractor freelancer driver courier tasker provider contributor expert annotator "
        "rater turker seller supplier helper cleaner tutor teacher carrier rider partner "
        "professional participant panelist translator writer designer tester lifter sitter walker "
        "crowdworker consultant stylist guide host transporter talent clickworker transcriber "
        "performer gigger editor moderator evaluator"
    ).split(),
}
_CLIENT = {
    "fr": (
        "client passager acheteur donneur demandeur commanditaire annonceur bénéficiaire "
        "consommateur particulier patient élève restaurateur commerçant"
    ).split(),
    "en": (
        "client customer buyer passenger requester requestor employer purchaser shopper consumer "
        "student guest owner advertiser merchant restaurant"
    ).split(),
}
_PLATFORM = {
    "fr": "plateforme société site application opérateur exploitant éditeur nous marketplace".split(),
    "en": "platform company site app marketplace website operator we us our".split(),
}
_DEFINED = re.compile(
    r"[«“\"]\s*([A-ZÉ][\w’'-]{2,25}(?:\s[\w’'-]{2,20})?)(?:\(s\)|s)?\s*[»”\"]"
    r"[^.]{0,160}?\b(?:désigne|signifie|means?|refers? to|personne|person|professionnel|individual)"
)
_OPENING = re.compile(r"[(\[]\s*(?:the|ci-après|hereinafter|collectively|la|le|les)?[^()\[\]]{0,20}[«“\"]\s*"
                      r"([A-ZÉ][\w.’'&-]{1,30})\s*[»”\"]")


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
    known = {*_WORKER[language], *_CLIENT[language], *_PLATFORM[language]}
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
            rf"\b{re.escape(word)}(?:’s|'s)?\s+(?:may|will|does|peut|pourra|se réserve|n’est|n'est)",
            text,
        ):
            names.append(word)
    return Roles(language, tuple(names[:3]))


_CACHE: dict[str, list[tuple[re.Pattern[str], str]]] = {}


def _compiled(language: str) -> list[tuple[re.Pattern[str], str]]:
    if language not in _CACHE:
        rules = []
        for words, role in ((_WORKER, "WORKER"), (_CLIENT, "CLIENT"), (_PLATFORM, "PLATFORM")):
            both = "|".join(sorted(map(re.escape, words[language]), key=len, reverse=True))
            rules.append((re.compile(rf"(?i)\b(?:{both})(?:e?s|\(s\))?\b"), role))
        _CACHE[language] = rules
    return _CACHE[language]


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
