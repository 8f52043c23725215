"""One case under several laws, in words: what a page or a terminal shows of each."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reports.build import build
from reports.context import Context
from reports.messages import Messages
from reports.model import ReportInput
from reports.view import FlipView, Summary
from rules.compare import MOST_FLIPS, Comparison, Shape, UnderLaw
from rules.model import Case


@dataclass(frozen=True, slots=True)
class LawView:
    """``summary`` is that of the report made under this law; None, with ``too_old`` saying why,
    where the facts are older than its catalogue."""

    id: str
    name: str
    law: str
    own: bool
    too_old: str = ""
    applied: str = ""
    shape: str = ""
    summary: Summary | None = None
    flips: tuple[FlipView, ...] = ()
    flips_complete: bool = True
    not_looked_at: tuple[str, ...] = ()
    sector_rules: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()


def in_words(found: Comparison, version: str, lang: str) -> tuple[LawView, ...]:
    """Each law of the comparison, in its order. ``version`` is the product's."""
    return tuple(_law(found, law, version, lang) for law in found.laws)


def _law(found: Comparison, under: UnderLaw, version: str, lang: str) -> LawView:
    m, pack, assessment = Messages(lang), under.catalogue.pack, under.assessment
    head = LawView(
        id=pack.id,
        name=pack.name.in_(m.lang),
        law=pack.law.in_(m.lang),
        own=pack.id == found.case.jurisdiction,
    )
    if assessment is None:
        return replace(head, too_old=m.t("laws.too_old", date=m.date(pack.law_from)))
    case: Case = replace(found.case, jurisdiction=pack.id)
    context = Context(case, assessment, under.catalogue, m)
    report = build(ReportInput(case, assessment, under.catalogue, version, lang))
    assumed = "laws.applied_assumed" if assessment.extra.get("law_date_assumed") else "laws.applied"
    return replace(
        head,
        applied=m.t(assumed, date=m.date(assessment.on)),
        shape=m.t("sep").join(_shape(m, shape) for shape in under.shape),
        summary=report.summary,
        flips=report.flips[:MOST_FLIPS],
        flips_complete=report.flips_complete,
        not_looked_at=tuple(context.label(i) for i in under.not_looked_at),
        sector_rules=tuple(
            m.t(
                "laws.sector_applies" if rule.applies else "laws.sector_not",
                rule=context.say(rule.node.label),
                sectors=m.listing([m.either(f"sectors.{s}", s) for s in rule.node.sectors]),
            )
            for rule in under.sector_rules
        ),
        limits=report.limits,
    )


def _shape(m: Messages, shape: Shape) -> str:
    if shape.op == "presume":
        way = "employment" if shape.direction == "employment" else "independence"
        return m.t(f"laws.shape_presume_{way}")
    if shape.op == "at_least":
        return m.t("laws.shape_at_least", n=shape.count, total=shape.total)
    return m.t(f"laws.shape_{shape.op}", n=shape.total)


def as_text(found: Comparison, version: str, lang: str) -> str:
    """The comparison in plain text, law by law."""
    m = Messages(lang)
    t, colon = m.t, ":" if m.lang == "en" else "\u00a0:"
    blocks = []
    for law in in_words(found, version, lang):
        lines = [f"{law.name} – {law.law}"]
        s = law.summary
        if s is None:
            blocks.append("\n".join([*lines, f"  {law.too_old}"]))
            continue
        lines += [f"  {s.outcome} ({s.tag})"]
        lines += [f"  {said}" for said in (s.would_be, s.scope, s.status, s.proved) if said]
        lines += [] if s.outside else [f"  {s.interval.words}"]
        lines += [
            f"  {t('laws.shape')}{colon} {law.shape}",
            *_listed(t("summary.for") + colon, [r.label for r in s.for_], t("summary.none")),
            *_listed(t("summary.against") + colon, [r.label for r in s.against], t("summary.none")),
            *_listed(
                t("summary.missing") + colon,
                [q.text for q in s.missing],
                t("summary.nothing_missing"),
            ),
            *_listed(
                t("sections.flips") + colon,
                [
                    f"{t('flips.if')} {m.listing(list(f.changes))}, {t('flips.then')} "
                    f"{t('quote.open')}{f.result}{t('quote.close')}."
                    for f in law.flips
                ],
                t("flips.none" if law.flips_complete else "flips.incomplete"),
            ),
        ]
        for title, items in (
            (t("laws.not_looked_at"), law.not_looked_at),
            (t("laws.sectors"), law.sector_rules),
        ):
            lines += [f"  {title}{colon} {t('sep').join(items)}"] if items else []
        lines.append(f"  {law.applied}.")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _listed(title: str, items: list[str], none: str) -> list[str]:
    return [f"  {title}", *(f"    - {item}" for item in items or [none])]
