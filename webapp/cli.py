"""The command line: preparing, serving, reading terms, assessing case files.

0: done; 2: the input is wrong; 1: anything else. Messages go to stderr, in French or English.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

import click
from flask import Flask
from flask.cli import AppGroup, with_appcontext

from webapp.errors import UserError, where

P = ParamSpec("P")
LANG = click.Choice(["fr", "en"])
SCHEMAS = click.Choice(["case", "assessment", "comparison", "money-input", "money-output"])


def language(chosen: str | None) -> str:
    """``--lang``, else the system's language where it is English, else French."""
    system = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")
    if chosen in ("fr", "en"):
        return chosen
    return "en" if system.lower().startswith("en") else "fr"


def say(text: str) -> None:
    click.echo(text, err=True)


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """Turns what users can mend into a message and code 2, all else into a message and code 1."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        lang = language(kwargs.get("lang"))  # type: ignore[arg-type]
        try:
            command(*args, **kwargs)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(1)
        except Exception as error:
            if hasattr(error, "code") and hasattr(error, "message"):
                for line in error.message(lang).splitlines():
                    say(line[:1].upper() + line[1:] if not line.startswith("$") else line)
                sys.exit(1 if error.code in ("internal", "libraries_missing", "failed") else 2)
            if os.environ.get("REQUALIF_DEBUG"):
                raise
            reason = f"{type(error).__name__}, {where(error.__traceback__)}"
            say(UserError("internal", reason=reason).message(lang))
            sys.exit(1)

    return run


# -- preparing and serving -----------------------------------------------------------------


@click.command("init")
@click.option("--lang", type=LANG)
@click.option("--no-demonstration", is_flag=True, help="Do not load the demonstration case.")
@with_appcontext
@guarded
def init(lang: str | None, no_demonstration: bool) -> None:
    """Prepare the instance folder: key, database, translations, demonstration case."""
    from webapp import setup

    for line in setup.prepare(language(lang), demonstration=not no_demonstration):
        click.echo(line)


db_group = AppGroup("db", help="The database's schema.")


@db_group.command("upgrade")
@click.argument("revision", default="head")
def db_upgrade(revision: str) -> None:
    """Bring the schema to REVISION (the newest by default)."""
    from flask import current_app

    from webapp import db

    current_app.config["INSTANCE"].mkdir(parents=True, exist_ok=True)
    db.upgrade(revision)


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option("--lang", type=LANG)
@with_appcontext
@guarded
def serve(host: str, port: int, lang: str | None) -> None:
    """Serve the pages. Without accounts, keep the default address unless you know why."""
    from flask import current_app

    from webapp import server

    server.run(current_app._get_current_object(), host, port, language(lang))  # type: ignore[attr-defined]


@click.command("import-case")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--office", "office_name", help="Whose case it is, where there are accounts.")
@click.option("--lang", type=LANG)
@with_appcontext
@guarded
def import_case(path: Path, office_name: str | None, lang: str | None) -> None:
    """Store the case file PATH, with the documents beside it, among the cases."""
    from webapp import setup
    from webapp.office.cli import office_for_import

    office_for_import(office_name)
    row = setup.load(path)
    click.echo(row.id)


# -- the catalogue -------------------------------------------------------------------------

catalogue_group = AppGroup("catalogue", help="The law as data.")


@catalogue_group.command("check")
@click.option("--stale", is_flag=True, help="List the entries to verify again.")
@click.option(
    "--older-than",
    type=click.IntRange(0, 100_000),
    metavar="DAYS",
    help="With --stale: last checked more than DAYS days ago, or at no stated date.",
)
@click.option("--level", "levels", help="With --stale: of these levels only, commas between.")
@click.option("--on", "on", help="With --stale: age as of this day (YYYY-MM-DD), not today.")
@click.option("--json", "as_json", is_flag=True, help="With --stale: as JSON.")
@click.option("--lang", type=LANG)
@guarded
def catalogue_check(
    stale: bool,
    older_than: int | None,
    levels: str | None,
    on: str | None,
    as_json: bool,
    lang: str | None,
) -> None:
    """Name every fault of the catalogue's files, or what is to be verified again."""
    from flask import current_app

    import criteria
    from criteria import changes, elsewhere
    from webapp import upkeep

    given = {"--older-than": older_than, "--level": levels, "--on": on, "--json": as_json or None}
    for option, value in given.items():
        if value is not None and not stale:
            raise UserError("only_with_stale", value=option)
    chosen = upkeep.levels(levels)
    day = upkeep.day(on)
    said = language(lang)
    root = Path(current_app.config["CATALOGUE_ROOT"] or criteria.loader.DATA)
    faults = [*criteria.check(root), *criteria.money.check(root), *changes.check(root)]
    try:
        elsewhere.load(root)
    except criteria.CatalogueError as error:
        # What is wrong with the facts that all share has been said.
        faults += [fault for fault in error.faults if fault not in faults]
    for fault in faults:
        say(fault.message(said))
    if faults:
        raise click.exceptions.Exit(2)
    if stale:
        found = upkeep.find(root, day, older_than, chosen)
        click.echo(found.to_json(said) if as_json else found.to_text(said))
        return
    known = ", ".join(criteria.available(root))
    french = f"Catalogue en ordre\u00a0: {known}."
    click.echo(french if said == "fr" else f"Catalogue in order: {known}.")


