"""The ``nlp`` commands: what is done with annotated terms. The group is defined here only."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup

from webapp.cli import LANG, guarded, language, say

nlp_group = AppGroup("nlp", help="Annotated terms, and the model trained on them.")
annotations_group = AppGroup("annotations", help="Labels of real terms, kept without their texts.")
nlp_group.add_command(annotations_group)

FOLDER = click.Path(path_type=Path, file_okay=False)
FOUND = click.Path(path_type=Path, file_okay=False, exists=True)


@annotations_group.command("check")
@click.option("--texts", type=FOUND, help="Where the texts were fetched to; places are checked.")
@click.option("--lang", type=LANG)
@guarded
def annotations_check(texts: Path | None, lang: str | None) -> None:
    """Name every fault of the annotations, and how well two passes agree."""
    from nlp import annotate

    french, wrong, read = language(lang) == "fr", False, 0
    documents = annotate.load_annotations()
    for document in documents:
        text = annotate.text_of(document, texts) if texts else None
        read += text is not None
        for fault in annotate.faults(document, text):
            wrong = True
            say(f"{document.id}: {fault}")
    if wrong:
        raise click.exceptions.Exit(2)
    marks = sum(len(document.of("A")) for document in documents)
    click.echo(
        f"{len(documents)} documents annotés, {marks} clauses marquées, {read} textes vérifiés."
        if french
        else f"{len(documents)} annotated documents, {marks} marked clauses, {read} texts checked."
    )
    for label, row in sorted(annotate.agreement(documents).items()):
        if label == "all" or row["A"] + row["B"] >= 10:
            click.echo(f"{label}: F1 {annotate.f1(row):.2f} (A {row['A']}, B {row['B']})")


@annotations_group.command("build")
@click.option("--texts", type=FOUND, required=True, help="Where the texts were fetched to.")
@click.option("--out", type=FOLDER, required=True, help="The corpus to write.")
@click.option("--base", type=FOUND, help="A corpus to which these documents are added.")
@click.option("--lang", type=LANG)
@guarded
def annotations_build(texts: Path, out: Path, base: Path | None, lang: str | None) -> None:
    """Write annotations and texts as a corpus for make train and make evaluate."""
    from nlp import annotate

    try:
        added, absent = annotate.build(annotate.load_annotations(), texts, out, base)
    except ValueError as error:
        say(str(error))
        raise click.exceptions.Exit(2) from None
    french = language(lang) == "fr"
    click.echo(f"{added} documents ajoutés." if french else f"{added} documents added.")
    for name in absent:
        say(f"{name}\u00a0: texte absent" if french else f"{name}: no text")
