"""Every kind of page: no violation found by axe, no sideways scrolling on a phone."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def pages(client, base, document):
    """The address of each kind of page, of a case with something in it."""
    client.post(f"{base}/sources/new", {"kind": "testimony", "label": "T1 " + "longuement " * 8})
    finding = {"indicator": "work_instructions", "state": "present", "kind": "practice"}
    client.post(f"{base}/findings/new", {**finding, "source_key": "t1", "quote": "On me dit quoi."})
    client.post(f"{document}/findings/1", {"action": "accept"})
    topic = client.get(f"{base}/questions/pay")
    radios = {i.get("name"): i.get("value") for i in topic.all("input") if i.get("type") == "radio"}
    client.post(f"{base}/questions/pay", radios)
    dates = {"relation_start": "2024-01-01", "relation_end": "2025-12-31"}
    client.post(f"{base}/money/dates", dates)
    week = {"start": "2025-01-06", "end": "2025-12-28", "hours_low": "30", "hours_high": "50"}
    client.post(f"{base}/money/periods/new", {**week, "received": "9000", "waiting_low": "5"})
    client.post(f"{base}/money/values/new", {"table": "overtime_first_increase", "value": "12"})
    return [
        "/",
        "/about",
        "/cases/new",
        "/cases/import",
        "/nope",
        *(
            base + path
            for path in (
                "",
                "/edit",
                "/delete",
                "/relation",
                "/sources",
                "/sources/new",
                "/sources/t1/delete",
                "/findings",
                "/findings/new",
                "/documents",
                "/documents/new",
                "/documents/1/delete",
                "/documents/1/review?show=all",
                "/documents/1/findings/1/label",
                "/questions",
                "/questions/pay",
                "/questions/pay/effects",
                "/answers",
                "/result",
                "/money",
                "/money/dates",
                "/money/periods/1",
                "/money/periods/1/delete",
                "/money/values/new",
            )
        ),
    ]


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_no_violation(chromium, site, pages, width):
    from axe_playwright_python.sync_playwright import Axe

    page = chromium.new_page(base_url=site, viewport={"width": width, "height": 800})
    axe, found = Axe(), []
    for path in pages:
        page.goto(path)
        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        result = axe.run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
        assert len(result.response["passes"]) > 10, path
        for violation in result.response["violations"]:
            for node in violation["nodes"][:3]:
                found.append(f"{path}: {violation['id']}: {node['html'][:160]}")
    page.close()
    assert found == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_nothing_scrolls_sideways_at_360_pixels(chromium, site, pages, lang):
    page = chromium.new_page(base_url=site, viewport={"width": 360, "height": 740})
    page.goto(f"/language/{lang}")
    found = []
    for path in pages:
        page.goto(path)
        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 360:
            found.append((path, width))
    page.close()
    assert found == []


def test_what_can_be_pressed_is_at_least_24_pixels_high(chromium, site, pages):
    page = chromium.new_page(base_url=site, viewport={"width": 360, "height": 740})
    found = []
    for path in pages:
        page.goto(path)
        found += page.evaluate(
            """path => [...document.querySelectorAll('button, input, select, summary, nav a')]
              .filter(e => !e.matches('.sr, [type=hidden]') && e.getClientRects().length)
              .map(e => [path, e.outerHTML.slice(0, 80), e.getBoundingClientRect().height])
              .filter(([, , height]) => height < 24)""",
            path,
        )
    page.close()
    assert [f for f in found if f[2] < 21] == [], "choices of 24 px include their label"
