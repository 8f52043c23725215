"""Decisions under laws without a pack: read like the others, and never a precedent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

import criteria
from criteria import elsewhere, shape
from criteria.errors import CatalogueError
from tests.criteria.texts import badly_set

FILE = criteria.loader.DATA / elsewhere.FILE


@pytest.fixture
def faulty(tmp_path):
    """Loads the shipped file after a change; tells what an editor would be told."""
    (tmp_path / "indicators.yaml").write_bytes((FILE.parent / "indicators.yaml").read_bytes())

    def told(change):
        data = yaml.safe_load(FILE.read_text("utf-8"))
        change(data["decisions"])
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        (tmp_path / elsewhere.FILE).write_text(text, "utf-8")
        with pytest.raises(CatalogueError) as caught:
            elsewhere.load(tmp_path)
        return [(fault.code, str(fault)) for fault in caught.value.faults]

    return told


def test_the_file_loads_and_its_french_is_well_set():
    assert len(elsewhere.load()) == 13
    assert badly_set(elsewhere.load()) == []


def test_every_decision_says_whose_law_it_applies():
    assert {e.jurisdiction.en for e in elsewhere.load()} == {
        "Switzerland",
        "Finland",
        "South Korea",
        "Brazil",
        "South Africa",
        "Kenya",
        "United States: federal labour relations",
        "United States: Florida",
        "United States: New York",
    }


def test_none_is_a_precedent_of_any_pack():
    ours = {e.decision.id for e in elsewhere.load()}
    for law in criteria.available():
        assert not ours & set(criteria.load(law).decisions)


def test_what_the_research_decided_is_carried_over(shared_dir):
    path = Path(shared_dir) / "law" / "comparative.yaml"
    entries = {
        d["id"].replace("-", "_"): d for d in yaml.safe_load(path.read_text("utf-8"))["decisions"]
    }
    binary = {"employment": 1, "no_employment": 0, None: None}
    for found in elsewhere.load():
        entry = entries[found.decision.id]
        assert binary[found.decision.outcome] == entry["binary"]
        coded = {f.indicator: f.state == "present" for f in found.decision.facts}
        given = {f["indicator"]: f["value"] for f in entry["facts_found"]}
        assert coded == {i: v for i, v in given.items() if v in (True, False)}


def test_the_schema_is_that_of_decisions_with_the_jurisdiction():
    catalogue = json.loads(shape.SCHEMA.read_text("utf-8"))["$defs"]
    ours = json.loads(elsewhere.SCHEMA.read_text("utf-8"))["$defs"]
    item = ours["elsewhere"]["properties"]["decisions"]["items"]
    assert item["properties"].pop("jurisdiction") == {"$ref": "#/$defs/text"}
    item["required"].remove("jurisdiction")
    assert item == catalogue["decisions"]["properties"]["decisions"]["items"]
    assert all(ours[name] == catalogue[name] for name in ("id", "date", "text"))


def test_a_catalogue_without_the_file_has_no_such_decisions(tmp_path):
    assert elsewhere.load(tmp_path) == ()


def test_a_decision_without_its_jurisdiction_is_named_with_its_line(faulty):
    (said,) = faulty(lambda decisions: decisions[0].pop("jurisdiction"))
    assert said[0] == "missing_key"
    assert said[1].startswith("elsewhere.yaml:2:")
    assert "jurisdiction" in said[1]


def test_an_indicator_that_does_not_exist_is_told_with_the_nearest(faulty):
    (said,) = faulty(lambda d: d[0]["facts"][0].update(indicator="account_sanctions"))
    assert said[0] == "unknown_reference"
    assert "account_sanction" in said[1]


def test_a_reversal_by_nothing_and_a_repeated_id_are_told_together(faulty):
    def change(decisions):
        decisions[0]["reversed_by"] = "nowhere"
        decisions[1]["id"] = decisions[0]["id"]

    assert {code for code, _ in faulty(change)} == {"unknown_reference", "id_twice"}


def test_a_day_that_does_not_exist_is_told_once(faulty):
    assert [c for c, _ in faulty(lambda d: d[0].update(date="2022-02-30"))] == ["not_a_day"]
