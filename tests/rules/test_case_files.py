"""Case files that are wrong get every problem told, with its place and its mend."""

from __future__ import annotations

import copy
import datetime as dt
import re

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import criteria
from rules import CaseError, case_to_json, dump, parse_case, schema
from rules.checks import wrong_answer
from rules.errors import MESSAGES
from rules.model import Answer, Case, ChainLink, Document, Finding, Place, Platform, Source, Worker
from tests.conftest import ROOT

GOOD = {
    "format": "requalif-case/1",
    "title": "Essai",
    "jurisdiction": "fr",
    "facts_on": {"from": "2025-01-01", "to": "2025-06-30"},
    "platform": {
        "name": "P",
        "sector": "micro-work",
        "intermediation": "simple",
        "chain": [{"role": "worker"}, {"role": "platform", "name": "P"}],
    },
    "worker": {"reference": "W1", "registered": None},
    "sources": [{"id": "t1", "kind": "testimony", "label": "T1", "date": "2026-02-11"}],
    "findings": [
        {
            "indicator": "work_instructions",
            "state": "present",
            "kind": "practice",
            "source": "t1",
            "quote": "mots",
            "place": {"start": 1, "end": 5},
        }
    ],
    "answers": [{"question": "paid", "value": True, "source": "t1"}],
    "documents": [{"path": "terms.md", "title": "T", "read": "accept"}],
}
FINDING = GOOD["findings"][0]


@pytest.fixture(scope="module")
def fr():
    return criteria.load("fr")


def problems(data, law=None):
    with pytest.raises(CaseError) as caught:
        parse_case(data, law)
    for lang in ("fr", "en"):
        for line in caught.value.message(lang).splitlines():
            assert line.startswith("$")
            assert not re.search(r"\{\w+\}", line)
    return caught.value.problems


# -- good cases ----------------------------------------------------------------------------------


def test_a_good_case_comes_back_unchanged(fr):
    once = parse_case(GOOD, fr)
    assert parse_case(case_to_json(once), fr) == once
    assert parse_case(dump(case_to_json(once)), fr) == once


def test_the_smallest_case_is_its_format_alone():
    assert parse_case({"format": "requalif-case/1"}) == Case("")
    assert parse_case('\ufeff{"format": "requalif-case/1"}'.encode()) == Case("")


words = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)
names = st.text("abcxyz_09", min_size=1, max_size=8)
days = st.none() | st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1))
numbers = st.none() | st.integers(0, 10**6)
places = st.builds(Place, page=st.none() | st.integers(1, 900), heading=words) | st.builds(
    lambda a, b: Place(min(a, b), max(a, b)), st.integers(0, 999), st.integers(0, 999)
)
findings = st.builds(
    Finding,
    names,
    st.sampled_from(["present", "absent"]),
    st.sampled_from(["practice", "stipulation"]),
    source=st.sampled_from(["", "t1"]),
    quote=words,
    note=words,
    place=st.none() | places,
    origin=st.sampled_from(["person", "answer", "reader"]),
    question=st.just("") | names,
    status=st.sampled_from(["accepted", "proposed", "rejected"]),
    automatic=st.booleans(),
    score=st.none() | st.floats(0, 1),
)
values = st.booleans() | st.integers(0, 10**9) | st.floats(0, 1e9) | words
cases = st.builds(
    Case,
    words,
    st.sampled_from(["fr", "eu-xx"]),
    days,
    days,
    st.builds(
        Platform,
        words,
        st.sampled_from(["micro-work", "delivery", "other"]),
        st.sampled_from(["simple", "multi_level", "unknown"]),
        st.lists(st.builds(ChainLink, names, words), max_size=3).map(tuple),
    ),
    st.builds(Worker, words, st.none() | st.booleans()),
    st.builds(
        Source, st.just("t1"), st.sampled_from(["testimony", "document", "other"]), words, days
    ).map(lambda s: (s,)),
    st.lists(findings, max_size=3).map(tuple),
    st.lists(
        st.builds(Answer, names, values, st.sampled_from(["", "t1"]), words),
        max_size=3,
        unique_by=lambda a: (a.question, a.source),
    ).map(tuple),
    st.lists(
        st.builds(
            Document,
            names,
            words,
            days,
            st.sampled_from(["accept", "propose"]),
            words,
            st.sampled_from(["", "t1"]),
        ),
        max_size=2,
    ).map(tuple),
)


