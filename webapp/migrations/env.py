"""Runs migrations on the application's own engine."""

from alembic import context

import webapp.models  # noqa: F401 - the tables are declared there
from webapp.db import Base, db

with db.engine.connect() as connection:
    # Changing a table of SQLite may mean copying it and dropping the old one; with foreign keys
    # on, that would delete the rows which hang on it. Not possible inside a transaction.
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
    )
    try:
        with context.begin_transaction():
            context.run_migrations()
    finally:
        if sqlite:
            connection.rollback()
            connection.exec_driver_sql("PRAGMA foreign_keys = ON")
            connection.commit()
