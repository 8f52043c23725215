"""The legal tests as proofs: each node with the truth that the unknowns leave open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from criteria.model import Question
from rules.compile import Known, Law, Step
from rules.model import ConclusionResult, PresumptionResult, Proof
from rules.outcome import Outcome
from rules.truth import Told, Word, explain, walk, words


def prove(law: Law, known: Known, now: Outcome, test: Step, lang: str) -> Proof:
    """The proof tree of a status's test; it has the shape of the test in force that day."""
    low = (law.low(known), now.low.established)
    high = (law.high(known), now.high.established)

    def visit(step: Step) -> Proof:
        # Below what counts against employment the two ends change places.
        one, other = sorted((step.holds(*low), step.holds(*high)))
        return Proof(
            node=step.node.id,
            value=(one, other),
            because=(words(step.node, (one, other)) or step.node.label).in_(lang),
            authorities=step.node.authorities,
            children=tuple(visit(child) for child in step.children),
            op=step.node.op,
            ref=step.node.ref or "",
        )

    return visit(test)


def presumptions(told: Told, proofs: tuple[Proof, ...], lang: str) -> tuple[PresumptionResult, ...]:
    """Every presumption of the day. One without a condition over indicators is for a person to
    judge, hence "unknown"; one that is not law yet never applies."""
    law = told.law
    proved = {p.ref: p for proof in proofs for p in walk(proof) if p.op == "presume"}
    results = []
    for presumption in law.catalogue.presumptions.values():
        if not presumption.validity.covers(law.on):
            continue
        applies: Word = "unknown"
        because = presumption.effect.in_(lang)
        condition = None
        if presumption.applies_if is not None:
            condition = told.prove(presumption.applies_if, lang)
        elif presumption.id in proved:
            condition = proved[presumption.id].children[0]
        if not law.in_force(presumption):
            applies = "false"
        elif condition is not None:
            applies = explain(condition.value)
            because = condition.because
        rebutted: Word | Literal["not_applicable"] = "not_applicable"
        if presumption.id in proved and applies != "false":
            rebutted = explain(proved[presumption.id].children[1].value)
        results.append(PresumptionResult(presumption.id, applies, because, rebutted))
    return tuple(results)


def conclusions(told: Told, asked: Iterable[Question], lang: str) -> tuple[ConclusionResult, ...]:
    """The questions of law beside the status. What no decision read applies to such work is
    arguable at most. ``asked``: the questions still open, those of which tell what is missing
    are named."""
    results = []
    open_ = list(asked)
    for conclusion in told.law.catalogue.conclusions.values():
        if not conclusion.validity.covers(told.law.on):
            continue
        proof = told.prove(conclusion.test, lang)
        state = {"true": "established", "unknown": "open", "false": "excluded"}[
            explain(proof.value)
        ]
        if state == "established" and conclusion.standing == "arguable":
            state = "arguable"
        missing = [
            p.ref for p in walk(proof) if p.op == "indicator" and explain(p.value) == "unknown"
        ]
        questions = tuple(q.id for q in open_ if set(q.indicators) & set(missing))
        results.append(
            ConclusionResult(
                conclusion.id,
                conclusion.field,
                state,
                proof,
                tuple(dict.fromkeys(missing)),
                questions if state in ("open", "arguable") else (),
            )
        )
    return tuple(results)
