"""What the database keeps of a case. ``webapp.casework`` turns it into the engine's values."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.db import Base
from webapp.office import models as office  # noqa: F401 - its tables belong to the schema

OWNED = "all, delete-orphan"


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC).replace(tzinfo=None)


def _case_id() -> str:
    """Says nothing about how many cases there are, and is never given twice."""
    return secrets.token_hex(6)


class CaseRow(Base):
    """One inquiry. ``chain`` is a list of {"role", "name"}. ``office_id``: whose it is, None
    without accounts; ``keep_until``: the last day on which it is to be kept, when one is set."""

    __tablename__ = "cases"

    id: Mapped[str] = mapped_column(String(12), primary_key=True, default=_case_id)
    title: Mapped[str] = mapped_column(Text, default="")
    jurisdiction: Mapped[str] = mapped_column(String(20), default="fr")
    facts_from: Mapped[dt.date | None]
    facts_to: Mapped[dt.date | None]
    platform_name: Mapped[str] = mapped_column(Text, default="")
    sector: Mapped[str] = mapped_column(String(20), default="other")
    intermediation: Mapped[str] = mapped_column(String(20), default="unknown")
    chain: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    worker_reference: Mapped[str] = mapped_column(Text, default="")
    worker_registered: Mapped[bool | None]
    demonstration: Mapped[bool] = mapped_column(default=False)
    office_id: Mapped[int | None] = mapped_column(
        ForeignKey("offices.id", ondelete="RESTRICT"), index=True
    )
    keep_until: Mapped[dt.date | None]
    created_at: Mapped[dt.datetime] = mapped_column(default=_now)
    updated_at: Mapped[dt.datetime] = mapped_column(default=_now, onupdate=_now)

    sources: Mapped[list[SourceRow]] = relationship(
        back_populates="case", cascade=OWNED, order_by="SourceRow.id"
    )
    documents: Mapped[list[DocumentRow]] = relationship(
        back_populates="case", cascade=OWNED, order_by="DocumentRow.id"
    )
    findings: Mapped[list[FindingRow]] = relationship(
        back_populates="case", cascade=OWNED, order_by="FindingRow.id"
    )
    exhibits: Mapped[list[ExhibitRow]] = relationship(
        back_populates="case", cascade=OWNED, order_by="ExhibitRow.id"
    )
    links: Mapped[list[WorkerLinkRow]] = relationship(
        back_populates="case", cascade=OWNED, order_by="WorkerLinkRow.id"
    )
    answers: Mapped[list[AnswerRow]] = relationship(
        back_populates="case", cascade=OWNED, order_by="AnswerRow.id"
    )

    money: Mapped[MoneyRow | None] = relationship(
        back_populates="case", cascade=OWNED, single_parent=True
    )

    def touch(self) -> None:
        """Notes that something of the case has changed."""
        self.updated_at = _now()


class SourceRow(Base):
    """A testimony, a document, an observation. ``key`` is its id inside the case."""

    __tablename__ = "sources"
    __table_args__ = (UniqueConstraint("case_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    key: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(20))
    label: Mapped[str] = mapped_column(Text, default="")
    date: Mapped[dt.date | None]

    case: Mapped[CaseRow] = relationship(back_populates="sources")


class DocumentRow(Base):
    """A platform's terms. The bytes lie in the files folder under ``sha256``, what was read in
    them under ``text_sha256``; ``clauses`` places each clause in that text.

    ``status``: missing (a case file named it, nobody supplied it), reading, ready, failed.
    """

    __tablename__ = "documents"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    source_key: Mapped[str] = mapped_column(String(80), default="")
    title: Mapped[str] = mapped_column(Text, default="")
    filename: Mapped[str] = mapped_column(Text, default="")
    version_date: Mapped[dt.date | None]
    #: Last day on which this version applied, where it is known.
    until: Mapped[dt.date | None]
    size: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str] = mapped_column(String(64), default="", index=True)
    text_sha256: Mapped[str] = mapped_column(String(64), default="", index=True)
    language: Mapped[str] = mapped_column(String(8), default="")
    read: Mapped[str] = mapped_column(String(10), default="propose")
    status: Mapped[str] = mapped_column(String(10), default="missing")
    started_at: Mapped[dt.datetime | None]
    fault: Mapped[dict[str, str] | None] = mapped_column(JSON)
    warnings: Mapped[list[str]] = mapped_column(JSON, default=list)
    clauses: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, deferred=True)

    case: Mapped[CaseRow] = relationship(back_populates="documents")
    findings: Mapped[list[FindingRow]] = relationship(
        back_populates="document", cascade="all", order_by="FindingRow.id"
    )


class FindingRow(Base):
    """One statement about one indicator. ``status``: accepted, proposed, rejected.

    ``proposed_indicator`` and ``proposed_state`` keep what the reader said when a person
    corrects it: what undoing restores.
    """

    __tablename__ = "findings"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    document_id: Mapped[int | None] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), index=True
    )
    indicator: Mapped[str] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(10))
    kind: Mapped[str] = mapped_column(String(12))
    source_key: Mapped[str] = mapped_column(String(80), default="")
    quote: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    origin: Mapped[str] = mapped_column(String(10), default="person")
    question: Mapped[str] = mapped_column(String(60), default="")
    status: Mapped[str] = mapped_column(String(10), default="accepted")
    automatic: Mapped[bool] = mapped_column(default=False)
    score: Mapped[float | None]
    start: Mapped[int | None]
    end: Mapped[int | None]
    page: Mapped[int | None]
    heading: Mapped[str] = mapped_column(Text, default="")
    clause: Mapped[int | None] = mapped_column(index=True)
    trigger_start: Mapped[int | None]
    trigger_end: Mapped[int | None]
    #: First and last day on which it was so; ``start`` and ``end`` are places in the text.
    held_from: Mapped[dt.date | None]
    held_to: Mapped[dt.date | None]
    #: Why it was rejected: one of ``review.REASONS``, or "".
    reason: Mapped[str] = mapped_column(String(20), default="")
    #: When a person last decided; undoing goes back in this order.
    decided_at: Mapped[dt.datetime | None]
    #: What was accepted together above one score, so that it can be undone together.
    batch: Mapped[str] = mapped_column(String(16), default="")
    proposed_indicator: Mapped[str] = mapped_column(String(60), default="")
    proposed_state: Mapped[str] = mapped_column(String(10), default="")

    case: Mapped[CaseRow] = relationship(back_populates="findings")
    document: Mapped[DocumentRow | None] = relationship(back_populates="findings")


class AnswerRow(Base):
    """One answer to one question by one source ("" where no source was chosen)."""

    __tablename__ = "answers"
    __table_args__ = (UniqueConstraint("case_id", "question", "source_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    question: Mapped[str] = mapped_column(String(60))
    value: Mapped[bool | int | float | str] = mapped_column(JSON)
    source_key: Mapped[str] = mapped_column(String(80), default="")
    note: Mapped[str] = mapped_column(Text, default="")

    case: Mapped[CaseRow] = relationship(back_populates="answers")


class ExhibitRow(Base):
    """A file that shows what a source says, kept byte for byte: a screenshot, a payslip, a
    payment statement. It is not read by the program."""

    __tablename__ = "exhibits"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    source_key: Mapped[str] = mapped_column(String(80), default="")
    filename: Mapped[str] = mapped_column(Text, default="")
    size: Mapped[int] = mapped_column(default=0)
    sha256: Mapped[str] = mapped_column(String(64), default="", index=True)
    added_at: Mapped[dt.datetime] = mapped_column(default=_now)

    case: Mapped[CaseRow] = relationship(back_populates="exhibits")


class WorkerLinkRow(Base):
    """A private address by which one worker answers for one source. Only the hash of its secret
    is kept: whoever reads the database cannot open it."""

    __tablename__ = "worker_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    source_key: Mapped[str] = mapped_column(String(80), default="")
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    length: Mapped[str] = mapped_column(String(20), default="")
    language: Mapped[str] = mapped_column(String(8), default="fr")
    created_at: Mapped[dt.datetime] = mapped_column(default=_now)
    expires_at: Mapped[dt.datetime]
    revoked_at: Mapped[dt.datetime | None]
    opened_at: Mapped[dt.datetime | None]
    finished_at: Mapped[dt.datetime | None]

    case: Mapped[CaseRow] = relationship(back_populates="links")
    answers: Mapped[list[WorkerAnswerRow]] = relationship(
        back_populates="link", cascade=OWNED, order_by="WorkerAnswerRow.id"
    )


class WorkerAnswerRow(Base):
    """What a worker answered by a link. ``status``: waiting, accepted (then an answer of the
    case says the same), rejected."""

    __tablename__ = "worker_answers"
    __table_args__ = (UniqueConstraint("link_id", "question"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    link_id: Mapped[int] = mapped_column(
        ForeignKey("worker_links.id", ondelete="CASCADE"), index=True
    )
    question: Mapped[str] = mapped_column(String(60))
    value: Mapped[bool | int | float | str] = mapped_column(JSON)
    note: Mapped[str] = mapped_column(Text, default="")
    given_at: Mapped[dt.datetime] = mapped_column(default=_now)
    status: Mapped[str] = mapped_column(String(10), default="waiting")
    #: The answer of the case that accepting this one wrote over, to be put back.
    replaced: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    link: Mapped[WorkerLinkRow] = relationship(back_populates="answers")


class MoneyRow(Base):
    """Dates, hours and sums of a case: ``data`` is a ``requalif-money/1`` input."""

    __tablename__ = "money"

    case_id: Mapped[str] = mapped_column(
        ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True
    )
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    case: Mapped[CaseRow] = relationship(back_populates="money")
