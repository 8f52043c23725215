"""What the law says, as typed and frozen values. Data comes from ``criteria/data``.

Words are those of the field: an *indicator* is a legally relevant circumstance, a
*weighing* says what a jurisdiction makes of it, a *limb* is a part of the legal test
that indicators establish, an *authority* is a statute, directive or decision.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from criteria.basics import (
    ALWAYS,
    VERIFICATION_LEVELS,
    Kind,
    Lang,
    Op,
    Party,
    Side,
    State,
    Text,
    Validity,
)
from criteria.node import Node, Row, Table, TableInput
from criteria.pack import Dated, Notice, Pack, Status, on_day

#: What makes up a catalogue is imported from here, wherever it is defined.
__all__ = [
    "ALWAYS",
    "VERIFICATION_LEVELS",
    "Authority",
    "Band",
    "Catalogue",
    "Choice",
    "Conclusion",
    "Dated",
    "Decision",
    "Effect",
    "FactFound",
    "Indicator",
    "Kind",
    "Lang",
    "Limb",
    "Node",
    "Notice",
    "Op",
    "Pack",
    "Party",
    "Presumption",
    "Proposition",
    "Question",
    "Row",
    "Section",
    "Side",
    "State",
    "Status",
    "Table",
    "TableInput",
    "Text",
    "Undercut",
    "Validity",
    "Weighing",
    "on_day",
]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A circumstance that a source can state present or absent.

    ``group`` is where it is displayed (direction, control, sanction, integration,
    independence, form, recourse, elements); ``leans`` how it points before any weighing
    (employment, independence, neutral); ``kinds`` whether paper, practice or both show it.
    """

    id: str
    group: str
    leans: str
    label: Text
    definition: Text
    kinds: tuple[Kind, ...] = ("practice", "stipulation")


@dataclass(frozen=True, slots=True)
class Authority:
    """A statute, directive or decision. ``summary`` is in our own words.

    ``verification`` is one of VERIFICATION_LEVELS; ``verification_note`` says what was read
    and what was not, and is shown wherever the entry is.
    """

    id: str
    kind: Literal["statute", "directive", "decision"]
    citation: Text
    title: Text
    summary: Text
    verification: str
    verification_note: Text | None = None
    validity: Validity = ALWAYS
    checked_on: dt.date | None = None
    role: str = ""
    source_url: str | None = None


@dataclass(frozen=True, slots=True)
class FactFound:
    """A fact that a court found present, or found absent or not proved."""

    indicator: str
    state: State
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Decision(Authority):
    """A decided case.

    ``outcome``: employment, no_employment, intermediate (a third status; ``status`` names it),
    quashed_for_employment (a refusal was quashed), quashed_against (a finding was quashed), or
    None where the decision answers another question. A quashing is not a finding.
    ``good_standing`` is False once reversed, quashed or overtaken by a higher court. The rule
    that it applied may have ended (``law_until``, the last day): it then binds no later facts.
    """

    court: Text = field(default_factory=lambda: Text("", ""))
    level: int = 0  # 3 supreme, 2 appeal, 1 first instance
    date: dt.date = dt.date.min
    number: str | None = None
    ecli: str | None = None
    parties: str = ""
    sector: str = ""
    outcome: str | None = None
    reversed_by: str | None = None
    reasons_read: str = ""
    facts: tuple[FactFound, ...] = ()
    status: str | None = None
    overtaken_by: str | None = None
    upheld_by: str | None = None
    law_until: dt.date | None = None
    standing_note: Text | None = None

    @property
    def good_standing(self) -> bool:
        return self.reversed_by is None and self.overtaken_by is None

    def states_law_on(self, day: dt.date) -> bool:
        """Whether the rule that it applied was still law that day."""
        return self.law_until is None or day <= self.law_until


@dataclass(frozen=True, slots=True)
class Undercut:
    """The indicator ``by``, when present, reduces the undercut one to weight ``to``."""

    by: str
    to: str
    why: Text
    authorities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weighing:
    """What one jurisdiction makes of one indicator.

    ``limb`` is None for an indicator that the test uses only as a leaf, or not at all.
    ``weight`` names a degree of the pack's ordinal scale. ``not_alone``: it cannot establish
    the limb without another indicator that is not so marked. ``side`` is the polarity: how
    *presence* moves the result.
    """

    indicator: str
    side: Side
    weight: str
    limb: str | None
    why: Text
    authorities: tuple[str, ...]
    not_alone: bool = False
    undercut_by: tuple[Undercut, ...] = ()
    validity: Validity = ALWAYS


