"""PDFs that other people made: opened in a child process with limits, never in this one."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from pathlib import Path

from reports import _stamp_child
from reports.errors import ReportError

SECONDS = 60
MEMORY = 1024**3


def stamp(pdf: bytes, label: str) -> tuple[bytes, int]:
    """The PDF with ``label`` and the page's number on each page, and how many it has.

    Raises ReportError: ``pdf_locked`` or ``pdf_unreadable``.
    """
    out = _run(pdf, "stamp", json.dumps(label))
    pages, _, made = out.partition(b"\n")
    return made, int(pages)


def attachments(pdf: bytes) -> dict[str, bytes]:
    """The files attached to a PDF, by name. Raises ReportError."""
    held = json.loads(_run(pdf, "read"))
    return {name: base64.b64decode(data) for name, data in held.items()}


def _run(pdf: bytes, *task: str) -> bytes:
    command = [sys.executable, "-I", _stamp_child.__file__, str(MEMORY), str(SECONDS), *task]
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    try:
        done = subprocess.run(
            command,
            input=pdf,
            capture_output=True,
            timeout=2 * SECONDS,
            env={**kept, "LANG": "C.UTF-8"},
            cwd=Path("/"),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ReportError("pdf_unreadable") from None
    if done.returncode == _stamp_child.EXIT_LOCKED:
        raise ReportError("pdf_locked")
    if done.returncode or not done.stdout:
        raise ReportError("pdf_unreadable")
    return done.stdout
