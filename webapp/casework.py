"""Between what is stored, what the engine takes and what a case file says.

Web pages and the command line both come through here, so that one case has one assessment.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import criteria
import rules
from criteria.errors import Fault
from criteria.model import Catalogue, Question
from criteria.money_model import MoneyLaw
from rules.errors import CaseError, Problem
from rules.model import (
    Answer,
    Assessment,
    Case,
    ChainLink,
    Document,
    Finding,
    Place,
    Platform,
    Source,
    Worker,
)
from webapp import lawfiles
from webapp.forms import plain
from webapp.models import AnswerRow, CaseRow, DocumentRow, FindingRow, SourceRow

if TYPE_CHECKING:
    from nlp.model import Clause, ProposedIndicator, Reading


def catalogue(jurisdiction: str = "fr") -> Catalogue:
    """The law of one jurisdiction, the last good one of this process."""
    return lawfiles.current(jurisdiction)


def jurisdictions() -> tuple[str, ...]:
    """Ids of the laws that this installation has."""
    return lawfiles.available()


def laws() -> tuple[Catalogue, ...]:
    """Every law that can be read now; one whose files are faulty is left out. Raises
    CatalogueError where there is none at all."""
    found: list[Catalogue] = []
    faults: list[Fault] = []
    for jurisdiction in jurisdictions():
        try:
            found.append(catalogue(jurisdiction))
        except criteria.CatalogueError as error:
            faults += error.faults
    if faults and not found:
        raise criteria.CatalogueError(faults)
    return tuple(found)


def money_law(jurisdiction: str = "fr") -> MoneyLaw:
    """The law of money and time limits, the last good one of this process; a jurisdiction
    without it is named as unknown."""
    known = lawfiles.with_money()
    if jurisdiction not in known:
        problem = Problem(
            "unknown_jurisdiction", "$.jurisdiction", jurisdiction, ", ".join(known) or "–"
        )
        raise CaseError([problem])
    return lawfiles.money(jurisdiction)


def assess(case: Case, law: Catalogue, on: dt.date | None = None, lang: str = "fr") -> Assessment:
    """``rules.assess``, remembered: a page asks for the same assessment several times."""
    return _assess(case, law.version, law.pack.id, on, lang)


@lru_cache(maxsize=128)
def _assess(
    case: Case, version: str, jurisdiction: str, on: dt.date | None, lang: str
) -> Assessment:
    return rules.assess(case, catalogue(jurisdiction), on, lang)


def asked(case: Case, law: Catalogue) -> tuple[Question, ...]:
    """The questions that concern the case's sector, in the catalogue's order."""
    sector = case.platform.sector
    return tuple(q for q in law.questions.values() if not q.sectors or sector in q.sectors)


# -- stored -> engine ----------------------------------------------------------------------


def to_case(row: CaseRow) -> Case:
    """The engine's case. Rejected findings stay out of it; proposed ones are listed there."""
    return Case(
        title=row.title,
        jurisdiction=row.jurisdiction,
        facts_from=row.facts_from,
        facts_to=row.facts_to,
        platform=Platform(
            name=row.platform_name,
            sector=row.sector,
            intermediation=row.intermediation,
            chain=tuple(ChainLink(e["role"], e.get("name", "")) for e in row.chain),
        ),
        worker=Worker(row.worker_reference, row.worker_registered),
        sources=tuple(Source(s.key, s.kind, s.label, s.date) for s in row.sources),
        findings=tuple(_finding(f) for f in row.findings if f.status != "rejected"),
        answers=tuple(Answer(a.question, a.value, a.source_key, a.note) for a in row.answers),
        documents=tuple(
            Document(path, d.title, d.version_date, d.read, d.sha256, d.source_key, d.until)
            for d, path in zip(row.documents, paths(row.documents), strict=True)
        ),
    )


def _finding(f: FindingRow) -> Finding:
    place = None
    if f.start is not None or f.page is not None or f.heading:
        place = Place(f.start, f.end, f.page, f.heading)
    return Finding(
        indicator=f.indicator,
        state="absent" if f.state == "absent" else "present",
        kind="stipulation" if f.kind == "stipulation" else "practice",
        source=f.source_key,
        quote=f.quote,
        note=f.note,
        place=place,
        origin=f.origin,
        question=f.question,
        status=f.status,
        automatic=f.automatic,
        score=f.score,
        start=f.held_from,
        end=f.held_to,
    )


