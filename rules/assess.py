"""The engine's one entry point: a case and a catalogue give an assessment."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable

from criteria.model import Catalogue, Limb
from rules.burden import proved_rank
from rules.compile import Law
from rules.errors import CaseError, Problem
from rules.model import Assessment, Case, IndicatorResult, LimbResult, Proof
from rules.outcome import Outcome, outcome
from rules.output import case_to_json
from rules.periods import at as at_day
from rules.periods import changes_of_law, periods
from rules.precedents import conflicts, nearest
from rules.proof import conclusions, presumptions, prove
from rules.resolve import indicator_results, known, resolve, state_of
from rules.search import flips, next_questions, open_questions
from rules.tables import answers_of, known_with
from rules.tables import results as table_results
from rules.truth import Told, explain, walk


def assess(
    case: Case, catalogue: Catalogue, on: dt.date | None = None, lang: str = "fr"
) -> Assessment:
    """What follows from the case under the law in force on ``on``.

    ``on`` defaults to the end of the period of the facts; where the case has no date, to the
    day the catalogue was written, and ``extra["law_date_assumed"]`` says so. Findings that did
    not yet, or no longer, hold that day are left to ``periods``. ``lang`` is the language of the
    reasons in the proofs and the presumptions; nothing else depends on it. Raises CaseError when
    the law of that day is not in the catalogue.
    """
    assumed = on is None and case.facts_to is None and case.facts_from is None
    on = on or case.facts_to or case.facts_from or catalogue.pack.written
    _refuse_too_old(catalogue, on)
    law = Law(catalogue, on, case.platform.sector)
    that_day = case if assumed else at_day(case, on)
    facts = resolve(that_day, catalogue, law.paper_first)
    tables = table_results(catalogue, answers_of(case))
    at = known_with(law, known(law, facts.said), tables)
    now = outcome(law, at)
    indicators = indicator_results(facts, law)
    changes, complete = flips(law, at, now)
    states = {i: state_of(words, law.paper_first)[0] for i, words in facts.said.items()}
    decided = {i: s == "present" for i, s in states.items() if s in ("present", "absent")}
    in_favour, against = nearest(law, decided)
    (_, test), *third = law.tests
    proof = prove(law, at, now, test, lang)
    third_proofs = tuple(
        (catalogue.pack.statuses[rank].id, prove(law, at, now, step, lang)) for rank, step in third
    )
    told = Told(law, states, now)
    beside = conclusions(told, open_questions(case, catalogue), lang)
    statuses = [status.id for status in catalogue.pack.statuses]
    return Assessment(
        band=now.band,
        settled=now.settled,
        score_low=now.low.score,
        score_high=now.high.score,
        limbs=tuple(
            _limb(limb, i, now, indicators) for i, limb in enumerate(catalogue.limbs.values())
        ),
        indicators=indicators,
        next_questions=next_questions(case, law, facts.said, at, now),
        flips=changes,
        flips_complete=complete,
        precedents_for=in_favour,
        precedents_against=against,
        precedent_conflicts=conflicts(catalogue, in_favour, against),
        presumptions=presumptions(told, (proof, *(p for _, p in third_proofs)), lang),
        proof=proof,
        third_proofs=third_proofs,
        conclusions=beside,
        conflicts=facts.conflicts,
        proposals=facts.proposals,
        notices=tuple(
            n.id
            for n in catalogue.pack.notices
            if n.validity.covers(on) or n.validity.covers(catalogue.pack.written)
        ),
        jurisdiction=catalogue.pack.id,
        on=on,
        catalogue=catalogue.version,
        authorities=_authorities(
            [proof, *(p for _, p in third_proofs), *(c.proof for c in beside)],
            indicators,
            catalogue,
        ),
        inputs_sha256=_digest(case, catalogue, on),
        automatic_reading=any(f.automatic for r in indicators for f in r.findings),
        status_low=statuses[now.low.rank],
        status_high=statuses[now.high.rank],
        status_proved=statuses[proved_rank(law, at)],
        balance=law.balance(at),
        scope=explain(told.truth(catalogue.scope)) if catalogue.scope else "true",
        periods=periods(case, catalogue, on, _outcome_on(catalogue)),
        tables=tuple((table, tuple(sorted(left))) for table, left in tables.items()),
        extra=_extra(case, catalogue, on, assumed, facts.left_out),
    )


def _outcome_on(catalogue: Catalogue) -> Callable[[Case, dt.date], Outcome]:
    def outcome_on(case: Case, day: dt.date) -> Outcome:
        law = Law(catalogue, day, case.platform.sector)
        said = resolve(case, catalogue, law.paper_first).said
        tables = table_results(catalogue, answers_of(case))
        return outcome(law, known_with(law, known(law, said), tables))

    return outcome_on


def _refuse_too_old(catalogue: Catalogue, on: dt.date) -> None:
    first = catalogue.pack.law_from
    if on < first:
        problem = Problem(
            "law_too_old", "$.facts_on", found=on.isoformat(), expected=first.isoformat()
        )
        raise CaseError([problem])


def _digest(case: Case, catalogue: Catalogue, on: dt.date) -> str:
    """SHA-256 of everything that the result depends on; where its files lie is no part of it."""
    inputs = case_to_json(case)
    for document in inputs["documents"]:
        del document["path"]
    given = {"case": inputs, "on": on.isoformat(), "law": catalogue.version}
    return hashlib.sha256(json.dumps(given, ensure_ascii=False).encode()).hexdigest()


def _extra(
    case: Case, catalogue: Catalogue, on: dt.date, assumed: bool, left_out: tuple[str, ...]
) -> dict[str, object]:
    extra: dict[str, object] = {}
    if assumed:
        extra["law_date_assumed"] = True
    start, end = case.facts_from, case.facts_to or on
    changes = changes_of_law(catalogue, start, end) if start else []
    if changes:
        extra["law_changes"] = [day.isoformat() for day in changes]
    if left_out:
        extra["not_in_catalogue"] = list(left_out)
    return extra


def _limb(
    limb: Limb, index: int, now: Outcome, indicators: tuple[IndicatorResult, ...]
) -> LimbResult:
    # The value of an own_business limb is highest at the end least favourable to employment.
    low, high = sorted((now.low.limbs[index], now.high.limbs[index]))
    inward = "independence" if limb.role == "own_business" else "employment"
    mine = [r for r in indicators if r.limb == limb.id]
    return LimbResult(
        id=limb.id,
        state="present" if low.established else "unknown" if high.established else "absent",
        low=low.value,
        high=high.value,
        supporting=tuple(r.id for r in mine if r.state == "present" and r.side == inward),
        opposing=tuple(r.id for r in mine if r.state == "present" and r.side != inward),
        unknown=tuple(r.id for r in mine if r.state in ("unknown", "contested")),
    )


def _authorities(
    proofs: Iterable[Proof], indicators: tuple[IndicatorResult, ...], catalogue: Catalogue
) -> tuple[str, ...]:
    """Every authority that the assessment rests on, in the catalogue's order."""
    used = {a for proof in proofs for p in walk(proof) for a in p.authorities}
    used |= {a for r in indicators if r.state != "unknown" for a in r.authorities}
    return tuple(a for a in catalogue.authorities if a in used)
