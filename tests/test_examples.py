"""What is published as an example is sound, and gives what its README says."""

import json
import os
import re
import subprocess
import sys

import pytest

import criteria
import rules
from tests import badfiles
from tests.conftest import ROOT
from tools import examples

DEMONSTRATION = ROOT / "examples" / "demonstration"
PROFILES = ROOT / "examples" / "profiles"
#: Which file of the demonstration holds the words of which source.
WORDS = {
    "cgc": "terms.md",
    "t1": "temoignage-t1.md",
    "t2": "temoignage-t2.md",
    "o1": "constat-o1.md",
}

cases = pytest.mark.parametrize(
    "path", examples.cases(), ids=lambda p: p.parent.relative_to(ROOT / "examples").as_posix()
)


@pytest.fixture(scope="module")
def law():
    return criteria.load("fr")


@pytest.fixture(scope="module")
def demonstration(law):
    case = rules.parse_case((DEMONSTRATION / "case.json").read_bytes(), law)
    return case, rules.assess(case, law)


@cases
def test_a_case_is_accepted_and_assessed_to_the_same_bytes_twice(path, law):
    data = path.read_bytes()
    written = [
        rules.dump(rules.assessment_to_json(rules.assess(rules.parse_case(data, law), law)))
        for _ in range(2)
    ]
    assert written[0] == written[1]


