"""Answering, leaving, coming back; what each answer changes."""

from concurrent.futures import ThreadPoolExecutor

import pytest

import criteria

LAW = criteria.load()
YES_NO = next(q for q in LAW.questions.values() if q.type == "yes_no" and not q.sectors)
CHOICE = next(q for q in LAW.questions.values() if q.type == "choice" and not q.sectors)
NUMBER = next(q for q in LAW.questions.values() if q.type in ("number", "money") and not q.sectors)
DATE = next(q for q in LAW.questions.values() if q.type == "date" and not q.sectors)
#: A question whose answer bears on the result.
TELLING = next(
    q for q in LAW.questions.values() if "work_instructions" in q.indicators and q.type == "yes_no"
)


def answers(row, session):
    session.expire_all()
    return {a.question: a.value for a in row.answers}


def test_the_most_useful_topic_comes_first(client, base):
    page = client.get(f"{base}/questions")
    firsts = [li for li in page.all("li") if "pourrait fixer" in "".join(li.itertext())
              or "préciserait" in "".join(li.itertext())]  # fmt: skip
    assert firsts, "something is useful in an empty case"
    topics = page.root.find(".//ol[@class='topics']")
    assert "ne change rien" not in "".join(topics[0].itertext())


def test_each_question_has_its_help_its_reason_its_exhibits_and_unknown(client, base):
    for section in {q.section for q in LAW.questions.values()}:
        page = client.get(f"{base}/questions/{section}")
        for question in LAW.questions.values():
            if question.section == section and not question.sectors:
                field = page.root.find(f".//*[@id='q-{question.id}']")
                said = "".join(field.itertext())
                assert question.text.fr in said
                assert question.help.fr in said
                assert question.why.fr in said
                assert all(e.fr in said for e in question.exhibits)
                assert "Je ne sais pas" in said


def test_a_topic_is_saved_whole_and_shows_what_it_changed(client, base, row, session):
    page = client.follow(
        client.post(f"{base}/questions/{TELLING.section}", {f"a-{TELLING.id}": "true"})
    )
    assert answers(row, session) == {TELLING.id: True}
    assert "1 réponse est enregistrée" in page.text
    assert LAW.indicators["work_instructions"].label.fr in page.text
    assert "inconnu" in page.text.lower()


def test_unknown_is_an_answer_and_changes_nothing(client, base, row, session):
    page = client.follow(
        client.post(f"{base}/questions/{TELLING.section}", {f"a-{TELLING.id}": "unknown"})
    )
    assert answers(row, session) == {TELLING.id: "unknown"}
    assert "Seule, elle ne change rien" in page.text


def test_one_may_leave_and_find_answers_and_notes_again(client, base):
    form = {f"a-{YES_NO.id}": "false", f"n-{YES_NO.id}": "Vu le 3 mars.", "then": "leave"}
    answer = client.post(f"{base}/questions/{YES_NO.section}", form)
    assert answer.location == base
    page = client.get(f"{base}/questions/{YES_NO.section}")
    held = [
        i
        for i in page.all("input")
        if i.get("name") == f"a-{YES_NO.id}" and i.get("checked") is not None
    ]
    assert [i.get("value") for i in held] == ["false"]
    assert "Vu le 3 mars." in page.root.find(f".//*[@id='n-{YES_NO.id}']").text


@pytest.mark.parametrize(
    ("raw", "value"),
    [("12", 12), ("12,5", 12.5), ("1 234,50", 1234.5), ("1\u202f234", 1234), ("1,234.5", 1234.5)],
)
def test_numbers_are_read_as_people_write_them(client, base, row, session, raw, value):
    client.post(f"{base}/questions/{NUMBER.section}", {f"a-{NUMBER.id}": raw})
    assert answers(row, session) == {NUMBER.id: value}


def test_an_english_comma_groups_thousands_and_a_french_one_does_not(client, base, row, session):
    form = {f"a-{NUMBER.id}": "1,234"}
    client.post(f"{base}/questions/{NUMBER.section}", form)
    assert answers(row, session) == {NUMBER.id: 1.234}
    client.get("/language/en", 302)
    client.post(f"{base}/questions/{NUMBER.section}", form)
    assert answers(row, session) == {NUMBER.id: 1234}


@pytest.mark.parametrize("raw", ["douze", "-3", "1e999", "nan", "inf", "12 ou 13"])
def test_what_is_no_number_is_refused_and_nothing_is_saved(client, base, row, session, raw):
    form = {f"a-{NUMBER.id}": raw}
    page = client.post(f"{base}/questions/{NUMBER.section}", form, status=422)
    assert f"#a-{NUMBER.id}" in page.links
    assert "Écrivez un nombre" in page.text
    assert answers(row, session) == {}


def test_a_wrong_date_or_choice_is_refused(client, base, row, session):
    client.post(f"{base}/questions/{DATE.section}", {f"a-{DATE.id}": "31/02/2026"}, status=422)
    client.post(f"{base}/questions/{CHOICE.section}", {f"a-{CHOICE.id}": "nope"}, status=422)
    client.post(f"{base}/questions/{YES_NO.section}", {f"a-{YES_NO.id}": "peut-être"}, status=422)
    assert answers(row, session) == {}


def test_an_answer_and_unknown_together_are_refused_and_neither_is_lost_silently(
    client, base, row, session
):
    form = {f"a-{NUMBER.id}": "12", f"u-{NUMBER.id}": "1"}
    page = client.post(f"{base}/questions/{NUMBER.section}", form, status=422)
    assert "pas les deux" in page.text
    assert page.root.find(f".//*[@id='a-{NUMBER.id}']").get("value") == "12"
    assert answers(row, session) == {}


