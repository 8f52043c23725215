"""Drawings of the whole case: which way circumstances point, what happened when, who says what.

Sizes are in SVG units, chosen here; ``templates/pictures.html.j2`` only draws. Nothing rests on
colour: sides differ by place and by filling, and each drawing says itself in words.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reports.clean import one_line
from reports.exhibits import exhibits
from reports.pen import Pen
from reports.reader_parts import every_indicator
from reports.view import IndicatorView

WIDTH = 660
MOST_BARS, MOST_ROWS, MOST_COLUMNS, MOST_MARKS = 22, 26, 16, 12
STEPS = {"decisive": 4, "strong": 3, "moderate": 2, "weak": 1}


@dataclass(frozen=True, slots=True)
class Bar:
    """``length`` in steps of the scale; ``side``: employment or independence."""

    y: int
    label: str
    side: str
    length: int
    words: str


@dataclass(frozen=True, slots=True)
class Balance:
    height: int
    bars: tuple[Bar, ...]
    left: str
    right: str
    title: str
    description: str
    more: str


@dataclass(frozen=True, slots=True)
class Span:
    """``open_``: an end that nobody gave, drawn without a stroke there."""

    x: float
    width: float
    y: int
    words: str
    open_: bool


@dataclass(frozen=True, slots=True)
class Mark:
    x: float
    y: int
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Lane:
    y: int
    height: int
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    height: int
    lanes: tuple[Lane, ...]
    spans: tuple[Span, ...]
    marks: tuple[Mark, ...]
    changes: tuple[float, ...]
    ticks: tuple[Mark, ...]
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Cell:
    """``paper`` and ``practice``: present, absent, both or "" for nothing said."""

    x: int
    y: int
    paper: str
    practice: str


@dataclass(frozen=True, slots=True)
class Matrix:
    height: int
    width: int
    rows: tuple[tuple[int, str], ...]
    columns: tuple[tuple[int, str], ...]
    cells: tuple[Cell, ...]
    title: str
    description: str
    more: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """``macro`` of ``pictures.html.j2``, what it draws, how to read it, what is left out."""

    macro: str
    drawn: Balance | Timeline | Matrix
    how: str
    more: str

    @property
    def alt(self) -> str:
        return f"{self.drawn.title} – {self.drawn.description}"


def drawings(pen: Pen) -> tuple[Drawing, ...]:
    """The drawings that the case has matter for."""
    made = (balance(pen), timeline(pen), matrix(pen))
    names = ("balance", "timeline", "matrix")
    return tuple(
        Drawing(name, drawn, pen.t(f"pictures.{name}_how"), getattr(drawn, "more", ""))
        for name, drawn in zip(names, made, strict=True)
        if drawn is not None
    )


def section(pen: Pen) -> None:
    found = drawings(pen)
    for drawing in found:
        pen.p(drawing.how, style="lead")
        pen.picture(drawing.macro, drawing.drawn, drawing.alt)
        if drawing.more:
            pen.p(drawing.more, style="small")
    if not found:
        pen.p(pen.t("limbs.nothing"), style="empty")


def balance(pen: Pen) -> Balance | None:
    """Known circumstances that weigh, heaviest first, each on the side that it helps."""
    t, found = pen.t, []
    for x in every_indicator(pen):
        steps = STEPS.get(x.weight, 0)
        side = _side(x)
        if steps and side:
            found.append((x, side, steps))
    if not found:
        return None
    found.sort(key=lambda f: (-f[2], f[1]))
    bars = tuple(
        Bar(
            y=34 + 20 * place,
            label=one_line(x.label if x.state == "present" else
                           t("summary.not_found", label=x.label), 54),
            side=side,
            length=steps,
            words=x.weight_words,
        )
        for place, (x, side, steps) in enumerate(found[:MOST_BARS])
    )  # fmt: skip
    count = {s: sum(f[1] == s for f in found) for s in ("employment", "independence")}
    left = len(found) - len(bars)
    return Balance(
        height=40 + 20 * len(bars),
        bars=bars,
        left=t("interval.independence"),
        right=t("interval.employment"),
        title=t("pictures.balance"),
        description=t("pictures.balance_says", **{"for": count["employment"],
                                                   "against": count["independence"]}),
        more=t("pictures.more", n=left) if left else "",
    )  # fmt: skip


def _side(x: IndicatorView) -> str:
    if x.state == "present":
        return x.side
    other = {"employment": "independence", "independence": "employment"}
    return other.get(x.side, "") if x.state == "absent" else ""


# -- time ------------------------------------------------------------------------------------

LEFT, RIGHT, ROW = 130, 650, 22


def timeline(pen: Pen) -> Timeline | None:
    """The period of the facts, versions of the terms, statements, and days on which law changed."""
    t, m, case, a = pen.t, pen.m, pen.context.case, pen.context.assessment
    terms = sorted(
        (d for d in case.documents if d.version_date), key=lambda d: (d.title, d.version_date)
    )[:MOST_MARKS]
    said = [e for e in exhibits(case) if e.date and not e.documents][:MOST_MARKS]
    changed = [dt.date.fromisoformat(str(d)) for d in a.extra.get("law_changes", ())][:MOST_MARKS]
    days = [d for d in (case.facts_from, case.facts_to, a.on) if d]
    days += [d.version_date for d in terms if d.version_date]
    days += [e.date for e in said if e.date] + changed
    days += [p.start for p in a.periods] + [p.end for p in a.periods]
    first, last = min(days), max(days)
    if first == last:
        return None

    def x(day: dt.date) -> float:
        return round(LEFT + (RIGHT - LEFT) * (day - first).days / (last - first).days, 1)

    lanes: list[Lane] = []
    spans: list[Span] = []
    marks: list[Mark] = []
    words: list[str] = []
    y = 30
    if case.facts_from or case.facts_to:
        start, end = case.facts_from or first, case.facts_to or last
        spans.append(Span(x(start), max(2.0, x(end) - x(start)), y, "", not case.facts_to))
        lanes.append(Lane(y, ROW, t("pictures.facts")))
        words.append(f"{t('pictures.facts')}{t('readers.colon')} {pen.context.days(start, end)}")
        y += ROW + 8
    if terms:
        lanes.append(Lane(y, ROW * len(terms), t("pictures.terms")))
        for document in terms:
            begin = document.version_date or first
            after = [
                d.version_date
                for d in terms
                if d.title == document.title and d.version_date and d.version_date > begin
            ]
            end = document.until or (min(after) if after else last)
            name = one_line(document.title or document.path, 40)
            spans.append(
                Span(x(begin), max(2.0, x(end) - x(begin)), y,
                     f"{name}, {m.date(begin)}", not (document.until or after))
            )  # fmt: skip
            words.append(f"{name}{t('readers.colon')} {m.date(begin)}")
            y += ROW
        y += 8
    if said:
        lanes.append(Lane(y, ROW, t("pictures.said")))
        for e in said:
            assert e.date
            marks.append(Mark(x(e.date), y + ROW // 2, str(e.number), "middle"))
            words.append(
                f"{t('evidence.exhibit_short', n=e.number)}{t('readers.colon')} {m.date(e.date)}"
            )
        y += ROW + 8
    if changed:
        words.append(t("pictures.law_changed", days=m.listing([m.date(d) for d in changed])))
    ticks = [Mark(float(LEFT), y + 12, m.date(first), "start")]
    ticks.append(Mark(float(RIGHT), y + 12, m.date(last), "end"))
    return Timeline(
        height=y + 22,
        lanes=tuple(lanes),
        spans=tuple(spans),
        marks=tuple(marks),
        changes=tuple(x(d) for d in changed),
        ticks=tuple(ticks),
        title=t("pictures.timeline"),
        description=f"{t('sep').join(words)}.",
    )


# -- who says what ---------------------------------------------------------------------------


def matrix(pen: Pen) -> Matrix | None:
    """Circumstances by exhibits: squares for paper, rounds for practice, full for present."""
    t, case = pen.t, pen.context.case
    listed = [e for e in exhibits(case) if any(f.status == "accepted" for f in e.findings)]
    shown = listed[:MOST_COLUMNS]
    ids = {f.indicator for e in shown for f in e.findings if f.status == "accepted"}
    rows = [x for x in every_indicator(pen) if x.id in ids]
    if not rows or not shown:
        return None
    rows.sort(key=lambda x: not (x.conflict or x.contested))
    kept = rows[:MOST_ROWS]
    cells = []
    for down, x in enumerate(kept):
        for across, e in enumerate(shown):
            said = {
                kind: {f.state for f in e.findings if f.indicator == x.id and f.kind == kind
                       and f.status == "accepted"}
                for kind in ("stipulation", "practice")
            }  # fmt: skip
            paper, practice = (
                "both" if len(s) > 1 else next(iter(s), "")
                for s in (said["stipulation"], said["practice"])
            )
            if paper or practice:
                cells.append(Cell(276 + 24 * across, 34 + 19 * down, paper, practice))
    differ = sum(x.conflict or x.contested for x in rows)
    left = len(rows) - len(kept) + len(listed) - len(shown)
    return Matrix(
        height=46 + 19 * len(kept),
        width=300 + 24 * len(shown),
        rows=tuple((38 + 19 * n, one_line(x.label, 44)) for n, x in enumerate(kept)),
        columns=tuple((276 + 24 * n, str(e.number)) for n, e in enumerate(shown)),
        cells=tuple(cells),
        title=t("pictures.matrix"),
        description=t("pictures.matrix_says", rows=len(rows), columns=len(listed), differ=differ),
        more=t("pictures.more", n=left) if left else "",
    )
