"""Case files that are wrong get every problem told, with its place and its mend."""

from __future__ import annotations

import json

import pytest

import criteria
from rules import CaseError, case_to_json, parse_case

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


@pytest.fixture(scope="module")
def fr():
    return criteria.load("fr")


def test_a_good_case_comes_back_unchanged(fr):
    once = parse_case(GOOD, fr)
    assert parse_case(case_to_json(once), fr) == once


@pytest.mark.parametrize(
    ("change", "path", "hint"),
    [
        ({"findngs": []}, "$", "findings"),
        ({"format": "requalif-case/2"}, "$.format", "requalif-case/1"),
        ({"facts_on": "2026-02-30"}, "$.facts_on", "AAAA-MM-JJ"),
        ({"facts_on": {"from": "2026-02-02", "to": "2026-01-01"}}, "$.facts_on", "2026-02-02"),
        ({"answers": [{"question": "payd", "value": True}]}, "$.answers[0].question", "paid"),
        ({"answers": [{"question": "paid", "value": "perhaps"}]}, "$.answers[0].value", "unknown"),
        ({"answers": [{"question": "paid", "value": 1}]}, "$.answers[0].value", "true"),
        ({"documents": [{"path": "/etc/passwd"}]}, "$.documents[0].path", "passwd"),
        ({"documents": [{"path": "a/../../b"}]}, "$.documents[0].path", ".."),
        ({"documents": [{"path": "C:\\x"}]}, "$.documents[0].path", "C:"),
        ({"sources": [GOOD["sources"][0]] * 2}, "$.sources[1].id", "t1"),
        ({"worker": {"registered": "oui"}}, "$.worker.registered", "true ou false"),
    ],
)
def test_each_problem_is_told_with_its_path_and_a_hint(fr, change, path, hint):
    with pytest.raises(CaseError) as caught:
        parse_case({**GOOD, **change}, fr)
    assert any(p.path == path for p in caught.value.problems)
    assert hint in caught.value.message("fr")
    assert caught.value.message("en")


def test_every_problem_is_told_at_once(fr):
    findings = [
        {"indicator": "work_instruction", "state": "present", "kind": "practice"},
        {"indicator": "fre_schedule", "state": "absent", "kind": "practice", "source": "t1"},
    ]
    with pytest.raises(CaseError) as caught:
        parse_case({**GOOD, "findings": findings}, fr)
    assert [p.path for p in caught.value.problems] == [
        "$.findings[0].indicator",
        "$.findings[1].indicator",
    ]
    assert "work_instructions" in caught.value.message()
    assert "free_schedule" in caught.value.message()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"{", "not_json"),
        (b"\xff\xfe{}", "not_text"),
        (b"[]", "wrong_value"),
        (b'{"format": NaN}', "wrong_value"),
        (b'{"format": "requalif-case/1", "format": "x"}', "duplicate_key"),
        (b"[" * 100_000, "too_deep"),
    ],
)
def test_what_is_not_a_json_object_is_refused_without_a_traceback(data, code):
    with pytest.raises(CaseError) as caught:
        parse_case(data)
    assert caught.value.problems[0].code == code
    assert caught.value.message("fr")
    assert caught.value.message("en")


def test_a_source_that_is_not_declared_is_refused(fr):
    with pytest.raises(CaseError) as caught:
        parse_case({**GOOD, "sources": []}, fr)
    assert json.dumps([p.path for p in caught.value.problems]) == json.dumps(
        ["$.answers[0].source", "$.findings[0].source"]
    )
