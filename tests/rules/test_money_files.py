"""An input file of money and time limits is read whole, or every problem with it is told."""

from __future__ import annotations

import json
from decimal import Decimal

import jsonschema
import pytest

import criteria
import rules
from rules.errors import CaseError

LAW = criteria.money.load("fr")
WEEK = {"from": "2025-03-03", "to": "2025-03-09"}


def problems(law=LAW, **data):
    with pytest.raises(CaseError) as caught:
        rules.parse_money({"format": "requalif-money/1", **data}, law)
    return [(p.code, p.path) for p in caught.value.problems]


def test_numbers_are_those_that_were_typed():
    case = rules.parse_money(
        '{"format": "requalif-money/1", "periods": [{"from": "2025-03-03", "to": "2025-03-09", '
        '"received": 0.1, "agreed_rate": 12.02, "hours_per_week": {"low": 1.5, "high": 2}}]}'
    )
    (period,) = case.periods
    assert (period.received, period.agreed_rate) == (Decimal("0.1"), Decimal("12.02"))
    assert period.hours.low == Decimal("1.5")


def test_everything_but_the_format_may_be_left_out():
    case = rules.parse_money({"format": "requalif-money/1"}, LAW)
    assert case.periods == ()
    assert case.days == {}


@pytest.mark.parametrize(
    ("data", "code", "path"),
    [
        ({"periodes": []}, "unknown_key", "$"),
        ({"periods": [{}]}, "missing_key", "$.periods[0]"),
        ({"periods": [{**WEEK, "from": "2025-02-30"}]}, "not_a_date", "$.periods[0].from"),
        ({"periods": [{**WEEK, "received": -1}]}, "wrong_value", "$.periods[0].received"),
        ({"periods": [{**WEEK, "received": "100"}]}, "wrong_value", "$.periods[0].received"),
        ({"periods": [{**WEEK, "received": None}]}, "wrong_value", "$.periods[0].received"),
        ({"periods": [{**WEEK, "hours_per_week": 169}]}, "wrong_value",
         "$.periods[0].hours_per_week"),
        ({"periods": [{**WEEK, "hours_per_week": {"low": 5}}]}, "missing_key",
         "$.periods[0].hours_per_week"),
        ({"periods": [{**WEEK, "hours_per_week": {"low": 5, "high": 4}}]}, "low_above_high",
         "$.periods[0].hours_per_week"),
        ({"periods": [{**WEEK, "hours_per_week": 100, "waiting_hours_per_week": 69}]},
         "too_many_hours", "$.periods[0]"),
        ({"periods": [{"from": "2025-03-09", "to": "2025-03-03"}]}, "period_reversed",
         "$.periods[0]"),
        ({"periods": [WEEK, {"from": "2025-03-09", "to": "2025-03-12"}]}, "periods_overlap",
         "$.periods[1]"),
        ({"dates": {"relation_start": "2025-03-04"}, "periods": [WEEK]}, "period_before_relation",
         "$.periods[0]"),
        ({"dates": {"relation_end": "2025-03-08"}, "periods": [WEEK]}, "period_after_relation",
         "$.periods[0]"),
        ({"dates": {"relation_start": "2025-03-04", "relation_end": "2025-03-03"}},
         "period_reversed", "$.dates.relation_start"),
        ({"dates": {"relation_over": "2025-03-04"}}, "unknown_key", "$.dates"),
        ({"assumptions": {"wating": "counted"}}, "unknown_assumption", "$.assumptions.wating"),
        ({"assumptions": {"waiting": "count"}}, "wrong_value", "$.assumptions.waiting"),
        ({"conditions": {"intend": True}}, "unknown_condition", "$.conditions.intend"),
        ({"conditions": {"rupture": True}}, "unknown_condition", "$.conditions.rupture"),
        ({"conditions": {"intent": "maybe"}}, "wrong_value", "$.conditions.intent"),
        ({"own_values": [{"table": "smic", "value": 1}]}, "unknown_table", "$.own_values[0].table"),
        ({"own_values": [{"table": "leave_share", "value": 1}]}, "unknown_table",
         "$.own_values[0].table"),
        ({"own_values": [{"table": "smic_hourly", "value": 12}]}, "missing_key", "$.own_values[0]"),
        ({"own_values": [{"table": "smic_hourly", "value": 12, "from": "2026-01-01"}]},
         "own_value_too_early", "$.own_values[0].from"),
        ({"own_values": [{"table": "overtime_first_increase", "value": 0.09}]},
         "own_value_too_low", "$.own_values[0].value"),
        ({"own_values": [{"table": "smic_hourly", "value": 13, "from": "2026-06-01"}] * 2},
         "own_value_twice", "$.own_values[1]"),
        ({"title": "a\x00b"}, "bad_character", "$.title"),
        ({"periods": [{**WEEK, "received": float("nan")}]}, "wrong_value",
         "$.periods[0].received"),
        ({"periods": [WEEK] * 201}, "wrong_value", "$.periods"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_path(data, code, path):
    assert (code, path) in problems(**data)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_json"),
        ("[]", "wrong_value"),
        ("{}", "missing_key"),
        (b"\xff\xfe", "not_text"),
        ('{"format": "requalif-case/1"}', "wrong_value"),
        ('{"format": "requalif-money/1", "title": "a", "title": "b"}', "duplicate_key"),
        ('{"format": "requalif-money/1", "periods": ' + "[" * 100_000 + "]" * 100_000 + "}",
         "too_deep"),
    ],
)  # fmt: skip
def test_what_is_no_such_file_is_refused(text, code):
    with pytest.raises(CaseError) as caught:
        rules.parse_money(text, LAW)
    assert code in {p.code for p in caught.value.problems}


def test_every_problem_is_told_at_once_in_both_languages():
    with pytest.raises(CaseError) as caught:
        rules.parse_money(
            {
                "format": "requalif-money/1",
                "periods": [{**WEEK, "hours_per_week": {"low": 5, "high": 4}}, WEEK],
                "conditions": {"intend": True},
            },
            LAW,
        )
    french, english = caught.value.message("fr"), caught.value.message("en")
    assert len(french.splitlines()) == len(english.splitlines()) == 3
    assert "intent" in french  # the nearest is told
    assert "{" not in french + english


@pytest.mark.parametrize("name", ["money-input", "money-output"])
def test_the_published_schemas_are_sound(name):
    jsonschema.Draft202012Validator.check_schema(rules.schema(name))


def test_the_days_of_the_schema_are_those_that_the_law_may_name():
    from criteria.money_model import DAYS

    schema = rules.schema("money-input")
    assert set(schema["properties"]["dates"]["properties"]) == set(DAYS)


def test_a_file_with_a_byte_order_mark_is_read():
    data = b"\xef\xbb\xbf" + json.dumps({"format": "requalif-money/1"}).encode()
    assert rules.parse_money(data).title == ""
