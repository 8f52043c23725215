"""What to ask next, and what would change the outcome. Both searches are bounded."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

from criteria.model import Catalogue, Question, State
from rules.compile import PRACTICE, Law, Outcome
from rules.model import Case, Change, Flip, NextQuestion

SIDE = {
    "employment": 1,
    "leaning_employment": 1,
    "undetermined": 0,
    "leaning_independence": -1,
    "independence": -1,
}
#: How many single changes are combined, and how many sets are shown.
COMBINED, SHOWN, LARGEST = 12, 10, 3


def open_questions(case: Case, catalogue: Catalogue) -> Iterator[Question]:
    """Questions not yet answered ("unknown" is an answer) that concern this sector."""
    answered = {a.question for a in case.answers}
    for question in catalogue.questions.values():
        fits = not question.sectors or case.platform.sector in question.sectors
        if fits and question.id not in answered:
            yield question


def next_questions(
    case: Case, law: Law, known: Mapping[str, int | None], now: Outcome
) -> tuple[NextQuestion, ...]:
    """Open questions on unknown indicators, most useful first.

    ``narrows`` is the mean, over the answers, of the reduction of the score interval's width;
    an answer that states nothing reduces nothing, one that settles the outcome closes it whole.
    Questions on an unknown leaf of the test come first, since nothing is settled without it;
    among equals, those whose every answer tells something.
    """
    ranked = []
    for question in open_questions(case, law.catalogue):
        unknown = [i for i in question.indicators if known.get(i) is None and i in law.relevant]
        if not unknown:
            continue
        reductions, settles = [], []
        effect: dict[str, int] = dict.fromkeys(unknown, 0)
        options = [(c.id, c.effects) for c in question.choices]
        options += [(str(b.at_least), b.effects) for b in question.bands]
        telling = 0
        for name, effects in options:
            if not effects:
                reductions.append(0.0)
                continue
            telling += 1
            after = dict(known)
            for e in effects:
                if known.get(e.indicator) is None:
                    after[e.indicator] = PRACTICE if e.state == "present" else 0
                    if e.indicator in effect:
                        effect[e.indicator] += 1
            outcome = law.outcome(after)
            if outcome.settled and not now.settled:
                settles.append(name)
                reductions.append(now.width)
            else:
                reductions.append(now.width - outcome.width)
        narrows = sum(reductions) / len(reductions) if reductions else 0.0
        leaf = not now.settled and any(i in law.leaves for i in unknown)
        if narrows <= 0 and not leaf:
            continue
        main = max(unknown, key=lambda i: (i in law.leaves, effect[i]))
        ranked.append(
            (
                not leaf,
                not settles,
                -round(narrows, 6),
                -telling / len(options),
                question.id,
                main,
                tuple(settles),
                narrows,
            )
        )
    ranked.sort()
    return tuple(
        NextQuestion(question=q, indicator=main, narrows=narrows, settles=settles)
        for *_, q, main, settles, narrows in ranked
    )


def flips(law: Law, known: Mapping[str, int | None], now: Outcome) -> tuple[tuple[Flip, ...], bool]:
    """Smallest sets of changes that bring the outcome to another side, and whether the search
    was complete. Only the changes with the greatest effect alone are combined."""
    here = SIDE[now.band]
    found: list[Flip] = []
    complete = True
    for direction in (-here,) if here else (1, -1):
        sets, whole = _towards(law, known, now, direction)
        found += sets
        complete = complete and whole
    found.sort(key=lambda f: (len(f.changes), [c.indicator for c in f.changes]))
    if len(found) > SHOWN:
        complete = False
    return tuple(found[:SHOWN]), complete


def _towards(
    law: Law, known: Mapping[str, int | None], now: Outcome, direction: int
) -> tuple[list[Flip], bool]:
    here = SIDE[now.band]
    candidates: list[tuple[float, str, State]] = []
    found: list[Flip] = []

    def outcome(changes: Sequence[tuple[str, State]]) -> Outcome:
        after = dict(known)
        for indicator, state in changes:
            after[indicator] = PRACTICE if state == "present" else 0
        return law.outcome(after)

    for indicator in sorted(law.relevant):
        helps = (indicator in law.employment_side) == (direction > 0)
        state: State = "present" if helps else "absent"
        basis = known.get(indicator)
        if basis is not None and bool(basis) == helps:
            continue
        after = outcome([(indicator, state)])
        if (SIDE[after.band] - here) * direction > 0:
            found.append(Flip((Change(indicator, state),), after.band))
            continue
        moved = abs(after.low.score + after.high.score - now.low.score - now.high.score) + 4 * (
            indicator in law.leaves
        )
        if moved > 0:
            candidates.append((-moved, indicator, state))
    candidates.sort()
    pool = [(i, s) for _, i, s in candidates[:COMBINED]]
    winners: list[frozenset[tuple[str, State]]] = []
    for size in range(2, LARGEST + 1):
        if len(found) >= SHOWN:
            break
        for combination in itertools.combinations(pool, size):
            if any(w <= set(combination) for w in winners):
                continue
            after = outcome(combination)
            if (SIDE[after.band] - here) * direction > 0:
                winners.append(frozenset(combination))
                changes = tuple(Change(i, s) for i, s in sorted(combination))
                found.append(Flip(changes, after.band))
    return found, len(candidates) <= COMBINED
