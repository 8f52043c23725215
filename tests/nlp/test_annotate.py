"""Labels kept without texts: what is stored, what is checked, what a corpus is built from."""

import hashlib
import json

import pytest

from nlp import annotate
from nlp.corpus import labels_of, read_corpus
from nlp.segment import pieces
from tests.conftest import ROOT

INVENTED = (
    "# Conditions des porteurs de lanternes\n\n"
    "Le porteur choisit ses soirées. La maison retient deux lanternes sur dix.\n\n"
    "Le ciel est bleu.\n"
)
ANNOTATED = annotate.load_annotations()


def marks(text=INVENTED, by="A"):
    """A free choice of hours and a commission, at the second and third segment."""
    _, free, fee, _ = pieces(text)
    return [
        {"start": free.start, "end": free.end, "labels": ["free_schedule"], "pass": by},
        {"start": fee.start, "end": fee.end, "labels": ["commission_or_fees"], "pass": by},
    ]


def facts(**changed):
    known = {
        "id": "lanterne-fr",
        "platform": "lanterne",
        "language": "fr",
        "sector": "services",
        "source": "github:nobody/nothing",
        "commit": "0" * 40,
        "path": "terms.md",
        "reads_as": "md",
        "sha256": hashlib.sha256(INVENTED.encode()).hexdigest(),
        "chars": len(INVENTED),
        "complete": True,
    }
    return {**known, **changed}


@pytest.fixture
def lantern(tmp_path):
    """Writes an annotated, invented document and gives it back as it is read."""

    def write(rows=None, **changed):
        folder = tmp_path / "annotations"
        folder.mkdir(exist_ok=True)
        lines = [{"document": facts(**changed)}, *(marks() if rows is None else rows)]
        (folder / "lanterne-fr.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n")
        return annotate.load_annotations(folder)[0]

    return write


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "lanterne-fr.md").write_bytes(INVENTED.encode())
    return folder


def test_annotations_that_fit_their_text_have_no_fault(lantern):
    assert annotate.faults(lantern(), INVENTED) == []


@pytest.mark.parametrize(
    ("rows", "changed", "fault"),
    [
        ([], {"remark": "Le porteur choisit"}, "unknown"),
        ([], {"id": "torche-fr", "platform": "torche"}, "not the file's name"),
        ([], {"platform": "torche"}, "does not begin with the platform"),
        ([], {"reads_as": "pdf"}, "read as pdf"),
        ([{"start": 0, "end": 9, "labels": ["blue_sky"], "pass": "A"}], {}, "label blue_sky"),
        ([{"start": 0, "end": 9, "labels": [], "pass": "A"}], {}, "no label"),
        ([{"start": 5, "end": 5, "labels": ["exclusivity"], "pass": "A"}], {}, "empty"),
        ([{"start": 0, "end": 9, "labels": ["exclusivity"], "pass": "C"}], {}, "pass C"),
        ([{"start": 0, "end": 999, "labels": ["exclusivity"], "pass": "A"}], {}, "beyond"),
        ([{"start": 0, "end": 9, "labels": ["exclusivity"], "pass": "A"}], {}, "not a segment"),
        ([], {"sha256": "0" * 64}, "not the one that was annotated"),
    ],
)
def test_a_fault_of_the_annotations_is_named(lantern, rows, changed, fault):
    assert fault in "; ".join(annotate.faults(lantern(rows, **changed), INVENTED))


def test_a_corpus_is_built_from_annotations_and_texts(lantern, texts, tmp_path):
    out = tmp_path / "corpus"
    assert annotate.build([lantern()], texts, out) == (1, [])
    assert (out / "docs" / "lanterne-fr.md").read_bytes() == INVENTED.encode()
    labels = ("free_schedule", "commission_or_fees", "exclusivity")
    rows = read_corpus(out, labels)
    assert rows.truth.tolist() == [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 0]]
    assert set(rows.platforms) == {"lanterne"}


def test_of_a_document_read_in_part_only_what_was_labelled_is_known(lantern, texts, tmp_path):
    annotate.build([lantern(complete=False)], texts, tmp_path / "corpus")
    lines = (tmp_path / "corpus" / "segments.jsonl").read_text().splitlines()
    assert len(lines) == 2


def test_a_document_without_text_is_left_out_and_named(lantern, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    assert annotate.build([lantern()], empty, tmp_path / "corpus") == (0, ["lanterne-fr"])


def test_no_corpus_is_built_from_another_text(lantern, texts, tmp_path):
    (texts / "lanterne-fr.md").write_text(INVENTED + "Et plus.\n")
    with pytest.raises(ValueError, match="not the one that was annotated"):
        annotate.build([lantern()], texts, tmp_path / "corpus")


def test_documents_are_added_to_the_corpus_that_is_named(lantern, texts, tmp_path, corpus_dir):
    annotate.build([lantern()], texts, tmp_path / "both", base=corpus_dir)
    both = (tmp_path / "both" / "documents.jsonl").read_text().splitlines()
    assert len(both) == 1 + len((corpus_dir / "documents.jsonl").read_text().splitlines())
    assert labels_of(tmp_path / "both") == labels_of(corpus_dir)


def test_agreement_counts_the_pairs_of_the_documents_labelled_twice(lantern):
    second = marks(by="B")
    second[1]["labels"] = ["pay_withheld"]
    rows = sorted([*marks(), *second], key=lambda row: (row["start"], row["pass"]))
    counted = annotate.agreement([lantern(rows)])
    assert counted["all"] == {"both": 1, "A": 2, "B": 2}
    assert annotate.f1(counted["all"]) == 0.5
    assert annotate.f1(counted["free_schedule"]) == 1
    assert annotate.agreement([lantern()]) == {}


def test_there_are_annotations_in_both_languages():
    assert {document.facts["language"] for document in ANNOTATED} == {"fr", "en"}


@pytest.mark.parametrize("document", ANNOTATED, ids=lambda document: document.id)
def test_published_annotations_have_no_fault(document):
    assert annotate.faults(document) == []


@pytest.mark.parametrize("document", ANNOTATED, ids=lambda document: document.id)
def test_published_annotations_hold_no_sentence(document):
    first, *rest = document.file.read_text("utf-8").splitlines()
    values = json.loads(first)["document"].values()
    assert all(len(str(value)) <= 160 for value in values)
    assert all(len(str(value).split()) <= 6 for value in values)
    for line in rest:
        row = json.loads(line)
        assert set(row) == {"start", "end", "labels", "pass"}
        assert all(" " not in label for label in row["labels"])


def test_published_annotations_are_of_no_platform_kept_apart_for_measuring():
    kept_apart = {
        "wecasa", "allovoisins", "ringtwice", "lecab", "bolt", "mturk", "amazon", "hivemicro",
        "hive", "helpling", "preply", "lyft",
    }  # fmt: skip
    assert {document.facts["platform"] for document in ANNOTATED}.isdisjoint(kept_apart)


@pytest.mark.parametrize("document", ANNOTATED, ids=lambda document: document.id)
def test_published_annotations_fit_the_texts_where_those_were_fetched(document):
    folder = ROOT.parent / "labels-texts"
    text = annotate.text_of(document, folder)
    if text is None:
        pytest.skip(f"NOT CHECKED: no text of {document.id} in {folder.name} beside the repository")
    assert annotate.faults(document, text) == []
