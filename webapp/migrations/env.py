"""Runs migrations on the application's own engine."""

from alembic import context

import webapp.models  # noqa: F401 - the tables are declared there
from webapp.db import Base, db

with db.engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
