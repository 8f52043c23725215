"""The database: SQLite in the instance folder unless ``DATABASE_URL`` says otherwise."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

from flask import Flask
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import Engine, MetaData, event
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    # Named constraints, because a migration can only drop what has a name.
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


#: Parameters of a failed statement are people's answers: they stay out of logs.
db = SQLAlchemy(engine_options={"hide_parameters": True})


def init_app(app: Flask) -> None:
    db.init_app(app)
    # There are no asynchronous sessions here; closing none would start an event loop each time.
    app.teardown_appcontext_funcs[:] = [
        close for close in app.teardown_appcontext_funcs if not inspect.iscoroutinefunction(close)
    ]
    with app.app_context():
        engine: Engine = db.engine
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _sqlite_manners)


def _sqlite_manners(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA busy_timeout = 10000")
    # What is deleted must not stay readable in the file.
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.close()


def upgrade(revision: str = "head") -> None:
    """Brings the schema to ``revision``; needs an application context."""
    from alembic import command

    command.upgrade(alembic_config(), revision)


def alembic_config() -> Any:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    return config
