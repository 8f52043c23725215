"""The documents for each reader: what each is told, in which order, in both languages."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import replace

import html5lib
import pytest

import criteria
import reports
import rules
from reports import ReportError, render
from reports.blocks import Bullets, Document, Heading, Para, Picture, Quote, Table
from reports.readers import READERS, SECTIONS, chosen, write
from rules.model import BANDS
from tests.conftest import ROOT
from tests.reports import samples

LANGUAGES = ("fr", "en")


@functools.cache
def demonstration(lang: str = "fr") -> reports.ReportInput:
    law = criteria.load("fr")
    case = rules.parse_case((ROOT / "examples/demonstration/case.json").read_bytes(), law)
    return reports.ReportInput(
        case,
        rules.assess(case, law, lang=lang),
        law,
        "0",
        lang,
        audiences=criteria.audiences("fr"),
    )


@functools.cache
def document(reader: str, lang: str = "fr") -> Document:
    return write(replace(demonstration(lang), reader=reader))


def words(written: Document, section: str = "") -> str:
    said: list[str] = []

    def runs(found: object) -> None:
        said.append("".join(run.text for run in found))  # type: ignore[attr-defined]

    for part in written.sections:
        if section and part.id != section:
            continue
        said.append(part.title)
        for block in part.blocks:
            if isinstance(block, Para):
                runs(block.runs)
            elif isinstance(block, Heading):
                said.append(block.text)
            elif isinstance(block, Quote):
                runs(block.words)
                runs(block.source)
            elif isinstance(block, Bullets):
                for item in block.items:
                    runs(item)
            elif isinstance(block, Table):
                said += block.head
                for row in block.rows:
                    for cell in row:
                        runs(cell)
            elif isinstance(block, Picture):
                said.append(block.alt)
    return "\n".join(said).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("reader", READERS)
def test_every_section_of_every_reader_is_written(reader: str, lang: str) -> None:
    written = [s.id for s in document(reader, lang).sections]
    # The demonstration has one period of law and no proposal left.
    optional = {"periods", "proposals", "first"}
    assert [s for s in SECTIONS[reader] if s not in optional] == [
        s for s in written if s not in optional
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("reader", READERS)
def test_the_page_is_sound_html_and_every_link_leads_somewhere(reader: str, lang: str) -> None:
    page = render(replace(demonstration(lang), reader=reader, sections=()), "html").decode()
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    root = parser.parse(page)
    assert parser.errors == []
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    links = {a.get("href")[1:] for a in root.iter("a") if (a.get("href") or "").startswith("#")}
    assert links <= set(ids)
    assert len(root.findall(".//h1")) == 1


def test_paragraphs_are_numbered_through_the_document() -> None:
    numbers = [
        block.number
        for section in document("lawyer").sections
        for block in section.blocks
        if isinstance(block, Para) and block.number
    ]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 40


def test_an_authority_is_cited_in_full_once_then_by_its_note() -> None:
    notes = [
        "".join(run.text for run in note.runs).replace("\u00a0", " ")
        for note in document("lawyer").notes
    ]
    assert [n.number for n in document("lawyer").notes] == list(range(1, len(notes) + 1))
    full = [n for n in notes if "C. trav., art. L. 8221-6 (" in n]
    again = [n for n in notes if "C. trav., art. L. 8221-6, préc. (note" in n]
    assert len(full) == 1
    assert again


# -- the inspector ---------------------------------------------------------------------------


def test_the_inspector_reads_facts_before_any_result() -> None:
    order = [s.id for s in document("inspector").sections]
    assert order[0] == "facts"
    assert order.index("facts") < order.index("offence") < order.index("result")
    assert order[-1] == "colophon"


def test_a_fact_comes_with_its_words_who_says_it_when_and_how_it_is_known() -> None:
    said = words(document("inspector"), "facts")
    assert "Surveillance de l’activité – Constaté" in said
    assert "enregistre toutefois le temps passé" in said
    assert "Pièce n° 4, Constat au domicile de T1 (12 mars 2026)" in said
    assert "Pièce n° 1 (1er septembre 2025), sous « Article 6" in said
    assert "En pratique : présent" in said


def test_the_elements_of_the_offence_are_told_apart_with_what_is_missing() -> None:
    said = words(document("inspector"), "offence")
    assert "Travail dissimulé par dissimulation d’emploi salarié – Ouverte" in said
    assert "Formalité omise\nouvert" in said
    assert "Intention\nouvert" in said
    assert "Formalités de l’emploi omises" in said


def test_the_record_s_contents_are_listed_with_what_the_file_already_says() -> None:
    said = words(document("inspector"), "checklist")
    assert "Élément matériel" in said
    assert "Formalités de l’emploi omises : inconnu" in said
    assert "à renseigner par l’agent" in said


def test_the_inspector_is_not_told_what_to_argue() -> None:
    said = words(document("inspector"))
    assert "On opposera" not in said
    assert "Ce que l’adversaire" not in said


# -- the union -------------------------------------------------------------------------------


def test_the_letter_says_what_it_means_what_to_do_by_when_what_to_keep_and_the_risks() -> None:
    said = words(document("union"))
    for expected in (
        "Vous travaillez par Brinotâche",
        "votre travail ressemble à celui d’un salarié",
        "12 mois",
        "N’attendez pas que le statut soit reconnu.",
        "captures d’écran datées",
        "La plateforme peut réduire ou fermer votre accès.",
        "ne promet rien",
    ):
        assert expected in said


def test_the_letter_is_plain_no_note_no_score_no_word_of_the_trade() -> None:
    said = words(document("union"))
    assert document("union").notes == ()
    for word in ("subordination", "présomption", "intervalle", "indice", "probabilité", "+0,"):
        assert word not in said.lower().replace("présume", ""), word


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_letter_holds_on_two_pages(lang: str) -> None:
    from tests.reports.conftest import pages_text

    pdf = render(replace(demonstration(lang), reader="union"))
    assert len(pages_text(pdf)) == 2


@pytest.mark.parametrize("band", BANDS)
def test_the_letter_has_words_for_every_outcome(band: str) -> None:
    given = demonstration()
    assessment = replace(given.assessment, band=band, settled=False)
    assert words(write(replace(given, assessment=assessment, reader="union")), "meaning")


# -- the lawyer ------------------------------------------------------------------------------


def test_the_lawyer_reads_the_other_side_s_arguments_with_their_answers() -> None:
    said = words(document("lawyer"), "opposing")
    assert "On opposera : Liberté" in said
    assert "Réponse :" in said
    assert "Les décisions que l’adversaire citera" in said
    assert "Ce qui en distingue notre dossier" in said


def test_arguments_come_with_exhibits_and_notes() -> None:
    part = next(s for s in document("lawyer").sections if s.id == "arguments")
    argument = next(
        b
        for b in part.blocks
        if isinstance(b, Para) and any("Instructions" in r.text for r in b.runs)
    )
    assert any(run.note for run in argument.runs)
    assert "Pièce n° 2, T1, contributrice" in words(document("lawyer"), "arguments")


def test_the_list_of_exhibits_is_numbered_dated_and_complete() -> None:
    part = next(s for s in document("lawyer").sections if s.id == "exhibits")
    (table,) = [b for b in part.blocks if isinstance(b, Table)]
    assert ["".join(r.text for r in row[0]) for row in table.rows] == ["1", "2", "3", "4"]
    assert "11 février 2026" in words(document("lawyer"), "exhibits")


def test_where_written_terms_decide_the_lawyer_is_not_told_that_practice_prevails() -> None:
    from reports.build import build
    from reports.pen import Pen
    from reports.reader_lawyer import _answers

    given = demonstration()
    report = build(given)
    entry = replace(report.limbs[0].indicators[0], conflict=True, undercuts=(), reduced="")
    for terms, told in (("none", True), ("decisive", False)):
        pen = Pen(given, replace(report, terms=terms))
        said = "".join(r.text for answer in _answers(pen, entry) for r in answer)
        assert ("prévalent" in said) is told


def with_money(reader: str) -> Document:
    law = criteria.money.load("fr")
    case = rules.parse_money((ROOT / "examples/money/money.json").read_bytes(), law)
    found = rules.compute(case, law, case.as_of or dt.date(2026, 11, 25))
    return write(replace(demonstration(), money=found, money_law=law, reader=reader))


def test_claims_have_their_range_and_what_they_hang_on_where_the_case_has_sums() -> None:
    assert "aucun montant n’est calculé" in words(document("lawyer"), "claims")
    said = words(with_money("lawyer"), "claims")
    assert "€" in said
    assert "À établir" in said
    assert "ne s’additionnent pas tous" in said


def test_the_letter_counts_the_member_s_own_time_limits_where_days_are_known() -> None:
    said = words(with_money("union"), "deadlines")
    assert "Avant le " in said


def test_the_letter_s_time_limits_are_those_of_the_catalogue() -> None:
    known = criteria.money.load("fr").limitations
    for deadline in criteria.audiences("fr").deadlines:
        period = known[f"lim_{deadline.id}"].shortest
        said = f"{period.months} mois" if period.months else f"{period.years} ans"
        assert deadline.period.fr == said
        assert set(known[f"lim_{deadline.id}"].cited.authorities) <= set(deadline.authorities)


# -- choices ---------------------------------------------------------------------------------


def test_chosen_sections_are_printed_in_the_reader_s_order() -> None:
    given = replace(demonstration(), reader="lawyer", sections=("exhibits", "arguments"))
    assert [s.id for s in write(given).sections] == ["arguments", "exhibits"]


def test_a_choice_of_sections_of_the_full_report_is_a_page_too() -> None:
    page = render(replace(demonstration(), sections=("flips", "summary")), "html").decode()
    assert page.index('id="summary"') < page.index('id="flips"')
    assert 'id="limbs"' not in page


def test_a_reader_or_a_section_that_does_not_exist_is_refused_by_name() -> None:
    for reader, sections, code in (
        ("judge", (), "bad_reader"),
        ("union", ("limbs",), "bad_section"),
    ):
        with pytest.raises(ReportError) as caught:
            chosen(reader, sections)
        assert caught.value.code == code
        for lang in LANGUAGES:
            assert (sections or (reader,))[0] in caught.value.message(lang)


@pytest.mark.parametrize("reader", READERS)
def test_a_case_with_nothing_in_it_still_gives_every_reader_a_document(reader: str) -> None:
    written = write(replace(samples.empty(), reader=reader))
    assert written.sections


@pytest.mark.parametrize("reader", READERS)
def test_a_law_that_says_nothing_of_readers_still_gives_each_a_document(reader: str) -> None:
    given = replace(demonstration(), audiences=criteria.Audiences(), reader=reader)
    assert words(write(given))


def test_the_same_input_gives_the_same_page_in_every_format() -> None:
    given = replace(demonstration(), reader="union")
    for fmt in ("pdf", "html", "docx", "json"):
        assert render(given, fmt) == render(given, fmt), fmt
