"""A case as it would be if some circumstances were other than they are. Nothing is stored: the
hypothesis is in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import rules
from criteria.model import Catalogue, State
from rules.model import Case, Finding

STATES = ("present", "absent", "unknown")
#: The registration of the worker is a field of the case, not a finding.
REGISTERED = "worker_registered"


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """``states``: what is assumed, by indicator, in the catalogue's order; ``strange``: ids of
    the address that the catalogue does not have."""

    states: Mapping[str, str]
    strange: tuple[str, ...] = ()

    @property
    def address(self) -> dict[str, Any]:
        """The arguments that say it, as an address carries them."""
        lists = {
            state: ",".join(i for i, held in self.states.items() if held == state)
            for state in STATES
        }
        return {state: ids for state, ids in lists.items() if ids}


def read(args: Mapping[str, str], law: Catalogue) -> Hypothesis:
    """Out of ``present=a,b&absent=c``; a field ``i-<id>`` of the form says one indicator and
    prevails, with an empty value too: "as it is"."""
    said: dict[str, str] = {}
    strange: list[str] = []
    for state in STATES:
        for indicator in filter(None, (args.get(state) or "").split(",")):
            if indicator in law.indicators:
                said[indicator] = state
            else:
                strange.append(indicator)
    for name, value in args.items():
        indicator = name.removeprefix("i-")
        if name.startswith("i-") and indicator in law.indicators:
            said.pop(indicator, None)
            if value in STATES:
                said[indicator] = value
    return Hypothesis({i: said[i] for i in law.indicators if i in said}, tuple(strange))


def assume(case: Case, law: Catalogue, hypothesis: Hypothesis) -> Case:
    """The case with what is assumed in the place of all that it says of those indicators.

    An answer that also states something else keeps that: it becomes findings.
    """
    states = hypothesis.states
    if not states:
        return case
    answers, findings = [], [f for f in case.findings if f.indicator not in states]
    for answer in case.answers:
        question = law.questions.get(answer.question)
        if question is None or not states.keys() & set(question.indicators):
            answers.append(answer)
            continue
        alone = replace(case, answers=(answer,), worker=replace(case.worker, registered=None))
        findings += [f for f in rules.findings_of_answers(alone, law) if f.indicator not in states]
    findings += [
        Finding(indicator, as_state(state), "practice", origin="person")
        for indicator, state in states.items()
        if state != "unknown" and indicator != REGISTERED
    ]
    worker = case.worker
    if REGISTERED in states:
        registered = {"present": True, "absent": False}.get(states[REGISTERED])
        worker = replace(worker, registered=registered)
    return replace(case, answers=tuple(answers), findings=tuple(findings), worker=worker)


def as_state(word: str) -> State:
    return "absent" if word == "absent" else "present"
