"""For the labour inspector: facts first, with their proof; then the elements of the offence."""

from __future__ import annotations

from reports import reader_parts as parts
from reports.blocks import Runs
from reports.pen import Part, Pen, b, i, line, theirs
from reports.view import IndicatorView, QuoteView
from reports.view_law import ConclusionView

#: Statements of one fact that are set out; the list of exhibits leads to the others.
MOST_SAID = 8


def facts(pen: Pen) -> None:
    t = pen.t
    pen.p(t("inspector.facts"))
    for limb in pen.r.limbs:
        known = [x for x in limb.indicators if x.quotes]
        if known:
            pen.heading(limb.label, anchor=f"facts-{limb.id}")
            _facts(pen, limb.label, known)
    others = [x for x in pen.r.others if x.quotes]
    if others:
        pen.heading(t("sections.others"), anchor="facts-others")
        _facts(pen, t("sections.others"), others)
    if not any(x.quotes for x in parts.every_indicator(pen)):
        pen.p(t("limbs.nothing"), style="empty")


def _facts(pen: Pen, caption: str, known: list[IndicatorView]) -> None:
    t = pen.t
    rows = []
    for fact in known:
        findings = pen.context.results[fact.id].findings
        said = list(zip(fact.quotes, findings, strict=False))[:MOST_SAID]
        for place, (quote, finding) in enumerate(said):
            named = line(b(fact.label), " – ", fact.state_words)
            nature = " · ".join(filter(None, [quote.says, quote.when, quote.origin]))
            rows.append(
                (
                    line(i(t("inspector.same"))) if place else named,
                    pen.words(quote, 500),
                    _proof(pen, quote, finding.source),
                    line(nature),
                )
            )
    pen.table(
        caption,
        (t("inspector.fact"), t("inspector.words"), t("inspector.proof"), t("inspector.how")),
        rows,
        (24, 40, 20, 16),
    )


def _proof(pen: Pen, quote: QuoteView, source: str) -> Runs:
    """The exhibit's number; who speaks, unless it is a document; the place in it."""
    found = next((e for e in pen.exhibits if e.source == source and source), None)
    place = line(", ", theirs(quote.place)) if quote.place else ()
    if found is None:
        return line(theirs(quote.source or pen.t("inspector.no_source")), place)
    return line(
        b(pen.t("evidence.exhibit_short", n=found.number)),
        line(", ", theirs(found.label)) if found.kind != "document" else "",
        pen.t("evidence.dated", date=pen.m.date(found.date)) if found.date else "",
        place,
    )


def persons(pen: Pen) -> None:
    t = pen.t
    for name, value in pen.r.identity:
        pen.n(b(f"{name}{t('readers.colon')} "), theirs(value), ".")
    parts.chain(pen)
    witnesses = [s for s in pen.context.case.sources if s.kind == "testimony"]
    if witnesses:
        pen.n(t("inspector.heard", n=len(witnesses)))


def offence(pen: Pen) -> None:
    """Criminal questions, each part of their test with its state and what is missing."""
    t = pen.t
    pen.p(t("inspector.offence"))
    shown = [c for c in pen.r.conclusions if c.anchor.removeprefix("conclusion-") in _criminal(pen)]
    if not shown:
        pen.p(t("inspector.no_offence"), style="empty")
    for conclusion in shown:
        _conclusion(pen, conclusion)


def _criminal(pen: Pen) -> set[str]:
    """The questions of criminal law, and those on the chain: lending labour for profit is an
    offence too."""
    known = pen.context.catalogue.conclusions.values()
    return {c.id for c in known if c.field in ("criminal", "chain")}


def _conclusion(pen: Pen, c: ConclusionView) -> None:
    t = pen.t
    pen.heading(f"{c.label} – {c.state_words}", anchor=c.anchor)
    pen.n(c.definition, pen.cite(c.authorities))
    if c.arguable:
        pen.p(t("conclusions.arguable"), style="flag")
    rows: list[tuple[Part, ...]] = [
        (b(step.label), step.verdict_words, line(step.words, pen.cite(step.authorities)))
        for step in c.proof.children or (c.proof,)
        if step.label
    ]
    pen.table(
        c.label,
        (t("inspector.element"), t("inspector.state"), t("inspector.reasons")),
        rows,
        (40, 18, 42),
    )
    if c.missing:
        names = pen.m.listing([x.label for x in c.missing])
        pen.n(b(f"{t('conclusions.missing')}{t('readers.colon')} "), names, ".")
    if c.note:
        pen.p(c.note, style="small")


def checklist(pen: Pen) -> None:
    """What the record must hold under this law, beside what the file already says of it."""
    t = pen.t
    wanted = pen.input.audiences.elements
    if not wanted:
        pen.p(t("inspector.no_checklist"), style="empty")
        return
    pen.p(t("inspector.checklist"))
    results = {r.id: r for r in pen.context.assessment.indicators}
    concluded = {c.anchor.removeprefix("conclusion-"): c for c in pen.r.conclusions}
    rows: list[tuple[Part, ...]] = []
    for element in wanted:
        held: list[str] = []
        for id_ in element.indicators:
            state = results[id_].state if id_ in results else "unknown"
            held.append(f"{pen.label(id_)}{t('readers.colon')} {t(f'states.{state}').lower()}")
        for id_ in element.conclusions:
            if id_ in concluded:
                c = concluded[id_]
                held.append(f"{c.label}{t('readers.colon')} {c.state_words.lower()}")
        rows.append(
            (
                line(pen.context.say(element.text), pen.cite(element.authorities)),
                t("sep").join(held) or i(t("inspector.by_hand")),
            )
        )
    pen.table(
        t("sections.checklist"), (t("inspector.element"), t("inspector.held")), rows, (60, 40)
    )


def cautions(pen: Pen) -> None:
    said = pen.input.audiences.cautions
    for caution in said:
        pen.n(pen.context.say(caution.text), pen.cite(caution.authorities))
    for text, ids in pen.r.notices:
        pen.n(text, pen.cite(ids))


SECTIONS = {
    "facts": facts,
    "persons": persons,
    "pictures": None,
    "periods": parts.periods,
    "conflicts": parts.conflicts,
    "offence": offence,
    "checklist": checklist,
    "result": parts.result,
    "cautions": cautions,
    "questions": parts.questions,
    "exhibits": parts.exhibit_list,
    "authorities": parts.authorities,
    "method": parts.method,
    "colophon": parts.colophon,
}
