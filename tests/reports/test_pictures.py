"""The drawings: what they show, that they say it in words, that nothing rests on colour."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from reports.build import build
from reports.html import HERE
from reports.model import ReportInput
from reports.pen import Pen
from reports.pictures import MOST_BARS, MOST_ROWS, balance, drawings, matrix, timeline
from rules.model import Case, Document
from tests.reports import samples
from tests.reports.test_readers import demonstration


def pen(given: ReportInput) -> Pen:
    return Pen(given, build(given))


def with_case(**changes: object) -> Pen:
    given = demonstration()
    case: Case = replace(given.case, **changes)  # type: ignore[arg-type]
    return pen(replace(given, case=case))


def test_the_balance_puts_each_circumstance_on_the_side_that_it_helps() -> None:
    drawn = balance(pen(demonstration()))
    assert drawn is not None
    sides = {bar.label: bar.side for bar in drawn.bars}
    assert sides["Surveillance de l’activité"] == "employment"
    assert sides["Constaté absent\u00a0: Exclusivité ou non-concurrence"] == "independence"
    lengths = [bar.length for bar in drawn.bars]
    assert lengths == sorted(lengths, reverse=True)
    assert re.search(r"\d+ vers le salariat, \d+ vers l’indépendance", drawn.description)


def test_what_is_not_drawn_is_counted() -> None:
    drawn = balance(pen(samples.rich()))
    assert drawn is not None
    assert len(drawn.bars) == MOST_BARS
    assert drawn.more


def test_the_timeline_has_facts_terms_and_statements_between_its_ends() -> None:
    drawn = timeline(pen(demonstration()))
    assert drawn is not None
    assert [lane.label for lane in drawn.lanes] == ["Faits", "Conditions", "Déclarations"]
    assert [mark.words for mark in drawn.marks] == ["2", "3", "4"]
    assert all(s.x >= 0 and s.x + s.width <= 660 for s in drawn.spans)
    assert "Conditions générales de contribution" in drawn.description


def test_a_version_of_the_terms_ends_where_the_next_begins() -> None:
    versions = tuple(
        Document(f"{n}.md", "Conditions", dt.date(2025, month, 1))
        for n, month in enumerate((9, 11), 1)
    )
    drawn = timeline(with_case(documents=versions))
    assert drawn is not None
    first, second = (s for s in drawn.spans if s.words)
    assert abs(first.x + first.width - second.x) < 0.2
    assert (first.open_, second.open_) == (False, True)


def test_a_case_of_one_day_has_no_timeline() -> None:
    day = dt.date(2026, 3, 12)
    given = demonstration()
    case = replace(given.case, facts_from=day, facts_to=day, sources=(), documents=())
    assessment = replace(given.assessment, on=day, periods=(), extra={})
    assert timeline(pen(replace(given, case=case, assessment=assessment))) is None


def test_days_on_which_the_law_changed_are_marked() -> None:
    given = demonstration()
    assessment = replace(given.assessment, extra={"law_changes": ["2025-12-01"]})
    drawn = timeline(pen(replace(given, assessment=assessment)))
    assert drawn is not None
    assert len(drawn.changes) == 1
    assert "1er\u00a0décembre\u00a02025" in drawn.description


def test_the_matrix_tells_paper_from_practice_and_present_from_absent() -> None:
    drawn = matrix(pen(demonstration()))
    assert drawn is not None
    assert [number for _, number in drawn.columns] == ["1", "2", "3", "4"]
    states = {(c.paper, c.practice) for c in drawn.cells}
    assert {("present", ""), ("", "present"), ("", "absent"), ("absent", "")} <= states
    assert len(drawn.rows) == MOST_ROWS
    assert drawn.more


def test_an_empty_case_has_no_drawing_to_show() -> None:
    assert [d.macro for d in drawings(pen(samples.empty())) if d.macro != "timeline"] == []


def test_every_drawing_has_a_title_and_no_colour_but_ours() -> None:
    text = (HERE / "templates" / "pictures.html.j2").read_text("utf-8")
    drawn = re.findall(r"<svg [^>]*>", text)
    assert len(drawn) == 3
    for opening in drawn:
        assert 'role="img"' in opening
        assert "aria-labelledby=" in opening
    colours = set(re.findall(r"#[0-9a-f]{6}", text))
    assert colours <= {"#1d3a5f", "#ffffff", "#1a1a1a", "#b9c2cc", "#d5dbe2", "#dfe6ee"}
