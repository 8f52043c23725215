"""One case under several laws side by side: what each makes of the same facts, and by what rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from criteria.model import Catalogue, Node
from rules.assess import assess
from rules.compile import Law
from rules.errors import CaseError
from rules.model import Assessment, Case, IndicatorResult, NextQuestion
from rules.output import assessment_to_json

#: As many as fit beside one another.
MOST_REASONS = 3
MOST_QUESTIONS = 3
MOST_FLIPS = 3
#: Operators that make the shape of a rule, wherever they stand in the test.
_SHAPES = ("presume", "at_least", "weigh", "table", "not", "limb")


@dataclass(frozen=True, slots=True)
class Shape:
    """A part of a rule's form: ``op`` of a node of its test; ``count`` of ``total`` children for
    at_least; ``direction`` of a presumption."""

    op: str
    count: int = 0
    total: int = 0
    direction: str = ""


@dataclass(frozen=True, slots=True)
class SectorRule:
    """A node that is law for some sectors only; ``applies``: for the sector of this case."""

    node: Node
    applies: bool


@dataclass(frozen=True, slots=True)
class UnderLaw:
    """What one law makes of the case. ``assessment`` is None where the facts are older than its
    catalogue. ``not_looked_at``: facts of the case of which no rule of that day speaks."""

    catalogue: Catalogue
    assessment: Assessment | None
    shape: tuple[Shape, ...] = ()
    reasons_for: tuple[IndicatorResult, ...] = ()
    reasons_against: tuple[IndicatorResult, ...] = ()
    not_looked_at: tuple[str, ...] = ()
    sector_rules: tuple[SectorRule, ...] = ()

    @property
    def questions(self) -> tuple[NextQuestion, ...]:
        found = self.assessment.next_questions if self.assessment else ()
        return tuple(q for q in found if q.question)[:MOST_QUESTIONS]


@dataclass(frozen=True, slots=True)
class Comparison:
    """``case`` is the case as its own law would see it; ``on`` the day asked for, if any."""

    case: Case
    on: dt.date | None
    laws: tuple[UnderLaw, ...]


def compare(
    case: Case, catalogues: Sequence[Catalogue], on: dt.date | None = None, lang: str = "fr"
) -> Comparison:
    """The case under each law, in the order given. A law that does not know the day of the facts
    is said to be too young; the others are compared all the same."""
    return Comparison(case, on, tuple(_under(case, law, on, lang) for law in catalogues))


def decisive(
    assessment: Assessment, catalogue: Catalogue, sector: str
) -> tuple[tuple[IndicatorResult, ...], tuple[IndicatorResult, ...]]:
    """The weightiest circumstances (for employment, against it).

    Conditions of the test itself come first, then signs by their weight; on each side those
    present that point there, then those found absent that point the other way. What no party
    contests (work, pay) is no reason.
    """
    law = Law(catalogue, assessment.on, sector)
    taken = set(catalogue.pack.undisputed)
    ranked: dict[bool, list[tuple[tuple[int, ...], IndicatorResult]]] = {True: [], False: []}
    for result in assessment.indicators:
        if result.state not in ("present", "absent"):
            continue
        leaf = result.id in law.leaves
        rank = law.scale.get(result.weight, 0)
        if not rank and (not leaf or result.id in taken):
            continue
        side = result.side or ("employment" if law.pro & law.bits[result.id] else "independence")
        present = result.state == "present"
        order = (int(not present), int(not leaf), -rank)
        ranked[(side == "employment") == present].append((order, result))
    best = {
        way: tuple(r for _, r in sorted(found, key=lambda e: e[0])[:MOST_REASONS])
        for way, found in ranked.items()
    }
    return best[True], best[False]


def looked_at(catalogue: Catalogue, on: dt.date, sector: str) -> frozenset[str]:
    """Indicators of which some rule of that day speaks."""
    found = set(catalogue.weighings_on(on))
    found |= {u.by for w in catalogue.weighings_on(on).values() for u in w.undercut_by}
    for tree in _trees(catalogue, on):
        found |= {str(n.ref) for n in _in_force(tree, on, sector) if n.op == "indicator" and n.ref}
    return frozenset(found)


def shape_of(catalogue: Catalogue, on: dt.date, sector: str) -> tuple[Shape, ...]:
    """The form of the rule in force that day, from the top of the test down, nothing twice."""
    found: list[Shape] = []
    root = catalogue.test
    for node in _in_force(root, on, sector):
        total = sum(child.in_force(on, sector) for child in node.children)
        if node is root and (node.op == "indicator" or (node.op in ("all", "any") and total > 1)):
            found.append(Shape(node.op, total=total))
        elif node.op == "at_least":
            found.append(Shape("at_least", node.count or 1, total))
        elif node.op == "presume" and node.ref in catalogue.presumptions:
            found.append(
                Shape("presume", direction=catalogue.presumptions[str(node.ref)].direction)
            )
        elif node.op in _SHAPES:
            found.append(Shape(node.op))
    return tuple(dict.fromkeys(found))


def _under(case: Case, catalogue: Catalogue, on: dt.date | None, lang: str) -> UnderLaw:
    case = replace(case, jurisdiction=catalogue.pack.id)
    try:
        found = assess(case, catalogue, on, lang)
    except CaseError as error:
        if any(problem.code != "law_too_old" for problem in error.problems):
            raise
        return UnderLaw(catalogue, None)
    sector = case.platform.sector
    read = looked_at(catalogue, found.on, sector)
    in_favour, against = decisive(found, catalogue, sector)
    return UnderLaw(
        catalogue=catalogue,
        assessment=found,
        shape=shape_of(catalogue, found.on, sector),
        reasons_for=in_favour,
        reasons_against=against,
        not_looked_at=tuple(
            r.id for r in found.indicators if r.state != "unknown" and r.id not in read
        ),
        sector_rules=tuple(
            SectorRule(node, sector in node.sectors)
            for tree in _trees(catalogue, found.on)
            for node in _of_sectors(tree, found.on)
        ),
    )


def _trees(catalogue: Catalogue, on: dt.date) -> Iterator[Node]:
    """Everything that this law lays down as an expression."""
    yield catalogue.test
    yield from (test for _, test in catalogue.third)
    if catalogue.scope is not None:
        yield catalogue.scope
    for conclusion in catalogue.conclusions.values():
        if conclusion.validity.covers(on):
            yield conclusion.test
    for presumption in catalogue.presumptions.values():
        if presumption.applies_if is not None and presumption.validity.covers(on):
            yield presumption.applies_if


def _of_sectors(node: Node, on: dt.date) -> Iterator[Node]:
    """The uppermost nodes of that day that are law for some sectors only."""
    if not node.validity.covers(on):
        return
    if node.sectors:
        yield node
        return
    for child in node.children:
        yield from _of_sectors(child, on)


def _in_force(node: Node, on: dt.date, sector: str) -> Iterator[Node]:
    yield node
    for child in node.children:
        if child.in_force(on, sector):
            yield from _in_force(child, on, sector)


# -- as JSON -------------------------------------------------------------------------------


def comparison_to_json(found: Comparison) -> dict[str, Any]:
    """``requalif-comparison/1``."""
    return {
        "format": "requalif-comparison/1",
        "case": {
            "title": found.case.title,
            "jurisdiction": found.case.jurisdiction,
            "sector": found.case.platform.sector,
        },
        "on": found.on and found.on.isoformat(),
        "laws": [_law(law) for law in found.laws],
    }


def _law(found: UnderLaw) -> dict[str, Any]:
    pack, assessment = found.catalogue.pack, found.assessment
    head = {
        "jurisdiction": pack.id,
        "catalogue": found.catalogue.version,
        "law_from": pack.law_from.isoformat(),
    }
    if assessment is None:
        return {**head, "state": "law_too_old"}
    whole = assessment_to_json(assessment)
    return {
        **head,
        "state": "assessed",
        "on": whole["law"]["on"],
        **({"law_date_assumed": True} if assessment.extra.get("law_date_assumed") else {}),
        "shape": [
            {
                "op": s.op,
                **({"count": s.count} if s.op == "at_least" else {}),
                **({"of": s.total} if s.total else {}),
                **({"direction": s.direction} if s.direction else {}),
            }
            for s in found.shape
        ],
        "outcome": whole["outcome"],
        "because": assessment.proof.because,
        "reasons": {
            "for": [{"indicator": r.id, "state": r.state} for r in found.reasons_for],
            "against": [{"indicator": r.id, "state": r.state} for r in found.reasons_against],
        },
        "next_questions": [q for q in whole["next_questions"] if q["question"]][:MOST_QUESTIONS],
        "flips": whole["flips"][:MOST_FLIPS],
        "flip_bands": whole["flip_bands"][:MOST_FLIPS],
        "not_looked_at": list(found.not_looked_at),
        "sector_rules": [
            {"node": r.node.id, "sectors": list(r.node.sectors), "applies": r.applies}
            for r in found.sector_rules
        ],
        "inputs_sha256": assessment.inputs_sha256,
    }
