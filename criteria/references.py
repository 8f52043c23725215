"""Checks that the files of a catalogue hold together, and that the engine's laws survive them.

What a schema cannot say: ids that exist, periods that do not overlap, limbs within reach, and
polarity, without which one more sign of employment could lower the result.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from criteria.errors import Fault
from criteria.messages import NAMES, SIDES
from criteria.model import Text
from criteria.reading import Pointer, Source, entries
from criteria.shape import nearest

Entry = dict[str, Any]
#: File and key of each list of entries that have an id.
LISTS = (
    ("indicators", "indicators"),
    ("questions", "sections"),
    ("questions", "questions"),
    ("limbs", "limbs"),
    ("presumptions", "presumptions"),
    ("statutes", "statutes"),
    ("decisions", "decisions"),
    ("propositions", "propositions"),
    ("pack", "notices"),
)


class Files:
    """The files of one jurisdiction, some entries of which may be too malformed to be read.

    ``unsound`` holds the places of what did not fit the schema. A malformed entry is left
    out, but its id is still known, so that one fault does not cause ten.
    """

    def __init__(
        self, sources: Mapping[str, Source], unsound: Mapping[str, Collection[Pointer]]
    ) -> None:
        self.sources = sources
        self.unsound = unsound
        self.faults: list[Fault] = []

    def sound(self, file: str, at: Pointer) -> bool:
        """Whether nothing at, above or below ``at`` is malformed."""
        if self.sources[file].data is None:
            return False
        return not any(
            place[: len(at)] == at or at[: len(place)] == place for place in self.unsound[file]
        )

    def readable(self, file: str, key: str) -> bool:
        """Whether the list under ``key`` is one, even where some of its entries are malformed."""
        data = self.sources[file].data
        return isinstance(data, dict) and isinstance(data.get(key), list)

    def entries(self, file: str, key: str) -> list[tuple[Pointer, Entry]]:
        source = self.sources[file]
        bad = {place[:2] for place in self.unsound[file] if place[:1] == (key,)}
        return [(at, entry) for at, entry in entries(source, key) if at not in bad]

    def ids(self, file: str, key: str) -> set[str] | None:
        """Ids declared under ``key``; None where the list cannot be read."""
        if not self.readable(file, key):
            return None
        return {
            entry["id"]
            for _, entry in entries(self.sources[file], key)
            if isinstance(entry.get("id"), str)
        }

    def add(self, file: str, at: Pointer, code: str, **params: str | Text) -> None:
        self.faults.append(self.sources[file].fault(at, code, **params))

    def known(self, file: str, at: Pointer, what: str, value: str, ids: set[str] | None) -> None:
        """A fault when ``value`` is not one of ``ids`` (None: they could not be read)."""
        if ids is None or value in ids:
            return
        mend = nearest(value, ids, Text("Déclarez-le, ou retirez-le.", "Declare it or remove it."))
        self.add(file, at, "unknown_reference", what=Text(*NAMES[what]), value=value, mend=mend)


class References:
    """Every check between entries; ``run`` gives the faults."""

    def __init__(self, files: Files, folder: str) -> None:
        self.f = files
        self.folder = folder
        self.indicators = files.ids("indicators", "indicators")
        self.limbs = files.ids("limbs", "limbs")
        self.sections = files.ids("questions", "sections")
        self.presumptions = files.ids("presumptions", "presumptions")
        statutes, decisions = files.ids("statutes", "statutes"), files.ids("decisions", "decisions")
        self.decisions = decisions
        self.authorities = None if statutes is None or decisions is None else statutes | decisions
        self.replaced = {
            d["id"]: d["reversed_by"]
            for _, d in files.entries("decisions", "decisions")
            if d.get("reversed_by")
        }
        self.scale: dict[str, int] | None = (
            files.sources["pack"].data["scale"] if files.sound("pack", ("scale",)) else None
        )
        self.sides: dict[str, set[str]] = {}
        for _, w in files.entries("weights", "weights"):
            self.sides.setdefault(w["indicator"], set()).add(w["side"])
        self.roles = {e["id"]: e["role"] for _, e in files.entries("limbs", "limbs")}

    def run(self) -> list[Fault]:
        self._ids()
        self._pack()
        for file, key in LISTS:
            for at, entry in self.f.entries(file, key):
                # Propositions may tell of a decision that fell: they state no weight.
                self._cited(file, at, entry, law=file in ("limbs", "presumptions"))
        self._questions()
        self._weights()
        self._circles()
        self._limbs()
        self._decisions()
        self._tests()
        return self.f.faults

    # -- ids, authorities, periods ---------------------------------------------------------

    def _ids(self) -> None:
        seen: dict[tuple[str, str], tuple[str, int]] = {}
        for file, key in LISTS:
            # One name space for all authorities: they are cited by id alone.
            space = "authorities" if key in ("statutes", "decisions") else key
            for at, entry in self.f.entries(file, key):
                source = self.f.sources[file]
                first = seen.setdefault((space, entry["id"]), (source.file, source.line(at)))
                if first != (source.file, source.line(at)):
                    self.f.add(
                        file, at, "id_twice", id=entry["id"], there=first[0], line=str(first[1])
                    )

    def _cited(self, file: str, at: Pointer, entry: Entry, law: bool) -> None:
        """The entry's authorities exist, and are good law where they carry weight; its dates."""
        for i, authority in enumerate(entry.get("authorities") or []):
            here = (*at, "authorities", i)
            self.f.known(file, here, "authority", authority, self.authorities)
            if law and authority in self.replaced:
                self.f.add(file, here, "bad_law", id=authority, by=self.replaced[authority])
        start, end = entry.get("from"), entry.get("to")
        if start and end and start > end:
            self.f.add(file, (*at, "from"), "dates_reversed", start=start, end=end)

    # -- the pack --------------------------------------------------------------------------

    def _pack(self) -> None:
        if self.scale is not None:
            if self.scale.get("none") != 0:
                self.f.add("pack", ("scale",), "no_none_degree")
                self.scale = {**self.scale, "none": 0}
            ranks: dict[int, str] = {}
            for degree, rank in self.scale.items():
                one = ranks.setdefault(rank, degree)
                if one != degree:
                    self.f.add("pack", ("scale", degree), "degrees_level", one=one, other=degree)
        pack = self.f.sources["pack"].data
        if self.f.sound("pack", ("id",)) and pack["id"] != self.folder:
            self.f.add("pack", ("id",), "pack_elsewhere", id=pack["id"], folder=self.folder)
        if (
            self.f.sound("pack", ("law_from",))
            and self.f.sound("pack", ("written",))
            and pack["written"] < pack["law_from"]
        ):
            self.f.add(
                "pack",
                ("written",),
                "written_too_early",
                written=pack["written"],
                law_from=pack["law_from"],
            )
        if self.f.sound("pack", ("lean_limbs",)) and self.f.sound("limbs", ()):
            powers = sum(role == "power" for role in self.roles.values())
            if pack["lean_limbs"] > powers:
                self.f.add(
                    "pack",
                    ("lean_limbs",),
                    "lean_limbs_too_many",
                    asked=str(pack["lean_limbs"]),
                    powers=str(powers),
                )

    # -- questions -------------------------------------------------------------------------

    def _questions(self) -> None:
        kinds = {
            e["id"]: e.get("kinds", ["practice", "stipulation"])
            for _, e in self.f.entries("indicators", "indicators")
        }
        for at, q in self.f.entries("questions", "questions"):
            self.f.known("questions", (*at, "section"), "section", q["section"], self.sections)
            self._choices(at, q)
            self._bands(at, q)
            for key in ("choices", "bands"):
                for i, part in enumerate(q.get(key, [])):
                    told: set[str] = set()
                    for j, effect in enumerate(part.get("effects", [])):
                        here = (*at, key, i, "effects", j, "indicator")
                        name = effect["indicator"]
                        self.f.known("questions", here, "indicator", name, self.indicators)
                        if name in told:
                            self._question(here, "effects_contradict", q, indicator=name)
                        told.add(name)
                        if q.get("kind") == "stipulation" and "stipulation" not in kinds.get(
                            name, ["stipulation"]
                        ):
                            self._question(here, "question_kind", q, indicator=name)

    def _question(self, at: Pointer, code: str, q: Entry, **params: str) -> None:
        self.f.add("questions", at, code, id=q["id"], **params)

    def _choices(self, at: Pointer, q: Entry) -> None:
        here, choices = (*at, "choices"), q.get("choices", [])
        ids = [c["id"] for c in choices]
        if q["type"] not in ("yes_no", "choice"):
            if choices:
                self._question(here, "question_part", q, key="choices", type=q["type"])
            return
        if "unknown" in ids or len(set(ids)) != len(ids):
            self._question(here, "question_choices_repeat", q)
        if q["type"] == "yes_no":
            if ids != ["true", "false"]:
                self._question(here, "question_yes_no", q)
            return
        if len(ids) < 2:
            self._question(here, "question_choices", q)
        for i, choice in enumerate(choices):
            if "label" not in choice:
                self._question((*here, i), "choice_label", q, choice=choice["id"])

    def _bands(self, at: Pointer, q: Entry) -> None:
        here, bands = (*at, "bands"), q.get("bands", [])
        if bands and q["type"] not in ("number", "money"):
            self._question(here, "question_part", q, key="bands", type=q["type"])
            return
        spans: list[tuple[float, float]] = []
        for i, band in enumerate(bands):
            low = float("-inf") if band.get("at_least") is None else band["at_least"]
            high = float("inf") if band.get("below") is None else band["below"]
            if low >= high:
                self._question((*here, i), "band_reversed", q)
                continue
            for start, end in spans:
                if low < end and start < high:
                    common = max(low, start)
                    value = str(common if common != float("-inf") else min(high, end) - 1)
                    self._question((*here, i), "bands_overlap", q, value=value)
            spans.append((low, high))

    # -- weights ---------------------------------------------------------------------------

    def _weights(self) -> None:
        scale = self.scale or {}
        degrees = None if self.scale is None else set(self.scale)
        periods: dict[str, list[tuple[str, str, int]]] = {}
        for at, w in self.f.entries("weights", "weights"):
            name = w["indicator"]
            self.f.known("weights", (*at, "indicator"), "indicator", name, self.indicators)
            self.f.known("weights", (*at, "weight"), "degree", w["weight"], degrees)
            self._cited("weights", at, w, law=True)
            if w["limb"] is not None:
                self.f.known("weights", (*at, "limb"), "limb", w["limb"], self.limbs)
            if scale.get(w["weight"], 0) > 0:
                if not w["authorities"]:
                    self._weight(at, "weight_without_authority", w)
                if w["limb"] is None:
                    self._weight((*at, "limb"), "weight_without_limb", w)
            start, end = w.get("from") or "0000", w.get("to") or "9999"
            for other_start, other_end, line in periods.get(name, []):
                if start <= other_end and other_start <= end:
                    self._weight(at, "two_weights", w, line=str(line))
            line = self.f.sources["weights"].line(at)
            periods.setdefault(name, []).append((start, end, line))
            for i, cut in enumerate(w.get("undercut_by", [])):
                self._cut((*at, "undercut_by", i), w, cut, degrees)
        if self.f.readable("weights", "weights"):
            weighed = {w.get("indicator") for _, w in entries(self.f.sources["weights"], "weights")}
            for at, entry in self.f.entries("indicators", "indicators"):
                if entry["id"] not in weighed:
                    self.f.add(
                        "indicators",
                        at,
                        "not_weighed",
                        indicator=entry["id"],
                        there=self.f.sources["weights"].file,
                    )

    def _weight(self, at: Pointer, code: str, w: Entry, **params: str) -> None:
        self.f.add("weights", at, code, indicator=w["indicator"], **params)

    def _cut(self, here: Pointer, w: Entry, cut: Entry, degrees: set[str] | None) -> None:
        scale = self.scale or {}
        self.f.known("weights", (*here, "by"), "indicator", cut["by"], self.indicators)
        self.f.known("weights", (*here, "to"), "degree", cut["to"], degrees)
        self._cited("weights", here, cut, law=True)
        if not cut["authorities"]:
            self._weight(here, "undercut_without_authority", w)
        if w["side"] in self.sides.get(cut["by"], set()):
            self._weight((*here, "by"), "undercut_same_side", w, by=cut["by"])
        if scale.get(cut["to"], -1) >= scale.get(w["weight"], 0):
            self._weight(
                (*here, "to"),
                "undercut_not_weaker",
                w,
                by=cut["by"],
                to=cut["to"],
                weight=w["weight"],
            )

    def _circles(self) -> None:
        graph: dict[str, dict[str, Pointer]] = {}
        for at, w in self.f.entries("weights", "weights"):
            for i, cut in enumerate(w.get("undercut_by", [])):
                graph.setdefault(w["indicator"], {})[cut["by"]] = (*at, "undercut_by", i)
        told: set[frozenset[str]] = set()
        for start in sorted(graph):
            stack: list[tuple[str, ...]] = [(start,)]
            while stack:
                path = stack.pop()
                for by in graph.get(path[-1], {}):
                    if by == start and frozenset(path) not in told:
                        told.add(frozenset(path))
                        at = graph[path[-1]][by]
                        self.f.add(
                            "weights", at, "undercut_circle", chain=" → ".join((*path, start))
                        )
                    elif by not in path:
                        stack.append((*path, by))

    def _limbs(self) -> None:
        if self.scale is None or not self.f.sound("weights", ()):
            return
        named = {w["limb"] for _, w in self.f.entries("weights", "weights")} - {None}
        if self.limbs is not None and not named <= self.limbs:
            return  # told already; the weights meant for a limb may go to its misspelt name
        for at, limb in self.f.entries("limbs", "limbs"):
            side = self._limb_side(limb["id"])
            reach: dict[str, int] = {}
            alone = False
            for _, w in self.f.entries("weights", "weights"):
                rank = self.scale.get(w["weight"], 0)
                if w["limb"] == limb["id"] and w["side"] == side and rank > 0:
                    reach[w["indicator"]] = max(rank, reach.get(w["indicator"], 0))
                    alone = alone or not w.get("not_alone", False)
            total = sum(reach.values())
            if total < limb["threshold"]:
                self.f.add(
                    "limbs",
                    (*at, "threshold"),
                    "limb_out_of_reach",
                    limb=limb["id"],
                    side=Text(*SIDES[side]),
                    reach=str(total),
                    threshold=str(limb["threshold"]),
                )
            elif not alone:
                self.f.add("limbs", at, "limb_never_alone", limb=limb["id"])

    def _limb_side(self, limb: str) -> str:
        """The side that the limb, established, speaks for."""
        return "independence" if self.roles.get(limb) == "own_business" else "employment"

    # -- decisions -------------------------------------------------------------------------

    def _decisions(self) -> None:
        for at, d in self.f.entries("decisions", "decisions"):
            here = (*at, "reversed_by")
            if d.get("reversed_by"):
                self.f.known("decisions", here, "decision", d["reversed_by"], self.decisions)
            seen, later = {d["id"]}, d.get("reversed_by")
            while later is not None and later not in seen:
                seen.add(later)
                later = self.replaced.get(later)
            if later == d["id"]:
                self.f.add("decisions", here, "reversed_in_circle", id=d["id"])
            told: set[str] = set()
            for i, fact in enumerate(d.get("facts", [])):
                place = (*at, "facts", i, "indicator")
                name = fact["indicator"]
                self.f.known("decisions", place, "indicator", name, self.indicators)
                if name in told:
                    self.f.add("decisions", place, "fact_twice", indicator=name)
                told.add(name)

    # -- the test --------------------------------------------------------------------------

    def _tests(self) -> None:
        if self.f.sound("test", ("test",)):
            ids: dict[str, int] = {}
            self._node("test", ("test",), self.f.sources["test"].data["test"], "employment", ids)
        for at, entry in self.f.entries("presumptions", "presumptions"):
            if "applies_if" in entry:
                side = "independence" if entry["direction"] == "independence" else "employment"
                self._node("presumptions", (*at, "applies_if"), entry["applies_if"], side, {})

    def _node(self, file: str, at: Pointer, node: Entry, side: str, ids: dict[str, int]) -> None:
        self._cited(file, at, node, law=True)
        source = self.f.sources[file]
        if node["id"] in ids:
            self.f.add(
                file, at, "id_twice", id=node["id"], there=source.file, line=str(ids[node["id"]])
            )
        ids.setdefault(node["id"], source.line(at))
        other = "independence" if side == "employment" else "employment"
        if "indicator" in node:
            here, name = (*at, "indicator"), node["indicator"]
            self.f.known(file, here, "indicator", name, self.indicators)
            if self.sides.get(name, {side}) != {side}:
                self._wrong_side(file, here, name, side)
        elif "limb" in node:
            here, name = (*at, "limb"), node["limb"]
            self.f.known(file, here, "limb", name, self.limbs)
            if name in self.roles and self._limb_side(name) != side:
                self._wrong_side(file, here, name, side)
        elif "presume" in node:
            self._presume(file, (*at, "presume"), node["presume"], side, other, ids)
        elif "at_least" in node:
            children, count = node["at_least"]["of"], node["at_least"]["count"]
            here = (*at, "at_least")
            if count > len(children):
                self.f.add(
                    file,
                    (*here, "count"),
                    "at_least_too_many",
                    count=str(count),
                    given=str(len(children)),
                )
            for i, child in enumerate(children):
                self._node(file, (*here, "of", i), child, side, ids)
        else:
            group = "all" if "all" in node else "any"
            for i, child in enumerate(node[group]):
                self._node(file, (*at, group, i), child, side, ids)

    def _presume(
        self, file: str, at: Pointer, node: Entry, side: str, other: str, ids: dict[str, int]
    ) -> None:
        here, name = (*at, "presumption"), node["presumption"]
        self.f.known(file, here, "presumption", name, self.presumptions)
        found = {e["id"]: e for _, e in self.f.entries("presumptions", "presumptions")}.get(name)
        direction = found["direction"] if found else "independence"
        if found and (
            direction not in ("employment", "independence")
            or found["strength"] in ("none", "not_in_force")
        ):
            self.f.add(
                file,
                here,
                "presumption_decides_nothing",
                id=name,
                direction=direction,
                strength=found["strength"],
            )
            return
        if side != "employment":
            # True means "no obstacle to employment": it cannot be a sign of independence.
            self._wrong_side(file, here, name, side)
        # Of independence: an obstacle unless rebutted. Of employment: a ground unless rebutted.
        condition = side if direction == "employment" else other
        rebuttal = other if direction == "employment" else side
        self._node(file, (*at, "if"), node["if"], condition, ids)
        self._node(file, (*at, "unless"), node["unless"], rebuttal, ids)

    def _wrong_side(self, file: str, at: Pointer, ref: str, side: str) -> None:
        other = "independence" if side == "employment" else "employment"
        self.f.add(
            file, at, "wrong_side", ref=ref, side=Text(*SIDES[side]), other=Text(*SIDES[other])
        )
