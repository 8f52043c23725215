"""The same report as one page for a browser."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import replace

import html5lib
import pytest

from reports import ReportInput, render
from tests.reports import samples

CASES = [samples.ordinary("fr"), samples.ordinary("en"), samples.empty("fr"), samples.rich("en")]


@pytest.mark.parametrize("case", CASES, ids=["ordinary-fr", "ordinary-en", "empty", "rich"])
def test_it_is_valid_with_unique_ids_and_links_that_lead_somewhere(case: ReportInput) -> None:
    page = render(case, "html").decode("utf-8")
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    ids = [e.get("id") for e in tree.iter() if e.get("id")]
    assert [i for i, n in Counter(ids).items() if n > 1] == []
    targets = {e.get("href", "")[1:] for e in tree.iter("a")}
    assert targets - set(ids) == set()
    for element in tree.iter():
        assert element.get("aria-labelledby", ids[0]) in ids


def test_headings_do_not_skip_a_level() -> None:
    page = render(samples.rich(), "html").decode("utf-8")
    levels = [int(n) for n in re.findall(r"<h([1-6])", page)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_it_stands_alone_and_runs_nothing() -> None:
    page = render(samples.ordinary(), "html").decode("utf-8")
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert "<link" not in page
    assert " src=" not in page
    assert '<html lang="fr">' in page


def test_the_same_input_gives_the_same_bytes() -> None:
    assert render(samples.rich(), "html") == render(samples.rich(), "html")


def test_no_french_is_left_in_an_english_report() -> None:
    page = render(samples.empty("en"), "html").decode("utf-8")
    body = page.split("<body>")[1]
    for word in ("Nouveau dossier",):
        body = body.replace(word, "")
    assert not re.search(r"\b(le|les|des|une|est|pour|dans)\b", re.sub(r"<[^>]+>", " ", body))


def test_a_contested_circumstance_is_not_given_a_basis() -> None:
    page = render(samples.ordinary(), "html").decode("utf-8")
    entry = page.split('id="indicator-monitoring"')[1].split("</article>")[0]
    assert "établi par" not in entry
    assert "tenue pour inconnue" in entry


def test_authority_numbers_match_the_table() -> None:
    page = render(samples.ordinary(), "html").decode("utf-8")
    numbers = re.findall(r'<a href="#authority-(\d+)">\[(\d+)\]</a>', page)
    assert numbers
    assert all(a == b for a, b in numbers)


def test_an_authority_the_catalogue_does_not_have_is_said_to_be_missing() -> None:
    base = samples.ordinary()
    changed = replace(base.assessment, authorities=(*base.assessment.authorities, "nowhere"))
    page = render(replace(base, assessment=changed), "html").decode("utf-8")
    assert "Référence absente du catalogue" in page
