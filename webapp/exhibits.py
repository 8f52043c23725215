"""Files that show what a source says, kept byte for byte beside it: in, out, erased."""

from __future__ import annotations

from collections.abc import Mapping

from webapp import storage
from webapp.db import db
from webapp.models import CaseRow, ExhibitRow

#: Where they lie in an exported case: ``exhibits/<key of the source>/<name>``.
FOLDER = "exhibits/"
#: Files of one source; more is an archive, and belongs in one file.
MOST = 50


def add(row: CaseRow, key: str, data: bytes, name: str) -> ExhibitRow:
    """The same bytes for the same source are one exhibit, however often they are sent."""
    sha256 = storage.keep(data)
    for held in row.exhibits:
        if held.source_key == key and held.sha256 == sha256:
            return held
    exhibit = ExhibitRow(
        source_key=key, filename=storage.safe_name(name), size=len(data), sha256=sha256
    )
    row.exhibits.append(exhibit)
    row.touch()
    return exhibit


def erase(exhibit: ExhibitRow) -> None:
    row, sha256 = exhibit.case, exhibit.sha256
    row.exhibits.remove(exhibit)
    row.touch()
    db.session.commit()
    storage.sweep({sha256})


def paths(row: CaseRow) -> list[tuple[ExhibitRow, str]]:
    """Each exhibit with its path in an exported case; no two are the same."""
    found: list[tuple[ExhibitRow, str]] = []
    given: set[str] = set()
    for exhibit in row.exhibits:
        path = f"{FOLDER}{exhibit.source_key}/{exhibit.filename}"
        if path in given:
            path = f"{FOLDER}{exhibit.source_key}/{exhibit.id}-{exhibit.filename}"
        given.add(path)
        found.append((exhibit, path))
    return found


def take(row: CaseRow, files: Mapping[str, bytes]) -> set[str]:
    """Exhibits of an imported case, out of the paths that ``paths`` gives; says their hashes.
    A file of a source that the case does not have is left."""
    keys = {s.key for s in row.sources}
    for path, data in sorted(files.items()):
        key, _, name = path.removeprefix(FOLDER).partition("/")
        if path.startswith(FOLDER) and name and key in keys:
            add(row, key, data, name)
    return {e.sha256 for e in row.exhibits}
