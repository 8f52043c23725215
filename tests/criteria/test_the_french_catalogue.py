"""The catalogue that ships: complete, verified as the research says, well written."""

from __future__ import annotations

import pytest
import yaml

import criteria
from criteria.model import VERIFICATION_LEVELS, Node
from tests.criteria.texts import badly_set, texts


@pytest.fixture(scope="module")
def fr():
    return criteria.load("fr")


def test_every_text_is_there_in_both_languages(fr):
    assert not [p for p, t in texts(fr) if not p.endswith(".label") and not (t.fr and t.en)]


def test_french_texts_have_french_typography(fr):
    assert not badly_set(fr)


def test_there_are_at_least_sixty_questions_that_state_indicators(fr):
    assert len([q for q in fr.questions.values() if q.indicators]) >= 60


def test_no_two_questions_ask_the_same(fr):
    asked = [q.text.fr for q in fr.questions.values()]
    assert len(asked) == len(set(asked))


def test_every_indicator_can_be_known_from_a_person(fr):
    reached = {i for q in fr.questions.values() for i in q.indicators}
    assert set(fr.indicators) <= reached


def test_every_weight_above_none_cites_an_authority_that_exists(fr):
    for weighing in fr.weighings:
        if fr.pack.scale[weighing.weight]:
            assert weighing.authorities
        assert set(weighing.authorities) <= set(fr.authorities)


def test_the_test_cannot_be_met_without_the_three_powers(fr):
    def needs(node: Node) -> set[str]:
        if node.op == "limb":
            return {node.ref or ""}
        if node.op == "all":
            return set().union(*map(needs, node.children))
        return set()

    assert {"direction", "control", "sanction"} <= needs(fr.test)


def test_what_the_research_names_is_carried_over_and_never_raised(fr, shared_dir):
    data = yaml.safe_load((shared_dir / "law" / "france.yaml").read_text(encoding="utf-8"))
    rank = {level: i for i, level in enumerate(VERIFICATION_LEVELS)}
    for entry in data["statutes"]:
        ours = fr.authorities[entry["id"]]
        assert ours.citation.fr.replace("\u00a0", " ").replace("’", "'") == (
            entry["citation"].replace("\u00a0", " ").replace("’", "'")
        )
        if entry["text_checked"] is not True:
            assert ours.verification == "memory"
    for entry in [*data["decisions"], *data["procedural_decisions"]]:
        ours = fr.decisions[entry["id"]]
        theirs = entry.get("verification") or entry["verified"]
        assert rank[ours.verification] >= rank[theirs]
        assert (ours.number, ours.ecli, ours.outcome, ours.reversed_by) == (
            entry.get("number"),
            entry.get("ecli"),
            entry.get("outcome"),
            entry.get("reversed_by"),
        )
        if entry["date"]:
            assert ours.date == entry["date"]
    assert not {d["id"] for d in data["decisions_to_read"] if "id" in d} & set(fr.authorities)
    assert {t["id"] for t in data["test"]} == set(fr.propositions)
    assert {p["id"] for p in data["presumptions"]} == set(fr.presumptions)


def test_the_forty_labels_of_the_corpus_are_indicators(fr, corpus_dir):
    labels = yaml.safe_load((corpus_dir / "labels.yaml").read_text(encoding="utf-8"))
    assert {i for group in labels.values() for i in group} <= set(fr.indicators)


def test_a_reversed_decision_is_not_in_good_standing(fr):
    assert not fr.decisions["ca_douai_2020_clic_and_walk"].good_standing
    assert fr.decisions["soc_2020_uber"].good_standing
