"""What can go wrong on a page or a command line, and the page that says it."""

from __future__ import annotations

import errno
import logging
import secrets
import traceback
from types import TracebackType

from flask import Flask, Response, g, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

_MESSAGES = {
    "document_missing": (
        "le document « {path} » n’est pas à côté du fichier du dossier. Ajoutez-le ou retirez-le "
        "de « documents ».",
        "the document “{path}” is not beside the case file. Add it, or remove it from “documents”.",
    ),
    "document_outside": (
        "le document « {path} » est hors du dossier du fichier (lien compris). Copiez-le à côté "
        "et donnez un chemin relatif.",
        "the document “{path}” lies outside the folder of the case file (links included). Copy it "
        "beside the file and give a relative path.",
    ),
    "not_readable": (
        "« {path} » ne peut pas être lu : {reason}.",
        "“{path}” cannot be read: {reason}.",
    ),
    "not_writable": (
        "« {path} » ne peut pas être écrit : {reason}.",
        "“{path}” cannot be written: {reason}.",
    ),
    "not_served": (
        "« {path} » ne peut pas être ouvert : {reason}. Choisissez un autre port (--port).",
        "{path} cannot be opened: {reason}. Choose another port (--port).",
    ),
    "file_too_large": (
        "le fichier dépasse {megabytes} Mo. Découpez-le ou donnez son texte.",
        "the file is larger than {megabytes} MB. Split it, or give its text.",
    ),
    "no_file": (
        "choisissez un fichier ou collez un texte.",
        "choose a file or paste a text.",
    ),
    "no_case_file": (
        "choisissez le fichier du dossier (.json ou .zip).",
        "choose the case file (.json or .zip).",
    ),
    "bad_zip": (
        "ce ZIP est abîmé, protégé, trop gros, ou sans fichier de dossier (.json). Exportez-le "
        "de nouveau.",
        "this ZIP is damaged, protected, too big, or holds no case file (.json). Export it again.",
    ),
    "not_a_report": (
        "« {path} » n’est pas un rapport de Requalif (.pdf ou .zip) : il ne contient ni analyse ni "
        "dossier. Donnez le fichier tel qu’il a été téléchargé.",
        "“{path}” is no report of Requalif (.pdf or .zip): it holds no assessment and no case. "
        "Give the file as it was downloaded.",
    ),
    "damaged_report": (
        "ce rapport est abîmé, protégé ou trop gros : ses données ne peuvent pas être lues.",
        "this report is damaged, protected or too big: its data cannot be read.",
    ),
    "no_exhibit": (
        "choisissez au moins un fichier.",
        "choose at least one file.",
    ),
    "file_empty": (
        "un de ces fichiers est vide. Retirez-le.",
        "one of these files is empty. Leave it out.",
    ),
    "too_many_files": (
        "{value} fichiers au plus par source. Réunissez-les en un seul, par exemple un PDF.",
        "{value} files at most for one source. Join them into one, for example a PDF.",
    ),
    "two_files": (
        "donnez soit un fichier, soit un texte collé, pas les deux.",
        "give either a file or a pasted text, not both.",
    ),
    "reading_failed": (
        "la lecture s’est arrêtée : {reason}. Le document est conservé ; relancez la lecture ou "
        "supprimez-le.",
        "reading stopped: {reason}. The document is kept; read it again or delete it.",
    ),
    "reading_too_slow": (
        "la lecture a dépassé {seconds} secondes et a été arrêtée. Découpez le document ou donnez "
        "son texte seul.",
        "reading took more than {seconds} seconds and was stopped. Split the document or give its "
        "text alone.",
    ),
    "reading_interrupted": (
        "la lecture a été interrompue par un arrêt du serveur. Relancez-la.",
        "reading was interrupted when the server stopped. Start it again.",
    ),
    "not_a_level": (
        "le niveau « {value} » n’existe pas : choisissez parmi {known}.",
        "there is no level “{value}”: choose among {known}.",
    ),
    "only_with_stale": (
        "{value} ne va qu’avec --stale. Ajoutez-le.",
        "{value} only goes with --stale. Add it.",
    ),
    "internal": (
        "erreur inattendue ({reason}). Signalez-la avec la commande employée.",
        "unexpected fault ({reason}). Report it with the command that was used.",
    ),
    "not_a_date": (
        "« {value} » n’est pas une date. Écrivez AAAA-MM-JJ.",
        "“{value}” is not a date. Write YYYY-MM-DD.",
    ),
    "not_initialised": (
        "la base de données n’est pas prête. Lancez d’abord : flask --app wsgi init",
        "the database is not ready. First run: flask --app wsgi init",
    ),
    "accounts_off": (
        "les comptes ne sont pas activés. Posez REQUALIF_ACCOUNTS=1 et relancez.",
        "accounts are not switched on. Set REQUALIF_ACCOUNTS=1 and start again.",
    ),
    "password_in_clear": (
        "avec des comptes, {value} n’est servi que derrière TLS : posez REQUALIF_HTTPS=1 une fois "
        "le relais TLS en place, ou gardez l’adresse de cette machine.",
        "with accounts, {value} is served behind TLS only: set REQUALIF_HTTPS=1 once the TLS proxy "
        "is in place, or keep this machine’s own address.",
    ),
    "no_such_office": (
        "il n’y a pas de bureau « {value} ». La commande « office list » les nomme.",
        "there is no office “{value}”. The command “office list” names them.",
    ),
    "no_such_user": (
        "il n’y a pas de compte « {value} ». La commande « user list » les nomme.",
        "there is no account “{value}”. The command “user list” names them.",
    ),
    "no_such_case": (
        "il n’y a pas de dossier « {value} ».",
        "there is no case “{value}”.",
    ),
    "name_taken": (
        "le nom « {value} » est déjà pris. Choisissez-en un autre.",
        "the name “{value}” is taken. Choose another.",
    ),
    "bad_name": (
        "le nom doit avoir de 2 à 120 caractères.",
        "the name must have 2 to 120 characters.",
    ),
    "password_short": (
        "le mot de passe doit avoir au moins 12 caractères. Une suite de mots convient.",
        "the password must have at least 12 characters. A few words in a row will do.",
    ),
    "password_long": (
        "le mot de passe doit avoir au plus 256 caractères.",
        "the password must have at most 256 characters.",
    ),
    "password_simple": (
        "ce mot de passe répète trop peu de caractères. Choisissez-en un plus varié.",
        "this password repeats too few characters. Choose a more varied one.",
    ),
    "password_name": (
        "ce mot de passe contient le nom du compte et guère plus. Choisissez-en un autre.",
        "this password holds the account’s name and little else. Choose another.",
    ),
    "log_broken": (
        "le journal est rompu : {reason}.",
        "the log is broken: {reason}.",
    ),
    "not_a_log": (
        "« {path} » n’est pas un journal exporté, ou sa ligne {value} est abîmée.",
        "“{path}” is not an exported log, or its line {value} is damaged.",
    ),
    "already_there": (
        "« {path} » existe déjà. Donnez un autre nom.",
        "“{path}” exists already. Give another name.",
    ),
    "backup_of_server": (
        "la base de données est sur un serveur ({value}) : sauvegardez-la avec les outils de "
        "celui-ci (pg_dump), et copiez le dossier « files ».",
        "the database is on a server ({value}): back it up with the server’s own tools (pg_dump), "
        "and copy the folder “files”.",
    ),
    "instance_not_empty": (
        "cette installation n’est pas vide (« {path} ») : rien n’est remplacé. Donnez un dossier "
        "vide par REQUALIF_INSTANCE.",
        "this instance is not empty (“{path}”): nothing is replaced. Name an empty folder in "
        "REQUALIF_INSTANCE.",
    ),
    "not_a_backup": (
        "« {path} » n’est pas une sauvegarde de Requalif, ou elle est coupée.",
        "“{path}” is not a backup of Requalif, or it is cut off.",
    ),
    "backup_damaged": (
        "la sauvegarde « {path} » est abîmée : « {value} » n’est pas ce que le manifeste dit. Rien "
        "n’a été restauré.",
        "the backup “{path}” is damaged: “{value}” is not what the manifest says. Nothing was "
        "restored.",
    ),
}
CODES = tuple(_MESSAGES)
#: Why the system refused a file, by errno; other reasons keep the system's own words.
REFUSALS = {
    errno.ENOENT: ("ce fichier ou ce dossier n’existe pas", "no such file or folder"),
    errno.EACCES: ("l’accès est refusé", "access is denied"),
    errno.EPERM: ("l’accès est refusé", "access is denied"),
    errno.EISDIR: ("c’est un dossier, pas un fichier", "it is a folder, not a file"),
    errno.ENOTDIR: ("le chemin passe par un fichier", "the path goes through a file"),
    errno.ENOSPC: ("le disque est plein", "the disk is full"),
    errno.EROFS: ("le disque est en lecture seule", "the disk is read-only"),
    errno.EADDRINUSE: ("cette adresse est déjà prise", "this address is in use"),
}
PAGES = (400, 401, 403, 404, 405, 413, 429, 500)


