"""A private address: the worker answers, sees nothing else; nothing counts before acceptance."""

import datetime as dt

import pytest

from tests.webapp.conftest import Client
from tests.webapp.test_guided import form_of
from webapp import db, links
from webapp.models import CaseRow, WorkerLinkRow

NEW = {"source": "+", "label": "W7", "length": "short", "days": "7", "language": "fr"}


@pytest.fixture
def made(client, base):
    """The address of a new link, as its maker sees it once."""
    page = client.post(f"{base}/links/new", NEW, 200)
    address = next(i.get("value") for i in page.all("input") if i.get("id") == "address")
    assert address.startswith("http://localhost/w/")
    return address.removeprefix("http://localhost")


@pytest.fixture
def peek(app, case_id):
    """What is stored, looked at between requests: a context that stays open would make two
    browsers share one token."""

    def look(of):
        with app.app_context():
            return of(db.db.session.get(CaseRow, case_id))

    return look


@pytest.fixture
def worker(app):
    """Somebody else's browser: no session of the office."""
    return Client(app)


def answer(worker, made, times=1):
    for _ in range(times):
        page = worker.get(f"{made}/questions")
        worker.token = form_of(page)["csrf_token"]
        worker.post(f"{made}/questions", form_of(page))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_page_on_both_sides_is_sound(client, worker, base, made, lang):
    client.get(f"/language/{lang}", 302)
    worker.get(f"/language/{lang}", 302)
    worker.get(made)
    worker.get(f"{made}/answers")
    answer(worker, made, 2)
    for path in (made, f"{made}/questions", f"{made}/answers"):
        assert worker.get(path).root.get("lang") == lang
    for path in ("/links", "/links/new", "/links/1", "/questions", "/sources"):
        client.get(base + path)


def test_the_secret_is_stored_only_as_its_hash(made, session):
    token = made.removeprefix("/w/")
    link = session.query(WorkerLinkRow).one()
    assert link.token_sha256 == links.hashed(token)
    values = [str(getattr(link, c.name)) for c in WorkerLinkRow.__table__.columns]
    assert not any(token in value for value in values)


def test_the_worker_sees_nothing_else(client, worker, base, made):
    client.post(f"{base}/relation", {"platform_name": "Secrète SARL", "sector": "delivery",
                                     "intermediation": "unknown", "worker_reference": "Zoé",
                                     "worker_registered": "unknown"})  # fmt: skip
    answer(worker, made)
    for path in (made, f"{made}/questions", f"{made}/answers"):
        page = worker.get(path)
        for secret in ("Secrète", "Zoé", "Essai", "W7", base):
            assert secret not in page.html
        own = ("/w/", "#", "/language/")
        assert [link for link in page.links if not link.startswith(own)] == []
        assert worker.get(path, check=False).headers["Referrer-Policy"] == "no-referrer"


def test_other_peoples_answers_do_not_show_in_the_order_of_the_questions(
    client, worker, base, made
):
    first = form_of(worker.get(f"{made}/questions"))["question"]
    client.post(f"{base}/questions/pay", {"a-paid": "true", "then": "leave"})
    client.post(f"{base}/questions/situation", {"a-work_done": "true", "then": "leave"})
    assert form_of(worker.get(f"{made}/questions"))["question"] == first


def answers_of(row):
    return [(a.source_key, a.question, a.value) for a in row.answers]


def first(row):
    given = row.links[0].answers[0]
    return given.question, given.status


def test_answers_wait_and_do_not_count_before_they_are_accepted(client, worker, base, made, peek):
    answer(worker, made, 2)
    assert peek(answers_of) == []
    assert "2 réponses attendent votre décision" in client.get(f"{base}/questions").text
    client.post(f"{base}/links/1/answers", {"action": "accept:1"})
    assert peek(answers_of) == [("t1", peek(first)[0], True)]
    client.post(f"{base}/links/1/answers", {"action": "accept:all"})
    assert len(peek(answers_of)) == 2
    assert peek(lambda row: row.sources[0].label) == "W7"


