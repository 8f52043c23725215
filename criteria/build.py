"""Turns validated plain values into the frozen catalogue."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType
from typing import Any

from criteria.model import (
    Authority,
    Band,
    Catalogue,
    Choice,
    Conclusion,
    Dated,
    Decision,
    Effect,
    FactFound,
    Indicator,
    Limb,
    Node,
    Notice,
    Pack,
    Presumption,
    Proposition,
    Question,
    Row,
    Section,
    Status,
    Table,
    TableInput,
    Text,
    Undercut,
    Validity,
    Weighing,
)

_YES_NO = {"true": Text("Oui", "Yes"), "false": Text("Non", "No")}


def _text(value: dict[str, str]) -> Text:
    return Text(value["fr"], value["en"])


def _maybe(value: dict[str, str] | None) -> Text | None:
    return _text(value) if value else None


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def _validity(entry: dict[str, Any]) -> Validity:
    return Validity(_day(entry.get("from")), _day(entry.get("to")))


def _ids(entry: dict[str, Any]) -> tuple[str, ...]:
    return tuple(entry.get("authorities") or ())


def indicators(data: dict[str, Any]) -> dict[str, Indicator]:
    return {
        e["id"]: Indicator(
            id=e["id"],
            group=e["group"],
            leans=e["leans"],
            label=_text(e["label"]),
            definition=_text(e["definition"]),
            kinds=tuple(e.get("kinds", ("practice", "stipulation"))),
        )
        for e in data["indicators"]
    }


def _effects(entry: dict[str, Any]) -> tuple[Effect, ...]:
    return tuple(Effect(e["indicator"], e["state"]) for e in entry.get("effects", ()))


def _question(e: dict[str, Any], jurisdiction: str) -> Question:
    return Question(
        id=e["id"],
        section=e["section"],
        type=e["type"],
        text=_text(e["text"]),
        help=_text(e["help"]),
        why=_text(e["why"]),
        exhibits=tuple(_text(x) for x in e["exhibits"]),
        kind=e.get("kind", "practice"),
        choices=tuple(
            Choice(c["id"], _text(c["label"]) if "label" in c else _YES_NO[c["id"]], _effects(c))
            for c in e.get("choices", ())
        ),
        bands=tuple(
            Band(_effects(b), b.get("at_least"), b.get("below")) for b in e.get("bands", ())
        ),
        unit=_maybe(e.get("unit")),
        sectors=tuple(e.get("sectors", ())),
        authorities=tuple((e.get("authorities") or {}).get(jurisdiction, ())),
    )


def node(e: dict[str, Any]) -> Node:
    op: Any
    children: tuple[Node, ...] = ()
    ref: str | None = None
    count: int | None = None
    accepts: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    if "at_least" in e:
        op, count = "at_least", e["at_least"]["count"]
        children = tuple(node(c) for c in e["at_least"]["of"])
    elif "presume" in e:
        op, ref = "presume", e["presume"]["presumption"]
        children = (node(e["presume"]["if"]), node(e["presume"]["unless"]))
    elif "not" in e:
        op, children = "not", (node(e["not"]),)
    elif "table" in e:
        op, ref = "table", e["table"]["of"]
        accepts = tuple(e["table"]["is"])
        perhaps = tuple(e["table"].get("perhaps", ()))
    else:
        op = next(o for o in ("all", "any", "weigh", "indicator", "limb", "status") if o in e)
        if op in ("all", "any", "weigh"):
            children = tuple(node(c) for c in e[op])
        else:
            ref = e[op]
    return Node(
        id=e["id"],
        op=op,
        label=_maybe(e.get("label")) or Text("", ""),
        authorities=_ids(e),
        children=children,
        ref=ref,
        count=count,
        validity=_validity(e),
        when_true=_maybe(e.get("when_true")),
        when_false=_maybe(e.get("when_false")),
        when_unknown=_maybe(e.get("when_unknown")),
        sectors=tuple(e.get("sectors", ())),
        accepts=accepts,
        perhaps=perhaps,
    )


def _common(e: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": e["id"],
        "citation": _text(e["citation"]),
        "title": _text(e["title"]),
        "summary": _text(e["summary"]),
        "verification": e["verification"],
        "verification_note": _maybe(e.get("verification_note")),
        "validity": _validity(e),
        "checked_on": _day(e.get("checked_on")),
        "role": e.get("role") or "",
        "source_url": e.get("source_url"),
    }


def decision(e: dict[str, Any]) -> Decision:
    return Decision(
        **_common(e),
        kind="decision",
        court=_text(e["court"]),
        level=e["level"],
        date=_day(e["date"]) or dt.date.min,
        number=e.get("number"),
        ecli=e.get("ecli"),
        parties=e.get("parties") or "",
        sector=e.get("sector") or "",
        outcome=e.get("outcome"),
        reversed_by=e.get("reversed_by"),
        reasons_read=e.get("reasons_read") or "",
        facts=tuple(
            FactFound(f["indicator"], f["state"], _maybe(f.get("note"))) for f in e.get("facts", ())
        ),
        status=e.get("status"),
        overtaken_by=e.get("overtaken_by"),
        upheld_by=e.get("upheld_by"),
        law_until=_day(e.get("law_until")),
        standing_note=_maybe(e.get("standing_note")),
    )


def _weighing(e: dict[str, Any]) -> Weighing:
    return Weighing(
        indicator=e["indicator"],
        side=e["side"],
        weight=e["weight"],
        limb=e["limb"],
        why=_text(e["why"]),
        authorities=_ids(e),
        not_alone=e.get("not_alone", False),
        undercut_by=tuple(
            Undercut(u["by"], u["to"], _text(u["why"]), _ids(u)) for u in e.get("undercut_by", ())
        ),
        validity=_validity(e),
    )


def _presumption(e: dict[str, Any]) -> Presumption:
    return Presumption(
        id=e["id"],
        citation=_text(e["citation"]),
        direction=e["direction"],
        strength=e["strength"],
        conditions=tuple(_text(c) for c in e["conditions"]),
        effect=_text(e["effect"]),
        rebutted_by=_text(e["rebutted_by"]),
        authorities=_ids(e),
        note=_maybe(e.get("note")),
        validity=_validity(e),
        verification=e["verification"],
        applies_if=node(e["applies_if"]) if "applies_if" in e else None,
        burden=e.get("burden"),
    )


def _status(e: dict[str, Any]) -> Status:
    return Status(
        id=e["id"],
        label=_text(e["label"]),
        definition=_maybe(e.get("definition")),
        kind=e.get("kind", "status"),
        authorities=_ids(e),
    )


def _dated(e: dict[str, Any], file_key: str, key: str) -> tuple[Dated, ...]:
    return tuple(Dated(v[key], _text(v["why"]), _ids(v), _validity(v)) for v in e.get(file_key, ()))


def _conclusion(e: dict[str, Any]) -> Conclusion:
    return Conclusion(
        id=e["id"],
        field=e["field"],
        label=_text(e["label"]),
        definition=_text(e["definition"]),
        standing=e["standing"],
        burden=e["burden"],
        authorities=_ids(e),
        test=node(e["test"]),
        note=_maybe(e.get("note")),
        verification=e.get("verification"),
        validity=_validity(e),
    )


def _table(e: dict[str, Any]) -> Table:
    return Table(
        id=e["id"],
        label=_text(e["label"]),
        inputs=tuple(
            TableInput("table", i["table"])
            if "table" in i
            else TableInput("question", i["question"], tuple(i.get("values", ())))
            for i in e["inputs"]
        ),
        rows=tuple(Row(tuple(r["when"]), r["result"]) for r in e["rows"]),
        authorities=_ids(e),
        otherwise=e.get("otherwise"),
    )


def _pack(e: dict[str, Any]) -> Pack:
    return Pack(
        id=e["id"],
        name=_text(e["name"]),
        law=_text(e["law"]),
        law_from=dt.date.fromisoformat(e["law_from"]),
        scale=MappingProxyType(dict(e["scale"])),
        paper_step=e["paper_step"],
        lean=float(e["lean"]),
        lean_limbs=e["lean_limbs"],
        prudence=e.get("prudence", 0),
        written=dt.date.fromisoformat(e["written"]),
        limits=tuple(_text(x) for x in e["limits"]),
        notices=tuple(
            Notice(n["id"], _text(n["text"]), _ids(n), _validity(n)) for n in e["notices"]
        ),
        outcome_words=MappingProxyType({k: _text(v) for k, v in e["outcome_words"].items()}),
        contract_weight=_dated(e, "contract_weight", "weight"),
        unit_of_analysis=_dated(e, "unit_of_analysis", "unit"),
        burden=_dated(e, "burden", "party"),
        unweighed=tuple(e.get("unweighed", ())),
        undisputed=tuple(e.get("undisputed", ())),
        **({"statuses": tuple(_status(x) for x in e["statuses"])} if "statuses" in e else {}),
    )


def catalogue(data: dict[str, Any], digest: str) -> Catalogue:
    """The catalogue of validated files, by stem. ``digest``: hex SHA-256 of the files."""
    pack = _pack(data["pack"])
    decisions = {e["id"]: decision(e) for e in data["decisions"]["decisions"]}
    statutes = {
        e["id"]: Authority(**_common(e), kind=e["kind"]) for e in data["statutes"]["statutes"]
    }
    limbs = {
        e["id"]: Limb(
            id=e["id"],
            label=_text(e["label"]),
            definition=_text(e["definition"]),
            role=e["role"],
            threshold=e["threshold"],
            share=e["share"],
            authorities=_ids(e),
            alone_cap=e.get("alone_cap", 0.4),
        )
        for e in data["limbs"]["limbs"]
    }
    return Catalogue(
        version=f"{pack.id}-{pack.written.isoformat()}-{digest[:12]}",
        pack=pack,
        indicators=MappingProxyType(indicators(data["indicators"])),
        sections=tuple(
            Section(s["id"], _text(s["title"]), _text(s["intro"]))
            for s in data["questions"]["sections"]
        ),
        questions=MappingProxyType(
            {q["id"]: _question(q, pack.id) for q in data["questions"]["questions"]}
        ),
        authorities=MappingProxyType({**statutes, **decisions}),
        decisions=MappingProxyType(decisions),
        presumptions=MappingProxyType(
            {p["id"]: _presumption(p) for p in data["presumptions"]["presumptions"]}
        ),
        propositions=MappingProxyType(
            {
                p["id"]: Proposition(
                    p["id"], _text(p["text"]), _ids(p), p["verification"], _maybe(p.get("note"))
                )
                for p in data["propositions"]["propositions"]
            }
        ),
        weighings=tuple(_weighing(w) for w in data["weights"]["weights"]),
        limbs=MappingProxyType(limbs),
        test=node(data["test"]["test"]),
        third=tuple((t["status"], node(t["test"])) for t in data["test"].get("third", ())),
        scope=node(data["test"]["scope"]) if "scope" in data["test"] else None,
        conclusions=MappingProxyType(
            {
                c["id"]: _conclusion(c)
                for c in (data.get("conclusions") or {}).get("conclusions", ())
            }
        ),
        tables=MappingProxyType({t["id"]: _table(t) for t in data["test"].get("tables", ())}),
    )
