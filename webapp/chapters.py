"""The order of the book: chapters, entries and where each stands; the steps of the test.

What a later catalogue adds (a new operator of the test, for instance) is shown by its label.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from criteria.model import Catalogue, Decision, Node, Text

#: The chapters that have a page for each entry, in the order of the book.
CHAPTERS = (
    "limbs",
    "presumptions",
    "propositions",
    "conclusions",
    "indicators",
    "statutes",
    "decisions",
    "questions",
)
#: A rule has no title: its first words stand for one.
LONGEST_NAME = 90


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands: a chapter and an id, or the page of the test and a node."""

    chapter: str
    id: str
    name: Text

    @property
    def anchor(self) -> str:
        return f"{self.chapter}-{self.id}"


@dataclass(frozen=True, slots=True)
class Tree:
    """A test or condition, and the entry that it belongs to (none: the test itself)."""

    title: Text | None
    node: Node
    owner: Place | None = None


def short(text: Text) -> Text:
    return Text(_cut(text.fr), _cut(text.en))


def _cut(text: str) -> str:
    """The first words, up to the end of a phrase where there is one not too soon."""
    if len(text) <= LONGEST_NAME:
        return text
    said = text[:LONGEST_NAME].rsplit(" ", 1)[0]
    phrases = [m.start() for m in re.finditer(r"[.,;:](?=\s)|[\u202f\u00a0][;:]|\s\(", said)]
    if phrases and phrases[-1] > LONGEST_NAME // 3:
        said = said[: phrases[-1]]
    return said.rstrip(" .,;:(\u202f\u00a0") + "…"


def walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from walk(child)


