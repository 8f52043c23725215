"""The web server: waitress on this machine's own address, refusing large uploads early."""

from __future__ import annotations

import ipaddress
import socket
import sys
import threading
import time
from typing import Any

from flask import Flask
from sqlalchemy import inspect
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import create_server
from waitress.task import ErrorTask

from webapp import casework
from webapp.db import db
from webapp.errors import UserError
from webapp.i18n import LANGUAGES
from webapp.settings import MEGABYTE

THREADS = 8
#: Seconds for which a refused upload may go on into the void.
PATIENCE = 30.0

_TOO_LARGE = """<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>Fichier trop lourd – Requalif</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/static/requalif.css"></head>
<body><main class="wide">
<h1>Le fichier est trop lourd</h1>
<p>Rien n’a été conservé. Un fichier peut peser {limit}\u00a0Mo au plus\u00a0: découpez-le, ou
collez son texte.</p>
<p><a href="/">Liste des dossiers</a></p>
<div lang="en"><h2>The file is too large</h2>
<p>Nothing was kept. Files may weigh {limit}\u00a0MB at most: split the file, or paste its text.</p>
<p><a href="/">List of cases</a></p></div>
</main></body></html>
"""


class Parser(HTTPRequestParser):  # type: ignore[misc]
    """A request that is refused is not told to go on, whatever it expects."""

    def received(self, data: bytes) -> int:
        consumed: int = super().received(data)
        if self.error:
            self.expect_continue = False
        return consumed


class Refusal(ErrorTask):  # type: ignore[misc]
    """The server's own answer to a request that it will not read: a page, not a code."""

    page = b""

    def execute(self) -> None:
        if getattr(self.request.error, "code", 0) != 413:
            super().execute()
            return
        self.channel.refused = True
        self.status = "413 Content Too Large"
        self.response_headers += [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Cache-Control", "no-store"),
            ("Content-Security-Policy", "default-src 'none'; style-src 'self'; font-src 'self'"),
        ]
        self.content_length = len(self.page)
        self.set_close_on_finish()
        self.write(self.page)


class Channel(HTTPChannel):  # type: ignore[misc]
    """After a refusal, reads on for a while and throws it away.

    Closing at once would reset the connection, and the browser, still sending, would show its
    own error instead of our page.
    """

    parser_class = Parser
    refused = False
    until = 0.0
    close_when_flushed: bool

    def handle_write(self) -> None:
        if not (self.refused and self.close_when_flushed):
            super().handle_write()
            return
        self._flush_exception(self._flush_some)
        if not self.total_outbufs_len and self.connected:
            self.close_when_flushed = False
            self.until = time.monotonic() + PATIENCE
            self.socket.shutdown(socket.SHUT_WR)

    def readable(self) -> bool:
        return bool(self.until or super().readable())

    def handle_read(self) -> None:
        if not self.until:
            super().handle_read()
            return
        try:
            data = self.recv(1 << 18)
        except OSError:
            data = b""
        if not data or time.monotonic() > self.until:
            self.handle_close()


def create(app: Flask, host: str, port: int) -> Any:
    """A server bound to ``host:port`` (0: any free one), not yet running."""
    limit = app.config["LARGEST_FILE"] // MEGABYTE
    refusal = type("_Refusal", (Refusal,), {"page": _TOO_LARGE.format(limit=limit).encode()})
    server = create_server(
        app,
        host=host,
        port=port,
        threads=THREADS,
        ident=None,
        # Refused on the announced length, before the body is read; what has no length is cut
        # off there. Up to twice the limit the application answers, in the reader's language.
        max_request_body_size=2 * app.config["MAX_CONTENT_LENGTH"],
        clear_untrusted_proxy_headers=True,
    )
    server.channel_class = type("_Channel", (Channel,), {"error_task_class": refusal})
    return server


def _read_laws(app: Flask) -> None:
    """Reads every law once, seconds that nobody need wait for on a page."""
    with app.app_context():
        casework.laws()


def _own(host: str) -> bool:
    """Whether only this machine reaches an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def run(app: Flask, host: str, port: int, lang: str) -> None:
    """Serves until interrupted. Raises UserError when the installation is not ready."""
    assert lang in LANGUAGES
    with db.engine.connect() as connection:
        if not inspect(connection).has_table("cases"):
            raise UserError("not_initialised")
    if app.config["ACCOUNTS"] and not app.config["SESSION_COOKIE_SECURE"] and not _own(host):
        raise UserError("password_in_clear", value=host)
    try:
        server = create(app, host, port)
    except OSError as error:
        raise UserError.of_file("not_served", f"{host}:{port}", error) from None
    at = f"http://{host}:{server.effective_port}/"
    print(  # noqa: T201 - the address is what the command prints
        f"Requalif est ouvert à l’adresse {at} (Ctrl+C pour arrêter)."
        if lang == "fr"
        else f"Requalif is open at {at} (Ctrl+C stops it).",
        flush=True,
    )
    threading.Thread(target=_read_laws, args=(app,), daemon=True).start()
    try:
        server.run()
    except KeyboardInterrupt:
        sys.exit(0)
