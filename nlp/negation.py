"""Whether a clause states the contrary of an indicator, from the words around its sign."""

from __future__ import annotations

import re

from nlp.words import words

_NEGATED = {
    "fr": re.compile(
        r"(?i)\b(?:n[e’']\s?\w*(?:\s+\w+){0,3}?\s+(?:pas|plus|jamais|aucun|aucune|ni)|sans|aucune?|"
        r"jamais|ni)\b[^.;,]{0,40}$"
    ),
    "en": re.compile(
        r"(?i)\b(?:not|never|no|neither|nor|without|cannot|can[’']t|don[’']t|doesn[’']t|won[’']t|"
        r"shall not|will not)\b[^.;,]{0,40}$"
    ),
}
#: What is said by a negation itself ("you may not subcontract") is not its contrary.
_BY_NEGATION = frozenset(words("said_by_negation"))


def is_negated(text: str, start: int, indicator: str, language: str) -> bool:
    """Whether the words before ``start`` deny the indicator."""
    if indicator in _BY_NEGATION:
        return False
    return bool(_NEGATED[language].search(text[max(0, start - 80) : start]))
