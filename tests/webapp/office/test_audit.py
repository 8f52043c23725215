"""The log: what is in it, what is not, and how each way of falsifying it is found."""

import json

import pytest
from sqlalchemy import delete, select, update

from tests.webapp.conftest import TERMS
from tests.webapp.office.conftest import sign_in
from webapp.db import db
from webapp.models import CaseRow
from webapp.office import audit
from webapp.office.models import AuditHeadRow, AuditRow


def entries(app):
    with app.app_context():
        return list(audit.entries())


def told(app):
    return [(e["user"], e["verb"], e["what"], e["case"]) for e in entries(app)]


def test_who_saw_and_who_changed_what_is_noted(app, client, nord, people, browser, case_id):
    browser("lea").get(f"{nord}/documents/1/review")
    client.post(f"{nord}/documents/1/findings/1", {"action": "accept"})
    found = told(app)
    assert (people["lea"], "saw", "review.show 1", case_id) in found
    assert (people["malik"], "changed", "review.decide 1 1", case_id) in found
    assert (people["malik"], "changed", "documents.new", case_id) in found
    assert (people["malik"], "changed", "home.new", case_id) in found
    assert (people["malik"], "signed_in", "", "") in found


def test_taking_data_out_is_told_apart_from_seeing(app, client, nord, people, case_id):
    client.get(f"{nord}/case.json")
    client.get(f"{nord}/everything.zip")
    found = told(app)
    assert (people["malik"], "exported", "exchange.export_json", case_id) in found
    assert (people["malik"], "exported", "keeping.everything", case_id) in found


def test_a_try_at_another_offices_case_is_noted_with_who_tried(app, nord, browser, people, case_id):
    browser("sam").flask.get(nord)
    assert (people["sam"], "refused", "case.overview", case_id) in told(app)


def test_a_refused_form_is_no_change(app, client, nord, case_id):
    before = len([e for e in entries(app) if e["verb"] == "changed"])
    client.post(f"{nord}/sources/new", {"kind": "testimony", "label": ""}, 422)
    assert len([e for e in entries(app) if e["verb"] == "changed"]) == before


def test_no_word_of_a_case_is_in_the_log(app, client, nord):
    client.post(f"{nord}/relation", {"platform_name": "Plateforme Secrète",
                "worker_reference": "Jeanne Exemple", "sector": "delivery",
                "intermediation": "simple", "worker_registered": "no"})  # fmt: skip
    client.get(f"{nord}/sources/t1")
    text = json.dumps(entries(app), ensure_ascii=False)
    for word in ("Jeanne", "Secr", "Essai", "On me dit", TERMS[:20], "malik"):
        assert word not in text


