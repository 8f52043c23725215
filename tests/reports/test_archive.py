"""The PDF as an archive keeps it: what it claims, what is attached, nothing of the clock."""

from __future__ import annotations

import io
import json

import pikepdf

import rules
from reports.archive import NO_DATE
from reports.exhibits import exhibits
from tests.reports import samples


def test_one_file_claims_both_pdf_a_3a_and_pdf_ua_1(opened: pikepdf.Pdf) -> None:
    with opened.open_metadata() as metadata:
        assert metadata.pdfa_status == "3A"
        assert metadata["pdfuaid:part"] == "1"
    said = opened.Root.Metadata.read_bytes().decode()
    assert "pdfaExtension:schemas" in said
    assert "/Filter" not in opened.Root.Metadata
    assert opened.Root.OutputIntents[0].S == "/GTS_PDFA1"
    assert opened.Root.StructTreeRoot.K is not None


def test_assessment_case_and_evidence_are_attached_once_with_their_relation(
    opened: pikepdf.Pdf,
) -> None:
    relations = {str(f.UF): str(f.AFRelationship) for f in opened.Root.AF}
    assert relations == {
        "assessment.json": "/Data",
        "case.json": "/Source",
        "evidence.json": "/Data",
    }
    assert len(opened.Root.AF) == 3
    assert sorted(opened.attachments) == sorted(relations)


def test_what_is_attached_is_what_the_engine_writes(opened: pikepdf.Pdf) -> None:
    given = samples.ordinary()
    held = {name: spec.get_file().read_bytes() for name, spec in opened.attachments.items()}
    assert held["assessment.json"] == rules.dump(rules.assessment_to_json(given.assessment))
    assert rules.parse_case(held["case.json"]) == given.case
    evidence = json.loads(held["evidence.json"])
    assert evidence["format"] == "requalif-evidence/1"
    assert evidence["lang"] == "fr"
    assert [e["number"] for e in evidence["exhibits"]] == [e.number for e in exhibits(given.case)]


def test_attachments_carry_no_date_of_the_clock(opened: pikepdf.Pdf) -> None:
    for spec in opened.Root.AF:
        assert str(spec.EF.F.Params.ModDate) == NO_DATE
        assert "/CreationDate" not in spec.EF.F.Params


def test_exhibits_are_numbered_as_the_report_numbers_them() -> None:
    from reports.build import build

    for given in (samples.ordinary(), samples.rich(), samples.empty()):
        shown = build(given).sources
        assert [(e.number, e.label) for e in exhibits(given.case)] == [
            (s.number, s.label) for s in shown
        ]


def test_nothing_in_the_pdf_is_broken(french_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(french_pdf)) as pdf:
        assert pdf.check_pdf_syntax() == []
