"""The migrations lead to the models, up and down."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from webapp import db, models


def test_the_newest_schema_is_that_of_the_models(app):
    with app.app_context(), db.db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.Base.metadata) == []


def test_migrations_can_be_undone(app):
    with app.app_context():
        command.downgrade(db.alembic_config(), "base")
        command.upgrade(db.alembic_config(), "head")


def test_upgrading_twice_changes_nothing(app):
    with app.app_context():
        db.upgrade()


def test_another_database_is_named_by_its_url(monkeypatch, tmp_path):
    from webapp import create_app

    url = f"sqlite:///{tmp_path / 'other.sqlite'}"
    monkeypatch.setenv("DATABASE_URL", url)
    app = create_app({"INSTANCE": tmp_path / "instance"})
    with app.app_context():
        assert str(db.db.engine.url) == url


def test_migrating_loses_nothing_that_hangs_on_a_case(app, client, base, document):
    """Columns with foreign keys make SQLite copy the table and drop the old one."""
    with app.app_context():
        session = db.db.session
        before = session.query(models.FindingRow).count(), session.query(models.SourceRow).count()
        session.rollback()
        assert min(before) > 0
        command.downgrade(db.alembic_config(), "0001")
        command.upgrade(db.alembic_config(), "head")
        after = session.query(models.FindingRow).count(), session.query(models.SourceRow).count()
        assert after == before
        assert session.connection().exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert session.connection().exec_driver_sql("PRAGMA foreign_key_check").all() == []
