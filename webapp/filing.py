"""A report as somebody wants it: for whom, which sections, named or not, in which format.

The page of downloads and the command line choose through here, so that both write the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from flask import current_app

import criteria
import reports
import rules
from criteria.model import Catalogue
from reports import names as hiding
from reports.readers import chosen
from rules.model import Assessment, Case
from webapp import casework, lawfiles, money, storage
from webapp.models import CaseRow
from webapp.settings import VERSION

#: What can be asked for, and what a browser is told of it.
KINDS = {
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
    "json": "application/json",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """``names``: pairs of a name and what replaces it; ``hide``: whether to pseudonymise at all,
    even where no name is given."""

    reader: str = "full"
    sections: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    hide: bool = False


def choose(
    reader: str, sections: Sequence[str] = (), names: str = "", hide: bool = False
) -> Choice:
    """A checked choice. Raises ReportError."""
    wanted = tuple(dict.fromkeys(sections))
    chosen(reader, wanted)
    pairs = hiding.parse(names)
    return Choice(reader, wanted, pairs, hide or bool(pairs))


def format_of(name: str) -> str:
    """The format that a file's ending asks for; PDF where it asks for none."""
    ending = PurePath(name).suffix.lower().lstrip(".")
    return {"htm": "html"}.get(ending, ending) if ending in (*KINDS, "htm") else "pdf"


def named(case: Case, choice: Choice, lang: str) -> Case:
    """The case that is assessed: with its names, or with what replaces them."""
    return hiding.pseudonymised(case, choice.names, lang) if choice.hide else case


def report_input(
    case: Case, assessment: Assessment, law: Catalogue, lang: str, choice: Choice
) -> reports.ReportInput:
    return reports.ReportInput(
        case,
        assessment,
        law,
        VERSION,
        lang,
        reader=choice.reader,
        sections=choice.sections,
        pseudonymised=choice.hide,
        audiences=_audiences(law.pack.id),
    )


def _audiences(jurisdiction: str) -> criteria.Audiences:
    root = current_app.config["CATALOGUE_ROOT"]
    return criteria.audiences(jurisdiction, Path(root) if root else None)


def write(given: reports.ReportInput, fmt: str, files: Mapping[str, bytes]) -> bytes:
    """The report in one format; ``files``: the case's documents, for a bundle."""
    if fmt == "zip":
        if given.pseudonymised:
            files = {}
        from reports.bundle import bundle  # loads the library of PDFs

        return bundle(given, files)
    return reports.render(given, fmt)


def of_row(row: CaseRow, choice: Choice, fmt: str, lang: str, on: dt.date | None) -> bytes:
    """The report of a stored case, its uploaded files included where the format holds them."""
    law = casework.catalogue(row.jurisdiction)
    case = named(casework.to_case(row), choice, lang)
    assessment = rules.assess(case, law, on, lang)
    files = stored(row) if fmt == "zip" and not choice.hide else {}
    given = report_input(case, assessment, law, lang, choice)
    return write(_with_money(given, row), fmt, files)


def _with_money(given: reports.ReportInput, row: CaseRow) -> reports.ReportInput:
    """Claims and time limits too, where somebody gave dates, hours or sums."""
    if row.money is None or not money.available(row):
        return given
    law = lawfiles.money(row.jurisdiction)
    return replace(given, money=money.compute(row, law), money_law=law)


def stored(row: CaseRow) -> dict[str, bytes]:
    """The uploaded files by the path that the case gives them."""
    pairs = zip(row.documents, casework.paths(row.documents), strict=True)
    return {
        path: storage.load(d.sha256)
        for d, path in pairs
        if d.sha256 and storage.path_of(d.sha256).exists()
    }
