"""Loads a jurisdiction: files -> schema -> references -> frozen catalogue.

Every fault of every file is reported at once, with its line and its mend.
"""

from __future__ import annotations

import difflib
import functools
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jsonschema import Draft202012Validator

from criteria import build
from criteria.errors import CatalogueError, Fault
from criteria.model import Catalogue, Indicator
from criteria.reading import Pointer, Source, entries

DATA = Path(__file__).parent / "data"
SHARED_FILES = ("indicators", "questions")
PACK_FILES = (
    "pack",
    "limbs",
    "weights",
    "test",
    "presumptions",
    "statutes",
    "decisions",
    "propositions",
)


def available(root: Path | None = None) -> tuple[str, ...]:
    """Ids of the jurisdictions that have a pack, in alphabetical order."""
    return tuple(sorted(p.parent.name for p in (root or DATA).glob("*/pack.yaml")))


def load(jurisdiction: str = "fr", root: Path | None = None) -> Catalogue:
    """The catalogue of one jurisdiction.

    Raises CatalogueError, listing every fault, when a file is missing, malformed or refers
    to something that does not exist.
    """
    root = root or DATA
    if jurisdiction not in available(root):
        known = ", ".join(available(root)) or "none"
        fault = Fault(
            f"{jurisdiction}/pack.yaml",
            1,
            f"There is no pack “{jurisdiction}”.",
            f"Use one of: {known}.",
        )
        raise CatalogueError([fault])
    paths = _paths(jurisdiction, root)
    stamp = tuple((p.stat().st_mtime_ns, p.stat().st_size) if p.exists() else None for p in paths)
    return _load(jurisdiction, root, stamp)


def indicators(root: Path | None = None) -> Mapping[str, Indicator]:
    """The shared facts only, without any law: all that reading terms needs."""
    path = (root or DATA) / "indicators.yaml"
    return _indicators(path, path.stat().st_mtime_ns)


def check(root: Path | None = None) -> tuple[Fault, ...]:
    """Every fault of every pack; empty when all can be loaded."""
    faults: list[Fault] = []
    for jurisdiction in available(root):
        try:
            load(jurisdiction, root)
        except CatalogueError as error:
            faults.extend(error.faults)
    return tuple(sorted(set(faults)))


def _paths(jurisdiction: str, root: Path) -> tuple[Path, ...]:
    shared = tuple(root / f"{name}.yaml" for name in SHARED_FILES)
    return shared + tuple(root / jurisdiction / f"{name}.yaml" for name in PACK_FILES)


@functools.lru_cache(maxsize=8)
def _indicators(path: Path, _stamp: int) -> Mapping[str, Indicator]:
    source = Source(path, path.name)
    faults = source.faults or list(_schema_faults(source, "indicators"))
    if faults:
        raise CatalogueError(faults)
    return MappingProxyType(build.indicators(source.data))


@functools.lru_cache(maxsize=32)
def _load(jurisdiction: str, root: Path, _stamp: tuple[Any, ...]) -> Catalogue:
    sources: dict[str, Source] = {}
    faults: list[Fault] = []
    digest = hashlib.sha256()
    for path in _paths(jurisdiction, root):
        source = Source(path, str(path.relative_to(root)))
        sources[path.stem] = source
        faults += source.faults
        if source.data is not None:
            faults += _schema_faults(source, path.stem)
            digest.update(path.read_bytes())
    if faults:
        raise CatalogueError(faults)
    faults = list(_reference_faults(sources))
    if faults:
        raise CatalogueError(faults)
    return build.catalogue({n: s.data for n, s in sources.items()}, digest.hexdigest())


@functools.cache
def _validator(name: str) -> Draft202012Validator:
    path = Path(__file__).parent / "schemas" / "catalogue.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    return Draft202012Validator({**schema, "$ref": f"#/$defs/{name}"})


def _schema_faults(source: Source, name: str) -> Iterator[Fault]:
    for error in _validator(name).iter_errors(source.data):
        at: Pointer = tuple(error.absolute_path)
        where = ".".join(str(part) for part in at) or "the file"
        if error.validator == "additionalProperties":
            known = list(error.schema["properties"])
            for key in sorted(set(error.instance) - set(known)):
                near = difflib.get_close_matches(key, known, 1)
                mend = f"Did you mean “{near[0]}”?" if near else f"Use: {', '.join(known)}."
                yield source.fault((*at, key), f"{where}: unknown key “{key}”.", mend)
        elif error.validator == "required":
            missing = error.message.split("'")[1]
            yield source.fault(at, f"{where}: “{missing}” is missing.", f"Add “{missing}: …”.")
        elif error.validator == "oneOf":
            yield source.fault(
                at,
                f"{where}: a node says one of all, any, at_least, indicator, limb, presume.",
                "Keep one of them.",
            )
        else:
            expected = error.validator_value
            found = json.dumps(error.instance, ensure_ascii=False)[:80]
            yield source.fault(
                at, f"{where}: found {found}.", f"Expected {error.validator}: {expected}."
            )


