"""Findings of many sources -> one state for each indicator, with what contradicts it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from criteria.model import Catalogue, Effect, Question
from rules.compile import Known, Law
from rules.model import Answer, Case, Conflict, Finding, IndicatorResult, Resolved

#: What was said of an indicator, as a bit set over (kind, state).
SAID = {
    ("practice", "present"): 1,
    ("practice", "absent"): 2,
    ("stipulation", "present"): 4,
    ("stipulation", "absent"): 8,
}
_STATES: tuple[Resolved, ...] = ("unknown", "present", "absent", "contested")


@dataclass(frozen=True, slots=True)
class Facts:
    """``said`` and ``findings`` hold only indicators on which something counts; ``left_out`` are
    ids that the catalogue does not have."""

    said: dict[str, int]
    findings: dict[str, tuple[Finding, ...]]
    conflicts: tuple[Conflict, ...]
    proposals: tuple[Finding, ...]
    left_out: tuple[str, ...]


def state_of(said: int, paper_first: bool = False) -> tuple[Resolved, str]:
    """(state, basis): practice prevails over paper, unless the law of the day makes terms
    decisive; one kind that says both is contested."""
    practice, paper = said & 3, said >> 2
    if practice and not (paper_first and paper):
        return _STATES[practice], "practice"
    if paper:
        return _STATES[paper], "stipulation"
    return "unknown", ""


def known(law: Law, said: Mapping[str, int]) -> Known:
    """What is known of the indicators that the law looks at; a contested one is unknown."""
    present = paper = absent = 0
    for indicator, words in said.items():
        bit = law.bits.get(indicator, 0)
        state, basis = state_of(words, law.paper_first)
        if state == "present":
            present |= bit
            paper |= bit if basis == "stipulation" else 0
        elif state == "absent":
            absent |= bit
    return Known(present, paper, absent)


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


def resolve(case: Case, catalogue: Catalogue, paper_first: bool = False) -> Facts:
    """Groups what counts by indicator and lists what contradicts it."""
    everything = (*case.findings, *findings_of_answers(case, catalogue))
    grouped: dict[str, list[Finding]] = defaultdict(list)
    left_out = {a.question for a in case.answers if a.question not in catalogue.questions}
    for finding in everything:
        if finding.indicator not in catalogue.indicators:
            left_out.add(finding.indicator)
        elif finding.status == "accepted":
            grouped[finding.indicator].append(finding)
    said: dict[str, int] = {}
    conflicts: list[Conflict] = []
    for indicator in catalogue.indicators:
        findings = grouped.get(indicator, ())
        if not findings:
            continue
        words = 0
        for finding in findings:
            words |= SAID[finding.kind, finding.state]
        said[indicator] = words
        practice, paper = words & 3, words >> 2
        decisive = "practice" if practice and not (paper_first and paper) else "stipulation"
        if (practice if decisive == "practice" else paper) == 3:
            conflicts.append(
                _conflict(indicator, "sources", (f for f in findings if f.kind == decisive))
            )
        if practice and paper and practice != paper:
            conflicts.append(_conflict(indicator, "paper_practice", findings))
    return Facts(
        said=said,
        findings={i: tuple(grouped[i]) for i in said},
        conflicts=tuple(conflicts),
        proposals=tuple(f for f in everything if f.status == "proposed"),
        left_out=tuple(sorted(left_out)),
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
    """One result for each indicator that the law of the day weighs, or on which something was
    found, in the catalogue's order."""
    states = {i: state_of(words, law.paper_first) for i, words in facts.said.items()}
    conflicting = {c.indicator for c in facts.conflicts if c.kind == "paper_practice"}
    results = []
    for indicator in law.catalogue.indicators:
        weighing = law.weighings.get(indicator)
        findings = facts.findings.get(indicator, ())
        if weighing is None and not findings:
            continue
        state, basis = states.get(indicator, ("unknown", ""))
        full = weighing.weight if weighing else law.weightless
        degree, cuts = full, []
        if weighing and state == "present":
            degree = law.on_paper(weighing) if basis == "stipulation" else full
            cuts = [
                u
                for u in weighing.undercut_by
                if u.by in states
                and states[u.by][0] == "present"
                and law.scale[u.to] < law.scale[degree]
            ]
            degree = min((u.to for u in cuts), key=lambda d: law.scale[d], default=degree)
        results.append(
            IndicatorResult(
                id=indicator,
                state=state,
                basis=basis,
                conflict=indicator in conflicting,
                sources=tuple(dict.fromkeys(f.source for f in findings if f.source)),
                side=weighing.side if weighing else "",
                limb=weighing.limb if weighing else None,
                weight=degree,
                full_weight=full,
                undercut_by=tuple(u.by for u in cuts),
                authorities=weighing.authorities if weighing else (),
                findings=findings,
            )
        )
    return tuple(results)
