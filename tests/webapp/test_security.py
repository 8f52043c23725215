"""What keeps people's cases to themselves."""

import logging
import re

import pytest

from webapp import create_app, security


def test_every_answer_forbids_foreign_and_inline_code(client, base):
    for path in ("/", base, f"{base}/result", "/static/requalif.css", "/nope"):
        headers = client.flask.get(path).headers
        assert headers["Content-Security-Policy"] == security.POLICY
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


def test_pages_are_not_kept_by_caches_and_files_are(client, base):
    assert client.flask.get(base).headers["Cache-Control"] == "no-store"
    assert "max-age" in client.flask.get("/static/requalif.css").headers["Cache-Control"]
    assert (
        "max-age" in client.flask.get("/fonts/SourceSans3-Regular.woff2").headers["Cache-Control"]
    )


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(client):
    cookie = client.flask.get("/language/en").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_behind_tls_the_cookie_is_secure(monkeypatch, instance):
    monkeypatch.setenv("REQUALIF_HTTPS", "1")
    app = create_app({"INSTANCE": instance})
    cookie = app.test_client().get("/language/en").headers["Set-Cookie"]
    assert "Secure" in cookie


def test_a_form_without_its_token_is_refused_and_changes_nothing(client, base):
    for path in ("/delete", "/relation", "/sources/new", "/questions/pay"):
        response = client.flask.post(base + path, data={"title": "x"})
        assert response.status_code == 400
        assert "cookies" in response.text
    client.get(base)


def test_creating_the_application_writes_nothing(tmp_path):
    create_app({"INSTANCE": tmp_path / "instance"})
    assert list(tmp_path.iterdir()) == []


def test_what_is_deleted_is_overwritten_in_the_database(app):
    from webapp.db import db

    with app.app_context(), db.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


@pytest.fixture
def failing(app):
    del app.config["PROPAGATE_EXCEPTIONS"]
    from webapp import errors

    app.register_error_handler(Exception, errors._unexpected)

    def fail():
        name = "Jeanne Exemple"
        raise ValueError(f"private words of {name}")

    app.add_url_rule("/fail", view_func=fail)
    return app


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_unexpected_fault_shows_a_reference_and_logs_no_words(failing, caplog, client, lang):
    client.get(f"/language/{lang}", 302)
    with caplog.at_level(logging.DEBUG):
        page = client.get("/fail", 500)
    reference = re.search(r": ([0-9a-f]{8})\b", page.text).group(1)
    assert reference in caplog.text
    assert "ValueError" in caplog.text
    assert "test_security.py" in caplog.text
    assert "Jeanne" not in caplog.text
    assert "private" not in page.html


@pytest.mark.parametrize(("method", "path", "status"), [
    ("get", "/nope", 404), ("post", "/about", 405), ("get", "/cases/import?x=%00", 200),
])  # fmt: skip
def test_other_wrong_requests_get_a_sound_page(client, method, path, status):
    if method == "get":
        client.get(path, status)
    else:
        assert client.flask.post(path).status_code == status


def test_htmx_gets_errors_as_a_piece_of_page(client):
    response = client.flask.get("/nope", headers={"HX-Request": "true"})
    assert response.status_code == 404
    assert "<html" not in response.text
    assert 'role="alert"' in response.text


def test_no_page_names_another_host(client, base):
    for path in ("/", base, f"{base}/questions/pay", f"{base}/documents/new"):
        html = client.get(path).html
        assert "http://" not in html.replace("http://www.w3.org", "")
        assert "https://" not in html
