"""The legal side of the report: reasoning, presumptions, decided cases, rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from criteria.model import Dated, Decision, Node, on_day
from reports.context import Context, walk
from reports.view_law import (
    AskedView,
    ConclusionView,
    DecisionConflictView,
    DecisionSide,
    Named,
    ParameterView,
    PrecedentView,
    PresumptionView,
    ProofView,
    RuleView,
    ScopeView,
    StatusProofView,
    TableView,
)
from rules.model import ConclusionResult, Precedent, PrecedentConflict, PresumptionResult, Proof

MOST_PRECEDENTS = 6
#: Unknown circumstances named for one conclusion.
MOST_MISSING = 8
MOST_ASKED = 4


def verdict(value: tuple[bool, bool]) -> str:
    if value[0] == value[1]:
        return "true" if value[0] else "false"
    return "unknown"


def proof(context: Context, anchors: dict[str, str]) -> ProofView:
    """The proof tree with the catalogue's words for each node's value."""
    return _tree(context, context.assessment.proof, context.catalogue.test, anchors)


def _tree(context: Context, step: Proof, test: Node | None, anchors: dict[str, str]) -> ProofView:
    # Ids are unique within one test only.
    nodes = {n.id: n for n in walk(test)} if test else {}
    return _proof(context, step, nodes, anchors)


def _proof(
    context: Context, step: Proof, nodes: Mapping[str, Node], anchors: dict[str, str]
) -> ProofView:
    m = context.m
    node = nodes.get(step.node)
    op = step.op or (node.op if node else "")
    ref = step.ref or (node.ref if node and node.ref else "")
    outcome = verdict(step.value)
    label = context.say(node.label) if node else step.node
    words = ""
    if node:
        said = {"true": node.when_true, "false": node.when_false, "unknown": node.when_unknown}
        words = context.say(said[outcome])
    return ProofView(
        label=label,
        verdict=outcome,
        verdict_words=m.t(f"proof.{_scale(context, op, ref)}_{outcome}"),
        words=words,
        needs=_needs(context, step, op, node),
        authorities=context.cite(step.authorities),
        children=tuple(_proof(context, child, nodes, anchors) for child in step.children),
        anchor=anchors.get(ref, ""),
    )


def _needs(context: Context, step: Proof, op: str, node: Node | None) -> str:
    """How the children add up to their parent."""
    m = context.m
    if op == "at_least" and node and node.count is not None:
        return m.t("proof.needs_at_least", n=node.count, total=len(step.children))
    if op in ("presume", "not", "weigh"):
        return m.t(f"proof.needs_{op}")
    return m.t(f"proof.needs_{op}") if len(step.children) > 1 and op in ("all", "any") else ""


def _scale(context: Context, op: str, ref: str) -> str:
    """Which words fit the truth of a node: a presumption of independence that is "true" is
    no obstacle, which nobody would call established."""
    if op != "presume":
        return "established"
    presumption = context.catalogue.presumptions.get(ref)
    towards_employment = presumption is not None and presumption.direction == "employment"
    return "presumed" if towards_employment else "obstacle"


def statuses(context: Context, anchors: dict[str, str]) -> tuple[StatusProofView, ...]:
    """The tests of the statuses between the first and the last, most protective first."""
    tests = dict(context.catalogue.third)
    return tuple(
        StatusProofView(
            anchor=f"status-{status}",
            label=context.status(status),
            definition=context.say(context.statuses[status].definition)
            if status in context.statuses
            else "",
            proof=_tree(context, step, tests.get(status), anchors),
        )
        for status, step in context.assessment.third_proofs
    )


def scope(context: Context) -> ScopeView | None:
    """Whether this law speaks of the case; None for a law that always does."""
    node, state = context.catalogue.scope, context.assessment.scope
    if node is None:
        return None
    said = {"true": node.when_true, "false": node.when_false, "unknown": node.when_unknown}
    return ScopeView(state, context.say(said[state] or node.label), context.cite(node.authorities))


def tables(context: Context) -> tuple[TableView, ...]:
    """What each decision table may still give."""
    m, known = context.m, context.catalogue.tables
    return tuple(
        TableView(
            label=context.say(known[table].label),
            results=m.listing([result or m.t("tables.none") for result in left]),
            authorities=context.cite(known[table].authorities),
        )
        for table, left in context.assessment.tables
        if table in known
    )


def conclusions(context: Context, anchors: dict[str, str]) -> tuple[ConclusionView, ...]:
    """Each question of law beside the status, as a question of its own."""
    known = context.catalogue.conclusions
    return tuple(
        _conclusion(context, result, anchors)
        for result in context.assessment.conclusions
        if result.id in known
    )


def _conclusion(
    context: Context, result: ConclusionResult, anchors: dict[str, str]
) -> ConclusionView:
    m, entry = context.m, context.catalogue.conclusions[result.id]
    reasoning = _tree(context, result.proof, entry.test, anchors)
    # Conditions that are met make an arguable rule no law.
    reasoning = replace(
        reasoning,
        verdict="unknown" if result.state == "arguable" else reasoning.verdict,
        verdict_words=m.t(f"conclusions.conditions_{reasoning.verdict}"),
    )
    return ConclusionView(
        anchor=f"conclusion-{result.id}",
        field=m.either(f"fields.{entry.field}", entry.field),
        label=context.say(entry.label),
        definition=context.say(entry.definition),
        state=result.state,
        state_words=m.t(f"conclusions.state_{result.state}"),
        arguable=entry.standing == "arguable",
        missing=_missing(context, result, anchors) if result.state == "open" else (),
        questions=tuple(
            AskedView(q.id, q.section, context.say(q.text))
            for q in map(context.catalogue.questions.get, result.questions)
            if q is not None
        )[:MOST_ASKED],
        burden=m.t(f"parties.{entry.burden}"),
        proof=reasoning,
        note=context.say(entry.note),
        level=entry.verification or "",
        level_words=context.level(entry.verification) if entry.verification else "",
        authorities=context.cite(entry.authorities),
    )


def _missing(
    context: Context, result: ConclusionResult, anchors: dict[str, str]
) -> tuple[Named, ...]:
    """What it still hangs on: the status, parts of the test, circumstances."""
    m, found = context.m, {}

    def visit(step: Proof) -> None:
        if step.value[0] == step.value[1]:
            return
        if step.op == "status":
            words = m.t("conclusions.the_status", status=m.inner(context.status(step.ref)))
            found[step.ref] = Named(words, "reasoning")
        elif step.op == "limb" and step.ref in context.catalogue.limbs:
            label = context.say(context.catalogue.limbs[step.ref].label)
            found[step.ref] = Named(label, anchors.get(step.ref, ""))
        for child in step.children:
            visit(child)

    visit(result.proof)
    for indicator in result.missing:
        found[indicator] = Named(context.label(indicator), anchors.get(indicator, ""))
    return tuple(found.values())[:MOST_MISSING]


def parameters(context: Context) -> tuple[ParameterView, ...]:
    """What this law lays down that day about written terms, the unit looked at and proof."""
    pack = context.catalogue.pack
    return (
        _parameter(context, "contract_weight", "contract_weights", pack.contract_weight),
        _parameter(context, "unit_of_analysis", "units", pack.unit_of_analysis),
        _parameter(context, "burden", "parties", pack.burden),
    )


def _parameter(context: Context, name: str, words: str, values: tuple[Dated, ...]) -> ParameterView:
    m, found = context.m, on_day(values, context.assessment.on)
    if found is None:
        return ParameterView(
            m.t(f"parameters.{name}"), m.t(f"parameters.unstated_{name}"), "", (), ""
        )
    return ParameterView(
        name=m.t(f"parameters.{name}"),
        value=m.t(f"{words}.{found.value}"),
        why=context.say(found.why),
        authorities=context.cite(found.authorities),
        validity=context.validity(found.validity),
    )


def presumptions(context: Context) -> tuple[PresumptionView, ...]:
    """Those that the test refers to first; the others are for a person to check."""
    views = [
        _presumption(context, result, result.id in context.deciding)
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
        burden=m.t(f"parties.{entry.burden}") if entry.burden else "",
    )


def precedents(context: Context, found: tuple[Precedent, ...]) -> tuple[PrecedentView, ...]:
    """The nearest decisions with what the case shares with each and what sets it apart."""
    shown = [p for p in found if p.id in context.catalogue.decisions][:MOST_PRECEDENTS]
    context.cite(tuple(p.id for p in shown))
    return tuple(_precedent(context, p) for p in shown)


def _precedent(context: Context, found: Precedent) -> PrecedentView:
    m = context.m
    decision: Decision = context.catalogue.decisions[found.id]
    return PrecedentView(
        authority=found.id,
        outcome=_decided(context, decision),
        shared=tuple(context.label(i) for i in found.shared),
        distinguishing=tuple(context.label(i) for i in found.distinguishing),
        a_fortiori=found.a_fortiori,
        # The catalogue's note says what was read; the code is for entries without one.
        reasons=context.say(decision.verification_note)
        or m.either(f"reasons_read.{decision.reasons_read}", ""),
    )


def _decided(context: Context, decision: Decision) -> str:
    m, outcome = context.m, decision.outcome or "other"
    if outcome == "intermediate" and decision.status:
        return m.t("decided.status", status=m.inner(context.status(decision.status)))
    return m.either(f"decided.{outcome}", outcome)


def precedent_conflicts(context: Context) -> tuple[DecisionConflictView, ...]:
    """Near decisions that part, with what decides between them: the court, then the date."""
    known = context.catalogue.decisions
    return tuple(
        _parted(context, found)
        for found in context.assessment.precedent_conflicts
        if found.employment in known and found.independence in known
    )


def _parted(context: Context, found: PrecedentConflict) -> DecisionConflictView:
    m, known = context.m, context.catalogue.decisions
    pair = (found.employment, found.independence)
    context.cite(pair)
    higher, later = (
        context.say(known[i].citation) if i in known else "" for i in (found.higher, found.later)
    )
    if not higher:
        says = m.t("parted.later", later=later)
    elif found.higher == found.later:
        says = m.t("parted.higher_later", higher=higher)
    else:
        says = m.t("parted.higher", higher=higher)
    return DecisionConflictView(
        sides=tuple(
            DecisionSide(
                authority=i,
                outcome=_decided(context, known[i]),
                court=m.t(f"courts.level_{known[i].level}"),
                date=m.date(known[i].date),
            )
            for i in pair
        ),
        shared=tuple(context.label(i) for i in found.shared),
        says=says,
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
