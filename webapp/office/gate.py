"""Who may pass. One place for every route, those that do not exist yet included.

With accounts: strangers reach only what is marked public; a case of another office is not there;
readers change nothing; an office is run by its administrators. Queries for cases are narrowed to
the office besides, so that a forgotten check shows nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, abort, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection, event, inspect, select
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from webapp.db import db
from webapp.models import CaseRow
from webapp.office import audit, here, keeping, sessions
from webapp.office.models import OfficeRow

View = TypeVar("View", bound=Callable[..., Any])
#: Open to strangers although not marked: files of the product, the language, what it is.
PUBLIC = {"static", "fonts.static", "language.choose", "home.about"}
#: A worker's private address knows by its token whom it serves, and shows nothing else.
PUBLIC_BLUEPRINTS = ("worker",)
#: What there is only with accounts.
ACCOUNT_BLUEPRINTS = ("account", "office")
#: Pages on which a reader's forms work: they send nothing but a question.
READERS_FORMS = {"result.show"}


def public(view: View) -> View:
    """Marks a view that strangers may call: it must know by other means whom it serves."""
    view.requalif_public = True  # type: ignore[attr-defined]
    return view


def administrators(view: View) -> View:
    """Marks a view that only an office's administrators may call."""
    view.requalif_administrators = True  # type: ignore[attr-defined]
    return view


def _marked(name: str) -> bool:
    from flask import current_app

    return bool(getattr(current_app.view_functions.get(request.endpoint or ""), name, False))


def is_public() -> bool:
    by_itself = request.endpoint in PUBLIC or request.blueprint in PUBLIC_BLUEPRINTS
    return by_itself or _marked("requalif_public")


def guard() -> ResponseReturnValue | None:
    """Before every request."""
    if not here.switched_on():
        if request.blueprint in ACCOUNT_BLUEPRINTS:
            abort(404)
        return None
    if request.endpoint in ("static", "fonts.static"):
        return None
    account = sessions.find()
    if account is None:
        return None if is_public() else _stranger()
    g.account = account
    if not is_public():
        _case_is_ours(account)
        _role_allows(account)
    return None


def _stranger() -> ResponseReturnValue:
    """To the sign-in page, and back to where they were going."""
    if request.method in ("GET", "HEAD") and "HX-Request" not in request.headers:
        at = request.full_path.rstrip("?")
        return redirect(url_for("account.sign_in", next=at if at != "/" else None))
    abort(401)


def _case_is_ours(account: here.Account) -> None:
    """Another office's case and no case at all are answered alike."""
    case_id = (request.view_args or {}).get("case_id")
    if case_id is None:
        return
    # Past the narrowing of queries: only here is it asked whose a case is.
    owner = db.session.execute(
        select(CaseRow.__table__.c.office_id).where(CaseRow.__table__.c.id == case_id)
    ).one_or_none()
    if owner is None:
        abort(404)
    if owner.office_id != account.office_id:
        audit.note("refused", audit.subject(), case_id=case_id)
        db.session.commit()
        abort(404)


def _role_allows(account: here.Account) -> None:
    if _marked("requalif_administrators") and not account.administrates:
        _refuse()
    if not account.reads or request.blueprint == "account":
        return
    rule = request.url_rule
    is_form = rule is not None and "POST" in (rule.methods or ())
    outside = "case_id" not in (request.view_args or {})
    if request.method not in audit.SAFE or (is_form and outside):
        _refuse()


def _refuse() -> None:
    case_id = (request.view_args or {}).get("case_id", "")
    audit.note("refused", audit.subject(), case_id=case_id)
    db.session.commit()
    abort(403)


@event.listens_for(Session, "do_orm_execute")
def _only_own_cases(state: ORMExecuteState) -> None:
    account = here.account()
    if account is None or not (state.is_select or state.is_update or state.is_delete):
        return
    own = CaseRow.office_id == account.office_id
    state.statement = state.statement.options(
        with_loader_criteria(CaseRow, own, include_aliases=True)
    )


@event.listens_for(CaseRow, "before_insert")
def _belongs(_mapper: object, connection: Connection, row: CaseRow) -> None:
    """A new case belongs to the office of whoever makes it, and is kept as long as that says."""
    if row.office_id is None:
        row.office_id = here.office_id()
    if row.office_id is not None and row.keep_until is None:
        months = select(OfficeRow.keep_months).where(OfficeRow.id == row.office_id)
        row.keep_until = keeping.in_months(connection.scalar(months))


@event.listens_for(CaseRow, "after_insert")
def _made(_mapper: object, _connection: object, row: CaseRow) -> None:
    """The log names a case from its making on."""
    g.case_made = row.id


@event.listens_for(CaseRow, "before_update")
def _stays(_mapper: object, _connection: object, row: CaseRow) -> None:
    """No page moves a case to another office."""
    account = here.account()
    assert account is None or not inspect(row).attrs.office_id.history.has_changes()


def _unseen(response: Response) -> Response:
    """What is behind a password is not for search engines, whoever links to it."""
    if here.switched_on():
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def init_app(app: Flask) -> None:
    app.before_request(guard)
    app.after_request(_unseen)
    app.context_processor(
        lambda: {
            "account": here.account(),
            "accounts": here.switched_on(),
            "locked": _locked(),
        }
    )


def _locked() -> bool:
    """Whether this page's forms are shown and not to be filled: a reader's case."""
    account = here.account()
    if account is None or not account.reads or not request:
        return False
    return "case_id" in (request.view_args or {}) and request.endpoint not in READERS_FORMS
