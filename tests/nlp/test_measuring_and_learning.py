"""Measuring by the corpus's scorer, and annotations that come from reviews."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from nlp import measure, reviewed
from nlp.classifier import load
from nlp.segment import pieces

TEXT = (
    "Le livreur choisit ses soirées. La maison retient deux pièces sur dix.\n\nLe ciel est bleu.\n"
)
SHA = hashlib.sha256(TEXT.encode()).hexdigest()


def decided():
    free, fee, sky = pieces(TEXT)
    return reviewed.Decided(
        SHA,
        "fr",
        "lanterne",
        (
            (free.start, free.end, ("free_schedule",)),
            (fee.start, fee.end, ("commission_or_fees",)),
            (sky.start, sky.end, ()),
        ),
    )


def test_reviews_are_written_without_any_text_and_read_back():
    written = reviewed.dump([decided()])
    assert "livreur" not in written
    assert reviewed.load(written) == (decided(),)


def test_a_bad_line_of_reviews_is_named():
    with pytest.raises(ValueError, match="line 1"):
        reviewed.load('{"start": 1}\n')


def test_reviewed_clauses_become_rows_where_the_text_is_there(tmp_path):
    (tmp_path / SHA).write_text(TEXT, encoding="utf-8")
    labels = load().labels
    rows, absent = reviewed.rows_to_learn([decided()], tmp_path, labels)
    assert absent == []
    assert [r.text for r in rows.rows] == [TEXT[p.start : p.end] for p in pieces(TEXT)]
    assert rows.truth.sum() == 2
    assert rows.truth[0, labels.index("free_schedule")] == 1
    assert set(rows.platforms) == {"lanterne"}


def test_a_text_that_is_absent_or_not_the_one_reviewed_teaches_nothing(tmp_path):
    labels = load().labels
    assert reviewed.rows_to_learn([decided()], tmp_path, labels)[1] == [SHA]
    (tmp_path / SHA).write_text("Autre texte.", encoding="utf-8")
    rows, absent = reviewed.rows_to_learn([decided()], tmp_path, labels)
    assert not rows.rows
    assert absent == [SHA]


def test_micro_and_macro_are_those_of_hand_made_counts():
    one = {"a": (2, 1, 2, 2), "b": (1, 0, 0, 0)}
    assert measure.micro([one])[2] == pytest.approx(2 * 1 * (1 / 3) / (1 + 1 / 3))
    assert measure.macro([one]) == pytest.approx((2 / 3 + 0) / 2)


def test_an_interval_holds_the_figure_and_a_model_equals_itself():
    counts = [{"a": (4, k, 4, k)} for k in (1, 2, 3, 4)]
    low, high = measure.interval(counts)
    assert low <= measure.micro(counts)[2] <= high
    assert measure.interval(counts, counts) == (0, 0)


def test_scores_that_mean_their_frequency_have_no_calibration_error():
    chances = np.array([[0.25] * 4, [0.75] * 4])
    truth = np.array([[1, 0, 0, 0], [1, 1, 1, 0]])
    assert measure.calibration(chances, truth)[0] == pytest.approx(0)
    assert measure.calibration(chances, 1 - truth)[0] == pytest.approx(0.5)
