"""The catalogue of one jurisdiction as a book: who relies on what, and what speaks of what.

Everything is found in the catalogue itself, computed once for each version. A part that a later
catalogue adds to the pack is still found by the authorities that it cites.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from typing import Any

from criteria.model import Catalogue, Decision, FactFound, Node, Question, Text, Undercut, Weighing
from criteria.money_model import MoneyLaw
from webapp.chapters import Chapters, Place, Tree, latest, short, walk


@dataclass(frozen=True, slots=True)
class Use:
    """An entry that relies on another one. ``kind``: weights, undercuts, limbs, test,
    presumptions, propositions, conclusions, questions, pack. ``place`` is where it can be
    read; ``detail`` tells which part of it relies on the other."""

    kind: str
    place: Place
    detail: Text | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that can state an indicator: the answers that do, with the state."""

    question: Question
    answers: tuple[tuple[Text | None, str], ...]


class Book(Chapters):
    """Lookups over one catalogue."""

    # -- who relies on what ----------------------------------------------------------------

    @cached_property
    def _uses(self) -> Mapping[tuple[str, str], tuple[Use, ...]]:
        found: dict[tuple[str, str], dict[Use, None]] = {}

        def note(key: tuple[str, str], use: Use) -> None:
            found.setdefault(key, {})[use] = None

        for use, cited in self._citing():
            for id_ in cited:
                note(("authorities", id_), use)
        for tree in self.trees:
            for node in walk(tree.node):
                place = self.refers_to(node)
                if place:
                    note((place.chapter, place.id), self._of_node(tree, node))
        return {key: tuple(uses) for key, uses in found.items()}

    def uses(self, chapter: str, id_: str) -> dict[str, list[Use]]:
        """The entries that rely on this one, by kind."""
        if chapter in ("statutes", "decisions"):
            chapter = "authorities"
        grouped: dict[str, list[Use]] = {}
        for use in self._uses.get((chapter, id_), ()):
            grouped.setdefault(use.kind, []).append(use)
        return grouped

    def _of_node(self, tree: Tree, node: Node) -> Use:
        if tree.owner is None:
            above = self._parents.get(node.id)
            detail = self.node_name(above) if above else None
            return Use("test", Place("test", node.id, self.node_name(node)), detail)
        name = self.node_name(node)
        plain = name.en == node.id  # an id is no words for a reader
        return Use(tree.owner.chapter, tree.owner, None if plain else name)

    def _citing(self) -> Iterator[tuple[Use, tuple[str, ...]]]:
        law = self.law
        for w in law.weighings:
            place = self.place("indicators", w.indicator)
            if place is None:
                continue
            yield Use("weights", place), w.authorities
            for cut in w.undercut_by:
                by = law.indicators.get(cut.by)
                yield Use("undercuts", place, by.label if by else None), cut.authorities
        for chapter in ("limbs", "presumptions", "propositions", "conclusions", "questions"):
            for id_, entry in self.entries[chapter].items():
                found = self.place(chapter, id_)
                if found:
                    yield Use(chapter, found), entry.authorities
        for tree in self.trees:
            for node in walk(tree.node):
                yield self._of_node(tree, node), node.authorities
        pack = Place("pack", "", law.pack.name)
        for notice in law.pack.notices:
            yield Use("notices", pack, short(notice.text)), notice.authorities
        for field in fields(law.pack):
            if field.name != "notices":
                for label, cited in _cited_below(getattr(law.pack, field.name)):
                    yield Use("pack", pack, label), cited
        for table in getattr(law, "tables", {}).values():
            yield Use("test", Place("test", f"table-{table.id}", table.label)), table.authorities

    # -- indicators ------------------------------------------------------------------------

    def weighings(self, indicator: str) -> tuple[Weighing, ...]:
        """What this law makes of it, the oldest period first."""
        return self._weighings.get(indicator, ())

    @cached_property
    def _weighings(self) -> Mapping[str, tuple[Weighing, ...]]:
        found: dict[str, list[Weighing]] = {}
        for w in self.law.weighings:
            found.setdefault(w.indicator, []).append(w)
        return {
            id_: tuple(sorted(ws, key=lambda w: w.validity.start or dt.date.min))
            for id_, ws in found.items()
        }

    def weakens(self, indicator: str) -> list[tuple[Weighing, Undercut]]:
        """The weights that this indicator, when present, reduces."""
        return [(w, c) for w in self.law.weighings for c in w.undercut_by if c.by == indicator]

    def weighed_in(self, limb: str) -> list[Weighing]:
        """The weights that count for a part of the test, the heaviest first."""
        scale = self.law.pack.scale
        found = [w for w in self.law.weighings if w.limb == limb]
        return sorted(found, key=lambda w: (w.side, -scale.get(w.weight, 0)))

    def asks(self, indicator: str) -> tuple[Asked, ...]:
        return self._asks.get(indicator, ())

    @cached_property
    def _asks(self) -> Mapping[str, tuple[Asked, ...]]:
        found: dict[str, list[Asked]] = {}
        for question in self.law.questions.values():
            told: dict[str, list[tuple[Text | None, str]]] = {}
            for choice in question.choices:
                for effect in choice.effects:
                    told.setdefault(effect.indicator, []).append((choice.label, effect.state))
            for band in question.bands:
                for effect in band.effects:
                    told.setdefault(effect.indicator, []).append((None, effect.state))
            for id_, answers in told.items():
                found.setdefault(id_, []).append(Asked(question, tuple(answers)))
        return {id_: tuple(asked) for id_, asked in found.items()}

    def found_in(self, indicator: str, state: str) -> list[tuple[Decision, FactFound]]:
        """Decisions that found it present, or absent; the highest court and latest first."""
        return [(d, f) for d, f in self._found.get(indicator, ()) if f.state == state]

    @cached_property
    def _found(self) -> Mapping[str, list[tuple[Decision, FactFound]]]:
        found: dict[str, list[tuple[Decision, FactFound]]] = {}
        for decision in sorted(latest(self.law.decisions.values()), key=lambda d: -d.level):
            for fact in decision.facts:
                found.setdefault(fact.indicator, []).append((decision, fact))
        return found

    # -- decisions -------------------------------------------------------------------------

    def proceedings(self, decision: str) -> list[Decision]:
        """The decisions of one dispute, as far as the catalogue links them, the oldest first."""
        linked: dict[str, set[str]] = {}
        for d in self.law.decisions.values():
            for other in (d.reversed_by, getattr(d, "upheld_by", None)):
                if other:
                    linked.setdefault(d.id, set()).add(other)
                    linked.setdefault(other, set()).add(d.id)
        chain, todo = {decision}, [decision]
        while todo:
            for other in linked.get(todo.pop(), set()) - chain:
                chain.add(other)
                todo.append(other)
        known = [self.law.decisions[id_] for id_ in chain if id_ in self.law.decisions]
        return sorted(known, key=lambda d: (d.date, d.level, d.id))

    def levels(self) -> dict[str, int]:
        """How many authorities stand at each level of verification."""
        found: dict[str, int] = {}
        for a in self.law.authorities.values():
            found[a.verification] = found.get(a.verification, 0) + 1
        return found


