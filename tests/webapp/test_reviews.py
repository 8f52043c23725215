"""What was decided about proposals leaves the application as places and labels only."""

from __future__ import annotations

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
