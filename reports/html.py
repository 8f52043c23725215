"""The view as one HTML page, styles included: what a browser shows and the PDF is made from."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from reports.blocks import Document
from reports.pictures import Drawing
from reports.view import Report

HERE = Path(__file__).parent


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["capitalize_first"] = lambda text: text[:1].upper() + text[1:]
    return environment


@cache
def _styles(paged: bool, document: bool = False) -> Markup:
    names = ["common.css", "paged.css" if paged else "screen.css"]
    if document:
        names.append("document.css")
    texts = [(HERE / "assets" / "css" / name).read_text(encoding="utf-8") for name in names]
    return Markup("\n".join(texts))  # noqa: S704 - our own files, no user text


def to_html(report: Report, paged: bool, pictures: tuple[Drawing, ...] = ()) -> str:
    """``paged`` for the layout engine, otherwise for a browser. Every value is escaped."""
    template = _environment().get_template("report.html.j2")
    return template.render(
        r=report,
        m=report.m,
        t=report.m.t,
        paged=paged,
        styles=_styles(paged),
        pictures=pictures,
    )


def document_to_html(document: Document, paged: bool) -> str:
    """A document made of blocks, on a page as ``to_html`` makes it."""
    template = _environment().get_template("document.html.j2")
    return template.render(
        d=document,
        notes={note.number: note for note in document.notes},
        m=document.m,
        t=document.m.t,
        paged=paged,
        styles=_styles(paged, document=True),
    )
