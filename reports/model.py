"""The one typed object a report is made from."""

from __future__ import annotations

from dataclasses import dataclass, field

from criteria.audience import Audiences
from criteria.model import Catalogue
from criteria.money_model import MoneyLaw
from rules.model import Assessment, Case
from rules.money_model import MoneyFound


@dataclass(frozen=True, slots=True)
class ReportInput:
    """``case`` holds every finding that was counted or proposed (answers and readings
    included), ``assessment`` what followed from it. ``product_version`` is shown with the
    catalogue version, the law date and the input hash."""

    case: Case
    assessment: Assessment
    catalogue: Catalogue
    product_version: str
    lang: str = "fr"
    #: For whom: one of ``reports.readers.READERS``.
    reader: str = "full"
    #: Sections to print, by id; none: all that the reader gets.
    sections: tuple[str, ...] = ()
    #: Whether names were replaced in the case before it was assessed.
    pseudonymised: bool = False
    #: What the law says that each reader needs; empty where its pack says nothing.
    audiences: Audiences = field(default_factory=Audiences)
    #: Claims and time limits, where the case has dates, hours and sums, and the law they follow.
    money: MoneyFound | None = None
    money_law: MoneyLaw | None = None