@given(cases.filter(lambda c: not (c.facts_from and c.facts_to and c.facts_from > c.facts_to)))
@settings(max_examples=150, deadline=None)
def test_every_case_that_can_be_written_can_be_read_back(case):
    written = case_to_json(case)
    jsonschema.Draft202012Validator(schema("case")).validate(written)
    assert parse_case(dump(written)) == case


# -- bad cases -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "code", "path", "french", "english"),
    [
        ({"findngs": []}, "unknown_key", "$", "findings", "findings"),
        ({"format": "requalif-case/2"}, "wrong_value", "$.format", "requalif-case/1", "case/1"),
        ({"title": 3}, "wrong_value", "$.title", "un texte", "expected: text"),
        ({"facts_on": "2026-02-30"}, "not_a_date", "$.facts_on", "AAAA-MM-JJ", "YYYY-MM-DD"),
        ({"facts_on": "2026-2-3"}, "not_a_date", "$.facts_on", "2026-2-3", "2026-2-3"),
        ({"facts_on": "2026-01-01\n"}, "not_a_date", "$.facts_on", "AAAA", "YYYY"),
        ({"facts_on": ""}, "not_a_date", "$.facts_on", "AAAA-MM-JJ", "YYYY-MM-DD"),
        ({"facts_on": 2026}, "not_a_date", "$.facts_on", "2026", "2026"),
        ({"facts_on": {"from": "1er mars"}}, "not_a_date", "$.facts_on.from", "mars", "mars"),
        (
            {"facts_on": {"from": "2026-02-02", "to": "2026-01-01"}},
            "period_reversed",
            "$.facts_on",
            "2026-02-02",
            "2026-01-01",
        ),
        (
            {"findings": [{**FINDING, "from": "2026-02-02", "to": "2026-01-01"}]},
            "period_reversed",
            "$.findings[0]",
            "2026-02-02",
            "2026-01-01",
        ),
        (
            {"documents": [{"path": "a.md", "version_date": "2026-02-02", "until": "2026-01-01"}]},
            "period_reversed",
            "$.documents[0]",
            "2026-02-02",
            "2026-01-01",
        ),
        (
            {"answers": [{"question": "payd", "value": True}]},
            "unknown_question",
            "$.answers[0].question",
            "Le plus proche\u00a0: paid",
            "The nearest: paid",
        ),
        (
            {"answers": [{"question": "paid", "value": "perhaps"}]},
            "wrong_value",
            "$.answers[0].value",
            '"unknown"',
            '"unknown"',
        ),
        (
            {"answers": [{"question": "paid", "value": 1}]},
            "wrong_value",
            "$.answers[0].value",
            "true, false",
            "true, false",
        ),
        (
            {"answers": [{"question": "pay_monthly", "value": -1}]},
            "wrong_value",
            "$.answers[0].value",
            "un nombre à partir de 0",
            "a number from 0",
        ),
        (
            {"answers": [{"question": "paid", "value": True}] * 2},
            "repeated_answer",
            "$.answers[1]",
            "paid",
            "paid",
        ),
        (
            {"findings": [{**FINDING, "indicator": "work_instruction"}]},
            "unknown_indicator",
            "$.findings[0].indicator",
            "work_instructions",
            "work_instructions",
        ),
        (
            {"findings": [{**FINDING, "question": "payd"}]},
            "unknown_question",
            "$.findings[0].question",
            "paid",
            "paid",
        ),
        (
            {"findings": [{**FINDING, "state": "yes"}]},
            "wrong_value",
            "$.findings[0].state",
            '"present", "absent"',
            '"present", "absent"',
        ),
        (
            {"findings": [{**FINDING, "place": {"start": 5, "end": 1}}]},
            "place_reversed",
            "$.findings[0].place",
            "5",
            "1",
        ),
        (
            {"findings": [{**FINDING, "place": {"page": 0}}]},
            "wrong_value",
            "$.findings[0].place.page",
            "un nombre d’au moins 1",
            "a number of at least 1",
        ),
        (
            {"findings": [{**FINDING, "source": "t2"}]},
            "unknown_source",
            "$.findings[0].source",
            "t1",
            "t1",
        ),
        (
            {"findings": [{**FINDING, "indicator": "x" * 200}]},
            "wrong_value",
            "$.findings[0].indicator",
            "au plus 80 caractères",
            "at most 80 characters",
        ),
        (
            {"findings": [{"indicator": "paid"}]},
            "missing_key",
            "$.findings[0]",
            "state",
            "kind",
        ),
        ({"findings": {}}, "wrong_value", "$.findings", "une liste", "a list"),
        (
            {"sources": [GOOD["sources"][0]] * 2},
            "repeated_id",
            "$.sources[1].id",
            "t1",
            "t1",
        ),
        (
            {"worker": {"registered": "oui"}},
            "wrong_value",
            "$.worker.registered",
            "true ou false ou null",
            "true or false or null",
        ),
        ({"jurisdiction": "FR"}, "wrong_value", "$.jurisdiction", "fr", "fr"),
        (
            {"platform": {"chain": [{"role": "worker"}] * 21}},
            "wrong_value",
            "$.platform.chain",
            "au plus 20 éléments",
            "at most 20 items",
        ),
        ({"title": "a\0b"}, "bad_character", "$.title", "U+0000", "U+0000"),
        ({"title": "\ud800"}, "bad_character", "$.title", "U+D800", "U+D800"),
        ({"a b": 1}, "unknown_key", "$", "a b", "a b"),
    ],
)
def test_each_problem_is_told_with_its_place_and_its_mend(fr, change, code, path, french, english):
    found = problems({**GOOD, **change}, fr)
    told = [p for p in found if (p.code, p.path) == (code, path)]
    assert told, found
    assert french in "".join(p.message("fr") for p in told)
    assert english in "".join(p.message("en") for p in told)