@dataclass(frozen=True, slots=True)
class Limb:
    """A part of the test established by a weighing of indicators.

    Net weight = sum(for employment) - sum(for independence) of the indicators present, after
    undercutting; ``role`` "own_business" counts the other way round (its value is evidence of
    *independence*). Established when net >= ``threshold`` and not resting only on ``not_alone``
    indicators. Value in 0..1 = net / (2 * threshold), clamped; capped at ``alone_cap`` when it
    rests only on ``not_alone`` indicators. ``share`` is its part in the score (0 = none).
    ``role``: power, sign, own_business, condition.
    """

    id: str
    label: Text
    definition: Text
    role: str
    threshold: int
    share: int
    authorities: tuple[str, ...]
    alone_cap: float = 0.4


@dataclass(frozen=True, slots=True)
class Presumption:
    """``strength``: rebuttable, strong, status, none, not_in_force. Only those that the test
    refers to decide anything; the others are shown with their conditions, to be checked.
    ``burden``: who must prove the rebuttal."""

    id: str
    citation: Text
    direction: str
    strength: str
    conditions: tuple[Text, ...]
    effect: Text
    rebutted_by: Text
    authorities: tuple[str, ...]
    note: Text | None = None
    validity: Validity = ALWAYS
    verification: str = "memory"
    #: A condition over indicators that says whether it applies; None: a person must judge.
    applies_if: Node | None = None
    burden: Party | None = None


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A question of law beside the status, with a test and a burden of its own.

    ``field``: labour, criminal, social_security, chain. ``standing`` "arguable": no decision
    read applies it to such work, so that it is never said to be established.
    """

    id: str
    field: str
    label: Text
    definition: Text
    standing: Literal["settled", "arguable"]
    burden: Party
    authorities: tuple[str, ...]
    test: Node
    note: Text | None = None
    verification: str | None = None
    validity: Validity = ALWAYS


@dataclass(frozen=True, slots=True)
class Effect:
    """An answer states an indicator present or absent."""

    indicator: str
    state: State


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer. For yes/no questions the ids are "true" and "false"."""

    id: str
    label: Text
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """Numeric answers in [at_least, below) have these effects; None is open."""

    effects: tuple[Effect, ...]
    at_least: float | None = None
    below: float | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """``type``: yes_no, choice, number, money, date, text. Every type accepts "unknown".

    ``exhibits``: what would prove the answer. ``why``: why it is asked, in plain words.
    ``sectors`` empty means all; otherwise only cases of these sectors are asked.
    """

    id: str
    section: str
    type: str
    text: Text
    help: Text
    why: Text
    exhibits: tuple[Text, ...]
    kind: Kind = "practice"
    choices: tuple[Choice, ...] = ()
    bands: tuple[Band, ...] = ()
    unit: Text | None = None
    sectors: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()

    @property
    def indicators(self) -> tuple[str, ...]:
        """Ids of the indicators an answer may state, in order, without repeats."""
        effects = [e for c in self.choices for e in c.effects]
        effects += [e for b in self.bands for e in b.effects]
        return tuple(dict.fromkeys(e.indicator for e in effects))


@dataclass(frozen=True, slots=True)
class Section:
    """A topic of the questionnaire."""

    id: str
    title: Text
    intro: Text


@dataclass(frozen=True, slots=True)
class Proposition:
    """A rule of the test stated in words, with its authorities."""

    id: str
    text: Text
    authorities: tuple[str, ...]
    verification: str
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All that the engine and the reports need of one jurisdiction.

    ``version`` is "<pack id>-<written date>-<first 12 hex of the SHA-256 of its files>". ``test``
    is that of the most protective status.
    """

    version: str
    pack: Pack
    indicators: Mapping[str, Indicator]
    sections: tuple[Section, ...]
    questions: Mapping[str, Question]
    authorities: Mapping[str, Authority]
    decisions: Mapping[str, Decision]
    presumptions: Mapping[str, Presumption]
    propositions: Mapping[str, Proposition]
    weighings: tuple[Weighing, ...]
    limbs: Mapping[str, Limb]
    test: Node
    #: Tests of the statuses between the first and the last, the most protective first.
    third: tuple[tuple[str, Node], ...] = ()
    #: Whether this law speaks of the case at all; None: always.
    scope: Node | None = None
    conclusions: Mapping[str, Conclusion] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)

    def weighings_on(self, day: dt.date) -> dict[str, Weighing]:
        """The weighing of each indicator in force on ``day``."""
        return {w.indicator: w for w in self.weighings if w.validity.covers(day)}
