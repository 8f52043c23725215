"""``catalogue validate``: the scoreboard of the law, printed and as data."""

from __future__ import annotations

import json
import re

import criteria
import rules.scoreboard as board
from webapp import scoreboard


def test_no_settled_answer_contradicts_a_decision_of_good_standing():
    for jurisdiction in criteria.available():
        found = board.redecide_all(criteria.load(jurisdiction))
        assert [r.decision.id for r in found if r.contradicts] == []


def test_every_difference_is_explained_in_both_languages():
    law = criteria.load("fr")
    differ = [r for r in board.redecide_all(law) if r.verdict in ("disagree", "undetermined")]
    for lang in ("fr", "en"):
        lines = scoreboard.report([law], lang).splitlines()
        for r in differ:
            at = next(i for i, line in enumerate(lines) if line.startswith(f"  - {r.decision.id} "))
            assert lines[at + 1].strip()
            assert lines[at + 2].strip()


def test_the_figures_printed_are_those_of_the_data(app):
    law = criteria.load("fr")
    data = scoreboard.to_json([law])["packs"]["fr"]
    verdicts = [d["verdict"] for d in data["decisions"]]
    for verdict in ("agree", "disagree", "undetermined"):
        assert data[verdict] == verdicts.count(verdict)
    head = scoreboard.report([law], "en").splitlines()[0]
    assert head.startswith(f"fr (France): {data['agree']} agree, {data['disagree']} disagree")


def test_the_figures_of_the_page_are_those_of_the_catalogue(root):
    page = (root / "docs" / "validation.md").read_text("utf-8")
    found = {}
    for row in re.findall(r"^\| `([a-z-]+)` \| .*? \| (.*) \|$", page, re.M):
        found[row[0]] = [int(n) for n in row[1].split(" | ")]
    data = scoreboard.to_json(criteria.load(j) for j in criteria.available())["packs"]
    keys = ("agree", "disagree", "undetermined", "contradictions")
    assert found == {pack: [told[k] for k in keys] for pack, told in data.items()}


def test_the_command_writes_the_verdicts_as_data(app, tmp_path):
    out = tmp_path / "board.json"
    result = app.test_cli_runner().invoke(
        args=["catalogue", "validate", "--jurisdiction", "fr", "--json", str(out)]
    )
    assert result.exit_code == 0, result.output
    assert json.loads(out.read_text("utf-8"))["format"] == "requalif-scoreboard/1"


def test_an_unknown_jurisdiction_is_told_with_those_that_exist(app):
    result = app.test_cli_runner().invoke(
        args=["catalogue", "validate", "--jurisdiction", "zz", "--lang", "en"]
    )
    assert result.exit_code == 2
    assert "fr" in result.output
