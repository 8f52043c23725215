"""For the lawyer: elements and authorities, arguments for, those to expect and their answers."""

from __future__ import annotations

from reports import reader_parts as parts
from reports.blocks import Runs
from reports.pen import Pen, b, i, line
from reports.reader_money import claims
from reports.view import IndicatorView, LimbView
from reports.view_law import PrecedentView

MOST_SAID = 4


def order(pen: Pen) -> None:
    t, said = pen.t, pen.input.audiences.order
    parts.result(pen)
    if said:
        pen.p(t("lawyer.order"))
        pen.bullets(
            [line(pen.context.say(x.text), pen.cite(x.authorities)) for x in said], ordered=True
        )
    for text, ids in pen.r.notices:
        pen.n(text, pen.cite(ids))


def facts(pen: Pen) -> None:
    for name, value in pen.r.identity:
        pen.n(b(f"{name}{pen.t('readers.colon')} "), value, ".")
    parts.chain(pen)
    parts.periods(pen)


def presumptions(pen: Pen) -> None:
    """Those in the test, with what rebuts them."""
    t = pen.t
    shown = [p for p in pen.r.presumptions if p.decides or p.applies != "unknown"]
    if not shown:
        pen.p(t("presumptions.none"), style="empty")
    for p in shown:
        tag = t("presumptions.decides") if p.decides else t("presumptions.check")
        state = t("sep").join(filter(None, [tag, p.applies_words, p.rebutted_words]))
        pen.n(b(p.citation), f" ({state}). ", p.effect, pen.cite(p.authorities))
        if p.rebutted_by:
            pen.n(i(f"{t('presumptions.rebutted_by')}{t('readers.colon')} "), p.rebutted_by)


def arguments(pen: Pen) -> None:
    """Limb by limb, what speaks for employment, each with its exhibits and authorities."""
    t = pen.t
    for limb in pen.r.limbs:
        known = [x for x in limb.indicators if _side(x) == "employment"]
        pen.heading(f"{limb.label} – {limb.state_words}", anchor=limb.anchor)
        pen.n(limb.definition, pen.cite(limb.authorities))
        for x in known:
            _argument(pen, x)
        _missing(pen, limb)
    rest = [x for x in pen.r.others if _side(x) == "employment"]
    if rest:
        pen.heading(t("sections.others"))
        for x in rest:
            _argument(pen, x)


def _side(x: IndicatorView) -> str:
    """Which side the circumstance helps as it was found; "" for none."""
    if x.state == "present":
        return x.side
    other = {"employment": "independence", "independence": "employment"}
    return other.get(x.side, "") if x.state == "absent" else ""


def _argument(pen: Pen, x: IndicatorView) -> None:
    t = pen.t
    name = x.label if x.state == "present" else t("summary.not_found", label=x.label)
    weight = [p for p in (x.weight_words, x.basis_words) if p]
    pen.n(b(name), f" ({', '.join(weight)}). " if weight else ". ", x.why, pen.cite(x.authorities))
    for quote in x.quotes[:MOST_SAID]:
        pen.quote(quote, 500)
    if len(x.quotes) > MOST_SAID or x.more_quotes:
        pen.p(t("words.more", n=len(x.quotes) - MOST_SAID + x.more_quotes), style="small")
    if x.not_alone:
        pen.p(t("indicator.not_alone"), style="small")


def _missing(pen: Pen, limb: LimbView) -> None:
    t = pen.t
    if limb.unknown:
        names = t("sep").join(x.label for x in limb.unknown)
        pen.p(b(f"{t('limbs.unknown')}{t('readers.colon')} "), names, ".", style="small")


def opposing(pen: Pen) -> None:
    """What the other side will say: facts, disputed facts, decisions; each with its answer."""
    t = pen.t
    pen.p(t("lawyer.opposing"))
    facts_against = [x for x in parts.every_indicator(pen) if _side(x) == "independence"]
    disputed = [x for x in parts.every_indicator(pen) if x.contested]
    for x in facts_against:
        name = x.label if x.state == "present" else t("summary.not_found", label=x.label)
        pen.n(b(t("lawyer.they_say", what=name)), f" ({x.weight_words}). ", x.why,
              pen.cite(x.authorities))  # fmt: skip
        for quote in x.quotes[:2]:
            pen.quote(quote, 300)
        pen.bullets(_answers(pen, x))
    for x in disputed:
        pen.n(b(t("lawyer.disputed", what=x.label)), " ", t("indicator.contested"))
    if not facts_against and not disputed:
        pen.p(t("lawyer.nothing_against"), style="empty")
    if pen.r.precedents_against:
        pen.heading(t("lawyer.their_decisions"))
        for found in pen.r.precedents_against:
            _decision(pen, found, ours=False)


