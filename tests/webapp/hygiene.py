"""What every page must satisfy, whatever it shows."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import html5lib

#: Their content is other people's words.
QUOTED = {"bdi", "textarea", "script", "style", "mark", "title", "option"}
NARROW, NO_BREAK = "\u202f", "\u00a0"


class Page:
    """A parsed HTML page; ``text`` is what it shows."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.parser = html5lib.HTMLParser(
            tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False
        )
        self.root: ElementTree.Element = self.parser.parse(html)

    def all(self, path: str) -> list[ElementTree.Element]:
        return self.root.findall(f".//{path}")

    @property
    def text(self) -> str:
        return " ".join("".join(self.root.itertext()).split())

    @property
    def title(self) -> str:
        return "".join(t.text or "" for t in self.all("title")[:1])

    @property
    def links(self) -> list[str]:
        return [a.get("href", "") for a in self.all("a")]

    def own_text(self) -> str:
        """The product's own words, without quotations."""
        parts: list[str] = []

        def walk(element: ElementTree.Element) -> None:
            if isinstance(element.tag, str) and element.tag not in QUOTED:
                parts.append(element.text or "")
                for child in element:
                    walk(child)
                    parts.append(child.tail or "")

        walk(self.root)
        return "".join(parts)


def faults(page: Page) -> list[str]:
    """Everything wrong with a page, in words; empty when it is sound."""
    found = [f"HTML: {where} {code} {data}" for where, code, data in page.parser.errors]
    lang = page.root.get("lang")
    if lang not in ("fr", "en"):
        found.append("no language")
    if not page.title.strip(" –") or page.title.startswith(" –"):
        found.append(f"title {page.title!r}")
    if len(page.all("h1")) != 1:
        found.append(f"{len(page.all('h1'))} h1")
    for landmark in ("main", "header", "footer"):
        if not page.all(landmark):
            found.append(f"no {landmark}")
    ids = [e.get("id") for e in page.root.iter() if e.get("id")]
    found += [f"id {i} twice" for i in sorted({i for i in ids if ids.count(i) > 1})]
    found += _references(page, set(ids))
    found += _forms(page)
    found += _headings(page)
    for element in page.root.iter():
        inline = [n for n in element.attrib if n == "style" or n.startswith("on")]
        if inline or element.tag == "style" or (element.tag == "script" and element.text):
            found.append(f"inline style or script: {element.tag} {inline}")
    found += _typography(page.own_text(), lang or "")
    return found


def _references(page: Page, ids: set[str]) -> list[str]:
    found = []
    for element in page.root.iter():
        for name in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            for target in (element.get(name) or "").split():
                if target not in ids:
                    found.append(f"{name}={target} leads nowhere")
        href = element.get("href") or ""
        if element.tag == "a" and href.startswith("#") and href[1:] not in ids:
            found.append(f"{href} leads nowhere")
        if element.tag == "a" and not "".join(element.itertext()).strip():
            found.append(f"empty link {href}")
    return found


def _forms(page: Page) -> list[str]:
    found = []
    labelled = {label.get("for") for label in page.all("label")}
    for form in page.all("form"):
        if form.get("method") == "post" and not [
            i for i in form.iter("input") if i.get("name") == "csrf_token"
        ]:
            found.append("a form without a token")
    for tag in ("input", "select", "textarea"):
        for field in page.all(tag):
            if field.get("type") in ("hidden", "submit"):
                continue
            if field.get("id") not in labelled and not field.get("aria-label"):
                found.append(f"{tag} {field.get('name')} without a label")
    for button in page.all("button"):
        if not "".join(button.itertext()).strip():
            found.append("a button without words")
    return found


def _headings(page: Page) -> list[str]:
    levels = [int(e.tag[1]) for e in page.root.iter() if e.tag in ("h1", "h2", "h3", "h4", "h5")]
    start = levels.index(1) if 1 in levels else 0
    levels = levels[start:]
    return [f"h{a} is followed by h{b}" for a, b in pairwise(levels) if b > a + 1]


def _typography(text: str, lang: str) -> list[str]:
    found = [f"straight quotes: {m.group()}" for m in re.finditer(r'"[^"]{0,40}"', text)]
    found += [f"unfilled: {m.group()}" for m in re.finditer(r"%\(\w+\)\w|\{\w+\}", text)]
    if lang == "fr":
        found += [f"straight apostrophe: {m.group()}" for m in re.finditer(r"\w+'\w+", text)]
        wrong = r"« |[^\u202f\s]»| »|\w [;?!](?!\w)|\w[;?!](?:\s|$)| :(?:\s|$)|\w:\s"
        for match in re.finditer(wrong, text):
            around = text[max(0, match.start() - 25) : match.end() + 15]
            found.append(f"French spacing: {around!r}")
    return found
