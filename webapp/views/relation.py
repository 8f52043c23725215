"""Platform, contractual chain and worker."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webapp.db import db
from webapp.forms import ROLES, RelationForm, plain
from webapp.models import CaseRow
from webapp.views.shared import get_case

bp = Blueprint("relation", __name__, url_prefix="/cases/<case_id>/relation")

#: As many as a case file may hold.
MOST_LEVELS = 20
REGISTERED = {"yes": True, "no": False, "unknown": None}
START = [{"role": "worker", "name": ""}, {"role": "platform", "name": ""}]


@bp.route("", methods=["GET", "POST"])
def edit(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    said = {True: "yes", False: "no", None: "unknown"}[row.worker_registered]
    form = RelationForm(obj=row)
    if request.method == "GET":
        form.worker_registered.data = said
        chain = row.chain or START
    else:
        chain = _chain()
    action = request.form.get("action", "")
    if action == "add" and len(chain) < MOST_LEVELS:
        chain = [*chain, {"role": "client", "name": ""}]
    elif action.startswith("remove-") and action[7:].isdigit():
        chain = [e for i, e in enumerate(chain) if i != int(action[7:])]
    elif form.validate_on_submit():
        _save(row, form, chain)
        flash(_("Saved."))
        return redirect(url_for("case.overview", case_id=row.id))
    return render_template(
        "relation/edit.html",
        case=row,
        form=form,
        chain=chain,
        roles=_roles(chain),
        most=MOST_LEVELS,
        added=action == "add",
    ), 422 if form.errors else 200


def _chain() -> list[dict[str, str]]:
    """The levels as the form gives them, in order."""
    roles = request.form.getlist("role")[:MOST_LEVELS]
    names = request.form.getlist("level_name")
    return [
        {
            "role": plain(role).strip()[:80] or "intermediary",
            "name": plain(name).strip()[:300],
        }
        for role, name in zip(roles, names, strict=False)
    ]


def _roles(chain: list[dict[str, str]]) -> list[tuple[str, object]]:
    """The usual roles, and those that an imported case brought."""
    usual = dict(ROLES)
    return [*ROLES, *((e["role"], e["role"]) for e in chain if e["role"] not in usual)]


def _save(row: CaseRow, form: RelationForm, chain: list[dict[str, str]]) -> None:
    row.platform_name = (form.platform_name.data or "").strip()
    row.sector = form.sector.data
    row.intermediation = form.intermediation.data
    row.worker_reference = (form.worker_reference.data or "").strip()
    row.worker_registered = REGISTERED[form.worker_registered.data]
    # The proposed two levels say nothing until somebody names or adds one.
    row.chain = [] if chain == START else chain
    db.session.commit()
