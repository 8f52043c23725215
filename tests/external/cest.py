"""HMRC's published off-payroll decision tables as a pack of ours, made from their files.

Source: hmrc/off-payroll-decision (Apache License 2.0), read from ``../shared/external/cest``;
nothing of it is kept here. A row is a rule, an empty cell is "any", the first row that matches
wins. An answer that an interview never asked for is told as ``not_asked``, which only an empty
cell matches, as in theirs; a missing answer is unknown to us, and may be any that can be given.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import shared_folder

CEST = shared_folder() / "external" / "cest"
NOT_ASKED = "not_asked"
#: Section -> file. The order is theirs.
SECTIONS = {
    "exit": "exit",
    "personalService": "personal-service",
    "control": "control",
    "financialRisk": "financial-risk",
    "partAndParcel": "part-and-parcel",
    "businessOnOwnAccount": "business-on-own-account",
}
#: Grades of a section that decide at once.
OUT, IN = "OUTOFIR35", "INIR35"

#: question (section, name) -> value
Interview = dict[tuple[str, str], str]


def text(words: str) -> dict[str, str]:
    return {"fr": words, "en": words}


def word(value: Any) -> str:
    """``canMoveWorker`` -> ``can_move_worker``; Yes and No -> true and false."""
    plain = {"yes": "true", "no": "false"}.get(str(value).strip().lower())
    return plain or re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", str(value).strip()).lower()


def grade(value: str) -> str:
    return value.strip().upper()


def rows(path: Path) -> tuple[list[str], list[tuple[list[str | None], str]]]:
    """Names of the inputs, and each rule: its cells and its result."""
    table = [[cell.strip() for cell in row] for row in csv.reader(path.open(encoding="utf-8"))]
    head, *body = [row for row in table if any(row)]
    inputs = [name for name in head[:-1] if name != "finalDecision"]
    return inputs, [
        ([cell or None for cell in row[: len(inputs)]], next(c for c in reversed(row) if c))
        for row in body
    ]


def folder(version: str) -> Path:
    return CEST / "tables" / version


def sections(version: str) -> list[str]:
    return [s for s, file in SECTIONS.items() if (folder(version) / f"{file}.csv").exists()]


def answers_given(version: str) -> dict[tuple[str, str], set[str]]:
    """Every answer that a table or a published scenario gives, by question."""
    given: dict[tuple[str, str], set[str]] = {}
    for section in sections(version):
        inputs, body = rows(folder(version) / f"{SECTIONS[section]}.csv")
        for cells, _ in body:
            for name, cell in zip(inputs, cells, strict=True):
                given.setdefault((section, name), set()).update({word(cell)} if cell else ())
    for interview, _ in whole_interviews() if version == "2.4" else section_scenarios():
        for question, value in interview.items():
            if question in given:
                given[question].add(value)
    return {
        question: values | {"true", "false"} if values & {"true", "false"} else values
        for question, values in given.items()
    }


def write_pack(version: str, root: Path) -> str:
    """Writes a catalogue under ``root`` made of the tables of ``version``; its pack's id."""
    given = answers_given(version)
    questions, tables = [], []
    for (section, name), values in given.items():
        choices = [*sorted(values), NOT_ASKED]
        questions.append(
            {
                "id": f"{section}_{name}",
                "section": "facts",
                "type": "choice",
                "text": text(name),
                "help": text(name),
                "why": text(section),
                "exhibits": [],
                "choices": [{"id": choice, "label": text(choice)} for choice in choices],
            }
        )
    for section in sections(version):
        inputs, body = rows(folder(version) / f"{SECTIONS[section]}.csv")
        tables.append(
            {
                "id": section,
                "label": text(section),
                "authorities": ["tables"],
                "inputs": [
                    {"question": f"{section}_{name}", "values": sorted(given[section, name])}
                    for name in inputs
                ],
                "rows": [
                    {"when": [cell and word(cell) for cell in cells], "result": result}
                    for cells, result in body
                ],
                # Said of this section by its publisher: left empty, it counts as MEDIUM.
                **({"otherwise": "MEDIUM"} if section == "businessOnOwnAccount" else {}),
            }
        )
    tables.append(_matrix(version))
    node = {"of": "matrix", "is": [IN], "perhaps": ["UNKNOWN"]}
    files: dict[str, Any] = {
        "indicators.yaml": {"indicators": [_dummy()]},
        "questions.yaml": {
            "sections": [{"id": "facts", "title": text("Facts"), "intro": text("Facts")}],
            "questions": questions,
        },
        "uk-cest/pack.yaml": _pack(),
        "uk-cest/limbs.yaml": {"limbs": [_limb()]},
        "uk-cest/weights.yaml": {"weights": [_weight()]},
        "uk-cest/test.yaml": {
            "test": {"id": "inside", "label": text("Inside IR35"), "table": node},
            "tables": tables,
        },
        "uk-cest/statutes.yaml": {"statutes": [_authority("tables", kind="statute")]},
        "uk-cest/decisions.yaml": {"decisions": [_decision()]},
        "uk-cest/presumptions.yaml": {"presumptions": [_presumption()]},
        "uk-cest/propositions.yaml": {"propositions": [_proposition()]},
    }
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), "utf-8")
    return "uk-cest"


