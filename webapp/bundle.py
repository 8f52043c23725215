"""A case file with its documents: what is imported and exported in one piece."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import PurePosixPath

import rules
from rules.decode import decode
from rules.errors import CaseError, Problem
from webapp import casework, exhibits, money, reading, storage
from webapp.db import db
from webapp.errors import UserError
from webapp.models import CaseRow
from webapp.settings import MEGABYTE

#: A ZIP made by other hands may unfold to much more than it weighs.
MOST_FILES = 200
UNFOLDED = 5
#: Dates, hours and sums of the case, beside the case file.
MONEY = "money.json"
EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Bundle:
    """``case``: bytes of the case file; ``files``: documents by their path in the bundle."""

    case: bytes
    files: dict[str, bytes] = field(default_factory=dict)


def unpack(data: bytes, limit: int) -> Bundle:
    """A bundle out of a JSON file or a ZIP; ``limit`` in bytes for each file of it."""
    if not data.startswith(b"PK\x03\x04"):
        return Bundle(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _unzip(archive, limit)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise UserError("bad_zip") from None


def _unzip(archive: zipfile.ZipFile, limit: int) -> Bundle:
    members = [m for m in archive.infolist() if not m.is_dir()]
    if len(members) > MOST_FILES:
        raise UserError("bad_zip")
    left, files = limit * UNFOLDED, {}
    for member in members:
        with archive.open(member) as file:
            # What the directory says about sizes is not to be believed.
            data = file.read(min(limit, left) + 1)
        if len(data) > min(limit, left):
            raise UserError("file_too_large", megabytes=limit // MEGABYTE)
        left -= len(data)
        files[member.filename] = data
    names = [n for n in files if n.endswith(".json")]
    main = min(
        names, key=lambda n: (n.count("/"), PurePosixPath(n).name != "case.json", n), default=None
    )
    if main is None:
        raise UserError("bad_zip")
    folder = str(PurePosixPath(main).parent)
    inside = "" if folder == "." else f"{folder}/"
    case = files.pop(main)
    return Bundle(case, {n.removeprefix(inside): d for n, d in files.items()})


def store(given: Bundle, demonstration: bool = False) -> tuple[CaseRow, int]:
    """A new case out of a bundle, committed; says how many documents were supplied with it.

    Their status is "reading": the caller starts that. Raises CaseError with every problem.
    """
    case = rules.parse_case(given.case)
    if case.jurisdiction not in casework.jurisdictions():
        known = ", ".join(casework.jurisdictions())
        raise CaseError(
            [Problem("unknown_jurisdiction", "$.jurisdiction", case.jurisdiction, known)]
        )
    law = casework.catalogue(case.jurisdiction)
    case = rules.parse_case(given.case, law)
    rules.assess(case, law)  # a date before the law is refused here, not on every page
    row = casework.new_row(case)
    if MONEY in given.files:
        money.save(row, decode(given.files[MONEY]), casework.money_law(case.jurisdiction))
    row.demonstration = demonstration
    supplied, kept = 0, set()
    for document in row.documents:
        path = document.filename
        data = given.files.get(path, given.files.get(storage.safe_name(path)))
        if data is None:
            document.status = "missing"
            continue
        reading.attach(document, data, storage.safe_name(path))
        kept.add(document.sha256)
        supplied += 1
    db.session.add(row)
    try:
        kept |= exhibits.take(row, given.files)
        db.session.commit()
    except BaseException:
        db.session.rollback()
        storage.sweep(kept)
        raise
    return row, supplied


def pack(row: CaseRow) -> bytes:
    """``case.json`` and the documents it names, as a ZIP; the same case gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        case = rules.dump(rules.case_to_json(casework.to_case(row)))
        archive.writestr(zipfile.ZipInfo("case.json", EPOCH), case, zipfile.ZIP_DEFLATED)
        if row.money is not None:
            data = rules.dump(rules.money_to_json(money.case_of(row)))
            archive.writestr(zipfile.ZipInfo(MONEY, EPOCH), data, zipfile.ZIP_DEFLATED)
        for document, path in zip(row.documents, casework.paths(row.documents), strict=True):
            if document.sha256 and storage.path_of(document.sha256).exists():
                data = storage.load(document.sha256)
                archive.writestr(zipfile.ZipInfo(path, EPOCH), data, zipfile.ZIP_DEFLATED)
        for exhibit, path in exhibits.paths(row):
            if storage.path_of(exhibit.sha256).exists():
                data = storage.load(exhibit.sha256)
                archive.writestr(zipfile.ZipInfo(path, EPOCH), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
