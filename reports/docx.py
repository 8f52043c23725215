"""A document made of blocks as a text to edit: real styles, headings, lists, tables, footnotes.

python-docx does not write footnotes: their part is made here, as the format lays it down. Bytes
depend on the document only: the dates that the library and the archive would take from the clock
are set.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import docx
from docx.enum.text import WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from reports import docx_parts as parts
from reports.blocks import Bullets, Document, Heading, Para, Picture, Quote, Runs, Table

SERIF, SANS = "Georgia", "Arial"
DARK = RGBColor(0x1D, 0x3A, 0x5F)
GREY = RGBColor(0x4A, 0x52, 0x5B)
LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}
#: What the format's date fields get: no clock is read.
WRITTEN = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
WIDTH = 16.5
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def to_docx(document: Document) -> bytes:
    """The document for a word processor; the same document gives the same bytes."""
    return _Writer(document).bytes()


class _Writer:
    def __init__(self, document: Document) -> None:
        self.d = document
        self.word = docx.Document()
        self._page()
        self._styles()
        self.numbers = parts.Numbering(self.word)
        self.footnotes = {note.number: note for note in document.notes}

    def bytes(self) -> bytes:
        self._head()
        for section in self.d.sections:
            self.word.add_heading(section.title, 1)
            for block in section.blocks:
                self._block(block)
        if self.d.warning:
            self._para("Requalif Flag", ()).add_run(self.d.warning)
        self._notes()
        out = io.BytesIO()
        self.word.save(out)
        return timeless(out.getvalue())

    # -- the page and its styles -----------------------------------------------------------

    def _page(self) -> None:
        section = self.word.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin, section.right_margin = Cm(2.5), Cm(2)
        section.top_margin = section.bottom_margin = Cm(2.2)
        header = section.header.paragraphs[0]
        header.text = self.d.running
        footer = section.footer.paragraphs[0]
        footer.add_run(f"{self.d.footer}\t\t")
        parts.field(footer, "PAGE")
        footer.add_run("\u202f/\u202f")
        parts.field(footer, "NUMPAGES")
        properties = self.word.core_properties
        properties.title = f"{self.d.title} – {self.d.subtitle}"
        properties.author = properties.last_modified_by = "Requalif"
        properties.language = LANGUAGES[self.d.m.lang]
        properties.comments = self.d.description
        properties.created = properties.modified = WRITTEN
        properties.revision = 1
        parts.settings(self.word)

    def _styles(self) -> None:
        styles = self.word.styles
        parts.language(styles, LANGUAGES[self.d.m.lang])
        self._font(styles["Normal"], SERIF, 10.5)
        styles["Normal"].paragraph_format.space_after = Pt(6)
        styles["Normal"].paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        styles["Normal"].paragraph_format.widow_control = True
        for name, size in (
            ("Title", 20),
            ("Heading 1", 15),
            ("Heading 2", 12.5),
            ("Heading 3", 11),
        ):
            self._font(styles[name], SANS, size, DARK, bold=True)
            styles[name].paragraph_format.keep_with_next = True
        for name in ("Header", "Footer"):
            self._font(styles[name], SANS, 8, GREY)
        self._font(styles["Subtitle"], SERIF, 13, GREY)
        self._font(styles["Quote"], SERIF, 10.5, italic=False)
        styles["Quote"].paragraph_format.left_indent = Cm(1.4)
        styles["Quote"].paragraph_format.keep_with_next = True
        for name, base, settings in (
            ("Requalif Numbered", "Normal", {}),
            ("Requalif Lead", "Normal", {"keep_with_next": True, "space_before": Pt(8)}),
            ("Requalif Small", "Normal", {}),
            ("Requalif Flag", "Normal", {"left_indent": Cm(0.4)}),
            ("Requalif Source", "Normal", {"left_indent": Cm(1.4)}),
            ("Requalif Cell", "Normal", {"space_after": Pt(1)}),
            ("Requalif Boxes", "Normal", {"left_indent": Cm(0.6), "first_line_indent": Cm(-0.6)}),
        ):
            style = styles.add_style(name, 1)
            style.base_style = styles[base]
            style.quick_style = True
            for key, value in settings.items():
                setattr(style.paragraph_format, key, value)
        self._font(styles["Requalif Small"], SERIF, 9.5, GREY)
        self._font(styles["Requalif Source"], SANS, 8.5, GREY)
        self._font(styles["Requalif Flag"], SERIF, 10.5, bold=True)
        self._font(styles["Requalif Cell"], SERIF, 9)
        parts.note_styles(styles)

    def _font(
        self, style: Any, family: str, size: float, colour: RGBColor | None = None,
        bold: bool | None = None, italic: bool | None = None,
    ) -> None:  # fmt: skip
        font = style.font
        font.name, font.size = family, Pt(size)
        parts.every_script(style, family)
        if colour is not None:
            font.color.rgb = colour
        if bold is not None:
            font.bold = bold
        if italic is not None:
            font.italic = italic

    # -- blocks ------------------------------------------------------------------------------

    def _head(self) -> None:
        self.word.add_paragraph(self.d.title, "Title")
        self.word.add_paragraph(self.d.subtitle, "Subtitle")
        if self.d.identity:
            rows = tuple(
                (parts.plain(name, bold=True), parts.plain(value))
                for name, value in self.d.identity
            )
            self._table(Table("", (), rows, (26, 74)))
        if self.d.alert:
            title, said = self.d.alert
            self._para("Requalif Flag", parts.plain(f"{title} – {said}"))

    def _block(self, block: Any) -> None:
        if isinstance(block, Para):
            style = {"lead": "Requalif Lead", "small": "Requalif Small", "flag": "Requalif Flag",
                     "empty": "Requalif Small"}.get(block.style, "Normal")  # fmt: skip
            self._para("Requalif Numbered" if block.number else style, block.runs)
        elif isinstance(block, Heading):
            self.word.add_heading(block.text, block.level - 1)
        elif isinstance(block, Quote):
            self._para("Quote", block.words)
            self._para("Requalif Source", block.source)
        elif isinstance(block, Bullets):
            self._list(block)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Picture):
            # Drawings are of pages and screens: here they are said in words.
            self._para("Requalif Small", parts.plain(block.alt))

    def _para(self, style: str, runs: Runs) -> Any:
        paragraph = self.word.add_paragraph(style=style)
        if style == "Requalif Numbered":
            self.numbers.number(paragraph)
        self._runs(paragraph, runs)
        return paragraph

    def _runs(self, paragraph: Any, runs: Runs) -> None:
        for run in runs:
            if run.text:
                made = paragraph.add_run(run.text)
                made.bold, made.italic = run.bold or None, run.italic or None
            if run.note:
                parts.call(paragraph, run.note)

    def _list(self, block: Bullets) -> None:
        style = "Requalif Boxes" if block.boxes else "Normal"
        number = None if block.boxes else self.numbers.new_list(block.ordered)
        for item in block.items:
            paragraph = self.word.add_paragraph(style=style)
            if block.boxes:
                paragraph.add_run("☐\u00a0")
            else:
                parts.listed(paragraph, number)
            self._runs(paragraph, item)

    def _table(self, block: Table) -> None:
        heads = 1 if block.head else 0
        table = self.word.add_table(len(block.rows) + heads, len(block.shares))
        table.style = "Table Grid"
        table.autofit = False
        # By row: looking a cell up walks the whole table.
        for place, row in enumerate(table.rows):
            parts.whole(row)
            cells = row.cells
            if heads and not place:
                parts.repeated(row)
                texts = [parts.plain(name, bold=True) for name in block.head]
            else:
                texts = list(block.rows[place - heads])
            for cell, share, runs in zip(cells, block.shares, texts, strict=True):
                cell.width = Cm(WIDTH * share / 100)
                paragraph = cell.paragraphs[0]
                paragraph.style = "Requalif Cell"
                self._runs(paragraph, runs)
        if block.caption:
            parts.described(table, block.caption)
        self.word.add_paragraph(style="Requalif Small")

    def _notes(self) -> None:
        if not self.footnotes:
            return
        root = parse_xml(
            f"<w:footnotes {nsdecls('w')}>"
            '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>'
            '</w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r>'
            "<w:continuationSeparator/></w:r></w:p></w:footnote></w:footnotes>"
        )
        for note in self.d.notes:
            footnote = OxmlElement("w:footnote")
            footnote.set(qn("w:id"), str(note.number))
            footnote.append(parts.note_paragraph(note.runs))
            root.append(footnote)
        blob = parts.serialised(root)
        package = self.word.part.package
        part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES, blob, package)
        self.word.part.relate_to(part, RT.FOOTNOTES)


def timeless(data: bytes) -> bytes:
    """The same archive with no date of the clock on its members."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for member in given.infolist():
            entry = zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0))
            made.writestr(entry, given.read(member), zipfile.ZIP_DEFLATED)
    return out.getvalue()
