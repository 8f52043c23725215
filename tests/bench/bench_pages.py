"""Pages of a heavy case (500 findings, 30 documents) against the same pages of an empty one."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

import criteria
from tests.bench.measure import Measure, ratio
from webapp import create_app, db
from webapp.models import CaseRow, DocumentRow, FindingRow, SourceRow

FINDINGS, DOCUMENTS = 500, 30
PAGES = ("", "/documents", "/sources", "/findings", "/questions", "/result", "/reports")


def heavy() -> CaseRow:
    """Every document says many things of many circumstances, as read terms do."""
    row = CaseRow(title="Banc", facts_to=dt.date(2026, 3, 1), platform_name="Brinotâche")
    ids = list(criteria.load("fr").indicators)
    for n in range(1, DOCUMENTS + 1):
        row.sources.append(SourceRow(key=f"d{n}", kind="document", label=f"Conditions {n}"))
        row.documents.append(
            DocumentRow(source_key=f"d{n}", title=f"Conditions {n}", filename=f"c{n}.md",
                        status="ready", version_date=dt.date(2025, 1, 1))
        )  # fmt: skip
    for n in range(FINDINGS):
        row.findings.append(
            FindingRow(
                indicator=ids[n % len(ids)],
                state="present" if n % 7 else "absent",
                kind="stipulation",
                source_key=f"d{n % DOCUMENTS + 1}",
                quote=f"La clause numéro {n} dit ce que la plateforme attend de la personne.",
            )
        )
    return row


def measures() -> list[Measure]:
    found = []
    with tempfile.TemporaryDirectory() as folder:
        app = create_app({"INSTANCE": Path(folder)})
        with app.app_context():
            db.upgrade()
            rows = heavy(), CaseRow(title="Vide", facts_to=dt.date(2026, 3, 1))
            db.db.session.add_all(rows)
            db.db.session.commit()
            full, empty = (f"/cases/{row.id}" for row in rows)
        client = app.test_client()
        for page in PAGES:
            for case in (full, empty):  # what is remembered is remembered for both
                assert client.get(case + page).status_code == 200, page

            def ask(case: str, page: str = page) -> None:
                client.get(case + page)

            name = page or "/ (overview)"
            what = f"{name}: {FINDINGS} findings, {DOCUMENTS} documents / an empty case"
            found.append(ratio(what, lambda a=ask: a(full), lambda a=ask: a(empty), 5.0))
        with app.app_context():
            db.db.engine.dispose()
    return found
