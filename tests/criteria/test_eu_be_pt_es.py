"""What the packs of the Union, Belgium, Portugal and Spain have in common."""

from __future__ import annotations

import datetime as dt
import difflib
import re

import pytest
import yaml

import criteria
from criteria.model import VERIFICATION_LEVELS
from rules.scoreboard import redecide_all
from tests.criteria.texts import badly_set, texts

PACKS = ("eu", "be", "pt", "es")
OUTCOMES = {"employment": 1, "no_employment": 0}
#: Stated in the material as what a party pleaded, which is no finding.
PLEADED = {
    "be_ctb_2023_deliveroo": {"payment_through_platform", "account_sanction"},
}


@pytest.fixture(scope="module", params=PACKS)
def pack(request):
    return criteria.load(request.param)


@pytest.fixture(scope="module")
def research(shared_dir):
    data = yaml.safe_load((shared_dir / "law" / "comparative.yaml").read_text(encoding="utf-8"))
    return {d["id"].replace("-", "_"): d for d in data["decisions"]}


def test_every_text_is_there_in_both_languages(pack):
    assert not [p for p, t in texts(pack) if not p.endswith(".label") and not (t.fr and t.en)]


def test_french_texts_have_french_typography(pack):
    assert not badly_set(pack)


def test_every_decision_of_the_material_is_carried_over_and_no_other(pack, research):
    mine = {i for i, d in research.items() if d["jurisdiction"].lower() == pack.pack.id}
    assert set(pack.decisions) == mine


def test_what_the_material_found_is_coded_and_what_it_calls_partial_or_pleaded_is_not(
    pack, research
):
    for decision in pack.decisions.values():
        theirs = research[decision.id]
        found = {
            f["indicator"]: {True: "present", False: "absent"}[f["value"]]
            for f in theirs["facts_found"]
            if isinstance(f["value"], bool)
            and f["indicator"] not in PLEADED.get(decision.id, set())
        }
        assert {f.indicator: f.state for f in decision.facts} == found, decision.id
        for fact in theirs["facts_found"]:
            if "memory" in str(fact.get("note")) and fact["indicator"] in found:
                ours = next(f for f in decision.facts if f.indicator == fact["indicator"])
                assert "memory" in ours.note.en, (decision.id, fact["indicator"])


def test_date_outcome_and_fall_are_those_of_the_material(pack, research):
    for decision in pack.decisions.values():
        theirs = research[decision.id]
        read = re.fullmatch(r"\d{4}-\d\d-\d\d", str(theirs["date"]))
        assert decision.date == (dt.date.fromisoformat(theirs["date"]) if read else dt.date.min)
        assert OUTCOMES[decision.outcome] == theirs["binary"]
        assert decision.reversed_by == (theirs.get("reversed_by") or "").replace("-", "_") or (
            decision.reversed_by is None and not theirs.get("reversed_by")
        )
        assert decision.source_url in {s.split(" ")[0] for s in theirs["source"]}


def test_nothing_is_said_to_have_been_read_officially(pack):
    """Only summaries, openings, reports and comments were read."""
    rank = VERIFICATION_LEVELS.index("official")
    for entry in (*pack.authorities.values(), *pack.propositions.values()):
        assert VERIFICATION_LEVELS.index(entry.verification) > rank, entry.id
    assert all(a.verification_note for a in pack.authorities.values())


def test_summaries_are_in_words_of_our_own(pack, research):
    for decision in pack.decisions.values():
        a, b = (
            re.findall(r"\w+", s) for s in (research[decision.id]["holding"], decision.summary.en)
        )
        run = difflib.SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
        assert run.size <= 15, (decision.id, " ".join(a[run.a : run.a + run.size]))


def test_no_decided_case_is_settled_against_its_court(pack):
    assert not [r.decision.id for r in redecide_all(pack) if r.contradicts]


def test_the_deadline_of_the_directive_is_told_before_and_after(pack):
    notices = {n.id: n.validity for n in pack.pack.notices}
    early, late = dt.date(2026, 12, 1), dt.date(2026, 12, 2)
    shown = {day: {i for i, v in notices.items() if v.covers(day)} for day in (early, late)}
    assert shown[early] != shown[late]
