"""Who saw and changed what: a log in which each entry holds the hash of the one before.

Changing, taking out or putting in an entry breaks the chain; cutting off its end contradicts
the head. Who can write to the database could still rewrite a whole chain: an export kept
elsewhere, or a head noted down, shows that (``audit verify --head``).

Entries hold ids and verbs only. With accounts, each change is noted in the transaction that
makes it, and nothing of a case is shown before the view of it is noted.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any

from flask import Flask, Response, g, has_request_context, request
from sqlalchemy import event, func, select, update
from sqlalchemy.orm import Session

from webapp.db import db
from webapp.errors import UserError
from webapp.models import CaseRow
from webapp.office import here
from webapp.office.models import AuditHeadRow, AuditRow, now

FORMAT = "requalif-log/1"
#: The chain of what no office does: the command line, and everything without accounts.
MACHINE = 0
VERBS = (
    "saw", "changed", "exported", "erased", "refused",
    "signed_in", "sign_in_failed", "signed_out", "sessions_ended",
    "invited", "invitation_withdrawn", "joined", "role_changed", "removed", "created",
    "reset_link", "password_changed", "second_on", "second_off", "recovery_used",
    "settings_changed", "adopted", "log_exported", "backed_up", "restored",
)  # fmt: skip
SAFE = ("GET", "HEAD", "OPTIONS")
FIELDS = ("chain", "n", "at", "user", "verb", "what", "case", "previous")


def note(
    verb: str,
    what: str = "",
    *,
    case_id: str = "",
    chain: int | None = None,
    user_id: int | None = None,
) -> None:
    """Adds an entry to the running transaction; the caller commits.

    The chain and the user are those of the account unless given.
    """
    assert verb in VERBS, verb
    who = here.account()
    if chain is None:
        chain = who.office_id if who else (here.office_id() or MACHINE)
    if user_id is None and who:
        user_id = who.user_id
    session = db.session
    session.flush()
    # Taking the head first makes everybody else wait: two entries never get one number.
    held = session.execute(
        update(AuditHeadRow).where(AuditHeadRow.chain == chain).values(n=AuditHeadRow.n + 1)
    )
    if not held.rowcount:  # type: ignore[attr-defined]
        session.add(AuditHeadRow(chain=chain, n=1, sha256=""))
        session.flush()
    head = session.execute(
        select(AuditHeadRow.n, AuditHeadRow.sha256).where(AuditHeadRow.chain == chain)
    ).one()
    row = AuditRow(
        chain=chain,
        n=head.n,
        at=now().isoformat(timespec="seconds") + "Z",
        user_id=user_id,
        verb=verb,
        what=what[:80],
        case_id=case_id,
        previous=head.sha256,
    )
    row.sha256 = digest(entry(row))
    session.add(row)
    session.flush()
    session.execute(
        update(AuditHeadRow).where(AuditHeadRow.chain == chain).values(sha256=row.sha256)
    )
    if has_request_context():
        g.noted = True


def entry(row: AuditRow) -> dict[str, Any]:
    """What is exported of an entry, and hashed."""
    return {
        "chain": row.chain,
        "n": row.n,
        "at": row.at,
        "user": row.user_id,
        "verb": row.verb,
        "what": row.what,
        "case": row.case_id,
        "previous": row.previous,
    }


def digest(value: dict[str, Any]) -> str:
    bare = json.dumps([value[f] for f in FIELDS], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(bare.encode()).hexdigest()


# -- what is written by itself -------------------------------------------------------------


def subject() -> str:
    """The page and the numbers of its address: no word that anybody has typed."""
    numbers = [str(v) for v in (request.view_args or {}).values() if isinstance(v, int)]
    return " ".join([request.endpoint or "", *numbers])


@event.listens_for(Session, "before_commit")
def _changes(session: Session) -> None:
    if not has_request_context() or g.get("noted") or request.method in SAFE:
        return
    session.flush()
    if here.account() is not None:
        case_id = str((request.view_args or {}).get("case_id", "") or g.get("case_made", ""))
        note("changed", subject(), case_id=case_id)
    elif request.blueprint == "worker" and here.switched_on():
        # Somebody without an account, by a private address: the case is the one it has loaded.
        for row in session.identity_map.values():
            if isinstance(row, CaseRow):
                note("changed", subject(), case_id=row.id, chain=row.office_id or MACHINE)
                return


def _views(response: Response) -> Response:
    """Raises when the view cannot be noted: then it is not shown either."""
    if here.account() is None or request.method != "GET" or response.status_code != 200:
        return response
    case_id = (request.view_args or {}).get("case_id", "")
    if g.get("noted") or not (case_id or request.blueprint == "office"):
        return response
    taken = "attachment" in response.headers.get("Content-Disposition", "")
    note("exported" if taken else "saw", subject(), case_id=case_id)
    db.session.commit()
    return response


def init_app(app: Flask) -> None:
    app.after_request(_views)


# -- checking and handing out --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain is broken. ``kind``: altered, missing, unlinked, cut, foreign."""

    chain: int
    n: int
    kind: str


