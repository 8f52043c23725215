"""Commands of the ``nlp`` group about the reading model: measuring it, learning from reviews."""

from __future__ import annotations

import json
from pathlib import Path

import click
from flask.cli import with_appcontext

from webapp.cli import LANG, guarded, language, say
from webapp.errors import UserError

FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("evaluate")
@click.argument("corpus", type=FOLDER)
@click.option("--readings", type=FOLDER, help="Evidence of a model (evaluate --keep) to judge.")
@click.option("--against", type=FOLDER, help="Evidence of another model on the same documents.")
@click.option("--keep", type=FOLDER, help="Write the evidence of this evaluation there.")
@click.option("--documents", default="", help="These only, comma separated.")
@click.option("--lang", type=LANG)
@guarded
def evaluate(
    corpus: Path,
    readings: Path | None,
    against: Path | None,
    keep: Path | None,
    documents: str,
    lang: str | None,
) -> None:
    """Measure the reading per label, language and sector; compare two models.

    Without --readings, models are trained that have never seen the platform they read; this
    takes minutes.
    """
    if not (corpus / "gold.jsonl").is_file():
        raise UserError("not_readable", path=str(corpus / "gold.jsonl"), reason="FileNotFoundError")
    from nlp import measure

    if readings is None:
        from nlp.evaluate import main

        options = [str(corpus), "--documents", documents, *(["--keep", str(keep)] if keep else [])]
        main(options)
        return
    gold = measure.Corpus.open(corpus)
    ours = _counts(gold, readings, documents)
    click.echo("\n".join(measure.table(ours, gold)))
    if against is None:
        return
    theirs = _counts(gold, against, documents)
    shared = sorted(set(ours) & set(theirs))
    mine, other = [ours[d] for d in shared], [theirs[d] for d in shared]
    gain = measure.micro(mine)[2] - measure.micro(other)[2]
    low, high = measure.interval(other, mine)
    click.echo(
        f"{len(shared)} documents\u00a0: micro-F1 {gain:+.3f} face à l’autre modèle "
        f"(95 %\u00a0: de {low:+.3f} à {high:+.3f})"
        if language(lang) == "fr"
        else f"{len(shared)} documents: micro-F1 {gain:+.3f} against the other model "
        f"(95 %: {low:+.3f} to {high:+.3f})"
    )


def _counts(gold, folder: Path, documents: str):  # type: ignore[no-untyped-def]
    wanted = set(documents.split(",")) if documents else None
    return {
        path.stem: gold.counts(path.stem, json.loads(path.read_text(encoding="utf-8")))
        for path in sorted(folder.glob("*.json"))
        if path.stem in gold.segments and (wanted is None or path.stem in wanted)
    }


@click.command("export-reviews")
@click.option("--out", type=FILE, required=True, help="The file of annotations to write.")
@click.option("--lang", type=LANG)
@with_appcontext
@guarded
def export_reviews(out: Path, lang: str | None) -> None:
    """Write what was accepted, corrected and rejected as annotations, without any text."""
    from nlp.reviewed import dump
    from webapp.reviews import decided

    found = decided()
    out.write_text(dump(found), encoding="utf-8")
    clauses = sum(len(one.clauses) for one in found)
    say(
        f"{clauses} clauses décidées, dans {len(found)} documents."
        if language(lang) == "fr"
        else f"{clauses} decided clauses, in {len(found)} documents."
    )
