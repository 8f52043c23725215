"""Decided cases nearest to this one, for and against.

A court recites what supports its decision: a fact that a decision does not mention is
unknown, never "no". A quashing is not a finding: such decisions are listed by the direction
they point to, never as binding a fortiori; nor is a decision whose reasons nobody read. The
a-fortiori relation is J. Horty's result model: the case has every sign that the winning side of
the decision had, and nothing for the losing side beyond what the decision already overcame.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

from criteria.model import Catalogue, Decision
from rules.compile import Law
from rules.model import Precedent, PrecedentConflict

FOR = {"employment", "intermediate", "quashed_for_employment"}
#: Outcomes that bind; a quashing sends the case back without deciding it.
FINDINGS = {"employment", "intermediate", "no_employment"}
#: Ways of reading under which the facts coded are those that decided. Where only the outcome or
#: the press was read, others may have weighed: nothing follows a fortiori.
REASONS = {"full", "quoted_or_summarised_in_secondary"}
NEAREST = 5
#: Weight of the facts that every decision is supposed to have besides those coded.
PRUDENCE = 8
#: Facts of the case, unknown in the decision, that are worth telling.
TOLD = 5
CONFLICTS = 3


def nearest(
    law: Law, states: Mapping[str, bool]
) -> tuple[tuple[Precedent, ...], tuple[Precedent, ...]]:
    """(for employment, against). ``states``: indicator -> present; unknown ones left out.

    A decision later than the facts counts: a court states what the law already was."""
    ranked: dict[bool, list[Precedent]] = {True: [], False: []}
    for decision in law.catalogue.decisions.values():
        if decision.outcome is None or not decision.good_standing:
            continue
        if not decision.states_law_on(law.on):
            continue
        precedent = _compare(law, decision, states)
        if precedent is not None:
            ranked[decision.outcome in FOR].append(precedent)
    # Among equals the higher court first, then the later decision.
    order = {d.id: (-d.level, -d.date.toordinal()) for d in law.catalogue.decisions.values()}
    for found in ranked.values():
        found.sort(key=lambda p: (not p.a_fortiori, -p.similarity, order[p.id], p.id))
    return tuple(ranked[True][:NEAREST]), tuple(ranked[False][:NEAREST])


def conflicts(
    catalogue: Catalogue, in_favour: Sequence[Precedent], against: Sequence[Precedent]
) -> tuple[PrecedentConflict, ...]:
    """Near decisions that found opposite statuses although they share facts with the case and
    with one another, those that share most first: a reader has to say why they part. The higher
    court prevails over the lower; at one level the later decision tells the newer view."""
    found = []
    for one, other in itertools.product(in_favour, against):
        here, there = catalogue.decisions[one.id], catalogue.decisions[other.id]
        if not {here.outcome, there.outcome} <= FINDINGS:
            continue
        shared = tuple(i for i in one.shared if i in other.shared)
        if shared:
            higher = (
                max((here, there), key=lambda d: d.level).id if here.level != there.level else ""
            )
            later = max((here, there), key=lambda d: d.date).id
            found.append(PrecedentConflict(one.id, other.id, shared, higher, later))
    return tuple(sorted(found, key=lambda c: -len(c.shared))[:CONFLICTS])


def _compare(law: Law, decision: Decision, states: Mapping[str, bool]) -> Precedent | None:
    facts = {f.indicator: f.state == "present" for f in decision.facts}
    importance = {
        i: 1 + (law.scale[law.weighings[i].weight] if i in law.weighings else 0) for i in facts
    }
    both = [i for i in facts if i in states]
    shared = [i for i in both if facts[i] == states[i]]
    if not shared:
        return None
    different = [i for i in both if facts[i] != states[i]]
    # A decision known by one or two facts is near to everything: PRUDENCE keeps it from the top.
    whole = sum(importance.values()) + PRUDENCE
    similarity = sum(importance[i] for i in shared) / whole
    similarity -= sum(importance[i] for i in different) / whole
    won = decision.outcome in FOR
    # Work and pay are there in every decided case, whether or not the coding says so.
    elements = {i for i in law.leaves if law.bits[i] & law.pro}
    beyond = [
        i
        for i, present in states.items()
        if i not in facts
        and not (present and i in elements)
        and _points(law, i, present) not in (None, won)
    ]
    winning = [i for i, present in facts.items() if _points(law, i, present) == won]
    losing_here = [i for i in different if _points(law, i, states[i]) == (not won)]
    a_fortiori = (
        decision.outcome in FINDINGS
        and decision.reasons_read in REASONS
        and bool(winning)
        and all(states.get(i) == facts[i] for i in winning)
        and not losing_here
        and not beyond
    )
    return Precedent(
        id=decision.id,
        shared=tuple(shared),
        distinguishing=tuple(dict.fromkeys((*different, *_strongest(law, beyond)))),
        a_fortiori=a_fortiori,
        similarity=round(similarity, 4),
        outcome=decision.outcome or "",
    )


def _strongest(law: Law, indicators: list[str]) -> list[str]:
    """The weightiest of the facts that a decision does not speak of."""
    return sorted(indicators, key=lambda i: (-law.scale[law.weighings[i].weight], i))[:TOLD]


def _points(law: Law, indicator: str, present: bool) -> bool | None:
    """Whether this state speaks for employment; None where the law gives it no weight."""
    weighing = law.weighings.get(indicator)
    if weighing is None or (law.scale[weighing.weight] == 0 and indicator not in law.leaves):
        return None
    if weighing.side == "independence" and not present:
        return None
    return (weighing.side == "employment") == present
