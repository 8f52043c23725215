"""Amounts: each worked out by hand beside the test, then what must hold whatever the figures."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import criteria
import rules
from rules.days import add_months, full_months, months
from rules.money_model import rounded
from tests.conftest import ROOT

DAY = dt.date
LAW = criteria.money.load("fr")
TODAY = DAY(2026, 3, 2)
EXAMPLE = ROOT / "examples" / "money" / "money.json"


def compute(periods=(), as_of=TODAY, **more):
    data = {"format": "requalif-money/1", "periods": list(periods), **more}
    return rules.compute(rules.parse_money(data, LAW), LAW, as_of)


def period(start, end, hours=None, received=0, **more):
    given = {"from": start, "to": end, "received": received, **more}
    return given if hours is None else {**given, "hours_per_week": hours}


def amounts(found, id):
    claim = found.claim(id)
    return claim.low, claim.high


def euros(low, high=None):
    return Decimal(low), Decimal(high or low)


@pytest.fixture(scope="module")
def example():
    return rules.compute(rules.parse_money(EXAMPLE.read_bytes(), LAW), LAW, TODAY)


# -- the published example, by hand --------------------------------------------------------
#
# 4 November 2024 (a Monday) to 28 December 2025 (a Sunday): 60 civil weeks, all at 11.88.
# 38 to 40 hours a week, 6 of waiting, 20,000 received.


def test_arrears_are_the_hours_at_the_minimum_wage_less_what_was_received(example):
    # 60 × 38 × 11.88 = 27,086.40; − 20,000 = 7,086.40
    # 60 × 40 × 11.88 = 28,512.00; − 20,000 = 8,512.00
    assert amounts(example, "cl_backpay") == euros("7086.40", "8512.00")


def test_overtime_is_the_increase_of_each_hour_beyond_35_in_a_civil_week(example):
    # 3 hours × 25 % × 11.88 × 60 = 534.60; 5 hours: 891.00
    assert amounts(example, "cl_overtime") == euros("534.60", "891.00")


def test_paid_leave_is_a_tenth_of_the_gross_pay_due(example):
    # (27,086.40 + 534.60) ÷ 10 = 2,762.10; (28,512 + 891) ÷ 10 = 2,940.30
    assert amounts(example, "cl_leave") == euros("2762.10", "2940.30")


def test_waiting_adds_its_hours_at_the_plain_rate(example):
    # 60 × 6 × 11.88 = 4,276.80, nothing of which the sums received cover
    assert amounts(example, "cl_waiting") == euros("4276.80")
    assert example.claim("cl_waiting").status == "conditional"


def test_the_averages_take_the_last_twelve_and_three_months_by_the_calendar(example):
    # A week: 38 × 11.88 + 3 × 25 % × 11.88 = 460.35; 40 hours: 475.20 + 14.85 = 490.05
    # Twelve months, 29 December 2024 to 28 December 2025: 365 days
    #   460.35 ÷ 7 × 365 ÷ 12 = 2,000.33;  490.05 ÷ 7 × 365 ÷ 12 = 2,129.38
    # Three months, 29 September to 28 December 2025: 91 days, 13 weeks
    #   460.35 × 13 ÷ 3 = 1,994.85;        490.05 × 13 ÷ 3 = 2,123.55
    steps = {s.quantity: (s.low, s.high) for s in example.claim("cl_td").steps}
    assert steps["average_long"] == euros("2000.33", "2129.38")
    assert steps["average_short"] == euros("1994.85", "2123.55")
    assert steps["monthly_salary"] == euros("1994.85", "2129.38")


def test_the_lump_sum_is_six_months_and_waits_for_its_conditions(example):
    # 6 × 1,994.85 = 11,969.10; 6 × 2,129.383928… = 12,776.30
    assert amounts(example, "cl_td") == euros("11969.10", "12776.30")
    assert example.claim("cl_td").status == "conditional"


def test_notice_is_one_month_from_six_months_of_service_with_leave(example):
    # 1 × 1,994.85 × 1.10 = 2,194.335, rounded half up: 2,194.34; 2,129.383928… × 1.10 = 2,342.32
    assert amounts(example, "cl_notice") == euros("2194.34", "2342.32")
    assert example.claim("cl_notice").status == "computed"


def test_severance_is_a_quarter_of_the_better_average_for_each_year(example):
    # 13 full months: 13/12 of a year. 2,000.330357… × 13/12 × 1/4 = 541.76
    #                                  2,129.383928… × 13/12 × 1/4 = 576.71
    assert amounts(example, "cl_severance") == euros("541.76", "576.71")


def test_dismissal_without_cause_is_between_the_minimum_and_the_maximum(example):
    # One full year: 1 to 2 months. 1,994.85; 2 × 2,129.383928… = 4,258.77
    assert amounts(example, "cl_unfair") == euros("1994.85", "4258.77")


def test_a_void_dismissal_has_a_floor_and_no_cap(example):
    claim = example.claim("cl_null")
    assert (claim.low, claim.high, claim.capped) == (Decimal("11969.10"), None, False)
    assert claim.status == "conditional"


def test_a_procedural_irregularity_is_at_most_one_month(example):
    assert amounts(example, "cl_procedure") == euros("0.00", "2129.38")


def test_expenses_reach_two_years_or_three(example):
    # All 60 weeks lie within two years of 2 March 2026 but for none: 840
    assert amounts(example, "cl_expenses") == euros("840.00")
    (other,) = example.claim("cl_expenses").scenarios
    assert (other.option, other.low) == ("three_years", Decimal("840.00"))


def test_what_has_no_amount_says_so_in_words(example):
    for id in ("cl_damages", "cl_contributions", "cl_union", "cl_fallback"):
        claim = example.claim(id)
        assert (claim.status, claim.low) == ("words", None)
        assert LAW.claims[id].why_no_amount


def test_every_contested_assumption_is_a_scenario(example):
    found = {(s.assumption, s.option): s for s in example.claim("cl_backpay").scenarios}
    # waiting: 60 × 44 × 11.88 − 20,000 = 11,363.20; 60 × 46 × 11.88 − 20,000 = 12,788.80
    counted = found["waiting", "counted"]
    assert (counted.low, counted.high) == euros("11363.20", "12788.80")
    # after fees: + 2,000; after fees and costs: + 2,840
    assert found["set_off", "net_of_fees"].low == Decimal("9086.40")
    assert found["set_off", "net_of_fees_and_costs"].low == Decimal("9926.40")
    # full time: 35 hours is less than was worked
    assert found["basis", "full_time"].low == Decimal("7086.40")
    assert example.claim("cl_backpay").envelope == euros("7086.40", "12788.80")


# -- dated values --------------------------------------------------------------------------


def test_a_period_is_split_at_each_rise_of_the_minimum_wage():
    # 25 April to 8 May 2022, 35 hours a week: 5 a day. The wage rose on Sunday 1 May.
    # 6 days × 5 × 10.57 + 8 days × 5 × 10.85 = 317.10 + 434.00
    found = compute([period("2022-04-25", "2022-05-08", 35)], as_of=DAY(2023, 1, 1))
    assert amounts(found, "cl_backpay") == euros("751.10")
    rows = [(s.start, s.end, s.cells["hourly_rate"][0]) for s in found.claim("cl_backpay").segments]
    assert rows == [
        (DAY(2022, 4, 25), DAY(2022, 4, 30), Decimal("10.57")),
        (DAY(2022, 5, 1), DAY(2022, 5, 8), Decimal("10.85")),
    ]


def test_overtime_in_a_week_that_a_rise_cuts_is_at_its_average_rate():
    # One week, 25 April to 1 May 2022, 45 hours. Average: (6 × 10.57 + 10.85) ÷ 7 = 10.61
    # 8 × 25 % × 10.61 + 2 × 50 % × 10.61 = 21.22 + 10.61 = 31.83; received nothing
    found = compute([period("2022-04-25", "2022-05-01", 45)], as_of=DAY(2023, 1, 1))
    assert amounts(found, "cl_overtime") == euros("31.83")


def test_overtime_counts_the_civil_week_even_where_two_periods_share_it():
    # Monday to Wednesday at 70 hours a week (30 in 3 days), Thursday to Sunday at 35 (20 in 4):
    # 50 hours. 11.88 × (8 × 25 % + 7 × 50 %) = 65.34
    found = compute(
        [period("2025-03-03", "2025-03-05", 70), period("2025-03-06", "2025-03-09", 35)]
    )
    assert amounts(found, "cl_overtime") == euros("65.34")


def test_the_agreed_rate_counts_where_it_is_higher():
    # 10 hours × 15; 10 hours × 11.88, as 9 is below the minimum wage
    assert amounts(
        compute([period("2025-03-03", "2025-03-09", 10, agreed_rate=15)]), "cl_backpay"
    ) == euros("150.00")
    assert amounts(
        compute([period("2025-03-03", "2025-03-09", 10, agreed_rate=9)]), "cl_backpay"
    ) == euros("118.80")


def test_what_was_received_above_the_wage_is_set_off_against_the_increases():
    # 40 hours: 475.20 + 14.85 of increases. Received 480: nothing plain, 14.85 − 4.80 = 10.05
    found = compute([period("2025-03-03", "2025-03-09", 40, received=480)])
    assert amounts(found, "cl_backpay") == euros("0.00")
    assert amounts(found, "cl_overtime") == euros("10.05")


def test_full_time_presumed_fills_each_week_up_to_35_hours_also_where_nothing_was_given():
    # Two weeks of relation, one of them given, 10 hours: 2 × 35 × 11.88 = 831.60
    found = compute(
        [period("2025-03-03", "2025-03-09", 10)],
        dates={"relation_start": "2025-03-03", "relation_end": "2025-03-16"},
        assumptions={"basis": "full_time"},
    )
    assert amounts(found, "cl_backpay") == euros("831.60")
    assert found.gaps == ((DAY(2025, 3, 10), DAY(2025, 3, 16)),)


def test_trap_12_a_year_that_the_table_does_not_know_is_refused_with_the_table_and_the_mend():
    found = compute([period("2026-12-28", "2027-01-10", 20)], as_of=DAY(2027, 2, 1))
    claim = found.claim("cl_backpay")
    assert (claim.status, claim.low) == ("refused", None)
    (reason,) = claim.reasons
    french, english = reason.message("fr"), reason.message("en")
    assert "SMIC horaire brut" in french
    assert "1er\u00a0janvier\u00a02027" in french
    assert "smic_hourly" in french
    assert "values.yaml" in french
    assert "1\u00a0January\u00a02027" in english
    early = compute([period("2016-12-01", "2016-12-31", 20)], as_of=DAY(2017, 2, 1))
    assert early.claim("cl_backpay").status == "refused"


def test_a_wage_that_the_user_gives_for_later_days_is_used_and_marked_as_his():
    # 4 to 10 January 2027: 10 hours × 12.50
    own = [{"table": "smic_hourly", "from": "2027-01-01", "value": 12.5}]
    found = compute([period("2027-01-04", "2027-01-10", 10)], DAY(2027, 2, 1), own_values=own)
    assert amounts(found, "cl_backpay") == euros("125.00")
    assert [v.own for v in found.claim("cl_backpay").values if v.table == "smic_hourly"] == [True]
    told = rules.found_to_json(found, LAW)
    claim = next(c for c in told["claims"] if c["id"] == "cl_backpay")
    assert any(v["own"] and v["authorities"] == [] for v in claim["values"])


def test_an_official_value_takes_the_place_of_the_users_as_soon_as_the_catalogue_has_it():
    case = rules.parse_money(
        {
            "format": "requalif-money/1",
            "periods": [period("2026-01-05", "2026-01-11", 10)],
            "own_values": [{"table": "smic_hourly", "from": "2025-12-01", "value": 99}],
        }
    )
    found = rules.compute(case, LAW, TODAY)
    assert amounts(found, "cl_backpay") == euros("120.20")


def test_the_note_of_a_line_is_shown_where_the_line_is_used():
    found = compute([period("2026-05-04", "2026-05-10", 10)], as_of=DAY(2026, 11, 24))
    notes = [v.note for v in found.claim("cl_backpay").values]
    assert any(note and "2026" in note.fr for note in notes)


def test_a_length_of_service_that_the_scale_does_not_give_is_refused_in_words():
    found = compute(
        [period("2025-06-02", "2025-12-28", 35)],
        dates={"relation_start": "2013-01-01", "relation_end": "2025-12-28"},
    )
    claim = found.claim("cl_unfair")
    assert claim.status == "refused"
    assert "unfair_max" in claim.reasons[0].message("fr")


def test_a_first_rate_of_overtime_set_by_an_agreement_replaces_that_of_the_code():
    own = [{"table": "overtime_first_increase", "value": 0.1}]
    found = compute([period("2025-03-03", "2025-03-09", 40)], own_values=own)
    assert amounts(found, "cl_overtime") == euros("5.94")  # 5 × 10 % × 11.88


# -- how far back --------------------------------------------------------------------------


def test_arrears_reach_three_years_before_the_end_and_say_what_is_left_out():
    # The relation ends on 28 December 2025: from 28 December 2022 on. One week in 2022 is lost.
    found = compute(
        [period("2022-12-05", "2022-12-11", 10), period("2023-01-02", "2023-01-08", 10)],
        dates={"relation_start": "2022-12-05", "relation_end": "2025-12-28"},
    )
    (cut,) = found.claim("cl_backpay").cuts
    assert (cut.first, cut.counted_from, cut.lost) == (DAY(2022, 12, 28), DAY(2025, 12, 28), True)
    assert amounts(found, "cl_backpay") == euros("112.70")


def test_while_the_relation_lasts_three_years_are_counted_from_the_claim_or_from_today():
    weeks = [period("2022-12-05", "2022-12-11", 10), period("2023-04-03", "2023-04-09", 10)]
    found = compute(weeks, dates={"relation_start": "2022-12-05"})
    assert found.claim("cl_backpay").cuts[0].first == DAY(2023, 3, 2)
    claimed = compute(weeks, dates={"claimed_on": "2025-12-01"})
    assert claimed.claim("cl_backpay").cuts[0].first == DAY(2022, 12, 1)


def test_work_that_is_wholly_out_of_reach_is_told_and_not_zero():
    claim = compute([period("2019-01-07", "2019-01-13", 10)]).claim("cl_backpay")
    assert (claim.status, claim.low) == ("missing", None)
    assert "2\u00a0mars\u00a02023" in claim.reasons[0].message("fr")


# -- what is missing -----------------------------------------------------------------------


def test_nothing_missing_is_taken_for_zero():
    found = compute([{"from": "2025-03-03", "to": "2025-03-09"}])
    claim = found.claim("cl_backpay")
    assert (claim.status, claim.low, claim.high) == ("missing", None, None)
    said = [reason.message("fr") for reason in claim.reasons]
    assert said == [
        "Il manque le nombre d’heures par semaine pour la période n°\u00a01.",
        "Il manque ce qui a été reçu pour la période n°\u00a01.",
    ]


def test_an_empty_input_gives_clocks_and_says_what_each_amount_lacks():
    found = rules.compute(rules.parse_money({"format": "requalif-money/1"}, LAW), LAW, TODAY)
    for claim in found.claims:
        assert claim.status in ("missing", "words"), claim.id
        assert claim.reasons or claim.status == "words"
    assert all(clock.state == "unknown" for clock in found.clocks)


def test_waiting_is_only_needed_where_it_is_counted():
    found = compute([period("2025-03-03", "2025-03-09", 10)])
    assert found.claim("cl_backpay").status == "computed"
    scenarios = {s.option: s for s in found.claim("cl_backpay").scenarios}
    assert scenarios["counted"].status == "missing"
    assert "attente" in scenarios["counted"].reasons[0].message("fr")


# -- conditions ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dates", "conditions", "status"),
    [
        ({}, {"omitted_formality": True, "intent": True}, "missing"),
        ({"relation_end": "2025-12-28"}, {}, "conditional"),
        ({"relation_end": "2025-12-28"}, {"omitted_formality": True}, "conditional"),
        ({"relation_end": "2025-12-28"}, {"omitted_formality": True, "intent": False}, "not_due"),
        ({"relation_end": "2025-12-28"}, {"omitted_formality": True, "intent": True}, "computed"),
    ],
)
def test_trap_8_six_months_need_a_rupture_a_formality_omitted_and_intent(dates, conditions, status):
    found = compute(
        [period("2025-06-02", "2025-12-28", 35)],
        dates={"relation_start": "2025-06-02", **dates},
        conditions=conditions,
    )
    claim = found.claim("cl_td")
    assert claim.status == status
    assert (claim.low is None) == (status in ("missing", "not_due"))


def test_severance_needs_eight_months_of_service():
    def served(start):
        return compute(
            [period("2025-06-02", "2025-12-28", 35)],
            dates={"relation_start": start, "relation_end": "2025-12-28"},
            conditions={"ended_by_platform": True, "no_gross_misconduct": True},
        ).claim("cl_severance")

    assert served("2025-04-29").status == "computed"
    short = served("2025-04-30")
    assert short.status == "not_due"
    assert "Huit mois" in short.reasons[0].message("fr")


def test_below_six_months_the_law_sets_no_notice_and_says_where_to_look():
    found = compute(
        [period("2025-09-01", "2025-12-28", 35)],
        dates={"relation_start": "2025-09-01", "relation_end": "2025-12-28"},
    )
    claim = found.claim("cl_notice")
    assert claim.low is None
    assert "convention collective" in claim.reasons[0].message("fr")


def test_in_a_small_firm_the_minimum_was_not_read_and_is_shown_as_nothing():
    found = compute(
        [period("2025-06-02", "2025-12-28", 35)],
        dates={"relation_start": "2023-06-02", "relation_end": "2025-12-28"},
        assumptions={"staff": "under_eleven"},
    )
    assert found.claim("cl_unfair").low == Decimal("0.00")


# -- whatever the figures ------------------------------------------------------------------

hours = st.integers(0, 60)
days = st.dates(DAY(2023, 4, 1), DAY(2026, 2, 1))


@st.composite
def cases(draw):
    start = draw(days)
    end = min(start + dt.timedelta(draw(st.integers(0, 400))), DAY(2026, 2, 28))
    low = draw(hours)
    return {
        "from": start.isoformat(),
        "to": end.isoformat(),
        "hours_per_week": {"low": low, "high": low + draw(st.integers(0, 20))},
        "waiting_hours_per_week": draw(st.integers(0, 20)),
        "received": draw(st.integers(0, 40_000)),
        "platform_fees": draw(st.integers(0, 3_000)),
        "expenses": draw(st.integers(0, 3_000)),
    }


def whole(work, **more):
    dates = {"relation_start": work["from"], "relation_end": work["to"]}
    return compute([work], dates=dates, **more)


@settings(max_examples=20, deadline=None)
@given(cases())
def test_a_range_never_ends_below_its_beginning(work):
    for claim in whole(work).claims:
        for low, high in [(claim.low, claim.high), *((s.low, s.high) for s in claim.scenarios)]:
            assert low is None or low >= 0
            assert low is None or high is None or low <= high


@settings(max_examples=20, deadline=None)
@given(cases(), st.integers(1, 20), st.sampled_from(["worked", "full_time"]))
def test_more_hours_never_lower_arrears(work, more, basis):
    added = {**work, "hours_per_week": {k: v + more for k, v in work["hours_per_week"].items()}}
    choice = {"assumptions": {"basis": basis}}
    before, after = whole(work, **choice), whole(added, **choice)
    for id in ("cl_backpay", "cl_overtime", "cl_leave"):
        for old, new in zip(amounts(before, id), amounts(after, id), strict=True):
            assert old == new or new > old


@settings(max_examples=20, deadline=None)
@given(cases(), st.integers(1, 5_000))
def test_more_received_never_raises_arrears(work, more):
    before, after = whole(work), whole({**work, "received": work["received"] + more})
    for id in ("cl_backpay", "cl_overtime"):
        assert after.claim(id).high <= before.claim(id).high


@settings(max_examples=15, deadline=None)
@given(cases())
def test_the_lines_of_a_claim_add_up_to_it_within_their_rounding(work):
    claim = whole(work).claim("cl_backpay")
    total = sum((s.cells["shortfall"][1] for s in claim.segments), Decimal(0))
    assert abs(total - claim.high) <= Decimal("0.01") * (len(claim.segments) + 1)


@settings(max_examples=15, deadline=None)
@given(cases(), st.integers(1, 300))
def test_cutting_a_period_in_two_changes_nothing(work, after):
    start, end = DAY.fromisoformat(work["from"]), DAY.fromisoformat(work["to"])
    middle = start + dt.timedelta(after)
    if middle > end:
        return
    length, first = (end - start).days + 1, after
    work = {**work, "received": length * 40, "platform_fees": 0, "expenses": 0}
    parts = [
        {**work, "to": (middle - dt.timedelta(1)).isoformat(), "received": first * 40},
        {**work, "from": middle.isoformat(), "received": (length - first) * 40},
    ]
    dates = {"relation_start": work["from"], "relation_end": work["to"]}
    one, two = compute([work], dates=dates), compute(parts, dates=dates)
    for id in ("cl_backpay", "cl_overtime", "cl_leave", "cl_td"):
        for a, b in zip(amounts(one, id), amounts(two, id), strict=True):
            assert a == b or abs(a - b) <= Decimal("0.01")


# -- the result as a file ------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_result_fits_its_published_schema_and_is_the_same_twice(example, lang):
    told = rules.found_to_json(example, LAW, lang)
    jsonschema.Draft202012Validator(rules.schema("money-output")).validate(told)
    again = rules.compute(rules.parse_money(EXAMPLE.read_bytes(), LAW), LAW, TODAY)
    assert rules.dump(rules.found_to_json(again, LAW, lang)) == rules.dump(told)


def test_every_step_and_value_shown_has_its_level_and_its_source(example):
    for claim in rules.found_to_json(example, LAW)["claims"]:
        for part in (claim, *claim["steps"]):
            assert part["authorities"] or (part["citation"] and part["verification"] == "memory")
        for value in claim["values"]:
            assert value["own"] or value["authorities"]


def test_a_claim_says_the_lowest_level_of_what_it_rests_on(example):
    assert LAW.claims["cl_td"].cited.verification == "official"
    assert example.claim("cl_td").weakest == "memory"


def test_the_input_is_written_back_as_it_was_read():
    case = rules.parse_money(EXAMPLE.read_bytes(), LAW)
    assert rules.parse_money(rules.money_to_json(case), LAW) == case
    assert json.loads(json.dumps(rules.money_to_json(case))) == rules.money_to_json(case)


# -- the calendar and the rounding ---------------------------------------------------------


def test_months_go_by_the_calendar():
    assert add_months(DAY(2024, 2, 29), 12) == DAY(2025, 2, 28)
    assert add_months(DAY(2025, 1, 31), 1) == DAY(2025, 2, 28)
    assert add_months(DAY(2025, 3, 31), -1) == DAY(2025, 2, 28)
    assert full_months(DAY(2025, 1, 31), DAY(2025, 2, 28)) == 1
    assert full_months(DAY(2024, 1, 1), DAY(2024, 12, 31)) == 11
    assert full_months(DAY(2024, 1, 1), DAY(2025, 1, 1)) == 12
    assert months(DAY(2025, 1, 1), DAY(2025, 2, 15)) == Decimal("1.5")


@given(st.dates(DAY(1950, 1, 1), DAY(2080, 1, 1)), st.integers(0, 600))
def test_full_months_undo_adding_months(day, count):
    assert full_months(day, add_months(day, count)) == count


def test_amounts_are_rounded_once_half_up():
    assert rounded(Decimal("2194.335")) == Decimal("2194.34")
    assert rounded(Decimal("2194.3349999")) == Decimal("2194.33")
    assert rounded(Decimal("0.005")) == Decimal("0.01")
    assert rounded(Decimal("Infinity")) is None
