"""One module a feature; each has a blueprint."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Flask

import reports
from webapp import forms
from webapp.money import available as has_money
from webapp.settings import VERSION
from webapp.views import (
    account,
    case,
    catalogue,
    documents,
    evidence,
    exchange,
    exhibits,
    filing,
    findings,
    guided,
    home,
    keeping,
    laws,
    links,
    matrix,
    money,
    office,
    platform,
    questionnaire,
    relation,
    result,
    review,
    review_flow,
    sources,
    versions,
    whatif,
    worker,
)

FONTS = Path(reports.__file__).parent / "assets" / "fonts" / "web"


def init_app(app: Flask) -> None:
    features = (
        account,
        case,
        documents,
        evidence,
        exchange,
        filing,
        exhibits,
        findings,
        guided,
        home,
        keeping,
        laws,
        links,
        matrix,
        office,
        money,
        platform,
        questionnaire,
        relation,
        result,
        review,
        sources,
        versions,
        whatif,
        worker,
    )
    # Pages beside a feature's own: importing the module has added them to its blueprint.
    _ = (review_flow,)
    for feature in features:
        app.register_blueprint(feature.bp)
    catalogue.init_app(app)
    # The same fonts on screen and on paper: they are shipped once, with the reports.
    app.register_blueprint(
        Blueprint("fonts", __name__, static_folder=FONTS, static_url_path="/fonts")
    )
    app.context_processor(lambda: {"version": VERSION, "has_money": has_money})
    app.jinja_env.globals["placeless"] = forms.placeless
