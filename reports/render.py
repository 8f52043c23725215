"""``render``: one typed object in, the bytes of a report out."""

from __future__ import annotations

import rules
from reports.attached import attached
from reports.build import build
from reports.clean import whole
from reports.errors import ReportError
from reports.html import document_to_html, to_html
from reports.model import ReportInput
from reports.pdf import Limits, to_pdf
from reports.pen import Pen
from reports.pictures import drawings
from reports.readers import chosen, write

#: What a report can be written as, by the ending of its file.
FORMATS = ("pdf", "html", "docx", "json")


def render(input: ReportInput, fmt: str = "pdf", limits: Limits | None = None) -> bytes:
    """The report as PDF (PDF/A-3a, tagged, its data attached), as one HTML page, as a text to
    edit (DOCX), or the assessment alone (JSON).

    The same input gives the same bytes; no clock is read. ``limits`` bounds the child
    process that lays the PDF out. Raises ReportError.
    """
    if fmt not in FORMATS:
        raise ReportError("bad_format", found=fmt)
    chosen(input.reader, input.sections)
    if fmt == "json":
        return rules.dump(whole(rules.assessment_to_json(input.assessment)))
    if fmt == "docx":
        from reports.docx import to_docx  # heavy, and seldom asked for

        return to_docx(write(input))
    page = page_of(input, paged=fmt == "pdf")
    if fmt == "html":
        return page.encode("utf-8")
    from reports.archive import archive  # so that a page without PDF loads no PDF library

    return archive(to_pdf(page, limits), attached(input))


def page_of(input: ReportInput, paged: bool) -> str:
    """The HTML. The full report has a template of its own; every other document, and a choice of
    its sections, is set from blocks."""
    if input.reader == "full" and not input.sections:
        report = build(input)
        return to_html(report, paged, drawings(Pen(input, report)))
    return document_to_html(write(input), paged)
