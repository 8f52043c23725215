"""The legal test as a proof: each node with the truth that the unknowns leave open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from criteria.model import Node, Text
from rules.compile import Known, Law, Step
from rules.model import PresumptionResult, Proof
from rules.outcome import Outcome

Word = Literal["true", "false", "unknown"]


def explain(value: tuple[bool, bool]) -> Word:
    """What the value of a proof node amounts to: its text is the node's ``when_<word>``."""
    return "true" if value[0] else "unknown" if value[1] else "false"


def prove(law: Law, known: Known, now: Outcome, lang: str) -> Proof:
    """The proof tree of the test; it has the shape of the test in force that day."""
    low = (law.low(known), now.low.established)
    high = (law.high(known), now.high.established)

    def visit(step: Step) -> Proof:
        # Below the condition of a presumption against employment the two ends change places.
        one, other = sorted((step.holds(*low), step.holds(*high)))
        return Proof(
            node=step.node.id,
            value=(one, other),
            because=(_texts(step.node)[explain((one, other))] or step.node.label).in_(lang),
            authorities=step.node.authorities,
            children=tuple(visit(child) for child in step.children),
            op=step.node.op,
            ref=step.node.ref or "",
        )

    return visit(law.test)


def walk(proof: Proof) -> Iterator[Proof]:
    yield proof
    for child in proof.children:
        yield from walk(child)


def _texts(node: Node) -> dict[Word, Text | None]:
    return {"true": node.when_true, "false": node.when_false, "unknown": node.when_unknown}


def presumptions(
    law: Law, known: Known, now: Outcome, proof: Proof, lang: str
) -> tuple[PresumptionResult, ...]:
    """Every presumption of the day. One without a condition over indicators is for a person to
    judge, hence "unknown"; one that is not law yet never applies."""
    steps = {s.node.ref: s for s in _steps(law.test) if s.node.op == "presume"}
    proofs = {p.ref: p for p in walk(proof) if p.op == "presume"}
    results = []
    for presumption in law.catalogue.presumptions.values():
        if not presumption.validity.covers(law.on):
            continue
        condition = law.conditions.get(presumption.id)
        if condition is None and presumption.id in steps:
            condition = steps[presumption.id].children[0]
        applies: Word = "unknown"
        because = presumption.effect
        if not law.in_force(presumption):
            applies = "false"
        elif condition is not None:
            applies = explain(_holds(law, known, now, condition))
            # Where the condition has no words of its own: what it requires, if it is not met.
            required = presumption.conditions[0] if presumption.conditions else because
            because = _texts(condition.node)[applies] or (
                because if applies == "true" else required
            )
        rebutted: Word | Literal["not_applicable"] = "not_applicable"
        if presumption.id in proofs and applies != "false":
            rebutted = explain(proofs[presumption.id].children[1].value)
        results.append(PresumptionResult(presumption.id, applies, because.in_(lang), rebutted))
    return tuple(results)


def _holds(law: Law, known: Known, now: Outcome, condition: Step) -> tuple[bool, bool]:
    """Lowest and highest truth of a condition, whichever side its indicators favour."""
    established = now.low.established, now.high.established
    least, most = established[0] & established[1], established[0] | established[1]
    return (
        condition.holds(known.present, least),
        condition.holds(law.everything & ~known.absent, most),
    )


def _steps(step: Step) -> Iterator[Step]:
    yield step
    for child in step.children:
        yield from _steps(child)
