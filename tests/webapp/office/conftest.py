"""An application with accounts: two offices, and a browser for each person of them."""

from __future__ import annotations

import shutil

import pytest

from tests.webapp.conftest import TERMS, Client, small_reader
from webapp import create_app, db
from webapp.office import people as office_people

PASSWORD = "une suite de mots"
#: As little work as the library allows: these tests are not about guessing passwords.
QUICK = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}


def with_accounts(instance, **more):
    return create_app(
        {
            "INSTANCE": instance,
            "TESTING": True,
            "PROPAGATE_EXCEPTIONS": True,
            "READER": small_reader,
            "ACCOUNTS": True,
            "ARGON2": QUICK,
            **more,
        }
    )


@pytest.fixture
def app(instance, migrated):
    shutil.copy(migrated, instance / "requalif.sqlite")
    app = with_accounts(instance)
    yield app
    with app.app_context():
        db.db.engine.dispose()


@pytest.fixture
def people(app):
    """Name → number, of an administrator, a member and a reader of Nord, and of two of Sud."""
    with app.app_context():
        found = {}
        for office, name, role in (
            ("Nord", "anne", "administrator"),
            ("Nord", "malik", "member"),
            ("Nord", "lea", "reader"),
            ("Sud", "sam", "member"),
            ("Sud", "zoe", "administrator"),
        ):
            row = office_people.office_named(office, create=True)
            user = office_people.add(row, name, PASSWORD, role)
            db.db.session.flush()
            found[name] = user.id
        db.db.session.commit()
    return found


def sign_in(client, name, password=PASSWORD, status=302, **more):
    client.token = ""
    answer = client.post("/sign-in", {"name": name, "password": password, **more}, status)
    client.token = ""
    return answer


@pytest.fixture
def browser(app, people):
    """A browser in which the person of that name is signed in."""

    def opened(name):
        client = Client(app)
        sign_in(client, name)
        return client

    return opened


@pytest.fixture
def stranger(app, people):
    return Client(app)


@pytest.fixture
def anne(browser):
    return browser("anne")


@pytest.fixture
def client(browser):
    """The member of Nord: what the fixtures of a case are made with."""
    return browser("malik")


@pytest.fixture
def nord(client, base, document):
    """The address of a case of Nord with a source, a finding and a document; its title is
    « Essai », which no page of anybody else may show."""
    client.post(f"{base}/sources/new", {"kind": "testimony", "label": "Secret de T1"})
    finding = {"indicator": "work_instructions", "state": "present", "kind": "practice"}
    client.post(f"{base}/findings/new", {**finding, "source_key": "t1", "quote": "On me dit quoi."})
    assert TERMS
    return base
