"""How often signing in may be tried, by address and by name. Counted in this process's memory:
one serving process is what the product has, and a restart is not something a stranger can do."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, request, session

from webapp.office import people

#: Pages that judge a secret.
JUDGES = (
    "account.sign_in",
    "account.second",
    "account.join",
    "account.reset",
    "account.password",
    "account.second_off",
)


def _name() -> str:
    """Whose secret is tried: a name, or the person whose code is awaited."""
    waiting = session.get("second")
    if waiting:
        return f"user {waiting.get('user')}"
    return people.key_of(request.form.get("name", "")) or _address()


def _address() -> str:
    return request.remote_addr or ""


def _failed(response: Response) -> bool:
    """Only tries that failed count: nobody is shut out for signing in often."""
    return response.status_code not in (302, 303)


def init_app(app: Flask) -> None:
    if not app.config["ACCOUNTS"]:
        return
    # Loaded only where it is needed: it takes as long as the rest of the command line.
    from flask_limiter import Limiter

    limiter = Limiter(_address, app=app, storage_uri="memory://", headers_enabled=False)
    by_address = limiter.shared_limit(
        app.config["TRIES_BY_ADDRESS"], "address", methods=["POST"], deduct_when=_failed
    )
    by_name = limiter.shared_limit(
        app.config["TRIES_BY_NAME"],
        "name",
        key_func=_name,
        methods=["POST"],
        deduct_when=_failed,
    )
    views: dict[str, Any] = app.view_functions
    for endpoint in JUDGES:
        views[endpoint] = by_address(views[endpoint])
    for endpoint in ("account.sign_in", "account.second"):
        views[endpoint] = by_name(views[endpoint])
