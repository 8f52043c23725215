"""Reports of invented cases under the law that ships with the product."""

from __future__ import annotations

import datetime as dt
import re

import html5lib
import pytest

import criteria
import rules
from criteria.model import Catalogue, Text
from reports import ReportInput, render
from reports.fonts import uncovered
from rules.model import Answer, Case, Finding, Platform, Source, Worker
from tests.reports.conftest import flat, pages_text


@pytest.fixture(scope="module")
def law() -> Catalogue:
    return criteria.load("fr")


def case(registered: bool | None = None, **changes: object) -> Case:
    said = (
        ("price_set_by_platform", "present", "Le prix est affiché, on ne le discute pas."),
        ("work_instructions", "present", "On suit un guide pas à pas."),
        ("activity_monitoring", "present", "Une image de l’écran part sans arrêt."),
        ("account_sanction", "present", "Mon compte a été coupé après deux refus."),
        ("free_schedule", "present", "Je travaille quand je veux."),
    )
    values: dict[str, object] = {
        "title": "Dossier inventé",
        "facts_from": dt.date(2026, 1, 1),
        "facts_to": dt.date(2026, 3, 1),
        "platform": Platform("Inventée", "micro-work"),
        "worker": Worker("W1", registered),
        "sources": (Source("t1", "testimony", "Témoignage inventé"),),
        "findings": tuple(
            Finding(i, s, "practice", "t1", q)  # type: ignore[arg-type]
            for i, s, q in said
        ),
    }
    return Case(**{**values, **changes})  # type: ignore[arg-type]


def report(law: Catalogue, given: Case, lang: str = "fr") -> ReportInput:
    return ReportInput(given, rules.assess(given, law), law, "0.1.0", lang)


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("registered", [True, False, None])
def test_the_page_is_valid_and_complete_in_both_languages(
    law: Catalogue, lang: str, registered: bool | None
) -> None:
    page = render(report(law, case(registered), lang), "html").decode("utf-8")
    html5lib.HTMLParser(strict=True).parse(page)
    assert "Référence absente" not in page
    assert "Reference not in the catalogue" not in page
    assert "L. 8221-6" in page.replace("\u00a0", " ")


def test_registration_brings_the_presumption_into_the_reasoning(law: Catalogue) -> None:
    page = render(report(law, case(True)), "html").decode("utf-8")
    section = page.split('id="presumptions"')[1].split("</section>")[0]
    assert "dans le critère" in section
    assert "s’applique" in section


def test_a_registered_worker_without_a_quotation_is_said_to_be_stated(law: Catalogue) -> None:
    page = render(report(law, case(True)), "html").decode("utf-8")
    assert "Déclaré au dossier, sans citation." in page


def test_a_case_without_a_date_is_told_which_law_was_assumed(law: Catalogue) -> None:
    given = case(facts_from=None, facts_to=None)
    page = render(report(law, given), "html").decode("utf-8")
    assert "Le dossier ne donne pas la date des faits" in page
    assert "non précisée" in page


def test_an_answer_is_quoted_with_its_question(law: Catalogue) -> None:
    question = next(
        q for q in law.questions.values() if q.type == "yes_no" and q.choices and q.indicators
    )
    page = render(report(law, case(answers=(Answer(question.id, True),))), "html").decode("utf-8")
    assert question.text.fr in page.replace("&#39;", "'")
    assert "Les réponses au questionnaire" in page


def test_nothing_in_the_catalogue_is_missing_from_our_fonts(law: Catalogue) -> None:
    found: list[str] = []

    def gather(value: object) -> None:
        if isinstance(value, Text):
            found.extend((value.fr, value.en))
        elif isinstance(value, dict | tuple):
            for inner in value.values() if isinstance(value, dict) else value:
                gather(inner)
        elif hasattr(value, "__dataclass_fields__"):
            for name in value.__dataclass_fields__:
                gather(getattr(value, name))

    for part in (law.pack, law.limbs, law.indicators, law.questions, law.authorities):
        gather(dict(part) if hasattr(part, "keys") else part)
    for part in (law.decisions, law.presumptions, law.propositions):
        gather(dict(part))
    assert len(found) > 500
    assert uncovered("".join(found)) == frozenset()


def test_the_pdf_of_a_real_case_opens_on_its_result(law: Catalogue) -> None:
    given = report(law, case())
    first = flat(pages_text(render(given))[0])
    outcome = law.pack.outcome_words[given.assessment.band].fr
    words = re.sub(r"\s+", " ", outcome)
    assert words in re.sub(r"\s+", " ", first)
    assert "Ce rapport ne décide pas." in first


def test_each_witness_is_quoted_with_the_answer_that_this_witness_gave(law: Catalogue) -> None:
    question = next(
        q
        for q in law.questions.values()
        if q.type == "yes_no" and len([c for c in q.choices if c.effects]) == 2
    )
    asked = case(
        answers=(Answer(question.id, True, "t1"), Answer(question.id, False, "t2")),
        sources=(Source("t1", "testimony", "Anne"), Source("t2", "testimony", "Basile")),
        findings=(),
    )
    page = re.sub(r"<[^>]+>|\s+", " ", render(report(law, asked), "html").decode("utf-8"))
    quoted = dict(re.findall(r"réponse : (Oui|Non)\.[^«]*?, (Anne|Basile)\b", page))
    assert quoted == {"Oui": "Anne", "Non": "Basile"}
