"""Going through many proposals: next, reasons, undo, accepting together."""

import pytest

from tests.webapp.test_review import statuses

FORM = {"HX-Request": "true"}


def bulk(client, document, above="50"):
    """Accepts together, as the page lets one; the batch's id."""
    page = client.get(f"{document}/review/together?above={above}")
    count = next(i.get("value") for i in page.all("input") if i.get("name") == "count")
    client.post(f"{document}/review/together", {"above": above, "count": count})


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_page_of_the_flow_is_sound(client, document, lang):
    client.get(f"/language/{lang}", 302)
    client.get(f"{document}/findings/1/reject")
    client.get(f"{document}/review/together")
    client.get(f"{document}/review/together?above=99")
    client.post(f"{document}/findings/1/reject", {"reason": "opposite"})
    bulk(client, document)
    for show in ("automatic", "rejected"):
        client.get(f"{document}/review?show={show}")


def test_next_leads_to_each_passage_to_review_in_turn(client, document):
    assert client.get(f"{document}/review/next", 302).location.endswith("#finding-1")
    assert client.get(f"{document}/review/next?after=0", 302).location.endswith("#finding-2")
    assert client.get(f"{document}/review/next?after=9", 302).location.endswith("#finding-1")
    client.post(f"{document}/findings/1", {"action": "accept"})
    assert client.get(f"{document}/review/next", 302).location.endswith("#finding-2")
    client.post(f"{document}/findings/2", {"action": "accept"})
    assert client.get(f"{document}/review/next", 302).location.endswith("/review")


def test_next_finds_the_page_on_which_the_passage_stands(client, base):
    text = "\n".join(f"La plateforme fixe seule le prix n° {n}." for n in range(50))
    client.post(f"{base}/documents/new", {"text": text})
    at = client.get(f"{base}/documents/1/review/next?after=44", 302).location
    assert "page=2" in at
    assert f'id="{at.split("#")[1]}"' in client.get(at.split("#")[0]).html


def test_a_rejection_keeps_its_reason_and_shows_it(client, document, row, session):
    client.post(f"{document}/findings/1/reject", {"reason": "someone_else"})
    assert statuses(row, session)[0] == ("price_set_by_platform", "rejected")
    assert row.findings[0].reason == "someone_else"
    page = client.get(f"{document}/review?show=rejected")
    assert "rejeté : elle concerne quelqu’un d’autre que le travailleur" in page.text
    client.post(f"{document}/findings/1", {"action": "undo"})
    session.expire_all()
    assert row.findings[0].reason == ""


def test_a_rejection_without_a_known_reason_is_told_so(client, document, row, session):
    page = client.post(f"{document}/findings/1/reject", {"reason": "burn"}, 422)
    assert "Choisissez un motif" in page.text
    assert statuses(row, session)[0] == ("price_set_by_platform", "proposed")
    client.get(f"{document}/findings/99/reject", 404)


def test_htmx_gets_the_form_of_the_reason_and_then_the_clause(client, document):
    page = client.get(f"{document}/findings/1/reject", headers=FORM)
    assert len(page.all("input[@type='radio']")) == 6
    assert not page.all("h1")
    page = client.post(f"{document}/findings/1/reject", {"reason": "other"}, 200, headers=FORM)
    assert page.root.find(".//article").get("id") == "clause-0"


def test_undo_takes_back_decisions_from_the_last_to_the_first(client, document, row, session):
    client.post(f"{document}/findings/2", {"action": "reject"})
    form = {"indicator": "work_instructions", "state": "present"}
    client.post(f"{document}/findings/1/label", form)
    client.post(f"{document}/review/undo")
    assert statuses(row, session) == [
        ("price_set_by_platform", "proposed"),
        ("free_to_refuse", "rejected"),
    ]
    client.post(f"{document}/review/undo")
    assert [s for _, s in statuses(row, session)] == ["proposed", "proposed"]
    client.post(f"{document}/review/undo")
    assert "Annuler la dernière décision" not in client.get(f"{document}/review").text


def test_accepting_together_shows_first_what_it_would_change(client, document, row, session):
    page = client.get(f"{document}/review/together?above=80")
    assert "2 passages compteraient" in page.text
    assert "Personne ne les aura lus" in page.text
    assert len(page.all("blockquote")) == 2
    assert [s for _, s in statuses(row, session)] == ["proposed", "proposed"]


def test_what_is_accepted_together_is_said_to_be_unreviewed(client, base, document, row, session):
    bulk(client, document)
    assert all(f.automatic for f in row.findings)
    assert "comptés sans relecture" in client.get(f"{base}/result").text.lower()
    page = client.get(f"{document}/review?show=automatic")
    assert "2 passages ont été acceptés en bloc" in page.text
    client.post(f"{document}/findings/1", {"action": "accept"})
    session.expire_all()
    assert [f.automatic for f in row.findings] == [False, True]


def test_undoing_together_leaves_what_was_confirmed_since(client, document, row, session):
    bulk(client, document)
    session.expire_all()
    batch = row.findings[0].batch
    client.post(f"{document}/findings/1", {"action": "accept"})
    client.post(f"{document}/review/together/undo", {"batch": batch})
    assert [s for _, s in statuses(row, session)] == ["accepted", "proposed"]
    client.post(f"{document}/review/together/undo", {"batch": "none"})


def test_the_last_decision_undone_may_be_one_on_many(client, document, row, session):
    bulk(client, document)
    client.post(f"{document}/review/undo")
    assert [s for _, s in statuses(row, session)] == ["proposed", "proposed"]


@pytest.mark.parametrize("above", ["12", "100", "x", "-5", "90.5", "²"])
def test_a_score_that_is_none_is_refused_beside_its_field(client, document, above):
    page = client.get(f"{document}/review/together", 422, query_string={"above": above})
    assert "Écrivez un nombre entier de 50 à 99" in page.text


def test_nothing_is_accepted_when_other_passages_are_concerned_than_shown(
    client, document, row, session
):
    page = client.post(f"{document}/review/together", {"above": "50", "count": "7"}, 422)
    assert "Regardez de nouveau" in page.text
    assert [s for _, s in statuses(row, session)] == ["proposed", "proposed"]
