"""Cutting a clause into plain and marked pieces."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp import marking
from webapp.models import DocumentRow


def test_the_documented_example_holds():
    assert doctest.testmod(marking).failed == 0


@pytest.mark.parametrize(
    ("spans", "marked"),
    [
        ([], []),
        ([(2, 4), (3, 6)], ["cdef"]),
        ([(2, 4), (4, 6)], ["cdef"]),
        ([(-5, 2)], ["ab"]),
        ([(8, 99)], ["ij"]),
        ([(4, 4)], []),
        ([(0, 10)], ["abcdefghij"]),
    ],
)
def test_overlapping_spans_are_one_and_stay_inside(spans, marked):
    found = marking.pieces("abcdefghij", 0, 10, spans)
    assert [text for text, on in found if on] == marked


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70))))
def test_no_character_is_lost_or_added(text, spans):
    found = marking.pieces(text, 0, len(text), spans)
    assert "".join(piece for piece, _ in found) == text
    assert all(piece for piece, _ in found)


def test_the_mark_of_a_list_is_not_shown_and_a_heading_knows_that_it_is_one():
    text = "## Article 2\n- payer les frais"
    clause = {"heading": "Article 2", "lead_in": "", "page": None}
    document = DocumentRow(
        clauses=[{**clause, "start": 0, "end": 12}, {**clause, "start": 13, "end": len(text)}]
    )
    first, second = (marking.view(document, text, i, [], None) for i in (0, 1))
    assert (first.pieces, first.title) == ((("Article 2", False),), True)
    assert (second.pieces, second.title) == ((("payer les frais", False),), False)
