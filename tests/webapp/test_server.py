"""The real server: its address, and uploads it refuses before they arrive."""

import http.client

import pytest

from tests import badfiles
from tests.webapp.conftest import serving


@pytest.fixture
def address(app):
    with serving(app) as port:
        yield "127.0.0.1", port


def test_it_listens_on_this_machine_only_by_default():
    from webapp.cli import serve

    host = next(p for p in serve.params if p.name == "host")
    assert host.default == "127.0.0.1"


def test_it_serves_pages(address):
    connection = http.client.HTTPConnection(*address, timeout=20)
    connection.request("GET", "/")
    answer = connection.getresponse()
    assert answer.status == 200
    assert "waitress" not in str(answer.headers).lower()
    connection.close()


def test_an_upload_of_200_megabytes_is_refused_from_its_announced_size(address, instance):
    connection = http.client.HTTPConnection(*address, timeout=20)
    connection.putrequest("POST", "/cases/import")
    connection.putheader("Content-Length", str(200_000_000))
    connection.putheader("Content-Type", "multipart/form-data; boundary=x")
    connection.putheader("Expect", "100-continue")
    connection.endheaders()
    answer = connection.getresponse()
    text = answer.read().decode()
    assert answer.status == 413
    assert "Le fichier est trop lourd" in text
    assert "The file is too large" in text
    assert "10\u00a0Mo" in text
    assert not [p for p in (instance / "files").rglob("*") if p.is_file()]
    connection.close()


def test_a_browser_that_goes_on_sending_still_gets_the_page(address):
    connection = http.client.HTTPConnection(*address, timeout=60)
    connection.putrequest("POST", "/cases/import")
    connection.putheader("Content-Length", str(200_000_000))
    connection.putheader("Content-Type", "multipart/form-data; boundary=x")
    connection.endheaders()
    for piece in badfiles.chunks(badfiles.huge_upload(200)):
        connection.send(piece)
    answer = connection.getresponse()
    assert answer.status == 413
    assert "Le fichier est trop lourd" in answer.read().decode()
    connection.close()


def test_an_upload_without_a_size_is_cut_off(address):
    connection = http.client.HTTPConnection(*address, timeout=60)
    connection.putrequest("POST", "/cases/import")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()
    piece = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    for _ in range(1000):
        connection.send(piece)
    answer = connection.getresponse()
    assert answer.status == 413
    connection.close()


def test_a_file_a_little_too_large_gets_the_page_in_the_readers_language(address):
    connection = http.client.HTTPConnection(*address, timeout=20)
    body = b"x" * 12_000_000
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    connection.request("POST", "/cases/import", body, headers)
    answer = connection.getresponse()
    assert answer.status == 413
    assert "Rien n’a été conservé" in answer.read().decode()
    connection.close()
