"""Commands of offices, accounts, the log, keeping, backup.

Passwords are asked for, or read from the standard input: never taken from an argument, which
other people of the machine could read.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

import click
from flask import Flask, current_app, g
from flask.cli import AppGroup, with_appcontext

from webapp.cli import LANG, guarded, language
from webapp.errors import UserError
from webapp.office.here import ROLES

P = ParamSpec("P")
TARGET = click.Path(path_type=Path)


def _password(name: str, from_stdin: bool, lang: str) -> str:
    from webapp.office import passwords

    french = lang == "fr"
    if from_stdin:
        given = sys.stdin.readline().rstrip("\r\n")
    else:
        given = click.prompt(
            "Mot de passe" if french else "Password",
            hide_input=True,
            confirmation_prompt="Encore une fois" if french else "Once more",
            err=True,
        )
    fault = passwords.fault(given, name)
    if fault:
        raise UserError(f"password_{fault}")
    return str(given)


def prepared(command: Callable[P, None]) -> Callable[P, None]:
    """Says what to do where there is no database yet, and makes none by looking for it."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        from webapp.db import db

        url = db.engine.url
        if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
            raise UserError("not_initialised")
        command(*args, **kwargs)

    return run


# -- people --------------------------------------------------------------------------------

user_group = AppGroup("user", help="Accounts.")


@user_group.command("create")
@click.argument("name")
@click.option("--office", "office_name", required=True, help="Their office; made when it is new.")
@click.option("--role", type=click.Choice(ROLES), default="administrator", show_default=True)
@click.option("--password-stdin", is_flag=True, help="Read the password from the standard input.")
@click.option("--lang", type=LANG)
@guarded
@prepared
def user_create(
    name: str, office_name: str, role: str, password_stdin: bool, lang: str | None
) -> None:
    """Create the account NAME: the first administrator of an office, usually."""
    from webapp.db import db
    from webapp.office import audit, people

    if not 2 <= len(" ".join(name.split())) <= 120 or not 2 <= len(office_name.strip()) <= 120:
        raise UserError("bad_name")
    if people.by_name(name) is not None:
        raise UserError("name_taken", value=name)
    password = _password(name, password_stdin, language(lang))
    office = people.office_named(office_name, create=True)
    user = people.add(office, name, password, role)
    db.session.flush()
    audit.note("created", f"user {user.id} {role}", chain=office.id)
    db.session.commit()
    french = f"Compte {user.id} créé dans le bureau {office.id}."
    click.echo(
        french if language(lang) == "fr" else f"Account {user.id} created in office {office.id}."
    )
    if not current_app.config["ACCOUNTS"]:
        click.echo(UserError("accounts_off").message(language(lang)), err=True)


@user_group.command("password")
@click.argument("name")
@click.option("--drop-second", is_flag=True, help="Also switch the second factor off.")
@click.option("--password-stdin", is_flag=True, help="Read the password from the standard input.")
@click.option("--lang", type=LANG)
@guarded
@prepared
def user_password(name: str, drop_second: bool, password_stdin: bool, lang: str | None) -> None:
    """Set a new password for NAME and end their sessions."""
    from webapp.db import db
    from webapp.office import audit, passwords, people, second, sessions

    user = people.by_name(name)
    if user is None:
        raise UserError("no_such_user", value=name)
    user.password = passwords.hashed(_password(name, password_stdin, language(lang)))
    if drop_second:
        second.switch_off(user)
    sessions.end(user.id)
    audit.note("password_changed", f"user {user.id}", chain=user.office_id)
    db.session.commit()


@user_group.command("list")
@guarded
@prepared
def user_list() -> None:
    """Name every account: number, office, role, name."""
    from sqlalchemy import select

    from webapp.db import db
    from webapp.office.models import UserRow

    for user in db.session.scalars(select(UserRow).order_by(UserRow.office_id, UserRow.name)):
        click.echo(f"{user.id}\t{user.office_id}\t{user.role}\t{user.name}")


# -- offices -------------------------------------------------------------------------------

office_group = AppGroup("office", help="Offices.")


