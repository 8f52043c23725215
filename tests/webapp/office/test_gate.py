"""Every route, as a stranger, as somebody of another office, as a reader."""

import re

import pytest
from werkzeug.routing.converters import NumberConverter

from tests.webapp.office.conftest import sign_in
from webapp.db import db
from webapp.models import CaseRow
from webapp.office import takeout

#: What the parts of an address are filled with, so that it leads to something; 1 or "x" else.
PARTS = {
    "document_id": 1,
    "finding_id": 1,
    "index": 0,
    "section": "pay",
    "key": "t1",
    "lang": "fr",
    "token": "no-such-token",
    "filename": "requalif.css",
    "link_id": 1,
}
#: What strangers reach: whoever adds to this says why it is safe.
OPEN = {
    "static",
    "fonts.static",
    "language.choose",
    "home.about",
    "account.sign_in",
    "account.second",
    "account.join",
    "account.reset",
}
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


def addresses(app, case_id, user_id):
    """(endpoint, method, address) of every route."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        parts = {**PARTS, "case_id": case_id, "user_id": user_id}
        if rule.endpoint == "fonts.static":
            parts["filename"] = "SourceSans3-Regular.woff2"
        values = {
            name: parts.get(name, 1 if isinstance(converter, NumberConverter) else "x")
            for name, converter in rule._converters.items()
        }
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule.endpoint, method, adapter.build(rule.endpoint, values, method)


def ask(client, method, address):
    """The request with a good form token: nothing is refused for want of it."""
    if not client.token:
        client.get("/about")
    return client.flask.open(address, method=method, data={"csrf_token": client.token})


def test_a_stranger_reaches_nothing_but_the_door(app, stranger, nord, people, case_id):
    tried = 0
    for endpoint, method, address in addresses(app, case_id, people["malik"]):
        answer = ask(stranger, method, address)
        assert b"Essai" not in answer.data, address
        # A worker's private address: an unknown token leads to a page that says so.
        if endpoint in OPEN or endpoint.startswith("worker."):
            assert answer.status_code in (200, 302, 404, 422), address
        elif method == "GET":
            assert answer.status_code == 302, address
            assert answer.location.startswith("/sign-in"), address
        else:
            assert answer.status_code == 401, (method, address)
        tried += endpoint not in OPEN
    assert tried > 50


def test_a_stranger_learns_not_even_whether_a_case_exists(stranger, nord):
    there, not_there = (stranger.flask.get(a) for a in (nord, "/cases/0123456789ab"))
    assert there.status_code == not_there.status_code == 302


def test_htmx_and_other_programs_get_a_refusal_not_the_sign_in_page(stranger, nord):
    answer = stranger.flask.get(nord, headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert "<html" not in answer.text


def bare(html, case_id):
    """The page without the address that was asked for and without its form tokens."""
    token = r'value="[^"]+"|X-CSRFToken": "[^"]+"'
    return re.sub(token, "", html.replace(case_id, ""))


@pytest.mark.parametrize("name", ["sam", "zoe"])
def test_a_case_of_another_office_is_not_there(app, browser, nord, people, case_id, name):
    """Its routes answer as for a case that does not exist, whatever the method."""
    other, before = browser(name), rows(app, case_id)
    missing = other.flask.get("/cases/0123456789ab").text
    for _endpoint, method, address in addresses(app, case_id, people["malik"]):
        if "/cases/" not in address or address in ("/cases/new", "/cases/import"):
            continue
        answer = ask(other, method, address)
        assert answer.status_code == 404, (method, address)
        assert b"Essai" not in answer.data
    assert bare(other.flask.get(nord).text, case_id) == bare(missing, "0123456789ab")
    assert rows(app, case_id) == before


def test_lists_show_the_cases_of_ones_own_office_only(browser, nord, case_id):
    assert case_id in browser("lea").get("/").html
    other = browser("sam")
    for path in ("/", "/keeping"):
        assert case_id not in other.get(path).html


def test_an_administrator_runs_no_other_office(app, browser, people, anne):
    anne.post("/office/invite", {"role": "member"}, 200)
    other = browser("zoe")
    for path in (f"/office/members/{people['malik']}", f"/office/members/{people['malik']}/remove"):
        assert ask(other, "GET", path).status_code == 404
        assert ask(other, "POST", path).status_code == 404
    assert ask(other, "POST", f"/office/members/{people['malik']}/reset").status_code == 404
    assert ask(other, "POST", "/office/links/1/withdraw").status_code == 404


@pytest.mark.parametrize("name", ["malik", "lea"])
def test_only_administrators_run_an_office(app, browser, nord, people, case_id, name):
    somebody = browser(name)
    for endpoint, method, address in addresses(app, case_id, people["lea"]):
        if endpoint.startswith("office."):
            assert ask(somebody, method, address).status_code == 403, (method, address)


def test_a_reader_changes_nothing(app, browser, nord, people, case_id):
    reader, before = browser("lea"), rows(app, case_id)
    for endpoint, method, address in addresses(app, case_id, people["lea"]):
        if (
            method in UNSAFE
            and not endpoint.startswith(("account.", "worker."))
            and endpoint not in OPEN
        ):
            assert ask(reader, method, address).status_code == 403, (method, address)
    assert rows(app, case_id) == before


def test_a_reader_reads_every_page_of_a_case(app, browser, nord, people, case_id):
    reader = browser("lea")
    for endpoint, method, address in addresses(app, case_id, people["lea"]):
        if method == "GET" and address.startswith("/cases/" + case_id):
            # The PDF is laid out elsewhere; here it is only asked whether it may be.
            if endpoint == "result.pdf":
                continue
            answer = ask(reader, method, address)
            assert answer.status_code in (200, 302, 404), address


def test_a_reader_is_told_so_and_gets_no_working_form(browser, nord):
    reader = browser("lea")
    page = reader.get(f"{nord}/relation")
    assert "lecteur de ce bureau" in page.text
    locked = [f for f in page.all("fieldset") if f.get("disabled") is not None]
    assert list(locked[0].iter("form"))
    assert "Créer un dossier" not in reader.get("/").text
    # The day of the law is a question, not a change.
    assert not [f for f in reader.get(f"{nord}/result").all("fieldset") if "disabled" in f.attrib]


def test_a_new_case_belongs_to_the_office_of_who_makes_it(app, nord, case_id):
    with app.app_context():
        row = db.session.get(CaseRow, case_id)
        assert row.office_id == 1


def test_a_query_that_forgets_the_office_is_narrowed_all_the_same(app, browser, nord, case_id):
    """The second lock: no view has to remember the first."""
    found = []

    def careless():
        found.extend(c.id for c in db.session.query(CaseRow))
        found.append(db.session.get(CaseRow, case_id))
        return "done"

    app.view_functions["home.index"] = careless
    browser("sam").get("/", check=False)
    assert found == [None]


def test_without_accounts_there_are_no_pages_of_accounts_and_each_page_says_so(
    instance, migrated, tmp_path
):
    import shutil

    from tests.webapp.conftest import Client, application

    shutil.copy(migrated, instance / "requalif.sqlite")
    client = Client(application(instance))
    for path in ("/sign-in", "/office", "/account", "/office/log"):
        client.get(path, 404)
    for path in ("/", "/about", "/cases/new", "/keeping", "/nope"):
        status = 404 if path == "/nope" else 200
        assert "Mode démonstration" in client.get(path, status).text


def test_with_accounts_no_page_speaks_of_a_demonstration(browser, stranger, nord):
    assert "Mode démonstration" not in stranger.get("/sign-in").text
    assert "Mode démonstration" not in browser("malik").get(nord).text


def test_after_signing_in_one_gets_where_one_was_going(stranger, nord):
    door = stranger.flask.get(f"{nord}/result?on=2026-01-01")
    stranger.get(door.location)
    answer = stranger.post(door.location, {"name": "malik", "password": "une suite de mots"})
    assert answer.location == f"{nord}/result?on=2026-01-01"


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example/", "/\\evil.example"])
def test_signing_in_leads_to_no_foreign_site(stranger, target):
    from urllib.parse import quote

    form = {"name": "malik", "password": "une suite de mots"}
    assert stranger.post(f"/sign-in?next={quote(target)}", form).location == "/"


def rows(app, case_id):
    with app.app_context():
        return takeout.rows_of(case_id)


def test_every_table_that_hangs_on_a_case_goes_with_it():
    """Erasing must leave no row behind, in tables of features to come either."""
    from webapp.db import Base

    left = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.name in ("case_id", "document_id") and table.name != "audit"
        if not [k for k in column.foreign_keys if k.ondelete in ("CASCADE",)]
    ]
    assert left == []


def test_signing_in_again_shows_who_one_is(stranger):
    sign_in(stranger, "anne")
    page = stranger.get("/")
    assert "Nord" in page.text
    assert "anne" in page.text
