"""The whole instance in one file, and back again.

Databases are copied by SQLite's online backup, so that the server may go on; files never change
once written. The session key stays out: a backup holds nobody's way in, and after restoring
everybody signs in anew.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from flask import current_app

from webapp.db import db
from webapp.errors import UserError
from webapp.settings import VERSION, secret_file

FORMAT = "requalif-backup/1"
MANIFEST = "manifest.json"
#: Name of the main database in a backup, wherever it stands.
DATABASE = "database.sqlite"
SQLITE_MAGIC = b"SQLite format 3\0"
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Summary:
    """``files``: how many, the databases included; ``size``: bytes of their contents."""

    files: int
    size: int


def main_database() -> Path:
    """Raises UserError where the database is not a file."""
    url = db.engine.url
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        raise UserError("backup_of_server", value=url.get_backend_name())
    return Path(url.database)


def make(target: Path) -> Summary:
    """Writes the backup; it is there whole, or not at all."""
    instance: Path = current_app.config["INSTANCE"]
    database = main_database()
    if not database.is_file():
        raise UserError("not_initialised")
    if target.is_dir():
        target = target / "requalif-backup.zip"
    if target.exists():
        raise UserError("already_there", path=target)
    try:
        handle, partial = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
    except OSError as error:
        raise UserError.of_file("not_writable", target, error) from None
    try:
        with os.fdopen(handle, "wb") as file, tempfile.TemporaryDirectory() as folder:
            summary = _write(file, instance, database, Path(folder))
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, target)
    except OSError as error:
        raise UserError.of_file("not_writable", target, error) from None
    finally:
        Path(partial).unlink(missing_ok=True)
    return summary


def _write(file: Any, instance: Path, database: Path, scratch: Path) -> Summary:
    told: dict[str, dict[str, Any]] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:

        def add(name: str, path: Path) -> None:
            sha256, size = _copy_in(archive, name, path)
            told[name] = {"sha256": sha256, "size": size}

        # The database first: a file that it names is then on the disk already.
        snapshot = scratch / DATABASE
        _online_copy(database, snapshot)
        add(DATABASE, snapshot)
        for path in sorted(instance.rglob("*")) if instance.is_dir() else ():
            relative = path.relative_to(instance).as_posix()
            if not path.is_file() or path.is_symlink() or _left_out(path, instance, database):
                continue
            if _is_sqlite(path):
                _online_copy(path, scratch / "other.sqlite")
                path = scratch / "other.sqlite"
            try:
                add(f"instance/{relative}", path)
            except FileNotFoundError:
                continue  # erased since: the case it belonged to is gone
        manifest = {"format": FORMAT, "version": VERSION, "files": told}
        archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
    return Summary(len(told), sum(entry["size"] for entry in told.values()))


def _left_out(path: Path, instance: Path, database: Path) -> bool:
    """The key, the main database (copied already), journals, and what is being written."""
    journal = path.name.endswith(("-wal", "-shm", "-journal"))
    own = path in (secret_file(instance), database) or path.resolve() == database.resolve()
    return own or journal or path.name.startswith(".")


def _is_sqlite(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(SQLITE_MAGIC)) == SQLITE_MAGIC


def _online_copy(source: Path, target: Path) -> None:
    target.unlink(missing_ok=True)
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as two:
        one.backup(two)


def _copy_in(archive: zipfile.ZipFile, name: str, path: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as out:
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            out.write(chunk)
    return digest.hexdigest(), size


# -- back again ----------------------------------------------------------------------------


def restore(source: Path) -> Summary:
    """Puts a backup in place of an instance that is empty. Everything is checked before
    anything is put there."""
    instance: Path = current_app.config["INSTANCE"]
    database = main_database()
    _must_be_empty(instance, database)
    instance.mkdir(parents=True, exist_ok=True)
    instance.chmod(0o700)
    # On the same disk, so that putting in place is a renaming.
    scratch = Path(tempfile.mkdtemp(dir=instance, prefix=".restoring-"))
    try:
        told = _unpack(source, scratch)
        _check_database(scratch / DATABASE, source)
        _put(scratch, instance, database)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return Summary(len(told), sum(entry["size"] for entry in told.values()))


def _must_be_empty(instance: Path, database: Path) -> None:
    here = (
        [p for p in instance.iterdir() if p != secret_file(instance)] if instance.exists() else []
    )
    # An empty folder of files holds nothing that could be lost.
    held = [p for p in here if not (p.is_dir() and not any(p.rglob("*")))]
    if held or database.exists():
        raise UserError("instance_not_empty", path=held[0] if held else database)


def _unpack(source: Path, scratch: Path) -> dict[str, dict[str, Any]]:
    """Every file that the manifest names, each with the hash that it says, and no other."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            if manifest.get("format") != FORMAT:
                raise UserError("not_a_backup", path=source)
            told: dict[str, dict[str, Any]] = manifest["files"]
            names = [n for n in archive.namelist() if n != MANIFEST]
            if sorted(names) != sorted(told) or DATABASE not in told:
                raise UserError("backup_damaged", path=source, value=MANIFEST)
            for name, entry in told.items():
                _copy_out(archive, name, entry, scratch, source)
    except OSError as error:
        raise UserError.of_file("not_readable", source, error) from None
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, EOFError,
            NotImplementedError, RuntimeError):  # fmt: skip
        raise UserError("not_a_backup", path=source) from None
    return told


def _copy_out(
    archive: zipfile.ZipFile, name: str, entry: dict[str, Any], scratch: Path, source: Path
) -> None:
    parts = PurePosixPath(name).parts
    sound = name == DATABASE or (len(parts) > 1 and parts[0] == "instance")
    if not sound or ".." in parts or PurePosixPath(name).is_absolute() or "\\" in name:
        raise UserError("backup_damaged", path=source, value=name[:80])
    target = scratch.joinpath(*parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with archive.open(name) as file, os.fdopen(handle, "wb") as out:
        while chunk := file.read(CHUNK):
            size += len(chunk)
            if size > int(entry["size"]):
                break  # more than announced: no need to fill the disk with it
            digest.update(chunk)
            out.write(chunk)
    if digest.hexdigest() != entry["sha256"] or size != entry["size"]:
        raise UserError("backup_damaged", path=source, value=name[:80])


def _check_database(path: Path, source: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    except sqlite3.DatabaseError:
        sound = False
    if not sound:
        raise UserError("backup_damaged", path=source, value=DATABASE)


def _put(scratch: Path, instance: Path, database: Path) -> None:
    """The database last: an instance has one only when it has the files."""
    folder = scratch / "instance"
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        target = instance / path.name
        if target.is_dir():
            shutil.rmtree(target)  # checked to be empty
        os.replace(path, target)
    database.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(scratch / DATABASE, database)
