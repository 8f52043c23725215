"""How long cases are kept; erasing them so that nothing is left."""

import datetime as dt

import pytest

from webapp.db import db
from webapp.models import CaseRow
from webapp.office import audit, keeping
from webapp.office import people as office_people


@pytest.mark.parametrize(("start", "months", "end"), [
    ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"),
    ("2026-11-25", 36, "2029-11-25"), ("2026-12-31", 6, "2027-06-30"),
])  # fmt: skip
def test_months_end_on_a_day_that_exists(start, months, end):
    found = keeping.in_months(months, dt.date.fromisoformat(start))
    assert found == dt.date.fromisoformat(end)


def test_a_new_case_takes_the_rule_of_its_office(app, anne, client):
    anne.get("/office")
    anne.post("/office", {"name": "Nord", "keep_months": "24"})
    case_id = client.post("/cases/new", {"title": "Neuf"}).location.split("/")[2]
    with app.app_context():
        row = db.session.get(CaseRow, case_id)
        assert row.keep_until == keeping.in_months(24)


def test_a_case_past_its_day_is_listed_and_nothing_is_erased_by_itself(client, nord, browser):
    client.get(f"{nord}/keeping")
    client.post(f"{nord}/keeping", {"keep_until": "2020-01-01"})
    page = client.get("/keeping")
    assert page.text.index("Au-delà de leur terme") < page.text.index("Essai")
    assert f"{nord}/delete" in page.links
    assert f"{nord}/delete" not in browser("lea").get("/keeping").links
    client.get(nord)
    client.post(f"{nord}/keeping", {"keep_until": ""})
    assert "Aucun dossier n’est au-delà" in client.get("/keeping").text


def test_a_day_that_is_none_is_refused_beside_its_field(client, nord):
    page = client.post(f"{nord}/keeping", {"keep_until": "demain"}, 422)
    assert "2026-03-01" in page.text


SECRETS = (b"Secret de T1", b"fixe seule le prix", b"On me dit quoi", b"Jeanne Exemple")


def everywhere(instance):
    return b"".join(p.read_bytes() for p in sorted(instance.rglob("*")) if p.is_file())


def test_erasing_leaves_no_word_on_the_disk_and_the_log_keeps_the_fact(
    app, instance, client, nord, case_id, people
):
    client.post(f"{nord}/relation", {"worker_reference": "Jeanne Exemple", "sector": "delivery",
                "intermediation": "simple", "worker_registered": "no"})  # fmt: skip
    before = everywhere(instance)
    assert all(secret in before for secret in SECRETS)
    client.get(f"{nord}/delete")
    client.post(f"{nord}/delete")
    after = everywhere(instance)
    assert [secret for secret in SECRETS if secret in after] == []
    assert not [p for p in (instance / "files").rglob("*") if p.is_file()]
    with app.app_context():
        last = list(audit.entries(1))
        assert {"verb": "erased", "case": case_id, "user": people["malik"]}.items() <= (
            last[-1].items()
        )
        assert audit.verify().breaks == ()


def test_a_file_that_another_case_holds_stays(app, instance, client, nord, browser):
    from tests.webapp.conftest import TERMS

    other = browser("sam")
    at = other.post("/cases/new", {"title": "Autre"}).location.rpartition("/")[0]
    other.post(f"{at}/documents/new", {"text": TERMS, "title": "Les mêmes"})
    client.post(f"{nord}/delete")
    assert b"fixe seule le prix" in everywhere(instance)
    assert "fixe seule" in other.get(f"{at}/documents/2/review?show=all").text


def test_erasing_an_office_leaves_its_log_only(app, instance, client, nord, browser):
    browser("sam").post("/cases/new", {"title": "Chez Sud"})
    with app.app_context():
        assert keeping.erase_office(office_people.office_named("Nord")) == 1
        assert [c.title for c in db.session.query(CaseRow)] == ["Chez Sud"]
        assert list(audit.entries(1))[-1]["what"] == "office 1"
        assert audit.verify().breaks == ()
    after = everywhere(instance)
    assert [secret for secret in SECRETS if secret in after] == []
    assert client.flask.get("/").status_code == 302
