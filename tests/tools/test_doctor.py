"""What is missing is named with its package; it is installed by root on Debian only."""

import sys

import pytest

from tools import debian, doctor


def test_a_missing_library_is_named_with_its_debian_package(monkeypatch, capsys):
    monkeypatch.setattr(doctor, "loads", lambda names: "libpango-1.0.so.0" not in names)
    monkeypatch.setattr(doctor.debian, "is_debian", lambda: True)
    assert doctor.main([]) == 1
    said = capsys.readouterr().out
    assert "MISSING  libpango-1.0.so.0" in said
    assert "apt-get install -y --no-install-recommends libpango-1.0-0" in said


def test_the_server_may_start_without_the_libraries_of_the_pdf(monkeypatch, capsys):
    monkeypatch.setattr(doctor, "loads", lambda names: False)
    assert doctor.main(["--go-on", "--quiet"]) == 0
    assert "Going on without it" in capsys.readouterr().out


def test_nothing_missing_is_said_in_silence(monkeypatch, capsys):
    monkeypatch.setattr(doctor, "look", lambda dev: doctor.Report(lines=["  ok       all"]))
    assert doctor.main(["--quiet"]) == 0
    assert capsys.readouterr().out == ""


def test_chromium_is_asked_for_only_where_tests_are_run(monkeypatch):
    monkeypatch.setattr(doctor.shutil, "which", lambda name: None)
    assert "chromium" not in doctor.look().packages
    assert "chromium" in doctor.look(dev=True).packages


def test_a_library_that_nobody_has_does_not_load():
    assert not doctor.loads(("libno-such-thing.so.0",))


def test_root_on_debian_installs_and_looks_again(monkeypatch):
    done, again = [], []
    monkeypatch.setattr(doctor, "loads", lambda names: False)
    monkeypatch.setattr(doctor.debian, "may_install", lambda: True)
    monkeypatch.setattr(doctor.debian, "install", lambda packages: done.extend(packages))
    monkeypatch.setattr(doctor.subprocess, "call", lambda command: again.append(command) or 0)
    assert doctor.main(["--fix", "--dev"]) == 0
    assert "libpango-1.0-0" in done
    assert again == [[sys.executable, doctor.__file__, "--dev"]]


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        ("ID=debian\n", True),
        ("ID=ubuntu\nID_LIKE=debian\n", True),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"\n', True),
        ("ID=fedora\n", False),
        ("", False),
    ],
)
def test_debian_and_its_like_are_known_by_their_release_file(tmp_path, release, expected):
    file = tmp_path / "os-release"
    file.write_text(release)
    assert debian.is_debian(str(file)) is expected


def test_without_root_the_very_command_is_printed(monkeypatch):
    monkeypatch.setattr(debian, "is_debian", lambda: True)
    assert debian.advice(["libpango-1.0-0"]) == (
        "sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends libpango-1.0-0'"
    )


def test_installing_can_be_forbidden(monkeypatch):
    monkeypatch.setenv("REQUALIF_NO_APT", "1")
    assert not debian.may_install()
