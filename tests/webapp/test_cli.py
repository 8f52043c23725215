"""The command line: formats, exit codes, messages, and what it must not load or leave."""

import json
import os
import subprocess
import sys

import pytest

from tests import badfiles

CASE = {"format": "requalif-case/1", "title": "x", "facts_on": "2026-01-01"}
FINDING = {"indicator": "work_instructions", "state": "present", "kind": "practice"}


@pytest.fixture
def run(root, tmp_path):
    """Runs the command line as its users do, with an instance folder of its own."""
    instance = tmp_path / "instance"
    work = tmp_path / "work"
    work.mkdir()

    def go(*arguments, stdin=b"", env=None, cwd=work):
        return subprocess.run(
            [sys.executable, "-W", "error::DeprecationWarning:webapp", "-m", "flask", "--app",
             str(root / "wsgi.py"), *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=cwd,
            env={**os.environ, "REQUALIF_INSTANCE": str(instance), "LANG": "C", "LC_ALL": "",
                 **(env or {})},
            timeout=300,
        )  # fmt: skip

    go.instance, go.work = instance, work
    return go


def write(folder, case=CASE, name="case.json"):
    path = folder / name
    path.write_text(json.dumps(case, ensure_ascii=False))
    return path


def test_assess_prints_a_plain_summary(run):
    done = run("assess", write(run.work))
    assert done.returncode == 0, done.stderr.decode()
    said = done.stdout.decode()
    assert "Indéterminé" in said
    assert "SHA-256" in said
    assert not run.instance.exists()


def test_assess_writes_the_same_bytes_twice(run):
    path = write(run.work, {**CASE, "findings": [FINDING]})
    for name in ("a.json", "b.json"):
        assert run("assess", path, "--json", name).returncode == 0
    assert (run.work / "a.json").read_bytes() == (run.work / "b.json").read_bytes()
    value = json.loads((run.work / "a.json").read_bytes())
    assert value["format"] == "requalif-assessment/1"


def test_the_system_language_does_not_change_what_is_written(run):
    path = write(run.work)
    run("assess", path, "--json", "a.json", env={"LANG": "en_US.UTF-8"})
    run("assess", path, "--json", "b.json", env={"LANG": "fr_FR.UTF-8"})
    assert (run.work / "a.json").read_bytes() == (run.work / "b.json").read_bytes()


def test_assess_reads_standard_input_and_writes_standard_output(run):
    done = run("assess", "-", "--json", "-", stdin=json.dumps(CASE).encode())
    assert json.loads(done.stdout)["law"]["on"] == "2026-01-01"


def test_the_law_of_another_day_can_be_asked(run):
    done = run("assess", write(run.work), "--on", "2017-01-01", "--json", "-")
    assert json.loads(done.stdout)["law"]["on"] == "2017-01-01"


BAD = {
    "wrong JSON": (b"{", "JSON"),
    "an empty file": (b"", "JSON"),
    "an unknown indicator": (
        json.dumps({**CASE, "findings": [{**FINDING, "indicator": "nope"}]}).encode(),
        "nope",
    ),
    "a date before the law": (json.dumps({**CASE, "facts_on": "1980-01-01"}).encode(), "1996"),
    "a path outside the folder": (
        json.dumps({**CASE, "documents": [{"path": "../secret.md"}]}).encode(),
        "../secret.md",
    ),
    "a missing document": (
        json.dumps({**CASE, "documents": [{"path": "nope.md"}]}).encode(),
        "nope.md",
    ),
    "an unknown jurisdiction": (json.dumps({**CASE, "jurisdiction": "zz"}).encode(), "zz"),
}


@pytest.mark.parametrize("what", BAD)
def test_bad_input_ends_with_2_a_message_and_no_file(run, what):
    data, said = BAD[what]
    (run.work / "case.json").write_bytes(data)
    (run.work.parent / "secret.md").write_text("secret")
    done = run("assess", "case.json", "--json", "out.json", "--pdf", "out.pdf")
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert sorted(os.listdir(run.work)) == ["case.json"]


def test_messages_follow_the_language_asked_for(run):
    bad = json.dumps({**CASE, "facts_on": "1980-01-01"}).encode()
    assert "les faits sont du" in run("assess", "-", stdin=bad).stderr.decode()
    english = run("assess", "-", "--lang", "en", stdin=bad).stderr.decode()
    assert "the facts are of" in english
    system = run("assess", "-", stdin=bad, env={"LANG": "en_GB.UTF-8"}).stderr.decode()
    assert "the facts are of" in system


def test_a_link_that_leads_out_of_the_folder_is_refused(run):
    (run.work.parent / "secret.md").write_text("secret")
    (run.work / "terms.md").symlink_to(run.work.parent / "secret.md")
    path = write(run.work, {**CASE, "documents": [{"path": "terms.md"}]})
    done = run("assess", path, "--json", "out.json")
    assert done.returncode == 2
    assert "hors du dossier" in done.stderr.decode()
    assert not (run.work / "out.json").exists()


def test_an_old_result_survives_a_run_that_fails(run):
    (run.work / "out.json").write_text("old")
    (run.work / "case.json").write_text("{")
    assert run("assess", "case.json", "--json", "out.json").returncode == 2
    assert (run.work / "out.json").read_text() == "old"


def test_one_output_that_cannot_be_written_prevents_the_other(run):
    path = write(run.work)
    done = run("assess", path, "--json", "out.json", "--report", "nowhere/out.html")
    assert done.returncode == 2
    assert "n’existe pas" in done.stderr.decode()
    assert sorted(os.listdir(run.work)) == ["case.json"]


def test_a_report_can_be_html(run):
    path = write(run.work)
    assert run("assess", path, "--report", "out.html", "--lang", "en").returncode == 0
    assert '<html lang="en">' in (run.work / "out.html").read_text()


def test_compare_puts_the_case_under_every_law_its_own_first(run):
    path = write(run.work, {**CASE, "jurisdiction": "be", "findings": [FINDING]})
    done = run("compare", path, "--json", "out.json")
    assert done.returncode == 0, done.stderr.decode()
    value = json.loads((run.work / "out.json").read_bytes())
    assert value["format"] == "requalif-comparison/1"
    found = [law["jurisdiction"] for law in value["laws"]]
    assert found[0] == "be"
    assert "fr" in found
    assert found[1:] == sorted(found[1:])


def test_compare_prints_the_laws_asked_for_in_their_order(run):
    said = run("compare", write(run.work), "--jurisdiction", "uk, fr,uk", "--lang", "en")
    assert said.returncode == 0, said.stderr.decode()
    text = said.stdout.decode()
    assert text.count("Form of the rule") == 2
    assert text.index("United Kingdom") < text.index("France")


def test_compare_says_which_law_is_younger_than_the_facts(run):
    old = ["compare", write(run.work), "--jurisdiction", "fr,eu", "--on", "2020-01-01"]
    done = run(*old)
    assert done.returncode == 0, done.stderr.decode()
    assert "Les faits sont plus anciens" in done.stdout.decode()
    states = [law["state"] for law in json.loads(run(*old, "--json", "-").stdout)["laws"]]
    assert states == ["assessed", "law_too_old"]


@pytest.mark.parametrize(
    "options", [["--jurisdiction", "fr,zz"], ["--jurisdiction", ""], ["--on", "demain"]]
)
def test_compare_ends_with_2_on_wrong_options_and_writes_nothing(run, options):
    done = run("compare", write(run.work), *options, "--json", "out.json")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr.decode()
    assert sorted(os.listdir(run.work)) == ["case.json"]


LOADED = (
    "import sys; sys.argv = ['flask', '--app', {app!r}, *{arguments!r}]\n"
    "from flask.cli import main\n"
    "try: main()\n"
    "except SystemExit as end: assert not end.code, end.code\n"
    "heavy = {{'spacy', 'sklearn', 'weasyprint', 'pikepdf', 'pypdfium2'}}\n"
    "print(*sorted(heavy & set(sys.modules)))"
)


def loaded(root, run, *arguments):
    code = LOADED.format(app=str(root / "wsgi.py"), arguments=list(map(str, arguments)))
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, cwd=run.work, text=True, timeout=300,
        env={**os.environ, "REQUALIF_INSTANCE": str(run.instance)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1].split()


def test_assessing_without_documents_or_pdf_loads_no_heavy_library(root, run):
    assert loaded(root, run, "assess", write(run.work), "--json", "out.json") == []


def test_checking_the_catalogue_loads_no_heavy_library(root, run):
    assert loaded(root, run, "catalogue", "check") == []


def test_the_catalogue_shipped_is_in_order(run):
    done = run("catalogue", "check")
    assert done.returncode == 0, done.stderr.decode()
    assert "fr" in done.stdout.decode()


def test_init_prepares_everything_once(run):
    first = run("init", "--no-demonstration")
    assert first.returncode == 0, first.stderr.decode()
    assert (run.instance / "secret_key").stat().st_mode & 0o777 == 0o600
    key = (run.instance / "secret_key").read_text()
    assert run("init", "--no-demonstration").returncode == 0
    assert (run.instance / "secret_key").read_text() == key
    assert run("db", "upgrade").returncode == 0


def test_serving_an_installation_that_is_not_ready_says_what_to_do(run):
    run.instance.mkdir()
    done = run("serve", "--port", "0")
    assert done.returncode == 2
    assert "flask --app wsgi init" in done.stderr.decode()


def test_a_case_file_can_be_stored_among_the_cases(run):
    run("init", "--no-demonstration")
    done = run("import-case", write(run.work))
    assert done.returncode == 0, done.stderr.decode()
    assert len(done.stdout.strip()) == 12
    (run.work / "bad.json").write_text("{")
    assert run("import-case", "bad.json").returncode == 2


def test_schemas_are_printed(run):
    for name in ("case", "assessment", "comparison"):
        assert json.loads(run("schema", name).stdout)["$schema"].endswith("2020-12/schema")


@pytest.mark.slow
def test_terms_are_analysed_into_one_object_or_a_list(run, examples_dir):
    terms = examples_dir / "demonstration" / "terms.md"
    done = run("terms", "analyse", terms)
    one = json.loads(done.stdout)
    assert one["language"] == "fr"
    assert run("terms", "analyse", terms, terms, "--out", "e.json").returncode == 0
    assert json.loads((run.work / "e.json").read_bytes()) == [one, one]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["empty.md", "image-only.pdf", "password.pdf", "truncated.docx"])
