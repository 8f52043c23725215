"""The child process: its limits, and what is said when it cannot do its work."""

from __future__ import annotations

import http.server
import io
import subprocess
import sys
import threading
from pathlib import Path

import pikepdf
import pytest

from reports import ReportError, probe
from reports import pdf as pdf_module
from reports.pdf import Limits, to_pdf


def page(body: str) -> str:
    return f"<!DOCTYPE html><html lang=fr><head><title>t</title></head><body>{body}</body></html>"


def test_a_layout_that_never_ends_is_stopped_by_the_wall_clock() -> None:
    with pytest.raises(ReportError) as caught:
        to_pdf(page("<table><tr><td colspan=100000000>x</table>"), Limits(seconds=3))
    assert caught.value.code in ("too_slow", "too_large")
    assert "HTML" in caught.value.message("fr")


def test_processor_time_is_limited_too() -> None:
    with pytest.raises(ReportError) as caught:
        to_pdf(
            page("<table><tr><td colspan=100000000>x</table>"), Limits(seconds=60, cpu_seconds=2)
        )
    assert caught.value.code in ("too_slow", "too_large")


def test_memory_is_limited() -> None:
    many = page("<p>mot</p>" * 20_000)
    with pytest.raises(ReportError) as caught:
        to_pdf(many, Limits(seconds=60, memory_bytes=220 * 1024**2))
    assert caught.value.code in ("too_large", "failed")


def test_deep_nesting_is_an_error_not_a_crash() -> None:
    with pytest.raises(ReportError):
        to_pdf(page("<div>" * 5000), Limits(seconds=60))


def test_a_missing_library_is_named_with_the_command_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child.py"
    child.write_text(
        "import sys\nsys.stdin.read()\n"
        "sys.stderr.write(\"cannot load library 'libpango-1.0-0'\")\nsys.exit(3)\n"
    )
    monkeypatch.setattr(pdf_module._render_child, "__file__", str(child))
    with pytest.raises(ReportError) as caught:
        to_pdf(page("x"))
    assert caught.value.code == "libraries_missing"
    for lang in ("fr", "en"):
        assert "apt-get install libpango-1.0-0" in caught.value.message(lang)
        assert "libpango-1.0-0'" in caught.value.message(lang)


def test_this_machine_can_make_a_pdf() -> None:
    probe()


def test_nothing_is_fetched_from_the_network_or_the_disk(tmp_path: Path) -> None:
    hits: list[str] = []

    class Recorder(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hits.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Recorder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    secret = tmp_path / "secret.txt"
    secret.write_text("MOT-SECRET")
    address = f"http://127.0.0.1:{server.server_address[1]}"
    body = (
        f"<img src='{address}/img'><link rel=stylesheet href='{address}/css'>"
        f"<style>@import '{address}/imp'; p {{ background: url({address}/bg) }}</style>"
        f"<object data='{address}/obj'></object><embed src='file://{secret}'>"
        f"<link rel=attachment href='file://{secret}'><p>texte</p>"
    )
    try:
        made = to_pdf(page(body))
    except ReportError:
        made = b""
    finally:
        server.shutdown()
        server.server_close()
    assert hits == []
    assert b"MOT-SECRET" not in made
    if made:
        with pikepdf.open(io.BytesIO(made)) as opened:
            assert len(opened.attachments) == 0


def test_the_layout_engine_is_never_imported_by_the_parent() -> None:
    root = Path(pdf_module.__file__).parents[1]
    code = (
        "import sys; sys.path.insert(0, '.')\n"
        "from tests.reports import samples; from reports import render\n"
        "render(samples.empty()); assert 'weasyprint' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=root, check=True, timeout=120)


def test_the_child_does_not_see_the_parent_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = tmp_path / "child.py"
    child.write_text(
        "import os, sys\nsys.stdin.read()\n"
        "sys.stderr.write(' '.join(sorted(os.environ)))\nsys.exit(4)\n"
    )
    monkeypatch.setattr(pdf_module._render_child, "__file__", str(child))
    monkeypatch.setenv("SECRET_KEY", "x")
    with pytest.raises(ReportError) as caught:
        to_pdf(page("x"))
    assert "FONTCONFIG_FILE" in str(caught.value.params["detail"])
    assert "SECRET_KEY" not in str(caught.value.params["detail"])
