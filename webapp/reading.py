"""Reading a document: in a child process that can be stopped, watched by a thread."""

from __future__ import annotations

import bisect
import dataclasses
import datetime as dt
import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask, current_app
from sqlalchemy import select

from webapp import _read_child, casework, storage
from webapp.db import db
from webapp.errors import UserError
from webapp.models import DocumentRow, FindingRow

if TYPE_CHECKING:
    from nlp.model import Reading

#: Two readings at a time: each takes a core and some hundred megabytes.
_places = threading.BoundedSemaphore(2)


class UnreadableError(Exception):
    """The file cannot be read; ``said`` holds the message by language."""

    def __init__(self, said: dict[str, str]) -> None:
        self.said = said
        super().__init__(said.get("code", ""))


def read(data: bytes, name: str, seconds: float, lang: str = "auto") -> Reading:
    """The reading of one document. Raises UnreadableError for a bad file, UserError otherwise."""
    command = [sys.executable, str(Path(_read_child.__file__)), name, lang, str(int(seconds))]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise UserError("reading_too_slow", seconds=round(seconds)) from None
    if done.returncode == _read_child.EXIT_UNREADABLE:
        raise UnreadableError(json.loads(done.stdout))
    if done.returncode != 0:
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        kind = last[0].split(":")[0][:60] if last else f"exit {done.returncode}"
        raise UserError("reading_failed", reason=kind)
    return from_json(json.loads(done.stdout))


def from_json(value: dict[str, Any]) -> Reading:
    """A reading out of its ``dataclasses.asdict`` form."""
    from nlp.model import Clause, Link, ProposedIndicator, Quantity, Reading, Span

    def clause(entry: dict[str, Any]) -> Clause:
        found = tuple(
            ProposedIndicator(**{**i, "trigger": Span(**i["trigger"])}) for i in entry["indicators"]
        )
        amounts = tuple(Quantity(**{**q, "span": Span(**q["span"])}) for q in entry["quantities"])
        return Clause(**{**entry, "indicators": found, "quantities": amounts})

    fields = {f.name for f in dataclasses.fields(Reading)}
    kept = {k: v for k, v in value.items() if k in fields}
    kept["clauses"] = tuple(clause(entry) for entry in value["clauses"])
    kept["warnings"] = tuple(value.get("warnings", ()))
    kept["doubtful"] = tuple(value.get("doubtful", ()))
    kept["links"] = tuple(
        Link(**{**link, "indicators": tuple(link["indicators"])}) for link in value.get("links", ())
    )
    return Reading(**kept)


# -- documents -----------------------------------------------------------------------------


def attach(document: DocumentRow, data: bytes, name: str) -> None:
    """Stores a document's bytes; it is then to be read."""
    document.filename, document.size = name, len(data)
    document.sha256 = storage.keep(data)
    mark(document)


def mark(document: DocumentRow) -> None:
    """Notes that a reading begins now."""
    document.status, document.fault = "reading", None
    document.started_at = dt.datetime.now(dt.UTC).replace(tzinfo=None)


def start(document_id: int) -> threading.Thread:
    """Reads a committed document in the background; its row says how it went."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    worker = threading.Thread(target=_run, args=(app, document_id), daemon=True)
    worker.start()
    return worker


def _run(app: Flask, document_id: int) -> None:
    with _places, app.app_context():
        try:
            perform(document_id)
        except Exception as error:
            db.session.rollback()
            app.logger.error("reading %s failed: %s", document_id, type(error).__name__)
            _fail(document_id, _said(UserError("reading_failed", reason=type(error).__name__)))


def perform(document_id: int) -> None:
    """Reads one stored document and writes what came of it."""
    document = db.session.get(DocumentRow, document_id)
    if document is None:
        return
    data, name = storage.load(document.sha256), document.filename
    # No transaction stays open while the child works.
    db.session.commit()
    substitute = current_app.config["READER"]
    try:
        if substitute:
            result = substitute(data, name, "auto")
        else:
            result = read(data, name, current_app.config["READING_SECONDS"])
    except UnreadableError as error:
        _fail(document_id, error.said, keep=False)
    except UserError as error:
        _fail(document_id, _said(error))
    else:
        _succeed(document_id, result)


def _said(error: UserError) -> dict[str, str]:
    return {"code": error.code, "fr": error.message("fr"), "en": error.message("en")}


def _fail(document_id: int, said: dict[str, str], keep: bool = True) -> None:
    document = db.session.get(DocumentRow, document_id)
    if document is None:
        return
    document.status, document.fault = "failed", said
    hashes: set[str] = set()
    if not keep:
        hashes, document.sha256 = {document.sha256}, ""
    db.session.commit()
    storage.sweep(hashes)


def _succeed(document_id: int, result: Reading) -> None:
    text_sha256 = storage.keep(result.text.encode("utf-8"))
    document = db.session.get(DocumentRow, document_id)
    if document is None:
        storage.sweep({text_sha256})
        return
    document.text_sha256 = text_sha256
    document.language, document.warnings = result.language, list(result.warnings)
    document.clauses = [
        {
            "start": c.start,
            "end": c.end,
            "heading": c.heading,
            "lead_in": c.lead_in,
            "page": c.page,
            "quantities": [
                {"start": q.span.start, "end": q.span.end, "value": q.value, "unit": q.unit}
                for q in c.quantities
            ],
        }
        for c in result.clauses
    ]
    document.status, document.fault = "ready", None
    _propose(document, result)
    document.case.touch()
    db.session.commit()


def _propose(document: DocumentRow, result: Reading) -> None:
    """Findings for what was read. What the case already says of a clause is shown there
    instead of being proposed again."""
    starts = [clause.start for clause in result.clauses]
    held: dict[tuple[int, str], FindingRow] = {}
    for row in document.case.findings:
        if row.source_key != document.source_key or row.kind != "stipulation":
            continue
        if row.start is None or row.document_id is not None:
            continue
        index = bisect.bisect_right(starts, row.start) - 1
        if index >= 0 and row.start < result.clauses[index].end:
            row.document, row.clause = document, index
            held[index, row.indicator] = row
    accept = document.read == "accept"
    for index, _, found, finding in casework.proposals(result, document.source_key, accept):
        known = held.get((index, finding.indicator))
        if known is None:
            known = casework.finding_row(finding)
            known.document, known.clause = document, index
            document.case.findings.append(known)
        known.trigger_start, known.trigger_end = found.trigger.start, found.trigger.end
        if known.origin == "reader":
            known.proposed_indicator, known.proposed_state = found.id, finding.state


def expire() -> int:
    """Documents that a stopped server left half read are marked so; says how many."""
    limit = current_app.config["READING_SECONDS"] + 60
    before = dt.datetime.now(dt.UTC).replace(tzinfo=None) - dt.timedelta(seconds=limit)
    waiting = select(DocumentRow).where(DocumentRow.status == "reading")
    stale = [
        d for d in db.session.scalars(waiting) if d.started_at is None or d.started_at < before
    ]
    for document in stale:
        document.status = "failed"
        document.fault = _said(UserError("reading_interrupted"))
    db.session.commit()
    return len(stale)
