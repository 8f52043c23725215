"""What a finding of employment would give, as ranges, and how long there is to ask for it.

``compute`` is a pure function of the input, the law and the day of looking at the file: no
clock. Amounts are ``Decimal``, worked out exactly and rounded once, when they are shown
(``rules.money_model.rounded``).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

from criteria.model import VERIFICATION_LEVELS
from criteria.money_model import Assumption, Claim, Condition, MoneyLaw
from rules.clocks import clocks
from rules.money_formula import Evaluator, Facts, Frame, Use
from rules.money_model import (
    ClaimFound,
    ConditionFound,
    CutFound,
    End,
    MoneyCase,
    MoneyFound,
    Scenario,
    Segment,
    Status,
    Step,
    ValueUsed,
    rounded,
)
from rules.money_output import case_to_json
from rules.money_weeks import Piece, gaps
from rules.money_words import GapError, Reason, because

#: Reasons that a person filling in the file cannot mend: the law's files lack something.
REFUSALS = {"no_line", "no_row", "no_table_yet", "law_says", "not_in_force", "divided_by_nothing"}
#: Units that are not added up over weeks.
RATES = {"eur_per_hour", "share"}
ENDS: tuple[End, End] = ("low", "high")


def compute(case: MoneyCase, law: MoneyLaw, as_of: dt.date) -> MoneyFound:
    """Every claim and every clock of the law for this case, as seen on ``as_of``."""
    computation = _Computation(case, law, as_of)
    found = tuple(
        computation.claim(claim)
        for claim in law.claims.values()
        if claim.cited.validity.covers(computation.facts.law_day)
    )
    given = json.dumps(case_to_json(case), sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(f"{given}|{law.version}|{as_of}".encode()).hexdigest()
    return MoneyFound(
        jurisdiction=law.jurisdiction,
        law=law.version,
        as_of=as_of,
        case=case,
        clocks=clocks(case, law, as_of),
        claims=found,
        assumptions=computation.choices,
        gaps=tuple(gaps(case, computation.facts.pieces)),
        inputs_sha256=digest,
    )


class _Computation:
    def __init__(self, case: MoneyCase, law: MoneyLaw, as_of: dt.date) -> None:
        self.case, self.law = case, law
        self.facts = Facts(case, law, as_of)
        self.choices = {a.id: _taken(a, case) for a in law.assumptions.values()}
        self._evaluators: dict[tuple[tuple[str, str], ...], Evaluator] = {}

    def evaluator(self, choices: Mapping[str, str]) -> Evaluator:
        key = tuple(sorted(choices.items()))
        if key not in self._evaluators:
            self._evaluators[key] = Evaluator(self.facts, choices)
        return self._evaluators[key]

    def claim(self, claim: Claim) -> ClaimFound:
        if claim.formula is None:
            return ClaimFound(claim.id, "words", weakest=claim.cited.verification)
        states = tuple(
            ConditionFound(id, self._condition(self.law.conditions[id])) for id in claim.needs
        )
        result = self._result(claim, self.choices, states)
        assumptions = tuple(
            (what, self.choices[what]) for kind, what in result.uses if kind == "assumption"
        )
        return ClaimFound(
            claim.id,
            result.status,
            low=result.low,
            high=result.high,
            capped=result.capped,
            reasons=result.reasons,
            conditions=states,
            assumptions=assumptions,
            scenarios=tuple(self._scenarios(claim, assumptions, states)),
            weakest=self._weakest(claim, result),
            **self._shown(result),
        )

    def _condition(self, condition: Condition) -> Literal["met", "not_met", "unknown"]:
        if condition.known:
            known = any(self.facts.day(day) is not None for day in condition.known)
            return "met" if known else "unknown"
        if condition.at_least is not None:
            try:
                evaluator = self.evaluator(self.choices)
                value, least = (evaluator.run(f, "low")[0] for f in condition.at_least)
            except GapError:
                return "unknown"
            return "met" if value >= least else "not_met"
        said = self.case.conditions.get(condition.id)
        return "unknown" if said is None else "met" if said else "not_met"

    def _result(
        self, claim: Claim, choices: Mapping[str, str], states: tuple[ConditionFound, ...]
    ) -> _Result:
        failed = [self.law.conditions[s.id] for s in states if s.state == "not_met"]
        if failed:
            reasons = [because("condition_not_met", name=c.label) for c in failed]
            return _Result("not_due", tuple(reasons))
        evaluator = self.evaluator(choices)
        assert claim.formula is not None
        ends: list[Decimal] = []
        frames: list[Frame] = []
        lacking: list[Reason] = []
        for end in ENDS:
            try:
                value, frame = evaluator.run(claim.formula, end)
                ends.append(value)
                frames.append(frame)
            except GapError as gap:
                lacking += gap.reasons
        if lacking:
            found = GapError(*lacking).reasons
            refused = any(reason.code in REFUSALS for reason in found)
            return _Result("refused" if refused else "missing", found)
        # A formula that falls where hours rise would give its ends the other way round.
        low, high = sorted(ends)
        status: Status = "conditional" if any(s.state == "unknown" for s in states) else "computed"
        return _Result(
            status,
            low=rounded(low),
            high=rounded(high),
            capped=high.is_finite(),
            uses=tuple(evaluator.used(frames)),
        )

    def _scenarios(
        self,
        claim: Claim,
        assumptions: tuple[tuple[str, str], ...],
        states: tuple[ConditionFound, ...],
    ) -> list[Scenario]:
        found = []
        for id, taken in assumptions:
            for option in self.law.assumptions[id].options:
                if option.id == taken:
                    continue
                other = self._result(claim, {**self.choices, id: option.id}, states)
                found.append(
                    Scenario(id, option.id, other.status, other.low, other.high, other.reasons)
                )
        return found

    # -- what is shown ---------------------------------------------------------------------

    def _weakest(self, claim: Claim, result: _Result) -> str:
        levels = {claim.cited.verification}
        for kind, what in result.uses:
            if kind == "quantity":
                levels.add(self.law.quantities[what[0]].cited.verification)
            elif kind == "value" and not what.own:
                levels.add(what.verification)
        return max(levels, key=VERIFICATION_LEVELS.index)

    def _shown(self, result: _Result) -> dict[str, Any]:
        keys = [what for kind, what in result.uses if kind == "quantity"]
        names = list(dict.fromkeys(key[0] for key in keys))
        weekly = [n for n in names if self.law.quantities[n].per == "week"]
        cuts = list(dict.fromkeys(w for k, w in result.uses if k == "cut"))
        values = list(dict.fromkeys(w for k, w in result.uses if k == "value"))
        return {
            "steps": tuple(
                self._step(name) for name in names if self.law.quantities[name].per == "case"
            ),
            "columns": tuple(weekly),
            "segments": tuple(self._segments(weekly, self._reached(result))),
            "values": tuple(sorted(values, key=_by_table)),
            "cuts": tuple(cuts),
        }

    def _step(self, name: str) -> Step:
        evaluator = self.evaluator(self.choices)
        low, high = sorted(evaluator.known(name, None, end) for end in ENDS)
        low_shown = rounded(low)
        assert low_shown is not None
        return Step(name, low_shown, rounded(high))

    @staticmethod
    def _reached(result: _Result) -> tuple[dt.date, dt.date]:
        """The days that the sums and averages of a claim hold; the latter not included."""
        spans = [what for kind, what in result.uses if kind == "span"]
        firsts = [what.first for kind, what in result.uses if isinstance(what, CutFound)]
        firsts += [span[0] for span in spans]
        last = dt.date.max if not spans else max(s[1] for s in spans)
        return min(firsts, default=dt.date.max), last

    def _segments(self, columns: list[str], days: tuple[dt.date, dt.date]) -> list[Segment]:
        """Pieces that the claim's sums and averages hold, those alike put together."""
        groups: list[list[Piece]] = []
        for piece in self.facts.pieces if columns else ():
            if not days[0] <= piece.start < days[1]:
                continue
            like = groups and _kind(groups[-1][-1]) == _kind(piece)
            if like:
                groups[-1].append(piece)
            else:
                groups.append([piece])
        found = []
        for group in groups:
            cells = {name: self._cell(name, group) for name in columns}
            if any(high for _, high in _sums(self.law, cells)):
                found.append(Segment(group[0].start, group[-1].end, group[0].period, cells))
        return found

    def _cell(self, name: str, group: list[Piece]) -> tuple[Decimal, Decimal]:
        evaluator = self.evaluator(self.choices)
        ends = []
        for end in ENDS:
            values = [evaluator.known(name, p, end) for p in group]
            rate = self.law.quantities[name].unit in RATES
            shown = rounded(values[0] if rate else sum(values, Decimal(0)))
            assert shown is not None
            ends.append(shown)
        return min(ends), max(ends)


class _Result:
    """What one claim gives under one choice of assumptions."""

    def __init__(
        self,
        status: Status,
        reasons: tuple[Reason, ...] = (),
        low: Decimal | None = None,
        high: Decimal | None = None,
        capped: bool = True,
        uses: tuple[Use, ...] = (),
    ) -> None:
        self.status, self.reasons = status, reasons
        self.low, self.high, self.capped = low, high, capped
        self.uses = uses


def _taken(assumption: Assumption, case: MoneyCase) -> str:
    """The option chosen; the default where none is, or where the law no longer has it."""
    chosen = case.assumptions.get(assumption.id)
    known = [option.id for option in assumption.options]
    return chosen if chosen in known else assumption.default


def _kind(piece: Piece) -> tuple[int | None, int]:
    return piece.period, piece.segment


def _sums(
    law: MoneyLaw, cells: Mapping[str, tuple[Decimal, Decimal]]
) -> list[tuple[Decimal, Decimal]]:
    return [cell for name, cell in cells.items() if law.quantities[name].unit not in RATES]


def _by_table(used: ValueUsed) -> tuple[str, dt.date, Decimal]:
    return used.table, used.start or dt.date.min, used.at_least or Decimal(0)
