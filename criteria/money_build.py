"""Turns validated plain values into the frozen law of money and time limits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from criteria.model import Authority, Text, Validity
from criteria.money_laws import eve
from criteria.money_model import (
    Assumption,
    Cited,
    Claim,
    Condition,
    Convention,
    Cut,
    Formula,
    Limitation,
    Line,
    MoneyLaw,
    Option,
    Period,
    Quantity,
    Row,
    Suspension,
    Table,
    Window,
)

Entry = dict[str, Any]


def law(jurisdiction: str, data: Mapping[str, Any], digest: str) -> MoneyLaw:
    """The law of validated files, by stem, still without its authorities."""
    claims, limits = data["claims"], data["limitations"]
    return MoneyLaw(
        version=f"{jurisdiction}-money-{digest[:12]}",
        jurisdiction=jurisdiction,
        premise=_text(claims["premise"]),
        conventions=tuple(
            Convention(e["id"], _text(e["text"]), _text(e["change"])) for e in claims["conventions"]
        ),
        assumptions=_by_id(_assumption(e) for e in claims["assumptions"]),
        conditions=_by_id(_condition(e) for e in claims["conditions"]),
        windows=_by_id(_window(e) for e in claims["windows"]),
        quantities=_by_id(_quantity(e) for e in claims["quantities"]),
        claims=_by_id(_claim(e) for e in claims["claims"]),
        tables=_by_id(_table(e) for e in data["values"]["tables"]),
        limitations=_by_id(_limitation(e) for e in limits["limitations"]),
        suspensions=tuple(_suspension(e) for e in limits["suspensions"]),
        authorities=MappingProxyType({}),
    )


def complete(bare: MoneyLaw, authorities: Mapping[str, Authority]) -> MoneyLaw:
    return replace(bare, authorities=authorities)


def amount(value: float | str) -> Decimal:
    """A number as it was typed, or a fraction such as 1/3."""
    above, _, below = str(value).partition("/")
    return Decimal(above) / Decimal(below) if below else Decimal(above)


def formula(entry: Entry) -> Formula:
    ((op, value),) = entry.items()
    if op == "number":
        return Formula(op, number=Decimal(value))
    if op in ("input", "value", "quantity", "service"):
        return Formula(op, ref=value)
    if op == "week":
        return Formula(op, (formula(value),))
    if op == "row":
        return Formula(op, (formula(value["by"]),), value["table"])
    if op == "sum":
        return Formula(op, ref=value["of"], window=value["window"])
    if op == "average":
        return Formula(op, (formula(value["months"]),), value["of"])
    if op == "by_band":
        bands = tuple(
            Formula("band", parts=MappingProxyType({k: formula(v) for k, v in band.items()}))
            for band in value["bands"]
        )
        return Formula(op, (formula(value["of"]), *bands))
    if op == "between":
        return Formula(op, parts=MappingProxyType({k: formula(v) for k, v in value.items()}))
    if op == "choose":
        parts = {key: formula(part) for key, part in value["options"].items()}
        return Formula(op, ref=value["assumption"], parts=MappingProxyType(parts))
    return Formula(op, tuple(formula(part) for part in value))


def _by_id(items: Any) -> Mapping[str, Any]:
    return MappingProxyType({item.id: item for item in items})


def _text(value: dict[str, str]) -> Text:
    return Text(value["fr"], value["en"])


def _maybe(value: dict[str, str] | None) -> Text | None:
    return _text(value) if value else None


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def _cited(e: Entry) -> Cited:
    return Cited(
        authorities=tuple(e["authorities"]),
        verification=e["verification"],
        citation=_maybe(e.get("citation")),
        validity=Validity(_day(e.get("from")), _day(e.get("to"))),
    )


def _table(e: Entry) -> Table:
    starts = sorted(line["from"] for line in e.get("lines", ()))
    lines = []
    for line in sorted(e.get("lines", ()), key=lambda line: str(line["from"])):
        later = [day for day in starts if day > line["from"]]
        end = line.get("to") or (eve(later[0]) if later else None)
        lines.append(
            Line(
                amount(line["value"]),
                Validity(_day(line["from"]), _day(end)),
                line.get("verification", e["verification"]),
                _maybe(line.get("note")),
            )
        )
    return Table(
        id=e["id"],
        label=_text(e["label"]),
        unit=e["unit"],
        cited=_cited(e),
        lines=tuple(lines),
        rows=tuple(
            Row(
                amount(row["at_least"]),
                amount(row["value"]) if "value" in row else None,
                _maybe(row.get("says")),
            )
            for row in e.get("rows", ())
        ),
        known_to=_day(e.get("known_to")),
        checked_on=_day(e.get("checked_on")),
        source=_maybe(e.get("source")),
        source_url=e.get("source_url"),
        note=_maybe(e.get("note")),
        own=e.get("own"),
        own_at_least=e.get("own_at_least"),
    )


def _assumption(e: Entry) -> Assumption:
    return Assumption(
        id=e["id"],
        label=_text(e["label"]),
        explain=_text(e["explain"]),
        contested=e["contested"],
        default=e["default"],
        options=tuple(
            Option(o["id"], _text(o["label"]), _maybe(o.get("note"))) for o in e["options"]
        ),
        cited=_cited(e),
    )


def _condition(e: Entry) -> Condition:
    test = e.get("test", {})
    parts = tuple(formula(part) for part in test.get("at_least", ()))
    return Condition(
        id=e["id"],
        label=_text(e["label"]),
        cited=_cited(e),
        help=_maybe(e.get("help")),
        known=tuple(test.get("known", ())),
        at_least=(parts[0], parts[1]) if parts else None,
    )


def _window(e: Entry) -> Window:
    return Window(
        e["id"],
        e.get("assumption"),
        tuple(Cut(c.get("option"), c["limitation"], tuple(c["back_from"])) for c in e["cuts"]),
    )


def _quantity(e: Entry) -> Quantity:
    return Quantity(
        id=e["id"],
        per=e["per"],
        unit=e["unit"],
        label=_text(e["label"]),
        words=_text(e["words"]),
        formula=formula(e["formula"]),
        cited=_cited(e),
    )


def _claim(e: Entry) -> Claim:
    return Claim(
        id=e["id"],
        group=e["group"],
        label=_text(e["label"]),
        what=_text(e["what"]),
        cited=_cited(e),
        words=_maybe(e.get("words")),
        formula=formula(e["formula"]) if "formula" in e else None,
        why_no_amount=_maybe(e.get("why_no_amount")),
        needs=tuple(e.get("needs", ())),
        inside=tuple(e.get("inside", ())),
        excludes=tuple(e.get("excludes", ())),
        limitation=e.get("limitation"),
        owed_to=e.get("owed_to", "worker"),
        notes=tuple(_text(note) for note in e.get("notes", ())),
    )


def _span(e: Entry) -> Period:
    return Period(e.get("years", 0), e.get("months", 0), _maybe(e.get("ground")))


def _limitation(e: Entry) -> Limitation:
    return Limitation(
        id=e["id"],
        label=_text(e["label"]),
        covers=_text(e["covers"]),
        periods=tuple(_span(p) for p in e["periods"]),
        starts=tuple(e["starts"]),
        from_words=_text(e["from_words"]),
        find_out=_text(e["find_out"]),
        cited=_cited(e),
        from_year_end=e.get("from_year_end", False),
        presumed=_maybe(e.get("presumed")),
        warning=_maybe(e.get("warning")),
        reach=_span(e["reach"]) if "reach" in e else None,
    )


def _suspension(e: Entry) -> Suspension:
    return Suspension(
        id=e["id"],
        label=_text(e["label"]),
        starts=e["starts"],
        ends=e["ends"],
        at_least=_span(e["at_least"]),
        suspends=tuple(e["suspends"]),
        warning=_text(e["warning"]),
        cited=_cited(e),
    )
