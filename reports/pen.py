"""Writes blocks: numbers paragraphs and notes as it goes, cites each authority in full once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reports.blocks import (
    Block,
    Bullets,
    Heading,
    Note,
    Para,
    Picture,
    Quote,
    Run,
    Runs,
    Table,
)
from reports.clean import cleaned, one_line
from reports.context import Context
from reports.exhibits import exhibits
from reports.messages import Messages
from reports.model import ReportInput
from reports.view import QuoteView, Report

Part = str | Run | Runs


class Pen:
    """``r`` is the view that the full report shows: every reader is told the same things."""

    def __init__(self, input: ReportInput, report: Report) -> None:
        self.input = input
        self.r = report
        self.m: Messages = report.m
        self.t = report.m.t
        self.context = Context(
            cleaned(input.case), cleaned(input.assessment), input.catalogue, report.m
        )
        self.exhibits = exhibits(self.context.case)
        self.notes: list[Note] = []
        self.first: dict[str, int] = {}
        self._paragraphs = 0
        self._blocks: list[Block] = []

    # -- what a section is written with ---------------------------------------------------

    def take(self) -> tuple[Block, ...]:
        """The blocks written since the last time."""
        taken, self._blocks = tuple(self._blocks), []
        return taken

    def p(self, *parts: Part, style: str = "body", numbered: bool = False) -> None:
        if numbered:
            self._paragraphs += 1
        self._blocks.append(Para(flat(parts), style, self._paragraphs if numbered else 0))

    def n(self, *parts: Part) -> None:
        """A numbered paragraph."""
        self.p(*parts, numbered=True)

    def heading(self, text: str, level: int = 3, anchor: str = "") -> None:
        self._blocks.append(Heading(text, level, anchor))

    def bullets(self, items: Iterable[Part], ordered: bool = False, boxes: bool = False) -> None:
        made = tuple(flat([item]) for item in items)
        if made:
            self._blocks.append(Bullets(made, ordered, boxes))

    def table(
        self,
        caption: str,
        head: Sequence[str],
        rows: Iterable[Sequence[Part]],
        shares: Sequence[int],
        anchors: Sequence[str] = (),
    ) -> None:
        made = tuple(tuple(flat([cell]) for cell in row) for row in rows)
        if made:
            self._blocks.append(Table(caption, tuple(head), made, tuple(shares), tuple(anchors)))

    def picture(self, macro: str, drawn: object, alt: str) -> None:
        self._blocks.append(Picture(macro, drawn, alt))

    def quote(self, q: QuoteView, longest: int = 600) -> None:
        words = self.words(q, longest)
        self._blocks.append(Quote(words, self.said_by(q)))

    # -- pieces of a paragraph -------------------------------------------------------------

    def words(self, q: QuoteView, longest: int = 600) -> Runs:
        """What was said, between the language's marks; a note where nothing is quoted."""
        if not q.quote:
            return (Run(one_line(q.note, longest), quoted=True),)
        said = one_line(q.quote, longest)
        opens = said[:1] not in '«“"'
        return (
            *((Run(self.t("quote.open")),) if opens else ()),
            Run(said, quoted=True),
            *((Run(self.t("quote.close")),) if opens else ()),
        )

    def said_by(self, q: QuoteView) -> Runs:
        """Paper or practice, exhibit, place, and how it came into the file."""
        parts: list[Run] = [Run(q.says)]
        for text in (q.source, q.place):
            if text:
                parts += [Run(" · " if len(parts) == 1 else ", "), Run(text, quoted=True)]
        if q.origin:
            parts += [Run(" · "), Run(q.origin, bold=q.unreviewed)]
        return tuple(parts)

    def cite(self, ids: Sequence[str]) -> Runs:
        """A call of one note that names the authorities: in full the first time, then by a
        reference to that note."""
        ids = self.context.cite(tuple(ids))
        if not ids:
            return ()
        number = len(self.notes) + 1
        said: list[Run] = []
        for place, id_ in enumerate(ids):
            if place:
                said.append(Run(self.t("sep")))
            said += self._citation(id_, number)
        said.append(Run("."))
        self.notes.append(Note(number, tuple(said)))
        return (Run("", note=number),)

    def _citation(self, id_: str, number: int) -> list[Run]:
        view = self.context.view(id_, number)
        if id_ in self.first:
            return [Run(view.citation), Run(self.t("notes.again", n=self.first[id_]))]
        self.first[id_] = number
        said = [Run(view.citation), Run(self.t("notes.level", level=view.level_words))]
        if view.standing:
            said += [Run(" "), Run(view.standing, bold=True)]
        return said

    def label(self, indicator: str) -> str:
        return self.context.label(indicator)


def flat(parts: Iterable[Part]) -> Runs:
    """Strings and runs in a row, as runs."""
    made: list[Run] = []
    for part in parts:
        if isinstance(part, str):
            made += [Run(part)] if part else []
        elif isinstance(part, Run):
            made += [part] if part.text or part.note else []
        else:
            made += part
    return tuple(made)


def line(*parts: Part) -> Runs:
    """Parts in a row; empty strings are left out."""
    return flat(parts)


def b(text: str) -> Run:
    return Run(text, bold=True)


def i(text: str) -> Run:
    return Run(text, italic=True)


def theirs(text: str) -> Run:
    """Words that are not ours: a name, a title, a quotation."""
    return Run(text, quoted=True)
