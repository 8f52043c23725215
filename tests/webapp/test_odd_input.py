"""Whatever is typed or asked for, no page breaks."""

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import criteria
import rules
from webapp import numbers
from webapp.forms import plain
from webapp.views import questionnaire

LAW = criteria.load()
QUESTIONS = st.sampled_from(sorted(LAW.questions.values(), key=lambda q: q.id))


@given(st.text())
def test_plain_text_has_no_control_characters_and_keeps_the_rest(text):
    cleaned = plain(text)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]", cleaned)
    assert plain(cleaned) == cleaned


@pytest.fixture(scope="module")
def context(tmp_path_factory):
    from tests.webapp.conftest import application

    with application(tmp_path_factory.mktemp("odd")).test_request_context():
        yield


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(QUESTIONS, st.text(max_size=40), st.text(max_size=40), st.booleans())
def test_any_answer_is_taken_refused_or_empty(context, question, raw, note, unknown):
    form = {f"a-{question.id}": raw, f"n-{question.id}": note}
    if unknown:
        form[f"u-{question.id}"] = "1"
    filled = questionnaire.read(question, form)
    if filled.error:
        assert filled.value is None
    elif filled.value is not None:
        assert not rules.wrong_answer(question, filled.value)
        json.dumps(filled.value, allow_nan=False)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.floats(min_value=0, max_value=1e9).map(lambda f: round(f, 2)))
def test_a_number_shown_is_read_back_as_it_was(context, value):
    question = next(q for q in LAW.questions.values() if q.type == "number")
    assert numbers.parse(questionnaire.shown(question, value)) == value


@pytest.mark.parametrize(
    "path",
    [
        "/documents/99999999999999999999",
        "/documents/99999999999999999999/review",
        "/documents/new?replaces=99999999999999999999",
        "/findings/99999999999999999999",
        "/sources/%00",
        "/questions/..%2f..",
    ],
)
def test_addresses_of_nothing_are_not_found(client, base, path):
    client.get(base + path, 404)


def test_what_was_typed_with_control_characters_exports_and_comes_back(client, base):
    client.post(f"{base}/edit", {"title": "a\x00b\x07", "facts_from": "", "facts_to": ""})
    client.post(f"{base}/sources/new", {"kind": "testimony", "label": "T\x0b1"})
    form = {"indicator": "work_instructions", "state": "present", "kind": "practice"}
    client.post(f"{base}/findings/new", {**form, "source_key": "t1", "quote": "x\x00y"})
    case = rules.parse_case(client.get(f"{base}/case.json").data, LAW)
    assert (case.title, case.findings[0].quote) == ("ab", "xy")


def test_a_day_in_the_far_future_can_be_assessed(client):
    base = client.post("/cases/new", {"title": "x", "facts_to": "9999-12-31"}).location
    client.get(base.replace("/relation", "/result"))
