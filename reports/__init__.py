"""What the reader gets: an assessment written out, with what every statement rests on.

``render`` makes a report; ``probe`` says whether this machine can make PDFs. All that either
may raise is a ``ReportError``.
"""

from reports.errors import ReportError
from reports.model import ReportInput
from reports.pdf import probe
from reports.render import render

__all__ = ["ReportError", "ReportInput", "probe", "render"]
