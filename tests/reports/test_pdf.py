"""The PDF as a reader's software and a reader's eyes get it."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from reports import ReportError, render
from reports.pdf import to_pdf
from rules.model import Finding
from tests.reports import laws, samples
from tests.reports.conftest import flat, pages_text


def test_it_is_tagged_titled_and_in_french(opened: pikepdf.Pdf) -> None:
    root = opened.Root
    assert bool(root.MarkInfo.Marked)
    assert "/StructTreeRoot" in root
    assert str(root.Lang) == "fr"
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert str(opened.docinfo["/Title"]) == (
        "Analyse du statut de travail – Clicable – micro-tâches d’annotation"
    )
    with opened.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_its_language_is_english_when_english_was_asked(english_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(english_pdf)) as pdf:
        assert str(pdf.Root.Lang) == "en"
        assert str(pdf.docinfo["/Title"]).startswith("Worker-status analysis")


def test_bookmarks_follow_the_headings_down_to_the_limbs(opened: pikepdf.Pdf) -> None:
    with opened.open_outline() as outline:
        (top,) = outline.root
        sections = [item.title for item in top.children]
        limbs = [c.title for item in top.children for c in item.children]
    assert top.title == "Analyse du statut de travail"
    assert sections[0] == "En résumé"
    assert "Le raisonnement" in sections
    assert "Pour refaire cette analyse" in sections
    assert any(title.startswith("Pouvoir de contrôle") for title in limbs)


def test_every_font_is_embedded_and_ours(opened: pikepdf.Pdf) -> None:
    names = set()
    for page in opened.pages:
        for font in page.Resources.get("/Font", {}).values():
            descendant = font.DescendantFonts[0]
            assert "/FontFile2" in descendant.FontDescriptor or (
                "/FontFile3" in descendant.FontDescriptor
            )
            names.add(str(descendant.BaseFont).split("+")[1])
    assert all(n.startswith(("Source-Sans-3", "Source-Serif-4", "DejaVu-Sans")) for n in names)


def test_drawings_have_an_alternative_text(opened: pikepdf.Pdf) -> None:
    alternatives = []

    def visit(element: pikepdf.Object) -> None:
        if isinstance(element, pikepdf.Dictionary):
            if element.get("/S") == "/Figure" and "/Alt" in element:
                alternatives.append(str(element.Alt))
            kids = element.get("/K")
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                visit(kid)

    visit(opened.Root.StructTreeRoot)
    assert any("Intervalle du résultat" in text and "−0,10" in text for text in alternatives)
    assert any("Travailleur (W1) → Plateforme (Clicable SAS)" in text for text in alternatives)


def test_page_one_says_who_what_result_reasons_gaps_and_that_it_does_not_decide(
    french_pdf: bytes,
) -> None:
    first, second, *_ = (flat(p) for p in pages_text(french_pdf))
    for words in (
        "Clicable (micro-travail)",
        "W1, immatriculation inconnue",
        "Indéterminé : il manque des faits décisifs",
        "3 circonstances utiles restent inconnues ou contestées",
        "De −0,10 à +0,62",
        "Prix fixés par la plateforme",
        "Contrat qualifié d’indépendant",
        "Votre activité est-elle suivie",
        "Ce rapport ne décide pas.",
    ):
        assert words.replace("\u00a0", " ") in first.replace("\u00a0", " "), words
    assert "Sommaire" in second


def test_page_one_stays_one_page_when_the_case_is_rich(rich_pdf: bytes) -> None:
    first = flat(pages_text(rich_pdf)[0])
    assert "Lecture automatique, non relue" in first
    assert "Ce rapport ne décide pas." in first


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_page_one_stays_one_page_when_everything_is_said_at_length(lang: str) -> None:
    law = laws.three()
    long = {
        band: samples.both(words.fr + ", dit au long de toute une ligne et d’une autre encore")
        for band, words in law.pack.outcome_words.items()
    }
    given = laws.report(replace(law, pack=replace(law.pack, outcome_words=long)), lang)
    base = samples.ordinary(lang)
    crowded = replace(
        given.assessment,
        automatic_reading=True,
        next_questions=base.assessment.next_questions,
    )
    title = "Un titre de dossier qui n’en finit pas " * 4
    case = replace(given.case, title=title)
    first, second, *_ = pages_text(render(replace(given, case=case, assessment=crowded)))
    assert ("ne décide pas" if lang == "fr" else "does not decide") in first
    assert ("Sommaire" if lang == "fr" else "Contents") in second


def test_a_law_of_another_shape_has_its_sections_in_the_pdf() -> None:
    pdf = render(laws.report(laws.three()))
    text = " ".join(" ".join(flat(p) for p in pages_text(pdf)).split())
    for words in (
        "Période par période",
        "Constatations d’une autre date",
        "Les autres conclusions",
        "Règle discutée",
        "Là où les décisions se séparent",
        "Ce que ce droit prévoit",
    ):
        assert words in text, words
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_outline() as outline:
        sections = [item.title for item in outline.root[0].children]
    assert sections.index("Période par période") < sections.index("Le raisonnement")


def test_every_font_gives_ordinary_spaces_and_hyphens_to_copy_and_search(
    rich_pdf: bytes, french_pdf: bytes
) -> None:
    for made in (rich_pdf, french_pdf):
        text = "".join(pages_text(made))
        assert "\u00a0" not in text
        assert "\u2010" not in text
    assert "n° 22-00.002" in "".join(flat(p) for p in pages_text(french_pdf))


def test_names_and_values_are_read_in_turn(french_text: str) -> None:
    assert "Plateforme Clicable (micro-travail)" in french_text.replace("\n", " ")


def test_french_spaces_survive_text_extraction(french_text: str) -> None:
    assert "«\u202fHoraires choisis" in french_text or "«\u202fInstructions" in french_text
    assert "indépendance\u202f; +1" in french_text


def test_running_header_and_page_numbers_are_on_every_later_page(french_pdf: bytes) -> None:
    pages = pages_text(french_pdf)
    assert 6 <= len(pages) <= 12
    for number, page in enumerate(pages, start=1):
        assert f"{number}\u202f/\u202f{len(pages)}" in page
        assert ("micro-tâches d’annotation – W1" in page) == (number > 1)


def test_quotes_come_with_exhibit_heading_page_and_offsets(french_text: str) -> None:
    text = french_text.replace("\u00a0", " ").replace("\u202f", " ")
    assert "« Le Prestataire choisit librement ses horaires. »" in text
    assert "Pièce n° 1, Conditions générales de Clicable" in text
    assert "sous « 2. Liberté d’organisation », p. 2, caractères 210 à 255" in text


def test_undercutting_is_said_with_its_reason(french_text: str) -> None:
    assert "Choisir ses heures n’exclut pas la subordination" in french_text.replace("-", "") or (
        "Choisir ses heures n’exclut pas" in french_text
    )


def test_a_reversed_decision_is_flagged(french_text: str) -> None:
    assert "À ne pas citer comme droit positif" in french_text


def test_unreviewed_proposals_are_apart_and_said_not_to_count(french_text: str) -> None:
    section = french_text.split("Les repérages non relus")[-1]
    assert "il ne compte pas dans le résultat" in section.replace("\n", " ")
    assert "Toute tâche jugée non conforme" in section


def test_the_colophon_has_what_is_needed_to_repeat_the_analysis(french_text: str) -> None:
    for words in (samples.SHA, "fr-2026-11-24-0123456789ab", "Requalif 0.1.0"):
        assert words in french_text


def test_the_same_input_gives_the_same_bytes(french_pdf: bytes) -> None:
    assert render(samples.ordinary()) == french_pdf


def test_no_clock_time_is_inside(opened: pikepdf.Pdf) -> None:
    assert "/CreationDate" not in opened.docinfo
    assert "/ModDate" not in opened.docinfo


def test_a_case_with_nothing_known_has_a_report_that_says_so() -> None:
    text = "\n".join(flat(p) for p in pages_text(render(samples.empty())))
    for words in ("Rien n’a été établi dans ce sens", "Aucune pièce", "suite inconnue"):
        assert words in text


def test_forty_indicators_with_long_quotes_are_all_there(rich_pdf: bytes) -> None:
    text = "\n".join(flat(p) for p in pages_text(rich_pdf))
    assert all(f"Circonstance inventée numéro {n}" in text for n in range(1, 31))


def test_characters_outside_our_fonts_do_not_stop_the_report() -> None:
    base = samples.ordinary()
    finding = Finding("price_set", "present", "practice", "t1", "平台设定价格。")
    indicators = tuple(
        replace(i, findings=(finding,)) if i.id == "price_set" else i
        for i in base.assessment.indicators
    )
    pdf = render(replace(base, assessment=replace(base.assessment, indicators=indicators)))
    assert pdf.startswith(b"%PDF-")


def test_an_unknown_format_is_refused_by_name() -> None:
    with pytest.raises(ReportError) as caught:
        render(samples.ordinary(), "odt")
    assert "odt" in caught.value.message("fr")


def test_a_line_does_not_end_after_its_first_word_because_a_reference_follows() -> None:
    said = "une subordination juridique permanente renverse la présomption."
    style = 'p { font: 12px "Source Sans 3" } span { white-space: nowrap; font-size: 0.88em }'
    # Every width, because the fault shows where the text fits and the space after it does not.
    paragraphs = "".join(
        f'<p style="width: {width}px">{said} <span>[16]</span>' for width in range(200, 400)
    )
    page = f"<!DOCTYPE html><html lang=fr><title>x</title><style>{style}</style>{paragraphs}</html>"
    text = "\n".join(pages_text(to_pdf(page))).replace("\r", "")
    laid = [part.strip().split("\n") for part in text.split("[16]")[:-1]]
    assert len(laid) == 200
    assert [lines for lines in laid if any(" " not in line for line in lines[:-1])] == []
    assert "\u200b" not in text
