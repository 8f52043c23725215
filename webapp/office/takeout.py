"""Everything that is kept of a case, or of an office, in one ZIP that needs no Requalif."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import tempfile
import zipfile
from collections.abc import Iterable
from typing import IO, Any

from sqlalchemy import Table, select

from webapp import bundle, storage
from webapp.db import Base, db
from webapp.models import CaseRow
from webapp.office import audit
from webapp.office.models import AuditRow, OfficeRow

FORMAT = "requalif-takeout/1"
#: Columns that only serve to recognise somebody.
SECRET = ("password", "token", "secret")
ABOUT = """Tout ce que Requalif garde d'un dossier ou d'un bureau.
cases/ID/case.json et les documents : le dossier, que Requalif sait importer.
cases/ID/rows.json : chaque ligne de la base de données.
cases/ID/files/ : les fichiers, nommés par le SHA-256 de leur contenu.
log.jsonl : le journal. manifest.json : le SHA-256 de chaque fichier.

Everything that Requalif keeps of a case or of an office.
cases/ID/case.json and the documents: the case, which Requalif can import.
cases/ID/rows.json: each row of the database.
cases/ID/files/: the files, named by the SHA-256 of their content.
log.jsonl: the log. manifest.json: the SHA-256 of each file.
"""


def of_case(row: CaseRow) -> IO[bytes]:
    log = (
        {**audit.entry(entry), "sha256": entry.sha256}
        for entry in db.session.scalars(
            select(AuditRow).where(AuditRow.case_id == row.id).order_by(AuditRow.chain, AuditRow.n)
        )
    )
    return _pack([row], {"log.jsonl": audit.dump(log)})


def of_office(office: OfficeRow) -> IO[bytes]:
    cases = db.session.scalars(
        select(CaseRow).where(CaseRow.office_id == office.id).order_by(CaseRow.id)
    )
    told = {
        "name": office.name,
        "keep_months": office.keep_months,
        "members": [
            {"id": u.id, "name": u.name, "role": u.role, "since": u.created_at.isoformat()}
            for u in office.users
        ],
    }
    extra = {"office.json": _json(told), "log.jsonl": audit.dump(audit.entries(office.id))}
    return _pack(cases, extra)


def _pack(cases: Iterable[CaseRow], extra: dict[str, bytes]) -> IO[bytes]:
    """A file open at its start; small ones never touch the disk."""
    out = tempfile.SpooledTemporaryFile(max_size=20_000_000)  # noqa: SIM115 - the caller's
    hashes: dict[str, str] = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:

        def add(name: str, data: bytes) -> None:
            hashes[name] = hashlib.sha256(data).hexdigest()
            archive.writestr(zipfile.ZipInfo(name, bundle.EPOCH), data, zipfile.ZIP_DEFLATED)

        add("READ-ME.txt", ABOUT.encode())
        for name, data in extra.items():
            add(name, data)
        for case in cases:
            _case(case, add)
        manifest = {"format": FORMAT, "files": dict(hashes)}
        add("manifest.json", _json(manifest))
    out.seek(0)
    return out  # type: ignore[return-value]


def _case(case: CaseRow, add: Any) -> None:
    folder = f"cases/{case.id}"
    with zipfile.ZipFile(io.BytesIO(bundle.pack(case))) as inner:
        for name in inner.namelist():
            add(f"{folder}/{name}", inner.read(name))
    rows = rows_of(case.id)
    add(f"{folder}/rows.json", _json(rows))
    for sha256 in sorted(hashes_of(case.id)):
        if storage.path_of(sha256).is_file():
            add(f"{folder}/files/{sha256}", storage.load(sha256))


def rows_of(case_id: str) -> dict[str, list[dict[str, Any]]]:
    """Each row that belongs to a case, by table: tables that other features add included."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table, condition in belonging(case_id):
        columns = [c for c in table.c if not any(word in c.name for word in SECRET)]
        rows = db.session.execute(select(*columns).where(condition).order_by(*table.primary_key))
        found[table.name] = [dict(row) for row in rows.mappings()]
    return found


def hashes_of(case_id: str) -> set[str]:
    """The files that rows of a case name, whatever their table."""
    found: set[str] = set()
    for table, condition in belonging(case_id):
        for column in table.c:
            if column.name.endswith("sha256") and not any(w in column.name for w in SECRET):
                found |= set(db.session.scalars(select(column).where(condition)))
    return found - {"", None}  # type: ignore[arg-type]


def belonging(case_id: str) -> list[tuple[Table, Any]]:
    """Tables whose rows hang on a case, directly or by another table, and which rows."""
    cases: Table = CaseRow.__table__  # type: ignore[assignment]
    found: dict[Table, Any] = {cases: cases.c.id == case_id}
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys if table not in found else ():
            parent = key.column.table
            if parent in found:
                known = select(key.column).where(found[parent])
                direct = parent is cases
                found[table] = key.parent == case_id if direct else key.parent.in_(known)
                if direct:
                    break
    return list(found.items())


def _json(value: Any) -> bytes:
    def other(thing: Any) -> str:
        if isinstance(thing, dt.date | dt.datetime):
            return thing.isoformat()
        return str(thing.hex() if isinstance(thing, bytes) else thing)

    return (json.dumps(value, ensure_ascii=False, indent=1, default=other) + "\n").encode()