class Chapters:
    """The entries of one catalogue in their order, each with its place."""

    def __init__(self, law: Catalogue) -> None:
        self.law = law
        self.id = law.pack.id
        self.entries: dict[str, Mapping[str, Any]] = {
            "limbs": law.limbs,
            "presumptions": law.presumptions,
            "propositions": law.propositions,
            "conclusions": getattr(law, "conclusions", {}),
            "indicators": law.indicators,
            "statutes": {k: a for k, a in law.authorities.items() if k not in law.decisions},
            "decisions": law.decisions,
            "questions": law.questions,
        }

    # -- order -----------------------------------------------------------------------------

    @cached_property
    def chapters(self) -> tuple[str, ...]:
        """Those that have something in them; a law without conclusions has no such chapter."""
        return tuple(c for c in CHAPTERS if self.entries[c] or c != "conclusions")

    @cached_property
    def order(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of each chapter as they are listed: the catalogue's order, decisions by date."""
        found = {c: tuple(self.entries[c]) for c in CHAPTERS}
        by_group: dict[str, list[str]] = {}
        for i in self.law.indicators.values():
            by_group.setdefault(i.group, []).append(i.id)
        found["indicators"] = tuple(x for ids in by_group.values() for x in ids)
        sections = {s.id: n for n, s in enumerate(self.law.sections)}
        asked = self.law.questions
        found["questions"] = tuple(sorted(asked, key=lambda x: sections[asked[x].section]))
        found["statutes"] = tuple(
            sorted(found["statutes"], key=lambda x: self.law.authorities[x].kind != "statute")
        )
        found["decisions"] = tuple(d.id for d in latest(self.law.decisions.values()))
        return found

    def groups(self, chapter: str) -> list[tuple[str, list[Any]]]:
        """The entries of a chapter under their sub-headings: (code of the group, entries)."""
        found: dict[str, list[Any]] = {}
        for id_ in self.order[chapter]:
            entry = self.entries[chapter][id_]
            found.setdefault(_group(chapter, entry), []).append(entry)
        return list(found.items())

    def neighbours(self, chapter: str, id_: str) -> tuple[Place | None, Place | None]:
        ids = self.order[chapter]
        at = ids.index(id_)
        before = self.place(chapter, ids[at - 1]) if at else None
        after = self.place(chapter, ids[at + 1]) if at + 1 < len(ids) else None
        return before, after

    # -- finding ---------------------------------------------------------------------------

    def place(self, chapter: str, id_: str) -> Place | None:
        """Where an entry is; "authorities" stands for statutes and decisions."""
        if chapter == "authorities":
            chapter = "decisions" if id_ in self.law.decisions else "statutes"
        if chapter == "test":
            node = self.nodes.get(id_)
            return Place("test", id_, self.node_name(node)) if node else None
        entry = self.entries.get(chapter, {}).get(id_)
        return Place(chapter, id_, self.name(chapter, entry)) if entry is not None else None

    def name(self, chapter: str, entry: Any) -> Text:
        if chapter in ("statutes", "decisions", "presumptions"):
            name: Text = entry.citation
        elif chapter in ("questions", "propositions"):
            name = entry.text if chapter == "questions" else short(entry.text)
        else:
            name = entry.label
        return name

    def near(self, chapter: str, id_: str) -> list[Place]:
        """Entries whose id resembles one that does not exist, those of the same chapter first."""
        wanted = id_.lower()
        exact = [p for c in self.chapters for p in self._like(c, wanted, 1.0)]
        if len(wanted) > 3:
            ids = self.entries.get(chapter, {})
            held = (self.place(chapter, x) for x in ids if wanted in x.lower())
            exact += [place for place in held if place][:3]
        close = self._like(chapter, wanted, 0.6) if chapter in self.entries else []
        others = [p for c in self.chapters if c != chapter for p in self._like(c, wanted, 0.75)]
        return list(dict.fromkeys([*exact, *close, *others]))[:6]

    def _like(self, chapter: str, wanted: str, cutoff: float) -> list[Place]:
        by_id = {id_.lower(): id_ for id_ in self.entries[chapter]}
        close = difflib.get_close_matches(wanted, by_id, 4, cutoff)
        found = (self.place(chapter, by_id[c]) for c in close)
        return [place for place in found if place]

    # -- the test --------------------------------------------------------------------------

    @cached_property
    def trees(self) -> tuple[Tree, ...]:
        """The test, those of other statuses, whether this law applies; then the conditions of
        presumptions and the tests of conclusions."""
        scope = getattr(self.law, "scope", None)
        statuses = {s.id: s.label for s in getattr(self.law.pack, "statuses", ())}
        found = [Tree(None, self.law.test)]
        found += [
            Tree(statuses.get(status), node) for status, node in getattr(self.law, "third", ())
        ]
        if scope is not None:
            found.append(Tree(Text("Champ d’application", "Scope"), scope))
        for chapter, key in (("presumptions", "applies_if"), ("conclusions", "test")):
            for entry in self.entries[chapter].values():
                node = getattr(entry, key, None)
                if node is not None:
                    found.append(Tree(None, node, self.place(chapter, entry.id)))
        return tuple(found)

    @property
    def tests(self) -> tuple[Tree, ...]:
        return tuple(tree for tree in self.trees if tree.owner is None)

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """Nodes on the page of the test, by id."""
        return {n.id: n for tree in self.tests for n in walk(tree.node)}

    @cached_property
    def _parents(self) -> Mapping[str, Node]:
        """The step above each step: two of them may bear one name."""
        steps = (n for tree in self.tests for n in walk(tree.node))
        return {child.id: n for n in steps for child in n.children}

    def refers_to(self, node: Node) -> Place | None:
        """The entry that a leaf, or a presumption in the test, stands for."""
        if node.ref is None:
            return None
        chapter = {"indicator": "indicators", "limb": "limbs", "presume": "presumptions"}
        return self.place(chapter.get(node.op, ""), node.ref)

    def node_name(self, node: Node) -> Text:
        """Its label; without one, what it refers to; without that, its id."""
        if node.label.en:
            return node.label
        place = self.refers_to(node)
        return place.name if place else Text(node.id, node.id)


def latest(decisions: Iterable[Decision]) -> list[Decision]:
    return sorted(decisions, key=lambda d: (-d.date.toordinal(), -d.level, d.id))


def _group(chapter: str, entry: Any) -> str:
    if chapter == "indicators":
        return str(entry.group)
    if chapter == "questions":
        return str(entry.section)
    if chapter == "statutes":
        return str(entry.kind)
    if chapter == "decisions":
        # A decision known without its date stands last.
        return str(entry.date.year) if entry.date > dt.date.min else "undated"
    return ""
