"""Signing in and out, second factor, invitations, new passwords, ends of sessions."""

import datetime as dt
import re
import time

import pyotp
import pytest
from sqlalchemy import select, update

from tests.webapp.conftest import Client
from tests.webapp.office.conftest import PASSWORD, sign_in, with_accounts
from webapp.db import db
from webapp.office import passwords
from webapp.office.models import AuditRow, LinkRow, SessionRow, UserRow


def verbs(app):
    with app.app_context():
        return [row.verb for row in db.session.scalars(select(AuditRow).order_by(AuditRow.id))]


def codes_of(page):
    return re.findall(r"<code>([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4})</code>", page.html)


@pytest.fixture
def secret(client):
    """The second factor switched on for Malik; his authenticator's secret."""
    page = client.get("/account/second")
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page.html)[1]
    page = client.post("/account/second", {"code": pyotp.TOTP(secret).now()}, 200)
    assert len(codes_of(page)) == 10
    client.codes = codes_of(page)
    return secret


# -- passwords -----------------------------------------------------------------------------


def test_a_password_is_kept_as_argon2id_only(app, people):
    with app.app_context():
        stored = db.session.scalars(select(UserRow.password)).all()
    assert all(hash_.startswith("$argon2id$") for hash_ in stored)
    assert len(set(stored)) == len(stored)


@pytest.mark.parametrize(("password", "fault"), [
    ("court", "short"),
    ("x" * 300, "long"),
    ("aaaaaaaabbbb", "simple"),
    ("jeanne.exemple1", "name"),
    ("cheval correct pile agrafe", ""),
    ("éééé日本語のパスワードです", ""),
])  # fmt: skip
def test_a_new_password_is_judged_by_length_not_by_signs(password, fault):
    assert passwords.fault(password, "Jeanne.Exemple@nord.example") == fault


def test_an_accent_counts_the_same_however_it_is_typed(app):
    with app.app_context():
        stored = passwords.hashed("une école très loin")
        assert passwords.matches(stored, "une e\u0301cole tre\u0300s loin")


def test_a_hash_of_weaker_settings_is_made_anew_at_the_next_sign_in(app, people):
    app.config["ARGON2"] = {"time_cost": 2, "memory_cost": 16, "parallelism": 1}
    sign_in(Client(app), "malik")
    with app.app_context():
        assert "m=16,t=2" in db.session.get(UserRow, people["malik"]).password


# -- signing in ----------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "password"), [
    ("malik", "une autre suite de mots"), ("nobody", PASSWORD), ("malik", "\x00" * 20),
])  # fmt: skip
def test_a_wrong_name_and_a_wrong_password_are_answered_alike(app, stranger, name, password):
    page = sign_in(stranger, name, password, 422)
    assert "Le nom ou le mot de passe est inexact" in page.text
    assert password not in page.html
    assert "sign_in_failed" in verbs(app)


def test_names_are_known_whatever_their_capitals(stranger):
    assert sign_in(stranger, "  MALIK ").location == "/"


def test_a_name_typed_as_password_or_the_reverse_is_not_in_the_log(app, stranger):
    sign_in(stranger, PASSWORD, "malik", 422)
    with app.app_context():
        for row in db.session.scalars(select(AuditRow)):
            assert PASSWORD not in f"{row.what} {row.verb}"


def test_ten_failed_tries_shut_a_name_for_a_while_and_say_so(app, stranger):
    for _ in range(10):
        sign_in(stranger, "malik", "nope" * 4, 422)
    page = sign_in(stranger, "malik", PASSWORD, 429)
    assert "Trop d’essais" in page.text
    assert sign_in(stranger, "sam").status_code == 302


def test_tries_are_counted_by_address_too(instance, people):
    app = with_accounts(instance, TRIES_BY_ADDRESS="3 per minute")
    client = Client(app)
    for number in range(3):
        sign_in(client, f"name{number}", "nope" * 4, 422)
    sign_in(client, "name9", "nope" * 4, 429)


def test_signing_in_often_shuts_nobody_out(app, people):
    for _ in range(12):
        sign_in(Client(app), "malik")


def test_what_the_cookie_held_before_signing_in_is_thrown_away(stranger):
    """Else somebody could prepare a session for somebody else to sign in to."""
    stranger.get("/language/en", 302)
    stranger.get("/about")
    with stranger.flask.session_transaction() as session:
        session["planted"] = "x"
        before = session["csrf_token"]
    sign_in(stranger, "malik")
    with stranger.flask.session_transaction() as session:
        assert "planted" not in session
        assert session["lang"] == "en"
        assert session.get("csrf_token") != before


def test_the_database_cannot_sign_anybody_in(app, client):
    with client.flask.session_transaction() as session:
        token = session["account"]
    with app.app_context():
        stored = [row.token_sha256 for row in db.session.scalars(select(SessionRow))]
    assert token not in stored
    assert sum(len(s) == 64 for s in stored) == len(stored)


def test_fields_may_be_pasted_into_and_filled_by_a_password_manager(stranger):
    page = stranger.get("/sign-in")
    fields = {i.get("name"): i for i in page.all("input")}
    assert fields["name"].get("autocomplete") == "username"
    assert fields["password"].get("autocomplete") == "current-password"
    assert "onpaste" not in page.html


