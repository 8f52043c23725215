"""Which question next, and why that one: what the engine's order rests on, in a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from criteria.model import Catalogue, Question
from rules.model import Assessment, Proof

#: From the most to the least useful: without it nothing is settled; one answer could settle;
#: it would narrow the interval; it changes nothing at present.
REASONS = ("condition", "settles", "narrows", "nothing")


@dataclass(frozen=True, slots=True)
class Ask:
    """A question and why it comes where it does. ``narrows`` is the engine's (0..2)."""

    question: Question
    reason: str
    narrows: float = 0.0
    settles: tuple[str, ...] = ()
    indicator: str = ""


def conditions(assessment: Assessment) -> frozenset[str]:
    """Circumstances that the test itself asks for and that are still open."""

    def walk(node: Proof) -> Iterator[Proof]:
        yield node
        for child in node.children:
            yield from walk(child)

    proofs = (assessment.proof, *(proof for _, proof in assessment.third_proofs))
    return frozenset(
        node.ref
        for proof in proofs
        for node in walk(proof)
        if node.op == "indicator" and node.value[0] != node.value[1]
    )


def in_order(law: Catalogue, assessment: Assessment) -> tuple[Ask, ...]:
    """What the engine would ask, in its order, each with its reason."""
    leaves = frozenset() if assessment.settled else conditions(assessment)
    found = []
    for ask in assessment.next_questions:
        question = law.questions.get(ask.question)
        if question is None:
            continue
        reason = "narrows" if ask.narrows > 0 else "nothing"
        if ask.settles:
            reason = "settles"
        if ask.indicator in leaves:
            reason = "condition"
        found.append(Ask(question, reason, ask.narrows, ask.settles, ask.indicator))
    return tuple(found)
