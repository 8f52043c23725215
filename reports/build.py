"""From the typed input to the view: what is shown, in which order, in which words."""

from __future__ import annotations

import datetime as dt

from reports import law, summary
from reports.chain import draw
from reports.clean import cleaned, one_line
from reports.context import Context
from reports.evidence import MOST_PROPOSALS, Evidence, sources
from reports.messages import Messages
from reports.model import ReportInput
from reports.view import (
    FlipView,
    IndicatorView,
    LimbView,
    QuestionView,
    Report,
    UndercutView,
)
from reports.view_law import Named
from rules.model import IndicatorResult, LimbResult, NextQuestion

MOST_QUESTIONS = 15
MOST_FLIPS = 12
MOST_QUOTES = 12
#: An entry whose quotes have fewer characters than this is not split over two pages.
COMPACT = 900
#: Weight is shown by its degree; an indicator that weighs nothing is not given as a reason.
SHOWN_STATES = ("present", "absent", "contested")


def build(input: ReportInput) -> Report:
    """Choose and word everything that the report shows. Pure; reads no clock and no file
    but the locale."""
    case, assessment = cleaned(input.case), cleaned(input.assessment)
    m = Messages(input.lang)
    context = Context(case, assessment, input.catalogue, m)
    exhibits = sources(context)
    evidence = Evidence(context, exhibits)
    entries = {
        result.id: _indicator(context, evidence, result)
        for result in assessment.indicators
        if result.state in SHOWN_STATES
    }
    anchors = {id_: entry.anchor for id_, entry in entries.items()}
    anchors |= {limb.id: f"limb-{limb.id}" for limb in assessment.limbs}
    limbs = tuple(_limb(context, limb, entries, anchors) for limb in assessment.limbs)
    in_limbs = {entry.id for limb in limbs for entry in limb.indicators}
    others = tuple(entry for entry in entries.values() if entry.id not in in_limbs)
    questions = tuple(_question(context, q) for q in assessment.next_questions if q.question)
    pack = input.catalogue.pack
    title = one_line(case.title, 160) or m.t("identity.untitled")
    page_one = summary.summary(context, entries, questions)
    identity, automatic = _identity(context), summary.automatic(context)
    beside = (title, automatic, *(value for _, value in identity))
    report = Report(
        m=m,
        title=m.t("title"),
        case_title=title,
        running_title=one_line(" – ".join(filter(None, [title, case.worker.reference])), 80),
        identity=identity,
        automatic=automatic,
        summary=page_one,
        notices=_notices(context),
        footer=f"Requalif {input.product_version} – {assessment.catalogue}",
        sources=exhibits,
        chain=draw(case.platform, case.worker.reference, m),
        proof=law.proof(context, anchors),
        limbs=limbs,
        others=others,
        others_unknown=_unknown_elsewhere(context, limbs),
        conflicts=evidence.conflicts(anchors),
        flips=tuple(_flip(context, f.changes, f.band) for f in assessment.flips[:MOST_FLIPS]),
        flips_complete=assessment.flips_complete and len(assessment.flips) <= MOST_FLIPS,
        questions=questions[:MOST_QUESTIONS],
        more_questions=max(0, len(questions) - MOST_QUESTIONS),
        precedents_for=law.precedents(context, assessment.precedents_for),
        precedents_against=law.precedents(context, assessment.precedents_against),
        precedent_conflicts=law.precedent_conflicts(context),
        presumptions=law.presumptions(context),
        scope=law.scope(context),
        statuses=law.statuses(context, anchors),
        tables=law.tables(context),
        periods=summary.periods(context),
        elsewhere=evidence.elsewhere(),
        conclusions=law.conclusions(context, anchors),
        parameters=law.parameters(context),
        terms=context.terms,
        day=m.date(assessment.on),
        crowded=summary.crowded(page_one, beside),
        proposals=evidence.proposals(),
        proposals_count=len(assessment.proposals),
        proposals_shown=min(len(assessment.proposals), MOST_PROPOSALS),
        answers=evidence.answers(),
        rules=law.rules(context),
        limits=tuple(context.say(limit) for limit in pack.limits),
        colophon=_colophon(context, input.product_version),
    )
    context.cite(assessment.authorities)
    # Numbers are given last, when everything cited is known.
    report.authorities.update(context.table())
    return report