@office_group.command("list")
@guarded
@prepared
def office_list() -> None:
    """Name every office: number, people, cases, name."""
    from sqlalchemy import func, select

    from webapp.db import db
    from webapp.models import CaseRow
    from webapp.office.models import OfficeRow

    for office in db.session.scalars(select(OfficeRow).order_by(OfficeRow.id)):
        count = select(func.count()).where(CaseRow.office_id == office.id)
        cases = db.session.scalar(count)
        click.echo(f"{office.id}\t{len(office.users)}\t{cases}\t{office.name}")


@office_group.command("adopt")
@click.argument("name")
@click.option("--lang", type=LANG)
@guarded
@prepared
def office_adopt(name: str, lang: str | None) -> None:
    """Give the office NAME every case that belongs to none, from before there were accounts."""
    from sqlalchemy import select

    from webapp.db import db
    from webapp.models import CaseRow
    from webapp.office import audit, people

    office = people.office_named(name)
    cases = db.session.scalars(select(CaseRow).where(CaseRow.office_id.is_(None))).all()
    for case in cases:
        case.office_id = office.id
        audit.note("adopted", "case", case_id=case.id, chain=office.id)
    db.session.commit()
    french = f"Dossiers repris\u00a0: {len(cases)}."
    click.echo(french if language(lang) == "fr" else f"Cases taken over: {len(cases)}.")


@office_group.command("export")
@click.argument("name")
@click.option("--out", "out", type=TARGET, required=True, help="Where to write the ZIP.")
@click.option("--lang", type=LANG)
@guarded
@prepared
def office_export(name: str, out: Path, lang: str | None) -> None:
    """Write everything of the office NAME to a ZIP."""
    from webapp.commands import write_all
    from webapp.db import db
    from webapp.office import audit, people, takeout

    office = people.office_named(name)
    write_all({str(out): takeout.of_office(office).read()})
    audit.note("exported", f"office {office.id}", chain=office.id)
    db.session.commit()


@office_group.command("erase")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--lang", type=LANG)
@guarded
@prepared
def office_erase(name: str, yes: bool, lang: str | None) -> None:
    """Erase the office NAME, its people and all of its cases. Only its log stays."""
    from webapp.office import keeping, people

    office, french = people.office_named(name), language(lang) == "fr"
    if not yes:
        click.confirm(
            f"Effacer « {name} » et tous ses dossiers" if french else f"Erase “{name}” for good",
            abort=True,
            err=True,
        )
    count = keeping.erase_office(office)
    click.echo(f"Dossiers effacés\u00a0: {count}." if french else f"Cases erased: {count}.")


# -- the log -------------------------------------------------------------------------------

audit_group = AppGroup("audit", help="The log of who saw and changed what.")

_KINDS = {
    "altered": ("l’entrée a été modifiée", "the entry was altered"),
    "missing": ("une entrée manque ou a été déplacée", "an entry is missing or was moved"),
    "unlinked": (
        "l’entrée ne suit pas celle d’avant",
        "the entry does not follow the one before it",
    ),
    "cut": ("la fin du journal a été coupée", "the end of the log was cut off"),
}


@audit_group.command("verify")
@click.argument("path", required=False, type=TARGET)
@click.option("--head", help="Hash noted down earlier, which the log must still contain.")
@click.option("--lang", type=LANG)
@guarded
@prepared
def audit_verify(path: Path | None, head: str | None, lang: str | None) -> None:
    """Check the log, or an exported log PATH: 0 when whole, 2 with the place when broken."""
    from webapp.office import audit

    if path is not None:
        try:
            values = audit.load(path.read_bytes(), path)
        except OSError as error:
            raise UserError.of_file("not_readable", path, error) from None
        found, hashes = audit.check(values), {v["sha256"] for v in values}
    else:
        found = audit.verify()
        hashes = {v["sha256"] for v in audit.entries()} if head else set()
    for fault in found.breaks:
        french, english = _KINDS[fault.kind]
        reason = (
            f"journal {fault.chain}, entrée {fault.n}\u00a0: {french}",
            f"log {fault.chain}, entry {fault.n}: {english}",
        )
        click.echo(UserError("log_broken", reason=reason).message(language(lang)), err=True)
    if head and head not in hashes:
        reason = ("l’empreinte donnée n’y est plus", "the given hash is no longer in it")
        click.echo(UserError("log_broken", reason=reason).message(language(lang)), err=True)
        raise click.exceptions.Exit(2)
    if found.breaks:
        raise click.exceptions.Exit(2)
    for chain, (n, sha256) in sorted(found.heads.items()):
        click.echo(f"{chain}\t{n}\t{sha256}")


