"""What if: other circumstances, the same law. The case stays as it is."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from criteria.model import Catalogue
from rules.model import Assessment, IndicatorResult
from webapp import casework, changes, i18n, whatif
from webapp.views.shared import get_case, law_of, partial

bp = Blueprint("whatif", __name__, url_prefix="/cases/<case_id>/what-if")


@bp.get("")
def show(case_id: str) -> ResponseReturnValue:
    row = get_case(case_id)
    law, lang, case = law_of(row), i18n.current(), casework.to_case(row)
    hypothesis = whatif.read(request.args, law)
    address = url_for("whatif.show", case_id=row.id, **hypothesis.address)
    if not partial() and any(name.startswith("i-") for name in request.args):
        # The form's address holds eighty empty fields; the one to share says what is assumed.
        return redirect(address)
    before = casework.assess(case, law, lang=lang)
    after = casework.assess(whatif.assume(case, law, hypothesis), law, lang=lang)
    return render_template(
        "whatif/result.html" if partial() else "whatif/show.html",
        case=row,
        law=law,
        groups=_groups(law, before),
        assumed=hypothesis.states,
        strange=hypothesis.strange,
        difference=changes.between(before, after),
        address=url_for("whatif.show", case_id=row.id, _external=True, **hypothesis.address),
        flips=_flips(row.id, before),
    )


def _groups(law: Catalogue, assessment: Assessment) -> list[tuple[str, str, list[IndicatorResult]]]:
    """Indicators that the law of the day looks at, by limb in the pack's order; what belongs to
    none at the end."""
    groups = []
    for limb in assessment.limbs:
        members = [i for i in assessment.indicators if i.limb == limb.id]
        if members:
            groups.append((limb.id, i18n.say(law.limbs[limb.id].label), members))
    rest = [i for i in assessment.indicators if i.limb is None]
    if rest:
        groups.append(("others", _("Other circumstances"), rest))
    return groups


def _flips(case_id: str, assessment: Assessment) -> list[tuple[tuple[tuple[str, str], ...], str]]:
    """The smallest changes that would turn the result, each with its address."""
    found: list[tuple[tuple[tuple[str, str], ...], str]] = []
    for flip in assessment.flips:
        changed: tuple[tuple[str, str], ...] = tuple((c.indicator, c.to) for c in flip.changes)
        address = whatif.Hypothesis(dict(changed)).address
        found.append((changed, url_for("whatif.show", case_id=case_id, **address)))
    return found
