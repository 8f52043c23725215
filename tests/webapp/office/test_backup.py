"""Backing up a running instance, and restoring it elsewhere."""

import json
import sqlite3
import stat
import zipfile
from contextlib import closing

import pytest

from tests.webapp.conftest import Client
from tests.webapp.office.conftest import sign_in, with_accounts
from webapp.db import db
from webapp.errors import UserError
from webapp.office import audit, backup, takeout


@pytest.fixture
def saved(app, nord, tmp_path):
    target = tmp_path / "saved.zip"
    with app.app_context():
        backup.make(target)
    return target


@pytest.fixture
def elsewhere(tmp_path):
    """Another machine: the application on an instance that does not exist yet."""
    app = with_accounts(tmp_path / "elsewhere")
    yield app
    with app.app_context():
        db.engine.dispose()


def test_what_is_restored_is_what_was_there_files_people_and_log_included(
    app, saved, elsewhere, nord, case_id
):
    with app.app_context():
        rows, log = takeout.rows_of(case_id), list(audit.entries())
    with elsewhere.app_context():
        backup.restore(saved)
        assert takeout.rows_of(case_id) == rows
        assert list(audit.entries()) == log
        assert audit.verify().breaks == ()
    client = Client(elsewhere)
    sign_in(client, "malik")
    assert "fixe seule le prix" in client.get(f"{nord}/documents/1/review?show=all").text
    assert client.get(f"{nord}/documents/1/original").status_code == 200
    client.get(f"{nord}/delete")
    client.post(f"{nord}/delete")


def test_a_backup_holds_no_key_and_only_its_owner_reads_it(app, instance, nord, tmp_path):
    (instance / "secret_key").write_text("SECRETKEY" * 8)
    with app.app_context():
        backup.make(tmp_path / "saved.zip")
    with zipfile.ZipFile(tmp_path / "saved.zip") as archive:
        assert not [n for n in archive.namelist() if "secret_key" in n]
        assert all(b"SECRETKEY" not in archive.read(n) for n in archive.namelist())
        assert archive.testzip() is None
    assert stat.S_IMODE((tmp_path / "saved.zip").stat().st_mode) == 0o600


def test_the_server_may_go_on_while_a_backup_is_made(app, client, nord, tmp_path):
    """What was committed before is in it, whole, although the journal was not folded in."""
    with closing(sqlite3.connect(app.config["INSTANCE"] / "requalif.sqlite")) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE cases SET title = 'half done'")
        with app.app_context():
            backup.make(tmp_path / "saved.zip")
        other.rollback()
    with zipfile.ZipFile(tmp_path / "saved.zip") as archive:
        archive.extract("database.sqlite", tmp_path)
    with closing(sqlite3.connect(tmp_path / "database.sqlite")) as copy:
        assert copy.execute("SELECT title FROM cases").fetchall() == [("Essai",)]
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_an_existing_file_is_not_overwritten(app, nord, tmp_path):
    (tmp_path / "saved.zip").write_text("mine")
    with app.app_context(), pytest.raises(UserError) as raised:
        backup.make(tmp_path / "saved.zip")
    assert raised.value.code == "already_there"
    assert (tmp_path / "saved.zip").read_text() == "mine"


def test_a_folder_that_is_not_there_is_named(app, nord, tmp_path):
    with app.app_context(), pytest.raises(UserError) as raised:
        backup.make(tmp_path / "nowhere" / "saved.zip")
    assert raised.value.code == "not_writable"


def test_nothing_is_restored_over_an_instance_that_holds_something(app, saved, instance, case_id):
    with app.app_context():
        before = takeout.rows_of(case_id)
        with pytest.raises(UserError) as raised:
            backup.restore(saved)
        assert raised.value.code == "instance_not_empty"
        assert takeout.rows_of(case_id) == before


def test_a_file_alone_is_something(saved, elsewhere):
    folder = elsewhere.config["INSTANCE"] / "files" / "ab"
    folder.mkdir(parents=True)
    (folder / "abcd").write_text("somebody's terms")
    with elsewhere.app_context(), pytest.raises(UserError) as raised:
        backup.restore(saved)
    assert raised.value.code == "instance_not_empty"


