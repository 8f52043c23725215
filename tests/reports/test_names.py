"""Names replaced before a case is assessed: everywhere, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

import rules
from reports import ReportError, render
from reports.names import parse, pseudonymised
from rules.model import Case, Finding, Source, Worker
from tests.reports.test_readers import demonstration

CASE = Case(
    title="Jeanne Martin c. Brinotâche",
    worker=Worker("Jeanne Martin"),
    sources=(Source("jeanne", "testimony", "Audition de Jeanne MARTIN, jeanne@exemple.fr"),),
    findings=(
        Finding(
            "work_review",
            "present",
            "practice",
            "jeanne",
            "Jeanne m’a appelée au 06 12 34 56 78 ; Martine était là.",
            "IBAN FR76 3000 6000 0112 3456 7890 189, sécu 2 85 05 78 006 084 36",
        ),
    ),
)


def test_names_go_from_titles_labels_references_and_quotations() -> None:
    said = pseudonymised(CASE, (("Jeanne Martin", "S1"), ("Jeanne", "S1")))
    assert said.title == "[S1] c. Brinotâche"
    assert said.worker.reference == "[S1]"
    assert said.sources[0].label == "Audition de [S1], [courriel]"
    assert said.findings[0].quote == "[S1] m’a appelée au [téléphone] ; Martine était là."


def test_accounts_and_numbers_of_persons_go_by_their_form() -> None:
    said = pseudonymised(CASE, ())
    assert said.findings[0].note == "IBAN [compte], sécu [numéro]"
    assert pseudonymised(CASE, (), "en").sources[0].label.endswith("[e-mail]")


def test_ids_states_and_dates_stay_as_they_are() -> None:
    said = pseudonymised(CASE, (("jeanne", "S1"),))
    assert said.sources[0].id == said.findings[0].source == "jeanne"
    assert said.findings[0].indicator == "work_review"


@pytest.mark.parametrize("words", ["le 12 03 2026", "12 h 30", "2 500 euros par mois", "L. 8221-6"])
def test_figures_that_identify_nobody_stay(words: str) -> None:
    assert pseudonymised(replace(CASE, title=words), ()).title == words


def test_lines_without_a_pseudonym_get_one() -> None:
    assert parse("Jeanne Martin = S1\n\nPaul\n") == (("Jeanne Martin", "S1"), ("Paul", "P2"))


def test_a_name_too_short_or_too_many_are_refused() -> None:
    with pytest.raises(ReportError) as caught:
        parse("J")
    assert caught.value.code == "name_too_short"
    with pytest.raises(ReportError) as caught:
        parse("\n".join(f"nom{n}" for n in range(101)))
    assert caught.value.code == "too_many_names"


def test_the_report_says_that_names_were_replaced_and_holds_none() -> None:
    given = demonstration()
    case = pseudonymised(given.case, (("Brinotâche", "Plateforme A"),))
    assessment = rules.assess(case, given.catalogue)
    made = replace(given, case=case, assessment=assessment, pseudonymised=True, reader="lawyer")
    page = render(made, "html").decode()
    assert "Brinotâche" not in page
    assert "[Plateforme A]" in page
    assert "Les noms signalés ont été remplacés" in page


def test_replacing_names_changes_nothing_of_the_result() -> None:
    given = demonstration()
    case = pseudonymised(given.case, (("Brinotâche", "A"), ("T1", "B")))
    assessment = rules.assess(case, given.catalogue)
    assert assessment.band == given.assessment.band
    assert assessment.score_low == given.assessment.score_low
