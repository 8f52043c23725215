"""Strings made to break out of the report: they are printed, and do nothing else."""

from __future__ import annotations

import dataclasses
import io
from dataclasses import replace
from typing import Any

import html5lib
import pikepdf
import pytest

from reports import ReportInput, render
from reports.clean import LONGEST, clean, one_line, unmarked
from tests.reports import samples
from tests.reports.conftest import flat, pages_text

HOSTILE = (
    "<script>alert(1)</script><img src=http://127.0.0.1:9/x.png><img src='file:///etc/passwd'>"
    "<table><tr><td colspan=100000000>x</td></tr></table>\"'><svg onload=x>{{ 7*7 }}{% raw %}"
    "\u202egnp.exe\u202c\x00\x07\x1b[31m\ud800\ufffe"
)


def poisoned(value: Any, poison: str) -> Any:
    """The same value with ``poison`` added to each free text of the case and its findings."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changes = {}
        for field in dataclasses.fields(value):
            inner = getattr(value, field.name)
            free = {
                "quote",
                "note",
                "label",
                "title",
                "name",
                "reference",
                "heading",
                "role",
                "path",
            }
            if field.name in free and isinstance(inner, str):
                changes[field.name] = inner + poison
            elif isinstance(inner, tuple) or dataclasses.is_dataclass(inner):
                changes[field.name] = poisoned(inner, poison)
        return replace(value, **changes)
    if isinstance(value, tuple):
        return tuple(poisoned(v, poison) for v in value)
    return value


@pytest.fixture(scope="module")
def hostile() -> ReportInput:
    base = samples.ordinary()
    return replace(
        base, case=poisoned(base.case, HOSTILE), assessment=poisoned(base.assessment, HOSTILE)
    )


def test_the_page_holds_no_element_that_a_string_brought(hostile: ReportInput) -> None:
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(
        render(hostile, "html").decode("utf-8")
    )
    assert tree.findall(".//script") == []
    assert tree.findall(".//img") == []
    assert all("onload" not in element.attrib for element in tree.iter())
    clean_tree = html5lib.parse(render(samples.ordinary(), "html"), namespaceHTMLElements=False)
    assert len(tree.findall(".//td")) == len(clean_tree.findall(".//td"))


def test_the_pdf_prints_them_as_they_are_and_carries_nothing_but_its_own_data(
    hostile: ReportInput,
) -> None:
    pdf = render(hostile)
    text = "".join(flat(p) for p in pages_text(pdf)).replace("\n", "")
    assert "<script>alert(1)</script>" in text
    assert "{{ 7*7 }}" in text
    assert "root:x:0" not in text
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        carried = {name: spec.get_file().read_bytes() for name, spec in opened.attachments.items()}
        assert set(carried) == {"assessment.json", "case.json", "evidence.json"}
        assert all(b"root:x:0" not in data for data in carried.values())
        assert carried["assessment.json"] == render(hostile, "json")
        assert "/JavaScript" not in opened.Root.get("/Names", {})


def test_direction_overrides_become_visible_and_control_characters_go(
    hostile: ReportInput,
) -> None:
    page = render(hostile, "html").decode("utf-8")
    assert "⟨U+202E⟩gnp.exe⟨U+202C⟩" in page
    assert not set(page) & set("\x00\x07\x1b\u202e\u202c\ufffe\ud800")


def test_a_very_long_word_is_broken_not_printed_off_the_page() -> None:
    base = samples.ordinary()
    pdf = render(replace(base, case=replace(base.case, title="x" * 500)))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages) < 15


def test_a_text_too_long_to_print_is_cut_with_a_visible_mark() -> None:
    assert clean("a" * (LONGEST + 1)).endswith(" […]")
    assert clean("a" * LONGEST) == "a" * LONGEST


def test_stacked_marks_are_limited_and_accents_kept() -> None:
    assert clean("e\u0301") == "e\u0301"
    assert clean("e" + "\u0301" * 50) == "e" + "\u0301" * 4


def test_one_line_cuts_at_a_word() -> None:
    assert one_line("un deux\n trois quatre", 14) == "un deux trois…"
    assert one_line("un deux", 14) == "un deux"


def test_thousands_of_findings_are_cut_with_a_count() -> None:
    base = samples.ordinary()
    proposal = base.assessment.proposals[0]
    many = tuple(replace(proposal, quote=f"phrase {n}") for n in range(2000))
    page = render(replace(base, assessment=replace(base.assessment, proposals=many)), "html")
    text = page.decode("utf-8")
    assert "ces 2000 passages" in text
    assert "1900 autres repérages" in text
    assert "phrase 1999" not in text


@pytest.mark.parametrize(
    ("written", "quoted"),
    [
        ("- les tarifs ;", "les tarifs ;"),
        ("## Article 2", "Article 2"),
        ("• un point", "un point"),
        ("-5 % par refus", "-5 % par refus"),
        ("(a) un point", "(a) un point"),
        ("#", "#"),
        ("", ""),
    ],
)
def test_the_mark_of_a_list_or_heading_is_no_part_of_the_words_quoted(written, quoted):
    assert unmarked(written) == quoted