@catalogue_group.command("validate")
@click.option("--jurisdiction", help="One pack only; all by default.")
@click.option("--json", "json_out", help="Write the verdicts as JSON; - is stdout.")
@click.option("--lang", type=LANG)
@with_appcontext
@guarded
def catalogue_validate(jurisdiction: str | None, json_out: str | None, lang: str | None) -> None:
    """Decide every decided case again from its coded facts, and compare with its court."""
    from webapp import commands

    commands.validate(jurisdiction, json_out, language(lang))


# -- reading and assessing -----------------------------------------------------------------

terms_group = AppGroup("terms", help="Reading platforms' terms.")


@terms_group.command("analyse")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--lang", default="auto", type=click.Choice(["auto", "fr", "en"]), show_default=True,
              help="Language of the documents.")  # fmt: skip
@click.option("--out", "out", default="-", show_default=True, help="Evidence as JSON; - is stdout.")
@guarded
def terms_analyse(paths: tuple[Path, ...], lang: str, out: str) -> None:
    """Read terms: clauses, indicators, amounts, each with its place in the text."""
    from webapp import commands

    commands.analyse(paths, lang, out)


@click.command("assess")
@click.argument("case_file", metavar="CASE.json")
@click.option("--on", "on", help="Law of this day (YYYY-MM-DD) instead of the facts' own.")
@click.option("--jurisdiction", help="Whose law; the case file's by default.")
@click.option("--json", "json_out", help="Write the assessment as JSON; - is stdout.")
@click.option("--pdf", "--report", "report_out", help="Write the report: .pdf .html .docx .zip.")
@click.option(
    "--reader", default="full", show_default=True, help="For whom: full, inspector, union, lawyer."
)
@click.option("--section", "sections", multiple=True, help="Print this section; repeatable.")
@click.option("--hide", "hidden", multiple=True, help="Replace NAME=PSEUDONYM; repeatable.")
@click.option("--lang", type=LANG, help="Language of report and messages; French by default.")
@with_appcontext
@guarded
def assess(
    case_file: str,
    on: str | None,
    jurisdiction: str | None,
    json_out: str | None,
    report_out: str | None,
    reader: str,
    sections: tuple[str, ...],
    hidden: tuple[str, ...],
    lang: str | None,
) -> None:  # fmt: skip
    """Assess a case file (- is stdin) and write what follows from it."""
    from webapp import commands, filing

    choice = filing.choose(reader, sections, "\n".join(hidden))
    # Written results do not depend on the machine's settings: French unless asked otherwise.
    commands.assess(
        case_file, _given_day(on), jurisdiction, json_out, report_out, lang or "fr", choice
    )


report_group = AppGroup("report", help="Reports that were written.")


@report_group.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("exhibits", nargs=-1, type=click.Path(path_type=Path))
@click.option("--lang", type=LANG)
@with_appcontext
@guarded
def report_verify(file: Path, exhibits: tuple[Path, ...], lang: str | None) -> None:
    """Assess again the case inside FILE (.pdf, .zip) and compare; check exhibits by their hash."""
    from webapp import verify, verify_words

    found = verify.verify(file, exhibits)
    for line in verify_words.lines(found, language(lang)):
        click.echo(line)
    if not found.good:
        raise click.exceptions.Exit(2)


@click.command("claims")
@click.argument("money_file", metavar="MONEY.json")
@click.option("--on", "on", help="Count the days left from this day (YYYY-MM-DD).")
@click.option("--json", "json_out", help="Write the result as JSON; - is stdout.")
@click.option("--lang", type=LANG, help="Language of the result; French by default.")
@with_appcontext
@guarded
def claims(money_file: str, on: str | None, json_out: str | None, lang: str | None) -> None:
    """Money and time limits of a file of dates, hours and sums (- is stdin)."""
    from webapp import commands

    commands.claims(money_file, _given_day(on), json_out, lang or "fr")


def _given_day(on: str | None) -> dt.date | None:
    if on is None:
        return None
    try:
        return dt.date.fromisoformat(on)
    except ValueError:
        raise UserError("not_a_date", value=on[:40]) from None


@click.command("compare")
@click.argument("case_file", metavar="CASE.json")
@click.option("--on", "on", help="Law of this day (YYYY-MM-DD) instead of the facts' own.")
@click.option("--jurisdiction", "jurisdictions", help="Whose laws: fr,be,…; all by default.")
@click.option("--json", "json_out", help="Write the comparison as JSON; - is stdout.")
@click.option("--lang", type=LANG, help="Language of the result and messages; French by default.")
@with_appcontext
@guarded
def compare(
    case_file: str,
    on: str | None,
    jurisdictions: str | None,
    json_out: str | None,
    lang: str | None,
) -> None:
    """Put a case file (- is stdin) under several laws side by side."""
    from webapp import commands

    commands.compare(case_file, _given_day(on), jurisdictions, json_out, lang or "fr")


@click.command("schema")
@click.argument("name", type=SCHEMAS)
def schema(name: str) -> None:
    """Print a published JSON Schema."""
    import rules

    click.echo(json.dumps(rules.schema(name), ensure_ascii=False, indent=1))


def init_app(app: Flask) -> None:
    from webapp.cli_nlp import nlp_group
    from webapp.cli_reading import evaluate, export_reviews

    nlp_group.add_command(evaluate)
    nlp_group.add_command(export_reviews)
    commands: tuple[Any, ...] = (
        init,
        serve,
        import_case,
        assess,
        compare,
        claims,
        schema,
        db_group,
        catalogue_group,
        terms_group,
        nlp_group,
        report_group,
    )
    for command in commands:
        app.cli.add_command(command)
