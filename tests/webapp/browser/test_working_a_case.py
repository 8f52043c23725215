"""Working a case in a real browser: accessible pages, the review by keyboard, what-if at once."""

import io

import pytest

from tests.webapp.browser.test_accessibility import (  # noqa: F401 - with the pages below
    test_axe_finds_no_violation,
    test_nothing_scrolls_sideways_at_360_pixels,
    test_what_can_be_pressed_is_at_least_24_pixels_high,
)
from tests.webapp.conftest import Client
from tests.webapp.test_guided import form_of
from tests.webapp.test_versions import NEWER
from tests.webapp.test_worker_links import NEW

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def pages(client, app, base, document):
    """The address of each page that this feature adds, with something in it."""
    client.post(f"{base}/relation", {"platform_name": "Vélos", "sector": "delivery",
                                     "intermediation": "unknown", "worker_reference": "W1",
                                     "worker_registered": "no"})  # fmt: skip
    client.post(f"{base}/documents/new", {"text": NEWER, "title": "Nouvelles conditions"})
    for label in ("T1", "T2"):
        client.post(f"{base}/sources/new", {"kind": "testimony", "label": label})
    for key, state in (("t1", "present"), ("t2", "absent")):
        finding = {"indicator": "work_instructions", "state": state, "kind": "practice"}
        client.post(f"{base}/findings/new", {**finding, "source_key": key})
    files = {"files": [(io.BytesIO(b"x"), "a.png")]}
    client.post(f"{base}/sources/t1/files", files, content_type="multipart/form-data")
    page = client.post(f"{base}/links/new", NEW, 200)
    address = next(i.get("value") for i in page.all("input") if i.get("id") == "address")
    worker = address.removeprefix("http://localhost")
    person = Client(app)
    asked = person.get(f"{worker}/questions")
    person.token = form_of(asked)["csrf_token"]
    person.post(f"{worker}/questions", form_of(asked))
    return [
        "/platforms",
        "/platforms/cases?name=vélos",
        worker,
        f"{worker}/questions",
        f"{worker}/answers",
        "/w/nothing",
        *(
            base + path
            for path in (
                "/documents/1/review",
                "/documents/1/findings/1/reject",
                "/documents/1/review/together?above=50",
                "/versions?show=all",
                "/what-if?present=work_performed&absent=free_to_refuse",
                "/evidence",
                "/matrix",
                "/sources",
                "/sources/t1/files",
                "/sources/t1/files/1/delete",
                "/questions",
                "/guided/short",
                "/guided/full",
                "/links",
                "/links/new",
                "/links/1",
            )
        ),
    ]


def test_the_review_goes_by_keyboard(chromium, site, document):
    page = chromium.new_page(base_url=site)
    page.goto(f"{document}/review")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "accept-1"
    page.keyboard.press("a")
    page.wait_for_selector("#accept-2:focus")
    page.keyboard.press("r")
    page.wait_for_selector("#reason-2-1:focus")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("#finding-2.found-rejected")
    assert "la clause dit le contraire" in page.inner_text("#finding-2")
    page.keyboard.press("u")
    page.wait_for_selector("#finding-2.found-doubtful")
    page.close()


def test_shortcuts_can_be_turned_off(chromium, site, document):
    page = chromium.new_page(base_url=site)
    page.goto(f"{document}/review")
    page.click("#shortcuts-switch")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") != "accept-1"
    page.reload()
    assert page.is_hidden("#shortcuts-list")
    page.close()


def test_a_hypothesis_shows_its_result_at_once(chromium, site, base):
    page = chromium.new_page(base_url=site)
    page.goto(f"{base}/what-if")
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    page.select_option("#i-work_performed", "absent")
    page.wait_for_selector("#whatif-result a[href*='absent=work_performed']")
    assert page.url.endswith("/what-if")
    page.close()
