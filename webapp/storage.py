"""Uploaded files, kept byte for byte under the SHA-256 of their content, and their texts."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path, PurePath

from flask import current_app
from sqlalchemy import or_, select, union_all

from webapp.db import db
from webapp.models import DocumentRow, ExhibitRow


def path_of(sha256: str) -> Path:
    folder: Path = current_app.config["FILES"]
    return folder / sha256[:2] / sha256


def safe_name(name: str) -> str:
    """A file's own name without its path and without what breaks file systems and headers."""
    bare = PurePath(name.replace("\\", "/")).name
    return re.sub(r"[^\w.() -]", "_", bare).strip(" .")[-120:] or "document"


def keep(data: bytes) -> str:
    """Stores ``data`` and returns its SHA-256; what is there already stays as it is."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = path_of(sha256)
    if not path.exists():
        write(path, data)
    return sha256


def load(sha256: str) -> bytes:
    return path_of(sha256).read_bytes()


def write(path: Path, data: bytes) -> None:
    """All of it or nothing: a reader never sees half a file. Only the owner can read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, partial = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(partial, path)
    except BaseException:
        os.unlink(partial)
        raise


def sweep(hashes: set[str]) -> int:
    """Erases those of the files that no document and no exhibit refers to any more; says how many.

    Two cases may hold the same terms: a file goes with the last of them.
    """
    erased = 0
    for sha256 in hashes - {""}:
        read = or_(DocumentRow.sha256 == sha256, DocumentRow.text_sha256 == sha256)
        used = union_all(
            select(DocumentRow.id).where(read),
            select(ExhibitRow.id).where(ExhibitRow.sha256 == sha256),
        )
        if db.session.scalar(used.limit(1)) is None:
            path = path_of(sha256)
            path.unlink(missing_ok=True)
            erased += 1
            if path.parent.is_dir() and not any(path.parent.iterdir()):
                path.parent.rmdir()
    return erased


def hashes_of(documents: list[DocumentRow]) -> set[str]:
    return {h for d in documents for h in (d.sha256, d.text_sha256)}