def cited_for_money(law: MoneyLaw, authority: str) -> tuple[Text, ...]:
    """What of the law of money and time limits rests on an authority; it has no page of its own."""
    parts = (law.claims, law.quantities, law.assumptions, law.conditions, law.tables)
    entries: list[Any] = [entry for part in parts for entry in part.values()]
    entries += [*law.limitations.values(), *law.suspensions]
    found = [entry.label for entry in entries if authority in entry.cited.authorities]
    return tuple(dict.fromkeys(found))


def _cited_below(value: Any) -> Iterator[tuple[Text | None, tuple[str, ...]]]:
    """Authorities of parts of the pack that have no lookup of their own, with their words."""
    if isinstance(value, list | tuple):
        for item in value:
            yield from _cited_below(item)
    elif is_dataclass(value) and not isinstance(value, type):
        cited = getattr(value, "authorities", ())
        words = (getattr(value, name, None) for name in ("label", "why", "text"))
        label = next((w for w in words if isinstance(w, Text)), None)
        if cited:
            yield (short(label) if label else None), tuple(cited)


# -- kept by version -----------------------------------------------------------------------

_KEPT: dict[str, Book] = {}
_MOST = 40


def of(law: Catalogue) -> Book:
    """The book of a catalogue, made once for each version."""
    held = _KEPT.get(law.version)
    if held is None:
        while len(_KEPT) >= _MOST:
            _KEPT.pop(next(iter(_KEPT)), None)
        held = _KEPT[law.version] = Book(law)
    return held
