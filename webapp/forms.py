"""Forms. Each message says what is wrong and how to mend it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, MultipleFileField
from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

SECTORS = (
    ("micro-work", _l("Micro-work online or in the field")),
    ("delivery", _l("Delivery")),
    ("ride-hailing", _l("Ride-hailing")),
    ("services", _l("Services at home or on site")),
    ("freelance", _l("Freelance assignments")),
    ("staffing", _l("Staffing, temporary missions")),
    ("other", _l("Other or not known")),
)
INTERMEDIATION = (
    ("simple", _l("Simple: worker, platform, client")),
    ("multi_level", _l("Several levels: other firms stand between the platform and the client")),
    ("unknown", _l("Not known")),
)
ROLES = (
    ("worker", _l("Worker")),
    ("platform", _l("Platform")),
    ("intermediary", _l("Intermediary")),
    ("subcontractor", _l("Subcontractor")),
    ("agency", _l("Agency")),
    ("fleet", _l("Fleet")),
    ("operator", _l("Operator")),
    ("employer", _l("Employer")),
    ("client", _l("Client")),
    ("end_client", _l("Final client")),
)
SOURCE_KINDS = (
    ("testimony", _l("Testimony")),
    ("document", _l("Document")),
    ("observation", _l("Own observation")),
    ("screenshot", _l("Screenshot")),
    ("payslip", _l("Payslip")),
    ("payment", _l("Payment statement")),
    ("other", _l("Other exhibit")),
)
STATES = (
    ("present", _l("Present: the circumstance exists")),
    ("absent", _l("Absent: the circumstance does not exist")),
)
KINDS = (
    ("practice", _l("Practice: what happens")),
    ("stipulation", _l("Paper: what is written")),
)
YES_NO_UNKNOWN = (("yes", _l("Yes")), ("no", _l("No")), ("unknown", _l("I do not know")))


def plain(text: str | None) -> str:
    """The text without control characters: no keyboard writes them, and case files forbid them."""
    text = (text or "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


def picks(pairs: Iterable[tuple[str, Any]], group: str | None = None) -> list[SelectChoice]:
    """Options of a select or radio field out of (value, label) pairs."""
    return [SelectChoice(value=value, label=label, optgroup=group) for value, label in pairs]


_required = _l("Fill in this field.")
_too_long = _l("Shorten this text: 300 characters at most.")
_long = _l("Shorten this text: 20,000 characters at most.")
_choose = _l("Choose one of the answers.")
_date = _l("Give a date as day, month and year, for example 1 March 2026 (2026-03-01).")


#: Fit any field: out of its place, in the list above the form, the field's name goes before.
_ANYWHERE = (_required, _too_long, _long, _choose, _date)


def placeless(message: object) -> bool:
    """Whether a message leaves unsaid which field it is about."""
    return str(message) in {str(known) for known in _ANYWHERE}


class _Date(DateField):  # type: ignore[misc]
    """A date field whose refusal says how dates are written."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(str(_date)) from None


def _line(label: Any, *more: Any, **options: Any) -> StringField:
    checks = [*more, Length(max=300, message=_too_long)]
    return StringField(label, checks, filters=[plain], **options)


def _area(label: Any) -> TextAreaField:
    return TextAreaField(label, [Length(max=20_000, message=_long)], filters=[plain])


class Select(SelectField):  # type: ignore[misc]
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, invalid_choice_message=_choose, **options)


class Radio(RadioField):  # type: ignore[misc]
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, invalid_choice_message=_choose, **options)


def _in_order(field: DateField, first: Any) -> None:
    """Refuses a last day before the first one."""
    if first and field.data and field.data < first:
        raise ValidationError(_l("The last day comes before the first: swap the dates."))


class CaseForm(FlaskForm):  # type: ignore[misc]
    title = _line(_l("Name of the case"), DataRequired(_required))
    jurisdiction = Select(_l("Law applied"))
    facts_from = _Date(_l("First day of the facts"), [Optional()])
    facts_to = _Date(_l("Last day of the facts"), [Optional()])

    #: Earliest day that each law covers, by jurisdiction.
    law_from: Mapping[str, Any]

    def offer(self, laws: Iterable[tuple[str, Any, Any]]) -> CaseForm:
        """Sets the laws to choose from: (id, name, earliest day)."""
        laws = tuple(laws)
        self.jurisdiction.choices = picks([(id_, name) for id_, name, _ in laws])
        self.law_from = {id_: first for id_, _, first in laws}
        return self

    def validate_facts_to(self, field: DateField) -> None:
        _in_order(field, self.facts_from.data)
        self._known(field.data)

    def validate_facts_from(self, field: DateField) -> None:
        if not self.facts_to.data:
            self._known(field.data)

    def _known(self, day: Any) -> None:
        law_from = self.law_from.get(self.jurisdiction.data)
        if day and law_from and day < law_from:
            first = law_from.isoformat()
            raise ValidationError(
                _l("The catalogue knows the law only from %(day)s: give a later date.", day=first)
            )


class RelationForm(FlaskForm):  # type: ignore[misc]
    platform_name = _line(_l("Name of the platform"))
    sector = Select(_l("Sector"), choices=picks(SECTORS))
    intermediation = Radio(_l("Intermediation"), choices=picks(INTERMEDIATION))
    worker_reference = _line(_l("Reference of the worker"))
    worker_registered = Radio(
        _l("Is this person registered as independent for this work?"), choices=picks(YES_NO_UNKNOWN)
    )


class SourceForm(FlaskForm):  # type: ignore[misc]
    kind = Radio(_l("Kind"), choices=picks(SOURCE_KINDS), validators=[InputRequired(_choose)])
    label = _line(_l("Title"), DataRequired(_required))
    date = _Date(_l("Date"), [Optional()])


class FindingForm(FlaskForm):  # type: ignore[misc]
    indicator = Select(_l("Indicator"), validators=[InputRequired(_choose)])
    state = Radio(_l("State"), choices=picks(STATES), validators=[InputRequired(_choose)])
    kind = Radio(_l("What the source shows"), choices=picks(KINDS))
    source_key = Select(_l("Source"))
    quote = _area(_l("The very words"))
    note = _area(_l("Note"))
    held_from = _Date(_l("First day"), [Optional()])
    held_to = _Date(_l("Last day"), [Optional()])

    def validate_held_to(self, field: DateField) -> None:
        _in_order(field, self.held_from.data)


class VersionForm(FlaskForm):  # type: ignore[misc]
    title = _line(_l("Title"))
    version_date = _Date(_l("Date of this version"), [Optional()])
    until = _Date(_l("Last day on which it applied"), [Optional()])

    def validate_until(self, field: DateField) -> None:
        _in_order(field, self.version_date.data)


class DocumentForm(VersionForm):
    file = FileField(_l("File"))
    text = TextAreaField(_l("Or paste the text"))


class ImportForm(FlaskForm):  # type: ignore[misc]
    case = FileField(_l("Case file (JSON or ZIP)"))
    documents = MultipleFileField(_l("Its documents"))
