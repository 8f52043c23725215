"""Reports to download: for whom, which sections, in which language and format, named or not."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

import reports
from reports.messages import LANGUAGES
from reports.readers import READERS, SECTIONS
from rules.errors import CaseError
from webapp import filing, i18n
from webapp.errors import UserError
from webapp.models import CaseRow
from webapp.views.result import attachment, filename
from webapp.views.shared import get_case

bp = Blueprint("filing", __name__, url_prefix="/cases/<case_id>/reports")

FORMATS = tuple(filing.KINDS)
#: Bytes of names that a form may hold.
LONGEST = 20_000


# Names travel in the body: an address is kept in logs and histories.
@bp.route("", methods=["GET", "POST"])
def show(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    if request.method == "GET":
        return _page(row, {}, "")
    given = {
        "reader": request.form.get("reader", ""),
        "format": request.form.get("format", ""),
        "lang": request.form.get("lang", ""),
        "hide": request.form.get("hide", "") == "yes",
        "names": request.form.get("names", "")[:LONGEST],
    }
    reader = str(given["reader"])
    sections = request.form.getlist(f"section-{reader}")
    given["sections"] = sections
    try:
        data = _made(row, given, sections)
    except (UserError, CaseError, reports.ReportError) as error:
        return _page(row, given, error.message(i18n.current())), 422
    return attachment(data, filing.KINDS[str(given["format"])], _name(row, given))


def _made(row: CaseRow, given: dict[str, object], sections: list[str]) -> bytes:
    fmt, lang = str(given["format"]), str(given["lang"])
    if fmt not in FORMATS:
        raise reports.ReportError("bad_format", found=fmt[:20])
    choice = filing.choose(
        str(given["reader"])[:40],
        [s[:40] for s in sections],
        str(given["names"]) if given["hide"] else "",
        bool(given["hide"]),
    )
    return filing.of_row(row, choice, fmt, lang if lang in LANGUAGES else i18n.current(), None)


def _name(row: CaseRow, given: dict[str, object]) -> str:
    """The title of a pseudonymised case may be a name."""
    reader, fmt = given["reader"], given["format"]
    return (
        f"requalif-{row.id}-{reader}.{fmt}" if given["hide"] else filename(row, f"{reader}.{fmt}")
    )


def _page(row: CaseRow, given: dict[str, object], fault: str) -> str:
    return render_template(
        "filing/show.html",
        case=row,
        readers=READERS,
        sections=SECTIONS,
        formats=FORMATS,
        given={
            "reader": "full",
            "format": "pdf",
            "lang": i18n.current(),
            "hide": False,
            "names": "",
            "sections": [],
            **given,
        },
        fault=fault,
    )
