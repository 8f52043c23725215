"""The case that comes in and the assessment that goes out, as frozen values.

The JSON forms (``requalif-case/1``, ``requalif-assessment/1``) are published as JSON Schemas
in ``rules/schemas``; ``rules.case`` and ``rules.output`` convert.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Literal

from criteria.model import Kind, State

Resolved = Literal["present", "absent", "unknown", "contested"]
#: From most to least protective. "intermediate": a third status at least, whatever is unknown.
BANDS = (
    "employment",
    "intermediate",
    "leaning_employment",
    "undetermined",
    "leaning_independence",
    "independence",
)


@dataclass(frozen=True, slots=True)
class ChainLink:
    role: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Platform:
    name: str = ""
    sector: str = "other"
    intermediation: str = "unknown"
    chain: tuple[ChainLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Worker:
    reference: str = ""
    registered: bool | None = None


@dataclass(frozen=True, slots=True)
class Source:
    id: str
    kind: str  # testimony, document, observation, screenshot, payslip, payment, other
    label: str = ""
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words stand: code points of the decoded text, and page (from 1) for PDF."""

    start: int | None = None
    end: int | None = None
    page: int | None = None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """``origin``: person, answer (of the questionnaire; ``question`` is then set), reader.
    ``status``: accepted findings count; proposed ones are listed and do not count.
    ``automatic`` marks a reader's proposal counted without review because the user asked."""

    indicator: str
    state: State
    kind: Kind
    source: str = ""
    quote: str = ""
    note: str = ""
    place: Place | None = None
    origin: str = "person"
    question: str = ""
    status: str = "accepted"
    automatic: bool = False
    score: float | None = None
    #: First and last day on which it was so, both included; None is open.
    start: dt.date | None = None
    end: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    question: str
    value: bool | int | float | str
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    path: str
    title: str = ""
    version_date: dt.date | None = None
    read: str = "propose"
    #: Filled by whoever read the file.
    sha256: str = ""
    source: str = ""
    #: Last day on which this version applied; None: until the next version of the same title.
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One inquiry. ``facts_from``/``facts_to`` are equal for a single day, None when unknown."""

    title: str
    jurisdiction: str = "fr"
    facts_from: dt.date | None = None
    facts_to: dt.date | None = None
    platform: Platform = field(default_factory=Platform)
    worker: Worker = field(default_factory=Worker)
    sources: tuple[Source, ...] = ()
    findings: tuple[Finding, ...] = ()
    answers: tuple[Answer, ...] = ()
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """``basis``: practice, stipulation or "" when unknown. ``conflict``: paper and practice
    differ. ``contested``: sources of the same kind differ (state is then "contested").
    ``weight`` is the degree after undercutting and the paper step, ``full_weight`` before;
    ``undercut_by`` says which present indicators reduced it."""

    id: str
    state: Resolved
    basis: str
    conflict: bool
    sources: tuple[str, ...]
    side: str
    limb: str | None
    weight: str
    full_weight: str
    undercut_by: tuple[str, ...]
    authorities: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class LimbResult:
    """``state``: present (established whatever the unknowns), absent, unknown."""

    id: str
    state: str
    low: float
    high: float
    supporting: tuple[str, ...] = ()
    opposing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """``narrows``: mean reduction of the score interval's width (0..2) over the answers.
    ``settles``: answers (choice ids) after which the outcome is settled."""

    question: str
    indicator: str
    narrows: float
    settles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    indicator: str
    to: State


@dataclass(frozen=True, slots=True)
class Flip:
    changes: tuple[Change, ...]
    band: str  # the band that would result


@dataclass(frozen=True, slots=True)
class Precedent:
    """``outcome`` is the decision's: a quashing only points somewhere, it is no finding."""

    id: str
    shared: tuple[str, ...]
    distinguishing: tuple[str, ...]
    a_fortiori: bool
    similarity: float
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class PresumptionResult:
    id: str
    applies: Literal["true", "false", "unknown"]
    because: str
    rebutted: Literal["true", "false", "unknown", "not_applicable"]


@dataclass(frozen=True, slots=True)
class Proof:
    """``value`` = (lowest, highest) truth that the unknowns leave open."""

    node: str
    value: tuple[bool, bool]
    because: str
    authorities: tuple[str, ...]
    children: tuple[Proof, ...] = ()
    op: str = ""
    ref: str = ""


@dataclass(frozen=True, slots=True)
class ConclusionResult:
    """A question of law beside the status. ``state``: established, arguable (its conditions are
    met, but no decision read applies the rule to such work), open, excluded. ``missing``: the
    unknown indicators on which it hangs; ``questions``: those open that would tell them."""

    id: str
    field: str
    state: str
    proof: Proof
    missing: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PrecedentConflict:
    """Two decisions that the case resembles and that went opposite ways on facts they share with
    it. ``higher``: the one of the higher court, "" at the same level; ``later``: the later one."""

    employment: str
    independence: str
    shared: tuple[str, ...]
    higher: str
    later: str


@dataclass(frozen=True, slots=True)
class Period:
    """The case in a part of its period in which law, terms and facts stay the same. ``causes``
    say why it begins where it does: law, terms, facts."""

    start: dt.date
    end: dt.date
    causes: tuple[str, ...]
    band: str
    settled: bool
    score_low: float
    score_high: float
    status_low: str
    status_high: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """``kind``: paper_practice or sources (same kind, different states)."""

    indicator: str
    kind: str
    present: tuple[Finding, ...]
    absent: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    band: str
    settled: bool
    score_low: float
    score_high: float
    limbs: tuple[LimbResult, ...]
    indicators: tuple[IndicatorResult, ...]
    next_questions: tuple[NextQuestion, ...]
    flips: tuple[Flip, ...]
    flips_complete: bool
    precedents_for: tuple[Precedent, ...]
    precedents_against: tuple[Precedent, ...]
    presumptions: tuple[PresumptionResult, ...]
    proof: Proof
    conflicts: tuple[Conflict, ...]
    proposals: tuple[Finding, ...]
    notices: tuple[str, ...]
    jurisdiction: str
    on: dt.date
    catalogue: str
    authorities: tuple[str, ...]
    inputs_sha256: str
    automatic_reading: bool = False
    #: Status at the two ends, and on what is proved so far, each bearing the burden that it has.
    status_low: str = ""
    status_high: str = ""
    status_proved: str = ""
    #: -1..1: what is known for employment against what is known against it.
    balance: float = 0.0
    #: Whether this law speaks of the case: true, false or unknown.
    scope: str = "true"
    third_proofs: tuple[tuple[str, Proof], ...] = ()
    conclusions: tuple[ConclusionResult, ...] = ()
    periods: tuple[Period, ...] = ()
    precedent_conflicts: tuple[PrecedentConflict, ...] = ()
    #: Results that each decision table leaves possible.
    tables: tuple[tuple[str, tuple[str, ...]], ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)
