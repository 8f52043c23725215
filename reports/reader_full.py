"""The full report as blocks: what the template sets on pages, for those who edit it."""

from __future__ import annotations

from reports import reader_parts as parts
from reports.pen import Part, Pen, b, i, line, theirs
from reports.reader_lawyer import decisions, further, presumptions
from reports.view import IndicatorView
from reports.view_law import ProofView


def summary(pen: Pen) -> None:
    t, s = pen.t, pen.r.summary
    parts.result(pen)
    for title, reasons in ((t("summary.for"), s.for_), (t("summary.against"), s.against)):
        pen.p(b(title), style="lead")
        pen.bullets([line(r.label, i(f" ({r.detail})")) for r in reasons])
        if not reasons:
            pen.p(t("summary.none"), style="empty")
    if s.missing:
        pen.p(b(t("summary.missing")), style="lead")
        pen.bullets([q.text for q in s.missing], ordered=True)


def first(pen: Pen) -> None:
    for text, ids in pen.r.notices:
        pen.n(text, pen.cite(ids))


def facts(pen: Pen) -> None:
    parts.exhibit_list(pen)
    pen.heading(pen.t("sections.chain"))
    parts.chain(pen)


def reasoning(pen: Pen) -> None:
    pen.p(pen.t("reasoning.intro"))
    _proof(pen, pen.r.proof, 0)


def _proof(pen: Pen, step: ProofView, depth: int) -> None:
    said: list[Part] = [b(f"{step.verdict_words.capitalize()} – {step.label}")]
    said += [f". {step.words}"] if step.words else []
    pen.n("— " * depth, *said, pen.cite(step.authorities))
    if step.needs:
        pen.p(step.needs, style="small")
    for child in step.children:
        _proof(pen, child, depth + 1)


def limbs(pen: Pen) -> None:
    t = pen.t
    pen.p(t("limbs.intro"))
    for limb in pen.r.limbs:
        pen.heading(f"{limb.label} – {limb.state_words}", anchor=limb.anchor)
        pen.n(limb.definition, pen.cite(limb.authorities), " ", limb.range_words)
        for x in limb.indicators:
            _indicator(pen, x)
        if not limb.indicators:
            pen.p(t("limbs.nothing"), style="empty")
    if pen.r.others:
        pen.heading(t("sections.others"))
        pen.p(t("others.intro"))
        for x in pen.r.others:
            _indicator(pen, x)


def _indicator(pen: Pen, x: IndicatorView) -> None:
    t = pen.t
    meta = [p for p in (x.side_words, x.weight_words, x.basis_words) if p]
    pen.heading(f"{x.label} – {x.state_words}", 4, x.anchor)
    pen.n(*([f"{', '.join(meta).capitalize()}. "] if meta else []), x.why, pen.cite(x.authorities))
    if x.conflict:
        pen.p(t("indicator.conflict"), style="flag")
    if x.contested:
        pen.p(t("indicator.contested"), style="flag")
    for quote in x.quotes:
        pen.quote(quote)
    for u in x.undercuts:
        pen.p(i(f"{t('indicator.undercut', by=u.by)}{t('readers.colon')} "), u.why,
              pen.cite(u.authorities))  # fmt: skip


def flips(pen: Pen) -> None:
    t, r = pen.t, pen.r
    if not r.flips:
        pen.p(t("flips.none") if r.flips_complete else t("flips.incomplete"), style="empty")
        return
    pen.p(t("flips.intro"))
    pen.bullets(
        [
            line(
                f"{t('flips.if')} {pen.m.listing(list(f.changes))}, {t('flips.then')} ", b(f.result)
            )
            for f in r.flips
        ]
    )


def precedents(pen: Pen) -> None:
    pen.heading(pen.t("precedents.for"))
    decisions(pen)
    pen.heading(pen.t("precedents.against"))
    for found in pen.r.precedents_against:
        a = pen.r.authorities[found.authority]
        pen.n(b(a.citation), f" ({found.outcome}). ", a.summary, pen.cite((found.authority,)))
    if not pen.r.precedents_against:
        pen.p(pen.t("precedents.none"), style="empty")


def proposals(pen: Pen) -> None:
    if not pen.r.proposals:
        return
    pen.p(pen.t("proposals.intro", n=pen.r.proposals_count), style="flag")
    for group in pen.r.proposals:
        pen.heading(group.label, 4)
        for quote in group.quotes:
            pen.quote(quote)


def rules(pen: Pen) -> None:
    for rule in pen.r.rules:
        pen.n(rule.text, pen.cite(rule.authorities))


def answers(pen: Pen) -> None:
    t = pen.t
    pen.table(
        t("sections.answers"),
        (t("answers.question"), t("answers.answer"), t("answers.source")),
        [
            (line(a.question, " ", theirs(a.note)), theirs(a.answer), a.source)
            for a in pen.r.answers
        ],
        (55, 28, 17),
    )


SECTIONS = {
    "summary": summary,
    "first": first,
    "pictures": None,
    "facts": facts,
    "reasoning": reasoning,
    "periods": parts.periods,
    "limbs": limbs,
    "conflicts": parts.conflicts,
    "flips": flips,
    "questions": parts.questions,
    "conclusions": further,
    "precedents": precedents,
    "presumptions": presumptions,
    "proposals": proposals,
    "rules": rules,
    "answers": answers,
    "authorities": parts.authorities,
    "method": parts.method,
    "colophon": parts.colophon,
}
