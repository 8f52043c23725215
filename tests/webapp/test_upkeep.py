"""The list of what to verify again, as the command line gives it."""

import json

import pytest


@pytest.fixture
def run(app):
    """Runs a command in this process: the law is read once for all tests."""
    runner = app.test_cli_runner()
    return lambda *arguments: runner.invoke(args=[*arguments])


def test_what_is_to_be_verified_again_is_listed_oldest_and_weakest_first(run):
    done = run("catalogue", "check", "--stale", "--on", "2026-11-25", "--json", "--lang", "en")
    assert done.exit_code == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["on"] == "2026-11-25"
    assert told["older_than"] == 180
    first = told["entries"][0]
    assert {"jurisdiction", "id", "level", "checked_on", "not_read"} <= set(first)
    assert first["level"] == "memory"
    assert first["checked_on"] is None
    assert all("not_read" in e for e in told["entries"])
    (barrat,) = [e for e in told["entries"] if e["id"] == "ass_plen_1983_barrat"]
    assert "not read" in barrat["not_read"]
    dates = [e["checked_on"] or "" for e in told["entries"]]
    assert dates == sorted(dates)


def test_the_list_to_verify_is_narrowed_by_age_and_level(run):
    options = ("catalogue", "check", "--stale", "--on", "2026-11-25", "--json")
    everything = json.loads(run(*options, "--older-than", "0").stdout)["entries"]
    weak = json.loads(run(*options, "--level", "memory, one_source").stdout)["entries"]
    assert {e["level"] for e in weak} == {"memory", "one_source"}
    assert 0 < len(weak) < len(everything)
    old = json.loads(run(*options, "--older-than", "1000").stdout)["entries"]
    assert all(e["days"] is None or e["days"] > 1000 for e in old)
    assert any(e["days"] for e in old)


def test_the_list_to_verify_can_be_read_and_says_where_a_date_is_missing(run):
    done = run("catalogue", "check", "--stale", "--level", "memory", "--on", "2026-11-25")
    said = done.stdout
    assert done.exit_code == 0
    assert "fr/ass_plen_1983_barrat – memory (à vérifier)" in said
    assert "date de vérification manquante" in said
    assert "n’a pas été lu" in said


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--stale", "--level", "rumour"), "memory"),
        (("--stale", "--on", "2026-02-30"), "AAAA-MM-JJ"),
        (("--stale", "--older-than", "-1"), "older-than"),
        (("--json",), "--stale"),
        (("--on", "2026-01-01"), "--stale"),
    ],
)
def test_a_wrong_option_of_the_list_to_verify_ends_with_2_and_the_mend(run, options, said):
    done = run("catalogue", "check", *options)
    assert done.exit_code == 2
    assert said in done.stderr
    assert done.stdout == ""
