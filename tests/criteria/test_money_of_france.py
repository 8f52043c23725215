"""The French claims, values and time limits: whole, cited, dated, at the level of the research."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
import yaml

import criteria

DAY = dt.date


@pytest.fixture(scope="module")
def law():
    return criteria.money.load("fr")


@pytest.fixture(scope="module")
def researched(shared_dir):
    path = shared_dir / "law" / "france.yaml"
    return yaml.safe_load(path.read_text("utf-8"))["claims"]


def cited(law):
    """Every entry that cites, by name."""
    for kind in ("tables", "limitations", "assumptions", "conditions", "quantities", "claims"):
        for id, entry in getattr(law, kind).items():
            yield f"{kind} {id}", entry.cited
    for suspension in law.suspensions:
        yield suspension.id, suspension.cited


def test_every_authority_exists_and_stands(law):
    catalogue = criteria.load("fr")
    for name, entry in cited(law):
        for id in entry.authorities:
            assert id in catalogue.authorities, (name, id)
            assert getattr(catalogue.authorities[id], "good_standing", True), (name, id)


def test_what_has_no_authority_is_to_be_verified_and_says_what_it_stands_on(law):
    bare = {name: entry for name, entry in cited(law) if not entry.authorities}
    assert bare
    for name, entry in bare.items():
        assert entry.verification == "memory", name
        assert entry.citation is not None, name


def test_every_claim_and_limit_of_the_research_is_there(law, researched):
    assert {item["id"] for item in researched["items"]} == set(law.claims)
    limits = {item["id"] for item in researched["limitation"]}
    assert limits == set(law.limitations) | {s.id for s in law.suspensions}


def test_no_level_is_higher_than_that_of_the_research(law, researched):
    order = ("official", "two_sources", "one_source", "memory")
    suspensions = {s.id: s for s in law.suspensions}
    for item in [*researched["items"], *researched["limitation"]]:
        found = law.claims.get(item["id"]) or law.limitations.get(item["id"])
        found = found or suspensions[item["id"]]
        assert order.index(found.cited.verification) >= order.index(item["verified"]), item["id"]


def test_the_minimum_wage_is_that_of_the_official_table(law, researched):
    expected = [
        (line["from"], Decimal(str(line["eur"])))
        for line in researched["smic_hourly_gross"]["values"]
    ]
    lines = law.tables["smic_hourly"].lines
    assert [(line.validity.start, line.value) for line in lines] == expected


def test_the_minimum_wage_of_a_day_is_that_of_its_line(law):
    table = law.tables["smic_hourly"]
    assert table.on(DAY(2016, 12, 31)) is None
    assert table.on(DAY(2022, 4, 30)).value == Decimal("10.57")
    assert table.on(DAY(2022, 5, 1)).value == Decimal("10.85")
    assert table.on(DAY(2025, 6, 1)).value == Decimal("11.88")
    assert table.on(DAY(2026, 12, 31)).value == Decimal("12.02")
    assert table.on(DAY(2027, 1, 1)) is None


def test_trap_12_the_minimum_wage_rests_on_its_own_article_and_not_on_the_minimum_garanti(law):
    for name, entry in cited(law):
        assert "ct_L3231_12" not in entry.authorities, name
    assert law.tables["smic_hourly"].cited.authorities == ("ct_L3231_2",)


def test_trap_13_no_penalty_or_surcharge_that_changed_in_2026_is_computed(law):
    unread = {
        "ct_L8224_3",
        "ct_L8224_5",
        "ct_L8271_1_2",
        "ct_L8272_2",
        "ct_L8115_1",
        "css_L243_7_7",
    }
    for name, entry in cited(law):
        assert not unread & set(entry.authorities), name
    assert law.claims["cl_contributions"].formula is None
    assert law.claims["cl_contributions"].owed_to == "urssaf"


def test_the_months_for_dismissal_without_cause_are_those_of_the_research(law, researched):
    rows = {int(r.at_least): r.value for r in law.tables["unfair_max"].rows if r.value is not None}
    assert rows == {
        **dict(enumerate(map(Decimal, ("1", "2", "3.5", "4", "5", "6", "7", "8", "8", "9", "10")))),
        30: Decimal(20),
    }
    lowest = {int(r.at_least): r.value for r in law.tables["unfair_min"].rows}
    assert lowest == {0: 0, 1: 1, 2: 3}


def test_french_texts_are_set_in_french_typography(root):
    import re

    for name in criteria.money.FILES:
        text = (root / "criteria" / "data" / "fr" / f"{name}.yaml").read_text("utf-8")
        for number, line in enumerate(text.splitlines(), 1):
            words = re.search(r"fr: (.*)", line)
            if words and not line.lstrip().startswith("#"):
                assert not re.search(r" [;?!:»%](?: |$)|« |\w'\w", words[1]), (name, number)


def test_the_command_that_checks_the_catalogue_checks_money_too(law):
    assert criteria.money.check() == ()
    assert criteria.money.available() == ("fr",)
