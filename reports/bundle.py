"""A report with its exhibits, ready to be filed: numbered, stamped, listed, each with its hash.

Exhibits stand twice: as they were received, byte for byte (``originals``), and as a court reads
them (``exhibits``): a PDF gets its number on every page, anything else a sheet that says what it
is, with its text or the words recorded of it. The same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

import rules
from reports import foreign
from reports.archive import archive
from reports.attached import attached
from reports.blocks import Document, Section
from reports.build import build
from reports.clean import cleaned
from reports.errors import ReportError
from reports.exhibits import Exhibit, exhibits
from reports.html import document_to_html
from reports.messages import Messages
from reports.model import ReportInput
from reports.pdf import Limits, to_pdf, to_pdfs
from reports.pen import Pen, b, theirs
from reports.reader_parts import exhibit_list
from reports.readers import chosen
from reports.render import render
from rules.model import Document as DocumentOfCase

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
EPOCH = (1980, 1, 1, 0, 0, 0)
#: Formats of the report inside, beside the data.
FORMATS = ("pdf", "html", "docx")
#: Text set out on an exhibit's sheet, in code points; the original has all of it.
LONGEST_TEXT = 60_000
MOST_WORDS = 60


@dataclass(frozen=True, slots=True)
class _Filed:
    """One file of one exhibit: what was received, what a court reads, and how it was made."""

    exhibit: Exhibit
    original: str
    data: bytes
    shown: str
    made: bytes
    pages: int
    how: str
    fault: str


def bundle(
    input: ReportInput,
    files: Mapping[str, bytes],
    formats: Sequence[str] = FORMATS,
    limits: Limits | None = None,
) -> bytes:
    """The ZIP. ``files``: the case's documents by their path in it, those that are at hand.

    A pseudonymised report goes without its exhibits: they hold the names. Raises ReportError.
    """
    chosen(input.reader, input.sections)
    if input.pseudonymised:
        files = {}
    members = {f"report.{fmt}": render(input, fmt, limits) for fmt in formats}
    members |= {file.name: file.data for file in attached(input)}
    filed = () if input.pseudonymised else _exhibits(input, files, limits)
    index = _index(input)
    members["index.html"] = document_to_html(index, paged=False).encode()
    if "pdf" in formats:
        members["index.pdf"] = archive(to_pdf(document_to_html(index, paged=True), limits))
    for one in filed:
        members[one.shown] = one.made
        if one.original:
            members[one.original] = one.data
    members["README.txt"] = _readme(input)
    members[MANIFEST] = rules.dump(_manifest(input, members, filed))
    sums = "".join(f"{_sha(data)}  {name}\n" for name, data in sorted(members.items()))
    members[SUMS] = sums.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in sorted(members.items(), key=lambda m: _order(m[0])):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.external_attr = 0o644 << 16
            made.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _order(name: str) -> tuple[int, str]:
    first = ("README.txt", "report.pdf", "report.html", "report.docx", "index.pdf", "index.html")
    return (first.index(name) if name in first else len(first) + ("/" in name), name)


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# -- exhibits ----------------------------------------------------------------------------------


def _exhibits(
    input: ReportInput, files: Mapping[str, bytes], limits: Limits | None
) -> tuple[_Filed, ...]:
    pen = Pen(input, build(replace(input, sections=())))
    filed: list[_Filed] = []
    sheets: list[str] = []
    for exhibit in exhibits(pen.input.case):
        parts: list[DocumentOfCase | None] = [d for d in exhibit.documents if d.path in files]
        parts = parts or [None]
        for place, document in enumerate(parts):
            number = f"{exhibit.number:02d}" + (chr(ord("a") + place) if len(parts) > 1 else "")
            slug = _slug(exhibit.label)
            shown = f"exhibits/{number}-{slug}.pdf"
            data = files[document.path] if document else b""
            original = f"originals/{number}-{_file_name(document.path)}" if document else ""
            fault = ""
            if data.startswith(b"%PDF-"):
                label = pen.t("bundle.stamp", n=exhibit.number)
                try:
                    made, pages = foreign.stamp(data, label)
                except ReportError as error:
                    fault = error.code
                else:
                    filed.append(_Filed(exhibit, original, data, shown, made, pages, "stamped", ""))
                    continue
            sheets.append(document_to_html(_sheet(pen, exhibit, original, data, fault), True))
            filed.append(_Filed(exhibit, original, data, shown, b"", 0, "sheet", fault))
    laid = iter(to_pdfs(sheets, limits))
    return tuple(
        one if one.how == "stamped" else replace(one, made=archive(next(laid))) for one in filed
    )


def _sheet(pen: Pen, exhibit: Exhibit, original: str, data: bytes, fault: str) -> Document:
    """What the exhibit is, then its text, or the words that the case records of it."""
    t, m, colon = pen.t, pen.m, pen.t("readers.colon")
    rows = [
        (t("sources.kind"), m.either(f"source_kinds.{exhibit.kind}", exhibit.kind)),
        (t("sources.date"), m.date(exhibit.date) if exhibit.date else t("sources.undated")),
    ]
    if original:
        rows += [(t("bundle.file"), original), (t("bundle.fingerprint"), _sha(data))]
    for name, value in rows:
        pen.p(b(f"{name}{colon} "), theirs(value))
    text = "" if fault else _text(data, original)
    if fault:
        pen.p(t(f"bundle.{fault}"), style="flag")
    elif text:
        pen.p(t("bundle.text"), style="lead")
        for paragraph in re.split(r"\n\s*\n", text[:LONGEST_TEXT]):
            if paragraph.strip():
                pen.p(theirs(paragraph.strip()), style="verbatim")
        if len(text) > LONGEST_TEXT:
            pen.p(t("bundle.cut"), style="flag")
    elif original:
        pen.p(t("bundle.beside"), style="flag")
    else:
        pen.p(t("bundle.recorded"), style="lead")
        said = [f for f in exhibit.findings if f.status == "accepted" and (f.quote or f.note)]
        for finding in said[:MOST_WORDS]:
            words = finding.quote or finding.note
            opened = (t("quote.open"), t("quote.close")) if finding.quote else ("", "")
            pen.p(b(f"{pen.label(finding.indicator)}. "), opened[0], theirs(words), opened[1])
        if not said:
            pen.p(t("bundle.no_words"), style="empty")
    title = t("bundle.stamp", n=exhibit.number)
    return _document(pen, title, exhibit.label, pen.take())


def _text(data: bytes, name: str) -> str:
    """The text of a plain file; "" for every other kind."""
    if PurePosixPath(name).suffix.lower() not in (".txt", ".md") or b"\0" in data:
        return ""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""


def _index(input: ReportInput) -> Document:
    pen = Pen(input, build(replace(input, sections=())))
    exhibit_list(pen)
    if input.pseudonymised:
        pen.p(pen.t("bundle.without"), style="flag")
    return _document(pen, pen.t("bundle.index"), pen.r.case_title, pen.take())


def _document(pen: Pen, title: str, subtitle: str, blocks: tuple[Any, ...]) -> Document:
    return Document(
        m=pen.m,
        kind="sheet",
        title=title,
        subtitle=cleaned(subtitle),
        running=pen.r.running_title,
        footer=pen.r.footer,
        description=title,
        identity=(),
        alert=None,
        warning="",
        contents=False,
        sections=(Section("sheet", pen.t("bundle.about"), cleaned(blocks)),),
        notes=(),
    )


# -- list and hashes ---------------------------------------------------------------------------


def _manifest(
    input: ReportInput, members: Mapping[str, bytes], filed: Sequence[_Filed]
) -> dict[str, Any]:
    return {
        "format": "requalif-bundle/1",
        "product": input.product_version,
        "catalogue": input.assessment.catalogue,
        "pseudonymised": input.pseudonymised,
        "files": [
            {"path": name, "sha256": _sha(data), "size": len(data)}
            for name, data in sorted(members.items())
        ],
        "exhibits": [
            {
                "number": one.exhibit.number,
                "label": one.exhibit.label,
                "shown": one.shown,
                "made": one.how,
                "pages": one.pages or None,
                "original": one.original or None,
                "sha256": _sha(one.data) if one.original else None,
                "fault": one.fault or None,
            }
            for one in filed
        ],
    }


def _readme(input: ReportInput) -> bytes:
    t = Messages(input.lang).t
    lines = [t("bundle.readme_title"), "", t("bundle.readme_report"), t("bundle.readme_data")]
    if input.pseudonymised:
        lines.append(t("bundle.without"))
    else:
        lines += [t("bundle.readme_exhibits"), t("bundle.readme_originals")]
    lines += [t("bundle.readme_check"), "", "  sha256sum -c SHA256SUMS"]
    lines += ["  flask --app wsgi report verify bundle.zip", ""]
    return "\n".join(lines).encode()


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:50].strip("-") or "exhibit"


def _file_name(path: str) -> str:
    """A member's own name, safe on every system, with its ending kept."""
    bare = PurePosixPath(path.replace("\\", "/")).name
    plain = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9._-]+", "-", plain).strip("-.")[-80:] or "file"
