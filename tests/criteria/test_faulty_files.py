"""A fault in a catalogue file is named by file and line, with its mend; all faults at once.

Each folder of ``bad`` breaks one thing in the small catalogue of ``bad/sound``: it holds the
broken files and, in ``says.txt``, what an editor is told, first in French, then in English.
"""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path

import pytest

import criteria
from criteria.errors import MESSAGES
from criteria.reading import MOST_VALUES, Source

BAD = Path(__file__).parent / "bad"
SOUND = BAD / "sound"
BROKEN = sorted(folder.name for folder in BAD.iterdir() if folder.is_dir() and folder != SOUND)
#: Faults that no small file of ours shows; each has a test of its own, below or, for files that
#: cannot be read, where the site goes on without them.
ELSEWHERE = {"no_pack", "no_packs", "too_large", "unreadable"}


def broken(name, into):
    """The sound catalogue with the files of one folder put over it."""
    root = Path(shutil.copytree(SOUND, into / "data"))
    for path in (BAD / name).rglob("*.yaml"):
        shutil.copy(path, root / path.relative_to(BAD / name))
    removed = BAD / name / "removed.txt"
    if removed.exists():
        (root / removed.read_text("utf-8").strip()).unlink()
    return root


def test_the_small_catalogue_that_the_others_break_is_sound():
    assert criteria.check(SOUND) == ()
    assert criteria.load("xx", SOUND).pack.name.fr == "Pays"


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_file_line_and_mend_in_both_languages(name, tmp_path):
    root = broken(name, tmp_path)
    with pytest.raises(criteria.CatalogueError) as caught:
        criteria.load("xx", root)
    faults = caught.value.faults
    said = [fault.message(lang) for lang in ("fr", "en") for fault in faults]
    assert said == (BAD / name / "says.txt").read_text("utf-8").splitlines()
    assert criteria.check(root) == faults
    for fault in faults:
        assert fault.what
        assert fault.mend
        lines = 1 if not (root / fault.file).exists() else (root / fault.file).read_bytes()
        assert 1 <= fault.line <= (1 if lines == 1 else lines.count(b"\n") + 1)
    assert "{" not in re.sub(r"\{[^{}]*: |'}'", "", caught.value.message("fr"))


def test_every_message_of_the_loader_is_shown_by_a_broken_file(tmp_path):
    shown = {
        fault.code for name in BROKEN for fault in criteria.check(broken(name, tmp_path / name))
    }
    assert shown | ELSEWHERE == set(MESSAGES)


def test_faults_of_shape_and_of_reference_are_told_together(tmp_path):
    root = broken("three-faults-in-three-files", tmp_path)
    assert {fault.file for fault in criteria.check(root)} == {
        "questions.yaml",
        "xx/limbs.yaml",
        "xx/weights.yaml",
    }


def test_the_message_counts_its_faults_in_the_language_asked(tmp_path):
    with pytest.raises(criteria.CatalogueError) as one:
        criteria.load("xx", broken("wrong-type", tmp_path / "one"))
    with pytest.raises(criteria.CatalogueError) as three:
        criteria.load("xx", broken("three-faults-in-three-files", tmp_path / "three"))
    assert one.value.message("fr").startswith("Le catalogue juridique comporte 1 erreur\u00a0:\n")
    assert one.value.message("en").startswith("The legal catalogue has 1 fault:\n")
    assert three.value.message("fr").startswith("Le catalogue juridique comporte 3 erreurs\u00a0:")
    assert three.value.message("en").startswith("The legal catalogue has 3 faults:")


def test_an_unknown_jurisdiction_is_told_what_there_is():
    with pytest.raises(criteria.CatalogueError, match="fr") as caught:
        criteria.load("zz")
    known = ", ".join(criteria.available())
    assert f"Disponible\u00a0: {known}." in caught.value.message("fr")


def test_a_jurisdiction_cannot_lead_outside_the_catalogue():
    with pytest.raises(criteria.CatalogueError):
        criteria.load("../criteria/data/fr")


def test_a_folder_without_any_pack_is_a_fault(tmp_path):
    (fault,) = criteria.check(tmp_path)
    assert fault.code == "no_packs"


def test_the_facts_alone_are_checked_as_the_catalogue_is(tmp_path):
    assert set(criteria.indicators(SOUND)) == set(criteria.load("xx", SOUND).indicators)
    with pytest.raises(criteria.CatalogueError, match=r"indicators\.yaml:1: The file is missing"):
        criteria.indicators(tmp_path)


def test_an_edited_file_is_read_again_and_an_untouched_one_is_not(tmp_path):
    root = Path(shutil.copytree(SOUND, tmp_path / "data"))
    first = criteria.load("xx", root)
    assert criteria.load("xx", root) is first
    pack = root / "xx" / "pack.yaml"
    # Same length, same second: only the content tells.
    pack.write_text(pack.read_text("utf-8").replace("Pays", "Paix"), "utf-8")
    second = criteria.load("xx", root)
    assert second.pack.name.fr == "Paix"
    assert second.version != first.version


@pytest.mark.parametrize(
    "content",
    [b"x: " + b"[" * 200_000, b"- " * 100_000, b"x: &a [*a]"],
    ids=["brackets", "dashes", "itself"],
)
def test_a_nesting_without_end_is_refused_and_ends_nothing(content):
    assert [fault.code for fault in Source(content, "x.yaml").faults] == ["too_deep"]


def test_references_that_multiply_are_stopped():
    lines = ["a: &a [x,x,x,x,x,x,x,x,x,x]"]
    for one, other in zip("abcdefgh", "bcdefghi", strict=False):
        lines.append(f"{other}: &{other} [{','.join([f'*{one}'] * 10)}]")
    start = time.perf_counter()
    faults = Source("\n".join(lines).encode(), "x.yaml").faults
    assert [fault.code for fault in faults] == ["too_large"]
    assert str(MOST_VALUES) in faults[0].what
    assert time.perf_counter() - start < 20


def test_a_file_may_begin_with_a_byte_order_mark():
    assert Source(b"\xef\xbb\xbfa: 1\n", "x.yaml").data == {"a": 1}
