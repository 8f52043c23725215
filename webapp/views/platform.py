"""One platform, all its cases: for whoever hears several workers."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from webapp import casework, i18n, platforms
from webapp.db import db
from webapp.models import CaseRow

bp = Blueprint("platform", __name__, url_prefix="/platforms")

#: Cases that one page assesses and sets side by side.
MOST = 40


def _rows() -> list[CaseRow]:
    """The cases that whoever asks may see; with accounts, this query is narrowed to theirs."""
    return list(db.session.scalars(select(CaseRow).order_by(CaseRow.created_at, CaseRow.id)))


@bp.get("")
def index() -> ResponseReturnValue:
    return render_template("platform/index.html", platforms=platforms.by_name(_rows()))


@bp.get("/cases")
def show() -> ResponseReturnValue:
    """All cases of the platform of the address (``name``)."""
    rows = platforms.by_name(_rows()).get(platforms.normal(request.args.get("name", "")))
    if not rows:
        abort(404)
    shown, lang = rows[:MOST], i18n.current()
    law = casework.catalogue(shown[0].jurisdiction)
    results = []
    for row in shown:
        own = casework.catalogue(row.jurisdiction)
        results.append((row, own, casework.assess(casework.to_case(row), own, lang=lang)))
    return render_template(
        "platform/show.html",
        name=shown[0].platform_name,
        law=law,
        results=results,
        more=len(rows) - len(shown),
        together=platforms.together(shown, law),
        groups=platforms.GROUPS,
        titles={row.id: row.title for row in shown},
    )
