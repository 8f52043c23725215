"""The report of the demonstration, as a page and as a PDF."""

from __future__ import annotations

import criteria
import reports
import rules
from reports.pdf import VARIANT
from reports.render import page_of
from tests.bench.measure import Measure, ratio, seconds
from tests.conftest import ROOT


def bare(page: str) -> bytes:
    """The reference: the layout engine alone, in this process, without limits."""
    import weasyprint

    pdf: bytes = weasyprint.HTML(string=page).write_pdf(pdf_variant=VARIANT)
    return pdf


def measures() -> list[Measure]:
    law = criteria.load("fr")
    case = rules.parse_case((ROOT / "examples" / "demonstration" / "case.json").read_bytes(), law)
    given = reports.ReportInput(case, rules.assess(case, law), law, "bench")
    size = len(reports.render(given, "pdf")) / 1e6
    return [
        ratio(
            "PDF / the same page by WeasyPrint alone",
            lambda: reports.render(given, "pdf"),
            lambda: bare(page_of(given, paged=True)),
            1.3,
            times=3,
        ),
        Measure("HTML", seconds(lambda: reports.render(given, "html"), 3), "s", 2.0),
        Measure(
            "PDF, laid out in its child process",
            seconds(lambda: reports.render(given, "pdf"), 2),
            "s",
            30.0,
        ),
        Measure("size of the PDF", size, "MB", 2.0),
    ]
