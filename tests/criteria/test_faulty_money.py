"""A fault in a file of money and time limits is named by file and line, with its mend.

Each entry breaks one thing in the small files of ``bad_money``, which stand on the small catalogue
of ``bad/sound``.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import criteria
from criteria.money_messages import MONEY_MESSAGES

HERE = Path(__file__).parent
#: what is broken: file, words, what replaces them, code, what the message says in French.
BROKEN = {
    "an unknown unit": (
        "values", "unit: eur_per_hour", "unit: francs", "wrong_value",
        "xx/values.yaml:4: tables (wage) unit : trouvé \"francs\". Attendu : l’un de : eur, "
        "eur_per_hour, hours, months, years, share.",
    ),
    "two values in force on one day": (
        "values", "{from: 2020-01-01, value: 10}", "{from: 2020-01-01, to: 2021-06-30, value: 10}",
        "money_two_values",
        "xx/values.yaml:11: wage : deux valeurs sont en vigueur le 2021-01-01 (voir ligne 10). "
        "Terminez la première la veille de la seconde.",
    ),
    "one line twice": (
        "values", "from: 2021-01-01", "from: 2020-01-01", "money_two_values", "le 2020-01-01",
    ),
    "a line that ends before it begins": (
        "values", "{from: 2021-01-01,", "{from: 2021-01-01, to: 2020-12-31,", "dates_reversed",
        "2020-12-31",
    ),
    "a rule without authority": (
        "values", "    authorities: [act]\n    verification: official\n    own",
        "    authorities: []\n    verification: official\n    own", "money_authority",
        "xx/values.yaml:2: wage : une règle sans autorité n’est qu’un souvenir. Citez une "
        "autorité, ou écrivez verification: memory et citation: en fr et en.",
    ),
    "an authority that does not exist": (
        "claims", "authorities: [act]", "authorities: [acts]", "unknown_reference",
        "Il n’y a pas de « acts » parmi les autorités (statutes.yaml, decisions.yaml). "
        "Vouliez-vous dire « act » ?",
    ),
    "an authority that fell": (
        "claims", "authorities: [act]", "authorities: [fallen]", "bad_law", "ruling",
    ),
    "a fraction of nothing": (
        "values", "value: 10}", "value: 1/0}", "wrong_value", "une fraction comme \"1/3\"",
    ),
    "a negative value": ("values", "value: 10}", "value: -10}", "wrong_value", "0 au moins"),
    "a day that does not exist": (
        "values", "2021-01-01", "2021-02-30", "not_a_day", "n’est pas un jour du calendrier",
    ),
    "rows out of order": (
        "values", "at_least: 12", "at_least: 0", "money_rows_order", "« 0 » ne vient pas après",
    ),
    "a row that says nothing": (
        "values", ", value: 2}", "}", "money_row_value", "une ligne donne value",
    ),
    "lines and rows together": (
        "values", "    rows:", "    lines: [{from: 2020-01-01, value: 1}]\n    rows:",
        "money_lines_or_rows", "soit des lignes datées",
    ),
    "a table of rows read by day": (
        "claims", "{value: wage}", "{value: months}", "money_table_kind", "à lignes par nombre",
    ),
    "an unknown table": (
        "claims", "{value: wage}", "{value: wages}", "unknown_reference", "« wage »",
    ),
    "an unknown floor": (
        "values", "own: later", "own: any\n    own_at_least: floor", "unknown_reference", "floor",
    ),
    "an unknown input": (
        "claims", "{input: hours}", "{input: hour}", "unknown_reference",
        "Il n’y a pas de « hour » parmi les données de la semaine. Vouliez-vous dire « hours » ?",
    ),
    "an unknown quantity": (
        "claims", "{quantity: served}", "{quantity: serve}", "unknown_reference", "« served »",
    ),
    "an unknown window": (
        "claims", "window: window}", "window: door}", "unknown_reference", "fenêtres",
    ),
    "an unknown limitation": (
        "claims", "limitation: lim\n", "limitation: limes\n", "unknown_reference", "« lim »",
    ),
    "an unknown condition": (
        "claims", "needs: [ended]", "needs: [end]", "unknown_reference", "« ended »",
    ),
    "an unknown claim": (
        "claims", "excludes: [arrears]", "excludes: [arrear]", "unknown_reference", "« arrears »",
    ),
    "an unknown day": (
        "limitations", "starts: [relation_end]", "starts: [relation_over]", "unknown_reference",
        "jours que l’on peut donner",
    ),
    "an unknown assumption": (
        "claims", "assumption: which\n", "assumption: whether\n", "unknown_reference", "hypothèses",
    ),
    "an unknown default": (
        "claims", "default: one", "default: three", "unknown_reference", "options de l’hypothèse",
    ),
    "an option without a formula": (
        "claims", "two: {number: 0}", "three: {number: 0}", "money_options", "(one, two)",
    ),
    "a window with options and no assumption": (
        "claims", "cuts: [{limitation", "cuts: [{option: one, limitation", "money_options",
        "window",
    ),
    "a window over a limit without reach": (
        "claims", "[{limitation: lim,", "[{limitation: bare,", "money_no_reach",
        "« bare » ne dit pas jusqu’où",
    ),
    "formulas in a circle": (
        "claims", "{service: months}", "{quantity: notice}", "money_circle",
        "served → notice → served. Rompez le cercle.",
    ),
    "a formula of itself": (
        "claims", "{service: months}", "{quantity: served}", "money_circle", "served → served",
    ),
    "a weekly input used once for all": (
        "claims", "{service: months}", "{input: hours}", "money_weekly_outside", "« hours »",
    ),
    "a weekly quantity used once for all": (
        "claims", "{quantity: served}", "{quantity: pay}", "money_weekly_outside", "« pay »",
    ),
    "a sum of what is no week's": (
        "claims", "{of: pay,", "{of: served,", "money_case_inside", "« served »",
    ),
    "two operations at once": (
        "claims", "{service: months}", "{service: months, number: 0}", "wrong_value",
        "1 clé(s) au plus",
    ),
    "an operation that does not exist": (
        "claims", "{service: months}", "{servise: months}", "unknown_key", "« service »",
    ),
    "a number of law in a formula": (
        "claims", "{number: 0}", "{number: 35}", "wrong_value", "l’un de : 0, 1, 7, 12",
    ),
    "an amount and no amount": (
        "claims", "    why_no_amount: {fr: Non., en: No.}\n", "", "money_amount_or_words", "rest",
    ),
    "an id used twice": ("claims", "id: notice", "id: served", "id_twice", "ligne"),
    "a language missing": (
        "claims", "{fr: Si., en: If.}", "{fr: Si.}", "missing_key", "« en » manque",
    ),
    "a file that is empty": ("limitations", None, "", "empty_file", "Le fichier est vide."),
}  # fmt: skip


@pytest.fixture
def files(tmp_path):
    root = Path(shutil.copytree(HERE / "bad" / "sound", tmp_path / "data"))
    shutil.copytree(HERE / "bad_money", root, dirs_exist_ok=True)
    return root


def spoil(root, name):
    file, old, new, *_ = BROKEN[name]
    path = root / "xx" / f"{file}.yaml"
    text = path.read_text("utf-8")
    assert old is None or old in text
    path.write_text(new if old is None else text.replace(old, new, 1), "utf-8")


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_the_small_files_that_the_others_break_are_sound(files):
    assert criteria.money.check(files) == ()
    assert set(criteria.money.load("xx", files).claims) == {"arrears", "rest"}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_file_line_and_mend_in_both_languages(files, name):
    spoil(files, name)
    faults = criteria.money.check(files)
    *_, code, said = BROKEN[name]
    assert code in {fault.code for fault in faults}
    assert any(plain(said) in plain(f.message("fr")) for f in faults if f.code == code)
    for fault in faults:
        lines = (files / fault.file).read_text("utf-8").count("\n") + 1
        assert 1 <= fault.line <= lines
        for lang in ("fr", "en"):
            assert fault.message(lang).startswith(f"{fault.file}:{fault.line}: ")
            assert not re.search(r"\{\w+\}", fault.message(lang))
        assert fault.what
        assert fault.mend
    with pytest.raises(criteria.CatalogueError) as caught:
        criteria.money.load("xx", files)
    assert caught.value.faults == faults


def test_one_cause_is_one_fault(files):
    for name in ("an unknown unit", "an unknown input", "a rule without authority"):
        root = files.parent / name
        shutil.copytree(files, root)
        spoil(root, name)
        assert len(criteria.money.check(root)) == 1, name


def test_every_message_is_shown_by_a_broken_file(files):
    shown = set()
    for number, name in enumerate(BROKEN):
        root = Path(shutil.copytree(files, files.parent / str(number)))
        spoil(root, name)
        shown |= {fault.code for fault in criteria.money.check(root)}
    assert set(MONEY_MESSAGES) <= shown


def test_a_jurisdiction_without_these_files_is_none_of_their_business(files):
    assert criteria.money.available(HERE / "bad" / "sound") == ()
    assert criteria.money.check(HERE / "bad" / "sound") == ()


def test_a_jurisdiction_that_has_one_of_them_needs_all_three(files):
    (files / "xx" / "values.yaml").unlink()
    assert any(
        fault.code == "missing_file" and fault.file == "xx/values.yaml"
        for fault in criteria.money.check(files)
    )


def test_an_edited_file_is_read_again(files):
    first = criteria.money.load("xx", files)
    path = files / "xx" / "values.yaml"
    path.write_text(path.read_text("utf-8").replace("value: 10}", "value: 12}"), "utf-8")
    second = criteria.money.load("xx", files)
    assert second.tables["wage"].lines[0].value == 12
    assert first.version != second.version