def test_a_decision_is_undone_and_what_it_replaced_put_back(client, worker, base, made, peek):
    answer(worker, made)
    question = peek(first)[0]
    section = "pay" if question == "paid" else "situation"
    form = {f"a-{question}": "unknown", "source": "t1", "then": "leave"}
    client.post(f"{base}/questions/{section}", form)
    assert "que celle-ci remplacerait" in client.get(f"{base}/links/1").text
    client.post(f"{base}/links/1/answers", {"action": "accept:1"})
    assert peek(answers_of) == [("t1", question, True)]
    client.post(f"{base}/links/1/answers", {"action": "undo:1"})
    assert peek(answers_of) == [("t1", question, "unknown")]
    client.post(f"{base}/links/1/answers", {"action": "reject:1"})
    assert "rejeté" in client.get(f"{base}/links/1").text


def test_an_answer_changed_after_its_acceptance_waits_again(client, worker, base, made, peek):
    answer(worker, made)
    client.post(f"{base}/links/1/answers", {"action": "accept:1"})
    question = peek(first)[0]
    page = worker.get(f"{made}/questions/{question}")
    worker.token = form_of(page)["csrf_token"]
    form = {**form_of(page), f"a-{question}": "false"}
    assert worker.post(f"{made}/questions/{question}", form).location.endswith("/answers")
    assert peek(first) == (question, "waiting")
    assert peek(answers_of) == []


def test_the_worker_hands_in_and_is_thanked(client, worker, base, made):
    answer(worker, made)
    page = worker.get(f"{made}/answers")
    worker.token = next(i.get("value") for i in page.all("input") if i.get("name") == "csrf_token")
    page = worker.follow(worker.post(f"{made}/answers"))
    assert "Merci" in page.text
    assert "remises" in client.get(f"{base}/links").text


def test_a_revoked_an_expired_and_an_unknown_address_are_answered_alike(
    client, worker, base, made, peek
):
    def expire(row):
        row.links[0].revoked_at = None
        row.links[0].expires_at = links.now() - dt.timedelta(seconds=1)
        db.db.session.commit()

    unknown = worker.get("/w/nothing", 404)
    client.post(f"{base}/links/1/revoke")
    for path in (made, f"{made}/questions", f"{made}/answers"):
        assert worker.get(path, 404).own_text() == unknown.own_text()
    peek(expire)
    assert worker.get(made, 404).own_text() == unknown.own_text()
    assert "expirée" in client.get(f"{base}/links").text


def test_erasing_the_case_closes_its_addresses(client, worker, base, made):
    answer(worker, made)
    client.post(f"{base}/delete")
    worker.get(made, 404)


def test_a_question_that_was_not_offered_is_not_taken(worker, made, peek):
    page = worker.get(f"{made}/questions")
    worker.token = form_of(page)["csrf_token"]
    form = {"question": "collective_agreement", "a-collective_agreement": "x", "then": "next"}
    worker.post(f"{made}/questions", form)
    worker.get(f"{made}/questions/collective_agreement", 302)
    assert peek(lambda row: row.links[0].answers) == []


def test_an_empty_answer_is_told_and_a_question_can_wait(worker, made):
    page = worker.get(f"{made}/questions")
    worker.token = form_of(page)["csrf_token"]
    question = form_of(page)["question"]
    page = worker.post(f"{made}/questions", {"question": question, "then": "next"}, 422)
    assert "Choisissez une réponse" in page.text
    later = worker.post(f"{made}/questions", {"question": question, "then": "later"})
    assert form_of(worker.follow(later))["question"] != question


@pytest.mark.parametrize(
    "wrong",
    [{"label": " "}, {"days": "400"}, {"length": "x"}, {"source": "t9"}, {"language": "de"}],
)
def test_a_wrong_form_makes_no_address(client, base, row, wrong):
    client.post(f"{base}/links/new", {**NEW, **wrong}, 422)
    assert row.links == []
    assert row.sources == []


def test_decisions_that_make_no_sense_are_refused(client, base, made):
    client.post(f"{base}/links/1/answers", {"action": "burn:1"}, 400)
    client.post(f"{base}/links/1/answers", {"action": "accept:77"}, 400)
    client.get(f"{base}/links/99999999999", 404)
    other = client.post("/cases/new", {"title": "x"}).location.removesuffix("/relation")
    client.get(f"{other}/links/1", 404)
