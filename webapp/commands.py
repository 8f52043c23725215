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

import rules
from rules.errors import CaseError, Problem
from rules.model import Assessment, Case, Document
from webapp import casework
from webapp.errors import UserError
from webapp.settings import VERSION

if TYPE_CHECKING:
    from criteria.model import Catalogue
    from nlp.model import Reading
    from webapp import filing


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
    report_out: str | None,
    lang: str,
    choice: filing.Choice | None = None,
) -> None:
    """Reads the case, its documents and the law; writes everything or nothing."""
    from webapp import filing

    data, folder = _read(case_file)
    case = rules.parse_case(data)
    if jurisdiction:
        case = replace(case, jurisdiction=jurisdiction)
    (law,) = _laws([case.jurisdiction])
    rules.parse_case(data, law)
    files = {d.path: inside(folder, d.path).read_bytes() for d in case.documents}
    case = with_documents(case, folder)
    choice = choice or filing.Choice()
    case = filing.named(case, choice, lang)
    assessment = rules.assess(case, law, on, lang)
    outputs: dict[str, bytes] = {}
    if json_out:
        outputs[json_out] = rules.dump(rules.assessment_to_json(assessment))
    if report_out:
        given = filing.report_input(case, assessment, law, lang, choice)
        outputs[report_out] = filing.write(given, filing.format_of(report_out), files)
    if outputs:
        write_all(outputs)
    else:
        click.echo(summary(case, assessment, law, lang))


def validate(jurisdiction: str | None, json_out: str | None, lang: str) -> None:
    """The scoreboard of the catalogue: printed, or written as JSON."""
    from webapp import scoreboard

    known = casework.jurisdictions()
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


def compare(
    case_file: str,
    on: dt.date | None,
    jurisdictions: str | None,
    json_out: str | None,
    lang: str,
) -> None:
    """The case under each of the laws asked for, its own first; under all of them by default."""
    data, folder = _read(case_file)
    case = rules.parse_case(data)
    if jurisdictions is None:
        every = casework.jurisdictions()
        asked = sorted(every, key=lambda i: (i != case.jurisdiction, i))
    else:
        asked = list(dict.fromkeys(part.strip() for part in jurisdictions.split(",")))
    laws = _laws(asked)
    for law in laws:
        rules.parse_case(data, law)
    found = rules.compare(with_documents(case, folder), laws, on, lang)
    if json_out:
        write_all({json_out: rules.dump(rules.comparison_to_json(found))})
    else:
        from reports.compare import as_text

        click.echo(as_text(found, VERSION, lang))


def _laws(jurisdictions: Sequence[str]) -> tuple[Catalogue, ...]:
    """Raises CaseError for one that is not there."""
    known = casework.jurisdictions()
    problems = [
        Problem("unknown_jurisdiction", "$.jurisdiction", asked, ", ".join(known))
        for asked in jurisdictions
        if asked not in known
    ]
    if problems:
        raise CaseError(problems)
    return tuple(casework.catalogue(jurisdiction) for jurisdiction in jurisdictions)


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
    s = r.summary
    lines = [r.case_title, "", s.outcome, s.settled_words, s.would_be, s.scope]
    lines += [s.status, s.proved, s.burden[0], "" if s.outside else s.interval.words]
    lines = [*lines[:2], *filter(None, lines[2:])]
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
