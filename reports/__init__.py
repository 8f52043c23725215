"""What the reader gets: an assessment written out, with what every statement rests on.

``render`` is the only entry point; everything it may raise is a ``ReportError``.
"""

from reports.errors import ReportError
from reports.model import ReportInput
from reports.render import render

__all__ = ["ReportError", "ReportInput", "render"]
