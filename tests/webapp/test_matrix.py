"""Who says what: contradictions in view, statements that open at their words."""

import pytest


def say(client, base, indicator, state, kind="practice", source=""):
    form = {"indicator": indicator, "state": state, "kind": kind, "source_key": source}
    client.post(f"{base}/findings/new", form)


@pytest.fixture
def heard(client, base, document):
    """Terms, two workers who contradict each other, an answer."""
    for label in ("W1", "W2"):
        client.post(f"{base}/sources/new", {"kind": "testimony", "label": label})
    say(client, base, "work_instructions", "present", source="t1")
    say(client, base, "work_instructions", "absent", source="t2")
    client.post(f"{document}/findings/2", {"action": "accept"})
    say(client, base, "free_to_refuse", "absent", source="t1")
    client.post(f"{base}/questions/pay", {"a-paid": "true", "source": "t2", "then": "leave"})
    return base


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_matrix_is_sound_empty_and_filled(client, case_id, heard, lang):
    client.get(f"/language/{lang}", 302)
    for show in ("all", "paper_practice", "sources", "nope"):
        client.get(f"{heard}/matrix?show={show}")
    empty = client.post("/cases/new", {"title": "x"}).location.removesuffix("/relation")
    client.get(f"{empty}/matrix")


def test_contradictions_can_be_looked_at_alone(client, heard):
    rows = len(client.get(f"{heard}/matrix").all("td"))
    page = client.get(f"{heard}/matrix?show=paper_practice")
    assert "écrit ≠ pratique" in page.text
    assert len([r for r in page.all("tr") if r.get("class") == "contradicted"]) == 1
    page = client.get(f"{heard}/matrix?show=sources")
    assert "sources en désaccord" in page.text
    assert len(page.all("td")) < rows


def test_what_is_not_reviewed_is_shown_as_such(client, heard):
    assert "écrit, non relu" in client.get(f"{heard}/matrix").text


def test_a_finding_opens_at_its_words_in_the_document(client, heard):
    at = client.get(f"{heard}/findings/2/words", 302).location
    assert at == f"{heard}/documents/1/clauses/1"
    assert client.get(at, 302).location.endswith("#clause-1")


def test_a_finding_without_a_document_opens_in_the_list(client, heard):
    at = client.get(f"{heard}/findings/3/words", 302).location
    assert at == f"{heard}/findings#finding-3"
    assert 'id="finding-3"' in client.get(f"{heard}/findings").html
    client.get(f"{heard}/findings/99/words", 404)


def test_an_answer_opens_at_its_question(client, heard):
    links = client.get(f"{heard}/matrix").links
    assert f"{heard}/questions/pay?source=t2#q-paid" in links
