"""What ``terms analyse`` and ``assess`` do. Heavy libraries load only when they are needed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

import criteria
import rules
from rules.errors import CaseError, Problem
from rules.model import Assessment, Case, Document
from webapp import casework
from webapp.errors import UserError
from webapp.settings import VERSION

if TYPE_CHECKING:
    from criteria.model import Catalogue
    from nlp.model import Reading


def analyse(paths: Sequence[Path], lang: str, out: str) -> None:
    """Evidence of one document as an object, of several as a list."""
    from nlp.read import read_terms

    found = [read_terms(path, path.name, lang).to_json() for path in paths]
    value = found[0] if len(found) == 1 else found
    data = (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    write_all({out: data})


def assess(
    case_file: str,
    on: dt.date | None,
    jurisdiction: str | None,
    json_out: str | None,
    pdf_out: str | None,
    lang: str,
) -> None:
    """Reads the case, its documents and the law; writes everything or nothing."""
    data, folder = _read(case_file)
    case = rules.parse_case(data)
    if jurisdiction:
        case = replace(case, jurisdiction=jurisdiction)
    known = criteria.available()
    if case.jurisdiction not in known:
        problem = Problem(
            "unknown_jurisdiction", "$.jurisdiction", case.jurisdiction, ", ".join(known)
        )
        raise CaseError([problem])
    law = casework.catalogue(case.jurisdiction)
    rules.parse_case(data, law)
    case = with_documents(case, folder)
    assessment = rules.assess(case, law, on, lang)
    outputs: dict[str, bytes] = {}
    if json_out:
        outputs[json_out] = rules.dump(rules.assessment_to_json(assessment))
    if pdf_out:
        import reports

        fmt = "html" if pdf_out.lower().endswith((".html", ".htm")) else "pdf"
        given = reports.ReportInput(case, assessment, law, VERSION, lang)
        outputs[pdf_out] = reports.render(given, fmt)
    if outputs:
        write_all(outputs)
    else:
        click.echo(summary(case, assessment, law, lang))


def validate(jurisdiction: str | None, json_out: str | None, lang: str) -> None:
    """The scoreboard of the catalogue: printed, or written as JSON."""
    from webapp import scoreboard

    known = criteria.available(casework.catalogue_root())
    if jurisdiction and jurisdiction not in known:
        raise CaseError(
            [Problem("unknown_jurisdiction", "--jurisdiction", jurisdiction, ", ".join(known))]
        )
    laws = [casework.catalogue(j) for j in ([jurisdiction] if jurisdiction else known)]
    if json_out:
        data = json.dumps(scoreboard.to_json(laws), ensure_ascii=False, indent=1) + "\n"
        write_all({json_out: data.encode()})
    else:
        click.echo(scoreboard.report(laws, lang))


def claims(money_file: str, on: dt.date | None, json_out: str | None, lang: str) -> None:
    """Reads the input and the law of money; prints the result, or writes it as JSON."""
    from webapp import money_text

    data, _folder = _read(money_file)
    case = rules.parse_money(data)
    law = casework.money_law(case.jurisdiction)
    case = rules.parse_money(data, law)
    # The engine has no clock: the day is asked for, read in the file, or today's.
    found = rules.compute(case, law, on or case.as_of or dt.date.today())
    if json_out:
        write_all({json_out: rules.dump(rules.found_to_json(found, law, lang))})
    else:
        click.echo(money_text.text(found, law, lang))


def _read(case_file: str) -> tuple[bytes, Path]:
    if case_file == "-":
        return sys.stdin.buffer.read(), Path.cwd()
    path = Path(case_file)
    try:
        return path.read_bytes(), path.parent
    except OSError as error:
        raise UserError.of_file("not_readable", case_file, error) from None


def with_documents(case: Case, folder: Path) -> Case:
    """The case with its documents read; "accept" counts what is found, "propose" lists it.

    Raises UserError for a document outside ``folder``, ``nlp.ReadingError`` for one that
    cannot be read.
    """
    if not case.documents:
        return case
    found = [(document, inside(folder, document.path)) for document in case.documents]
    from nlp.read import read_terms

    readings: list[tuple[Document, str, Reading]] = []
    for document, path in found:
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        readings.append((document, digest, read_terms(data, path.name, "auto")))
    return casework.with_readings(case, readings)


def inside(folder: Path, relative: str) -> Path:
    """The document's real path; links are followed before it is judged."""
    root = folder.resolve()
    path = (root / relative).resolve()
    if not path.is_relative_to(root):
        raise UserError("document_outside", path=relative)
    if not path.is_file():
        raise UserError("document_missing", path=relative)
    return path


def write_all(outputs: dict[str, bytes]) -> None:
    """Every file whole, or none: each is written beside its place, then all are moved there."""
    partial: list[tuple[str, str]] = []
    try:
        for target, data in outputs.items():
            if target != "-":
                partial.append((_beside(target, data), target))
        for temporary, target in partial:
            os.replace(temporary, target)
    except OSError as error:
        raise UserError.of_file("not_writable", error.filename2 or error.filename, error) from None
    finally:
        for temporary, _ in partial:
            Path(temporary).unlink(missing_ok=True)
    if "-" in outputs:
        sys.stdout.buffer.write(outputs["-"])
        sys.stdout.buffer.flush()


def _beside(target: str, data: bytes) -> str:
    path = Path(target)
    if path.is_dir():
        raise IsADirectoryError(21, os.strerror(21), target)
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:60]}.")
    except OSError as error:
        raise OSError(error.errno, error.strerror, target) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)
    except BaseException:
        Path(temporary).unlink()
        raise
    return temporary


def summary(case: Case, a: Assessment, law: Catalogue, lang: str) -> str:
    """The result in a few lines of plain text."""
    from reports.build import build
    from reports.model import ReportInput

    r = build(ReportInput(case, a, law, VERSION, lang))
    t, colon = r.m.t, "\u00a0:" if lang == "fr" else ":"
    lines = [r.case_title, "", r.summary.outcome, r.summary.settled_words, r.summary.interval.words]
    if r.automatic:
        lines += ["", r.automatic]
    for title, reasons in (
        (t("summary.for"), r.summary.for_),
        (t("summary.against"), r.summary.against),
    ):
        lines += ["", title + colon]
        lines += [f"  - {reason.label} ({reason.detail})" for reason in reasons]
        lines += [] if reasons else [f"  {t('summary.none')}"]
    lines += ["", t("summary.missing") + colon]
    lines += [f"  {i}. {q.text}" for i, q in enumerate(r.questions[:5], 1)]
    lines += [] if r.questions else [f"  {t('summary.nothing_missing')}"]
    lines += ["", *(f"{name}{colon} {value}" for name, value in r.colophon)]
    return "\n".join(lines)