def paths(documents: Sequence[DocumentRow]) -> list[str]:
    """A path for each document, as an exported case names it; no two are the same."""
    given: list[str] = []
    for document in documents:
        name = document.filename or f"document-{document.id}.txt"
        path = name if document.status == "missing" else f"documents/{Path(name).name}"
        if path in given:
            path = f"documents/{document.id}-{Path(name).name}"
        given.append(path)
    return given


# -- case file -> stored -------------------------------------------------------------------


def new_row(case: Case) -> CaseRow:
    """Rows for an imported case. Its documents are "missing" until their files are supplied."""
    row = CaseRow(
        title=case.title,
        jurisdiction=case.jurisdiction,
        facts_from=case.facts_from,
        facts_to=case.facts_to,
        platform_name=case.platform.name,
        sector=case.platform.sector,
        intermediation=case.platform.intermediation,
        chain=[{"role": e.role, "name": e.name} for e in case.platform.chain],
        worker_reference=case.worker.reference,
        worker_registered=case.worker.registered,
    )
    row.sources = [
        SourceRow(key=s.id, kind=s.kind, label=s.label, date=s.date) for s in case.sources
    ]
    row.findings = [finding_row(f) for f in case.findings]
    row.answers = [
        AnswerRow(question=a.question, value=a.value, source_key=a.source, note=a.note)
        for a in case.answers
    ]
    keys = {s.id for s in case.sources}
    for document in case.documents:
        source = document.source or new_key(keys, "d")
        if source not in keys:
            row.sources.append(
                SourceRow(
                    key=source, kind="document", label=document.title, date=document.version_date
                )
            )
            keys.add(source)
        row.documents.append(
            DocumentRow(
                source_key=source,
                title=document.title,
                filename=document.path,
                version_date=document.version_date,
                until=document.until,
                read=document.read,
                status="missing",
            )
        )
    return row


def finding_row(f: Finding) -> FindingRow:
    place = f.place or Place()
    return FindingRow(
        indicator=f.indicator,
        state=f.state,
        kind=f.kind,
        source_key=f.source,
        quote=plain(f.quote),
        note=f.note,
        origin=f.origin,
        question=f.question,
        status=f.status,
        automatic=f.automatic,
        score=f.score,
        start=place.start,
        end=place.end,
        page=place.page,
        heading=plain(place.heading),
        held_from=f.start,
        held_to=f.end,
    )


def new_key(taken: Iterable[str], letter: str) -> str:
    """The first free id of the form t1, t2, …"""
    used = set(taken)
    number = 1
    while f"{letter}{number}" in used:
        number += 1
    return f"{letter}{number}"


# -- a reading -> findings -----------------------------------------------------------------


def proposals(
    reading: Reading, source: str, accept: bool
) -> Iterable[tuple[int, Clause, ProposedIndicator, Finding]]:
    """What the reader found, clause by clause, as findings about the paper.

    ``accept`` counts them without review and says so (``automatic``).
    """
    for index, clause in enumerate(reading.clauses):
        for found in clause.indicators:
            finding = Finding(
                indicator=found.id,
                state="absent" if found.negated else "present",
                kind="stipulation",
                source=source,
                quote=clause.text,
                place=Place(clause.start, clause.end, clause.page, clause.heading),
                origin="reader",
                status="accepted" if accept else "proposed",
                automatic=accept,
                score=round(found.score, 4),
            )
            yield index, clause, found, finding


def with_readings(case: Case, readings: Sequence[tuple[Document, str, Reading]]) -> Case:
    """The case with what was read in its documents; ``readings`` holds each document, the
    SHA-256 of its bytes and its reading.

    What the case file already says of a clause is not proposed again.
    """
    keys = {s.id for s in case.sources}
    sources, findings = list(case.sources), list(case.findings)
    read: dict[Document, Document] = {}
    for document, sha256, reading in readings:
        source = document.source or new_key(keys, "d")
        if source not in keys:
            label = document.title or document.path
            sources.append(Source(source, "document", label, document.version_date))
            keys.add(source)
        read[document] = replace(document, sha256=sha256, source=source)
        said = {
            (f.indicator, f.place.start)
            for f in case.findings
            if f.source == source and f.kind == "stipulation" and f.place
        }
        for _, clause, _, finding in proposals(reading, source, document.read == "accept"):
            if not any(
                i == finding.indicator and at is not None and clause.start <= at < clause.end
                for i, at in said
            ):
                findings.append(finding)
    return replace(
        case,
        sources=tuple(sources),
        findings=tuple(findings),
        documents=tuple(read.get(d, d) for d in case.documents),
    )