def _answers(pen: Pen, x: IndicatorView) -> list[Runs]:
    """The catalogue's own reasons why the fact weighs less, and what the file says of it."""
    t = pen.t
    said = b(f"{t('lawyer.answer')}{t('readers.colon')} ")
    answers = [line(said, i(f"{u.by}. "), u.why, pen.cite(u.authorities)) for u in x.undercuts]
    # Some laws hold the parties to their written terms.
    if x.conflict and pen.r.terms != "decisive":
        answers.append(line(said, t("lawyer.paper_only")))
    if x.reduced and not x.undercuts:
        answers.append(line(said, f"{x.reduced}."))
    if x.weight == "none":
        answers.append(line(said, t("lawyer.no_weight")))
    return answers or [line(i(t("lawyer.no_answer")))]


def decisions(pen: Pen) -> None:
    t = pen.t
    pen.p(t("precedents.intro"))
    for found in pen.r.precedents_for:
        _decision(pen, found, ours=True)
    if not pen.r.precedents_for:
        pen.p(t("precedents.none"), style="empty")


def _decision(pen: Pen, p: PrecedentView, ours: bool) -> None:
    t = pen.t
    a = pen.r.authorities[p.authority]
    pen.n(b(a.citation), f" ({p.outcome}). ", a.summary, pen.cite((p.authority,)))
    if p.a_fortiori:
        pen.p(t("precedents.a_fortiori"), style="flag")
    lines: list[Runs] = []
    if p.shared:
        named = b(f"{t('precedents.shared')}{t('readers.colon')} ")
        lines.append(line(named, t("sep").join(p.shared), "."))
    if p.distinguishing:
        key = "lawyer.they_distinguish" if ours else "lawyer.we_distinguish"
        named = b(f"{t(key)}{t('readers.colon')} ")
        lines.append(line(named, t("sep").join(p.distinguishing), "."))
    elif not ours:
        lines.append(line(i(t("lawyer.not_distinguished"))))
    pen.bullets(lines)
    if p.reasons:
        pen.p(p.reasons, style="small")


def further(pen: Pen) -> None:
    """Grounds beside the status, each with its own conditions and burden."""
    t = pen.t
    if not pen.r.conclusions:
        pen.p(t("lawyer.no_further"), style="empty")
        return
    pen.p(t("conclusions.intro"))
    for c in pen.r.conclusions:
        pen.n(
            b(c.label), f" – {c.state_words}. ", c.definition, " ",
            t("conclusions.burden"), t("readers.colon"), f" {c.burden}.", pen.cite(c.authorities),
        )  # fmt: skip
        if c.arguable:
            pen.p(t("conclusions.arguable"), style="flag")
        if c.missing:
            names = t("sep").join(x.label for x in c.missing)
            pen.p(b(f"{t('conclusions.missing')}{t('readers.colon')} "), names, ".")


def filing(pen: Pen) -> None:
    t, said = pen.t, pen.input.audiences.filing
    if not said:
        pen.p(t("lawyer.no_filing"), style="empty")
        return
    pen.bullets([line(pen.context.say(x.text), pen.cite(x.authorities)) for x in said], boxes=True)


SECTIONS = {
    "order": order,
    "facts": facts,
    "pictures": None,
    "presumptions": presumptions,
    "arguments": arguments,
    "decisions": decisions,
    "opposing": opposing,
    "conflicts": parts.conflicts,
    "further": further,
    "claims": claims,
    "questions": parts.questions,
    "filing": filing,
    "exhibits": parts.exhibit_list,
    "authorities": parts.authorities,
    "method": parts.method,
    "colophon": parts.colophon,
}
