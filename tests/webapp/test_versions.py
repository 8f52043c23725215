"""Two versions of one text: which clauses are the same, and what the change means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.webapp.conftest import TERMS
from webapp import versions

NEWER = (
    "# Article 1 – Prix\n\n"
    "La plateforme fixe seule le prix de chaque tâche.\n\n"
    "# Article 2 – Compte\n\n"
    "La plateforme peut suspendre un compte sans préavis.\n\n"
    "Le paiement intervient sous 45 jours.\n"
)


def kinds(old, new):
    return [(p.kind, p.old, p.new) for p in versions.align(old, new)]


def test_an_inserted_article_renumbers_the_others_and_changes_nothing_in_them():
    old = ["1. Prix fixé par la plateforme.", "2. Liberté de refuser."]
    new = ["1. Prix fixé par la plateforme.", "2. Données conservées.", "3. Liberté de refuser."]
    assert kinds(old, new) == [("same", 0, 0), ("new", None, 1), ("same", 1, 2)]


def test_a_clause_in_another_place_is_moved_and_only_that_one():
    old = ["Un prix fixe.", "Vous êtes libre.", "Droit français.", "Compte suspendu."]
    new = ["Droit français.", "Un prix fixe.", "Vous êtes libre.", "Compte suspendu."]
    assert [p.kind for p in versions.align(old, new)] == ["moved", "same", "same", "same"]


def test_a_clause_with_other_words_is_reworded_even_where_it_moved():
    old = ["Le paiement intervient sous 8 jours ouvrés.", "Les litiges vont au tribunal de Paris."]
    new = [old[1], "Le paiement intervient sous 30 jours."]
    first, second = versions.align(old, new)
    assert second.kind == "reworded"
    assert first.moved != second.moved


def test_a_freedom_turned_into_its_opposite_is_shown_beside_it():
    old = ["Le prestataire est libre de refuser une mission."]
    new = ["Le prestataire ne peut refuser plus de trois missions."]
    assert kinds(old, new) == [("reworded", 0, 0)]


def test_clauses_that_have_nothing_in_common_are_not_paired():
    old = ["Vous notez les clients."]
    new = ["La plateforme conserve les données pendant trois ans."]
    assert kinds(old, new) == [("gone", 0, None), ("new", None, 0)]


def test_what_is_gone_stands_where_it_was():
    assert kinds(["Alpha un.", "Bravo deux.", "Charlie."], ["Alpha un.", "Charlie."]) == [
        ("same", 0, 0),
        ("gone", 1, None),
        ("same", 2, 1),
    ]


def test_case_spaces_and_numbering_are_no_difference():
    assert kinds(["12.3 Le  PRIX\nest fixe"], ["(a) Le prix est fixe."]) == [("same", 0, 0)]


texts = st.lists(st.text("abc éX19.,\n", max_size=12), max_size=8)


@given(texts, texts)
def test_every_clause_of_both_versions_appears_exactly_once(old, new):
    pairs = versions.align(old, new)
    assert sorted(p.old for p in pairs if p.old is not None) == list(range(len(old)))
    assert [p.new for p in pairs if p.new is not None] == list(range(len(new)))
    assert sum(versions.counts(pairs).values()) == len(pairs)


@given(texts)
def test_a_text_is_the_same_as_itself(old):
    assert {p.kind for p in versions.align(old, old)} <= {"same"}


@given(st.text("ab c.\n é", max_size=40), st.text("ab c.\n é", max_size=40))
def test_marked_words_add_up_to_the_two_wordings(old, new):
    left, right = versions.words(old, new)
    assert "".join(t for t, _ in left) == old
    assert "".join(t for t, _ in right) == new


def test_only_what_differs_is_marked():
    left, right = versions.words("payé sous 8 jours", "payé sous 30 jours")
    assert left == (("payé sous ", False), ("8", True), (" jours", False))
    assert right[1] == ("30", True)


# -- the page --------------------------------------------------------------------------------


@pytest.fixture
def both(client, base):
    """Two versions in one case: ids 1 (older) and 2 (newer)."""
    for text, day in ((TERMS, "2025-01-01"), (NEWER, "2026-01-01")):
        form = {"text": text, "title": "Conditions", "version_date": day}
        client.post(f"{base}/documents/new", form)
    return base


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_view_of_the_comparison_is_sound(client, both, lang):
    client.get(f"/language/{lang}", 302)
    for show in ("changed", "reworded", "new", "gone", "moved", "all", "nope"):
        client.get(f"{both}/versions?show={show}&page=7")
    client.get(f"{both}/versions?old=1&new=1")


def test_the_two_newest_are_compared_and_differences_stand_side_by_side(client, both):
    page = client.get(f"{both}/versions")
    assert [e.text for e in page.all("del")] == ["15"]
    assert [e.text for e in page.all("ins")] == ["45"]
    # One clause gone, one new, one reworded; the article on the price is folded.
    assert len(page.all("article")) == 3
    assert "1 clause est identique dans les deux" in page.text


def test_one_document_is_not_enough(client, base, document):
    assert "Il faut deux versions" in client.get(f"{base}/versions").text
    client.post(f"{base}/versions/carry", {}, 404)


def test_the_effect_on_the_indicators_and_the_outcome_is_said(client, both):
    page = client.get(f"{both}/versions")
    assert "Libre de refuser" in page.text or "refus" in page.text
    assert "ne sont pas relus" in page.text
    client.post(f"{both}/documents/1/findings/2", {"action": "accept"})
    page = client.get(f"{both}/versions")
    assert page.all("table")


def test_a_document_of_another_case_is_not_compared(client, both):
    other = client.post("/cases/new", {"title": "Autre"}).location.removesuffix("/relation")
    for text in (TERMS, NEWER):
        client.post(f"{other}/documents/new", {"text": text})
    client.get(f"{other}/versions?old=1&new=3", 404)
    client.get(f"{other}/versions?old=3&new=99999999999999", 404)


def test_decisions_on_the_same_words_are_taken_over_and_undone_together(client, both, row, session):
    client.post(f"{both}/documents/1/findings/1/reject", {"reason": "repeated"})
    client.post(f"{both}/documents/1/clauses/0/label", {"indicator": "core_business",
                                                        "state": "present"})  # fmt: skip
    assert "2 décisions sur l’ancienne version" in client.get(f"{both}/versions").text
    client.post(f"{both}/versions/carry", {"old": "1", "new": "2"})
    session.expire_all()
    carried = [(f.indicator, f.status, f.reason) for f in row.findings if f.document_id == 2]
    assert sorted(carried) == [
        ("core_business", "accepted", ""),
        ("price_set_by_platform", "rejected", "repeated"),
    ]
    page = client.get(f"{both}/documents/2/review?show=found")
    assert "2 décisions ont été reprises d’une autre version" in page.text
    client.post(f"{both}/documents/2/review/undo")
    session.expire_all()
    assert [(f.indicator, f.status) for f in row.findings if f.document_id == 2] == [
        ("price_set_by_platform", "proposed")
    ]


def test_a_clause_opens_in_the_whole_text(client, base, document):
    at = client.get(f"{document}/clauses/2", 302).location
    assert at.endswith("#clause-2")
    client.get(f"{document}/clauses/99", 404)
