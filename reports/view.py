"""What the templates read: one frozen object, words already chosen, nothing left to decide."""

from __future__ import annotations

from dataclasses import dataclass, field

from reports.chain import ChainDrawing
from reports.messages import Messages


@dataclass(frozen=True, slots=True)
class AuthorityView:
    """``level`` is a verification level of the catalogue; ``level_words`` says it in words."""

    id: str
    number: int
    anchor: str
    kind: str
    citation: str
    title: str
    summary: str
    level: str
    level_words: str
    note: str
    validity: str
    standing: str
    url: str | None


@dataclass(frozen=True, slots=True)
class QuoteView:
    """One finding: who says it (``source``), where (``place``), in which words."""

    says: str
    source: str
    place: str
    quote: str
    note: str
    origin: str
    unreviewed: bool


@dataclass(frozen=True, slots=True)
class UndercutView:
    by: str
    why: str
    authorities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndicatorView:
    id: str
    anchor: str
    label: str
    definition: str
    state: str
    state_words: str
    side: str
    side_words: str
    basis_words: str
    weight: str
    weight_words: str
    reduced: str
    not_alone: bool
    conflict: bool
    contested: bool
    why: str
    undercuts: tuple[UndercutView, ...]
    quotes: tuple[QuoteView, ...]
    more_quotes: int
    #: Short enough to be kept on one page.
    compact: bool
    authorities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator named in passing; ``anchor`` is "" when the report has no entry for it."""

    label: str
    anchor: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class LimbView:
    """``low`` and ``high`` in 0..1: how far the limb is established, worst and best case."""

    id: str
    anchor: str
    label: str
    definition: str
    role_words: str
    state: str
    state_words: str
    low: float
    high: float
    range_words: str
    supporting: tuple[Named, ...]
    opposing: tuple[Named, ...]
    unknown: tuple[Named, ...]
    indicators: tuple[IndicatorView, ...]
    authorities: tuple[str, ...]


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
class ConflictView:
    label: str
    anchor: str
    kind: str
    explained: str
    left_title: str
    right_title: str
    left: tuple[QuoteView, ...]
    right: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True)
class FlipView:
    changes: tuple[str, ...]
    result: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    text: str
    why: str
    exhibits: tuple[str, ...]
    narrows: str
    settles: str


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


@dataclass(frozen=True, slots=True)
class ProposalGroup:
    label: str
    quotes: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True)
class RuleView:
    text: str
    note: str
    level: str
    level_words: str
    authorities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerView:
    question: str
    answer: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class SourceView:
    number: int
    anchor: str
    kind: str
    label: str
    date: str
    detail: str


@dataclass(frozen=True, slots=True)
class IntervalView:
    """Score ends in -1..1 and the same in words."""

    low: float
    high: float
    words: str


@dataclass(frozen=True, slots=True)
class Summary:
    band: str
    outcome: str
    settled: bool
    settled_words: str
    interval: IntervalView
    for_: tuple[Named, ...]
    against: tuple[Named, ...]
    missing: tuple[QuestionView, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything on the pages, in the language ``m`` speaks."""

    m: Messages
    title: str
    case_title: str
    running_title: str
    footer: str
    identity: tuple[tuple[str, str], ...]
    automatic: str
    summary: Summary
    notices: tuple[tuple[str, tuple[str, ...]], ...]
    sources: tuple[SourceView, ...]
    chain: ChainDrawing
    proof: ProofView
    limbs: tuple[LimbView, ...]
    others: tuple[IndicatorView, ...]
    others_unknown: tuple[Named, ...]
    conflicts: tuple[ConflictView, ...]
    flips: tuple[FlipView, ...]
    flips_complete: bool
    questions: tuple[QuestionView, ...]
    more_questions: int
    precedents_for: tuple[PrecedentView, ...]
    precedents_against: tuple[PrecedentView, ...]
    presumptions: tuple[PresumptionView, ...]
    proposals: tuple[ProposalGroup, ...]
    proposals_count: int
    proposals_shown: int
    answers: tuple[AnswerView, ...]
    rules: tuple[RuleView, ...]
    limits: tuple[str, ...]
    authorities: dict[str, AuthorityView] = field(default_factory=dict)
    colophon: tuple[tuple[str, str], ...] = ()

    def authority_groups(self) -> tuple[tuple[str, tuple[AuthorityView, ...]], ...]:
        """Authorities by kind, in the order of their numbers; kinds without any are left out."""
        groups = []
        for kind in ("statute", "directive", "decision", "missing"):
            members = tuple(a for a in self.authorities.values() if a.kind == kind)
            if members:
                groups.append((kind, members))
        return tuple(groups)
