"""The clauses of a document, what was found in them, and the person's decisions."""

import criteria

PRICE = criteria.load().indicators["price_set_by_platform"].label.fr


def statuses(row, session):
    session.expire_all()
    return [(f.indicator, f.status) for f in row.findings]


def test_an_upload_leads_to_the_review_with_the_words_marked(client, document):
    answer = client.get(document, 302)
    page = client.get(answer.location)
    assert [m.text for m in page.all("mark")] == ["fixe seule le prix", "libre de refuser"]
    assert "Article 1 – Prix" in page.text
    assert PRICE in page.text
    assert "2 passages restent à relire" in page.text


def test_what_is_proposed_does_not_count_until_accepted(client, base, document):
    assert "fixe seule le prix" not in client.get(f"{base}/findings").text
    answer = client.post(f"{document}/findings/1", {"action": "accept"})
    assert answer.location.endswith("#clause-0")
    assert "fixe seule le prix" in client.get(f"{base}/findings").text


def test_a_decision_can_be_undone_from_the_page_it_leads_to(client, document, row, session):
    page = client.follow(client.post(f"{document}/findings/1", {"action": "reject"}))
    assert "Annuler cette décision" in page.text
    client.post(f"{document}/findings/1", {"action": "undo"})
    assert statuses(row, session)[0] == ("price_set_by_platform", "proposed")


def test_a_corrected_label_counts_and_undoing_restores_the_readers(client, document, row, session):
    form = {"indicator": "work_instructions", "state": "present"}
    client.post(f"{document}/findings/1/label", form)
    assert statuses(row, session)[0] == ("work_instructions", "accepted")
    assert "corrigé" in client.get(f"{document}/review?show=accepted").text
    client.post(f"{document}/findings/1", {"action": "undo"})
    assert statuses(row, session)[0] == ("price_set_by_platform", "proposed")


def test_a_missed_indicator_is_added_with_the_words_of_its_clause(client, document, row, session):
    form = {"indicator": "remuneration_paid", "state": "present"}
    client.post(f"{document}/clauses/2/label", form)
    session.expire_all()
    added = row.findings[-1]
    assert (added.origin, added.status, added.source_key) == ("person", "accepted", "d1")
    assert added.quote == "Le paiement intervient sous 15 jours."
    assert added.heading == "Article 2 – Liberté"
    client.post(f"{document}/findings/{added.id}", {"action": "undo"})
    assert len(statuses(row, session)) == 2


def test_filters_show_what_they_say(client, document):
    client.post(f"{document}/findings/1", {"action": "accept"})
    client.post(f"{document}/findings/2", {"action": "reject"})
    for show, clauses in (("todo", 0), ("accepted", 1), ("rejected", 1), ("found", 2), ("all", 3)):
        assert len(client.get(f"{document}/review?show={show}").all("article")) == clauses, show


def test_htmx_gets_the_clause_and_the_count(client, document):
    page = client.post(
        f"{document}/findings/1", {"action": "accept"}, 200, headers={"HX-Request": "true"}
    )
    assert page.root.find(".//article").get("id") == "clause-0"
    status = page.root.find(".//*[@id='review-status']")
    assert "1 passage reste à relire" in "".join(status.itertext())
    assert not page.all("h1")


def test_a_long_document_is_shown_by_pages(client, base):
    text = "\n".join(f"La plateforme fixe seule le prix n° {n}." for n in range(100))
    client.post(f"{base}/documents/new", {"text": text})
    page = client.get(f"{base}/documents/1/review")
    assert len(page.all("article")) == 40
    page = client.get(f"{base}/documents/1/review?show=todo&page=3")
    assert len(page.all("article")) == 20
    client.get(f"{base}/documents/1/review?show=todo&page=99")
    client.get(f"{base}/documents/1/review?show=nope&page=x")


def test_an_unknown_action_or_finding_is_refused(client, base, document):
    client.post(f"{document}/findings/1", {"action": "burn"}, status=400)
    client.post(f"{document}/findings/99", {"action": "accept"}, status=404)
    client.get(f"{document}/clauses/99/label", 404)
    client.post(f"{document}/findings/1/label", {"indicator": "nope", "state": "present"}, 422)


def test_the_original_comes_back_byte_for_byte(client, base):
    import io

    data = "Clé : la plateforme fixe seule le prix.\r\nFin\r\n".encode()
    form = {"file": (io.BytesIO(data), "../../étrange nom?.md")}
    client.post(f"{base}/documents/new", form, content_type="multipart/form-data")
    response = client.get(f"{base}/documents/1/original")
    assert response.data == data
    assert response.mimetype == "application/octet-stream"
    assert ".." not in response.headers["Content-Disposition"]


def test_deleting_a_document_erases_its_file_text_and_findings(client, base, document, instance):
    client.post(f"{document}/findings/1", {"action": "accept"})
    assert "1 constat accepté serait perdu" in client.get(f"{document}/delete").text
    client.post(f"{document}/delete")
    assert [p for p in (instance / "files").rglob("*") if p.is_file()] == []
    assert "Pas encore de constat" in client.get(f"{base}/findings").text
