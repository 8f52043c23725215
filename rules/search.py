"""What to ask next, and what would change the outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, combinations_with_replacement
from operator import itemgetter, or_
from typing import NamedTuple

from criteria.model import Catalogue, Effect, Question, State
from rules.compile import Known, Law
from rules.model import Case, Change, Flip, NextQuestion
from rules.outcome import Outcome, outcome
from rules.resolve import SAID, state_of
from rules.tables import answers_of, known_with
from rules.tables import results as table_results

#: Sets shown, changes in a set, and outcomes computed before giving up.
SHOWN, LARGEST, EVALUATIONS = 10, 3, 3_000


def open_questions(case: Case, catalogue: Catalogue) -> Iterator[Question]:
    """Questions not yet answered ("unknown" is an answer) that concern this sector."""
    answered = {a.question for a in case.answers}
    for question in catalogue.questions.values():
        fits = not question.sectors or case.platform.sector in question.sectors
        if fits and question.id not in answered:
            yield question


def next_questions(
    case: Case, law: Law, said: Mapping[str, int], at: Known, now: Outcome
) -> tuple[NextQuestion, ...]:
    """Open questions on unknown indicators, most useful first.

    ``narrows`` is the mean, over the answers, of the reduction of the score interval's width;
    an answer that states nothing reduces nothing, one that settles the outcome closes it whole.
    Questions on an unknown leaf of the test come first, since nothing is settled without it;
    among equals, those whose every answer tells something.
    """
    ranked: list[tuple[tuple[object, ...], NextQuestion]] = []
    unsaid = law.everything & ~(at.present | at.absent)
    asked_by_tables = {i.ref for t in law.catalogue.tables.values() for i in t.inputs}
    for question in open_questions(case, law.catalogue):
        unknown = [i for i in question.indicators if i in law.relevant and law.bits[i] & unsaid]
        if not unknown:
            if question.id in asked_by_tables and not now.settled:
                ranked += _asked_by_tables(case, law, at, question)
            continue
        reductions, settles, telling = [], [], 0
        effect: dict[str, int] = dict.fromkeys(unknown, 0)
        options = _options(question)
        for name, effects in options:
            if not effects:
                reductions.append(0.0)
                continue
            telling += 1
            for e in effects:
                if e.indicator in effect:
                    effect[e.indicator] += 1
            after = outcome(law, _told(law, said, at, question, effects))
            if after.settled and not now.settled:
                settles.append(name)
                reductions.append(now.width)
            else:
                reductions.append(now.width - after.width)
        if not telling:
            continue
        narrows = sum(reductions) / len(reductions)
        leaf = not now.settled and any(i in law.leaves for i in unknown)
        if narrows <= 1e-9 and not leaf:
            continue
        main = max(unknown, key=lambda i: (i in law.leaves, effect[i]))
        order = (not leaf, not settles, -round(narrows, 6), -telling / len(options), question.id)
        ranked.append((order, NextQuestion(question.id, main, narrows, tuple(settles))))
    return tuple(found for _, found in sorted(ranked, key=itemgetter(0)))


def _asked_by_tables(
    case: Case, law: Law, at: Known, question: Question
) -> Iterator[tuple[tuple[object, ...], NextQuestion]]:
    """A question that decision tables ask, if some answer would leave fewer results open. There
    is no score to narrow: what it is worth is the share of its answers that settle."""
    told = answers_of(case)
    before = table_results(law.catalogue, told)
    settles, telling = [], 0
    for choice in question.choices:
        after = table_results(law.catalogue, {**told, question.id: choice.id})
        telling += after != before
        if outcome(law, known_with(law, at, after)).settled:
            settles.append(choice.id)
    if telling:
        worth = len(settles) / len(question.choices)
        order = (False, not settles, -worth, -telling / len(question.choices), question.id)
        yield order, NextQuestion(question.id, "", worth, tuple(settles))


def _options(question: Question) -> list[tuple[str, tuple[Effect, ...]]]:
    bands = [("" if b.at_least is None else f"{b.at_least:g}", b.effects) for b in question.bands]
    return [*((c.id, c.effects) for c in question.choices), *bands]


def _told(
    law: Law, said: Mapping[str, int], at: Known, question: Question, effects: Sequence[Effect]
) -> Known:
    """What is known once the question has been answered so. One more voice does not settle what
    sources of its kind dispute, and makes disputed what they denied."""
    present, paper, absent = at.present, at.paper, at.absent
    for e in effects:
        bit = law.bits.get(e.indicator, 0)
        words = said.get(e.indicator, 0) | SAID[question.kind, e.state]
        state, basis = state_of(words, law.paper_first)
        present, paper, absent = present & ~bit, paper & ~bit, absent & ~bit
        if state == "present":
            present |= bit
            paper |= bit if basis == "stipulation" else 0
        elif state == "absent":
            absent |= bit
    return at._replace(present=present, paper=paper, absent=absent)


def flips(law: Law, at: Known, now: Outcome) -> tuple[tuple[Flip, ...], bool]:
    """Smallest sets of at most LARGEST changes that bring the outcome to another side, and
    whether these are all of them. From an undetermined outcome, both sides are looked for."""
    directions = (1, -1) if abs(now.side) < 2 else (-1 if now.side > 0 else 1,)
    found: list[Flip] = []
    complete = True
    for direction in directions:
        search = _Search(law, at, now, direction, EVALUATIONS // len(directions))
        found += search.run(SHOWN // len(directions))
        complete = complete and search.complete
    return tuple(sorted(found, key=lambda f: len(f.changes))), complete


class _StoppedError(Exception):
    """Enough was found, or enough was tried."""


class _Group(NamedTuple):
    """Changes as bits; ``all_from[i]``: those from the i-th on, together."""

    changes: list[int]
    all_from: list[int]

    @classmethod
    def of(cls, changes: list[int]) -> _Group:
        together = list(accumulate(reversed(changes), or_, initial=0))
        return cls(changes, together[::-1])


class _Search:
    """Branch and bound. Changes that touch the same limbs form a group; a choice of groups is
    opened only if making *all* their changes together reaches the other side: as the law is
    monotone, no choice within them could otherwise. The same bound holds halfway."""

    def __init__(self, law: Law, at: Known, now: Outcome, direction: int, evaluations: int) -> None:
        self._law, self._at, self._now, self._direction = law, at, now, direction
        self._evaluations = evaluations
        self._helpful = law.pro if direction > 0 else ~law.pro
        self._names = {bit: name for name, bit in law.bits.items()}
        self._found: dict[int, str] = {}
        self._met: dict[int, str | None] = {}
        self.complete = True

    def run(self, limit: int) -> list[Flip]:
        self._limit = limit
        try:
            self._groups = self._grouped()
            for size in range(1, LARGEST + 1):
                for choice in combinations_with_replacement(range(len(self._groups)), size):
                    self._descend(0, [(group, 0) for group in choice])
        except _StoppedError:
            self.complete = False
        return [Flip(self._changes(bits), band) for bits, band in self._found.items()]

    def _descend(self, chosen: int, rest: list[tuple[int, int]]) -> None:
        """Tries every way to add to ``chosen`` one change of each of ``rest``: a group, and how
        many of its changes to pass over."""
        most = chosen
        for group, start in rest:
            left = self._groups[group].all_from[start]
            if not left:
                return
            most |= left
        band = self._reaches(most)
        if band is None or any(win & chosen == win for win in self._found):
            return
        if not rest:
            if len(self._found) == self._limit:
                raise _StoppedError
            self._found[chosen] = band
            return
        group, start = rest[0]
        for i, change in enumerate(self._groups[group].changes[start:], start + 1):
            # The same group twice: only later changes, so that each set comes once.
            others = [(g, i if g == group else at) for g, at in rest[1:]]
            self._descend(chosen | change, others)

    def _reaches(self, chosen: int) -> str | None:
        """The band on the other side that these changes bring, if they do."""
        if chosen not in self._met:
            if len(self._met) == self._evaluations:
                raise _StoppedError
            self._met[chosen] = self._crosses(chosen)
        return self._met[chosen]

    def _crosses(self, chosen: int) -> str | None:
        law, now = self._law, self._now
        present, paper, absent = self._changed(chosen)
        if now.settled:
            # Cheaper than the whole outcome: the end that would have to give way first.
            if self._direction < 0:
                world = present | (law.everything & ~(present | absent | law.pro))
                beside = self._at.sure | law.view_against
            else:
                world = present | (law.everything & ~(present | absent) & law.pro)
                beside = self._at.maybe | law.view_for
            if law.rank_at(world, paper, beside) == now.low.rank:
                return None
        after = outcome(law, self._with(chosen))
        return after.band if (after.side - now.side) * self._direction > 0 else None

    def _changed(self, chosen: int) -> tuple[int, int, int]:
        """(present, paper, absent) once the chosen changes are made."""
        yes, no = chosen & self._helpful, chosen & ~self._helpful
        at = self._at
        return (at.present & ~no) | yes, at.paper & ~chosen, (at.absent & ~yes) | no

    def _with(self, chosen: int) -> Known:
        present, paper, absent = self._changed(chosen)
        return Known(present, paper, absent, self._at.sure, self._at.maybe)

    def _grouped(self) -> list[_Group]:
        """Changes in the useful direction by the limbs they touch, those of most effect first."""
        law, at = self._law, self._at
        groups: dict[tuple[int, bool], list[tuple[float, str, int]]] = {}
        for name in sorted(law.relevant):
            bit = law.bits[name]
            if bit & (at.present if bit & self._helpful else at.absent):
                continue
            touched = (law.touched(bit), name in law.leaves)
            after = outcome(law, self._with(bit))
            moved = after.low.score + after.high.score - self._now.low.score - self._now.high.score
            groups.setdefault(touched, []).append((-abs(moved), name, bit))
        # Groups that suffice by themselves first: the bound then closes most branches at once.
        found = []
        for changes in groups.values():
            changes.sort()
            group = _Group.of([bit for *_, bit in changes])
            found.append((self._reaches(group.all_from[0]) is None, changes[0], group))
        return [group for *_, group in sorted(found)]

    def _changes(self, bits: int) -> tuple[Change, ...]:
        changes = []
        for bit, name in self._names.items():
            if bits & bit:
                state: State = "present" if bit & self._helpful else "absent"
                changes.append(Change(name, state))
        return tuple(sorted(changes, key=lambda c: c.indicator))
