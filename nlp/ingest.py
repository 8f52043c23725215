"""From a file to its text. What can hurt is done in a child process with limits."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from nlp.errors import ReadingError

#: Limits of a document: megabytes of the file, characters of its text, seconds of its reading.
LARGEST_MB = 25
LONGEST = 1_000_000
SECONDS = 90
_TEXT = {".txt", ".md", ".markdown", ".text", ""}


@dataclass(frozen=True, slots=True)
class Extracted:
    """``pages``: (start, end) of each page in ``text``, for PDF only."""

    text: str
    pages: tuple[tuple[int, int], ...] = ()
    warnings: tuple[str, ...] = ()


def extract(source: Path | bytes, name: str = "") -> Extracted:
    """The text of a file or of its bytes; ``name`` gives the extension when bytes are given.

    For .txt and .md the text is the decoded file itself, unchanged.
    Raises ReadingError.
    """
    if isinstance(source, Path):
        name = name or source.name
        if not source.is_file():
            raise ReadingError("missing", name=name)
        if source.stat().st_size > LARGEST_MB * 1_000_000:
            raise ReadingError("too_large", name=name, limit=LARGEST_MB)
        data = source.read_bytes()
    else:
        data = source
    name = name or "document"
    if len(data) > LARGEST_MB * 1_000_000:
        raise ReadingError("too_large", name=name, limit=LARGEST_MB)
    if not data.strip():
        raise ReadingError("empty", name=name)
    kind = _kind(data, name)
    result = _decode(data, name) if kind == "text" else _child(kind, data, name)
    if not result.text.strip():
        raise ReadingError("empty", name=name)
    if len(result.text) > LONGEST:
        raise ReadingError("too_long", name=name, found=len(result.text), limit=LONGEST)
    return result


def _kind(data: bytes, name: str) -> str:
    """By content first: an extension may lie."""
    suffix = Path(name).suffix.lower()
    head = data[:1024].lstrip()
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:2] == b"PK":
        return "docx"
    if suffix in (".pdf", ".docx"):
        raise ReadingError("damaged", name=name)
    lowered = head[:512].lower()
    if suffix in (".html", ".htm", ".xhtml") or lowered.startswith((b"<!doctype html", b"<html")):
        return "html"
    utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if suffix not in _TEXT or (b"\x00" in data[:4096] and not utf16):
        raise ReadingError("unsupported", name=name)
    return "text"


def _decode(data: bytes, name: str) -> Extracted:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return Extracted(data.decode("utf-16"))
        except UnicodeDecodeError:
            raise ReadingError("damaged", name=name) from None
    try:
        return Extracted(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    text = data.decode("cp1252", errors="replace")
    strange = sum(c < " " and c not in "\t\r\n\f" for c in text) + text.count("\ufffd")
    if strange > len(text) / 50:
        raise ReadingError("unsupported", name=name)
    return Extracted(text, warnings=("guessed_encoding",))


def _child(kind: str, data: bytes, name: str) -> Extracted:
    command = [sys.executable, "-m", "nlp._extract", kind]
    root = Path(__file__).parent.parent
    try:
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            timeout=SECONDS,
            cwd=root,
            env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ReadingError("too_slow", name=name) from None
    try:
        result = json.loads(done.stdout)
    except ValueError:  # killed by its limits, or aborted by a library
        raise ReadingError("too_slow", name=name) from None
    if "error" in result:
        raise ReadingError(result["error"], name=name)
    pages = tuple((start, end) for start, end in result.get("pages") or ())
    return Extracted(result["text"], pages, tuple(result["warnings"]))