def _identity(context: Context) -> tuple[tuple[str, str], ...]:
    m, case = context.m, context.case
    unstated = m.t("identity.unstated")
    platform = one_line(case.platform.name, 120) or unstated
    sector = m.either(f"sectors.{case.platform.sector}", case.platform.sector)
    registered = {True: "registered", False: "unregistered", None: "registration_unknown"}
    person = ", ".join(
        [
            one_line(case.worker.reference, 80) or m.t("identity.person_unnamed"),
            m.t(f"identity.{registered[case.worker.registered]}"),
        ]
    )
    return (
        (m.t("identity.platform"), f"{platform} ({sector})"),
        (m.t("identity.worker"), person),
        (m.t("identity.period"), context.days(case.facts_from, case.facts_to)),
        (
            m.t("identity.law"),
            m.t(
                "identity.law_on",
                law=context.say(context.catalogue.pack.law),
                date=m.date(context.assessment.on),
            ),
        ),
    )


def _notices(context: Context) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The catalogue's dated warnings, and what the engine had to suppose about the date."""
    m, a = context.m, context.assessment
    notices: list[tuple[str, tuple[str, ...]]] = []
    if a.extra.get("law_date_assumed"):
        notices.append((m.t("notices.date_assumed", date=m.date(a.on)), ()))
    start, known_from = context.case.facts_from, context.catalogue.pack.law_from
    if start and start < known_from:
        notices.append((m.t("notices.law_unknown_before", date=m.date(known_from)), ()))
    days = [m.date(dt.date.fromisoformat(str(day))) for day in a.extra.get("law_changes", ())]
    if days:
        key = "notices.law_changes_periods" if a.periods else "notices.law_changes"
        notices.append((m.t(key, days=m.listing(days), date=m.date(a.on)), ()))
    for notice in context.catalogue.pack.notices:
        if notice.id in a.notices:
            notices.append((context.say(notice.text), context.cite(notice.authorities)))
    return tuple(notices)


def _indicator(context: Context, evidence: Evidence, result: IndicatorResult) -> IndicatorView:
    m = context.m
    known = context.catalogue.indicators.get(result.id)
    weighing = context.weighings.get(result.id)
    undercuts = tuple(
        UndercutView(context.label(u.by), context.say(u.why), context.cite(u.authorities))
        for u in (weighing.undercut_by if weighing else ())
        if u.by in result.undercut_by
    )
    reduced = ""
    if result.weight != result.full_weight:
        full = m.either(f"weights.{result.full_weight}", result.full_weight)
        reduced = m.t("indicator.reduced" if undercuts else "indicator.paper_step", full=full)
    return IndicatorView(
        id=result.id,
        anchor=f"indicator-{result.id}",
        label=context.label(result.id),
        definition=context.say(known.definition) if known else "",
        state=result.state,
        state_words=m.t(f"states.{result.state}"),
        side=result.side,
        # What weighs nothing points nowhere.
        side_words=m.either(f"sides.{result.side}_{result.state}", "")
        if context.rank(result.full_weight)
        else "",
        basis_words=m.either(f"basis.{result.basis}", "") if result.state != "contested" else "",
        weight=result.weight,
        weight_words=_weight(context, result),
        reduced=reduced,
        not_alone=bool(weighing and weighing.not_alone),
        conflict=result.conflict,
        contested=result.state == "contested",
        not_looked_at=result.id not in context.looked_at,
        why=context.say(weighing.why) if weighing else "",
        undercuts=undercuts,
        quotes=tuple(evidence.quote(f) for f in result.findings[:MOST_QUOTES]),
        more_quotes=max(0, len(result.findings) - MOST_QUOTES),
        compact=sum(len(f.quote) + len(f.note) for f in result.findings) < COMPACT,
        authorities=context.cite(result.authorities),
    )