def test_the_bytes_do_not_hang_on_the_order_of_a_hash():
    program = (
        "import sys, criteria, rules; law = criteria.load('fr'); "
        "case = rules.parse_case(open(sys.argv[1], 'rb').read(), law); "
        "sys.stdout.buffer.write(rules.dump(rules.assessment_to_json(rules.assess(case, law))))"
    )
    written = {
        subprocess.run(
            [sys.executable, "-c", program, DEMONSTRATION / "case.json"],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(written) == 1
    assert len(written.pop()) > 10_000


@cases
def test_a_readme_shows_what_the_product_gives_today(path):
    assert path.with_name("README.md").read_text("utf-8") == examples.renewed(path), (
        "stale: run make examples"
    )


@cases
def test_a_case_names_nobody(path):
    case = json.loads(path.read_text("utf-8"))
    assert not re.search(r"\b(M\.|Mme|Monsieur|Madame) ", json.dumps(case, ensure_ascii=False))
    assert re.fullmatch(r"[\w-]+", case["worker"]["reference"])


@cases
def test_french_words_are_set_in_french_typography(path):
    for file in [path, *path.parent.glob("*.md")]:
        if file.name == "README.md":
            continue
        text = file.read_text("utf-8")
        assert "'" not in text, file.name
        assert not re.search(r" [;!?»]|« |\d [€%]", text), file.name
        # In JSON a colon after a quotation mark separates a key from its value.
        assert not re.search(r"\w :", text), file.name


# -- the demonstration ---------------------------------------------------------------------


def test_every_quotation_is_in_the_words_of_its_source(demonstration):
    case, _ = demonstration
    for finding in case.findings:
        text = (DEMONSTRATION / WORDS[finding.source]).read_text("utf-8")
        assert text.count(finding.quote) == 1, finding.quote


def test_every_clause_stands_where_the_case_says(demonstration):
    case, _ = demonstration
    text = (DEMONSTRATION / "terms.md").read_text("utf-8")
    stipulations = [f for f in case.findings if f.kind == "stipulation"]
    assert len(stipulations) > 30
    for finding in stipulations:
        assert text[finding.place.start : finding.place.end] == finding.quote
        heading = text[: finding.place.start].rpartition("\n## ")[2].partition("\n")[0]
        assert heading == finding.place.heading


def test_the_terms_are_as_long_and_as_varied_as_real_ones():
    text = (DEMONSTRATION / "terms.md").read_text("utf-8")
    assert len(text.split()) > 1_500
    assert len(re.findall(r"^## Article \d+ – ", text, re.M)) == 17
    assert len(re.findall(r"^- ", text, re.M)) >= 15
    quantities = set(re.findall(r"[\d,]+(?:\u202f[€%]| jours)", text))
    assert {"18\u202f%", "12,50\u202f€", "15 jours", "30 jours"} <= quantities


def test_the_two_witnesses_disagree_on_one_point_only(demonstration):
    _, found = demonstration
    disputed = [c.indicator for c in found.conflicts if c.kind == "sources"]
    assert disputed == ["refusal_limited"]
    (result,) = [i for i in found.indicators if i.id == "refusal_limited"]
    assert result.state == "contested"
    assert {"t1", "t2"} <= set(result.sources)


def test_a_freedom_undone_elsewhere_weighs_less_than_on_paper(demonstration):
    _, found = demonstration
    results = {i.id: i for i in found.indicators}
    assert "work_instructions" in results["method_autonomy"].undercut_by
    for freedom in ("free_to_refuse", "free_schedule", "method_autonomy"):
        assert results[freedom].state == "present"
        assert results[freedom].weight != results[freedom].full_weight


def test_labels_of_the_parties_weigh_nothing(demonstration):
    _, found = demonstration
    weights = {i.id: i.weight for i in found.indicators}
    assert weights["independent_status_label"] in {"none", "weak"}
    assert weights["intermediary_only"] in {"none", "weak"}


def test_no_finding_rests_on_a_duty_of_the_client_or_on_the_menu(demonstration):
    case, _ = demonstration
    headings = {f.place.heading for f in case.findings if f.place}
    assert "Article 11 – Obligations du Client" not in headings
    assert all(heading.startswith("Article ") for heading in headings)


# -- the three profiles --------------------------------------------------------------------


@pytest.mark.parametrize("name", ["skilled-worker-37", "teacher-40", "job-seeker-56"])
def test_of_a_person_hardly_known_nothing_is_concluded_and_questions_follow(name, law):
    case = rules.parse_case((PROFILES / name / "case.json").read_bytes(), law)
    found = rules.assess(case, law)
    assert found.band == "undetermined"
    assert not found.settled
    assert len(found.next_questions) >= examples.QUESTIONS
    assert case.worker.registered is None
    assert case.facts_from is None
    assert found.extra.get("law_date_assumed") is True


def test_the_three_profiles_say_only_what_was_said_of_them(law):
    answered = {
        path.parent.name: {a["question"] for a in json.loads(path.read_text("utf-8"))["answers"]}
        for path in PROFILES.glob("*/case.json")
    }
    assert answered == {
        "skilled-worker-37": {"work_done", "task_type", "share_of_income"},
        "teacher-40": {"work_done", "task_type", "paid", "pay_monthly", "regularity"},
        "job-seeker-56": {"work_done", "task_type", "paid", "pay_monthly", "other_platforms"},
    }


# -- the bad files -------------------------------------------------------------------------

#: What the case's own reading refuses; the others are refused by whoever reads their documents.
REFUSED = {
    "absolute-path": "path_outside",
    "date-before-the-law": "law_too_old",
    "duplicate-key": "duplicate_key",
    "empty": "not_json",
    "latin-1": "not_text",
    "list-not-object": "wrong_value",
    "negative-amount": "wrong_value",
    "no-format": "missing_key",
    "not-a-date": "not_a_date",
    "other-format": "wrong_value",
    "path-outside-folder": "path_outside",
    "period-reversed": "period_reversed",
    "unknown-indicator": "unknown_indicator",
    "unknown-key": "unknown_key",
    "unknown-question": "unknown_question",
    "unknown-source": "unknown_source",
    "wrong-answer": "wrong_value",
    "wrong-json": "not_json",
}
REFUSED_LATER = {"missing-document", "empty-document", "unknown-jurisdiction"}


@pytest.mark.parametrize(("name", "code"), REFUSED.items())
def test_a_bad_case_is_refused_for_what_its_name_says(name, code, law, examples_dir):
    data = (examples_dir / "bad" / f"{name}.json").read_bytes()
    with pytest.raises(rules.CaseError) as caught:
        rules.assess(rules.parse_case(data, law), law)
    assert [p.code for p in caught.value.problems] == [code]
    for lang in ("fr", "en"):
        message = caught.value.message(lang)
        assert message
        assert "Traceback" not in message


def test_every_bad_case_is_looked_at(examples_dir):
    files = {path.stem for path in (examples_dir / "bad").glob("*.json")}
    assert files == set(REFUSED) | REFUSED_LATER


@pytest.fixture
def invoke(tmp_path):
    """Run a command of the command line: (exit code, what it said)."""
    from webapp import create_app

    app = create_app({"INSTANCE": tmp_path / "instance"})

    def run(*words):
        done = app.test_cli_runner().invoke(args=[str(word) for word in words])
        return done.exit_code, done.output

    return run


@pytest.mark.parametrize("name", sorted({*REFUSED, *REFUSED_LATER}))
def test_the_command_line_refuses_a_bad_case_and_writes_nothing(
    name, invoke, examples_dir, tmp_path
):
    out = tmp_path / "out"
    out.mkdir()
    code, said = invoke("assess", examples_dir / "bad" / f"{name}.json", "--json", out / "a.json")
    assert code == 2, said
    assert said.strip()
    assert "Traceback" not in said
    assert list(out.iterdir()) == []


@pytest.mark.parametrize("name", ["empty.md", "only-spaces.txt"])
def test_the_command_line_refuses_terms_in_which_there_is_nothing_to_read(
    name, invoke, examples_dir, tmp_path
):
    code, said = invoke("terms", "analyse", examples_dir / "bad" / name, "--out", tmp_path / "e")
    assert code == 2, said
    assert name in said
    assert not (tmp_path / "e").exists()


@pytest.mark.parametrize(
    "name",
    [*sorted(badfiles.ALL), *(pytest.param(n, marks=pytest.mark.slow) for n in badfiles.LARGE)],
)
def test_the_command_line_refuses_a_bad_document_by_its_name(name, invoke, tmp_path):
    path = tmp_path / name
    path.write_bytes({**badfiles.ALL, **badfiles.LARGE}[name]())
    code, said = invoke("terms", "analyse", path, "--out", tmp_path / "e.json")
    assert code == 2, said
    assert name in said
    assert "Traceback" not in said
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == [name]


def test_a_document_is_read_for_what_it_is_whatever_its_name(invoke, tmp_path):
    for name, builder in badfiles.MISNAMED.items():
        (tmp_path / name).write_bytes(builder())
        code, said = invoke("terms", "analyse", tmp_path / name, "--out", tmp_path / "e.json")
        assert code == 0, said
        assert json.loads((tmp_path / "e.json").read_text("utf-8"))["clauses"]


def test_the_command_line_gives_the_same_bytes_twice(invoke, tmp_path):
    written = []
    for turn in "ab":
        code, said = invoke("assess", DEMONSTRATION / "case.json", "--json", tmp_path / turn)
        assert code == 0, said
        written.append((tmp_path / turn).read_bytes())
    assert written[0] == written[1]
    # Its terms are read, and what was found in them is listed without counting.
    assert json.loads(written[0])["proposals"]
