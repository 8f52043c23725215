"""Checks that the files of money and time limits hold together: ids, periods, references,
authorities, and that formulas end somewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from criteria.errors import Fault
from criteria.model import Text
from criteria.money_messages import KINDS, MONEY_NAMES
from criteria.money_model import AS_OF, DAYS, WEEKLY
from criteria.reading import Pointer, Source, entries
from criteria.shape import nearest

Entry = dict[str, Any]
#: File and key of each list of entries, with the name that references use.
LISTS = (
    ("values", "tables", "table"),
    ("limitations", "limitations", "limitation"),
    ("limitations", "suspensions", "limitation"),
    ("claims", "conventions", "convention"),
    ("claims", "assumptions", "assumption"),
    ("claims", "conditions", "condition"),
    ("claims", "windows", "window"),
    ("claims", "quantities", "quantity"),
    ("claims", "claims", "claim"),
)
CITED = ("tables", "limitations", "suspensions", "assumptions", "conditions", "quantities")


class MoneyLaws:
    """``run`` adds the faults. ``unsound`` holds the places that do not fit the schema: a
    malformed entry is left out, but its id is known, so that one fault does not cause ten."""

    def __init__(
        self,
        sources: Mapping[str, Source],
        unsound: Mapping[str, set[Pointer]],
        authorities: set[str] | None,
        replaced: Mapping[str, str],
    ) -> None:
        self.sources = sources
        self.unsound = unsound
        self.authorities = authorities
        self.replaced = replaced
        self.faults: list[Fault] = []
        self.ids: dict[str, set[str] | None] = {"day": {*DAYS, AS_OF}, "input": set(WEEKLY)}
        for file, key, kind in LISTS:
            found = self._ids(file, key)
            if kind not in self.ids or key != "suspensions":
                self.ids[kind] = found
        self.quantities = {e["id"]: e for _, e in self._entries("claims", "quantities")}
        self.tables = {e["id"]: e for _, e in self._entries("values", "tables")}
        self.limitations = {e["id"]: e for _, e in self._entries("limitations", "limitations")}
        self.options = {
            e["id"]: [o["id"] for o in e["options"]]
            for _, e in self._entries("claims", "assumptions")
        }

    def run(self) -> None:
        self._ids_once()
        for file, key, _ in LISTS:
            for at, entry in self._entries(file, key):
                if key in CITED or key == "claims":
                    self._cited(file, at, entry)
        for at, entry in self._entries("values", "tables"):
            self._table(at, entry)
        self._limitations()
        self._claims()
        self._circles()

    # -- helpers ---------------------------------------------------------------------------

    def _entries(self, file: str, key: str) -> list[tuple[Pointer, Entry]]:
        bad = {place[:2] for place in self.unsound[file] if place[:1] == (key,)}
        return [(at, e) for at, e in entries(self.sources[file], key) if at not in bad]

    def _ids(self, file: str, key: str) -> set[str] | None:
        data = self.sources[file].data
        if not isinstance(data, dict) or not isinstance(data.get(key), list):
            return None
        found = entries(self.sources[file], key)
        return {e["id"] for _, e in found if isinstance(e.get("id"), str)}

    def _add(self, file: str, at: Pointer, code: str, **params: str | Text) -> None:
        self.faults.append(self.sources[file].fault(at, code, **params))

    def _known(
        self, file: str, at: Pointer, what: str, value: str, ids: set[str] | None = None
    ) -> bool:
        ids = self.ids[what] if ids is None else ids
        if ids is None or value in ids:
            return ids is not None
        mend = nearest(value, ids, Text("Déclarez-le, ou retirez-le.", "Declare it or remove it."))
        name = Text(*MONEY_NAMES[what])
        self._add(file, at, "unknown_reference", what=name, value=value, mend=mend)
        return False

    def _ids_once(self) -> None:
        seen: dict[tuple[str, str], int] = {}
        for file, key, kind in LISTS:
            for at, entry in self._entries(file, key):
                line = self.sources[file].line(at)
                first = seen.setdefault((kind, entry["id"]), line)
                if first != line:
                    there = self.sources[file].file
                    self._add(file, at, "id_twice", id=entry["id"], there=there, line=str(first))

    def _cited(self, file: str, at: Pointer, entry: Entry) -> None:
        for i, name in enumerate(entry["authorities"]):
            here = (*at, "authorities", i)
            if self.authorities is not None:
                self._known(file, here, "authority", name, self.authorities)
            if name in self.replaced:
                self._add(file, here, "bad_law", id=name, by=self.replaced[name])
        from_memory = entry["verification"] == "memory" and "citation" in entry
        if not entry["authorities"] and not from_memory:
            self._add(file, at, "money_authority", id=entry["id"])
        self._period(file, at, entry)

    def _period(self, file: str, at: Pointer, entry: Entry) -> None:
        start, end = entry.get("from"), entry.get("to")
        if start and end and start > end:
            self._add(file, (*at, "from"), "dates_reversed", start=start, end=end)

    # -- values.yaml -----------------------------------------------------------------------

    def _table(self, at: Pointer, table: Entry) -> None:
        if ("lines" in table) == ("rows" in table):
            self._add("values", at, "money_lines_or_rows", id=table["id"])
        if "own_at_least" in table:
            self._lookup("values", (*at, "own_at_least"), table["own_at_least"], "lines")
        spans: list[tuple[str, str, int]] = []
        starts = sorted(line["from"] for line in table.get("lines", []))
        for i, line in enumerate(table.get("lines", [])):
            here = (*at, "lines", i)
            self._period("values", here, line)
            # A line without an end lasts until the eve of the next one.
            later = [day for day in starts if day > line["from"]]
            end = line.get("to") or (eve(later[0]) if later else "9999-12-31")
            for start, stop, number in spans:
                if line["from"] <= stop and start <= end:
                    day = max(line["from"], start)
                    self._add(
                        "values", here, "money_two_values",
                        id=table["id"], day=day, line=str(number),
                    )  # fmt: skip
            spans.append((line["from"], end, self.sources["values"].line(here)))
        before = -1.0
        for i, row in enumerate(table.get("rows", [])):
            here = (*at, "rows", i)
            if row["at_least"] <= before:
                shown = str(row["at_least"])
                self._add("values", here, "money_rows_order", id=table["id"], row=shown)
            if ("value" in row) == ("says" in row):
                self._add("values", here, "money_row_value", id=table["id"])
            before = row["at_least"]

    def _lookup(self, file: str, at: Pointer, name: str, kind: str) -> None:
        if self._known(file, at, "table", name):
            table = self.tables.get(name, {})
            other = "rows" if kind == "lines" else "lines"
            if other in table and kind not in table:
                self._add(file, at, "money_table_kind", id=name, kind=Text(*KINDS[other]))

    # -- limitations.yaml ------------------------------------------------------------------

    def _limitations(self) -> None:
        for at, entry in self._entries("limitations", "limitations"):
            for i, day in enumerate(entry["starts"]):
                self._known("limitations", (*at, "starts", i), "day", day)
        for at, entry in self._entries("limitations", "suspensions"):
            self._known("limitations", (*at, "starts"), "day", entry["starts"])
            self._known("limitations", (*at, "ends"), "day", entry["ends"])
            for i, name in enumerate(entry["suspends"]):
                self._known("limitations", (*at, "suspends", i), "limitation", name)

    # -- claims.yaml -----------------------------------------------------------------------

    def _claims(self) -> None:
        for at, entry in self._entries("claims", "assumptions"):
            names = set(self.options[entry["id"]])
            self._known("claims", (*at, "default"), "option", entry["default"], names)
        for at, entry in self._entries("claims", "conditions"):
            test = entry.get("test", {})
            for i, day in enumerate(test.get("known", [])):
                self._known("claims", (*at, "test", "known", i), "day", day)
            for i, part in enumerate(test.get("at_least", [])):
                self._formula((*at, "test", "at_least", i), part, entry["id"], "case")
        for at, entry in self._entries("claims", "windows"):
            self._window(at, entry)
        for at, entry in self._entries("claims", "quantities"):
            self._formula((*at, "formula"), entry["formula"], entry["id"], entry["per"])
        for at, entry in self._entries("claims", "claims"):
            if ("formula" in entry) == ("why_no_amount" in entry) or ("formula" in entry) != (
                "words" in entry
            ):
                self._add("claims", at, "money_amount_or_words", id=entry["id"])
            for key, what in (
                ("needs", "condition"),
                ("inside", "claim"),
                ("excludes", "claim"),
            ):
                for i, name in enumerate(entry.get(key, [])):
                    self._known("claims", (*at, key, i), what, name)
            if "limitation" in entry:
                self._known("claims", (*at, "limitation"), "limitation", entry["limitation"])
            if "formula" in entry:
                self._formula((*at, "formula"), entry["formula"], entry["id"], "case")

    def _window(self, at: Pointer, entry: Entry) -> None:
        for i, cut in enumerate(entry["cuts"]):
            here = (*at, "cuts", i)
            if self._known(
                "claims", (*here, "limitation"), "limitation", cut["limitation"]
            ) and "reach" not in self.limitations.get(cut["limitation"], {"reach": 1}):
                self._add("claims", (*here, "limitation"), "money_no_reach", id=cut["limitation"])
            for j, day in enumerate(cut["back_from"]):
                self._known("claims", (*here, "back_from", j), "day", day)
        given = [cut.get("option", "") for cut in entry["cuts"]]
        if "assumption" in entry:
            self._options(at, entry["id"], entry["assumption"], given)
        elif given != [""]:
            self._add(
                "claims", at, "money_options",
                id=entry["id"], given=", ".join(given), assumption="–", wanted="–",
            )  # fmt: skip

    def _options(self, at: Pointer, id: str, assumption: str, given: list[str]) -> None:
        if not self._known("claims", (*at, "assumption"), "assumption", assumption):
            return
        wanted = self.options.get(assumption, given)
        if sorted(given) != sorted(wanted):
            self._add(
                "claims", at, "money_options",
                id=id, given=", ".join(given), assumption=assumption, wanted=", ".join(wanted),
            )  # fmt: skip

    # -- formulas --------------------------------------------------------------------------

    def _formula(self, at: Pointer, formula: Entry, id: str, per: str) -> None:
        ((op, value),) = formula.items()
        here = (*at, op)
        if op == "input":
            self._known("claims", here, "input", value)
            if per == "case":
                self._add("claims", here, "money_weekly_outside", id=id, ref=value)
        elif op == "value":
            self._lookup("claims", here, value, "lines")
        elif op == "row":
            self._lookup("claims", (*here, "table"), value["table"], "rows")
        elif op == "quantity":
            self._quantity(here, value, id, per)
        elif op == "sum":
            self._known("claims", (*here, "window"), "window", value["window"])
        elif op == "choose":
            self._options(here, id, value["assumption"], list(value["options"]))
        if op in ("sum", "average"):
            self._quantity((*here, "of"), value["of"], id, "week")
        if op in ("sum", "average", "service") and per == "week":
            self._add("claims", here, "money_case_inside", id=id, ref=op)
        if op == "week" and per == "case":
            self._add("claims", here, "money_weekly_outside", id=id, ref="week")
        for place, part in operands(op, value):
            self._formula((*here, *place), part, id, per)

    def _quantity(self, at: Pointer, name: str, id: str, per: str) -> None:
        if not self._known("claims", at, "quantity", name) or name not in self.quantities:
            return
        if self.quantities[name]["per"] != per:
            code = "money_weekly_outside" if per == "case" else "money_case_inside"
            self._add("claims", at, code, id=id, ref=name)

    def _circles(self) -> None:
        uses = {name: list(references(e["formula"])) for name, e in self.quantities.items()}
        told: set[frozenset[str]] = set()

        def walk(name: str, path: tuple[str, ...]) -> None:
            if name in path:
                circle = path[path.index(name) :]
                if frozenset(circle) not in told:
                    told.add(frozenset(circle))
                    at = next(
                        at
                        for at, e in self._entries("claims", "quantities")
                        if e["id"] == circle[0]
                    )
                    chain = " → ".join([*circle, circle[0]])
                    self._add("claims", (*at, "formula"), "money_circle", chain=chain)
                return
            if name in done:
                return
            for other in uses.get(name, []):
                walk(other, (*path, name))
            done.add(name)

        done: set[str] = set()
        for name in uses:
            walk(name, ())


def operands(op: str, value: Any) -> Iterator[tuple[Pointer, Entry]]:
    """The formulas inside an operation, each with its place."""
    if op in ("add", "mul", "min", "max", "first_known", "sub", "div"):
        yield from (((i,), part) for i, part in enumerate(value))
    elif op == "week":
        yield (), value
    elif op == "row":
        yield ("by",), value["by"]
    elif op == "by_band":
        yield ("of",), value["of"]
        for i, band in enumerate(value["bands"]):
            yield from ((("bands", i, key), part) for key, part in band.items())
    elif op == "average":
        yield ("months",), value["months"]
    elif op == "between":
        yield from (((key,), part) for key, part in value.items())
    elif op == "choose":
        yield from ((("options", key), part) for key, part in value["options"].items())


def references(formula: Entry) -> Iterator[str]:
    """The quantities that a formula refers to, wherever in it."""
    ((op, value),) = formula.items()
    if op == "quantity":
        yield value
    elif op in ("sum", "average"):
        yield value["of"]
    for _, part in operands(op, value):
        yield from references(part)


def eve(day: str) -> str:
    return (dt.date.fromisoformat(day) - dt.timedelta(1)).isoformat()
