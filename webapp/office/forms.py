"""Forms of accounts. Every field may be pasted into and filled by a password manager."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, PasswordField, StringField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from webapp import i18n
from webapp.errors import UserError
from webapp.forms import Radio, Select, _Date, _required, picks, plain
from webapp.office import keeping, passwords, people

ROLES = (
    ("administrator", _l("Administrator: works on cases, invites people, reads the log")),
    ("member", _l("Member: works on the office’s cases")),
    ("reader", _l("Reader: reads the office’s cases and changes nothing")),
)  # fmt: skip
PERIODS = (
    ("", _l("Not decided: each case says")),
    *((str(m), _l("%(num)d months", num=m)) for m in keeping.PERIODS),
)


def said(code: str, **params: object) -> str:
    """An error of the catalogue as a sentence."""
    text = UserError(code, **params).message(i18n.current())
    return text[:1].upper() + text[1:]


def _name() -> StringField:
    return StringField(
        _l("Name to sign in with"),
        [DataRequired(_required), Length(min=2, max=120, message=_l("Give 2 to 120 characters."))],
        filters=[plain],
    )


def _secret(label: Any) -> PasswordField:
    return PasswordField(label, [DataRequired(_required)])


class SignInForm(FlaskForm):  # type: ignore[misc]
    name = StringField(_l("Name"), [DataRequired(_required)])
    password = _secret(_l("Password"))
    long = BooleanField(_l("Stay signed in on this device"))


class CodeForm(FlaskForm):  # type: ignore[misc]
    code = StringField(_l("Code"), [DataRequired(_required), Length(max=40)])


class PasswordForm(FlaskForm):  # type: ignore[misc]
    """A new password for ``owner``, the name that it may not consist of."""

    password = _secret(_l("New password"))
    again = _secret(_l("The same once more"))
    owner = ""

    def validate_password(self, field: PasswordField) -> None:
        fault = passwords.fault(field.data, self.owner)
        if fault:
            raise ValidationError(said(f"password_{fault}"))

    def validate_again(self, field: PasswordField) -> None:
        if field.data != self.password.data:
            raise ValidationError(_l("The two are not the same: type or paste both again."))


class ChangePasswordForm(PasswordForm):
    current = _secret(_l("Present password"))


class JoinForm(PasswordForm):
    name = _name()

    def validate_name(self, field: StringField) -> None:
        self.owner = field.data
        if people.by_name(field.data) is not None:
            raise ValidationError(said("name_taken", value=field.data))

    def validate_password(self, field: PasswordField) -> None:
        self.owner = self.name.data or ""
        super().validate_password(field)


class ConfirmForm(FlaskForm):  # type: ignore[misc]
    """What must not happen on an open screen while its owner is away."""

    current = _secret(_l("Present password"))


class RoleForm(FlaskForm):  # type: ignore[misc]
    role = Radio(_l("Role"), choices=picks(ROLES), default="member")


class ResetForm(FlaskForm):  # type: ignore[misc]
    drops_second = BooleanField(_l("Also drop the second factor: the device is lost"))


class OfficeForm(FlaskForm):  # type: ignore[misc]
    name = StringField(
        _l("Name of the office"),
        [DataRequired(_required), Length(max=120, message=_l("Give at most 120 characters."))],
        filters=[plain],
    )
    keep_months = Select(_l("How long a new case is kept"), choices=picks(PERIODS))


class KeepingForm(FlaskForm):  # type: ignore[misc]
    keep_until: DateField = _Date(_l("Keep until"), [Optional()])
