"""An application with a fresh database for each test, and a client that inspects every page."""

from __future__ import annotations

import hashlib
import re
import shutil
import threading
from contextlib import contextmanager, suppress

import pytest

from nlp.model import Clause, ProposedIndicator, Quantity, Reading, Span
from tests.webapp.hygiene import Page, faults
from webapp import create_app, db, server
from webapp.models import CaseRow

TERMS = (
    "# Article 1 – Prix\n\n"
    "La plateforme fixe seule le prix de chaque tâche.\n\n"
    "# Article 2 – Liberté\n\n"
    "Vous êtes libre de refuser une tâche.\n\n"
    "Le paiement intervient sous 15 jours.\n"
)


def small_reader(data: bytes, name: str, lang: str) -> Reading:
    """Stands in for the real reader: knows two patterns, takes no time."""
    text = data.decode("utf-8")
    patterns = {
        "price_set_by_platform": r"fixe seule le prix",
        "free_to_refuse": r"libre de refuser",
    }
    clauses, heading = [], ""
    for match in re.finditer(r"[^\n]+", text):
        if match.group().startswith("#"):
            heading = match.group().lstrip("# ")
            continue
        found = []
        for indicator, pattern in patterns.items():
            hit = re.search(pattern, match.group())
            if hit:
                at = match.start() + hit.start()
                span = Span(at, at + len(hit.group()), hit.group())
                found.append(ProposedIndicator(indicator, 0.8, False, "worker", span, "rule"))
        amounts = []
        for delay in re.finditer(r"(\d+) jours", match.group()):
            start, end = match.start() + delay.start(), match.start() + delay.end()
            span = Span(start, end, delay.group())
            amounts.append(Quantity("delay", delay.group(1), "day", span))
        clauses.append(
            Clause(
                *match.span(), match.group(), heading,
                indicators=tuple(found), quantities=tuple(amounts),
            )
        )  # fmt: skip
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Reading(name, "fr", text, digest, tuple(clauses))


@pytest.fixture
def instance(tmp_path):
    folder = tmp_path / "instance"
    folder.mkdir()
    return folder


def application(instance):
    return create_app(
        {
            "INSTANCE": instance,
            "TESTING": True,
            "PROPAGATE_EXCEPTIONS": True,
            "READER": small_reader,
        }
    )


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """A database that the migrations have made; copied, because making it takes its time."""
    folder = tmp_path_factory.mktemp("migrated")
    with application(folder).app_context():
        db.upgrade()
        with db.db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.db.engine.dispose()
    return folder / "requalif.sqlite"


@pytest.fixture
def app(instance, migrated):
    shutil.copy(migrated, instance / "requalif.sqlite")
    app = application(instance)
    yield app
    with app.app_context():
        db.db.engine.dispose()


@pytest.fixture
def session(app):
    with app.app_context():
        yield db.db.session


@contextmanager
def serving(app):
    """The application on the real server, in a thread; yields the port."""
    running = server.create(app, "127.0.0.1", 0)

    def run():
        # Closing the listening socket from outside is how the loop ends here.
        with suppress(OSError, ValueError):
            running.run()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    yield running.effective_port
    running.task_dispatcher.shutdown()
    with suppress(OSError):
        running.close()
    thread.join(5)


class Client:
    """A browser without JavaScript: follows forms' tokens, checks every page it gets."""

    def __init__(self, app):
        self.flask = app.test_client()
        self.token = ""

    def get(self, url, status=200, *, check=True, **kwargs):
        response = self.flask.get(url, **kwargs)
        assert response.status_code == status, (url, response.status_code)
        return self._page(url, response, check)

    def post(self, url, data=None, status=302, **kwargs):
        """Sends a form; a redirect is returned as the response, a page as a Page."""
        if not self.token:
            self.get("/about")
        data = {**(data or {}), "csrf_token": self.token}
        response = self.flask.post(url, data=data, **kwargs)
        assert response.status_code == status, (url, response.status_code, response.text[:3000])
        return response if status == 302 else self._page(url, response, True)

    def follow(self, response, status=200):
        return self.get(response.location, status)

    def _page(self, url, response, check):
        if not check or response.mimetype != "text/html" or response.status_code in (301, 302):
            return response
        page = Page(response.text)
        found = re.search(
            r'name="csrf_token" value="([^"]+)"|X-CSRFToken": "([^"]+)"', response.text
        )
        if found:
            self.token = found.group(1) or found.group(2)
        if "HX-Request" not in response.request.headers:
            assert faults(page) == [], url
        return page


@pytest.fixture
def client(app):
    return Client(app)


@pytest.fixture
def case_id(client):
    """An empty case, made as a person would make it."""
    response = client.post("/cases/new", {"title": "Essai", "facts_to": "2026-03-01"})
    return response.location.split("/")[2]


@pytest.fixture
def base(case_id):
    return f"/cases/{case_id}"


@pytest.fixture
def document(client, base):
    """The small terms, uploaded and read; the address of the document."""
    client.post(f"{base}/documents/new", {"text": TERMS, "title": "Conditions"})
    return f"{base}/documents/1"


@pytest.fixture
def row(session, case_id):
    return session.get(CaseRow, case_id)
