"""The result in words: page one, and each part of the period of the facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from criteria.model import on_day
from reports import law
from reports.context import Context
from reports.view import IndicatorView, IntervalView, PeriodView, QuestionView, Summary
from reports.view_law import Named
from rules.compare import decisive
from rules.model import Assessment, IndicatorResult, Period

#: Characters of its own words that page one takes at its ordinary size.
MOST_ON_PAGE_ONE = 1100


def crowded(s: Summary, others: Iterable[str]) -> bool:
    """Whether page one has more words than its ordinary size takes; ``others`` are those beside
    the summary."""
    words = [s.outcome, s.settled_words, s.would_be, s.scope, s.status, s.proved, s.burden[0]]
    words += [r.label for r in (*s.for_, *s.against)]
    words += [text for q in s.missing for text in (q.text, *q.exhibits[:1])]
    return sum(map(len, (*words, *others))) > MOST_ON_PAGE_ONE


def summary(
    context: Context, entries: dict[str, IndicatorView], questions: tuple[QuestionView, ...]
) -> Summary:
    m, a = context.m, context.assessment
    unknown = sum(i.state in ("unknown", "contested") and counts(context, i) for i in a.indicators)
    if a.settled:
        settled = m.t("settled.certain")
    elif a.band == "undetermined":
        settled = m.t("settled.undetermined", n=unknown)
    else:
        settled = m.t("settled.open", n=unknown)
    in_favour, against = decisive(a, context.catalogue, context.case.platform.sector)
    found = Summary(
        band=a.band,
        outcome=context.outcome(a.band),
        settled=a.settled,
        settled_words=settled,
        interval=interval(context, a),
        for_=_reasons(context, entries, in_favour),
        against=_reasons(context, entries, against),
        missing=questions[:3],
        tag=m.t("settled.tag_certain" if a.settled else "settled.tag_open"),
        status=_status(context, a.status_low, a.status_high),
        proved=_proved(context),
        burden=_burden(context),
        balance=_balance(context),
    )
    scope = law.scope(context)
    if scope is None or scope.state == "true":
        return found
    if scope.state == "unknown":
        return replace(found, scope=" ".join(filter(None, [m.t("scope.unknown"), scope.words])))
    # What the test would give is no answer of a law that does not speak of the case.
    return replace(
        found,
        outcome=m.t("scope.outside"),
        would_be=m.t("scope.would_be", outcome=m.inner(found.outcome)),
        tag=m.t("scope.tag"),
        settled_words=scope.words,
        outside=True,
        status="",
        proved="",
        burden=("", ()),
    )


def _reasons(
    context: Context, entries: dict[str, IndicatorView], found: tuple[IndicatorResult, ...]
) -> tuple[Named, ...]:
    m, shown = context.m, [entries[r.id] for r in found if r.id in entries]
    return tuple(
        Named(
            label=e.label if e.state == "present" else m.t("summary.not_found", label=e.label),
            anchor=e.anchor,
            detail=", ".join(filter(None, [e.weight_words, e.basis_words])),
        )
        for e in shown
    )


def counts(context: Context, result: IndicatorResult) -> bool:
    """Whether the test looks at the indicator at all."""
    return result.limb is not None or result.id in context.leaves


def interval(context: Context, a: Assessment) -> IntervalView:
    m = context.m
    low, high = m.signed(a.score_low), m.signed(a.score_high)
    key = "interval.point" if a.score_low == a.score_high else "interval.range"
    return IntervalView(
        low=max(-1.0, min(1.0, a.score_low)),
        high=max(-1.0, min(1.0, a.score_high)),
        words=m.t(key, low=low, high=high),
    )


def _balance(context: Context) -> str:
    """Which way what is known leans, by the measure that decides whether the result does."""
    a = context.assessment
    if a.settled:
        return ""
    return context.m.t(
        "interval.balance",
        balance=context.m.signed(a.balance),
        lean=context.m.number(context.catalogue.pack.lean, "0.00"),
    )


def _status(context: Context, low: str, high: str, brief: bool = False) -> str:
    """The status in words; "" where the band of a law with two plain statuses says as much.
    ``brief`` leaves out what a remedy is."""
    m, known = context.m, list(context.statuses)
    if low not in context.statuses or high not in context.statuses:
        return ""
    remedy = any(s.kind == "remedy" for s in context.statuses.values())
    if len(known) == 2 and not remedy:
        return ""
    if low == high:
        said = m.t("status.same", status=m.inner(context.status(low)))
    elif known.index(low) == 0:
        key = "status.either" if known.index(high) == 1 else "status.range"
        said = m.t(key, low=m.inner(context.status(low)), high=m.inner(context.status(high)))
    else:
        said = m.t(
            "status.at_least",
            low=m.inner(context.status(low)),
            high=m.inner(context.status(high)),
        )
    remedies = [i for i in dict.fromkeys((low, high)) if context.statuses[i].kind == "remedy"]
    if brief:
        return said
    notes = [m.t("status.remedy", status=m.inner(context.status(i))) for i in remedies]
    return " ".join(filter(None, [said, *notes]))


def _proved(context: Context) -> str:
    """What would be held if nothing more were proved; "" where nothing is open, or nothing told."""
    a = context.assessment
    if a.status_low == a.status_high or a.status_proved not in context.statuses:
        return ""
    return context.m.t("status.proved", status=context.m.inner(context.status(a.status_proved)))


def _burden(context: Context) -> tuple[str, tuple[str, ...]]:
    found = on_day(context.catalogue.pack.burden, context.assessment.on)
    if found is None:
        return "", ()
    return context.m.t(f"burden.{found.value}"), context.cite(found.authorities)


def automatic(context: Context) -> str:
    """The sentence that says clauses were counted without review; "" when none was."""
    if not context.assessment.automatic_reading:
        return ""
    counted = sum(f.automatic for i in context.assessment.indicators for f in i.findings)
    return (
        context.m.t("automatic.counted", n=counted) if counted else context.m.t("automatic.program")
    )


def periods(context: Context) -> tuple[PeriodView, ...]:
    return tuple(_period(context, period) for period in context.assessment.periods)


def _period(context: Context, period: Period) -> PeriodView:
    m = context.m
    causes = [m.t(f"periods.cause_{cause}") for cause in period.causes]
    key = "interval.ends_point" if period.score_low == period.score_high else "interval.ends"
    return PeriodView(
        words=context.days(period.start, period.end),
        on=period.end.isoformat(),
        causes=m.listing(causes) if causes else m.t("periods.cause_start"),
        outcome=context.outcome(period.band),
        settled=period.settled,
        settled_words=m.t("settled.tag_certain" if period.settled else "settled.tag_open"),
        status=_status(context, period.status_low, period.status_high, brief=True),
        interval=m.t(key, low=m.signed(period.score_low), high=m.signed(period.score_high)),
        current=period.start <= context.assessment.on <= period.end,
    )