@pytest.mark.parametrize(
    "path",
    [
        "/etc/passwd",
        "../terms.md",
        "a/../../b",
        "a/..",
        "C:\\terms.md",
        "c:terms.md",
        "a\\b",
        "\\\\server\\share",
        "~/terms.md",
        "a\nb",
    ],
)
def test_a_path_that_leaves_the_folder_is_refused(path):
    found = problems({**GOOD, "documents": [{"path": path}]})
    assert [(p.code, p.path) for p in found] == [("path_outside", "$.documents[0].path")]


@pytest.mark.parametrize("path", ["terms.md", "a/b.pdf", "./terms.md", "été 2025…md", "a..b"])
def test_a_path_inside_the_folder_is_accepted(path):
    assert parse_case({**GOOD, "documents": [{"path": path}]}).documents[0].path == path


def test_every_problem_is_told_at_once_in_the_order_of_the_file(fr):
    data = copy.deepcopy(GOOD)
    data["findngs"] = data["answrs"] = []
    data["facts_on"] = "hier"
    data["answers"] = [{"question": "payd", "value": True}, {"value": 1, "source": "t9"}]
    data["findings"] = [
        {"indicator": "work_instruction", "state": "present", "kind": "practice"},
        *[FINDING] * 9,
        {"indicator": "fre_schedule", "state": "maybe", "kind": "practice", "source": "t1"},
    ]
    data["documents"] = [{"path": "../x", "read": "never"}]
    assert [(p.path, p.code) for p in problems(data, fr)] == [
        ("$", "unknown_key"),
        ("$", "unknown_key"),
        ("$.answers[0].question", "unknown_question"),
        ("$.answers[1]", "missing_key"),
        ("$.answers[1].source", "unknown_source"),
        ("$.documents[0].path", "path_outside"),
        ("$.documents[0].read", "wrong_value"),
        ("$.facts_on", "not_a_date"),
        ("$.findings[0].indicator", "unknown_indicator"),
        ("$.findings[10].indicator", "unknown_indicator"),
        ("$.findings[10].state", "wrong_value"),
    ]


