"""Making an installation ready: what ``init`` does, as often as one likes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from rules.errors import CaseError
from webapp import bundle, commands, db, i18n, reading, settings
from webapp.errors import UserError
from webapp.models import CaseRow

DEMONSTRATION = Path(__file__).resolve().parent.parent / "examples" / "demonstration" / "case.json"


def prepare(lang: str, demonstration: bool = True) -> Iterator[str]:
    """Key, database, translations and, the first time, the demonstration case. Yields what was
    done, line by line."""
    french = lang == "fr"
    instance: Path = current_app.config["INSTANCE"]
    instance.mkdir(parents=True, exist_ok=True)
    instance.chmod(0o700)
    first = settings.write_secret(instance)
    if first:
        yield "Clé de session créée." if french else "Session key created."
    db.upgrade()
    yield "Base de données à jour." if french else "Database up to date."
    i18n.compile_translations()
    marker = instance / "demonstration_loaded"
    # With accounts it would belong to no office, and nobody could see it.
    demonstration = demonstration and not current_app.config["ACCOUNTS"]
    if demonstration and not marker.exists() and DEMONSTRATION.is_file():
        # A person who has deleted the demonstration does not want it back at the next start.
        if db.db.session.scalar(select(CaseRow.id).where(CaseRow.demonstration)) is None:
            load(DEMONSTRATION, demonstration=True)
            yield "Dossier de démonstration chargé." if french else "Demonstration case loaded."
        marker.touch()


def load(path: Path, demonstration: bool = False) -> CaseRow:
    """Stores a case file and the documents beside it, and reads them.

    Raises UserError or CaseError; then nothing is stored.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserError.of_file("not_readable", path, error) from None
    files: dict[str, bytes] = {}
    for name in _documents(data):
        try:
            files[name] = commands.inside(path.parent, name).read_bytes()
        except UserError as error:
            if error.code == "document_outside":
                raise
    row, _supplied = bundle.store(bundle.Bundle(data, files), demonstration)
    for document in row.documents:
        if document.status == "reading":
            reading.perform(document.id)
    return row


def _documents(data: bytes) -> list[str]:
    """Paths that the case file names, as far as it can be understood; faults are told later."""
    try:
        listed = json.loads(data).get("documents", [])
        return [entry["path"] for entry in listed if isinstance(entry["path"], str)]
    except (ValueError, AttributeError, TypeError, KeyError, CaseError):
        return []
