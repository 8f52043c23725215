"""A real browser on a real server; skipped, loudly, where there is none."""

from __future__ import annotations

import shutil

import pytest

from tests.webapp.conftest import serving


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("NOT CHECKED: no Chromium on this machine (Debian package: chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def site(app):
    with serving(app) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def open_page(chromium, site):
    """Opens a page of its own context; complaints of the browser fail the test at its end."""
    contexts, complaints = [], []

    def complain(message):
        # A page that refuses a form or a file says so by its status: that is no fault of it.
        refusal = "Failed to load resource: the server responded with a status of 4"
        if message.type == "error" and not message.text.startswith(refusal):
            complaints.append(message.text)

    def opened(javascript=True, width=1280, height=900):
        context = chromium.new_context(
            base_url=site,
            java_script_enabled=javascript,
            viewport={"width": width, "height": height},
            accept_downloads=True,
            locale="fr-FR",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", complain)
        page.on(
            "response",
            lambda r: "/static/" in r.url and r.status >= 400 and complaints.append(r.url),
        )
        page.on("pageerror", lambda e: complaints.append(str(e)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