# -- ends of sessions ----------------------------------------------------------------------


def test_signing_out_ends_the_session_on_the_server(client):
    with client.flask.session_transaction() as session:
        kept = dict(session)
    client.post("/sign-out")
    with client.flask.session_transaction() as session:
        session.update(kept)  # a copied cookie
    assert client.flask.get("/").status_code == 302


@pytest.mark.parametrize(("long", "idle", "most"), [({}, 120, 720), ({"long": "y"}, 1440, 10080)])
def test_a_session_ends_without_use_and_at_last(app, stranger, long, idle, most):
    sign_in(stranger, "malik", **long)

    def move(**times):
        with app.app_context():
            now = dt.datetime.now(dt.UTC).replace(tzinfo=None)
            values = {name: now + dt.timedelta(minutes=m) for name, m in times.items()}
            db.session.execute(update(SessionRow).values(**values))
            db.session.commit()

    with app.app_context():
        row = db.session.scalar(select(SessionRow))
        assert row.idle_minutes == idle
        assert round((row.ends_at - row.started_at).total_seconds() / 60) == most
    move(seen_at=-(idle - 2))
    stranger.get("/")
    move(seen_at=-(idle + 1))
    assert stranger.flask.get("/").status_code == 302
    sign_in(stranger, "malik", **long)
    move(ends_at=-1)
    assert stranger.flask.get("/").status_code == 302


def test_use_keeps_a_session_alive(app, client):
    with app.app_context():
        old = dt.datetime.now(dt.UTC).replace(tzinfo=None) - dt.timedelta(minutes=30)
        db.session.execute(update(SessionRow).values(seen_at=old))
        db.session.commit()
    client.get("/")
    with app.app_context():
        assert db.session.scalar(select(SessionRow)).seen_at > old


def test_other_devices_can_be_signed_out(app, client):
    other = Client(app)
    sign_in(other, "malik")
    client.get("/account")
    client.post("/account/sessions/end")
    client.get("/account")
    assert other.flask.get("/").status_code == 302


def test_changing_the_password_asks_for_the_present_one_and_ends_other_sessions(app, client):
    other = Client(app)
    sign_in(other, "malik")
    new = "cheval correct pile agrafe"
    client.get("/account/password")
    form = {"current": "not this one", "password": new, "again": new}
    page = client.post("/account/password", form, 422)
    assert "mot de passe actuel" in page.text
    assert new not in page.html
    client.post("/account/password", {**form, "current": PASSWORD})
    client.get("/account")
    assert other.flask.get("/").status_code == 302
    sign_in(Client(app), "malik", new)
    sign_in(Client(app), "malik", PASSWORD, 422)


def test_an_expired_session_loses_no_saved_work_and_says_so(app, client, base):
    with app.app_context():
        db.session.execute(update(SessionRow).values(ends_at=dt.datetime(2020, 1, 1)))
        db.session.commit()
    client.token = client.token or "x"
    page = client.post(f"{base}/edit", {"title": "Autre"}, 401)
    assert "Ce qui était enregistré l’est toujours" in page.text


# -- second factor -------------------------------------------------------------------------


def test_with_a_second_factor_the_password_alone_opens_nothing(app, people, secret):
    other = Client(app)
    answer = sign_in(other, "malik")
    assert answer.location.startswith("/sign-in/code")
    assert other.flask.get("/").status_code == 302
    other.get(answer.location)
    other.post(answer.location, {"code": "000000"}, 422)
    # The code that switched it on is used up; the next half minute's is good.
    later = pyotp.TOTP(secret).at(time.time() + 30)
    assert other.post(answer.location, {"code": f"{later[:3]} {later[3:]}"}).location == "/"
    other.get("/")


def test_no_code_counts_twice(app, people, secret):
    code = pyotp.TOTP(secret).at(time.time() + 30)
    for status in (302, 422):
        other = Client(app)
        step = sign_in(other, "malik").location
        other.get(step)
        other.post(step, {"code": code}, status)


def test_a_recovery_code_lets_in_once(app, client, people, secret):
    code = client.codes[3].upper().replace("-", " ")
    for status in (302, 422):
        other = Client(app)
        step = sign_in(other, "malik").location
        other.get(step)
        other.post(step, {"code": code}, status)
    assert "recovery_used" in verbs(app)
    with app.app_context():
        assert len(db.session.get(UserRow, people["malik"]).recovery) == 9


def test_guessing_codes_is_stopped(app, secret):
    other = Client(app)
    step = sign_in(other, "malik").location
    other.get(step)
    for _ in range(10):
        other.post(step, {"code": "000000"}, 422)
    other.post(step, {"code": "000000"}, 429)


def test_nobody_comes_to_the_code_without_the_password(stranger):
    assert stranger.flask.get("/sign-in/code").location.startswith("/sign-in")


def test_switching_the_second_factor_off_asks_for_the_password(app, client, secret):
    client.get("/account/second/off")
    client.post("/account/second/off", {"current": "not this one"}, 422)
    client.post("/account/second/off", {"current": PASSWORD})
    sign_in(Client(app), "malik")


