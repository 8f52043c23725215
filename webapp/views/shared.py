"""What several pages need: the case of the address, its law, answers to htmx."""

from __future__ import annotations

from flask import abort, request

from criteria.model import Catalogue
from rules.model import Assessment
from webapp import casework, i18n
from webapp.db import db
from webapp.models import CaseRow


def get_case(case_id: str) -> CaseRow:
    """The case, or the page "not found"."""
    row = db.session.get(CaseRow, case_id)
    if row is None:
        abort(404)
    return row


def law_of(row: CaseRow) -> Catalogue:
    return casework.catalogue(row.jurisdiction)


def assess(row: CaseRow) -> Assessment:
    return casework.assess(casework.to_case(row), law_of(row), lang=i18n.current())


def partial() -> bool:
    """Whether htmx asks for a piece of the page."""
    return request.headers.get("HX-Request") == "true"
