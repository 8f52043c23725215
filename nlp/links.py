"""What clauses of one document have to do with one another: definitions, references, exceptions,
and pairs that undo one another.

A terms' freedom is worth what its sanctions leave of it. The link says where both stand; what it
weighs is for the law to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlp.model import Clause, Link

#: A freedom, and what takes it back. Those that read the terms find here why the two are tied.
UNDOING: dict[str, tuple[str, ...]] = {
    "free_to_refuse": ("refusal_limited", "ranking_or_access_penalty", "ratings_and_metrics"),
    "free_schedule": ("working_time",),
    "free_to_work_elsewhere": ("exclusivity",),
    "substitution_allowed": ("personal_performance",),
    "worker_sets_price": ("price_set_by_platform",),
    "method_autonomy": ("work_instructions", "conduct_rules", "activity_monitoring"),
    "independent_status_label": ("work_instructions", "activity_monitoring"),
    "review_or_notice": ("account_sanction",),
    "intermediary_only": ("price_set_by_platform", "work_instructions"),
}
#: Ratings undo the freedom to refuse only where refusing is what they count.
_REFUSING = re.compile(
    r"(?i)\b(?:refus|declin|déclin|reject|ignor|annul|cancel|accept(?:ance|ation))\w*"
)
_WITHOUT_NOTICE = re.compile(
    r"(?i)\b(?:without\s+(?:\w+\s+)?(?:notice|reason|warning)|sans\s+(?:\w+\s+)?(?:préavis|motif|"
    r"avertissement)|immediately|immédiatement|sole\s+discretion|discrétion)\b"
)
_REFERENCE = re.compile(
    r"(?i)\b(?:articles?|sections?|clauses?|paragraph(?:e|s)?|§)\s*(\d{1,2}(?:\.\d{1,2}){0,3})\b"
)
_EXCEPTION = re.compile(
    r"(?i)\b(?:sous\s+réserve|sauf|à\s+l[’']exception|hormis|par\s+dérogation|nonobstant|"
    r"subject\s+to|except|unless|notwithstanding|save\s+(?:as|for|where)|provided\s+that)\b"
)
_NUMBER = re.compile(
    r"^[\s#*_]*(?:article|section|clause|§)?\s*(\d{1,2}(?:\.\d{1,2}){0,3})(?=[\s.):–—-]|$)", re.I
)
_DEFINITION = re.compile(
    r"^[\s\-•*_]*(?:(?:le|la|les|l[’']|the|a|an)\s+)?(?:termes?\s+)?"
    r"[«“\"]\s*([^«»“”\"]{2,40}?)\s*[»”\"]\s*(?:\([^)]*\)\s*)?"
    r"(?::|–|—|\bdésigne\w*|\bsignifie\w*|\bs[’']entend\w*|\bmeans?\b|\brefers?\b|\bis\b"
    r"|\bshall mean\b)",
    re.I,
)
_MOST = 200


def find_links(clauses: Sequence[Clause]) -> tuple[Link, ...]:
    """The links of a document, in order of kind and place; at most some hundreds."""
    found = [*_undoing(clauses), *_references(clauses), *_definitions(clauses)]
    return tuple(found[: 3 * _MOST])


def _undoing(clauses: Sequence[Clause]) -> list[Link]:
    places: dict[str, list[int]] = {}
    for i, clause in enumerate(clauses):
        for proposal in clause.indicators:
            if not proposal.negated:
                places.setdefault(proposal.id, []).append(i)
    found = []
    for freedom, limits in UNDOING.items():
        for source in places.get(freedom, ()):
            for limit in limits:
                found += [
                    Link("undoes", target, source, (limit, freedom))
                    for target in places.get(limit, ())
                    if target != source and _takes_back(freedom, limit, clauses[target].text)
                ]
    return found[:_MOST]


def _takes_back(freedom: str, limit: str, text: str) -> bool:
    if freedom == "free_to_refuse" and limit != "refusal_limited":
        return bool(_REFUSING.search(text))
    if freedom == "review_or_notice":
        return bool(_WITHOUT_NOTICE.search(text))
    return True


def _references(clauses: Sequence[Clause]) -> list[Link]:
    numbered: dict[str, int] = {}
    for i, clause in enumerate(clauses):
        match = _NUMBER.match(clause.text)
        if match:
            numbered.setdefault(match[1], i)
    found = []
    for i, clause in enumerate(clauses):
        for match in _REFERENCE.finditer(clause.text):
            target = numbered.get(match[1])
            if target is None or target == i:
                continue
            before = clause.text[max(0, match.start() - 60) : match.start()]
            kind = "excepts" if _EXCEPTION.search(before) else "refers_to"
            found.append(Link(kind, i, target, term=match[1]))
    return found[:_MOST]


def _definitions(clauses: Sequence[Clause]) -> list[Link]:
    """From each proposed clause to the definitions of the words that it uses."""
    defined: dict[str, int] = {}
    for i, clause in enumerate(clauses):
        match = _DEFINITION.match(clause.text)
        if match:
            defined.setdefault(match[1].strip(), i)
    found = []
    for term, target in defined.items():
        used = re.compile(rf"\b{re.escape(term)}(?:s|es)?\b")
        found += [
            Link("defines", target, i, term=term)
            for i, clause in enumerate(clauses)
            if i != target and clause.indicators and used.search(clause.text)
        ]
    return found[:_MOST]
