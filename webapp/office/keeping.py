"""How long a case is kept, and how it is erased so that nothing of it is left."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select

from webapp import storage
from webapp.db import db
from webapp.models import CaseRow
from webapp.office import audit, takeout
from webapp.office.models import OfficeRow

#: What an office may choose as its rule, in months.
PERIODS = (6, 12, 24, 36, 60, 120)


def today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


def in_months(months: int | None, start: dt.date | None = None) -> dt.date | None:
    """The day so many months on; the last of the month where it has no such day."""
    if months is None:
        return None
    start = start or today()
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return dt.date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def past(office_id: int | None = None) -> Sequence[CaseRow]:
    """Cases that were to be kept until a day before today, the oldest first."""
    wanted = select(CaseRow).where(CaseRow.keep_until < today()).order_by(CaseRow.keep_until)
    if office_id is not None:
        wanted = wanted.where(CaseRow.office_id == office_id)
    return db.session.scalars(wanted).all()


def erase(row: CaseRow) -> None:
    """The rows, the files that no other case holds, and what the database's own journal keeps
    of them. The log keeps the case's id and that it was erased."""
    hashes = takeout.hashes_of(row.id)
    chain = row.office_id or audit.MACHINE
    db.session.delete(row)
    audit.note("erased", "case", case_id=row.id, chain=chain)
    db.session.commit()
    storage.sweep(hashes)
    forget()


def erase_office(office: OfficeRow) -> int:
    """The office, its people and its cases; says how many cases. Its log stays."""
    cases = db.session.scalars(select(CaseRow).where(CaseRow.office_id == office.id)).all()
    for case in cases:
        erase(case)
    audit.note("erased", f"office {office.id}", chain=office.id)
    db.session.delete(office)
    db.session.commit()
    forget()
    return len(cases)


def forget() -> None:
    """Deleted content is overwritten in the database file, but the journal beside it would keep
    copies until it is folded in: it is folded in and emptied now."""
    if db.engine.dialect.name == "sqlite":
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()
