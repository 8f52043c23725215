"""The engine's case with other decisions on its findings than those taken: nothing is stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rules.model import Case
from webapp import casework
from webapp.models import CaseRow, FindingRow


def case_with(row: CaseRow, status: Callable[[FindingRow], str | None]) -> Case:
    """``status`` says of each finding that is not rejected how it shall stand; None leaves it
    out. What counts without having been accepted is marked as the automatic reading is."""
    case = casework.to_case(row)
    kept = [f for f in row.findings if f.status != "rejected"]
    findings = []
    for held, finding in zip(kept, case.findings, strict=True):
        wanted = status(held)
        if wanted is None:
            continue
        if wanted != held.status:
            finding = replace(finding, status=wanted, automatic=wanted == "accepted")
        findings.append(finding)
    return replace(case, findings=tuple(findings))
