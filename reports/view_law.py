"""What the templates read of the law: proofs, presumptions, decisions, conclusions, parameters."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator named in passing; ``anchor`` is "" when the report has no entry for it."""

    label: str
    anchor: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ProofView:
    """``verdict``: true, false or unknown (as CSS class); ``needs``: how the children add up."""

    label: str
    verdict: str
    verdict_words: str
    words: str
    needs: str
    authorities: tuple[str, ...]
    children: tuple[ProofView, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class PrecedentView:
    """``authority``: the decision's id, looked up in the table of authorities."""

    authority: str
    outcome: str
    shared: tuple[str, ...]
    distinguishing: tuple[str, ...]
    a_fortiori: bool
    reasons: str


@dataclass(frozen=True, slots=True)
class PresumptionView:
    id: str
    citation: str
    strength: str
    decides: bool
    applies: str
    applies_words: str
    rebutted_words: str
    conditions: tuple[str, ...]
    effect: str
    rebutted_by: str
    note: str
    level: str
    level_words: str
    authorities: tuple[str, ...]
    #: Who must prove the rebuttal; "" where the law read does not say.
    burden: str = ""


@dataclass(frozen=True, slots=True)
class DecisionSide:
    """One of two decisions that part: ``authority`` is its id, ``court`` its level in words."""

    authority: str
    outcome: str
    court: str
    date: str


@dataclass(frozen=True, slots=True)
class DecisionConflictView:
    """``says``: which of the two prevails, or is the newer view, and why."""

    sides: tuple[DecisionSide, ...]
    shared: tuple[str, ...]
    says: str


@dataclass(frozen=True, slots=True)
class StatusProofView:
    """The test of a status between the first and the last that the law knows."""

    anchor: str
    label: str
    definition: str
    proof: ProofView


@dataclass(frozen=True, slots=True)
class AskedView:
    """A question of the questionnaire, with the topic it stands under."""

    id: str
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class ConclusionView:
    """A question of law beside the status. ``state``: established, arguable, open, excluded;
    ``arguable``: no decision read applies the rule to such work, whatever the state."""

    anchor: str
    field: str
    label: str
    definition: str
    state: str
    state_words: str
    arguable: bool
    missing: tuple[Named, ...]
    #: What would tell it: the open questions.
    questions: tuple[AskedView, ...]
    burden: str
    proof: ProofView
    note: str
    level: str
    level_words: str
    authorities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScopeView:
    """Whether this law speaks of the case: ``state`` true, false or unknown."""

    state: str
    words: str
    authorities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParameterView:
    """What the law of the day lays down about proof and method; ``why`` "" where it is silent."""

    name: str
    value: str
    why: str
    authorities: tuple[str, ...]
    validity: str


@dataclass(frozen=True, slots=True)
class TableView:
    label: str
    results: str
    authorities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleView:
    text: str
    note: str
    level: str
    level_words: str
    authorities: tuple[str, ...]
