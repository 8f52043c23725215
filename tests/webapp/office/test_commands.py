"""The commands of offices, accounts, the log, keeping and backup."""

import json

import pytest
from sqlalchemy import update

from tests.webapp.conftest import Client, application
from tests.webapp.office.conftest import PASSWORD, sign_in
from webapp.db import db
from webapp.models import CaseRow
from webapp.office import audit
from webapp.office.models import AuditRow


@pytest.fixture
def run(app):
    def command(*arguments, code=0, **more):
        result = app.test_cli_runner().invoke(args=[*arguments], **more)
        assert result.exit_code == code, result.output
        return result

    return command


NEW = "cheval correct pile agrafe\n"


def test_the_first_administrator_is_created_by_a_command_and_can_sign_in(app, run):
    args = ("user", "create", "paul", "--office", "Est", "--password-stdin")
    run(*args, input=NEW)
    client = Client(app)
    sign_in(client, "paul", NEW.strip())
    assert "Est" in client.get("/office").text


def test_the_password_is_asked_for_twice_and_never_shown(run):
    args = ("user", "create", "paul", "--office", "Est")
    result = run(*args, input=NEW * 2)
    assert NEW.strip() not in result.output


@pytest.mark.parametrize(("name", "password", "said"), [
    ("anne", NEW, "déjà pris"),
    ("p", NEW, "de 2 à 120"),
    ("paul", "court\n", "au moins 12"),
    ("paul", "aaaaaaaaaaaaa\n", "trop peu de caractères"),
])  # fmt: skip
def test_a_faulty_account_is_refused_and_no_office_is_left_behind(
    run, people, name, password, said
):
    args = ("user", "create", name, "--office", "Est", "--password-stdin", "--lang", "fr")
    result = run(*args, input=password, code=2)
    assert said in result.stderr.replace("\u00a0", " ")
    assert "Est" not in run("office", "list").output


def test_a_lost_password_is_set_by_a_command(app, run, people):
    old = Client(app)
    sign_in(old, "anne")
    run("user", "password", "anne", "--password-stdin", "--drop-second", input=NEW)
    assert old.flask.get("/").status_code == 302
    sign_in(Client(app), "anne", NEW.strip())
    run("user", "password", "nobody", "--password-stdin", input=NEW, code=2)


def test_accounts_and_offices_are_listed(run, nord):
    assert "\tadministrator\tanne" in run("user", "list").output
    assert "1\t3\t1\tNord" in run("office", "list").output


def test_cases_from_before_there_were_accounts_are_given_to_an_office(app, run, people, client):
    with app.app_context():
        db.session.add(CaseRow(title="Ancien"))
        db.session.commit()
    assert "Ancien" not in client.get("/").text
    run("office", "adopt", "Nowhere", code=2)
    run("office", "adopt", "Nord")
    assert "Ancien" in client.get("/").text


def test_an_imported_case_goes_to_the_office_that_is_named(run, people, client, examples_dir):
    path = str(examples_dir / "profiles" / "teacher-40" / "case.json")
    run("import-case", path, "--office", "Sud")
    assert "Pas encore de dossier" in client.get("/").text
    run("import-case", path, "--office", "Nord")
    assert "Pas encore de dossier" not in client.get("/").text


def test_a_whole_log_is_verified_with_its_heads(run, nord):
    assert "\n" in run("audit", "verify").output


def test_a_broken_log_ends_with_2_and_says_where(app, run, nord):
    with app.app_context():
        row = (AuditRow.chain == 1) & (AuditRow.n == 3)
        db.session.execute(update(AuditRow).where(row).values(user_id=77))
        db.session.commit()
    result = run("audit", "verify", "--lang", "en", code=2)
    assert "log 1, entry 3: the entry was altered" in result.stderr
    assert "journal 1, entrée 3" in run("audit", "verify", "--lang", "fr", code=2).stderr


def test_an_exported_log_is_verified_alone(run, nord, tmp_path):
    path = tmp_path / "log.jsonl"
    run("audit", "export", "--out", str(path))
    run("audit", "verify", str(path))
    lines = path.read_text().splitlines()
    value = json.loads(lines[3])
    path.write_text("\n".join([*lines[:3], json.dumps({**value, "user": 77}), *lines[4:]]))
    result = run("audit", "verify", str(path), "--lang", "en", code=2)
    assert f"entry {value['n']}: the entry was altered" in result.stderr
    path.write_text("something else")
    run("audit", "verify", str(path), code=2)
    run("audit", "verify", str(tmp_path / "nowhere"), code=2)


def test_a_head_noted_down_must_still_be_in_the_log(app, run, nord):
    with app.app_context():
        head = audit.verify().heads[1][1]
    run("audit", "verify", "--head", head)
    result = run("audit", "verify", "--head", "0" * 64, "--lang", "en", code=2)
    assert "no longer in it" in result.stderr


def test_one_offices_log_is_exported_alone(run, nord, tmp_path):
    path = tmp_path / "log.jsonl"
    run("audit", "export", "--office", "Nord", "--out", str(path))
    entries = [json.loads(line) for line in path.read_text().splitlines()[1:]]
    assert {e["chain"] for e in entries} == {1}
    run("audit", "export", "--office", "Nowhere", code=2)


def test_cases_past_their_day_are_listed_and_erased_only_when_asked(run, client, nord, case_id):
    assert run("retention").output == ""
    client.get(f"{nord}/keeping")
    client.post(f"{nord}/keeping", {"keep_until": "2020-01-01"})
    assert run("retention").output == f"{case_id}\t1\t2020-01-01\n"
    run("retention", "--erase", input="n\n", code=1)
    client.get(nord)
    run("retention", "--erase", "--yes")
    client.get(nord, 404)
    assert run("retention").output == ""


def test_an_office_is_exported_and_then_erased(run, client, nord, tmp_path):
    run("office", "export", "Nord", "--out", str(tmp_path / "nord.zip"))
    assert (tmp_path / "nord.zip").stat().st_size > 1000
    run("office", "erase", "Nord", input="n\n", code=1)
    client.get(nord)
    run("office", "erase", "Nord", "--yes")
    assert "Nord" not in run("office", "list").output
    run("audit", "verify")


def test_a_backup_is_restored_by_two_commands(app, run, nord, tmp_path, case_id):
    path = str(tmp_path / "saved.zip")
    run("backup", path)
    run("backup", path, code=2)
    run("restore", path, code=2)
    other = application(tmp_path / "elsewhere")
    runner = other.test_cli_runner()
    result = runner.invoke(args=["restore", path, "--lang", "en"])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "elsewhere" / "secret_key").is_file()
    with other.app_context():
        assert db.session.get(CaseRow, case_id).title == "Essai"
        assert audit.verify().breaks == ()
        db.engine.dispose()


def test_passwords_are_not_taken_from_arguments(app):
    options = {
        name
        for group in ("user", "office")
        for command in app.cli.commands[group].commands.values()
        for parameter in command.params
        for name in parameter.opts
    }
    assert "--password" not in options
    assert PASSWORD not in str(options)


@pytest.mark.parametrize("words", [("audit", "verify"), ("user", "list"), ("retention",)])
def test_without_a_database_one_is_told_what_to_do_and_none_is_made(tmp_path, words):
    app = application(tmp_path / "nowhere")
    result = app.test_cli_runner().invoke(args=[*words])
    assert result.exit_code == 2
    assert "flask --app wsgi init" in result.stderr
    assert not (tmp_path / "nowhere").exists()
