"""The command ``claims``: a table, a file, exit codes; and the README that shows what it prints."""

from __future__ import annotations

import json
import re

import pytest

from tests.conftest import ROOT

EXAMPLE = ROOT / "examples" / "money"


@pytest.fixture
def run(app):
    return app.test_cli_runner().invoke


@pytest.fixture
def claims(run):
    def go(*arguments, **options):
        return run(args=["claims", *map(str, arguments)], **options)

    return go


def test_time_limits_come_first_then_a_table_in_french(claims):
    done = claims(EXAMPLE / "money.json")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[1] == "Montants et délais, vus le 2\u00a0mars\u00a02026"
    assert lines.index("DÉLAIS, LE PLUS PRESSANT D’ABORD") < lines.index("MONTANTS, EN EUROS BRUTS")
    assert "reste 301 jours" in done.stdout
    assert max(map(len, lines)) <= 110


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_readme_shows_what_the_command_prints(claims, lang):
    printed = claims(EXAMPLE / "money.json", "--lang", lang).stdout
    blocks = re.findall(r"```text\n(.*?)```", (EXAMPLE / "README.md").read_text("utf-8"), re.S)
    assert blocks[("fr", "en").index(lang)] in printed


def test_french_words_are_set_in_french_typography(claims):
    text = claims(EXAMPLE / "money.json").stdout
    assert not re.search(r" [;?!:»](?:\s|$)|« |\w'\w", text)


def test_days_are_counted_from_the_day_asked_for(claims):
    found = json.loads(claims(EXAMPLE / "money.json", "--on", "2026-12-27", "--json", "-").stdout)
    assert found["as_of"] == "2026-12-27"
    assert found["clocks"][0]["days_left"] == 1
    assert "reste 1 jour" in claims(EXAMPLE / "money.json", "--on", "2026-12-27").stdout


def test_without_any_day_it_is_today_that_counts(claims, tmp_path):
    import datetime as dt

    path = tmp_path / "money.json"
    path.write_text('{"format": "requalif-money/1"}')
    found = json.loads(claims(path, "--json", "-").stdout)
    assert abs((dt.date.fromisoformat(found["as_of"]) - dt.date.today()).days) <= 1


def test_the_result_is_written_to_a_file_and_is_the_same_twice(claims, tmp_path):
    for name in ("a.json", "b.json"):
        assert claims(EXAMPLE / "money.json", "--json", tmp_path / name).exit_code == 0
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()


def test_the_standard_input_is_read(claims):
    assert claims("-", "--json", "-", input='{"format": "requalif-money/1"}').exit_code == 0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"format": "requalif-money/1", "period": []}', "« period » est inconnue"),
        ('{"format": "requalif-money/1", "jurisdiction": "pt"}', "pas de droit « pt »"),
        ("{", "pas du JSON valide"),
    ],
)
def test_wrong_input_ends_with_2_and_says_where_and_how(claims, tmp_path, content, said):
    path = tmp_path / "money.json"
    path.write_text(content)
    out = tmp_path / "out.json"
    done = claims(path, "--json", out, "--lang", "fr")
    assert done.exit_code == 2
    assert said in done.stderr.replace("\u202f", " ")
    assert not out.exists()


def test_a_file_that_is_not_there_and_a_day_that_is_none_end_with_2(claims, tmp_path):
    assert claims(tmp_path / "none.json").exit_code == 2
    assert claims(EXAMPLE / "money.json", "--on", "31/12/2026").exit_code == 2


def test_checking_the_catalogue_names_faults_of_the_money_files(run, app, tmp_path):
    import shutil

    root = tmp_path / "data"
    shutil.copytree(ROOT / "criteria" / "data", root)
    path = root / "fr" / "values.yaml"
    path.write_text(path.read_text("utf-8").replace("unit: eur_per_hour", "unit: francs"), "utf-8")
    app.config["CATALOGUE_ROOT"] = str(root)
    done = run(args=["catalogue", "check", "--lang", "fr"])
    assert done.exit_code == 2
    assert re.search(r"^fr/values\.yaml:\d+: .*francs", done.stderr, re.M)


@pytest.mark.parametrize("name", ["money-input", "money-output"])
def test_the_schemas_are_printed(run, name):
    done = run(args=["schema", name])
    assert json.loads(done.stdout)["$schema"].endswith("2020-12/schema")
