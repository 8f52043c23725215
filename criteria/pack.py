"""The parameters of one jurisdiction, dated where the law changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from criteria.basics import ALWAYS, Text, Validity


@dataclass(frozen=True, slots=True)
class Status:
    """One of the statuses that a law knows. ``kind`` "remedy": the rules of employment apply to
    the person without the status of employee."""

    id: str
    label: Text
    definition: Text | None = None
    kind: Literal["status", "remedy"] = "status"
    authorities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """A parameter of the law for a period: ``value``, why, and on what authority."""

    value: str
    why: Text
    authorities: tuple[str, ...]
    validity: Validity = ALWAYS


def on_day(values: tuple[Dated, ...], day: dt.date) -> Dated | None:
    """The parameter in force that day; None where the law read says nothing."""
    return next((v for v in values if v.validity.covers(day)), None)


@dataclass(frozen=True, slots=True)
class Notice:
    """A dated warning shown with every assessment whose law date or reading date it covers."""

    id: str
    text: Text
    authorities: tuple[str, ...]
    validity: Validity = ALWAYS


@dataclass(frozen=True, slots=True)
class Pack:
    """The parameters of one jurisdiction.

    ``scale`` maps a degree to its rank weight (decisive, strong, moderate, weak, none).
    ``paper_step``: how many degrees an indicator of independence loses when only the paper
    states it and nobody has said what happens. ``lean``: |balance of what is known| from which
    an unsettled result leans; the balance is (for - against) / (for + against + ``prudence``), in
    rank weights, so that ``prudence`` is how much silence stands against few facts.
    ``lean_limbs``: power limbs for which a real sign is known before a result may lean to
    employment (one power alone never does). ``law_from``: earliest facts the
    catalogue can judge.

    ``statuses``: from the least to the most protective; the first is what remains where no test
    of another holds. ``contract_weight``: decisive (terms prevail over practice), starting_point,
    none (practice prevails, paper independence counts less). ``unit_of_analysis``: relationship,
    logged_on (only the time connected), task. ``burden``: who must prove the status.
    ``unweighed``: shared indicators that this law does not look at. ``undisputed``: elements that
    no party to a dispute on status contests, taken as found when a decided case is re-decided.
    """

    id: str
    name: Text
    law: Text
    law_from: dt.date
    scale: Mapping[str, int]
    paper_step: int
    lean: float
    lean_limbs: int
    written: dt.date
    limits: tuple[Text, ...]
    notices: tuple[Notice, ...]
    outcome_words: Mapping[str, Text]
    prudence: int = 0
    statuses: tuple[Status, ...] = (
        Status("self_employed", Text("Indépendant", "Self-employed")),
        Status("employee", Text("Salarié", "Employee")),
    )
    contract_weight: tuple[Dated, ...] = ()
    unit_of_analysis: tuple[Dated, ...] = ()
    burden: tuple[Dated, ...] = ()
    unweighed: tuple[str, ...] = ()
    undisputed: tuple[str, ...] = ()
