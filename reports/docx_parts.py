"""What python-docx has no words for: numbering, footnotes, repeated rows, language, fields."""

from __future__ import annotations

from typing import Any

from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from reports.blocks import Run, Runs


def plain(text: str, bold: bool = False) -> Runs:
    return (Run(text, bold=bold),)


def serialised(root: Any) -> bytes:
    data: bytes = serialize_part_xml(root)
    return data


def _w(name: str, **attributes: object) -> Any:
    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    return element


class Numbering:
    """Numbered paragraphs run through the document; each list starts anew."""

    def __init__(self, word: Any) -> None:
        self.root = word.part.numbering_part.element
        self._abstract = {
            "paragraphs": self._definition("decimal", "%1.", 700, 700),
            "ordered": self._definition("decimal", "%1.", 900, 400),
            "bullets": self._definition("bullet", "•", 900, 300),
        }
        self._paragraphs = self._instance("paragraphs")

    def _definition(self, kind: str, text: str, left: int, hanging: int) -> int:
        used = [int(a.get(qn("w:abstractNumId"))) for a in self.root.findall(qn("w:abstractNum"))]
        id_ = max(used, default=-1) + 1
        definition = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{id_}">'
            '<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
            "</w:abstractNum>"
        )
        # The schema wants every definition before the first instance.
        first = self.root.find(qn("w:num"))
        if first is None:
            self.root.append(definition)
        else:
            first.addprevious(definition)
        return id_

    def _instance(self, kind: str) -> int:
        used = [int(n.get(qn("w:numId"))) for n in self.root.findall(qn("w:num"))]
        id_ = max(used, default=0) + 1
        instance = _w("num", numId=id_)
        instance.append(_w("abstractNumId", val=self._abstract[kind]))
        override = _w("lvlOverride", ilvl=0)
        override.append(_w("startOverride", val=1))
        instance.append(override)
        self.root.append(instance)
        return id_

    def number(self, paragraph: Any) -> None:
        listed(paragraph, self._paragraphs)

    def new_list(self, ordered: bool) -> int:
        return self._instance("ordered" if ordered else "bullets")


def listed(paragraph: Any, number: int | None) -> None:
    properties = paragraph._p.get_or_add_pPr()
    found = properties.get_or_add_numPr()
    found.get_or_add_ilvl().set(qn("w:val"), "0")
    found.get_or_add_numId().set(qn("w:val"), str(number))


def field(paragraph: Any, name: str) -> None:
    """A field that the word processor fills in."""
    for kind, text in (
        ("begin", ""),
        ("", f" {name} "),
        ("separate", ""),
        ("shown", "1"),
        ("end", ""),
    ):
        run = paragraph.add_run()
        if kind == "":
            code = _w("instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = text
            run._r.append(code)
        elif kind == "shown":
            run.text = text
        else:
            run._r.append(_w("fldChar", fldCharType=kind))


def settings(word: Any) -> None:
    """Hyphenation, and the two separators that every document with footnotes names."""
    root = word.settings.element
    hyphens = _w("autoHyphenation", val="true")
    notes = _w("footnotePr")
    notes.append(_w("footnote", id=-1))
    notes.append(_w("footnote", id=0))
    # The schema fixes the order of settings: each goes before the first that follows it there.
    _before(
        root,
        hyphens,
        ("hyphenationZone", "drawingGridHorizontalSpacing", "characterSpacingControl", "compat"),
    )
    _before(root, notes, ("endnotePr", "compat", "rsids"))


def _before(root: Any, element: Any, followers: tuple[str, ...]) -> None:
    for name in followers:
        found = root.find(qn(f"w:{name}"))
        if found is not None:
            found.addprevious(element)
            return
    root.append(element)


def language(styles: Any, code: str) -> None:
    """The language of all text, so that spelling and hyphenation follow it."""
    defaults = styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(_w("lang", val=code, eastAsia=code, bidi="ar-SA"))


def every_script(style: Any, family: str) -> None:
    """The template's theme fonts would win over a family given for Latin letters only."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), family)


def note_styles(styles: Any) -> None:
    """The names that word processors know footnotes by."""
    text = styles.add_style("footnote text", 1)
    text.base_style = styles["Normal"]
    text.font.size = Pt(8.5)
    text.paragraph_format.space_after = Pt(1)
    text.element.set(qn("w:styleId"), "FootnoteText")
    called = styles.add_style("footnote reference", 2)
    called.font.superscript = True
    called.element.set(qn("w:styleId"), "FootnoteReference")


def _reference_properties() -> Any:
    properties = _w("rPr")
    properties.append(_w("rStyle", val="FootnoteReference"))
    return properties


def call(paragraph: Any, number: int) -> None:
    run = _w("r")
    run.append(_reference_properties())
    run.append(_w("footnoteReference", id=number))
    paragraph._p.append(run)


def note_paragraph(runs: Runs) -> Any:
    paragraph = _w("p")
    properties = _w("pPr")
    properties.append(_w("pStyle", val="FootnoteText"))
    paragraph.append(properties)
    mark = _w("r")
    mark.append(_reference_properties())
    mark.append(_w("footnoteRef"))
    paragraph.append(mark)
    for run in (Run(" "), *runs):
        made = _w("r")
        if run.bold or run.italic:
            style = _w("rPr")
            style.append(_w("b" if run.bold else "i"))
            made.append(style)
        text = _w("t")
        text.set(qn("xml:space"), "preserve")
        text.text = run.text
        made.append(text)
        paragraph.append(made)
    return paragraph


def repeated(row: Any) -> None:
    """A row of headings, on every page that the table reaches."""
    row._tr.get_or_add_trPr().append(_w("tblHeader"))


def whole(row: Any) -> None:
    """A row that is not cut by the end of a page."""
    row._tr.get_or_add_trPr().append(_w("cantSplit"))


def described(table: Any, caption: str) -> None:
    """What the table is, for those who do not see it."""
    table._tbl.tblPr.append(_w("tblCaption", val=caption))
