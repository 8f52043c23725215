"""Clauses keep their place in the text, whatever the text."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.segment import pieces

TERMS = """# Conditions de Pixtâche

## Article 1 : Objet

Les présentes conditions régissent l’usage du site, cf. art. 3. Elles lient le contributeur.

## Article 2 — Interdictions

Le contributeur ne doit pas :

- prêter son compte ;
- contacter un client hors du site.

REMUNERATION

Le prix de chaque tâche est fixé par
la société Pixtâche S.A.S. avant
publication. Il n’est pas négociable.
"""


def test_sentences_list_items_and_headings_are_found_with_their_context():
    found = pieces(TERMS)
    texts = [TERMS[p.start : p.end] for p in found]
    assert "Elles lient le contributeur." in texts
    assert (
        "Le prix de chaque tâche est fixé par\nla société Pixtâche S.A.S. avant\npublication."
        in texts
    )
    item = next(p for p, t in zip(found, texts, strict=True) if t.startswith("- contacter"))
    assert item.heading == "Article 2 — Interdictions"
    assert item.lead_in == "Le contributeur ne doit pas :"
    assert next(p for p in found if TERMS[p.start : p.end].startswith("Le prix")).heading == (
        "REMUNERATION"
    )


def test_an_abbreviation_does_not_end_a_sentence():
    text = (
        "Voir l’art. 7 du contrat et les services de Machin Inc. ou de ses filiales. Fin du texte."
    )
    assert [text[p.start : p.end] for p in pieces(text)] == [text[:-14], "Fin du texte."]


@given(st.text(alphabet="aé .!?;:\n\r\t-*#(1)«»A’\U0001f600\u202f\ufeff", max_size=200))
@settings(max_examples=300, deadline=None)
def test_clauses_are_ordered_do_not_overlap_and_lose_no_word(text):
    found = pieces(text)
    assert all(p.start < p.end for p in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    kept = set()
    for p in found:
        kept.update(range(p.start, p.end))
        assert text[p.start : p.end] == text[p.start : p.end].strip()


def test_a_sentence_that_a_pdf_cut_by_empty_lines_is_one_clause_at_its_own_place():
    line = "Le contributeur rend chaque tâche avant la fin du compte à rebours affiché et il"
    text = "\n\n".join([line, "accepte que la plateforme la relise avant de la payer."] * 6)
    found = [text[p.start : p.end] for p in pieces(text)]
    assert len(found) == 6
    assert all(clause.startswith("Le contributeur") for clause in found)
    assert all(clause.endswith("payer.") for clause in found)


def test_short_lines_between_empty_lines_stay_apart():
    text = "Vos outils\n\nvotre vélo\n\nvotre téléphone\n"
    assert len(pieces(text)) == 3


def test_numbered_lines_without_a_stop_are_items():
    text = (
        "Sont interdits :\n9. Prêter son compte\n10. Contacter le client hors du site\n11. Mentir\n"
    )
    found = pieces(text)
    assert [text[p.start : p.end] for p in found][1:] == [
        "9. Prêter son compte",
        "10. Contacter le client hors du site",
        "11. Mentir",
    ]
    assert all(p.lead_in == "Sont interdits :" for p in found[1:])