def test_a_change_and_its_entry_are_one_transaction(app, client, nord, case_id, monkeypatch):
    """When the entry cannot be written, the change is not made either."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.config["TESTING"] = False

    def fail(*_args, **_kwargs):
        raise RuntimeError("disk full")

    monkeypatch.setattr(audit, "digest", fail)
    answer = client.flask.post(f"{nord}/edit", data={"title": "Changé", "csrf_token": client.token})
    assert answer.status_code == 500
    monkeypatch.undo()
    with app.app_context():
        assert db.session.get(CaseRow, case_id).title == "Essai"


def test_what_cannot_be_noted_is_not_shown(app, client, nord, monkeypatch):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.config["TESTING"] = False

    def fail(*_args, **_kwargs):
        raise RuntimeError("disk full")

    monkeypatch.setattr(audit, "digest", fail)
    answer = client.flask.get(nord)
    assert answer.status_code == 500
    assert b"Essai" not in answer.data


def test_each_office_has_a_chain_of_its_own(app, nord, browser):
    browser("sam").get("/")
    chains = {}
    for entry in entries(app):
        chains.setdefault(entry["chain"], []).append(entry["n"])
    assert len(chains) >= 2
    assert all(ns == list(range(1, len(ns) + 1)) for ns in chains.values())


def test_entries_added_at_once_get_different_numbers(app, people):
    import threading

    def add():
        with app.app_context():
            for _ in range(10):
                audit.note("exported", "test", chain=7)
                db.session.commit()

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.app_context():
        assert audit.verify().breaks == ()
        assert audit.verify().heads[7][0] == 40


@pytest.fixture
def chain(app, people):
    """Ten entries of one chain."""
    with app.app_context():
        for number in range(10):
            audit.note("saw", f"case.overview {number}", chain=1, user_id=2)
        db.session.commit()
        assert audit.verify().breaks == ()


AT = AuditRow.chain == 1


def _rehash(n):
    row = db.session.scalar(select(AuditRow).where(AT, AuditRow.n == n))
    row.sha256 = audit.digest(audit.entry(row))


def _alter():
    db.session.execute(update(AuditRow).where(AT, AuditRow.n == 4).values(user_id=3))


def _alter_and_rehash():
    _alter()
    _rehash(4)


def _take_out():
    db.session.execute(delete(AuditRow).where(AT, AuditRow.n == 4))


def _take_out_and_renumber():
    _take_out()
    for n in range(5, 11):
        db.session.execute(update(AuditRow).where(AT, AuditRow.n == n).values(n=n - 1))


def _cut():
    db.session.execute(delete(AuditRow).where(AT, AuditRow.n > 7))


def _swap():
    for old, new in ((4, 99), (5, 4), (99, 5)):
        db.session.execute(update(AuditRow).where(AT, AuditRow.n == old).values(n=new))


def _take_all():
    db.session.execute(delete(AuditRow).where(AT))


@pytest.mark.parametrize(("falsify", "n", "kind"), [
    (_alter, 4, "altered"),
    (_alter_and_rehash, 5, "unlinked"),
    (_take_out, 4, "missing"),
    (_take_out_and_renumber, 4, "unlinked"),
    (_cut, 8, "cut"),
    (_swap, 4, "unlinked"),
    (_take_all, 1, "cut"),
])  # fmt: skip
def test_each_way_of_falsifying_is_found_with_its_place(app, chain, falsify, n, kind):
    with app.app_context():
        falsify()
        db.session.commit()
        assert audit.verify().breaks == (audit.Break(1, n, kind),)


@pytest.mark.parametrize("field", ["at", "user_id", "verb", "what", "case_id"])
def test_every_part_of_an_entry_is_under_the_hash(app, chain, field):
    value = 9 if field == "user_id" else "9"
    with app.app_context():
        db.session.execute(update(AuditRow).where(AT, AuditRow.n == 6).values({field: value}))
        db.session.commit()
        assert audit.verify().breaks == (audit.Break(1, 6, "altered"),)


def test_a_wholly_rewritten_chain_is_found_by_an_export_kept_elsewhere(app, chain):
    with app.app_context():
        kept = {e["sha256"] for e in audit.entries(1)}
        head = audit.verify().heads[1][1]
        db.session.execute(delete(AuditRow).where(AT))
        db.session.execute(delete(AuditHeadRow).where(AuditHeadRow.chain == 1))
        audit.note("saw", "something else", chain=1)
        db.session.commit()
        assert audit.verify().breaks == ()
        assert head not in {e["sha256"] for e in audit.entries()}
        assert not kept & {e["sha256"] for e in audit.entries()}


def test_an_exported_log_can_be_checked_without_the_database(app, anne):
    anne.get("/office")
    data = anne.get("/office/log.jsonl").data
    found = audit.check(audit.load(data))
    assert found.breaks == ()
    lines = data.splitlines(keepends=True)
    assert audit.check(audit.load(b"".join(lines[:1] + lines[2:]))).breaks


@pytest.mark.parametrize("data", [
    b"", b"{}", b"no", b'{"format": "requalif-log/1"}\n[]',
    b'{"format": "requalif-log/1"}\n{"n": 1}',
])  # fmt: skip
def test_a_file_that_is_no_log_is_refused_with_its_line(data):
    from webapp.errors import UserError

    with pytest.raises(UserError) as raised:
        audit.load(data, "log.jsonl")
    assert raised.value.code == "not_a_log"


def test_administrators_read_their_offices_log_and_are_told_when_it_is_broken(
    app, nord, anne, browser, people
):
    browser("sam").flask.get(nord)
    page = anne.get("/office/log")
    assert "se suivent sans rupture" in page.text
    assert "malik" in page.text
    assert "sam" not in [e.text for e in page.all("bdi")]
    with app.app_context():
        db.session.execute(update(AuditRow).where(AT, AuditRow.n == 2).values(user_id=99))
        db.session.commit()
    assert "Le journal est rompu" in anne.get("/office/log").text
    anne.get("/office/log?page=999")


def test_a_log_cut_at_its_end_is_seen_on_its_first_page(app, chain, anne):
    with app.app_context():
        db.session.execute(delete(AuditRow).where(AT, AuditRow.n > 7))
        db.session.commit()
        rows = db.session.scalars(select(AuditRow).where(AT).order_by(AuditRow.n.desc())).all()
        assert audit.check_piece(rows) == audit.Break(1, 8, "cut")
        assert audit.check_piece(rows[2:5]) is None
        assert audit.check_piece(rows[:1] + rows[2:]).kind == "missing"


def test_signing_in_and_out_is_noted(app, stranger, people):
    sign_in(stranger, "malik")
    stranger.post("/sign-out")
    assert [e["verb"] for e in entries(app)][-2:] == ["signed_in", "signed_out"]


def test_every_verb_has_words_in_the_log(app):
    from webapp.views.office import VERBS

    assert set(VERBS) == set(audit.VERBS)


def test_the_number_of_somebody_who_left_is_never_given_again(app, people):
    """Else the log would lay the deeds of one person at another's door."""
    from webapp.office import keeping
    from webapp.office import people as office_people
    from webapp.office.models import UserRow

    with app.app_context():
        sud = office_people.office_named("Sud")
        db.session.delete(db.session.get(UserRow, people["zoe"]))
        db.session.commit()
        new = office_people.add(sud, "yann", "une suite de mots", "member")
        db.session.flush()
        assert new.id > max(people.values())
        gone = sud.id
        keeping.erase_office(sud)
        assert office_people.office_named("Ouest", create=True).id > gone
        db.session.commit()
        assert audit.verify().breaks == ()
