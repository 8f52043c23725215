"""What a person establishes by hand: indicator, state, source, the very words."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms.fields.choices import SelectChoice

from webapp import i18n
from webapp.db import db
from webapp.forms import FindingForm, picks
from webapp.models import CaseRow, FindingRow
from webapp.views.shared import get_case, law_of, own

bp = Blueprint("findings", __name__, url_prefix="/cases/<case_id>/findings")

#: A page of hundreds of findings is slow to make and to read.
PER_PAGE = 100


def choices(row: CaseRow, empty: bool = False) -> list[SelectChoice]:
    """Indicators in their groups, as an option list wants them; ``empty`` puts a first option
    that chooses none."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for indicator in law_of(row).indicators.values():
        grouped.setdefault(group_name(indicator.group), []).append(
            (indicator.id, i18n.say(indicator.label))
        )
    first = picks([("", _("Choose an indicator"))]) if empty else []
    return first + [option for name, pairs in grouped.items() for option in picks(pairs, name)]


def group_name(group: str) -> str:
    names: dict[str, str] = {
        "direction": _("Direction"),
        "control": _("Control"),
        "sanction": _("Sanction"),
        "integration": _("Organised service"),
        "independence": _("Independence"),
        "form": _("Form and labels"),
        "recourse": _("Recourse and disputes"),
        "elements": _("Elements of the contract"),
    }
    return names.get(group, group)


def _form(row: CaseRow, finding: FindingRow | None) -> FindingForm:
    form = FindingForm(obj=finding) if finding else FindingForm(kind="practice")
    form.indicator.choices = choices(row, empty=True)
    sources = [(s.key, s.label or s.key) for s in row.sources]
    form.source_key.choices = picks([("", _("No source given")), *sources])
    return form


@bp.get("")
def index(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    law = law_of(row)
    order = {name: place for place, name in enumerate(law.indicators)}
    shown = sorted(
        (f for f in row.findings if f.status == "accepted"),
        key=lambda f: (order.get(f.indicator, 999), f.id),
    )
    labels = {s.key: s.label or s.key for s in row.sources}
    pages = max(1, -(-len(shown) // PER_PAGE))
    page = min(max(1, request.args.get("page", 1, type=int)), pages)
    return render_template(
        "findings/index.html",
        case=row,
        law=law,
        findings=shown[(page - 1) * PER_PAGE : page * PER_PAGE],
        labels=labels,
        page=page,
        pages=pages,
    )


@bp.route("/new", methods=["GET", "POST"])
def new(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    form = _form(row, None)
    if request.method == "GET" and request.args.get("indicator") in law_of(row).indicators:
        form.indicator.data = request.args["indicator"]
    if form.validate_on_submit():
        finding = FindingRow(origin="person", status="accepted")
        form.populate_obj(finding)
        row.findings.append(finding)
        row.touch()
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for("findings.index", case_id=row.id))
    return render_template(
        "findings/edit.html", case=row, form=form, finding=None
    ), 422 if form.errors else 200


@bp.route("/<int:finding_id>", methods=["GET", "POST"])
def edit(case_id: str, finding_id: int) -> ResponseReturnValue:
    row = get_case(case_id)
    finding = own(row, FindingRow, finding_id)
    form = _form(row, finding)
    if form.validate_on_submit():
        form.populate_obj(finding)
        row.touch()
        db.session.commit()
        flash(_("Saved."))
        return redirect(url_for("findings.index", case_id=row.id))
    return render_template(
        "findings/edit.html", case=row, form=form, finding=finding
    ), 422 if form.errors else 200


@bp.post("/<int:finding_id>/delete")
def delete(case_id: str, finding_id: int) -> ResponseReturnValue:
    """A finding made by hand is deleted; one that was read goes back to be reviewed."""
    row = get_case(case_id)
    finding = own(row, FindingRow, finding_id)
    if FlaskForm().validate_on_submit():
        if finding.origin == "reader":
            finding.status, finding.automatic = "rejected", False
        else:
            db.session.delete(finding)
        row.touch()
        db.session.commit()
        flash(_("The finding no longer counts."))
    return redirect(url_for("findings.index", case_id=row.id))