def test_a_wrong_code_does_not_switch_the_second_factor_on(app, client, people):
    client.get("/account/second")
    client.post("/account/second", {"code": "12345"}, 422)
    with app.app_context():
        assert db.session.get(UserRow, people["malik"]).totp_secret == ""


# -- links ---------------------------------------------------------------------------------


def link_of(page):
    return re.search(r">http://localhost(/[^<\s]+)<", page.html)[1]


def test_an_invitation_makes_one_account_in_the_office_and_role_it_names(app, anne):
    anne.get("/office")
    link = link_of(anne.post("/office/invite", {"role": "reader"}, 200))
    guest = Client(app)
    page = guest.get(link)
    assert "Nord" in page.text
    password = "cheval correct pile agrafe"
    form = {"name": "nora@nord.example", "password": password, "again": password}
    assert guest.post(link, form).location == "/"
    guest.get("/")
    with app.app_context():
        user = db.session.scalar(select(UserRow).where(UserRow.key == "nora@nord.example"))
        assert (user.role, user.office.name) == ("reader", "Nord")
    assert "ne fonctionne pas" in Client(app).get(link, 404).text


@pytest.mark.parametrize(("form", "said"), [
    ({"name": "MALIK"}, "déjà pris"),
    ({"name": "x"}, "2 à 120"),
    ({"password": "court", "again": "court"}, "au moins 12"),
    ({"again": "une autre suite"}, "ne sont pas identiques"),
])  # fmt: skip
def test_a_faulty_form_of_joining_is_refused_beside_its_field(app, anne, form, said):
    anne.get("/office")
    link = link_of(anne.post("/office/invite", {"role": "member"}, 200))
    guest = Client(app)
    guest.get(link)
    password = "cheval correct pile agrafe"
    whole = {"name": "nora", "password": password, "again": password, **form}
    page = guest.post(link, whole, 422)
    assert said in page.text.replace("\u00a0", " ")
    guest.get(link)


def test_a_withdrawn_or_old_invitation_does_not_work(app, anne):
    anne.get("/office")
    first, second = (
        link_of(anne.post("/office/invite", {"role": "member"}, 200)) for _ in range(2)
    )
    anne.post("/office/links/1/withdraw")
    Client(app).get(first, 404)
    with app.app_context():
        db.session.execute(update(LinkRow).values(expires_at=dt.datetime(2020, 1, 1)))
        db.session.commit()
    Client(app).get(second, 404)


def test_a_link_for_a_new_password_works_once_and_ends_sessions(app, anne, client, people, secret):
    anne.get("/office")
    address = f"/office/members/{people['malik']}/reset"
    older, link = (link_of(anne.post(address, {"drops_second": "y"}, 200)) for _ in range(2))
    Client(app).get(older, 404)
    new = "cheval correct pile agrafe"
    guest = Client(app)
    guest.get(link)
    assert guest.post(link, {"password": new, "again": new}).location == "/sign-in"
    Client(app).get(link, 404)
    assert client.flask.get("/").status_code == 302
    sign_in(Client(app), "malik", new)


def test_links_are_kept_as_hashes(app, anne):
    anne.get("/office")
    link = link_of(anne.post("/office/invite", {"role": "member"}, 200))
    with app.app_context():
        assert db.session.scalar(select(LinkRow)).token_sha256 not in link


# -- running an office ---------------------------------------------------------------------


def test_a_role_changes_at_once(anne, client, base, people):
    anne.get(f"/office/members/{people['malik']}")
    anne.post(f"/office/members/{people['malik']}", {"role": "reader"})
    client.post(f"{base}/edit", {"title": "Autre"}, 403)


def test_an_office_keeps_an_administrator(anne, people):
    anne.get("/office")
    page = anne.post(f"/office/members/{people['anne']}", {"role": "member"}, 422)
    assert "a besoin d’un administrateur" in page.text
    anne.post(f"/office/members/{people['anne']}/remove")
    anne.get("/office")


def test_a_removed_person_is_out_at_once(app, anne, client, people, base):
    anne.get(f"/office/members/{people['malik']}/remove")
    anne.post(f"/office/members/{people['malik']}/remove")
    assert client.flask.get("/").status_code == 302
    assert sign_in(Client(app), "malik", status=422)
    anne.get(base)
    page = anne.get("/office/log")
    assert f"compte {people['malik']}" in page.text
    assert "malik" not in page.text


def test_the_settings_of_an_office_are_saved_and_names_stay_unique(anne):
    anne.get("/office")
    anne.post("/office", {"name": "Sud", "keep_months": ""}, 422)
    anne.post("/office", {"name": "Nord-Est", "keep_months": "24"})
    assert "Nord-Est" in anne.get("/office").text


def test_behind_tls_links_say_so(instance, app, people):
    app = with_accounts(instance, SESSION_COOKIE_SECURE=True)
    with app.test_request_context("/", base_url="http://proxy.example"):
        from webapp.views.office import _address

        assert _address("account.join", "abc") == "https://proxy.example/join/abc"
