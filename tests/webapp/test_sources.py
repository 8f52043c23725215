"""Sources and findings made by hand."""


def add(client, base, kind="testimony", label="T1"):
    return client.post(f"{base}/sources/new", {"kind": kind, "label": label, "date": ""})


FINDING = {
    "indicator": "work_instructions",
    "state": "present",
    "kind": "practice",
    "source_key": "",
    "quote": "",
    "note": "",
}


def test_sources_get_short_ids_by_kind(client, base, row, session):
    add(client, base)
    add(client, base, "observation", "Visite")
    add(client, base, "testimony", "T2")
    session.expire_all()
    assert [s.key for s in row.sources] == ["t1", "o1", "t2"]


def test_a_source_needs_a_kind_and_a_title(client, base):
    page = client.post(f"{base}/sources/new", {"label": ""}, status=422)
    assert "#kind-0" in page.links
    assert "#label" in page.links


def test_a_source_can_be_changed(client, base, row, session):
    add(client, base)
    client.post(f"{base}/sources/t1", {"kind": "testimony", "label": "W9", "date": "2026-01-02"})
    session.expire_all()
    assert (row.sources[0].label, row.sources[0].date.isoformat()) == ("W9", "2026-01-02")


def test_statements_outlive_their_source(client, base, row, session):
    add(client, base)
    client.post(f"{base}/findings/new", {**FINDING, "source_key": "t1"})
    assert "1 déclaration s’y rapporte" in client.get(f"{base}/sources/t1/delete").text
    client.post(f"{base}/sources/t1/delete")
    session.expire_all()
    assert row.sources == []
    assert [f.source_key for f in row.findings] == [""]


def test_an_answer_also_given_without_a_source_is_named_before_it_is_lost(
    client, base, row, session
):
    add(client, base)
    for source, value in (("", "true"), ("t1", "false")):
        form = {"a-q_pay_money": value, "source": source}
        client.post(f"{base}/answers/{_question()}", {f"a-{_question()}": value, "source": source})
        assert form
    page = client.get(f"{base}/sources/t1/delete")
    assert "1 de ses réponses est perdue" in page.text
    client.post(f"{base}/sources/t1/delete")
    session.expire_all()
    assert [(a.source_key, a.value) for a in row.answers] == [("", True)]


def _question():
    import criteria

    return next(q.id for q in criteria.load().questions.values() if q.type == "yes_no")


def test_the_source_of_a_document_goes_with_the_document_only(client, base, document):
    assert client.get(f"{base}/sources/d1/delete", 302).location == f"{base}/documents"
    client.post(f"{document}/delete")
    assert "Pas encore de source" in client.get(f"{base}/sources").text


def test_a_finding_counts_at_once(client, base):
    client.post(f"{base}/findings/new", {**FINDING, "quote": "On me surveille."})
    assert "On me surveille." in client.get(f"{base}/findings").text
    assert "On me surveille." in client.get(f"{base}/result").text


def test_a_finding_needs_an_indicator_of_the_catalogue(client, base):
    page = client.post(f"{base}/findings/new", {**FINDING, "indicator": "nope"}, status=422)
    assert "#indicator" in page.links
    client.post(f"{base}/findings/new", {**FINDING, "indicator": ""}, status=422)


def test_a_finding_can_be_changed_and_deleted(client, base, row, session):
    client.post(f"{base}/findings/new", FINDING)
    client.post(f"{base}/findings/1", {**FINDING, "state": "absent"})
    session.expire_all()
    assert row.findings[0].state == "absent"
    client.post(f"{base}/findings/1/delete")
    session.expire_all()
    assert row.findings == []


def test_a_finding_of_another_case_is_not_found(client, base):
    client.post(f"{base}/findings/new", FINDING)
    other = client.post("/cases/new", {"title": "Autre"}).location.rsplit("/", 1)[0]
    client.get(f"{other}/findings/1", 404)
    client.post(f"{other}/findings/1/delete", status=404)


def test_setting_aside_what_was_read_keeps_it_among_the_rejected(client, base, document):
    client.post(f"{document}/findings/1", {"action": "accept"})
    client.post(f"{base}/findings/1/delete")
    assert "fixe seule le prix" in client.get(f"{document}/review?show=rejected").text


def test_deleting_a_source_says_what_refers_to_it(client, base):
    client.post(f"{base}/sources/new", {"kind": "testimony", "label": "T1"})
    assert "Aucune déclaration ne s’y rapporte." in client.get(f"{base}/sources/t1/delete").text
    client.post(f"{base}/findings/new", {**FINDING, "source_key": "t1"})
    assert "1 déclaration s’y rapporte" in client.get(f"{base}/sources/t1/delete").text


def test_what_is_missing_is_named_in_the_list_of_faults(client, base):
    page = client.post(f"{base}/findings/new", {}, status=422)
    assert "Indice : choisissez une des réponses." in page.text
    assert "État : choisissez une des réponses." in page.text
