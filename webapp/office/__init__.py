"""Who may do what: accounts of an office, their sessions, the log, keeping and erasing.

Off unless ``REQUALIF_ACCOUNTS=1``: then nobody is asked who they are, and every page says so.
"""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    from webapp.office import audit, cli, gate, limits

    gate.init_app(app)
    audit.init_app(app)
    limits.init_app(app)
    cli.init_app(app)