class UserError(Exception):
    """Something that its user can mend. ``code`` is one of CODES, ``params`` fill the words."""

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params = params
        super().__init__(self.message("en"))

    @classmethod
    def of_file(cls, code: str, path: object, error: OSError) -> UserError:
        """A message about ``path`` out of what the system said."""
        return cls(code, path=path, reason=REFUSALS.get(error.errno or 0, error.strerror))

    def message(self, lang: str = "fr") -> str:
        params = {
            key: value[0 if lang == "fr" else 1] if isinstance(value, tuple) else value
            for key, value in self.params.items()
        }
        said = _MESSAGES[self.code][0 if lang == "fr" else 1].format(**params)
        return french(said) if lang == "fr" else said


def french(text: str) -> str:
    """No-break spaces where French typography wants them."""
    for mark, space in (("« ", "«\u202f"), (" »", "\u202f»"), (" ;", "\u202f;"), (" :", "\u00a0:")):
        text = text.replace(mark, space)
    return text.replace(" Mo", "\u00a0Mo")


def where(trace: TracebackType | None) -> str:
    """Files and lines of a trace without its message, which may quote somebody's words."""
    frames = traceback.extract_tb(trace)[-6:]
    return " < ".join(f"{f.filename.rsplit('/', 1)[-1]}:{f.lineno}" for f in reversed(frames))


def _page(error: HTTPException) -> Response:
    code = error.code if error.code in PAGES else 500 if (error.code or 500) >= 500 else 400
    if error.response is not None:
        return error.response  # type: ignore[return-value]
    template = "errors/fragment.html" if request.headers.get("HX-Request") else "errors/page.html"
    reason = "csrf" if isinstance(error, CSRFError) else ""
    reference = g.get("fault_reference", "")
    said = render_template(template, code=code, reason=reason, reference=reference)
    response = make_response(said, error.code or 500)
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response


def _unexpected(error: Exception) -> ResponseReturnValue:
    g.fault_reference = secrets.token_hex(4)
    logging.getLogger("requalif").error(
        "fault %s on %s %s: %s at %s",
        g.fault_reference,
        request.method,
        request.endpoint,
        type(error).__name__,
        where(error.__traceback__),
    )
    return _page(InternalServerError())


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _page)
    if not app.config.get("PROPAGATE_EXCEPTIONS"):
        app.register_error_handler(Exception, _unexpected)
