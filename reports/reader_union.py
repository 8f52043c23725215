"""For the member of a union: a letter in plain words, two pages, that says what to do by when."""

from __future__ import annotations

from reports.pen import Pen, b, line
from reports.reader_money import clocks

#: Two pages: more would not be read.
MOST_REASONS = 3
MOST_QUESTIONS = 3
MOST_EXHIBITS = 4


def meaning(pen: Pen) -> None:
    t, s = pen.t, pen.r.summary
    pen.p(t("union.hello"))
    platform = pen.context.case.platform.name or t("union.this_platform")
    pen.p(t("union.purpose", platform=platform))
    pen.p(b(t("union.outside") if s.outside else t(f"union.band_{s.band}")), style="lead")
    pen.p(t("union.certain") if s.settled else t("union.open"))
    for title, reasons in ((t("union.for"), s.for_), (t("union.against"), s.against)):
        if reasons:
            pen.p(title)
            pen.bullets([reason.label for reason in reasons[:MOST_REASONS]])
    if pen.r.automatic:
        pen.p(pen.r.automatic, style="flag")


def deadlines(pen: Pen) -> None:
    t, say = pen.t, pen.context.say
    if clocks(pen):
        return
    known = pen.input.audiences.deadlines
    if not known:
        pen.p(t("union.no_deadlines"))
        return
    pen.p(t("union.deadlines"))
    pen.table(
        t("sections.deadlines"),
        (t("union.what"), t("union.by_when")),
        [
            (
                say(d.what),
                line(
                    b(say(d.period)),
                    " ",
                    say(d.starts),
                    ". " if d.warning else "",
                    b(say(d.warning)),
                ),
            )
            for d in known
        ],
        (42, 58),
    )


def todo(pen: Pen) -> None:
    steps = pen.input.audiences.steps
    if not steps:
        pen.p(pen.t("union.no_steps"))
        return
    pen.bullets([pen.context.say(step.text) for step in steps], ordered=True)


def keep(pen: Pen) -> None:
    """What everyone should keep, then what would answer this case's open questions."""
    t = pen.t
    wanted = [pen.context.say(text) for text in pen.input.audiences.keep]
    for question in pen.r.questions[:MOST_QUESTIONS]:
        wanted += [e for e in question.exhibits if e not in wanted][:2]
    pen.bullets(wanted[: len(pen.input.audiences.keep) + MOST_EXHIBITS], boxes=True)
    asked = [q.text for q in pen.r.questions[:MOST_QUESTIONS]]
    if asked:
        pen.p(t("union.tell_us"))
        pen.bullets(asked)


def risks(pen: Pen) -> None:
    t = pen.t
    for risk in pen.input.audiences.risks:
        pen.p(pen.context.say(risk.text))
    if not pen.input.audiences.risks:
        pen.p(t("union.no_risks"))


def closing(pen: Pen) -> None:
    t = pen.t
    pen.p(t("union.closing"))
    pen.p(t("union.signature"))
    said = pen.input.audiences
    ids = [
        i for part in (said.deadlines, said.steps, said.risks) for x in part for i in x.authorities
    ]
    names = [pen.context.view(i, 0).citation for i in dict.fromkeys(ids)]
    if names:
        pen.p(t("union.texts", texts=t("sep").join(names)), style="small")
    law = pen.r.colophon
    pen.p(t("union.made_with", product=law[0][1], catalogue=law[1][1]), style="small")


SECTIONS = {
    "meaning": meaning,
    "deadlines": deadlines,
    "todo": todo,
    "keep": keep,
    "risks": risks,
    "closing": closing,
}
