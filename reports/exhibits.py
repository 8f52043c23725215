"""The case's sources as numbered exhibits, and what each proves: for lists, bundles, programs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from reports.clean import one_line
from reports.evidence import MOST_SOURCES
from reports.model import ReportInput
from rules.model import Case, Document, Finding
from rules.output import finding_to_json


@dataclass(frozen=True, slots=True)
class Exhibit:
    """``number`` is the one printed in the report. ``documents`` has the files of a document
    that was read; a testimony or an observation that no file stands for has none."""

    number: int
    source: str
    kind: str
    label: str
    date: dt.date | None
    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]


def exhibits(case: Case) -> tuple[Exhibit, ...]:
    """In the order and with the numbers of the report (``reports.evidence.sources``)."""
    found = []
    for number, source in enumerate(case.sources[:MOST_SOURCES], start=1):
        documents = tuple(d for d in case.documents if d.source == source.id)
        titles = [d.title for d in documents if d.title]
        found.append(
            Exhibit(
                number=number,
                source=source.id,
                kind=source.kind,
                label=one_line(source.label or (titles[-1] if titles else ""), 300) or source.id,
                date=source.date,
                documents=documents,
                findings=_of(case, source.id),
            )
        )
    known = {s.id for s in case.sources}
    loose = [d for d in case.documents if not d.source or d.source not in known]
    for number, document in enumerate(loose[:MOST_SOURCES], start=len(found) + 1):
        found.append(
            Exhibit(
                number=number,
                source=document.source,
                kind="document",
                label=one_line(document.title or document.path, 300),
                date=document.version_date,
                documents=(document,),
                findings=_of(case, document.source) if document.source else (),
            )
        )
    return tuple(found)


def _of(case: Case, source: str) -> tuple[Finding, ...]:
    return tuple(f for f in case.findings if f.source == source)


def evidence_to_json(input: ReportInput) -> dict[str, Any]:
    """``requalif-evidence/1``: how the report was made, and its exhibits with what they prove."""
    a = input.assessment
    return {
        "format": "requalif-evidence/1",
        "product": input.product_version,
        "lang": input.lang,
        "reader": input.reader,
        "pseudonymised": input.pseudonymised,
        "law": {
            "jurisdiction": a.jurisdiction,
            "on": a.on.isoformat(),
            "catalogue": a.catalogue,
        },
        "inputs_sha256": a.inputs_sha256,
        "exhibits": [
            {
                "number": e.number,
                "source": e.source,
                "kind": e.kind,
                "label": e.label,
                "date": e.date and e.date.isoformat(),
                "files": [{"path": d.path, "sha256": d.sha256} for d in e.documents],
                "findings": [finding_to_json(f) for f in e.findings],
            }
            for e in exhibits(input.case)
        ],
    }