@pytest.mark.parametrize(
    ("data", "code", "path"),
    [
        (b"", "not_json", "$"),
        (b"{", "not_json", "$"),
        (b"\xff\xfe{}", "not_text", "$"),
        (b"[]", "wrong_value", "$"),
        (b"null", "wrong_value", "$"),
        (b'{"format": NaN}', "wrong_value", "$.format"),
        (b'{"format": "requalif-case/1", "answers": [{"value": 1e999}]}', "wrong_value", None),
        (b'{"format": "requalif-case/1", "title": -Infinity}', "wrong_value", "$.title"),
        (b'{"format": ' + b"9" * 5_000 + b"}", "wrong_value", "$"),
        (b'{"format": "requalif-case/1", "format": "x"}', "duplicate_key", "$"),
        (b'{"findings": [{}, {"note": "a", "note": "a"}]}', "duplicate_key", "$.findings[1]"),
        (b"[" * 100_000, "too_deep", "$"),
        (b'{"a":' * 100_000, "too_deep", "$"),
        (b" " * 50_000_000, "too_large", "$"),
    ],
)
def test_what_cannot_be_a_case_is_refused_without_a_traceback(data, code, path):
    found = problems(data)
    assert code in [p.code for p in found]
    assert path is None or path in [p.path for p in found]


def test_wrong_json_is_told_with_its_line_and_column():
    (found,) = problems(b'{"format": "requalif-case/1",\n "title": oui}')
    assert (found.line, found.column) == (2, 11)
    assert "ligne 2, colonne 11" in found.message("fr")


def test_nesting_just_short_of_the_limit_gives_a_message_too():
    for depth in (200, 900, 990):
        value: object = 1
        for _ in range(depth):
            value = [value]
        assert problems({"format": "requalif-case/1", "title": value})


def test_a_number_too_great_to_write_is_refused(fr):
    for value in (10**400, -(10**5000), 1e16):
        answers = [{"question": "pay_monthly", "value": value}]
        assert "$.answers[0].value" in [p.path for p in problems({**GOOD, "answers": answers}, fr)]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*GOOD, "id", "source", "x", "\ud800"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)


@given(st.data(), json_values)
@settings(max_examples=400, deadline=None)
def test_whatever_stands_wherever_there_is_a_case_or_a_message(data, value):
    law = criteria.load("fr")
    broken = copy.deepcopy(GOOD)
    place = broken
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        inner = place[key]
        if isinstance(inner, dict | list) and inner and data.draw(st.booleans()):
            place = inner
        else:
            place[key] = value
            break
    try:
        case = parse_case(broken, law)
    except CaseError as error:
        error.message("fr").encode()
        error.message("en").encode()
    else:
        assert parse_case(dump(case_to_json(case)), law) == case


def test_thousands_of_wrong_names_are_told_in_seconds(fr):
    data = {
        **GOOD,
        "findings": [
            {"indicator": f"i{n}", "state": "present", "kind": "practice", "source": f"s{n}"}
            for n in range(3_000)
        ],
    }
    assert len(problems(data, fr)) == 6_000


# -- answers ---------------------------------------------------------------------------------------


def test_unknown_is_an_answer_to_every_question(fr):
    assert all(wrong_answer(q, "unknown") is None for q in fr.questions.values())


def test_every_kind_of_question_refuses_what_is_no_answer_to_it(fr):
    wrong = {
        "yes_no": ["true", 1, None, []],
        "choice": [True, 0, "no such choice", None, []],
        "number": ["3", True, -1, None, []],
        "money": ["3 €", False, -0.5, 10**16],
        "date": ["2026-02-30", 20260101, "20260101", True],
        "text": [True, 3, None],
    }
    for question in fr.questions.values():
        for value in wrong[question.type]:
            assert wrong_answer(question, value) is not None, (question.id, value)
        for choice in question.choices:
            value = {"true": True, "false": False}.get(choice.id, choice.id)
            assert wrong_answer(question, value) is None, (question.id, value)


# -- documentation -------------------------------------------------------------------------------


def test_every_problem_has_words_in_both_languages_and_is_documented():
    text = (ROOT / "docs" / "engine.md").read_text("utf-8").split("\n## What can be wrong")[1]
    documented = set(re.findall(r"^\| `(\w+)` \| .*\|$", text, re.M))
    assert documented == set(MESSAGES)
    for french, english in MESSAGES.values():
        fields = re.compile(r"\{(\w+)\}")
        assert sorted(fields.findall(french)) == sorted(fields.findall(english))


@pytest.mark.parametrize("name", ["case", "assessment", "comparison"])
def test_a_published_schema_is_a_sound_schema(name):
    jsonschema.Draft202012Validator.check_schema(schema(name))
