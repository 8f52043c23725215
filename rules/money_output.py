"""The input and the result as plain JSON values.

Sums are texts such as "1234.50", so that no program rounds them on reading.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from criteria.money_model import Cited, Limitation, MoneyLaw
from rules.money_model import (
    ClaimFound,
    Clock,
    MoneyCase,
    MoneyFound,
    Range,
    Segment,
    ValueUsed,
    WorkPeriod,
)

INPUT = "requalif-money/1"
OUTPUT = "requalif-claims/1"


def case_to_json(case: MoneyCase) -> dict[str, Any]:
    """The input file that says the same; what is not known is left out."""
    return _bare(
        {
            "format": INPUT,
            "title": case.title,
            "jurisdiction": case.jurisdiction,
            "as_of": _day(case.as_of),
            "dates": {name: _day(day) for name, day in sorted(case.days.items())},
            "periods": [_period(p) for p in case.periods],
            "conditions": {k: "unknown" if v is None else v for k, v in case.conditions.items()},
            "assumptions": dict(case.assumptions),
            "own_values": [
                _bare(
                    {
                        "table": o.table,
                        "from": _day(o.start),
                        "value": number(o.value),
                        "note": o.note,
                    }
                )
                for o in case.own_values
            ],
        }
    )


def number(value: Decimal) -> int | float:
    """The JSON number that is read back as the same ``Decimal``."""
    return int(value) if value == value.to_integral_value() else float(value)


def found_to_json(found: MoneyFound, law: MoneyLaw, lang: str = "fr") -> dict[str, Any]:
    """The result, its words in one language."""
    cited: dict[str, None] = {}
    for claim in found.claims:
        cited |= dict.fromkeys(law.claims[claim.id].cited.authorities)
    for clock in found.clocks:
        cited |= dict.fromkeys(law.limitations[clock.limitation].cited.authorities)
    return {
        "format": OUTPUT,
        "as_of": found.as_of.isoformat(),
        "premise": law.premise.in_(lang),
        "clocks": [_clock(c, law.limitations[c.limitation], lang) for c in found.clocks],
        "claims": [_claim(c, law, lang) for c in found.claims],
        "assumptions": [
            {
                "id": a.id,
                "label": a.label.in_(lang),
                "taken": found.assumptions[a.id],
                "contested": a.contested,
                "options": [{"id": o.id, "label": o.label.in_(lang)} for o in a.options],
                **_cited(a.cited, lang),
            }
            for a in law.assumptions.values()
        ],
        "conventions": [
            {"id": c.id, "text": c.text.in_(lang), "change": c.change.in_(lang)}
            for c in law.conventions
        ],
        "not_covered": [{"from": _day(a), "to": _day(b)} for a, b in found.gaps],
        "authorities": [
            {
                "id": id,
                "citation": law.authorities[id].citation.in_(lang),
                "verification": law.authorities[id].verification,
            }
            for id in sorted(cited)
        ],
        "law": {"jurisdiction": found.jurisdiction, "version": found.law},
        "inputs_sha256": found.inputs_sha256,
    }


def _claim(c: ClaimFound, law: MoneyLaw, lang: str) -> dict[str, Any]:
    rule = law.claims[c.id]
    envelope = c.envelope
    return {
        "id": c.id,
        "label": rule.label.in_(lang),
        "owed_to": rule.owed_to,
        "status": c.status,
        "low": _sum(c.low),
        "high": _sum(c.high),
        "capped": c.capped,
        "all_scenarios": {"low": _sum(envelope[0]), "high": _sum(envelope[1])},
        "reasons": [r.message(lang) for r in c.reasons]
        or ([rule.why_no_amount.in_(lang)] if rule.why_no_amount else []),
        "formula": rule.words.in_(lang) if rule.words else None,
        "conditions": [{"id": s.id, "state": s.state} for s in c.conditions],
        "assumptions": [{"id": id, "option": option} for id, option in c.assumptions],
        "steps": [
            {
                "quantity": s.quantity,
                "label": law.quantities[s.quantity].label.in_(lang),
                "formula": law.quantities[s.quantity].words.in_(lang),
                "unit": law.quantities[s.quantity].unit,
                "low": _sum(s.low),
                "high": _sum(s.high),
                **_cited(law.quantities[s.quantity].cited, lang),
            }
            for s in c.steps
        ],
        "segments": [_segment(s) for s in c.segments],
        "values": [_value(v, law, lang) for v in c.values],
        "reaches": [
            {
                "limitation": k.limitation,
                "counted_from": _day(k.counted_from),
                "from": _day(k.first),
            }
            for k in c.cuts
        ],
        "scenarios": [
            {
                "assumption": s.assumption,
                "option": s.option,
                "status": s.status,
                "low": _sum(s.low),
                "high": _sum(s.high),
                "reasons": [r.message(lang) for r in s.reasons],
            }
            for s in c.scenarios
        ],
        "inside": list(rule.inside),
        "excludes": list(rule.excludes),
        "limitation": rule.limitation,
        "notes": [note.in_(lang) for note in rule.notes],
        "weakest_verification": c.weakest,
        **_cited(rule.cited, lang),
    }


def _segment(s: Segment) -> dict[str, Any]:
    return {
        "from": _day(s.start),
        "to": _day(s.end),
        "period": None if s.period is None else s.period + 1,
        "quantities": {
            name: {"low": _sum(low), "high": _sum(high)} for name, (low, high) in s.cells.items()
        },
    }


def _value(v: ValueUsed, law: MoneyLaw, lang: str) -> dict[str, Any]:
    table = law.tables[v.table]
    return {
        "table": v.table,
        "label": table.label.in_(lang),
        "unit": table.unit,
        "value": str(v.value),
        "from": _day(v.start),
        "to": _day(v.end),
        "at_least": None if v.at_least is None else str(v.at_least),
        "own": v.own,
        "verification": v.verification,
        "authorities": [] if v.own else list(table.cited.authorities),
        "note": v.note.in_(lang) if v.note else None,
    }


def _clock(c: Clock, limit: Limitation, lang: str) -> dict[str, Any]:
    return {
        "id": c.limitation,
        "label": limit.label.in_(lang),
        "state": c.state,
        "months": c.months,
        "starts": limit.from_words.in_(lang),
        "start": _day(c.start),
        "start_presumed": c.presumed,
        "expires": _day(c.expires),
        "days_left": c.days_left,
        "longer": [{"months": m, "expires": _day(day)} for m, day in c.others],
        "if_suspended": _day(c.if_suspended),
        "find_out": limit.find_out.in_(lang) if c.state == "unknown" else None,
        "warning": limit.warning.in_(lang) if limit.warning else None,
        **_cited(limit.cited, lang),
    }


def _cited(cited: Cited, lang: str) -> dict[str, Any]:
    return {
        "authorities": list(cited.authorities),
        "citation": cited.citation.in_(lang) if cited.citation else None,
        "verification": cited.verification,
    }


def _period(p: WorkPeriod) -> dict[str, Any]:
    return _bare(
        {
            "label": p.label,
            "from": _day(p.start),
            "to": _day(p.end),
            "basis": p.basis,
            "hours_per_week": _range(p.hours),
            "waiting_hours_per_week": _range(p.waiting_hours),
            **{
                name: None if value is None else number(value)
                for name, value in (
                    ("received", p.received),
                    ("platform_fees", p.platform_fees),
                    ("expenses", p.expenses),
                    ("agreed_rate", p.agreed_rate),
                )
            },
        }
    )


def _range(value: Range | None) -> Any:
    if value is None or value.low == value.high:
        return None if value is None else number(value.low)
    return {"low": number(value.low), "high": number(value.high)}


def _bare(value: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in value.items() if v is not None and v not in ("", {}, [])}


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _sum(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
