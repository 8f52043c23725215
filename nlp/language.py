"""French or English: a vote of the clauses, since a short clause alone is often ambiguous."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Sequence
from typing import Any

from nlp.errors import ReadingError

#: Characters looked at; more does not change the vote.
_SAMPLE = 20_000
_CANDIDATES = ["fr", "en", "de", "es", "it", "pt", "nl", "pl", "ro", "sv", "da", "fi", "cs", "el"]


@functools.cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(_CANDIDATES)
    return identifier


def detect(texts: Sequence[str], name: str = "") -> tuple[str, bool]:
    """("fr" or "en", whether a good part is in another language).

    Raises ReadingError("bad_language") when most of the document is in neither.
    """
    votes: Counter[str] = Counter()
    seen = 0
    for text in sorted(texts, key=len, reverse=True):
        if seen > _SAMPLE:
            break
        seen += len(text)
        votes[_identifier().classify(text)[0]] += len(text)
    total = sum(votes.values())
    best = "fr" if votes["fr"] >= votes["en"] else "en"
    if total > 200 and votes[best] < total / 2:
        raise ReadingError("bad_language", name=name)
    return best, total > 200 and votes[best] < total * 0.8
