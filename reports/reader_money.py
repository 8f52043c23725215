"""Claims with their amounts, and time limits with their days, where the case has dates and sums."""

from __future__ import annotations

from decimal import Decimal

from babel.numbers import format_currency

from reports.blocks import Runs
from reports.pen import Part, Pen, b, i, line
from rules.money_model import ClaimFound


def claims(pen: Pen) -> None:
    """Each claim with its range, what it still hangs on, and its authorities."""
    t, found, law = pen.t, pen.input.money, pen.input.money_law
    if found is None or law is None:
        pen.p(t("claims.none"), style="empty")
        return
    pen.p(t("claims.intro", day=pen.m.date(found.as_of)))
    rows: list[tuple[Part, ...]] = []
    for claim in found.claims:
        entry = law.claims[claim.id]
        open_ = [
            pen.context.say(law.conditions[c.id].label)
            for c in claim.conditions
            if c.state == "unknown" and c.id in law.conditions
        ]
        said = t("claims.to_establish", what=t("sep").join(open_)) if open_ else ""
        weak = t("claims.weak") if claim.weakest == "memory" else ""
        rows.append(
            (
                line(b(pen.context.say(entry.label)), pen.cite(entry.cited.authorities)),
                _range(pen, claim),
                line(t(f"claims.{claim.status}"), f". {said}" if said else "", i(weak)),
            )
        )
    pen.table(
        t("sections.claims"), (t("claims.claim"), t("claims.amount"), t("claims.state")), rows,
        (42, 28, 30),
    )  # fmt: skip
    pen.p(t("claims.not_added"), style="small")


def _range(pen: Pen, claim: ClaimFound) -> str:
    if claim.low is None:
        return "–"
    low = euros(pen, claim.low)
    if claim.high is None or not claim.capped:
        return pen.t("claims.at_least", low=low)
    if claim.low == claim.high:
        return low
    return pen.t("claims.range", low=low, high=euros(pen, claim.high))


def euros(pen: Pen, value: Decimal) -> str:
    return str(format_currency(value, "EUR", locale="fr_FR" if pen.m.lang == "fr" else "en_GB"))


def clocks(pen: Pen) -> bool:
    """The time limits counted for this case, the most pressing first; whether there are any."""
    t, found, law = pen.t, pen.input.money, pen.input.money_law
    if found is None or law is None or not found.clocks:
        return False
    rows: list[tuple[Part, ...]] = []
    for clock in found.clocks:
        entry = law.limitations[clock.limitation]
        if clock.expires is None:
            by: Runs = line(t("claims.unknown_start", what=pen.context.say(entry.from_words)))
        else:
            by = line(b(t("claims.before", day=pen.m.date(clock.expires))))
            if clock.state == "expired":
                by = (*by, *line(f". {t('claims.expired')}"))
        warning = pen.context.say(entry.warning)
        rows.append((pen.context.say(entry.label), line(by, f". {warning}" if warning else "")))
    pen.p(t("union.deadlines"))
    pen.table(t("sections.deadlines"), (t("union.what"), t("union.by_when")), rows, (42, 58))
    return True
