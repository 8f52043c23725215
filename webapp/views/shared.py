"""What several pages need: the case of the address, its law, answers to htmx."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import TypeVar

from flask import abort, request

from criteria.model import Catalogue
from rules.model import Assessment
from webapp import casework, i18n
from webapp.db import db
from webapp.models import CaseRow, DocumentRow, FindingRow
from webapp.office import here

#: What a database takes as a number.
LARGEST_ID = 2**31 - 1
Owned = TypeVar("Owned", DocumentRow, FindingRow)


def get_case(case_id: str) -> CaseRow:
    """The case, or the page "not found": for a case of another office too."""
    row = db.session.get(CaseRow, case_id)
    account = here.account()
    if row is None or (account and row.office_id != account.office_id):
        abort(404)
    return row


def own(row: CaseRow, table: type[Owned], number: int) -> Owned:
    """A row that belongs to the case, or the page "not found"."""
    found = db.session.get(table, number) if number <= LARGEST_ID else None
    if found is None or found.case_id != row.id:
        abort(404)
    return found


def laws_in_order(first: str = "fr") -> tuple[Catalogue, ...]:
    """The laws that can be read, by their names, the one named ``first`` before the others."""
    return tuple(sorted(casework.laws(), key=lambda law: (law.pack.id != first, _plain(law))))


def offered() -> list[tuple[str, str, dt.date]]:
    """What the form of a case offers: id, name and earliest day of each law."""
    return [(law.pack.id, _name(law), law.pack.law_from) for law in laws_in_order()]


def _name(law: Catalogue) -> str:
    return i18n.say(law.pack.name)


def _plain(law: Catalogue) -> str:
    """The name as dictionaries order it: accents aside."""
    return unicodedata.normalize("NFKD", _name(law)).encode("ascii", "ignore").decode().lower()


def law_of(row: CaseRow) -> Catalogue:
    return casework.catalogue(row.jurisdiction)


def assess(row: CaseRow) -> Assessment:
    return casework.assess(casework.to_case(row), law_of(row), lang=i18n.current())


def partial() -> bool:
    """Whether htmx asks for a piece of the page."""
    return request.headers.get("HX-Request") == "true"
