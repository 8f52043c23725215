"""Sections that several readers get: exhibits, contradictions, questions, authorities, method."""

from __future__ import annotations

from collections.abc import Iterable

from reports.exhibits import exhibits
from reports.pen import Pen, b, i, line, theirs
from reports.view import IndicatorView

#: A table of authorities tells kinds apart in this order.
KINDS = ("statute", "directive", "decision", "missing")
MOST_QUESTIONS = 12


def every_indicator(pen: Pen) -> Iterable[IndicatorView]:
    for limb in pen.r.limbs:
        yield from limb.indicators
    yield from pen.r.others


def chain(pen: Pen) -> None:
    t, drawn = pen.t, pen.r.chain
    said = " → ".join(f"{role} ({name})" for role, name in drawn.names)
    pen.n(t("chain.unstated") if drawn.unstated else t("chain.intro"), " ", theirs(f"{said}."))
    pen.picture("chain", drawn, said)


def periods(pen: Pen) -> None:
    """What law, terms and facts were in force when, and the result in each part."""
    t = pen.t
    if not pen.r.periods:
        return
    pen.p(t("periods.intro"))
    pen.table(
        t("sections.periods"),
        (t("periods.period"), t("periods.cause"), t("periods.result"), t("periods.interval")),
        [
            (
                line(p.words, " ", i(t("periods.current") if p.current else "")),
                p.causes,
                line(b(p.outcome), ". ", p.settled_words, f". {p.status}" if p.status else ""),
                p.interval,
            )
            for p in pen.r.periods
        ],
        (26, 24, 30, 20),
    )


def conflicts(pen: Pen) -> None:
    t = pen.t
    if not pen.r.conflicts:
        pen.p(t("conflicts.none"), style="empty")
        return
    pen.p(t("conflicts.intro"))
    for conflict in pen.r.conflicts:
        pen.n(b(conflict.label), ". ", conflict.explained)
        for title, side in (
            (conflict.left_title, conflict.left),
            (conflict.right_title, conflict.right),
        ):
            pen.p(i(title), style="lead")
            for quote in side:
                pen.quote(quote, 400)


def questions(pen: Pen, most: int = MOST_QUESTIONS) -> None:
    t = pen.t
    if not pen.r.questions:
        pen.p(t("questions.none"), style="empty")
        return
    pen.p(t("questions.intro"))
    for question in pen.r.questions[:most]:
        pen.n(b(question.text), " ", question.why, " ", question.settles)
        pen.bullets(question.exhibits, boxes=True)


def exhibit_list(pen: Pen) -> None:
    """Every exhibit with its number, kind, date and the fingerprint of its bytes."""
    t, m = pen.t, pen.m
    listed = exhibits(pen.context.case)
    if not listed:
        pen.p(t("sources.none"), style="empty")
        return
    pen.p(t("sources.intro"))
    pen.table(
        t("sections.exhibits"),
        (
            t("sources.number"),
            t("sources.label"),
            t("sources.kind"),
            t("sources.date"),
            t("exhibits.fingerprint"),
        ),
        [
            (
                str(e.number),
                theirs(e.label),
                m.either(f"source_kinds.{e.kind}", e.kind),
                m.date(e.date) if e.date else t("sources.undated"),
                ", ".join(d.sha256[:16] + "…" for d in e.documents if d.sha256)
                or t("exhibits.no_file"),
            )
            for e in listed
        ],
        (6, 42, 16, 17, 19),
        [f"exhibit-{e.number}" for e in listed],
    )


def authorities(pen: Pen) -> None:
    """Everything that the notes cite, with what it says and how far it was read."""
    t = pen.t
    table = pen.context.table()
    if not table:
        pen.p(t("readers.no_authority"), style="empty")
        return
    pen.p(t("readers.authorities"))
    for kind in KINDS:
        members = [a for a in table.values() if a.kind == kind]
        if not members:
            continue
        pen.heading(
            t("authorities.cited_missing") if kind == "missing" else t(f"authorities.{kind}")
        )
        pen.bullets(
            line(
                b(a.citation),
                f" – {a.title}" if a.title else "",
                t("notes.level", level=a.level_words),
                f" {a.summary}",
                b(f" {a.standing}" if a.standing else ""),
                i(f" {a.validity}" if a.validity else ""),
            )
            for a in members
        )


def method(pen: Pen) -> None:
    t = pen.t
    for number in range(1, 6):
        pen.p(t(f"method.p{number}"))
    if pen.r.limits:
        pen.heading(t("method.limits"))
        pen.bullets(pen.r.limits)


def colophon(pen: Pen) -> None:
    t = pen.t
    pen.p(t("colophon.intro"))
    pen.bullets(line(b(f"{name}{t('readers.colon')} "), value) for name, value in pen.r.colophon)


def result(pen: Pen) -> None:
    """The outcome, whether it is settled, and why it is no probability."""
    t, s = pen.t, pen.r.summary
    pen.n(b(s.outcome), ". ", s.settled_words)
    if s.would_be:
        pen.n(s.would_be)
    for words in (s.status, s.proved, s.burden[0]):
        if words:
            pen.n(words, *(pen.cite(s.burden[1]) if words == s.burden[0] else ()))
    pen.picture(
        "interval", s.interval, f"{t('interval.title')}{t('readers.colon')} {s.interval.words}"
    )
    pen.p(s.interval.words, style="small")
