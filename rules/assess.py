"""The engine's one entry point: a case and a catalogue give an assessment."""

from __future__ import annotations

import datetime as dt
import hashlib

from criteria.model import Catalogue, Limb, Node
from rules.compile import Law, Outcome
from rules.errors import CaseError, Problem
from rules.model import (
    Assessment,
    Case,
    IndicatorResult,
    LimbResult,
    PresumptionResult,
    Proof,
)
from rules.output import case_to_json, dump
from rules.precedents import nearest
from rules.resolve import indicator_results, resolve
from rules.search import flips, next_questions


def assess(
    case: Case, catalogue: Catalogue, on: dt.date | None = None, lang: str = "fr"
) -> Assessment:
    """What follows from the case under the law in force on ``on``.

    ``on`` defaults to the end of the period of the facts; where the case has no date, to the
    day the catalogue was written, and ``extra["law_date_assumed"]`` says so. ``lang`` is the
    language of the reasons in the proof; nothing else depends on it.
    Raises CaseError when the law of that day is not in the catalogue.
    """
    assumed = on is None and case.facts_to is None and case.facts_from is None
    on = on or case.facts_to or case.facts_from or catalogue.pack.written
    if on < catalogue.pack.law_from:
        raise CaseError(
            [
                Problem(
                    "law_too_old",
                    "$.facts_on",
                    found=on.isoformat(),
                    expected=catalogue.pack.law_from.isoformat(),
                )
            ]
        )
    law = Law(catalogue, on)
    facts = resolve(case, catalogue)
    known: dict[str, int | None] = dict(facts.known)
    outcome = law.outcome(known)
    indicators = indicator_results(facts, law)
    changes, complete = flips(law, known, outcome)
    states = {i: bool(basis) for i, basis in facts.known.items()}
    in_favour, against = nearest(law, states)
    proof = law.prove(known, lang)
    extra: dict[str, object] = {}
    if assumed:
        extra["law_date_assumed"] = True
    period = _changes_of_law(case, catalogue, on)
    if period:
        extra["law_changes"] = period
    notices = tuple(
        n.id
        for n in catalogue.pack.notices
        if n.validity.covers(on) or n.validity.covers(catalogue.pack.written)
    )
    authorities = _authorities(proof, indicators, catalogue)
    return Assessment(
        band=outcome.band,
        settled=outcome.settled,
        score_low=outcome.low.score,
        score_high=outcome.high.score,
        limbs=tuple(_limb(limb, outcome, indicators) for limb in catalogue.limbs.values()),
        indicators=indicators,
        next_questions=next_questions(case, law, known, outcome),
        flips=changes,
        flips_complete=complete,
        precedents_for=in_favour,
        precedents_against=against,
        presumptions=_presumptions(law, known, proof, lang),
        proof=proof,
        conflicts=facts.conflicts,
        proposals=facts.proposals,
        notices=notices,
        jurisdiction=catalogue.pack.id,
        on=on,
        catalogue=catalogue.version,
        authorities=authorities,
        inputs_sha256=hashlib.sha256(
            dump({"case": case_to_json(case), "on": on.isoformat(), "law": catalogue.version})
        ).hexdigest(),
        automatic_reading=any(f.automatic for r in indicators for f in r.findings),
        extra=extra,
    )


def _limb(limb: Limb, outcome: Outcome, indicators: tuple[IndicatorResult, ...]) -> LimbResult:
    one, other = outcome.low.limbs[limb.id], outcome.high.limbs[limb.id]
    low, high = sorted((one, other))
    inward = "independence" if limb.role == "own_business" else "employment"
    mine = [r for r in indicators if r.limb == limb.id]
    certain = one.established and other.established
    possible = one.established or other.established
    return LimbResult(
        id=limb.id,
        state="present" if certain else "unknown" if possible else "absent",
        low=low.value,
        high=high.value,
        supporting=tuple(r.id for r in mine if r.state == "present" and r.side == inward),
        opposing=tuple(r.id for r in mine if r.state == "present" and r.side != inward),
        unknown=tuple(r.id for r in mine if r.state in ("unknown", "contested")),
    )


def _presumptions(
    law: Law, known: dict[str, int | None], proof: Proof, lang: str
) -> tuple[PresumptionResult, ...]:
    low, high = law.world(known, False), law.world(known, True)
    low_limbs, high_limbs = law.limbs(low), law.limbs(high)
    in_test = {p.ref: p for p in _walk(proof) if p.op == "presume"}
    results = []
    for presumption in law.catalogue.presumptions.values():
        if not presumption.validity.covers(law.on):
            continue
        condition, rebutted = presumption.applies_if, "not_applicable"
        node = _find(law.catalogue.test, presumption.id)
        if node is not None:
            condition = condition or node.children[0]
            rebutted = _word(in_test[presumption.id].children[1].value)
        applies = "unknown"
        if condition is not None:
            ends = sorted(
                (law.holds(condition, low, low_limbs), law.holds(condition, high, high_limbs))
            )
            applies = _word((ends[0], ends[1]))
        if applies == "false":
            rebutted = "not_applicable"
        because = presumption.effect if applies != "false" else presumption.conditions[0]
        results.append(
            PresumptionResult(
                id=presumption.id,
                applies=applies,  # type: ignore[arg-type]
                because=because.in_(lang),
                rebutted=rebutted,  # type: ignore[arg-type]
            )
        )
    return tuple(results)


def _word(value: tuple[bool, bool]) -> str:
    return "true" if value[0] else "unknown" if value[1] else "false"


def explain(value: tuple[bool, bool]) -> str:
    """ "true", "false" or "unknown" for the value of a proof node."""
    return _word(value)


def _find(node: Node, presumption: str) -> Node | None:
    if node.op == "presume" and node.ref == presumption:
        return node
    for child in node.children:
        found = _find(child, presumption)
        if found is not None:
            return found
    return None


def _walk(proof: Proof) -> list[Proof]:
    return [proof, *(p for child in proof.children for p in _walk(child))]


def _authorities(
    proof: Proof, indicators: tuple[IndicatorResult, ...], catalogue: Catalogue
) -> tuple[str, ...]:
    """Every authority that the assessment rests on, in the catalogue's order."""
    used = {a for p in _walk(proof) for a in p.authorities}
    used |= {a for r in indicators if r.state != "unknown" for a in r.authorities}
    return tuple(a for a in catalogue.authorities if a in used)


def _changes_of_law(case: Case, catalogue: Catalogue, on: dt.date) -> list[str]:
    """Days inside the period of the facts on which a weight or a node begins or ends."""
    start, end = case.facts_from, case.facts_to or on
    if start is None or start >= end:
        return []
    days: set[dt.date] = set()

    def note(first: dt.date | None, last: dt.date | None) -> None:
        if first is not None and start < first <= end:
            days.add(first)
        if last is not None and start <= last < end:
            days.add(last + dt.timedelta(days=1))

    def visit(node: Node) -> None:
        note(node.validity.start, node.validity.end)
        for child in node.children:
            visit(child)

    visit(catalogue.test)
    for weighing in catalogue.weighings:
        note(weighing.validity.start, weighing.validity.end)
    return [day.isoformat() for day in sorted(days)]
