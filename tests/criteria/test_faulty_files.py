"""A fault in a catalogue file is named by file and line, with its mend; all faults at once."""

from __future__ import annotations

import shutil

import pytest

import criteria
from criteria.loader import DATA


@pytest.fixture
def root(tmp_path):
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


def break_file(root, name, old, new):
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("fr/weights.yaml", "limb: direction", "limb: directoin", "Did you mean “direction”"),
        ("fr/weights.yaml", "- soc_2020_uber", "- soc_2020_ubre", "soc_2020_uber"),
        ("fr/weights.yaml", "weight: strong", "weight: huge", "degree of the scale"),
        ("fr/weights.yaml", "side: employment", "side: employer", "enum"),
        ("fr/weights.yaml", "indicator: working_time", "indicator: task_allocation", "two weights"),
        ("fr/weights.yaml", "indicator: working_time", "indicator: working_tim", "working_time"),
        ("fr/test.yaml", "limb: sanction", "limb: punishment", "no limb"),
        ("fr/test.yaml", "indicator: work_performed", "indicator: worker_registered", "side of"),
        ("fr/limbs.yaml", "threshold: 5", "threshold: 0", "minimum"),
        ("fr/limbs.yaml", "role: sign", "rolle: sign", "Did you mean “role”"),
        ("fr/pack.yaml", "lean: 0.2", "lean: 2", "exclusiveMaximum"),
        ("fr/presumptions.yaml", "strength: strong", "strength: iron", "enum"),
        ("fr/statutes.yaml", "id: ct_L1221_2", "id: ct_L1221_1", "already used"),
        ("fr/statutes.yaml", "from: 2008-05-01", "from: 2008-05-41", "calendar"),
        ("fr/decisions.yaml", "level: 3", "level: 9", "enum"),
        ("fr/propositions.yaml", "verification: official", "verification: sure", "enum"),
        ("questions.yaml", "state: present", "state: here", "enum"),
        ("questions.yaml", "section: situation", "section: situatoin", "Did you mean “situation”"),
        ("questions.yaml", "id: 'false'", "id: 'unknown'", "true"),
        ("indicators.yaml", "leans: employment", "leans: employer", "enum"),
    ],
)
def test_a_fault_names_its_file_its_line_and_its_mend(root, name, old, new, said):
    line = break_file(root, name, old, new)
    with pytest.raises(criteria.CatalogueError) as caught:
        criteria.load("fr", root)
    assert said in str(caught.value)
    assert any(f.file == name and abs(f.line - line) <= 12 for f in caught.value.faults)
    assert all(f.mend for f in caught.value.faults)
    assert caught.value.message("fr").startswith("Le catalogue")


@pytest.mark.parametrize(
    "content", ["", "weights: [", "weights: 3\n", "weights: []\n", "a: 1\na: 2\n"]
)
def test_a_file_that_is_no_catalogue_is_refused(root, content):
    (root / "fr" / "weights.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(criteria.CatalogueError):
        criteria.load("fr", root)


def test_a_missing_file_and_a_file_of_other_bytes_are_named(root):
    (root / "fr" / "weights.yaml").unlink()
    (root / "fr" / "limbs.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(criteria.CatalogueError) as caught:
        criteria.load("fr", root)
    assert {f.file for f in caught.value.faults} == {"fr/weights.yaml", "fr/limbs.yaml"}


def test_an_undercutting_on_the_same_side_is_refused(root):
    break_file(root, "fr/weights.yaml", "by: refusal_limited", "by: own_staff")
    with pytest.raises(criteria.CatalogueError, match="same side"):
        criteria.load("fr", root)


def test_a_tag_that_could_build_an_object_is_refused(root):
    break_file(root, "fr/pack.yaml", "id: fr", "id: !!python/object/apply:os.system ['true']")
    with pytest.raises(criteria.CatalogueError):
        criteria.load("fr", root)


def test_two_faults_in_two_files_are_told_together(root):
    break_file(root, "fr/limbs.yaml", "threshold: 5", "threshold: 0")
    break_file(root, "fr/pack.yaml", "lean: 0.2", "lean: 2")
    assert {f.file for f in criteria.check(root)} == {"fr/limbs.yaml", "fr/pack.yaml"}


def test_an_unknown_jurisdiction_is_told_what_there_is():
    with pytest.raises(criteria.CatalogueError, match="fr"):
        criteria.load("zz")
