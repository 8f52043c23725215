"""Runs migrations on the application's own engine."""

from alembic import context

from webapp import models
from webapp.db import db

with db.engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=models.Base.metadata,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
