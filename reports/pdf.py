"""From the report's HTML to a tagged PDF, in a child process with limits."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from reports import _render_child
from reports.errors import ReportError
from reports.fonts import FONTS, uncovered

#: Tagged, titled, with a language, and fit to be kept; ``reports.archive`` adds the claim of
#: PDF/UA and the attached data.
VARIANT = "pdf/a-3a"


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds``: wall clock; ``cpu_seconds`` and ``memory_bytes``: of the child process.

    A report of forty quoted indicators takes about ten seconds and 300 MB.
    """

    seconds: float = 120.0
    cpu_seconds: int = 110
    memory_bytes: int = 1536 * 1024 * 1024


#: Text, its last space, an element inside the line. Where the text fits and its space does not,
#: the layout engine breaks the line after the text's first word; a zero-width space after it,
#: which is neither drawn nor copied, lets the line end where it should.
_SPACE_BEFORE_ELEMENT = re.compile(r"(?<=[^\s>])([ \t\n]+)(?=<(?:a|b|bdi|em|span|strong)\b)")
ZERO_WIDTH_SPACE = "\u200b"


def to_pdf(page: str, limits: Limits | None = None) -> bytes:
    """The PDF of one HTML page; the same page gives the same bytes. Raises ReportError."""
    made = _run(page, limits or Limits())
    if made.startswith(b"%PDF-"):
        return made
    raise ReportError("failed", detail="no PDF")


def to_pdfs(pages: Sequence[str], limits: Limits | None = None) -> list[bytes]:
    """A PDF for each of several pages, all laid out by one child: starting it takes a second."""
    if not pages:
        return []
    # Nothing printed holds a NUL: it is cleaned away, and no HTML may have one.
    made = _run("\0".join(page.replace("\0", "") for page in pages), limits or Limits(), "many")
    found = []
    while made:
        length, _, made = made.partition(b"\n")
        found.append(made[: int(length)])
        made = made[int(length) :]
    if len(found) != len(pages):
        raise ReportError("failed", detail="too few PDFs")
    return found


def _run(page: str, limits: Limits, *more: str) -> bytes:
    child = Path(_render_child.__file__)
    page = _SPACE_BEFORE_ELEMENT.sub(rf"\1{ZERO_WIDTH_SPACE}", page)
    with tempfile.TemporaryDirectory(prefix="requalif-report-") as scratch:
        command = [
            sys.executable,
            "-I",
            str(child),
            VARIANT,
            str(limits.memory_bytes),
            str(limits.cpu_seconds),
            *more,
        ]
        try:
            done = subprocess.run(
                command,
                input=page.encode("utf-8"),
                capture_output=True,
                timeout=limits.seconds,
                env=_environment(Path(scratch), page),
                cwd=scratch,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise ReportError("too_slow", seconds=round(limits.seconds)) from None
    if done.returncode == 0 and done.stdout:
        return done.stdout
    raise _fault(done.returncode, done.stderr, limits)


def probe() -> None:
    """Lay out one word, to know before the first report whether this machine can make a PDF.

    Takes about a second. Raises ReportError, naming the packages to install.
    """
    to_pdf("<!DOCTYPE html><html lang=en><title>Requalif</title><body><p>Requalif</html>")


def _fault(code: int, stderr: bytes, limits: Limits) -> ReportError:
    said = stderr.decode("utf-8", "replace").strip()
    last = said.splitlines()[-1][:200] if said else ""
    if code == _render_child.EXIT_LIBRARIES:
        return ReportError("libraries_missing", detail=last)
    # Below zero: a signal. 24 is SIGXCPU, the limit on processor time; 9 may be its hard form.
    if code in (-24, -9):
        return ReportError("too_slow", seconds=limits.cpu_seconds)
    if code == _render_child.EXIT_MEMORY or "MemoryError" in last:
        return ReportError("too_large", megabytes=limits.memory_bytes // 1024**2)
    return ReportError("failed", detail=last or f"exit {code}")


def _environment(scratch: Path, page: str) -> dict[str, str]:
    """Little more than the fonts: the child needs no secret of the parent's environment."""
    fonts = scratch / "fonts.conf"
    fonts.write_text(_fontconfig(scratch, system=bool(uncovered(page))), encoding="utf-8")
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return {
        **kept,
        "HOME": str(scratch),
        "LANG": "C.UTF-8",
        "FONTCONFIG_FILE": str(fonts),
        "XDG_CACHE_HOME": str(scratch),
    }


def _fontconfig(scratch: Path, system: bool) -> str:
    """Only the fonts shipped with the product, so that every machine draws the same pages;
    the system's too when the text has characters (Chinese, say) that ours do not draw."""
    folders = [FONTS]
    if system:
        folders += [Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]
    listed = "".join(f"<dir>{escape(str(folder))}</dir>" for folder in folders)
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"{listed}<cachedir>{escape(str(scratch / 'fc'))}</cachedir>"
        # The web formats beside them are for browsers.
        "<selectfont><rejectfont><glob>*.woff2</glob></rejectfont></selectfont>"
        "</fontconfig>"
    )
