"""Turns one file into text, alone in a process that has little memory, time and no network.

Run as ``python -m nlp._extract KIND``: the file on standard input, one JSON object on standard
output: {"text", "pages": [[start, end], …] or null, "warnings": […]} or {"error": code}.
"""

from __future__ import annotations

import io
import json
import re
import resource
import sys
import zipfile
from typing import Any

MEMORY = 1_500_000_000
SECONDS = 60
UNZIPPED = 60_000_000


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def pdf(data: bytes) -> dict[str, Any]:
    import pypdfium2
    from pypdfium2 import PdfiumError

    try:
        document = pypdfium2.PdfDocument(data)
    except PdfiumError as error:
        return {"error": "password" if "assword" in str(error) else "damaged"}
    text, pages, empty = "", [], 0
    for page in document:
        textpage = page.get_textpage()
        words = textpage.get_text_bounded().replace("\r\n", "\n").replace("\r", "\n")
        # A word cut at the end of a line is marked by U+FFFE or U+0002.
        words = re.sub("[\ufffe\x02]\n?", "", words).replace("\u00ad\n", "")
        empty += not words.strip()
        pages.append([len(text), len(text) + len(words)])
        text += words + "\n\n"
    if not text.strip():
        return {"error": "image_only"}
    return {"text": text, "pages": pages, "warnings": ["empty_pages"] if empty else []}


def docx(data: bytes) -> dict[str, Any]:
    import docx as word
    from docx.table import Table

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > UNZIPPED:
                return {"error": "too_slow"}
            if "word/document.xml" not in archive.namelist():
                return {"error": "unsupported"}
            for entry in archive.infolist():  # the sizes in the directory may lie
                with archive.open(entry) as part:
                    if len(part.read(UNZIPPED + 1)) > UNZIPPED:
                        return {"error": "too_slow"}
        document = word.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError, OSError):
        return {"error": "damaged"}
    blocks, tables = [], False
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            tables = True
            for row in item.rows:
                cells = dict.fromkeys(cell.text.strip() for cell in row.cells)
                blocks.append(" | ".join(cell for cell in cells if cell))
            continue
        style = (item.style.name or "") if item.style else ""
        if style.startswith(("Heading", "Titre", "Title")):
            level = style[-1] if style[-1].isdigit() else "1"
            blocks.append("#" * int(level) + " " + item.text.strip())
        elif style.startswith(("List", "Liste")):
            blocks.append("- " + item.text.strip())
        else:
            blocks.append(item.text.strip())
    return {"text": "\n\n".join(b for b in blocks if b), "warnings": ["tables"] if tables else []}


BLOCKS = {
    "p", "div", "section", "article", "main", "header", "footer", "ul", "ol", "table", "tr", "br",
    "blockquote", "dl", "dt", "dd", "form", "fieldset", "aside", "nav", "body", "pre", "address",
}  # fmt: skip
UNREAD = {"script", "style", "noscript", "template", "svg", "head", "iframe", "object", "select"}


def html(data: bytes) -> dict[str, Any]:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(data)
    out: list[str] = []
    tables = False
    root = tree.body or tree.root
    if root is None:
        return {"error": "empty"}
    # An explicit stack: thousands of nested elements are a known way to break a recursion.
    stack: list[tuple[Any, str]] = [(root, "open")]
    while stack:
        node, phase = stack.pop()
        tag = node.tag
        if tag in ("-text", "#text"):
            out.append(re.sub(r"\s+", " ", node.text_content or ""))
            continue
        if phase == "close":
            out.append("\n\n" if tag not in ("td", "th") else " | ")
            continue
        # A processing instruction within the body, as word processors write them, has no tag.
        if tag is None or tag in UNREAD or tag.startswith(("-comment", "#comment", "!")):
            continue
        if re.fullmatch("h[1-6]", tag):
            out.append("\n\n" + "#" * int(tag[1]) + " ")
            stack.append((node, "close"))
        elif tag == "li":
            out.append("\n\n- ")
            stack.append((node, "close"))
        elif tag in BLOCKS:
            out.append("\n\n")
            stack.append((node, "close"))
        elif tag in ("td", "th"):
            tables = True
            stack.append((node, "close"))
        children = []
        child = node.child
        while child is not None:
            children.append((child, "open"))
            child = child.next
        stack.extend(reversed(children))
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(out))
    text = re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+", " ", text)).strip()
    text = re.sub(r"(?m)^- *\n+(?=\S)", "- ", text)
    return {"text": text, "warnings": ["tables"] if tables else []}


def main() -> None:
    kind = sys.argv[1]
    data = sys.stdin.buffer.read()
    limit()
    readers = {"pdf": pdf, "docx": docx, "html": html}
    try:
        result = readers[kind](data)
    except MemoryError:
        result = {"error": "too_slow"}
    except Exception:  # whatever a hostile file provokes, the parent is told in one word
        result = {"error": "damaged"}
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main()
