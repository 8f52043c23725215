"""Creating, describing, leaving and erasing a case."""

import sqlite3

from webapp.models import CaseRow


def test_a_new_case_is_listed_and_leads_to_its_relation(client):
    answer = client.post("/cases/new", {"title": "Livreuse de Lyon"})
    assert answer.location.endswith("/relation")
    assert "Livreuse de Lyon" in client.get("/").text


def test_a_case_without_a_name_is_refused_with_a_link_to_the_field(client):
    page = client.post("/cases/new", {"title": "  "}, status=422)
    assert "Nom du dossier : remplissez ce champ" in page.text
    assert "#title" in page.links
    assert page.title.startswith("Erreur")
    assert page.root.find(".//*[@id='errors']").get("role") == "alert"


def test_facts_before_the_law_are_refused(client):
    page = client.post("/cases/new", {"title": "x", "facts_to": "1980-01-01"}, status=422)
    assert "1996-11-13" in page.text


def test_facts_that_end_before_they_begin_are_refused(client):
    dates = {"facts_from": "2026-02-01", "facts_to": "2026-01-01"}
    page = client.post("/cases/new", {"title": "x", **dates}, status=422)
    assert "inversez les dates" in page.text


def test_a_date_that_is_none_is_refused(client):
    page = client.post("/cases/new", {"title": "x", "facts_to": "demain"}, status=422)
    assert "2026-03-01" in page.text


def test_name_and_dates_can_be_changed(client, base, row, session):
    client.post(f"{base}/edit", {"title": "Autre nom", "facts_from": "2025-01-01", "facts_to": ""})
    session.expire_all()
    assert (row.title, row.facts_from.isoformat(), row.facts_to) == (
        "Autre nom",
        "2025-01-01",
        None,
    )


def test_the_relation_is_kept_as_given(client, base, row, session):
    client.post(
        f"{base}/relation",
        {
            "platform_name": "Plateforme",
            "sector": "delivery",
            "intermediation": "multi_level",
            "role": ["worker", "fleet", "platform"],
            "level_name": ["", "Flotte SARL", "Plateforme"],
            "worker_reference": "T1",
            "worker_registered": "no",
            "action": "save",
        },
    )
    session.expire_all()
    assert row.sector == "delivery"
    assert row.worker_registered is False
    assert [level["role"] for level in row.chain] == ["worker", "fleet", "platform"]


def test_levels_are_added_and_removed_without_saving(client, base, row, session):
    form = {"sector": "other", "intermediation": "unknown", "worker_registered": "unknown"}
    levels = {"role": ["worker", "platform"], "level_name": ["", "P"]}
    page = client.post(f"{base}/relation", {**form, **levels, "action": "add"}, status=200)
    assert len([s for s in page.all("select") if s.get("name") == "role"]) == 3
    page = client.post(f"{base}/relation", {**form, **levels, "action": "remove-0"}, status=200)
    assert [i.get("value") for i in page.all("input") if i.get("name") == "level_name"] == ["P"]
    session.expire_all()
    assert row.chain == []


def test_registration_unknown_stays_unknown(client, base, row, session):
    form = {"sector": "other", "intermediation": "unknown", "worker_registered": "unknown"}
    client.post(f"{base}/relation", form)
    session.expire_all()
    assert row.worker_registered is None


def test_an_unknown_case_is_not_found(client):
    page = client.get("/cases/ffffffffffff", 404)
    assert "Il n’y a rien à cette adresse" in page.text


def test_deleting_asks_first(client, base):
    assert "Supprimer définitivement" in client.get(f"{base}/delete").text
    client.get(base)


def test_deleting_erases_rows_and_files(client, base, document, app, instance):
    assert [p for p in (instance / "files").rglob("*") if p.is_file()]
    client.post(f"{base}/delete")
    client.get(base, 404)
    assert [p for p in (instance / "files").rglob("*") if p.is_file()] == []
    database = sqlite3.connect(instance / "requalif.sqlite")
    for table in ("cases", "sources", "documents", "findings", "answers"):
        assert database.execute(f"select count(*) from {table}").fetchone() == (0,)
    database.close()


def test_terms_that_another_case_holds_too_are_kept(client, base, document, instance):
    from tests.webapp.conftest import TERMS

    other = client.post("/cases/new", {"title": "Autre"}).location.rsplit("/", 1)[0]
    client.post(f"{other}/documents/new", {"text": TERMS})
    client.post(f"{base}/delete")
    page = client.get(f"{other}/documents/2/review?show=all")
    assert "fixe seule le prix" in page.text


def test_progress_counts_what_is_there(client, base, document):
    page = client.get(base)
    assert "1 document" in page.text
    assert "2 passages à relire" in page.text
    assert "Réponses : 0 sur" in page.text
    assert "−1,00 … +1,00" in page.text


def test_what_helps_most_follows_the_state_of_the_case(client, base, app):
    assert "Décrire la relation" in client.get(base).text
    form = {"platform_name": "P", "sector": "other", "intermediation": "unknown",
            "worker_registered": "unknown"}  # fmt: skip
    client.post(f"{base}/relation", form)
    assert "Ajouter les conditions" in client.get(base).text
    client.post(f"{base}/documents/new", {"text": "La plateforme fixe seule le prix."})
    assert "Relire les passages" in client.get(base).text
    client.post(f"{base}/documents/1/findings/1", {"action": "reject"})
    assert "Répondre à ces questions" in client.get(base).text


def test_a_case_id_says_nothing_about_others(session):
    ids = []
    for _ in range(3):
        case = CaseRow(title="x")
        session.add(case)
        session.flush()
        ids.append(case.id)
    assert len({i[:6] for i in ids}) == 3
