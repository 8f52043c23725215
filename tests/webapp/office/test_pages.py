"""Every page of accounts, in both languages: sound, translated."""

import re

import pyotp
import pytest

from tests.webapp.conftest import Client

PAGES = ["/account", "/account/password", "/account/second", "/office", "/office/log", "/keeping"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_pages_of_an_office_are_sound(anne, nord, people, lang):
    anne.get(f"/language/{lang}", 302)
    anne.post(f"{nord}/keeping", {"keep_until": "2020-01-01"})
    anne.post("/office/invite", {"role": "member"}, 200)
    more = [
        f"/office/members/{people['malik']}",
        f"/office/members/{people['malik']}/remove",
        f"{nord}/keeping",
        nord,
    ]
    for path in [*PAGES, *more]:
        assert anne.get(path).root.get("lang") == lang


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_pages_of_the_door_are_sound(stranger, anne, people, lang):
    from tests.webapp.office.test_account import link_of

    stranger.get(f"/language/{lang}", 302)
    anne.get("/office")
    join = link_of(anne.post("/office/invite", {"role": "reader"}, 200))
    reset = link_of(anne.post(f"/office/members/{people['malik']}/reset", {}, 200))
    for path in ("/sign-in", "/sign-in?next=/cases/new", join, reset, "/about"):
        assert stranger.get(path).root.get("lang") == lang
    assert stranger.get("/join/nothing", 404).root.get("lang") == lang
    stranger.post(join, {"name": "", "password": "x", "again": "y"}, 422)
    stranger.post("/sign-in", {"name": "", "password": ""}, 422)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_pages_of_the_second_factor_are_sound(app, client, lang):
    client.get(f"/language/{lang}", 302)
    page = client.get("/account/second")
    assert "<svg" in page.html
    assert "://" not in "".join(i.get("src", "") for i in page.all("img"))
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page.html)[1]
    client.post("/account/second", {"code": pyotp.TOTP(secret).now()}, 200)
    for path in ("/account", "/account/second/off"):
        client.get(path)
    other = Client(app)
    other.get(f"/language/{lang}", 302)
    other.get("/sign-in")
    step = other.post("/sign-in", {"name": "malik", "password": "une suite de mots"}).location
    page = other.get(step)
    field = next(i for i in page.all("input") if i.get("name") == "code")
    assert field.get("autocomplete") == "one-time-code"


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("path", ["", "/relation", "/questions/pay", "/result", "/sources/new"])
def test_the_pages_of_a_case_are_sound_for_a_reader(browser, nord, lang, path):
    reader = browser("lea")
    reader.get(f"/language/{lang}", 302)
    reader.get(nord + path)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_refusals_are_pages(browser, people, lang):
    reader = browser("lea")
    reader.get(f"/language/{lang}", 302)
    reader.get("/office", 403)
    reader.get("/cases/new", 403)


def test_accounts_are_not_served_in_clear_to_other_machines(app, people):
    from webapp import server
    from webapp.errors import UserError

    with app.app_context(), pytest.raises(UserError) as raised:
        server.run(app, "0.0.0.0", 0, "fr")
    assert raised.value.code == "password_in_clear"
