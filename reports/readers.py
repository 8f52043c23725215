"""Who a report is for, which sections each gets, and the document written for one of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from reports import pictures, reader_full, reader_inspector, reader_lawyer, reader_union
from reports.blocks import Document, Section
from reports.build import build
from reports.errors import ReportError
from reports.model import ReportInput
from reports.pen import Pen

Writer = Callable[[Pen], None]


def _with_pictures(sections: Mapping[str, Writer | None]) -> dict[str, Writer]:
    return {id_: writer or pictures.section for id_, writer in sections.items()}


SECTIONS: dict[str, dict[str, Writer]] = {
    "full": _with_pictures(reader_full.SECTIONS),
    "inspector": _with_pictures(reader_inspector.SECTIONS),
    "union": _with_pictures(reader_union.SECTIONS),
    "lawyer": _with_pictures(reader_lawyer.SECTIONS),
}
READERS = tuple(SECTIONS)


def chosen(reader: str, sections: tuple[str, ...]) -> tuple[str, ...]:
    """The sections to print, in the reader's order; all where none is named.

    Raises ReportError for a reader or a section that does not exist.
    """
    if reader not in SECTIONS:
        raise ReportError("bad_reader", found=reader, known=", ".join(READERS))
    known = tuple(SECTIONS[reader])
    for section in sections:
        if section not in known:
            raise ReportError("bad_section", found=section, known=", ".join(known))
    return tuple(s for s in known if not sections or s in sections)


def write(input: ReportInput) -> Document:
    """The document that ``input.reader`` gets, in the order that serves that reader."""
    wanted = chosen(input.reader, input.sections)
    report = build(replace(input, sections=()))
    pen = Pen(input, report)
    t, m = report.m.t, report.m
    written = []
    for id_ in wanted:
        SECTIONS[input.reader][id_](pen)
        blocks = pen.take()
        if blocks:
            key = f"sections.{input.reader}_{id_}"
            title = t(key) if m.has(key) else t(f"sections.{id_}")
            written.append(Section(id_, title, blocks))
    letter = input.reader == "union"
    subtitle = report.case_title
    alert = (t("automatic.title"), report.automatic) if report.automatic and not letter else None
    identity = report.identity
    if input.pseudonymised:
        identity = (*identity, (t("readers.names"), t("readers.pseudonymised")))
    return Document(
        m=m,
        kind=input.reader,
        title=t(f"readers.title_{input.reader}"),
        subtitle=subtitle,
        running=report.running_title,
        footer=report.footer,
        description=report.summary.outcome,
        identity=() if letter else identity,
        alert=alert,
        # The letter says so in its own words.
        warning="" if letter else f"{t('summary.warning_title')} {t('summary.warning')}",
        contents=not letter and len(written) > 3,
        sections=tuple(written),
        notes=tuple(pen.notes),
    )
