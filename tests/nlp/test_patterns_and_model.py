"""The signs as data, and a model file that cannot run code."""

from __future__ import annotations

import json
import shutil
from collections import Counter

import numpy as np
import pytest

import criteria
from nlp import ReadingError
from nlp.classifier import FOLDER, load
from nlp.corpus import bank_entries, labels_of
from nlp.negation import is_negated
from nlp.quantities import find_quantities
from nlp.repeats import repeated
from nlp.signs import find_signs, phrases


def names(text, language):
    return {s.indicator for s in find_signs(text, language)}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_label_has_signs_in_both_languages(language):
    groups = ("elements",)
    wanted = {
        i.id
        for i in criteria.indicators().values()
        if i.id in load().labels and i.group not in groups
    }
    assert wanted <= set(phrases(language))
    assert set(phrases(language)) <= set(criteria.indicators())


@pytest.mark.parametrize(
    ("text", "language", "present", "absent"),
    [
        ("Nous pouvons modifier les conditions.", "fr", "unilateral_terms", None),
        ("Le livreur est libre de refuser une course.", "fr", "free_to_refuse", None),
        ("Le prestataire n’est pas salarié.", "fr", "independent_status_label", None),
        ("Gardez votre mot de passe confidentiel.", "fr", None, "confidentiality"),
        (
            "Le site utilise des cookies pour surveiller l’audience.",
            "fr",
            None,
            "activity_monitoring",
        ),
        ("You are an independent contractor.", "en", "independent_status_label", None),
        ("We may deactivate your account.", "en", "account_sanction", None),
        ("Keep your password confidential.", "en", None, "confidentiality"),
        ("You set your own rates, not us.", "en", "worker_sets_price", "price_set_by_platform"),
    ],
)
def test_signs_and_near_misses(text, language, present, absent):
    found = names(text, language)
    assert present is None or present in found
    assert absent not in found


def test_a_sign_is_located_at_its_words():
    text = "En cas de faute, la Société peut suspendre le compte du livreur."
    sign = next(s for s in find_signs(text, "fr") if s.indicator == "account_sanction")
    assert text[sign.start : sign.end] == "suspendre le compte"


@pytest.mark.parametrize(
    ("text", "words", "indicator", "language", "denied"),
    [
        (
            "La plateforme ne prélève aucune commission.",
            "commission",
            "commission_or_fees",
            "fr",
            1,
        ),
        ("Une commission est due.", "commission", "commission_or_fees", "fr", 0),
        (
            "Si vous ne respectez pas les règles, nous pouvons suspendre votre compte.",
            "suspendre votre compte",
            "account_sanction",
            "fr",
            0,
        ),
        ("Vous n’avez pas à porter notre uniforme.", "porter", "platform_tools", "fr", 1),
        ("We do not track your location.", "track your location", "activity_monitoring", "en", 1),
        (
            "The Company does not charge fees and may suspend your account.",
            "suspend your account",
            "account_sanction",
            "en",
            0,
        ),
        (
            "The Platform may, without prior notice, change these terms.",
            "change these terms",
            "unilateral_terms",
            "en",
            0,
        ),
        ("You are paid no later than Friday.", "paid", "payment_through_platform", "en", 0),
    ],
)
def test_a_negation_denies_its_own_statement_and_no_other(text, words, indicator, language, denied):
    start = text.index(words)
    found = is_negated(text, start, start + len(words), indicator, language)
    assert found == bool(denied)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("sous trente (30) jours", "fr", ("delay", "30", "day")),
        ("une commission de 18,5 %", "fr", ("rate", "18.5", "percent")),
        ("1 500,00 €", "fr", ("amount", "1500", "EUR")),
        ("within fifteen days", "en", ("delay", "15", "day")),
        ("$0.04 per image", "en", ("amount", "0.04", "USD")),
        ("18 years of age", "en", ("age", "18", "year")),
        ("a rating of 4.6 stars", "en", ("threshold", "4.6", "star")),
    ],
)
def test_quantities_are_normalised(text, language, expected):
    found = find_quantities(text, 10, language)
    assert [(q.kind, q.value, q.unit) for q in found] == [expected]
    assert text[found[0].span.start - 10 : found[0].span.end - 10] == found[0].span.text


def test_the_bank_uses_known_labels_and_repeats_nothing():
    known, entries = set(load().labels), bank_entries()
    assert len(entries) >= 6_000
    assert len({e.text for e in entries}) == len(entries)
    assert {label for e in entries for label in e.labels} == known
    assert sum(not e.labels for e in entries) >= 1_000


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_label_has_clauses_of_the_bank_in_both_languages(language):
    counts = Counter(x for e in bank_entries() if e.language == language for x in e.labels)
    assert {label for label in load().labels if counts[label] < 20} == set()


def test_no_clause_of_the_bank_repeats_a_real_document(corpus_dir):
    texts = [p.read_text(encoding="utf-8") for p in (corpus_dir / "docs").glob("*.md")]
    assert repeated([e.text for e in bank_entries()], texts) == []


def test_a_sentence_copied_but_for_a_word_counts_as_repeated():
    text = "Les livreurs de lanternes doivent rendre leur cape rouge à la maison chaque dimanche."
    assert repeated([text.replace("rouge", "bleue")], [f"Article 1. {text} Fin."])
    assert not repeated([text], ["Les livreurs rendent leur cape quand ils le souhaitent."])


def test_the_model_knows_the_labels_of_the_corpus(corpus_dir):
    assert load().labels == labels_of(corpus_dir)


def test_the_model_file_holds_numbers_only_and_is_small():
    path = FOLDER / "model.npz"
    assert path.stat().st_size < 15_000_000
    with np.load(path, allow_pickle=False) as arrays:
        assert all(arrays[name].dtype.kind in "fiu" for name in arrays.files)


def test_another_model_file_than_the_manifest_names_is_refused(tmp_path):
    shutil.copytree(FOLDER, tmp_path / "w")
    manifest = json.loads((tmp_path / "w" / "manifest.json").read_text(encoding="utf-8"))
    manifest["sha256"] = "0" * 64
    (tmp_path / "w" / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ReadingError) as caught:
        load(tmp_path / "w")
    assert caught.value.code == "model"
    with pytest.raises(ReadingError):
        load(tmp_path / "nowhere")
