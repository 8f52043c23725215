"""The change log: checked like the law, complete for what the packs say, never in the way of it."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest

import criteria
from criteria import changes
from criteria.loader import DATA
from criteria.model import Validity

SOUND = Path(__file__).parent / "bad" / "sound"
ENTRY = """
  - id: first
    date: 2026-01-01
    jurisdiction: xx
    what: {fr: Écrit., en: Written.}
    entries: {weights: [orders, listed], test: [power], notices: [soon], decisions: [ruling]}
    whole: [statutes]
    law: {from: 2000-01-01, to: null}
"""


@pytest.fixture
def folder(tmp_path):
    """The small sound catalogue with a log; returns (its root, a way to write the log)."""
    root = Path(shutil.copytree(SOUND, tmp_path / "data"))

    def write(text):
        (root / "changes.yaml").write_text(text, "utf-8")
        return root

    return root, write


def test_the_log_shipped_is_in_order():
    assert changes.check() == ()
    assert changes.load()


@pytest.mark.parametrize("jurisdiction", criteria.available())
def test_the_day_on_which_each_pack_says_it_was_written_has_an_entry(jurisdiction):
    written = criteria.load(jurisdiction).pack.written
    assert written in {c.date for c in changes.load() if c.jurisdiction == jurisdiction}


def test_the_log_is_told_from_the_newest_on():
    days = [c.date for c in changes.load()]
    assert days == sorted(days, reverse=True)


def test_french_texts_of_the_log_are_well_set():
    for change in changes.load():
        assert "'" not in change.what.fr
        assert not re.search(r" [;:!?»]|« |\w[;!?»]|[^\W\d]:\s", change.what.fr), change.what.fr
        assert change.what.fr != change.what.en


def test_a_change_tells_what_and_which_period_of_law(folder):
    _, write = folder
    root = write(f"changes:{ENTRY}")
    assert changes.check(root) == ()
    (change,) = changes.load(root)
    assert change.date == dt.date(2026, 1, 1)
    assert change.law == Validity(dt.date(2000, 1, 1), None)
    assert change.entries["weights"] == ("orders", "listed")
    assert change.whole == ("statutes",)


def test_a_catalogue_without_a_log_is_in_order(folder):
    root, _ = folder
    assert changes.check(root) == ()
    assert changes.load(root) == ()
    assert criteria.check(root) == ()


def test_a_faulty_log_never_stops_the_law(folder):
    _, write = folder
    root = write("changes: [")
    assert criteria.load("xx", root)
    with pytest.raises(criteria.CatalogueError, match=r"changes\.yaml:\d"):
        changes.load(root)


def test_what_was_taken_out_need_not_exist(folder):
    _, write = folder
    root = write(f"changes:{ENTRY}    removed: {{weights: [gone]}}\n")
    assert changes.check(root) == ()


FAULTS = {
    "an unknown entry": ("[orders, listed]", "[ordres]", "Did you mean “orders”?"),
    "an unknown node": ("test: [power]", "test: [powr]", "Did you mean “power”?"),
    "an entry of another kind": ("decisions: [ruling]", "decisions: [act]", "xx/decisions.yaml"),
    "a weight of no jurisdiction": ("jurisdiction: xx", "jurisdiction: null", "weights.yaml"),
    "an unknown law": ("jurisdiction: xx", "jurisdiction: zz", "Available: xx."),
    "a day that is none": ("date: 2026-01-01", "date: 2026-02-30", "not a day"),
    "no period": ("    law: {from: 2000-01-01, to: null}\n", "", "“law” is missing"),
    "half a period": ("{from: 2000-01-01, to: null}", "{from: 2000-01-01}", "“to” is missing"),
    "a period reversed": ("to: null", "to: 1999-01-01", "Swap the dates"),
    "a text in one language": (", en: Written.", "", "“en” is missing"),
    "an unknown kind": ("weights: [", "wieghts: [", "Did you mean “weights”?"),
    "an unknown key": ("whole:", "hwole:", "Did you mean “whole”?"),
}


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_is_named_by_file_and_line_with_its_mend(what, folder):
    _, write = folder
    before, after, said = FAULTS[what]
    text = f"changes:{ENTRY}"
    assert before in text
    root = write(text.replace(before, after))
    faults = changes.check(root)
    assert faults
    for fault in faults:
        assert fault.file == "changes.yaml"
        assert 1 < fault.line <= 9
        assert fault.message("fr") != fault.message("en")
    assert said in faults[0].message("en")


def test_an_id_used_twice_is_a_fault(folder):
    _, write = folder
    (fault,) = changes.check(write(f"changes:{ENTRY}{ENTRY}"))
    assert fault.code == "id_twice"


def test_every_kind_of_the_log_has_a_file():
    shared = {"indicators", "questions", "elsewhere"}
    for file, _key in changes.KINDS.values():
        # A part that no law has yet is still known to the log.
        places = [DATA / f"{file}.yaml"] if file in shared else DATA.glob(f"*/{file}.yaml")
        assert any(place.is_file() for place in places) or file == "conclusions"
