"""Forms of the page on money and time limits."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Optional

from webapp import i18n, numbers
from webapp.forms import Radio, Select, _choose, _Date, _line, picks, plain

_number = _l("Write a number, for example 12 or 12.5.")
_hours = _l("Write a number of hours, at most 168.")
_needed = _l("Give this date.")
_large = _l("Write a smaller amount: 1,000,000,000 at most.")

BASES = (
    ("", _l("Not said")),
    ("stated", _l("Stated by the person")),
    ("proven", _l("Proven by an exhibit")),
)
YES_NO = (("unknown", _l("I do not know")), ("yes", _l("Yes")), ("no", _l("No")))


class Amount(StringField):  # type: ignore[misc]
    """A number as French or English people write it; ``data`` is a number or None."""

    largest = 1_000_000_000
    too_large = _large

    def process_formdata(self, valuelist: list[str]) -> None:
        self.raw = plain(valuelist[0]).strip()[:60] if valuelist else ""
        self.data = None
        if not self.raw:
            return
        self.data = numbers.parse(self.raw)
        if self.data is None:
            raise ValueError(str(_number))
        if self.data > self.largest:
            raise ValueError(str(self.too_large))

    def _value(self) -> str:
        if self.raw_data:
            return str(getattr(self, "raw", ""))
        return "" if self.data is None else i18n.number(self.data, "0.##########")


class Hours(Amount):
    largest = 168
    too_large = _hours


class DatesForm(FlaskForm):  # type: ignore[misc]
    """Field names are those of the format."""

    relation_start = _Date(_l("First day of the relation"), [Optional()])
    relation_end = _Date(_l("Last day of the relation"), [Optional()])
    notified_on = _Date(_l("Day on which the deactivation was notified"), [Optional()])
    known_on = _Date(_l("Day on which the person learned the facts"), [Optional()])
    claimed_on = _Date(_l("Day of the claim in court"), [Optional()])
    discrimination_on = _Date(
        _l("Day on which discrimination came to light, or of the last harassment"), [Optional()]
    )
    offence_on = _Date(_l("Last day of the offence"), [Optional()])
    mediation_from = _Date(_l("First day of a mediation before the ARPE"), [Optional()])
    mediation_to = _Date(_l("End of this mediation"), [Optional()])
    as_of = _Date(_l("Count the days left from"), [Optional()])


class PeriodForm(FlaskForm):  # type: ignore[misc]
    label = _line(_l("Name of the period"))
    start = _Date(_l("First day"), [InputRequired(_needed)])
    end = _Date(_l("Last day"), [InputRequired(_needed)])
    hours_low = Hours(_l("Hours of work a week, at least"))
    hours_high = Hours(_l("Hours of work a week, at most"))
    basis = Radio(_l("Where do these hours come from?"), choices=picks(BASES), default="")
    waiting_low = Hours(_l("Waiting hours a week, at least"))
    waiting_high = Hours(_l("Waiting hours a week, at most"))
    received = Amount(_l("Received in all, before platform fees (€)"))
    platform_fees = Amount(_l("Fees kept by the platform, in all (€)"))
    expenses = Amount(_l("Proven expenses, in all (€)"))
    agreed_rate = Amount(_l("Hourly gross rate agreed, if any (€)"))


class ValueForm(FlaskForm):  # type: ignore[misc]
    table = Select(_l("Value"), validators=[InputRequired(_choose)])
    start = _Date(_l("From this day on"), [Optional()])
    value = Amount(_l("Amount or rate"), [InputRequired(_l("Fill in this field."))])
    note = _line(_l("Where it comes from"))


def choices_form(law: Any, case: Any) -> FlaskForm:
    """Radios for every assumption (a-<id>) and every condition that a person says (c-<id>)."""
    fields: dict[str, Any] = {}
    data: dict[str, str] = {}
    for a in law.assumptions.values():
        options = [(o.id, i18n.say(o.label)) for o in a.options]
        fields[f"a-{a.id}"] = Radio(i18n.say(a.label), choices=picks(options))
        chosen = case.assumptions.get(a.id)
        data[f"a-{a.id}"] = chosen if chosen in dict(options) else a.default
    for c in law.conditions.values():
        if c.asked:
            fields[f"c-{c.id}"] = Radio(i18n.say(c.label), choices=picks(YES_NO))
            said = case.conditions.get(c.id)
            data[f"c-{c.id}"] = "unknown" if said is None else "yes" if said else "no"
    form: FlaskForm = type("ChoicesForm", (FlaskForm,), fields)(data=data)
    return form
