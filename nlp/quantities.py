"""Amounts, rates, delays, thresholds, hours and ages, in digits or in words.

An own small grammar: general date and quantity parsers give false readings on contracts. Number
words are read by text2num.
"""

from __future__ import annotations

import functools
import re
from decimal import Decimal, InvalidOperation
from pathlib import Path

import yaml

from nlp.model import Quantity, Span

_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?"
_CURRENCIES = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "$": "USD", "usd": "USD",
    "us$": "USD", "dollar": "USD", "dollars": "USD", "£": "GBP", "gbp": "GBP", "pounds": "GBP",
    "cent": "cent", "cents": "cent", "centime": "cent", "centimes": "cent", "chf": "CHF",
}  # fmt: skip
_TIMES = {
    "second": "second", "seconde": "second", "minute": "minute", "min": "minute", "hour": "hour",
    "heure": "hour", "day": "day", "jour": "day", "week": "week", "semaine": "week",
    "month": "month", "mois": "month", "year": "year", "an": "year", "année": "year",
}  # fmt: skip
_WORD_NUMBERS = {
    "fr": "un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize vingt trente quarante cinquante soixante septante quatre-vingt quatre-vingts "
    "quatre-vingt-dix cent cents mille vingt-quatre quarante-huit soixante-douze",
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty "
    "ninety hundred thousand",
}


@functools.cache
def _grammar(language: str) -> re.Pattern[str]:
    single = "|".join(sorted(_WORD_NUMBERS[language].split(), key=len, reverse=True))
    spelled = rf"(?:{single})(?:[ -](?:et[ -]|and )?(?:{single}))*"
    number = rf"(?P<number>{_NUMBER})"
    digits_after_words = rf"(?:(?P<spelled>{spelled})\b\s*)?(?:\(\s*)?{number}(?:\s*\))?"
    quantity = rf"(?:{digits_after_words}|(?P<alone>{spelled})\b)"
    currency = (
        r"(?P<currency>€|\$|£|us\$|euros?|eur\b|usd\b|gbp\b|chf\b|dollars?|pounds"
        r"|cents?\b|centimes?)"
    )
    time = (
        r"(?P<time>secondes?|seconds?|minutes?|min\b|heures?|hours?|jours?|days?|semaines?|weeks?"
        r"|mois|months?|ans?\b|années?|years?)"
    )
    gap = r"[ \u00a0\u202f]*"
    qualifier = r"(?:(?:jours|working|business|calendar|full|clear)\s+)?"
    return re.compile(
        rf"(?P<before>€|\$|£|us\$|eur\b|usd\b){gap}(?P<leading>{_NUMBER})"
        rf"|\b{quantity}{gap}(?:(?P<percent>%|percent|per cent|pour cent|p\. ?100)|{currency}"
        rf"|{qualifier}{time}(?P<old>\s+of age|\s+old|\s+révolus)?"
        r"|(?P<star>étoiles?|stars?|/ ?5\b|sur 5|out of 5)"
        r"|(?P<point>points?\b|pièces? virtuelles?|coins\b|credits\b)"
        r"|(?P<count>tâches?|tasks?|missions?|courses?|commandes?|orders?|refus|surveys?"
        r"|mots?\b|words?))",
        re.IGNORECASE,
    )


#: Characters between a quantity and the words that say what it is for.
_NEAR = 70
_BARE_RATING = re.compile(
    r"(?i)\b(?:notes?|score|ratings?|moyenne|average|stars?)\b[^.;]{0,50}?(?<![\d.,])"
    r"(?P<number>[0-5][.,]\d{1,2})(?![\d%.,]*\s*(?:%|€|\$|\d))"
)


def role_of(text: str, start: int, end: int, kind: str) -> str:
    """What the quantity at ``start``..``end`` of a clause is for; "" when its words do not say."""
    best, role = _NEAR + 1, ""
    for name, kinds, words in _compiled_roles():
        if kind not in kinds:
            continue
        for match in words.finditer(text):
            if match.end() <= start:
                distance = start - match.end()
            elif match.start() >= end:
                distance = match.start() - end + 5  # what comes before says more often
            else:
                distance = 0
            if distance < best:
                best, role = distance, name
    return role


@functools.cache
def _compiled_roles() -> tuple[tuple[str, frozenset[str], re.Pattern[str]], ...]:
    path = Path(__file__).with_name("quantities.yaml")
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(
        (name, frozenset(entry["kinds"]), re.compile("|".join(entry["words"]), re.IGNORECASE))
        for name, entry in data.items()
    )


def find_quantities(text: str, offset: int, language: str) -> tuple[Quantity, ...]:
    """The quantities of a clause; ``offset`` is added to their places."""
    found = []
    for match in _grammar(language).finditer(text):
        value = _value(match, language)
        if value is None:
            continue
        kind, unit = _kind(match)
        found.append(_quantity(text, offset, match.span(), value, kind, unit))
    # "a rating under 4.2": a threshold without a unit.
    for match in _BARE_RATING.finditer(text):
        value, place = _decimal(match["number"]), match.span("number")
        taken = any(
            q.span.start < offset + place[1] and offset + place[0] < q.span.end for q in found
        )
        if value is not None and not taken:
            found.append(_quantity(text, offset, place, value, "threshold", "star"))
    return tuple(sorted(found, key=lambda q: q.span.start))


def _quantity(
    text: str, offset: int, place: tuple[int, int], value: Decimal, kind: str, unit: str
) -> Quantity:
    start, end = place
    span = Span(offset + start, offset + end, text[start:end])
    role = role_of(text, start, end, kind)
    return Quantity(kind, format(value.normalize(), "f"), unit, span, role)


def _kind(match: re.Match[str]) -> tuple[str, str]:
    g = match.groupdict()
    if g["before"] or g["currency"]:
        return "amount", _CURRENCIES[(g["before"] or g["currency"]).lower()]
    if g["percent"]:
        return "rate", "percent"
    if g["star"]:
        return "threshold", "star"
    if g["point"]:
        return "amount", "point"
    if g["count"]:
        return "threshold", "count"
    time = g["time"].lower()
    unit = _TIMES.get(time) or _TIMES[time.removesuffix("s")]
    if g["old"]:
        return "age", "year"
    return ("hours" if unit == "hour" else "delay"), unit


def _value(match: re.Match[str], language: str) -> Decimal | None:
    digits = match.group("leading") or match.group("number")
    if digits:
        return _decimal(digits)
    from text_to_num import text2num

    try:
        return Decimal(text2num(match.group("alone").lower(), language))
    except ValueError:
        return None


def _decimal(digits: str) -> Decimal | None:
    plain = re.sub(r"[ \u00a0\u202f]", "", digits)
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", plain):
        plain = re.sub(r"[.,]", "", plain)
    elif re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+", plain):
        plain = plain.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d+", plain):
        plain = plain.replace(".", "").replace(",", ".")
    try:
        return Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return None
