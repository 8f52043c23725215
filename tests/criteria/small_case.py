"""A case of a few facts under one law."""

from __future__ import annotations

import datetime as dt

import criteria
import rules
from rules.model import Case, Finding, Platform

WORK = "work_performed remuneration_paid"
SIDES = {
    "employment": 1,
    "leaning_employment": 1,
    "intermediate": 1,
    "undetermined": 0,
    "leaning_independence": -1,
    "independence": -1,
}


def assessed(law, present="", absent="", on="2026-06-01", sector="other", paper=""):
    """``present``, ``absent``: facts of practice; ``paper``: clauses. Ids parted by spaces."""
    found = [Finding(indicator=i, state="present", kind="practice") for i in present.split()]
    found += [Finding(indicator=i, state="absent", kind="practice") for i in absent.split()]
    found += [Finding(indicator=i, state="present", kind="stipulation") for i in paper.split()]
    case = Case(title="", jurisdiction=law, platform=Platform(sector=sector), findings=tuple(found))
    return rules.assess(case, criteria.load(law), dt.date.fromisoformat(on), "en")


def decided_again(law, decision, sector):
    """A decision's coded facts, and what nobody disputes, under the law of its day."""
    catalogue = criteria.load(law)
    facts = {f.indicator: f.state for f in catalogue.decisions[decision].facts}
    facts = dict.fromkeys(catalogue.pack.undisputed, "present") | facts
    present = " ".join(i for i, state in facts.items() if state == "present")
    absent = " ".join(i for i, state in facts.items() if state == "absent")
    day = catalogue.decisions[decision].date
    return assessed(law, present, absent, day.isoformat(), sector)


def settled_against_its_court(law):
    """Decisions of good standing that a settled answer contradicts."""
    catalogue = criteria.load(law)
    wanted = {"employment": 1, "intermediate": 1, "no_employment": -1}
    against = []
    for decision in catalogue.decisions.values():
        if decision.good_standing and decision.outcome and decision.date != dt.date.min:
            result = decided_again(law, decision.id, decision.sector)
            if result.settled and SIDES[result.band] != wanted[decision.outcome]:
                against.append(decision.id)
    return against


def truth(proof, name):
    """(lowest, highest) truth of the node of that id in a proof tree; None where it is not."""
    if proof.node == name:
        return proof.value
    found = (truth(child, name) for child in proof.children)
    return next((value for value in found if value is not None), None)
