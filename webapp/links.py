"""Private addresses by which a worker answers without an account.

The secret of an address is shown once and never stored: the database holds its SHA-256. What is
answered waits; it counts once somebody accepts it, as an answer of the link's source.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from sqlalchemy import select

import rules
from criteria.model import Catalogue
from rules.model import Answer, Case, Platform
from webapp import casework, lengths
from webapp.db import db
from webapp.models import AnswerRow, CaseRow, WorkerAnswerRow, WorkerLinkRow

#: Days for which an address may be open.
DAYS = (1, 3, 7, 14, 30)


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def create(
    row: CaseRow, source: str, length: str, days: int, language: str
) -> tuple[WorkerLinkRow, str]:
    """A new link and its secret, which nothing can show again."""
    token = secrets.token_urlsafe(24)
    link = WorkerLinkRow(
        source_key=source,
        token_sha256=hashed(token),
        length=length,
        language=language,
        expires_at=now() + dt.timedelta(days=days),
    )
    row.links.append(link)
    return link, token


def find(token: str) -> WorkerLinkRow | None:
    """The link of a secret, if it is open; whether it ever was is not told."""
    found = db.session.scalar(
        select(WorkerLinkRow).where(WorkerLinkRow.token_sha256 == hashed(token))
    )
    return found if found is not None and state(found) == "open" and found.case else None


def state(link: WorkerLinkRow) -> str:
    """revoked, expired or open."""
    if link.revoked_at is not None:
        return "revoked"
    return "expired" if link.expires_at <= now() else "open"


def waiting(row: CaseRow) -> int:
    """Answers that arrived and nobody has decided."""
    return sum(a.status == "waiting" for link in row.links for a in link.answers)


# -- the worker's side -----------------------------------------------------------------------


def case_of(link: WorkerLinkRow) -> Case:
    """What the worker has said, and nothing else of the case: what others said must not show,
    not even in the order of the questions."""
    row = link.case
    return Case(
        title="",
        jurisdiction=row.jurisdiction,
        facts_from=row.facts_from,
        facts_to=row.facts_to,
        platform=Platform(sector=row.sector),
        answers=tuple(Answer(a.question, a.value, "", a.note) for a in link.answers),
    )


def run(link: WorkerLinkRow, law: Catalogue) -> lengths.Run:
    case = case_of(link)
    chosen = lengths.lengths().get(link.length) or lengths.lengths()["short"]
    return lengths.run(chosen, case, law, casework.assess(case, law))


def answer(link: WorkerLinkRow, question: str, value: bool | int | float | str, note: str) -> None:
    """Keeps one answer; one that changes waits again, whatever was decided on it before."""
    held = next((a for a in link.answers if a.question == question), None)
    if held is None:
        held = WorkerAnswerRow(question=question, value=value, note=note)
        link.answers.append(held)
    elif (held.value, held.note) != (value, note) or type(held.value) is not type(value):
        if held.status == "accepted":
            undo(held)
        held.value, held.note, held.status, held.given_at = value, note, "waiting", now()
    link.case.touch()


# -- the office's side -----------------------------------------------------------------------


def accept(given: WorkerAnswerRow) -> None:
    """From now on it is an answer of the case, by the link's source."""
    row = given.link.case
    held = _answer(given)
    if held is None:
        held = AnswerRow(question=given.question, source_key=given.link.source_key)
        row.answers.append(held)
        given.replaced = None
    else:
        given.replaced = {"value": held.value, "note": held.note}
    held.value, held.note = given.value, given.note
    given.status = "accepted"
    row.touch()


def reject(given: WorkerAnswerRow) -> None:
    if given.status == "accepted":
        undo(given)
    given.status = "rejected"
    given.link.case.touch()


def undo(given: WorkerAnswerRow) -> None:
    """It waits again; the answer that it had replaced is put back. One that somebody has
    changed in the case since stays as they left it."""
    held = _answer(given)
    untouched = held is not None and (held.value, held.note) == (given.value, given.note)
    if given.status == "accepted" and held is not None and untouched:
        if given.replaced is None:
            given.link.case.answers.remove(held)
        else:
            held.value, held.note = given.replaced["value"], given.replaced["note"]
    given.status, given.replaced = "waiting", None
    given.link.case.touch()


def _answer(given: WorkerAnswerRow) -> AnswerRow | None:
    return next(
        (
            a
            for a in given.link.case.answers
            if a.question == given.question and a.source_key == given.link.source_key
        ),
        None,
    )


def states(given: WorkerAnswerRow, law: Catalogue) -> tuple[tuple[str, str], ...]:
    """(indicator, state) that the answer would state."""
    question = law.questions.get(given.question)
    if question is None:
        return ()
    return tuple((e.indicator, e.state) for e in rules.effects_of(question, given.value))