def _matrix(version: str) -> dict[str, Any]:
    """Exit first, then any section that puts outside, then the matrix."""
    inputs, body = rows(folder(version) / "matrix-of-matrices.csv")
    columns = ["exit", *inputs]
    first: list[tuple[list[str | None], str]] = [([IN, *[None] * len(inputs)], IN)]
    for i, section in enumerate(inputs):
        _, rules = rows(folder(version) / f"{SECTIONS[section]}.csv")
        if any(result == OUT for _, result in rules):
            cells: list[str | None] = [None] * len(columns)
            cells[i + 1] = OUT
            first.append((cells, OUT))
    return {
        "id": "matrix",
        "label": text("matrix of matrices"),
        "authorities": ["tables"],
        "inputs": [{"table": section} for section in columns],
        "rows": [
            {"when": cells, "result": result}
            for cells, result in [*first, *(([None, *cells], result) for cells, result in body)]
        ],
        "otherwise": "UNKNOWN",
    }


def case(interview: Mapping[tuple[str, str], str], version: str, asked_all: bool = True) -> dict:
    """A case file; ``asked_all``: what is not answered was not asked, rather than unknown."""
    answers = {f"{s}_{name}": value for (s, name), value in interview.items()}
    if asked_all:
        answers = {f"{s}_{name}": NOT_ASKED for s, name in answers_given(version)} | answers
    known = {f"{s}_{name}" for s, name in answers_given(version)}
    return {
        "format": "requalif-case/1",
        "jurisdiction": "uk-cest",
        "answers": [{"question": q, "value": v} for q, v in answers.items() if q in known],
    }


def whole_interviews() -> Iterator[tuple[Interview, dict[str, str]]]:
    """The whole interviews of 2.4, each with the grade of every section and the result."""
    for entry in json.loads((CEST / "scenarios" / "end-to-end-2.4.json").read_text("utf-8")):
        interview = {
            (section, name): word(value)
            for section, answers in entry["interview"].items()
            for name, value in answers.items()
        }
        yield interview, entry["expected"]


def section_scenarios() -> Iterator[tuple[Interview, tuple[str, str]]]:
    """The section scenarios of 1.5.0: one column each, its last row the expected grade."""
    for section in ("control", "financialRisk", "partAndParcel", "personalService"):
        path = CEST / "scenarios" / "1.5.0-final" / f"{SECTIONS[section]}-scenarios.csv"
        *questions, expected = [
            [cell.strip() for cell in row] for row in csv.reader(path.open(encoding="utf-8")) if row
        ]
        for i in range(2, len(expected)):
            interview = {
                (section, row[1]): word(row[i]) for row in questions if i < len(row) and row[i]
            }
            yield interview, (section, grade(expected[i]))


def _dummy() -> dict[str, Any]:
    return {
        "id": "engaged",
        "group": "elements",
        "leans": "employment",
        "label": text("Engaged"),
        "definition": text("Engaged."),
    }


def _pack() -> dict[str, Any]:
    bands = ("employment", "leaning_employment", "undetermined", "leaning_independence")
    return {
        "id": "uk-cest",
        "name": text("HMRC tables"),
        "law": text("Off-payroll working"),
        "law_from": "2000-04-06",
        "written": "2026-11-25",
        "scale": {"none": 0, "weak": 1},
        "paper_step": 0,
        "lean": 0.5,
        "lean_limbs": 0,
        "limits": [],
        "notices": [],
        "outcome_words": {band: text(band) for band in (*bands, "independence")},
        "statuses": [
            {"id": "outside", "label": text("Outside IR35")},
            {"id": "inside", "label": text("Inside IR35")},
        ],
    }


def _limb() -> dict[str, Any]:
    return {
        "id": "engagement",
        "label": text("Engagement"),
        "definition": text("Engagement."),
        "role": "sign",
        "threshold": 1,
        "share": 0,
        "authorities": ["tables"],
    }


def _weight() -> dict[str, Any]:
    return {
        "indicator": "engaged",
        "side": "employment",
        "weight": "weak",
        "limb": "engagement",
        "why": text("Not used."),
        "authorities": ["tables"],
    }


def _authority(name: str, **more: Any) -> dict[str, Any]:
    words = text("HMRC off-payroll decision tables")
    entry = {"id": name, "citation": words, "title": words, "summary": words}
    return {**entry, "verification": "official", **more}


def _decision() -> dict[str, Any]:
    return _authority("none", court=text("–"), level=1, date=None)


def _presumption() -> dict[str, Any]:
    return {
        "id": "none",
        "citation": text("–"),
        "direction": "none",
        "strength": "none",
        "conditions": [text("–")],
        "effect": text("–"),
        "rebutted_by": text("–"),
        "authorities": [],
        "verification": "official",
    }


def _proposition() -> dict[str, Any]:
    return {
        "id": "first_match",
        "text": text("The first row that matches wins."),
        "authorities": ["tables"],
        "verification": "official",
    }
