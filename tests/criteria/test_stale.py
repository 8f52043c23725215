"""What is to be verified again: the oldest first, of one date the weakest, nothing left out."""

from __future__ import annotations

import datetime as dt

import pytest

import criteria
from criteria.model import VERIFICATION_LEVELS
from criteria.stale import order, stale

TODAY = dt.date(2026, 11, 25)


@pytest.fixture(scope="module")
def fr():
    return criteria.load("fr")


def test_what_has_no_date_comes_first_and_the_weakest_of_it(fr):
    found = stale(fr, TODAY, 0)
    dated = [e.checked_on is not None for e in found]
    assert dated == sorted(dated)
    first = [VERIFICATION_LEVELS.index(e.level) for e in found if e.checked_on is None]
    assert first == sorted(first, reverse=True)
    days = [e.checked_on for e in found if e.checked_on]
    assert days == sorted(days)
    assert list(found) == sorted(found, key=order)


def test_every_entry_that_has_a_level_is_listed_once(fr):
    found = stale(fr, dt.date(2100, 1, 1), 0)
    told = [c.id for c in fr.conclusions.values() if c.verification]
    expected = [*fr.authorities, *fr.presumptions, *fr.propositions, *told]
    assert sorted(e.id for e in found) == sorted(expected)
    assert {e.jurisdiction for e in found} == {"fr"}


def test_age_is_counted_to_the_day_given(fr):
    one = next(a for a in fr.authorities.values() if a.checked_on == dt.date(2026, 8, 20))
    after = one.checked_on + dt.timedelta(days=30)
    assert one.id not in {e.id for e in stale(fr, after, 30)}
    (told,) = [e for e in stale(fr, after, 29) if e.id == one.id]
    assert told.days == 30


def test_only_the_levels_asked_for_are_listed(fr):
    found = stale(fr, TODAY, 0, ("memory", "one_source"))
    assert {e.level for e in found} == {"memory", "one_source"}


def test_an_entry_tells_what_was_not_read(fr):
    (told,) = [e for e in stale(fr, TODAY) if e.id == "ass_plen_1983_barrat"]
    assert told.checked_on is None
    assert told.days is None
    assert "not read" in told.note.en
