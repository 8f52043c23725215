"""How people use it: cases, questionnaire, documents, review, result, command line."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_wtf import CSRFProtect
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader, StrictUndefined

from webapp import cli as cli
from webapp import db, errors, i18n, office, security, settings, views

csrf = CSRFProtect()


class Requalif(Flask):
    jinja_options = {  # noqa: RUF012 - Flask's own way of setting it
        "trim_blocks": True,
        "lstrip_blocks": True,
        "undefined": StrictUndefined,
    }

    def select_jinja_autoescape(self, filename: str | None) -> bool:
        """Always: the report's templates end in .j2, and everything here is HTML."""
        return True


def create_app(config: dict[str, Any] | None = None) -> Flask:
    """The application. ``config`` overrides settings and environment; nothing is written."""
    app = Requalif(__name__, static_url_path="/static")
    settings.apply(app, config)
    app.jinja_loader = ChoiceLoader(
        [
            PackageLoader("webapp", "templates"),
            # The drawings and quotations of the report, so that screen and paper agree.
            PrefixLoader({"report": PackageLoader("reports", "templates")}),
        ]
    )
    csrf.init_app(app)
    for feature in (db, i18n, security, errors, views, office, cli):
        feature.init_app(app)
    return app
