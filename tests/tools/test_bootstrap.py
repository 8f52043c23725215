"""The environment is made once, from hashed requirements, with nothing but the standard library."""

import ast
import sys

import pytest

from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "tools"))

import bootstrap
import debian


@pytest.fixture
def calls(monkeypatch):
    """Commands that would have been run."""
    made = []

    def call(command, **_):
        made.append(command)
        return 0

    monkeypatch.setattr(bootstrap.subprocess, "call", call)
    return made


def a_venv(folder, stamp):
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").touch()
    (folder / ".requalif-stamp").write_text(stamp + "\n")
    return folder


@pytest.mark.parametrize("name", ["bootstrap.py", "debian.py"])
def test_an_old_python_can_at_least_read_what_it_lacks(name):
    ast.parse((ROOT / "tools" / name).read_text("utf-8"), feature_version=(3, 6))


def test_a_python_too_old_goes_on_with_a_newer_one_when_there_is_one():
    newer = {"python3.12": "/somewhere/python3.12"}.get
    assert bootstrap.newer_python((3, 9), newer) == "/somewhere/python3.12"
    assert bootstrap.newer_python((3, 9), lambda name: None) == ""
    assert bootstrap.newer_python((3, 11), newer) is None
    assert bootstrap.newer_python((3, 13), newer) is None


def test_without_a_newer_python_the_message_names_the_version_and_the_package(monkeypatch):
    monkeypatch.setattr(bootstrap, "newer_python", lambda: "")
    monkeypatch.setattr(debian, "is_debian", lambda: True)
    with pytest.raises(SystemExit) as caught:
        bootstrap.main([])
    assert "Python 3.11 or later is needed" in str(caught.value)
    assert "apt-get install -y --no-install-recommends python3.11 python3.11-venv" in str(
        caught.value
    )


def test_a_second_start_installs_nothing(tmp_path, calls):
    venv = a_venv(tmp_path / "v", bootstrap.stamp_of([bootstrap.RUNTIME]))
    bootstrap.main(["--venv", str(venv)])
    assert calls == []


def test_an_environment_for_tests_serves_to_run_but_not_the_other_way_round(tmp_path, calls):
    dev = bootstrap.stamp_of([bootstrap.RUNTIME, bootstrap.DEV])
    bootstrap.main(["--venv", str(a_venv(tmp_path / "dev", dev))])
    assert calls == []
    runtime = a_venv(tmp_path / "run", bootstrap.stamp_of([bootstrap.RUNTIME]))
    bootstrap.main(["--dev", "--venv", str(runtime)])
    assert any("requirements-dev.txt" in part for command in calls for part in command)
    assert (runtime / ".requalif-stamp").read_text().strip() == dev


def test_changed_requirements_are_installed_anew(tmp_path, calls):
    bootstrap.main(["--venv", str(a_venv(tmp_path / "v", "another hash"))])
    assert any("--require-hashes" in command for command in calls)


def test_a_failed_installation_leaves_no_stamp(tmp_path, monkeypatch):
    venv = a_venv(tmp_path / "v", "another hash")
    monkeypatch.setattr(bootstrap, "works", lambda python: True)
    monkeypatch.setattr(bootstrap.subprocess, "call", lambda *a, **k: 1)
    with pytest.raises(SystemExit, match="run the same command again"):
        bootstrap.main(["--venv", str(venv)])
    assert bootstrap.read(str(venv / ".requalif-stamp")) == "another hash"


def test_nothing_is_installed_without_its_hash():
    for command in bootstrap.commands("python", "requirements.txt", {}, lambda name: name):
        assert "--require-hashes" in command


def test_uv_is_used_where_present_unless_pip_was_told_where_to_look():
    def here(name):
        return f"/bin/{name}"

    tried = bootstrap.commands("python", "r.txt", {}, here)
    assert [c[0] for c in tried] == ["/bin/uv", "python"]
    for setting in bootstrap.PIP_SOURCES:
        tried = bootstrap.commands("python", "r.txt", {setting: "x"}, here)
        assert [c[0] for c in tried] == ["python"]
    assert len(bootstrap.commands("python", "r.txt", {}, lambda name: None)) == 1