def test_an_instance_with_nothing_but_its_key_and_empty_folders_is_empty(saved, elsewhere, case_id):
    folder = elsewhere.config["INSTANCE"]
    (folder / "files").mkdir(parents=True)
    (folder / "secret_key").write_text("0" * 64)
    with elsewhere.app_context():
        backup.restore(saved)
        assert takeout.rows_of(case_id)["cases"]
    assert (folder / "secret_key").read_text() == "0" * 64


def repacked(saved, change):
    """The backup with its members changed."""
    with zipfile.ZipFile(saved) as archive:
        members = {n: archive.read(n) for n in archive.namelist()}
    change(members)
    target = saved.with_name("changed.zip")
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target


def _altered_file(members):
    name = next(n for n in members if n.startswith("instance/files/"))
    members[name] = members[name] + b"!"


def _altered_database(members):
    members["database.sqlite"] = members["database.sqlite"].replace(b"Essai", b"Assai")


def _missing_file(members):
    del members[next(n for n in members if n.startswith("instance/files/"))]


def _added_file(members):
    members["instance/files/zz/evil"] = b"evil"


def _outside(members):
    told = json.loads(members["manifest.json"])
    name = "instance/../../outside"
    members[name] = b""
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    told["files"][name] = {"sha256": empty, "size": 0}
    members["manifest.json"] = json.dumps(told).encode()


def _no_manifest(members):
    del members["manifest.json"]


def _another_format(members):
    members["manifest.json"] = b'{"format": "requalif-backup/9", "files": {}}'


def _bomb(members):
    """A file that unfolds to more than the manifest says."""
    name = next(n for n in members if n.startswith("instance/files/"))
    members[name] = bytes(50_000_000)


def _not_a_database(members):
    import hashlib

    told = json.loads(members["manifest.json"])
    members["database.sqlite"] = b"no database"
    sha256 = hashlib.sha256(b"no database").hexdigest()
    told["files"]["database.sqlite"] = {"sha256": sha256, "size": 11}
    members["manifest.json"] = json.dumps(told).encode()


@pytest.mark.parametrize("change", [
    _altered_file, _altered_database, _missing_file, _added_file, _outside, _no_manifest,
    _another_format, _bomb, _not_a_database,
])  # fmt: skip
def test_a_damaged_backup_is_refused_and_leaves_nothing(saved, elsewhere, tmp_path, change):
    source = repacked(saved, change)
    with elsewhere.app_context(), pytest.raises(UserError) as raised:
        backup.restore(source)
    assert raised.value.code in ("backup_damaged", "not_a_backup")
    assert list(elsewhere.config["INSTANCE"].iterdir()) == []
    assert not (tmp_path / "outside").exists()


@pytest.mark.parametrize("data", [b"", b"no zip", None])
def test_what_is_no_backup_is_refused(elsewhere, tmp_path, data):
    source = tmp_path / "other.zip"
    if data is not None:
        source.write_bytes(data)
    with elsewhere.app_context(), pytest.raises(UserError) as raised:
        backup.restore(source)
    assert raised.value.code == ("not_readable" if data is None else "not_a_backup")


def test_a_cut_backup_is_refused(saved, elsewhere):
    saved.write_bytes(saved.read_bytes()[:-400])
    with elsewhere.app_context(), pytest.raises(UserError):
        backup.restore(saved)
    assert list(elsewhere.config["INSTANCE"].iterdir()) == []


def test_other_databases_of_the_instance_are_copied_whole_too(app, instance, nord, tmp_path):
    with closing(sqlite3.connect(instance / "jobs.sqlite")) as jobs:
        jobs.execute("PRAGMA journal_mode = WAL")
        jobs.execute("CREATE TABLE job (id)")
        jobs.execute("INSERT INTO job VALUES (7)")
        jobs.commit()
        with app.app_context():
            backup.make(tmp_path / "saved.zip")
    with zipfile.ZipFile(tmp_path / "saved.zip") as archive:
        archive.extract("instance/jobs.sqlite", tmp_path)
    with closing(sqlite3.connect(tmp_path / "instance" / "jobs.sqlite")) as copy:
        assert copy.execute("SELECT id FROM job").fetchall() == [(7,)]


def test_a_database_on_a_server_is_left_to_its_own_tools(tmp_path):
    from sqlalchemy import make_url

    app = with_accounts(tmp_path / "instance")
    with app.app_context():
        url = make_url("postgresql://somebody@server/requalif")
        db.engine.url = url
        with pytest.raises(UserError) as raised:
            backup.make(tmp_path / "saved.zip")
    assert raised.value.code == "backup_of_server"
