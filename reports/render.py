"""``render``: one typed object in, the bytes of a report out."""

from __future__ import annotations

from reports.archive import archive
from reports.attached import attached
from reports.build import build
from reports.errors import ReportError
from reports.html import to_html
from reports.model import ReportInput
from reports.pdf import Limits, to_pdf


def render(input: ReportInput, fmt: str = "pdf", limits: Limits | None = None) -> bytes:
    """The report as PDF (PDF/A-3a, tagged, its data attached) or as one self-contained HTML page, UTF-8.

    The same input gives the same bytes; no clock is read. ``limits`` bounds the child
    process that lays the PDF out. Raises ReportError.
    """
    if fmt not in ("pdf", "html"):
        raise ReportError("bad_format", found=fmt)
    page = to_html(build(input), paged=fmt == "pdf")
    return archive(to_pdf(page, limits), attached(input)) if fmt == "pdf" else page.encode("utf-8")