def test_a_note_alone_asks_for_an_answer(client, base):
    form = {f"n-{YES_NO.id}": "À vérifier"}
    page = client.post(f"{base}/questions/{YES_NO.section}", form, status=422)
    assert "en est une" in page.text


def test_an_answer_can_be_cleared_without_losing_the_others(client, base, row, session):
    topic = [q for q in LAW.questions.values() if q.section == YES_NO.section and not q.sectors]
    other = next(q for q in topic if q.type == "yes_no" and q.id != YES_NO.id)
    form = {f"a-{YES_NO.id}": "true", f"a-{other.id}": "true"}
    client.post(f"{base}/questions/{YES_NO.section}", form)
    answer = client.post(f"{base}/questions/{YES_NO.section}", {**form, "clear": YES_NO.id})
    assert answer.location.endswith(f"#q-{YES_NO.id}")
    assert answers(row, session) == {other.id: True}


def test_an_answer_saved_as_one_goes_says_what_it_changed(client, base, row, session):
    page = client.post(
        f"{base}/answers/{TELLING.id}",
        {f"a-{TELLING.id}": "true"},
        status=200,
        headers={"HX-Request": "true"},
    )
    assert answers(row, session) == {TELLING.id: True}
    assert "Enregistré." in page.text
    assert "Inconnu → Constaté" in page.text


def test_a_note_added_later_leaves_told_what_the_answer_changed(client, base):
    form = {f"a-{TELLING.id}": "true"}
    client.post(f"{base}/answers/{TELLING.id}", form)
    form[f"n-{TELLING.id}"] = "Par message."
    page = client.post(
        f"{base}/answers/{TELLING.id}", form, status=200, headers={"HX-Request": "true"}
    )
    assert "Inconnu → Constaté" in page.text


def test_an_answer_saved_alone_without_htmx_leads_back_to_its_question(client, base):
    answer = client.post(f"{base}/answers/{YES_NO.id}", {f"a-{YES_NO.id}": "true"})
    assert answer.location == f"{base}/questions/{YES_NO.section}?source=#q-{YES_NO.id}"


def test_two_witnesses_answer_apart_and_their_disagreement_is_shown(client, base, row, session):
    for label in ("T1", "T2"):
        client.post(f"{base}/sources/new", {"kind": "testimony", "label": label})
    for source, value in (("t1", "true"), ("t2", "false")):
        form = {f"a-{TELLING.id}": value, "source": source}
        client.post(f"{base}/questions/{TELLING.section}", form)
    session.expire_all()
    assert {(a.source_key, a.value) for a in row.answers} == {("t1", True), ("t2", False)}
    page = client.get(f"{base}/result")
    conflicts = "".join(page.root.find(".//section[@id='conflicts']").itertext())
    assert LAW.indicators["work_instructions"].label.fr in conflicts


def test_what_others_answered_is_shown_beside_the_question(client, base):
    client.post(f"{base}/sources/new", {"kind": "testimony", "label": "Témoin T1"})
    form = {f"a-{YES_NO.id}": "true", "source": "t1"}
    client.post(f"{base}/questions/{YES_NO.section}", form)
    page = client.get(f"{base}/questions/{YES_NO.section}?source=")
    said = "".join(page.root.find(f".//*[@id='q-{YES_NO.id}']").itertext())
    assert "Témoin T1" in said


def test_one_goes_on_answering_for_the_source_that_has_answered_so_far(client, base):
    client.post(f"{base}/sources/new", {"kind": "testimony", "label": "Témoin T1"})
    client.post(f"{base}/answers/{YES_NO.id}", {f"a-{YES_NO.id}": "true", "source": "t1"})
    page = client.get(f"{base}/questions/pay")
    hidden = [i for i in page.all("input") if i.get("name") == "source"]
    assert [i.get("value") for i in hidden] == ["t1"]


def test_questions_of_another_sector_are_not_asked(client, base):
    special = next(q for q in LAW.questions.values() if q.sectors and "staffing" not in q.sectors)
    form = {"sector": "staffing", "intermediation": "unknown", "worker_registered": "unknown"}
    client.post(f"{base}/relation", form)
    page = client.get(f"{base}/questions/{special.section}")
    assert page.root.find(f".//*[@id='q-{special.id}']") is None


def test_the_answers_page_links_to_each_question(client, base):
    client.post(f"{base}/answers/{YES_NO.id}", {f"a-{YES_NO.id}": "true"})
    page = client.get(f"{base}/answers")
    assert f"{base}/questions/{YES_NO.section}?source=#q-{YES_NO.id}" in page.links


def test_an_unknown_topic_or_question_is_not_found(client, base):
    client.get(f"{base}/questions/nope", 404)
    client.post(f"{base}/answers/nope", status=404)


def test_the_same_answer_sent_several_times_at_once_is_kept_once(client, base, app, row, session):
    client.get(f"{base}/questions/{YES_NO.section}")
    cookie = client.flask.get_cookie("requalif").value

    def send(_number):
        other = app.test_client()
        other.set_cookie("requalif", cookie)
        form = {f"a-{YES_NO.id}": "true", "csrf_token": client.token}
        return other.post(f"{base}/answers/{YES_NO.id}", data=form).status_code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(send, range(24))) == {302}
    assert answers(row, session) == {YES_NO.id: True}
    assert len(row.answers) == 1
