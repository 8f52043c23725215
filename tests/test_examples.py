"""What is published as an example is sound, and gives what its README says."""

import json
import os
import re
import subprocess
import sys

import pytest

import criteria
import rules
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


def test_an_unknown_jurisdiction_is_refused_with_those_there_are(examples_dir):
    data = json.loads((examples_dir / "bad" / "unknown-jurisdiction.json").read_text("utf-8"))
    with pytest.raises(criteria.CatalogueError, match="fr"):
        criteria.load(data["jurisdiction"])
