"""From the empty start page to the downloaded PDF, in French, with and without JavaScript."""

import pytest

from tests.webapp.conftest import TERMS

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def real_reader(app):
    app.config.update(READER=None, READING_PATIENCE=60)


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_from_the_empty_start_page_to_the_pdf(
    open_page, real_reader, javascript, tmp_path, examples_dir
):
    page = open_page(javascript)
    page.goto("/")
    assert page.locator("html").get_attribute("lang") == "fr"
    page.get_by_role("heading", name="Pas encore de dossier").wait_for()
    page.get_by_role("link", name="Créer un dossier").click()

    page.get_by_label("Nom du dossier").fill("Parcours complet")
    page.get_by_label("Dernier jour des faits").fill("2026-03-01")
    page.get_by_role("button", name="Créer le dossier").click()

    page.get_by_label("Nom de la plateforme").fill("Plateforme imaginaire")
    page.get_by_label("Secteur").select_option(label="Micro-travail, en ligne ou sur le terrain")
    page.get_by_role("button", name="Ajouter un niveau").click()
    page.get_by_label("Niveau 3 : nom").fill("Client imaginaire")
    page.get_by_label("Référence du travailleur").fill("T1")
    page.get_by_label("Non", exact=True).check()
    page.get_by_role("button", name="Enregistrer").last.click()
    assert "Plateforme imaginaire" in page.content()

    page.get_by_role("link", name="Ajouter les conditions").click()
    terms = examples_dir / "demonstration" / "terms.md"
    if not terms.is_file():
        terms = tmp_path / "terms.md"
        terms.write_text(TERMS, encoding="utf-8")
    page.get_by_label("Fichier", exact=True).set_input_files(terms)
    page.get_by_role("button", name="Ajouter et lire").click(timeout=90_000)
    page.get_by_role("heading", name="Relecture").wait_for(timeout=90_000)
    assert page.locator("mark").count() > 0

    left = page.locator("#review-status")
    before = left.inner_text()
    first = page.locator("article.clause").first
    first.get_by_role("button", name="Accepter").first.click()
    if javascript:
        changed = "before => document.querySelector('#review-status').innerText != before"
        page.wait_for_function(changed, arg=before)
    assert "Accepté" in page.locator("#review-status").inner_text()
    page.locator("article.clause").last.get_by_role("button", name="Rejeter").first.click()
    page.get_by_text("Rejeté : ").or_(page.get_by_text("Rejeté\u00a0: ")).first.wait_for()

    page.get_by_role("navigation", name="Dossier").get_by_role("link", name="Questions").click()
    page.locator(".topics a").first.click()
    topic = page.locator("h1").inner_text()
    question = page.locator("fieldset.question").first
    question.locator("input[type=radio]").first.check()
    if javascript:
        question.get_by_text("Enregistré.").wait_for()
        # Nothing else is pressed: the answer is there when one comes back.
        page.reload()
        assert page.locator("fieldset.question input[type=radio]").first.is_checked()
    page.get_by_role("button", name="Enregistrer et continuer").last.click()
    page.get_by_role("heading", name="Ce que changent ces réponses").wait_for()
    assert topic in page.locator("h1").inner_text()
    page.get_by_role("link", name="Arrêter là pour l’instant").click()

    page.get_by_role("navigation", name="Dossier").get_by_role("link", name="Résultat").click()
    assert page.locator("figure.scale svg").is_visible()
    page.set_default_timeout(120_000)
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger le rapport (PDF)").click()
    saved = tmp_path / "report.pdf"
    download.value.save_as(saved)
    assert saved.read_bytes().startswith(b"%PDF-")
    assert download.value.suggested_filename == "requalif-parcours-complet.pdf"


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_file_that_is_too_large_is_refused_with_a_page(open_page, base, javascript, tmp_path):
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(30_000_000)
    page = open_page(javascript)
    page.goto(f"{base}/documents/new")
    page.get_by_label("Fichier", exact=True).set_input_files(large)
    if javascript:
        page.get_by_text("Ce fichier dépasse 10").wait_for()
        page.get_by_role("button", name="Ajouter et lire").click()
        assert page.url.endswith("/documents/new")
    else:
        page.get_by_role("button", name="Ajouter et lire").click()
        page.get_by_role("heading", name="Le fichier est trop lourd").wait_for()


def test_a_label_is_changed_in_place_and_undone_by_keyboard(open_page, document):
    page = open_page()
    page.goto(f"{document}/review")
    first = page.locator("#clause-0")
    first.get_by_role("link", name="Changer l’indice").press("Enter")
    select = first.get_by_label("Indice")
    select.wait_for()
    page.wait_for_function("document.activeElement.tagName == 'SELECT'")
    select.select_option("work_instructions")
    first.get_by_role("button", name="Enregistrer et accepter").press("Enter")
    first.get_by_text("corrigé").wait_for()
    page.wait_for_function("document.activeElement.id.startsWith('undo-')")
    page.keyboard.press("Enter")
    first.get_by_role("button", name="Accepter").wait_for()


def test_the_reading_page_moves_on_by_itself(open_page, app, base):
    import threading

    from tests.webapp.conftest import small_reader

    go_on = threading.Event()

    def waiting(*args):
        go_on.wait(30)
        return small_reader(*args)

    app.config.update(READER=waiting, READING_PATIENCE=0.1)
    page = open_page()
    page.goto(f"{base}/documents/new")
    page.get_by_label("Ou collez le texte").fill(TERMS)
    page.get_by_role("button", name="Ajouter et lire").click()
    page.get_by_role("heading", name="Lecture en cours").wait_for()
    go_on.set()
    page.get_by_role("heading", name="Relecture").wait_for()


def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(open_page):
    page = open_page()
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_faulty_form_moves_the_focus_to_what_is_to_be_mended(open_page):
    page = open_page(javascript=True)
    page.goto("/cases/new")
    page.get_by_role("button", name="Créer le dossier").click()
    page.wait_for_function("document.activeElement.id == 'errors'")
    page.get_by_role("link", name="Remplissez ce champ.").click()
    assert page.evaluate("document.activeElement.id") == "title"


def test_the_enter_key_saves_a_topic_and_clears_nothing(open_page, base):
    page = open_page(javascript=False)
    page.goto(f"{base}/questions/pay")
    page.locator("fieldset.question input[type=radio]").first.check()
    page.locator("input.number").first.press("Enter")
    page.get_by_role("heading", name="Ce que changent ces réponses").wait_for()