class _References:
    """Walks the parsed files and yields what does not hold together."""

    def __init__(self, sources: dict[str, Source]) -> None:
        self.s = sources
        self.faults: list[Fault] = []
        self.indicators = self._ids("indicators", "indicators")
        self.limbs = self._ids("limbs", "limbs")
        self.presumptions = self._ids("presumptions", "presumptions")
        self.sections = self._ids("questions", "sections")
        self._ids("questions", "questions")
        self._ids("propositions", "propositions")
        self.authorities = self._ids("statutes", "statutes") | self._ids("decisions", "decisions")
        self.scale: dict[str, int] = sources["pack"].data["scale"]
        self.sides: dict[str, set[str]] = {}

    def _ids(self, file: str, key: str) -> set[str]:
        seen: dict[str, int] = {}
        for at, entry in entries(self.s[file], key):
            if entry["id"] in seen:
                self._add(
                    file,
                    at,
                    f"The id “{entry['id']}” is already used at line {seen[entry['id']]}.",
                    "Give each entry an id of its own.",
                )
            seen[entry["id"]] = self.s[file].line(at)
        return set(seen)

    def _add(self, file: str, at: Pointer, what: str, mend: str) -> None:
        self.faults.append(self.s[file].fault(at, what, mend))

    def _known(self, file: str, at: Pointer, what: str, value: str, known: set[str]) -> None:
        if value not in known:
            near = difflib.get_close_matches(value, sorted(known), 1)
            mend = f"Did you mean “{near[0]}”?" if near else f"Declare this {what} or remove it."
            self._add(file, at, f"There is no {what} “{value}”.", mend)

    def _cited(self, file: str, at: Pointer, entry: dict[str, Any]) -> None:
        for i, authority in enumerate(entry.get("authorities") or []):
            self._known(file, (*at, "authorities", i), "authority", authority, self.authorities)
        start, end = entry.get("from"), entry.get("to")
        if start and end and start > end:
            self._add(
                file, (*at, "from"), f"“from” ({start}) is after “to” ({end}).", "Swap the dates."
            )

    def run(self) -> list[Fault]:
        self._questions()
        self._weights()
        self._limbs()
        self._decisions()
        for file, key in (("propositions", "propositions"), ("presumptions", "presumptions")):
            for at, entry in entries(self.s[file], key):
                self._cited(file, at, entry)
        for i, notice in enumerate(self.s["pack"].data["notices"]):
            self._cited("pack", ("notices", i), notice)
        self._node("test", ("test",), self.s["test"].data["test"], "employment")
        for at, entry in entries(self.s["presumptions"], "presumptions"):
            if "applies_if" in entry:
                side = "employment" if entry["direction"] == "employment" else "independence"
                self._node("presumptions", (*at, "applies_if"), entry["applies_if"], side)
        return self.faults

    def _questions(self) -> None:
        for at, q in entries(self.s["questions"], "questions"):
            self._known("questions", (*at, "section"), "section", q["section"], self.sections)
            self._cited("questions", at, q)
            choices = [c["id"] for c in q.get("choices", [])]
            if q["type"] == "yes_no" and choices != ["true", "false"]:
                self._add(
                    "questions",
                    (*at, "choices"),
                    f"{q['id']}: a yes_no question has the choices “true” and “false”.",
                    "Write the two, in this order.",
                )
            if q["type"] == "choice" and len(choices) < 2:
                self._add(
                    "questions", at, f"{q['id']}: no choices.", "Add two or more under choices."
                )
            if "unknown" in choices or len(set(choices)) != len(choices):
                self._add(
                    "questions",
                    (*at, "choices"),
                    f"{q['id']}: choices repeat, or list “unknown”, which is always implied.",
                    "Remove the superfluous choice.",
                )
            for key in ("choices", "bands"):
                for i, part in enumerate(q.get(key, [])):
                    for j, effect in enumerate(part.get("effects", [])):
                        self._known(
                            "questions",
                            (*at, key, i, "effects", j),
                            "indicator",
                            effect["indicator"],
                            self.indicators,
                        )

    def _weights(self) -> None:
        degrees = set(self.scale)
        periods: dict[str, list[tuple[str, str, int]]] = {}
        undercuts: dict[str, set[str]] = {}
        items = list(entries(self.s["weights"], "weights"))
        for _, w in items:
            self.sides.setdefault(w["indicator"], set()).add(w["side"])
        for at, w in items:
            name = w["indicator"]
            self._known("weights", at, "indicator", name, self.indicators)
            self._known("weights", (*at, "weight"), "degree of the scale", w["weight"], degrees)
            self._cited("weights", at, w)
            if w["limb"] is not None:
                self._known("weights", (*at, "limb"), "limb", w["limb"], self.limbs)
            if self.scale.get(w["weight"], 0) > 0 and not w["authorities"]:
                self._add(
                    "weights",
                    at,
                    f"{name}: a weight needs an authority.",
                    "Cite one, or set the weight to none.",
                )
            start, end = w.get("from") or "0000", w.get("to") or "9999"
            for other_start, other_end, line in periods.get(name, []):
                if start <= other_end and other_start <= end:
                    self._add(
                        "weights",
                        at,
                        f"{name}: two weights are in force on one day (see line {line}).",
                        "End the earlier one the day before the later one begins.",
                    )
            periods.setdefault(name, []).append((start, end, self.s["weights"].line(at)))
            for i, cut in enumerate(w.get("undercut_by", [])):
                here = (*at, "undercut_by", i)
                self._known("weights", here, "indicator", cut["by"], self.indicators)
                self._known("weights", here, "degree of the scale", cut["to"], degrees)
                self._cited("weights", here, cut)
                if not cut["authorities"]:
                    self._add(
                        "weights", here, f"{name}: an undercutting needs an authority.", "Cite one."
                    )
                if w["side"] in self.sides.get(cut["by"], set()):
                    self._add(
                        "weights",
                        here,
                        f"{name}: “{cut['by']}” is on the same side and cannot undercut it.",
                        "Only one of the other side undercuts (the result stays monotone).",
                    )
                undercuts.setdefault(name, set()).add(cut["by"])
        self._cycles(undercuts)
        weighed = {w["indicator"] for _, w in items}
        for at, entry in entries(self.s["indicators"], "indicators"):
            if entry["id"] not in weighed:
                self._add(
                    "indicators",
                    at,
                    f"“{entry['id']}” has no weight in {self.s['weights'].file}.",
                    "Add one there; “none” is a weight.",
                )

    def _cycles(self, graph: dict[str, set[str]]) -> None:
        for start in sorted(graph):
            stack, seen = list(graph[start]), set()
            while stack:
                name = stack.pop()
                if name == start:
                    self._add(
                        "weights",
                        (),
                        f"“{start}” undercuts itself through others.",
                        "Break the circle.",
                    )
                    break
                if name not in seen:
                    seen.add(name)
                    stack.extend(graph.get(name, ()))

    def _limbs(self) -> None:
        for at, limb in entries(self.s["limbs"], "limbs"):
            self._cited("limbs", at, limb)
            side = "independence" if limb["role"] == "own_business" else "employment"
            if not any(
                w["limb"] == limb["id"] and w["side"] == side
                for _, w in entries(self.s["weights"], "weights")
            ):
                self._add(
                    "limbs",
                    at,
                    f"No indicator can establish the limb “{limb['id']}”.",
                    f"Weigh one on the side of {side} with this limb.",
                )

    def _decisions(self) -> None:
        known = {e["id"] for _, e in entries(self.s["decisions"], "decisions")}
        for at, d in entries(self.s["decisions"], "decisions"):
            if d.get("reversed_by"):
                self._known("decisions", (*at, "reversed_by"), "decision", d["reversed_by"], known)
            for i, fact in enumerate(d.get("facts", [])):
                self._known(
                    "decisions", (*at, "facts", i), "indicator", fact["indicator"], self.indicators
                )

    def _node(self, file: str, at: Pointer, node: dict[str, Any], side: str) -> None:
        self._cited(file, at, node)
        other = "independence" if side == "employment" else "employment"
        if "indicator" in node:
            at = (*at, "indicator")
            self._known(file, at, "indicator", node["indicator"], self.indicators)
            if self.sides.get(node["indicator"], {side}) != {side}:
                self._add(
                    file,
                    at,
                    f"“{node['indicator']}” is weighed on the side of {other} but used here "
                    f"for {side}.",
                    "Correct its side in weights.yaml or its place in the test.",
                )
        elif "limb" in node:
            self._known(file, (*at, "limb"), "limb", node["limb"], self.limbs)
        elif "presume" in node:
            presume = node["presume"]
            here = (*at, "presume")
            self._known(file, here, "presumption", presume["presumption"], self.presumptions)
            direction = next(
                (
                    e["direction"]
                    for _, e in entries(self.s["presumptions"], "presumptions")
                    if e["id"] == presume["presumption"]
                ),
                "independence",
            )
            if direction == "employment":
                self._node(file, (*here, "if"), presume["if"], side)
                self._node(file, (*here, "unless"), presume["unless"], other)
            else:
                self._node(file, (*here, "if"), presume["if"], other)
                self._node(file, (*here, "unless"), presume["unless"], side)
        else:
            group = "all" if "all" in node else "any" if "any" in node else "at_least"
            children = node["at_least"]["of"] if group == "at_least" else node[group]
            here = (*at, "at_least", "of") if group == "at_least" else (*at, group)
            if group == "at_least" and node["at_least"]["count"] > len(children):
                self._add(
                    file, at, "at_least asks for more children than there are.", "Lower the count."
                )
            for i, child in enumerate(children):
                self._node(file, (*here, i), child, side)


def _reference_faults(sources: dict[str, Source]) -> list[Fault]:
    return _References(sources).run()


__all__ = ["DATA", "available", "check", "indicators", "load"]
