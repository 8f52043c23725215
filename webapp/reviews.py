"""What people decided about the reader's proposals, as annotations to learn from."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select

from nlp.reviewed import Decided
from webapp.db import db
from webapp.models import CaseRow, DocumentRow, FindingRow


def decided() -> list[Decided]:
    """Per document: the clauses on which nothing is left to decide, with the labels that a person
    accepted or gave. What was accepted without a person looking teaches nothing."""
    found = []
    pairs = select(DocumentRow, CaseRow).join(CaseRow, DocumentRow.case_id == CaseRow.id)
    for document, case in db.session.execute(pairs.order_by(DocumentRow.id)):
        if document.status != "ready" or not document.text_sha256:
            continue
        by_clause: dict[int, list[FindingRow]] = defaultdict(list)
        for finding in document.findings:
            if finding.clause is not None:
                by_clause[finding.clause].append(finding)
        clauses = []
        for index in sorted(by_clause):
            findings = by_clause[index]
            if any(f.status == "proposed" or f.automatic for f in findings):
                continue
            labels = {
                f.indicator for f in findings if f.status == "accepted" and f.state == "present"
            }
            place = document.clauses[index]
            clauses.append((place["start"], place["end"], tuple(sorted(labels))))
        if clauses:
            name = case.platform_name.strip().lower()
            found.append(Decided(document.text_sha256, document.language, name, tuple(clauses)))
    return found
