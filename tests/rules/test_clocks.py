"""Time limits: the shortest first, nothing invented where a day is not known."""

from __future__ import annotations

import datetime as dt

import pytest

import criteria
import rules

DAY = dt.date
LAW = criteria.money.load("fr")
TODAY = DAY(2026, 11, 24)
ENDED = {"relation_start": "2023-03-01", "relation_end": "2026-03-31", "notified_on": "2026-03-15"}


def clocks(as_of=TODAY, **dates):
    data = {"format": "requalif-money/1", "dates": dates}
    return rules.compute(rules.parse_money(data, LAW), LAW, as_of)


def test_trap_11_the_twelve_months_from_the_deactivation_come_first():
    found = clocks(**ENDED)
    first = found.clocks[0]
    assert first.limitation == "lim_termination"
    assert (first.start, first.expires) == (DAY(2026, 3, 15), DAY(2027, 3, 15))
    assert (first.state, first.days_left) == ("running", 111)
    known = [c.expires for c in found.clocks if c.expires]
    assert known == sorted(known)


@pytest.mark.parametrize(
    ("id", "expires"),
    [
        ("lim_termination", DAY(2027, 3, 15)),
        ("lim_performance", DAY(2028, 3, 31)),
        ("lim_td", DAY(2028, 3, 15)),
        ("lim_wages", DAY(2029, 3, 31)),
        ("lim_recognition", DAY(2031, 3, 31)),
        ("lim_urssaf", DAY(2029, 12, 31)),
    ],
)
def test_each_clock_expires_on_its_anniversary(id, expires):
    assert clocks(**ENDED).clock(id).expires == expires


def test_a_beginning_that_is_not_known_stays_unknown_and_says_what_to_find_out():
    found = clocks(relation_start="2023-03-01", relation_end="2026-03-31")
    clock = found.clock("lim_termination")
    assert (clock.state, clock.start, clock.expires, clock.days_left) == ("unknown", *[None] * 3)
    told = next(
        c for c in rules.found_to_json(found, LAW)["clocks"] if c["id"] == "lim_termination"
    )
    assert "désactivation" in told["find_out"]


def test_an_unknown_short_limit_stands_before_a_longer_one_that_is_known():
    order = [c.limitation for c in clocks(relation_end="2026-03-31").clocks]
    assert order.index("lim_termination") < order.index("lim_performance")
    assert order[0] == "lim_termination"


def test_with_nothing_known_the_shortest_length_comes_first():
    found = clocks()
    assert found.clocks[0].limitation == "lim_termination"
    assert all(c.state == "unknown" for c in found.clocks)


def test_a_disputed_limit_shows_the_safe_shortest_and_names_the_longer():
    clock = clocks(**ENDED).clock("lim_td")
    assert clock.months == 24
    assert clock.others == ((60, DAY(2031, 3, 15)),)
    assert LAW.limitations["lim_td"].cited.verification == "memory"


def test_of_two_days_that_may_have_started_it_the_earlier_counts():
    clock = clocks(**ENDED, known_on="2024-05-02").clock("lim_wages")
    assert (clock.start, clock.started_by, clock.presumed) == (DAY(2024, 5, 2), "known_on", False)


def test_a_day_of_knowledge_that_is_not_given_is_said_to_be_presumed():
    assert clocks(**ENDED).clock("lim_wages").presumed
    assert LAW.limitations["lim_wages"].presumed is not None


@pytest.mark.parametrize(
    ("as_of", "state", "left"),
    [
        (DAY(2027, 3, 14), "running", 1),
        (DAY(2027, 3, 15), "today", 0),
        (DAY(2027, 3, 16), "expired", -1),
    ],
)
def test_a_clock_runs_to_the_day_it_expires_and_stays_first_after(as_of, state, left):
    found = clocks(as_of, **ENDED)
    assert found.clocks[0].limitation == "lim_termination"
    assert (found.clocks[0].state, found.clocks[0].days_left) == (state, left)


def test_a_limit_that_began_on_a_leap_day_ends_on_the_last_of_february():
    assert clocks(notified_on="2024-02-29").clock("lim_termination").expires == DAY(2025, 2, 28)


def test_a_mediation_gives_a_later_day_beside_and_never_instead():
    # 15 March 2026 + 12 months, suspended for 30 days: 14 April 2027; six months after the end,
    # 9 January 2027, is earlier.
    found = clocks(**ENDED, mediation_from="2026-06-09", mediation_to="2026-07-09")
    clock = found.clock("lim_termination")
    assert clock.expires == DAY(2027, 3, 15)
    assert clock.if_suspended == DAY(2027, 4, 14)
    late = clocks(**ENDED, mediation_from="2027-03-01", mediation_to="2027-03-11")
    assert late.clock("lim_termination").if_suspended == DAY(2027, 9, 11)


def test_a_mediation_begun_too_late_or_not_ended_gives_no_later_day():
    over = clocks(**ENDED, mediation_from="2027-04-01", mediation_to="2027-05-01")
    assert over.clock("lim_termination").if_suspended is None
    going = clocks(**ENDED, mediation_from="2026-06-09").clock("lim_termination")
    assert (going.if_suspended, going.suspension) == (None, "lim_arpe")


def test_contributions_run_from_the_end_of_the_calendar_year():
    assert clocks(**ENDED).clock("lim_urssaf").start == DAY(2026, 12, 31)
