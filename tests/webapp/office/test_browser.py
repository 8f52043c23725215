"""Signing in in a real browser: no violation found by axe, by keyboard, without JavaScript."""

import pytest

from tests.webapp.browser.conftest import chromium, open_page, site  # noqa: F401 - fixtures
from tests.webapp.browser.test_accessibility import TAGS
from tests.webapp.office.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def enter(page, name):
    """By keyboard alone."""
    page.goto("/sign-in")
    page.focus("#name")
    page.keyboard.type(name)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/")


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("javascript", [True, False])
def test_one_signs_in_reads_and_signs_out(open_page, nord, width, javascript):  # noqa: F811
    page = open_page(javascript=javascript, width=width)
    enter(page, "malik")
    page.goto(nord)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.click("text=Se déconnecter")
    page.wait_for_url("**/sign-in")
    page.goto(nord)
    assert "/sign-in" in page.url


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_no_violation_on_the_pages_of_an_office(open_page, nord, people, width):  # noqa: F811
    from axe_playwright_python.sync_playwright import Axe

    page, axe, found = open_page(width=width), Axe(), []

    def look(path):
        page.goto(path)
        result = axe.run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
        for violation in result.response["violations"]:
            found.append((path, violation["id"], violation["nodes"][0]["html"][:120]))
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append((path, "scrolls sideways"))

    for path in ("/sign-in", "/join/nothing"):
        look(path)
    enter(page, "anne")
    member = f"/office/members/{people['malik']}"
    for path in (
        "/office", "/office/log", member, f"{member}/remove", "/account", "/account/password",
        "/account/second", "/keeping", f"{nord}/keeping",
    ):  # fmt: skip
        look(path)
    page.click("text=Se déconnecter")
    enter(page, "lea")
    for path in (f"{nord}/relation", f"{nord}/questions/pay", f"{nord}/documents/1/review"):
        look(path)
    assert found == []
