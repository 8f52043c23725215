"""The legal side of the report: reasoning, presumptions, decided cases, rules."""

from __future__ import annotations

from criteria.model import Decision
from reports.context import Context, walk
from reports.view import (
    PrecedentView,
    PresumptionView,
    ProofView,
    RuleView,
)
from rules.model import Precedent, PresumptionResult, Proof

MOST_PRECEDENTS = 6


def verdict(value: tuple[bool, bool]) -> str:
    if value[0] == value[1]:
        return "true" if value[0] else "false"
    return "unknown"


def proof(context: Context, anchors: dict[str, str]) -> ProofView:
    """The proof tree with the catalogue's words for each node's value."""
    return _proof(context, context.assessment.proof, anchors)


def _proof(context: Context, step: Proof, anchors: dict[str, str]) -> ProofView:
    m = context.m
    node = context.nodes.get(step.node)
    op = step.op or (node.op if node else "")
    ref = step.ref or (node.ref if node and node.ref else "")
    outcome = verdict(step.value)
    label = context.say(node.label) if node else step.node
    words = ""
    if node:
        said = {"true": node.when_true, "false": node.when_false, "unknown": node.when_unknown}
        words = context.say(said[outcome])
    needs = ""
    if len(step.children) > 1 and op in ("all", "any"):
        needs = m.t(f"proof.needs_{op}")
    elif op == "at_least" and node and node.count is not None:
        needs = m.t("proof.needs_at_least", n=node.count, total=len(step.children))
    elif op == "presume":
        needs = m.t("proof.needs_presume")
    return ProofView(
        label=label,
        verdict=outcome,
        verdict_words=m.t(f"proof.{_scale(context, op, ref)}_{outcome}"),
        words=words,
        needs=needs,
        authorities=context.cite(step.authorities),
        children=tuple(_proof(context, child, anchors) for child in step.children),
        anchor=anchors.get(ref, ""),
    )


def _scale(context: Context, op: str, ref: str) -> str:
    """Which words fit the truth of a node: a presumption of independence that is "true" is
    no obstacle, which nobody would call established."""
    if op != "presume":
        return "established"
    presumption = context.catalogue.presumptions.get(ref)
    towards_employment = presumption is not None and presumption.direction == "employment"
    return "presumed" if towards_employment else "obstacle"


def presumptions(context: Context) -> tuple[PresumptionView, ...]:
    """Those that the test refers to first; the others are for a person to check."""
    deciding = {n.ref for n in walk(context.catalogue.test) if n.op == "presume"}
    views = [
        _presumption(context, result, result.id in deciding)
        for result in context.assessment.presumptions
        if result.id in context.catalogue.presumptions
    ]
    order = {"true": 0, "unknown": 1, "false": 2}
    return tuple(sorted(views, key=lambda v: (not v.decides, order[v.applies])))


def _presumption(context: Context, result: PresumptionResult, decides: bool) -> PresumptionView:
    m, entry = context.m, context.catalogue.presumptions[result.id]
    return PresumptionView(
        id=result.id,
        citation=context.say(entry.citation),
        strength=m.either(f"strengths.{entry.strength}", entry.strength),
        decides=decides,
        applies=result.applies,
        applies_words=m.t(f"applies.{result.applies}"),
        rebutted_words=m.t(f"rebutted.{result.rebutted}"),
        conditions=tuple(context.say(c) for c in entry.conditions),
        effect=context.say(entry.effect),
        rebutted_by=context.say(entry.rebutted_by),
        note=context.say(entry.note),
        level=entry.verification,
        level_words=context.level(entry.verification),
        authorities=context.cite(entry.authorities),
    )


def precedents(context: Context, found: tuple[Precedent, ...]) -> tuple[PrecedentView, ...]:
    """The nearest decisions with what the case shares with each and what sets it apart."""
    shown = [p for p in found if p.id in context.catalogue.decisions][:MOST_PRECEDENTS]
    context.cite(tuple(p.id for p in shown))
    return tuple(_precedent(context, p) for p in shown)


def _precedent(context: Context, found: Precedent) -> PrecedentView:
    m = context.m
    decision: Decision = context.catalogue.decisions[found.id]
    outcome = decision.outcome or "other"
    return PrecedentView(
        authority=found.id,
        outcome=m.either(f"decided.{outcome}", outcome),
        shared=tuple(context.label(i) for i in found.shared),
        distinguishing=tuple(context.label(i) for i in found.distinguishing),
        a_fortiori=found.a_fortiori,
        # The catalogue's note says what was read; the code is for entries without one.
        reasons=context.say(decision.verification_note)
        or m.either(f"reasons_read.{decision.reasons_read}", ""),
    )


def rules(context: Context) -> tuple[RuleView, ...]:
    """The propositions of law that the catalogue rests on."""
    return tuple(
        RuleView(
            text=context.say(entry.text),
            note=context.say(entry.note),
            level=entry.verification,
            level_words=context.level(entry.verification),
            authorities=context.cite(entry.authorities),
        )
        for entry in context.catalogue.propositions.values()
    )
