"""What was decided about proposals leaves the application as places and labels only."""

from __future__ import annotations

import json

from webapp.db import db
from webapp.models import DocumentRow
from webapp.reviews import decided


def test_nothing_leaves_before_everything_in_a_clause_is_decided(app, document):
    with app.app_context():
        assert decided() == []


def test_accepted_and_rejected_proposals_leave_with_their_places(app, document):
    with app.app_context():
        row = db.session.query(DocumentRow).one()
        for finding in row.findings:
            finding.status = "accepted" if finding.indicator == "free_to_refuse" else "rejected"
        db.session.commit()
        (found,) = decided()
        assert found.sha256 == row.text_sha256
        assert sorted(labels for _, _, labels in found.clauses) == [(), ("free_to_refuse",)]


def test_what_was_accepted_without_a_look_teaches_nothing(app, document):
    with app.app_context():
        for finding in db.session.query(DocumentRow).one().findings:
            finding.status, finding.automatic = "accepted", True
        db.session.commit()
        assert decided() == []


def _perfect(corpus, name):
    """What a reader would say that finds the corpus's own labels."""
    gold = {e["id"]: e["labels"] for e in _lines(corpus / "gold.jsonl")}
    segments = [s for s in _lines(corpus / "segments.jsonl") if s["doc"] == name]
    clauses = [
        {**s, "indicators": [{"id": label} for label in gold.get(s["id"], ())]} for s in segments
    ]
    return {"document": name, "clauses": clauses}


def _lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_two_models_are_compared_on_the_same_documents(app, corpus_dir, tmp_path):
    for folder in ("good", "mute"):
        (tmp_path / folder).mkdir()
    for name in ("malt-fr", "kader-en"):
        good = _perfect(corpus_dir, name)
        mute = {**good, "clauses": [{**c, "indicators": []} for c in good["clauses"]]}
        (tmp_path / "good" / f"{name}.json").write_text(json.dumps(good), "utf-8")
        (tmp_path / "mute" / f"{name}.json").write_text(json.dumps(mute), "utf-8")
    run = app.test_cli_runner().invoke(
        args=[
            "nlp", "evaluate", str(corpus_dir), "--readings", str(tmp_path / "good"),
            "--against", str(tmp_path / "mute"), "--lang", "en",
        ]
    )  # fmt: skip
    assert run.exit_code == 0, run.output
    assert "French" in run.output
    assert "2 documents: micro-F1 +1.000 against the other model" in run.output


def test_reviews_are_exported_by_command(app, document, tmp_path):
    out = tmp_path / "reviews.jsonl"
    run = app.test_cli_runner().invoke(args=["nlp", "export-reviews", "--out", str(out)])
    assert run.exit_code == 0, run.output
    assert out.read_text("utf-8") == ""


def test_a_folder_without_gold_is_said(app, tmp_path):
    run = app.test_cli_runner().invoke(args=["nlp", "evaluate", str(tmp_path)])
    assert run.exit_code == 2