def _weight(context: Context, result: IndicatorResult) -> str:
    """A condition of the test itself counts whatever it weighs."""
    m = context.m
    if result.id in context.leaves and not context.rank(result.full_weight):
        return m.t("weights.condition")
    return m.either(f"weights.{result.weight}", result.weight)


def _limb(
    context: Context,
    result: LimbResult,
    entries: dict[str, IndicatorView],
    anchors: dict[str, str],
) -> LimbView:
    m = context.m
    limb = context.catalogue.limbs.get(result.id)
    members = [e for e in entries.values() if context.results[e.id].limb == result.id]
    order = {"present": 0, "contested": 1, "absent": 2}
    members.sort(key=lambda e: (order[e.state], -context.rank(e.weight)))

    def named(ids: tuple[str, ...]) -> tuple[Named, ...]:
        return tuple(Named(context.label(i), anchors.get(i, "")) for i in ids)

    low, high = (m.number(v, "0.00") for v in (result.low, result.high))
    same = result.low == result.high
    return LimbView(
        id=result.id,
        anchor=f"limb-{result.id}",
        label=context.say(limb.label) if limb else result.id,
        definition=context.say(limb.definition) if limb else "",
        role_words=m.either(f"limb_roles.{limb.role}", "") if limb else "",
        state=result.state,
        state_words=m.t(f"limb_states.{result.state}"),
        low=max(0.0, min(1.0, result.low)),
        high=max(0.0, min(1.0, result.high)),
        range_words=m.t("limbs.point" if same else "limbs.range", low=low, high=high),
        supporting=named(result.supporting),
        opposing=named(result.opposing),
        unknown=named(result.unknown),
        indicators=tuple(members),
        authorities=context.cite(limb.authorities if limb else ()),
    )


def _unknown_elsewhere(context: Context, limbs: tuple[LimbView, ...]) -> tuple[Named, ...]:
    listed = {name.label for limb in limbs for name in limb.unknown}
    return tuple(
        Named(context.label(i.id))
        for i in context.assessment.indicators
        if i.state == "unknown" and context.label(i.id) not in listed and summary.counts(context, i)
    )


def _flip(context: Context, changes: tuple, band: str) -> FlipView:  # type: ignore[type-arg]
    m = context.m
    return FlipView(
        changes=tuple(
            m.t(f"flips.to_{change.to}", label=context.label(change.indicator))
            for change in changes
        ),
        result=m.inner(context.outcome(band)),
    )


def _question(context: Context, found: NextQuestion) -> QuestionView:
    m, question = context.m, context.catalogue.questions.get(found.question)
    if question is None:
        return QuestionView(found.question, "", (), "", "")
    labels = {c.id: context.say(c.label) for c in question.choices}
    settles = [labels.get(s) or m.either(f"answers.{s}", s) for s in found.settles]
    return QuestionView(
        text=context.say(question.text),
        why=context.say(question.why),
        exhibits=tuple(context.say(e) for e in question.exhibits),
        # A question may decide the outcome by the law's structure without moving the score.
        narrows=m.number(found.narrows, "0.00") if found.narrows >= 0.005 else "",
        settles=m.t("questions.settles", answers=m.listing(settles)) if settles else "",
    )


def _colophon(context: Context, version: str) -> tuple[tuple[str, str], ...]:
    m, a = context.m, context.assessment
    return (
        (m.t("colophon.product"), f"Requalif {version}"),
        (m.t("colophon.catalogue"), a.catalogue),
        (m.t("colophon.law"), context.say(context.catalogue.pack.law)),
        (m.t("colophon.law_date"), m.date(a.on)),
        (m.t("colophon.inputs"), a.inputs_sha256),
    )