@audit_group.command("export")
@click.option("--office", "office_name", help="One office; everything by default.")
@click.option("--out", "out", default="-", show_default=True, help="JSON Lines; - is stdout.")
@click.option("--lang", type=LANG)
@guarded
@prepared
def audit_export(office_name: str | None, out: str, lang: str | None) -> None:
    """Write the log: one entry a line, with the hashes that prove it."""
    from webapp.commands import write_all
    from webapp.db import db
    from webapp.office import audit, people

    chain = people.office_named(office_name).id if office_name else None
    write_all({out: audit.dump(audit.entries(chain))})
    audit.note("log_exported", chain=chain if chain is not None else audit.MACHINE)
    db.session.commit()


# -- keeping, backup -----------------------------------------------------------------------


@click.command("retention")
@click.option("--erase", is_flag=True, help="Erase them, files included, after asking.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--lang", type=LANG)
@with_appcontext
@guarded
@prepared
def retention(erase: bool, yes: bool, lang: str | None) -> None:
    """List the cases that were to be kept until a day before today: number, office, day."""
    from webapp.office import keeping

    cases, french = keeping.past(), language(lang) == "fr"
    for case in cases:
        office = case.office_id if case.office_id is not None else "-"
        click.echo(f"{case.id}\t{office}\t{case.keep_until}")
    if not cases or not erase:
        return
    if not yes:
        asked = (
            f"Effacer pour de bon {len(cases)} dossier(s)"
            if french
            else f"Erase {len(cases)} case(s) for good"
        )
        click.confirm(asked, abort=True, err=True)
    for case in cases:
        keeping.erase(case)
    done = f"Dossiers effacés\u00a0: {len(cases)}." if french else f"Cases erased: {len(cases)}."
    click.echo(done, err=True)


@click.command("backup")
@click.argument("path", type=TARGET)
@click.option("--lang", type=LANG)
@with_appcontext
@guarded
def backup_command(path: Path, lang: str | None) -> None:
    """Write the whole instance, but for its key, to the ZIP file PATH. The server may run on."""
    from webapp.db import db
    from webapp.office import audit, backup

    done = backup.make(path)
    audit.note("backed_up", chain=audit.MACHINE)
    db.session.commit()
    size = f"{done.size / 1e6:.1f}"
    french = f"Fichiers sauvegardés\u00a0: {done.files}, {size.replace('.', ',')}\u00a0Mo."
    click.echo(french if language(lang) == "fr" else f"Files backed up: {done.files}, {size} MB.")


@click.command("restore")
@click.argument("path", type=TARGET)
@click.option("--lang", type=LANG)
@with_appcontext
@guarded
def restore_command(path: Path, lang: str | None) -> None:
    """Put the backup PATH in place of an instance that is empty."""
    from webapp import db as database
    from webapp import settings
    from webapp.office import audit, backup

    done = backup.restore(path)
    settings.write_secret(current_app.config["INSTANCE"])
    database.upgrade()
    found = audit.verify()
    audit.note("restored", chain=audit.MACHINE)
    database.db.session.commit()
    french = language(lang) == "fr"
    click.echo(
        f"Fichiers restaurés\u00a0: {done.files}." if french else f"Files restored: {done.files}."
    )
    if found.breaks:
        reason = (
            "il l’était déjà dans la sauvegarde\u00a0; lancez «\u202faudit verify\u202f»",
            "it was so in the backup already; run “audit verify”",
        )
        click.echo(UserError("log_broken", reason=reason).message(language(lang)), err=True)


def office_for_import(name: str | None) -> None:
    """Cases made from here on belong to the office of that name."""
    from webapp.office import people

    if name:
        g.office_id = people.office_named(name).id


def init_app(app: Flask) -> None:
    commands: tuple[Any, ...] = (
        user_group,
        office_group,
        audit_group,
        retention,
        backup_command,
        restore_command,
    )
    for command in commands:
        app.cli.add_command(command)
