"""What a document is made of, before it is a page, a PDF or a text to edit: numbered
paragraphs, tables, lists, quotations, notes. Words are chosen; only the setting is left."""

from __future__ import annotations

from dataclasses import dataclass

from reports.messages import Messages


@dataclass(frozen=True, slots=True)
class Run:
    """Words set one way. ``quoted``: other people's words, in their own direction of writing.
    ``note``: the footnote called after the words."""

    text: str
    bold: bool = False
    italic: bool = False
    quoted: bool = False
    note: int = 0


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Para:
    """``number`` runs through the whole document, so that anyone can cite it; 0: none.
    ``style``: body, lead, flag, small, empty."""

    runs: Runs
    style: str = "body"
    number: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """Inside a section: ``level`` 3 or 4."""

    text: str
    level: int = 3
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words quoted, or a note where there are none, and who says them where."""

    words: Runs
    source: Runs


@dataclass(frozen=True, slots=True)
class Bullets:
    """``boxes``: to be ticked by hand."""

    items: tuple[Runs, ...]
    ordered: bool = False
    boxes: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """``shares``: the columns' widths, in hundredths."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    shares: tuple[int, ...]
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of ours: a macro of ``pictures.html.j2`` and what it draws; ``alt`` says the
    same in words, and stands for it where drawings cannot be set."""

    macro: str
    drawn: object
    alt: str


Block = Para | Heading | Quote | Bullets | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Note:
    number: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Document:
    """``kind``: the reader it is for. ``contents``: whether a list of sections comes first."""

    m: Messages
    kind: str
    title: str
    subtitle: str
    running: str
    footer: str
    description: str
    identity: tuple[tuple[str, str], ...]
    alert: tuple[str, str] | None
    warning: str
    contents: bool
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
