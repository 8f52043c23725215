"""Adding documents: what is refused, what is kept, how a reading that fails is told."""

import io
import sqlite3

import pytest
from werkzeug.test import create_environ, run_wsgi_app

from nlp.errors import ReadingError
from tests import badfiles
from webapp import reading, storage
from webapp.db import db
from webapp.errors import UserError
from webapp.models import DocumentRow


def upload(client, base, data, name="terms.md", status=302, **more):
    form = {"file": (io.BytesIO(data), name), **more}
    return client.post(f"{base}/documents/new", form, status, content_type="multipart/form-data")


def rows(instance, table="documents"):
    database = sqlite3.connect(instance / "requalif.sqlite")
    count = database.execute(f"select count(*) from {table}").fetchone()[0]
    database.close()
    return count


def files(instance):
    return [p for p in (instance / "files").rglob("*") if p.is_file()]


def unreadable(code):
    def reader(_data, name, _lang):
        error = ReadingError(code, name=name, limit=1, found=2, detail="")
        raise reading.UnreadableError(
            {"code": code, "fr": error.message("fr"), "en": error.message("en")}
        )

    return reader


@pytest.mark.parametrize("code", ["empty", "image_only", "password", "damaged", "unsupported"])
def test_a_file_that_cannot_be_read_is_explained_and_leaves_nothing(
    client, base, app, instance, code
):
    app.config["READER"] = unreadable(code)
    page = upload(client, base, b"x", "mauvais.pdf", 422)
    assert "mauvais.pdf" in page.text
    assert "#file" in page.links
    assert (rows(instance), rows(instance, "sources"), files(instance)) == (0, 0, [])


def test_nothing_given_and_two_things_given_are_told(client, base):
    page = client.post(f"{base}/documents/new", {"text": "  "}, 422)
    assert "Choisissez un fichier ou collez un texte" in page.text
    page = upload(client, base, b"abc", status=422, text="un texte")
    assert "pas les deux" in page.text


def test_a_file_over_the_limit_is_refused_before_it_is_read(client, base, app, instance):
    app.config.update(LARGEST_FILE=2000, MAX_CONTENT_LENGTH=1_000_000)
    page = upload(client, base, b"x" * 3000, status=422)
    assert "le fichier dépasse" in page.text.lower()
    assert files(instance) == []


def test_a_request_far_over_the_limit_gets_the_page_413(client, base, app, instance):
    environ = create_environ(f"{base}/documents/new", method="POST")
    body = badfiles.huge_upload(200)
    environ |= {"wsgi.input": body, "CONTENT_LENGTH": "200000000"}
    environ |= {"CONTENT_TYPE": "multipart/form-data; boundary=x"}
    said, status, _headers = run_wsgi_app(app, environ)
    text = b"".join(said).decode()
    assert status.startswith("413")
    assert body.raw.at == 0, "nothing of it is read"
    assert "Rien n’a été conservé" in text
    assert "10\u00a0Mo" in text
    assert files(instance) == []


def test_a_slow_reading_shows_its_page_and_the_document_is_kept(client, base, app, instance):
    def slow(*_args):
        raise UserError("reading_too_slow", seconds=300)

    app.config["READER"] = slow
    answer = upload(client, base, b"abc")
    page = client.get(answer.location)
    assert "a dépassé 300 secondes" in page.text
    assert "Relancer la lecture" in page.text
    assert len(files(instance)) == 1
    from tests.webapp.conftest import small_reader

    app.config["READER"] = small_reader
    client.post(f"{answer.location}/again")
    client.get(answer.location, 302)


def test_a_fault_of_the_reader_is_told_without_its_words(client, base, app):
    def broken(*_args):
        raise RuntimeError("secret words of a worker")

    app.config["READER"] = broken
    page = client.get(upload(client, base, b"abc").location)
    assert "RuntimeError" in page.text
    assert "secret words" not in page.text