@dataclass(frozen=True, slots=True)
class Check:
    """What a verification found; ``heads``: chain → (entries, hash of the last)."""

    breaks: tuple[Break, ...]
    heads: dict[int, tuple[int, str]]


def verify() -> Check:
    """Goes through the whole log of the database."""
    stored = {h.chain: (h.n, h.sha256) for h in db.session.scalars(select(AuditHeadRow))}
    found = check(entries())
    breaks = list(found.breaks)
    broken = {b.chain for b in breaks}
    for chain in sorted(stored.keys() | found.heads.keys()):
        n, sha256 = found.heads.get(chain, (0, ""))
        if stored.get(chain) == (n, sha256) or chain in broken:
            continue
        breaks.append(Break(chain, n + 1, "cut"))
    return Check(tuple(breaks), found.heads)


def check(
    values: Iterable[dict[str, Any]], before: dict[int, tuple[int, str]] | None = None
) -> Check:
    """Goes through entries in the order of their chains; at most one break a chain is told,
    because what follows it proves nothing. ``before``: where a piece of a chain begins."""
    breaks: list[Break] = []
    heads = dict(before or {})
    broken: set[int] = set()
    for value in values:
        chain = value["chain"]
        n, previous = heads.get(chain, (0, ""))
        kind = ""
        if value["n"] != n + 1:
            kind = "missing"
        elif value["previous"] != previous:
            kind = "unlinked"
        elif digest(value) != value["sha256"]:
            kind = "altered"
        if kind and chain not in broken:
            broken.add(chain)
            breaks.append(Break(chain, value["n"] if kind != "missing" else n + 1, kind))
        heads[chain] = (value["n"], value["sha256"])
    return Check(tuple(breaks), heads)


def check_piece(rows: Sequence[AuditRow]) -> Break | None:
    """Whether consecutive entries of one chain, the newest first, hold together; when the newest
    of all is among them, whether it is the head's. The whole log may be millions of entries."""
    if not rows:
        return None
    chain, first = rows[0].chain, rows[-1]
    values = ({**entry(row), "sha256": row.sha256} for row in reversed(rows))
    found = check(values, {chain: (first.n - 1, first.previous)})
    if found.breaks:
        return found.breaks[0]
    newest = db.session.scalar(select(func.max(AuditRow.n)).where(AuditRow.chain == chain))
    head = db.session.get(AuditHeadRow, chain)
    if rows[0].n == newest and (head is None or (head.n, head.sha256) != found.heads[chain]):
        return Break(chain, rows[0].n + 1, "cut")
    return None


def entries(chain: int | None = None) -> Iterator[dict[str, Any]]:
    """Every entry with its hash, of one chain or of all, in order."""
    wanted = select(AuditRow).order_by(AuditRow.chain, AuditRow.n)
    if chain is not None:
        wanted = wanted.where(AuditRow.chain == chain)
    for row in db.session.scalars(wanted.execution_options(yield_per=500)):
        yield {**entry(row), "sha256": row.sha256}


def dump(values: Iterable[dict[str, Any]]) -> bytes:
    """JSON Lines: a line that says what it is, then one entry a line."""
    out = io.BytesIO()
    write(out, values)
    return out.getvalue()


def write(out: IO[bytes], values: Iterable[dict[str, Any]]) -> None:
    for value in itertools.chain([{"format": FORMAT}], values):
        out.write(json.dumps(value, ensure_ascii=False).encode() + b"\n")


def load(data: bytes, path: object = "-") -> list[dict[str, Any]]:
    """The entries of an exported log. Raises UserError with the line that is not one."""
    values: list[dict[str, Any]] = []
    for number, line in enumerate(data.splitlines(), 1):
        try:
            value = json.loads(line)
            if number == 1:
                sound = value["format"] == FORMAT
            else:
                values.append(value)
                texts = ("at", "verb", "what", "case", "previous", "sha256")
                sound = all(isinstance(value[f], str) for f in texts)
                sound = sound and all(isinstance(value[f], int) for f in ("chain", "n"))
                sound = sound and "user" in value
        except (ValueError, KeyError, TypeError):
            sound = False
        if not sound:
            raise UserError("not_a_log", path=path, value=number)
    if not data:
        raise UserError("not_a_log", path=path, value=1)
    return values
