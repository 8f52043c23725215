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
    """Serve the pages. There are no accounts: keep the default address unless you know why."""
    from flask import current_app

    from webapp import server

    server.run(current_app._get_current_object(), host, port, language(lang))  # type: ignore[attr-defined]


@click.command("import-case")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--lang", type=LANG)
@with_appcontext
@guarded
def import_case(path: Path, lang: str | None) -> None:
    """Store the case file PATH, with the documents beside it, among the cases."""
    from webapp import setup

    row = setup.load(path)
    click.echo(row.id)


# -- the catalogue -------------------------------------------------------------------------

catalogue_group = AppGroup("catalogue", help="The law as data.")


@catalogue_group.command("check")
@click.option("--lang", type=LANG)
@guarded
def catalogue_check(lang: str | None) -> None:
    """Name every fault of the catalogue's files."""
    from flask import current_app

    import criteria

    root = current_app.config["CATALOGUE_ROOT"]
    folder = Path(root) if root else None
    faults = [*criteria.check(folder), *criteria.money.check(folder)]
    for fault in faults:
        say(fault.message(language(lang)))
    if faults:
        raise click.exceptions.Exit(2)
    found = ", ".join(criteria.available(Path(root) if root else None))
    french = f"Catalogue en ordre\u00a0: {found}."
    click.echo(french if language(lang) == "fr" else f"Catalogue in order: {found}.")


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
@click.option("--pdf", "--report", "pdf_out", help="Write the report: .pdf, or .html.")
@click.option("--lang", type=LANG, help="Language of report and messages; French by default.")
@with_appcontext
@guarded
def assess(
    case_file: str,
    on: str | None,
    jurisdiction: str | None,
    json_out: str | None,
    pdf_out: str | None,
    lang: str | None,
) -> None:
    """Assess a case file (- is stdin) and write what follows from it."""
    from webapp import commands

    # Written results do not depend on the machine's settings: French unless asked otherwise.
    commands.assess(case_file, _given_day(on), jurisdiction, json_out, pdf_out, lang or "fr")


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


@click.command("schema")
@click.argument("name", type=click.Choice(["case", "assessment", "money-input", "money-output"]))
def schema(name: str) -> None:
    """Print a published JSON Schema."""
    import rules

    click.echo(json.dumps(rules.schema(name), ensure_ascii=False, indent=1))


def init_app(app: Flask) -> None:
    commands: tuple[Any, ...] = (
        init,
        serve,
        import_case,
        assess,
        claims,
        schema,
        db_group,
        catalogue_group,
        terms_group,
    )
    for command in commands:
        app.cli.add_command(command)