def test_the_reading_page_says_so_while_the_reading_lasts(client, base, app, session):
    import threading

    from tests.webapp.conftest import small_reader

    go_on = threading.Event()

    def waiting(*args):
        go_on.wait(20)
        return small_reader(*args)

    app.config.update(READER=waiting, READING_PATIENCE=0.05)
    answer = upload(client, base, b"La plateforme fixe seule le prix.")
    page = client.get(answer.location)
    assert "Lecture en cours" in page.text
    go_on.set()
    for _ in range(200):
        session.expire_all()
        if session.get(DocumentRow, 1).status == "ready":
            break
        threading.Event().wait(0.05)
    answer = client.get(answer.location, 302)
    assert answer.location.endswith("/review")


def test_htmx_is_sent_on_to_the_review_when_reading_is_done(client, document):
    response = client.flask.get(document, headers={"HX-Request": "true"})
    assert response.headers["HX-Redirect"].endswith("/review")


def test_a_reading_cut_short_by_a_stopped_server_is_told(client, document, app, session):
    row = session.get(DocumentRow, 1)
    row.status, row.started_at = "reading", None
    session.commit()
    assert "interrompue par un arrêt" in client.get(document).text


def test_a_document_deleted_while_it_is_read_leaves_nothing(client, base, app, instance):
    def deleting(data, name, lang):
        from tests.webapp.conftest import small_reader
        from webapp.views.documents import erase

        result = small_reader(data, name, lang)
        erase(db.session.get(DocumentRow, 1))
        return result

    app.config["READER"] = deleting
    upload(client, base, b"La plateforme fixe seule le prix.")
    assert (rows(instance), files(instance)) == (0, [])


def test_files_are_private_and_written_whole(app, instance, monkeypatch):
    with app.app_context():
        sha256 = storage.keep(b"abc")
        path = storage.path_of(sha256)
        assert path.read_bytes() == b"abc"
        assert path.stat().st_mode & 0o077 == 0

        def full(*_args):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(storage.os, "replace", full)
        with pytest.raises(OSError, match="No space"):
            storage.keep(b"other")
    assert len(files(instance)) == 1


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(badfiles.ALL))
def test_the_real_reader_refuses_each_bad_file_and_leaves_nothing(
    client, base, app, instance, name
):
    app.config.update(READER=None, READING_PATIENCE=60)
    page = upload(client, base, badfiles.ALL[name](), name, 422)
    assert name in page.text
    assert (rows(instance), rows(instance, "sources"), files(instance)) == (0, 0, [])


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(badfiles.LARGE))
def test_the_real_reader_refuses_each_bomb_and_leaves_nothing(client, base, app, instance, name):
    app.config.update(READER=None, READING_PATIENCE=120)
    upload(client, base, badfiles.LARGE[name](), name, 422)
    assert (rows(instance), files(instance)) == (0, [])


@pytest.mark.slow
def test_three_hundred_pages_are_read_and_reviewed_by_pages(client, base, app):
    app.config.update(READER=None, READING_PATIENCE=280)
    upload(client, base, badfiles.long_text(300), "long.md")
    page = client.get(f"{base}/documents/1/review?show=all")
    assert len(page.all("article")) == 40


@pytest.mark.slow
def test_five_hundred_pages_are_refused_with_their_length(client, base, app, instance):
    app.config.update(READER=None, READING_PATIENCE=60)
    page = upload(client, base, badfiles.long_text(500), "long.md", 422)
    assert "Découpez-le" in page.text
    assert (rows(instance), files(instance)) == (0, [])


@pytest.mark.slow
def test_the_real_reader_takes_real_terms(client, base, app, examples_dir):
    app.config.update(READER=None, READING_PATIENCE=120)
    data = (examples_dir / "demonstration" / "terms.md").read_bytes()
    upload(client, base, data)
    page = client.get(f"{base}/documents/1/review?show=found")
    assert page.all("mark")
