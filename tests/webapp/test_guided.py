"""Three lengths, one question a page, in the engine's order with the reason."""

import pytest

import criteria
import rules
from rules.model import Answer, Case, Platform
from webapp import lengths

LAW = criteria.load()
LENGTHS = lengths.lengths()


def run(length, *answers, sector="delivery"):
    case = Case("x", platform=Platform(sector=sector), answers=answers)
    return lengths.run(LENGTHS[length], case, LAW, rules.assess(case, LAW))


def test_every_id_of_the_data_is_one_of_the_catalogue():
    sections = {s.id for s in LAW.sections} | {"*"}
    for length in LENGTHS.values():
        assert length.sections <= sections, length.id
        assert length.questions | length.without <= set(LAW.questions), length.id
    assert list(LENGTHS) == ["short", "full", "inspection"]


def test_the_lengths_differ_as_their_names_say():
    short, full, inspection = (run(name).total for name in LENGTHS)
    assert short <= 14 < inspection < full
    asked = [q for q in LAW.questions.values() if not q.sectors or "delivery" in q.sectors]
    assert full == len(asked)


def test_questions_come_in_the_order_of_the_engine():
    case = Case("x", platform=Platform(sector="delivery"))
    order = [n.question for n in rules.assess(case, LAW).next_questions]
    for name in LENGTHS:
        asks = [a.question.id for a in run(name).asks if a.reason != "nothing"]
        assert asks == [q for q in order if q in asks]


def test_progress_is_true_whatever_is_answered():
    answers = []
    before = run("short")
    for _ in range(14):
        following = before.next()
        if following is None:
            break
        value = following.question.choices[0].id if following.question.choices else "unknown"
        value = {"true": True, "false": False}.get(value, value)
        answers.append(Answer(following.question.id, value))
        before = run("short", *answers)
        assert len(before.answered) == len(answers)
        assert before.total <= 14
    assert before.asks == ()


def test_what_is_put_off_comes_last_and_comes_all_the_same():
    asks = run("short").asks
    first, second = asks[0].question.id, asks[1].question.id
    assert run("short").next(frozenset({first})).question.id == second
    assert run("short").next(frozenset(a.question.id for a in asks)) is not None


# -- the pages -------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("length", ["short", "full", "inspection"])
def test_each_length_asks_with_its_reason(client, base, length, lang):
    client.get(f"/language/{lang}", 302)
    page = client.get(f"{base}/guided/{length}")
    assert page.all("fieldset")
    assert ("Pourquoi maintenant" if lang == "fr" else "Why now") in page.text
    client.get(f"{base}/questions")


def form_of(page):
    """A sound answer to the one question of a page."""
    fields = {i.get("name"): i.get("value") for i in page.all("input") if i.get("type") == "hidden"}
    question = fields["question"]
    radios = [i for i in page.all("input") if i.get("type") == "radio"]
    if radios:
        return {**fields, f"a-{question}": radios[0].get("value"), "then": "next"}
    return {**fields, f"u-{question}": "1", "then": "next"}


def test_ten_minutes_lead_to_an_end_and_the_answers_are_the_cases(client, base, row, session):
    page = client.get(f"{base}/guided/short")
    for _ in range(15):
        if not page.all("fieldset"):
            break
        page = client.follow(client.post(f"{base}/guided/short", form_of(page)))
    assert "Tout est demandé" in page.text
    session.expire_all()
    assert 1 <= len(row.answers) <= 14
    assert "répon" in client.get(f"{base}/answers").text


def test_a_question_can_be_put_off_and_the_run_left(client, base):
    page = client.get(f"{base}/guided/full")
    form = {**form_of(page), "then": "later"}
    onward = client.post(f"{base}/guided/full", form)
    assert f"later={form['question']}" in onward.location
    following = client.follow(onward)
    assert form_of(following)["question"] != form["question"]
    left = client.post(f"{base}/guided/full", {**form_of(following), "then": "leave"})
    assert left.location == base


def test_no_answer_is_told_beside_the_question(client, base):
    page = client.get(f"{base}/guided/short")
    question = form_of(page)["question"]
    page = client.post(f"{base}/guided/short", {"question": question, "then": "next"}, 422)
    assert "Choisissez une réponse" in page.text
    client.post(f"{base}/guided/short", {"question": "nope"}, 400)
    client.get(f"{base}/guided/nope", 404)


def test_the_answers_page_says_what_is_left(client, base):
    client.post(f"{base}/questions/pay", {"a-paid": "unknown", "then": "leave"})
    page = client.get(f"{base}/answers")
    assert "1 question a une réponse. 1 réponse est « Je ne sais pas »" in page.text.replace(
        "\u202f", " "
    )
    assert "Thèmes non commencés" in page.text
    assert f"{base}/questions/direction" in page.links
