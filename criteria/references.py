"""Checks that the entries of a catalogue hold together: ids, periods, questions, decisions."""

from __future__ import annotations

from criteria.files import LISTS, Entry, Files
from criteria.reading import Pointer


class References:
    """Every check between entries but those of ``criteria.laws``; ``run`` adds the faults."""

    def __init__(self, files: Files, folder: str) -> None:
        self.f = files
        self.folder = folder

    def run(self) -> None:
        self._ids()
        self._pack()
        for file, key in LISTS:
            for at, entry in self.f.entries(file, key):
                if file == "questions":
                    self._asked_by(at, entry)
                    continue
                # Propositions may tell of a decision that fell: they state no weight.
                self.f.cited(file, at, entry, law=file in ("limbs", "presumptions", "conclusions"))
        self._parameters()
        self._statuses()
        self._questions()
        self._decisions()

    def _asked_by(self, at: Pointer, question: Entry) -> None:
        """Questions are shared: each law says which of its own authorities make it ask."""
        for i, authority in enumerate((question.get("authorities") or {}).get(self.folder, [])):
            here = (*at, "authorities", self.folder, i)
            self.f.known("questions", here, "authority", authority, self.f.authorities)

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

    # -- the pack --------------------------------------------------------------------------

    def _pack(self) -> None:
        if self.f.scale is not None:
            if self.f.scale.get("none") != 0:
                self.f.add("pack", ("scale",), "no_none_degree")
                self.f.scale = {**self.f.scale, "none": 0}
            ranks: dict[int, str] = {}
            for degree, rank in self.f.scale.items():
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
            powers = sum(role == "power" for role in self.f.roles.values())
            if pack["lean_limbs"] > powers:
                self.f.add(
                    "pack",
                    ("lean_limbs",),
                    "lean_limbs_too_many",
                    asked=str(pack["lean_limbs"]),
                    powers=str(powers),
                )

    def _parameters(self) -> None:
        """One value a day, each on good authority."""
        for key in ("contract_weight", "unit_of_analysis", "burden"):
            seen: list[tuple[str, str, int]] = []
            for at, entry in self.f.entries("pack", key):
                self.f.cited("pack", at, entry, law=True)
                start, end = entry.get("from") or "0000", entry.get("to") or "9999"
                line = self.f.sources["pack"].line(at)
                for other_start, other_end, there in seen:
                    if start <= other_end and other_start <= end:
                        self.f.add("pack", at, "two_values", key=key, line=str(there))
                seen.append((start, end, line))
        for key in ("unweighed", "undisputed"):
            listed = (self.f.sources["pack"].data or {}).get(key, [])
            if self.f.sound("pack", (key,)):
                for i, name in enumerate(listed):
                    self.f.known("pack", (key, i), "indicator", name, self.f.indicators)

    def _statuses(self) -> None:
        """Every status between the first and the last has its own test, and no other has."""
        statuses = [entry["id"] for _, entry in self.f.entries("pack", "statuses")]
        between = set(statuses[1:-1])
        tested: set[str] = set()
        for at, entry in self.f.entries("test", "third"):
            here = (*at, "status")
            self.f.known("test", here, "status", entry["status"], between)
            if entry["status"] in tested:
                self.f.add("test", here, "status_tested_twice", status=entry["status"])
            tested.add(entry["status"])
        if self.f.sound("test", ()):
            for at, entry in self.f.entries("pack", "statuses"):
                if entry["id"] in between - tested:
                    self.f.add("pack", at, "status_without_test", status=entry["id"])

    # -- questions -------------------------------------------------------------------------

    def _questions(self) -> None:
        sections = self.f.ids("questions", "sections")
        kinds = {
            e["id"]: e.get("kinds", ["practice", "stipulation"])
            for _, e in self.f.entries("indicators", "indicators")
        }
        for at, q in self.f.entries("questions", "questions"):
            self.f.known("questions", (*at, "section"), "section", q["section"], sections)
            self._choices(at, q)
            self._bands(at, q)
            for key in ("choices", "bands"):
                for i, part in enumerate(q.get(key, [])):
                    told: set[str] = set()
                    for j, effect in enumerate(part.get("effects", [])):
                        here = (*at, key, i, "effects", j, "indicator")
                        name = effect["indicator"]
                        self.f.known("questions", here, "indicator", name, self.f.indicators)
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

    # -- decisions -------------------------------------------------------------------------

    def _decisions(self) -> None:
        statuses = {entry["id"] for _, entry in self.f.entries("pack", "statuses")}
        for at, d in self.f.entries("decisions", "decisions"):
            here = (*at, "reversed_by")
            for key in ("reversed_by", "overtaken_by", "upheld_by"):
                if d.get(key):
                    self.f.known("decisions", (*at, key), "decision", d[key], self.f.decisions)
            if d.get("status"):
                self.f.known("decisions", (*at, "status"), "status", d["status"], statuses)
            elif d.get("outcome") == "intermediate":
                self.f.add("decisions", at, "intermediate_without_status", id=d["id"])
            seen, later = {d["id"]}, self.f.replaced.get(d["id"])
            while later is not None and later not in seen:
                seen.add(later)
                later = self.f.replaced.get(later)
            if later == d["id"]:
                self.f.add("decisions", here, "reversed_in_circle", id=d["id"])
            told: set[str] = set()
            for i, fact in enumerate(d.get("facts", [])):
                place = (*at, "facts", i, "indicator")
                name = fact["indicator"]
                self.f.known("decisions", place, "indicator", name, self.f.indicators)
                if name in told:
                    self.f.add("decisions", place, "fact_twice", indicator=name)
                told.add(name)