def test_terms_that_cannot_be_read_end_with_2_and_no_file(run, name):
    (run.work / name).write_bytes(badfiles.ALL[name]())
    done = run("terms", "analyse", name, "--out", "e.json")
    assert done.returncode == 2
    assert name in done.stderr.decode()
    path = write(run.work, {**CASE, "documents": [{"path": name}]})
    assert run("assess", path, "--json", "e.json").returncode == 2
    assert sorted(os.listdir(run.work)) == sorted(["case.json", name])


@pytest.mark.slow
def test_documents_are_counted_when_accepted_and_listed_when_proposed(run, examples_dir):
    text = (examples_dir / "demonstration" / "terms.md").read_text()
    (run.work / "terms.md").write_text(text)
    for read in ("accept", "propose"):
        path = write(run.work, {**CASE, "documents": [{"path": "terms.md", "read": read}]})
        done = run("assess", path, "--json", "-")
        value = json.loads(done.stdout)
        assert value["automatic_reading"] is (read == "accept")
        assert bool(value["proposals"]) is (read == "propose")
        assert any(i["state"] != "unknown" for i in value["indicators"]) is (read == "accept")


@pytest.mark.slow
def test_the_demonstration_is_loaded_once_and_not_brought_back(run, root):
    if not (root / "examples" / "demonstration" / "case.json").is_file():
        pytest.skip("NOT CHECKED: no demonstration case in the repository")
    assert "démonstration" in run("init").stdout.decode()
    assert "démonstration" not in run("init").stdout.decode()


@pytest.mark.slow
def test_annotations_are_checked_and_built_into_a_corpus(run):
    done = run("nlp", "annotations", "check")
    assert done.returncode == 0, done.stderr.decode()
    assert "documents annotés" in done.stdout.decode()
    (run.work / "texts").mkdir()
    (run.work / "texts" / "jhbridge-en.md").write_text("Another text.")
    assert run("nlp", "annotations", "check", "--texts", "texts").returncode == 2
    done = run("nlp", "annotations", "build", "--texts", "texts", "--out", "corpus")
    assert done.returncode == 2
    assert "jhbridge-en" in done.stderr.decode()
    (run.work / "texts" / "jhbridge-en.md").unlink()
    done = run("nlp", "annotations", "build", "--texts", "texts", "--out", "corpus")
    assert done.returncode == 0
    assert done.stdout.decode().startswith("0 documents")
    assert "texte absent" in done.stderr.decode()
