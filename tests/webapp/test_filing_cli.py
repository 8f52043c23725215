"""The command line writes reports to be filed, and verifies them."""

# ruff: noqa: F811 - the fixture is the command line's own

import json
import os
import subprocess
import sys
import zipfile

import docx
import pytest

from tests.webapp.test_cli import run  # noqa: F401


@pytest.fixture(scope="module")
def filed(root, tmp_path_factory):
    """The demonstration as a bundle and as a PDF, made once."""
    folder = tmp_path_factory.mktemp("filed")
    case = str(root / "examples" / "demonstration" / "case.json")
    for name in ("bundle.zip", "report.pdf"):
        reader = [] if name.endswith("zip") else ["--reader", "union"]
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "wsgi", "assess",
             case, "--report", str(folder / name), *reader],
            cwd=root, env={**os.environ, "REQUALIF_INSTANCE": str(folder)}, capture_output=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("name", ["bundle.zip", "report.pdf"])
def test_a_report_as_it_was_written_is_found_the_same(run, filed, name):
    done = run("report", "verify", str(filed / name), "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert b"Same assessment" in done.stdout


@pytest.mark.slow
def test_exhibits_are_compared_by_their_hash_whatever_they_are_called(run, filed, examples_dir):
    terms = examples_dir / "demonstration" / "terms.md"
    done = run("report", "verify", str(filed / "report.pdf"), str(terms), "--lang", "en")
    assert done.returncode == 0
    assert b"Exhibit matches: 1." in done.stdout
    altered = filed / "terms.md"
    altered.write_bytes(terms.read_bytes() + b" ")
    done = run("report", "verify", str(filed / "report.pdf"), str(altered), "--lang", "en")
    assert done.returncode == 2
    assert b"none of the report" in done.stdout
    assert b"not compared: 1." in done.stdout


def tampered(filed, change):
    """The bundle with some members changed; None removes one."""
    out = filed / "tampered.zip"
    with (
        zipfile.ZipFile(filed / "bundle.zip") as given,
        zipfile.ZipFile(out, "w") as made,
    ):
        for name in given.namelist():
            data = change.get(name, given.read(name))
            if data is not None:
                made.writestr(name, data)
        for name in set(change) - set(given.namelist()):
            made.writestr(name, change[name])
    return str(out)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"originals/01-terms.md": b"other terms"}, "Altered file"),
        ({"report.html": b"<p>won</p>"}, "Altered file, or none of the exhibits: report.html"),
        ({"added.txt": b"x"}, "Added file, not listed: added.txt"),
        ({"report.docx": None}, "Missing file: report.docx"),
        ({"manifest.json": None}, "list of files"),
        ({"evidence.json": None}, "Missing file: evidence.json"),
    ],
)
def test_what_was_changed_in_a_bundle_is_named(run, filed, change, said):
    done = run("report", "verify", tampered(filed, change), "--lang", "en")
    assert done.returncode == 2
    assert said in done.stdout.decode()


@pytest.mark.slow
def test_an_assessment_that_the_case_does_not_give_is_found_out(run, filed):
    with zipfile.ZipFile(filed / "bundle.zip") as given:
        data = given.read("assessment.json")
        version = json.loads(data)["law"]["catalogue"].encode()
    changed = {"assessment.json": data.replace(b'"settled": true', b'"settled": false', 1)}
    done = run("report", "verify", tampered(filed, changed), "--lang", "en")
    assert done.returncode == 2
    assert "not what the attached case gives" in done.stdout.decode()
    changed = {"assessment.json": data.replace(version, b"fr-2020-01-01-000000000000")}
    done = run("report", "verify", tampered(filed, changed), "--lang", "en")
    assert done.returncode == 2
    assert "made with fr-2020-01-01-000000000000, this product has" in done.stdout.decode()
    assert "concludes the same" in done.stdout.decode()


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"%PDF-1.7 no", b"PK\x03\x04 no", b"{}"],
    ids=["empty", "text", "broken pdf", "broken zip", "json"],
)
def test_what_is_no_report_is_refused_with_a_message(run, tmp_path, data):
    path = tmp_path / "file"
    path.write_bytes(data)
    done = run("report", "verify", str(path), "--lang", "en")
    assert done.returncode == 2
    assert "report" in done.stderr.decode()
    assert run("report", "verify", str(tmp_path / "none.pdf")).returncode == 2


def test_a_zip_with_nothing_of_ours_is_no_report(run, tmp_path):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("a.txt", "a")
    done = run("report", "verify", str(path), "--lang", "en")
    assert done.returncode == 2
    assert "is no report of Requalif" in done.stderr.decode()


def test_a_report_for_one_reader_can_be_edited_and_hide_names(run, root):
    case = root / "examples" / "demonstration" / "case.json"
    done = run("assess", str(case), "--report", "r.docx", "--reader", "lawyer", "--section",
               "arguments", "--hide", "Brinotâche=A")  # fmt: skip
    assert done.returncode == 0, done.stderr
    text = "\n".join(p.text for p in docx.Document(str(run.work / "r.docx")).paragraphs)
    assert "Brinotâche" not in text
    assert "[A]" in text


@pytest.mark.parametrize(
    "wrong", [("--reader", "judge"), ("--section", "nothing"), ("--hide", "x")]
)
def test_a_choice_that_does_not_exist_ends_with_2_and_no_file(run, root, wrong):
    case = root / "examples" / "demonstration" / "case.json"
    done = run("assess", str(case), "--report", "r.html", *wrong, "--lang", "en")
    assert done.returncode == 2
    assert wrong[1] in done.stderr.decode()
    assert not (run.work / "r.html").exists()
