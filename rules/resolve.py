"""Findings of many sources -> one state for each indicator, with what contradicts it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from criteria.model import Catalogue, Effect, Question
from rules.compile import PAPER, PRACTICE, Law
from rules.model import Answer, Case, Conflict, Finding, IndicatorResult, Resolved


@dataclass(frozen=True, slots=True)
class Facts:
    """``known`` maps an indicator to PRACTICE, PAPER or 0 (absent); unknown ones are left out."""

    known: dict[str, int]
    states: dict[str, tuple[Resolved, str]]
    findings: dict[str, tuple[Finding, ...]]
    conflicts: tuple[Conflict, ...]
    proposals: tuple[Finding, ...]


def effects_of(question: Question, value: bool | int | float | str) -> tuple[Effect, ...]:
    """What an answer states; "unknown" and free values state nothing."""
    if value == "unknown":
        return ()
    if question.bands and isinstance(value, int | float) and not isinstance(value, bool):
        for band in question.bands:
            above = band.at_least is None or value >= band.at_least
            below = band.below is None or value < band.below
            if above and below:
                return band.effects
        return ()
    word = str(value).lower() if isinstance(value, bool) else str(value)
    return next((choice.effects for choice in question.choices if choice.id == word), ())


def findings_of_answer(answer: Answer, question: Question) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            indicator=effect.indicator,
            state=effect.state,
            kind=question.kind,
            source=answer.source,
            note=answer.note,
            origin="answer",
            question=question.id,
        )
        for effect in effects_of(question, answer.value)
    )


def findings_of_answers(case: Case, catalogue: Catalogue) -> tuple[Finding, ...]:
    """The findings that the questionnaire's answers, and the registration stated for the
    worker, amount to."""
    found: list[Finding] = []
    for answer in case.answers:
        if answer.question in catalogue.questions:
            found += findings_of_answer(answer, catalogue.questions[answer.question])
    if case.worker.registered is not None and "worker_registered" in catalogue.indicators:
        found.append(
            Finding(
                indicator="worker_registered",
                state="present" if case.worker.registered else "absent",
                kind="practice",
                origin="answer",
            )
        )
    return tuple(found)


def resolve(case: Case, catalogue: Catalogue) -> Facts:
    """Practice prevails over paper; sources of one kind that disagree leave it contested."""
    everything = (*case.findings, *findings_of_answers(case, catalogue))
    grouped: dict[str, list[Finding]] = defaultdict(list)
    for finding in everything:
        if finding.status == "accepted":
            grouped[finding.indicator].append(finding)
    known: dict[str, int] = {}
    states: dict[str, tuple[Resolved, str]] = {}
    conflicts: list[Conflict] = []
    for indicator in catalogue.indicators:
        findings = grouped.get(indicator, [])
        practice = [f for f in findings if f.kind == "practice"]
        paper = [f for f in findings if f.kind == "stipulation"]
        decisive, basis = (practice, "practice") if practice else (paper, "stipulation")
        if not decisive:
            continue
        said = {f.state for f in decisive}
        if len(said) == 2:
            states[indicator] = ("contested", basis)
            conflicts.append(_conflict(indicator, "sources", decisive))
        else:
            state = decisive[0].state
            states[indicator] = (state, basis)
            known[indicator] = (
                0 if state == "absent" else PRACTICE if basis == "practice" else PAPER
            )
        if practice and paper and {f.state for f in practice} != {f.state for f in paper}:
            conflicts.append(_conflict(indicator, "paper_practice", findings))
    proposals = tuple(f for f in everything if f.status == "proposed")
    return Facts(
        known, states, {i: tuple(f) for i, f in grouped.items()}, tuple(conflicts), proposals
    )


def _conflict(indicator: str, kind: str, findings: Iterable[Finding]) -> Conflict:
    findings = tuple(findings)
    return Conflict(
        indicator,
        kind,
        tuple(f for f in findings if f.state == "present"),
        tuple(f for f in findings if f.state == "absent"),
    )


def indicator_results(facts: Facts, law: Law) -> tuple[IndicatorResult, ...]:
    """One result for each indicator of the catalogue, in the catalogue's order."""
    world = {i: basis for i, basis in facts.known.items() if basis}
    conflicting = {c.indicator for c in facts.conflicts if c.kind == "paper_practice"}
    results = []
    for indicator in law.catalogue.indicators:
        weighing = law.weighings.get(indicator)
        if weighing is None:
            continue
        state, basis = facts.states.get(indicator, ("unknown", ""))
        on_paper = world.get(indicator) == PAPER
        degree = law.on_paper(weighing) if on_paper else weighing.weight
        cuts = [
            u for u in weighing.undercut_by if u.by in world and law.scale[u.to] < law.scale[degree]
        ]
        reduced = min((u.to for u in cuts), key=lambda d: law.scale[d], default=degree)
        findings = facts.findings.get(indicator, ())
        results.append(
            IndicatorResult(
                id=indicator,
                state=state,
                basis=basis,
                conflict=indicator in conflicting,
                sources=tuple(dict.fromkeys(f.source for f in findings if f.source)),
                side=weighing.side,
                limb=weighing.limb,
                weight=reduced if state == "present" else weighing.weight,
                full_weight=weighing.weight,
                undercut_by=tuple(u.by for u in cuts) if state == "present" else (),
                authorities=weighing.authorities,
                findings=findings,
            )
        )
    return tuple(results)
