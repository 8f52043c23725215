"""Checks what the engine rests on: weights, limbs within reach, and polarity.

Without them one more sign of employment could lower the result, or a limb never be established.
"""

from __future__ import annotations

from criteria.files import Entry, Files
from criteria.messages import SIDES
from criteria.model import Text
from criteria.reading import Pointer, entries


class Laws:
    """``run`` adds the faults."""

    def __init__(self, files: Files) -> None:
        self.f = files
        self.sides: dict[str, set[str]] = {}
        for _, w in files.entries("weights", "weights"):
            self.sides.setdefault(w["indicator"], set()).add(w["side"])

    def run(self) -> None:
        self._weights()
        self._circles()
        self._limbs()
        self._tests()
        self._tables()

    # -- weights ---------------------------------------------------------------------------

    def _weights(self) -> None:
        scale = self.f.scale or {}
        degrees = None if self.f.scale is None else set(self.f.scale)
        periods: dict[str, list[tuple[str, str, int]]] = {}
        for at, w in self.f.entries("weights", "weights"):
            name = w["indicator"]
            self.f.known("weights", (*at, "indicator"), "indicator", name, self.f.indicators)
            self.f.known("weights", (*at, "weight"), "degree", w["weight"], degrees)
            self.f.cited("weights", at, w, law=True)
            if w["limb"] is not None:
                self.f.known("weights", (*at, "limb"), "limb", w["limb"], self.f.limbs)
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
            left = (self.f.sources["pack"].data or {}).get("unweighed", [])
            unweighed = set(left) if self.f.sound("pack", ("unweighed",)) else set()
            for i, name in enumerate(left if unweighed else ()):
                if name in weighed:
                    self.f.add("pack", ("unweighed", i), "weighed_and_unweighed", indicator=name)
            for at, entry in self.f.entries("indicators", "indicators"):
                if entry["id"] not in weighed | unweighed:
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
        scale = self.f.scale or {}
        self.f.known("weights", (*here, "by"), "indicator", cut["by"], self.f.indicators)
        self.f.known("weights", (*here, "to"), "degree", cut["to"], degrees)
        self.f.cited("weights", here, cut, law=True)
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
        if self.f.scale is None or not self.f.sound("weights", ()):
            return
        named = {w["limb"] for _, w in self.f.entries("weights", "weights")} - {None}
        if self.f.limbs is not None and not named <= self.f.limbs:
            return  # told already; the weights meant for a limb may go to its misspelt name
        for at, limb in self.f.entries("limbs", "limbs"):
            side = self._limb_side(limb["id"])
            reach: dict[str, int] = {}
            alone = False
            for _, w in self.f.entries("weights", "weights"):
                rank = self.f.scale.get(w["weight"], 0)
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
        return "independence" if self.f.roles.get(limb) == "own_business" else "employment"

    # -- the test --------------------------------------------------------------------------

    def _tests(self) -> None:
        ids: dict[str, int] = {}
        if self.f.sound("test", ("test",)):
            self._node("test", ("test",), self.f.sources["test"].data["test"], "employment", ids)
        for at, entry in self.f.entries("test", "third"):
            self._node("test", (*at, "test"), entry["test"], "employment", ids)
        data = self.f.sources["test"].data or {}
        if "scope" in data and self.f.sound("test", ("scope",)):
            self._node("test", ("scope",), data["scope"], None, {})
        for at, entry in self.f.entries("presumptions", "presumptions"):
            if "applies_if" in entry:
                side = "independence" if entry["direction"] == "independence" else "employment"
                self._node("presumptions", (*at, "applies_if"), entry["applies_if"], side, {})
        for at, entry in self.f.entries("conclusions", "conclusions"):
            self._node("conclusions", (*at, "test"), entry["test"], None, {})

    def _node(
        self, file: str, at: Pointer, node: Entry, side: str | None, ids: dict[str, int]
    ) -> None:
        """``side``: what the node's truth speaks for; None where nothing follows from it for the
        status (scope, further conclusions, reasons of an overall view)."""
        self.f.cited(file, at, node, law=True)
        in_test = file == "test" and at[0] != "scope"
        for op, there in (("presume", in_test), ("table", in_test), ("status", not in_test)):
            if op in node and not there:
                self.f.add(file, (*at, op), "not_in_this_place", op=op)
        source = self.f.sources[file]
        if node["id"] in ids:
            self.f.add(
                file, at, "id_twice", id=node["id"], there=source.file, line=str(ids[node["id"]])
            )
        ids.setdefault(node["id"], source.line(at))
        other = {"employment": "independence", "independence": "employment", None: None}[side]
        if "indicator" in node:
            here, name = (*at, "indicator"), node["indicator"]
            self.f.known(file, here, "indicator", name, self.f.indicators)
            if side and self.sides.get(name, {side}) != {side}:
                self._wrong_side(file, here, name, side)
        elif "limb" in node:
            here, name = (*at, "limb"), node["limb"]
            self.f.known(file, here, "limb", name, self.f.limbs)
            if side and name in self.f.roles and self._limb_side(name) != side:
                self._wrong_side(file, here, name, side)
        elif "not" in node:
            self._node(file, (*at, "not"), node["not"], other, ids)
        elif "weigh" in node:
            # Reasons for and against stand side by side in an overall view.
            for i, child in enumerate(node["weigh"]):
                self._node(file, (*at, "weigh", i), child, None, ids)
        elif "status" in node:
            self.f.known(file, (*at, "status"), "status", node["status"], self._statuses())
        elif "table" in node:
            self._on_table(file, (*at, "table"), node["table"])
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
        elif "all" in node or "any" in node:
            group = "all" if "all" in node else "any"
            for i, child in enumerate(node[group]):
                self._node(file, (*at, group, i), child, side, ids)

    def _statuses(self) -> set[str] | None:
        named = self.f.ids("pack", "statuses")
        return named or {"self_employed", "employee"}

    def _on_table(self, file: str, at: Pointer, node: Entry) -> None:
        tables = {e["id"]: e for _, e in self.f.entries("test", "tables")}
        self.f.known(file, (*at, "of"), "table", node["of"], self.f.ids("test", "tables") or set())
        table = tables.get(node["of"])
        if table is None:
            return
        results = self._results(table)
        for key in ("is", "perhaps"):
            for i, result in enumerate(node.get(key, [])):
                self.f.known(file, (*at, key, i), "result", result, results)

    def _tables(self) -> None:
        tables = {e["id"]: (at, e) for at, e in self.f.entries("test", "tables")}
        questions = {e["id"]: e for _, e in self.f.entries("questions", "questions")}
        for at, table in tables.values():
            self.f.cited("test", at, table, law=True)
            columns: list[set[str] | None] = []
            for i, source in enumerate(table["inputs"]):
                here = (*at, "inputs", i)
                if "table" in source:
                    name = source["table"]
                    self.f.known("test", (*here, "table"), "table", name, set(tables))
                    columns.append(self._results(tables[name][1]) if name in tables else None)
                else:
                    name = source["question"]
                    known = self.f.ids("questions", "questions")
                    self.f.known("test", (*here, "question"), "question", name, known)
                    choices = {c["id"] for c in questions.get(name, {}).get("choices", [])}
                    columns.append(choices or None)
                    for j, value in enumerate(source.get("values", [])):
                        place = (*here, "values", j)
                        self.f.known("test", place, "answer", value, choices or None)
            for i, row in enumerate(table["rows"]):
                here = (*at, "rows", i, "when")
                if len(row["when"]) != len(columns):
                    self.f.add(
                        "test",
                        here,
                        "row_length",
                        table=table["id"],
                        found=str(len(row["when"])),
                        expected=str(len(columns)),
                    )
                    continue
                for j, (cell, column) in enumerate(zip(row["when"], columns, strict=True)):
                    if cell is not None:
                        self.f.known("test", (*here, j), "answer", cell, column)
            chain, later = [table["id"]], self._built_on(table)
            while later and later[0] not in chain:
                chain.append(later[0])
                later = [t for n in later if n in tables for t in self._built_on(tables[n][1])]
            if table["id"] in later:
                self.f.add("test", at, "table_circle", chain=" → ".join([*chain, table["id"]]))

    def _results(self, table: Entry) -> set[str]:
        given = {str(row["result"]) for row in table["rows"]}
        return given | ({table["otherwise"]} if "otherwise" in table else set())

    def _built_on(self, table: Entry) -> list[str]:
        return [source["table"] for source in table["inputs"] if "table" in source]

    def _presume(
        self,
        file: str,
        at: Pointer,
        node: Entry,
        side: str | None,
        other: str | None,
        ids: dict[str, int],
    ) -> None:
        here, name = (*at, "presumption"), node["presumption"]
        presumptions = self.f.ids("presumptions", "presumptions")
        self.f.known(file, here, "presumption", name, presumptions)
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
        if side == "independence":
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
