"""Who says what, where: sources, quotes, answers, contradictions, proposals."""

from __future__ import annotations

import datetime as dt

from criteria.model import Question
from reports.clean import one_line, unmarked
from reports.context import Context
from reports.view import AnswerView, ConflictView, ProposalGroup, QuoteView, SourceView
from rules.model import Answer, Document, Finding, Place
from rules.periods import at, terms_in_force

#: Longer lists are cut with a line that says how many are left out; the case file has all.
MOST_SOURCES = 200
MOST_PROPOSALS = 100
MOST_PER_SIDE = 6


def sources(context: Context) -> tuple[SourceView, ...]:
    """The case's sources as numbered exhibits; a read document that no source stands for
    gets a number too."""
    m, views = context.m, []
    documents = {d.source: d for d in context.case.documents if d.source}
    for number, source in enumerate(context.case.sources[:MOST_SOURCES], start=1):
        document = documents.pop(source.id, None)
        detail = _detail(context, document) if document else ""
        views.append(
            SourceView(
                number=number,
                anchor=f"exhibit-{number}",
                kind=m.either(f"source_kinds.{source.kind}", source.kind),
                label=one_line(source.label or (document.title if document else ""), 300)
                or source.id,
                date=m.date(source.date) if source.date else "",
                detail=detail,
            )
        )
    known = {s.id for s in context.case.sources}
    loose = [d for d in context.case.documents if not d.source or d.source not in known]
    for number, document in enumerate(loose[:MOST_SOURCES], start=len(views) + 1):
        views.append(
            SourceView(
                number=number,
                anchor=f"exhibit-{number}",
                kind=m.t("source_kinds.document"),
                label=one_line(document.title or document.path, 300),
                date=m.date(document.version_date) if document.version_date else "",
                detail=_detail(context, document),
            )
        )
    return tuple(views)


def _detail(context: Context, document: Document) -> str:
    """Until when a version applied, and which bytes it is."""
    m = context.m
    until = m.t("sources.until", date=m.date(document.until)) if document.until else ""
    digest = document.sha256[:16]
    return ", ".join(filter(None, [until, digest and m.t("sources.fingerprint", sha=digest)]))


class Evidence:
    """Turns findings into quotes that name their exhibit."""

    def __init__(self, context: Context, exhibits: tuple[SourceView, ...]) -> None:
        self.context = context
        self._exhibits: dict[str, SourceView] = {}
        case = context.case
        for source, view in zip(case.sources, exhibits, strict=False):
            self._exhibits[source.id] = view
        for document in case.documents:
            for view in exhibits:
                if view.label in (document.title, document.path):
                    self._exhibits.setdefault(document.source or document.path, view)
                    self._exhibits.setdefault(document.path, view)
        self._answers = {(a.question, a.source): a for a in case.answers}
        self._terms = terms_in_force(case)

    def exhibit(self, source: str, long: bool = True) -> str:
        m, view = self.context.m, self._exhibits.get(source)
        if view is None:
            return source and m.t("evidence.source_unlisted", source=one_line(source, 120))
        if not long:
            return m.t("evidence.exhibit_short", n=view.number)
        dated = m.t("evidence.dated", date=view.date) if view.date else ""
        return m.t("evidence.exhibit", n=view.number, label=one_line(view.label, 80)) + dated

    def quote(self, finding: Finding) -> QuoteView:
        m = self.context.m
        origin = f"origins.{finding.origin}"
        unreviewed = finding.automatic or finding.status == "proposed"
        if finding.origin == "reader":
            origin = "origins.reader_unreviewed" if unreviewed else "origins.reader"
        words = finding.quote
        note = finding.note
        answer = self._answers.get((finding.question, finding.source))
        if finding.origin == "answer" and finding.question in self.context.catalogue.questions:
            question = self.context.catalogue.questions[finding.question]
            asked = self.context.say(question.text)
            if answer is not None:
                reply = self.answer_words(question, answer)
                note = " ".join(filter(None, [m.t("evidence.answered", question=asked,
                                                   answer=reply), note]))  # fmt: skip
        if not words and not note:
            note = m.t("indicator.no_words")
        return QuoteView(
            says=m.t(f"says.{finding.kind}_{finding.state}"),
            source=self.exhibit(finding.source),
            place=self.place(finding.place),
            quote=unmarked(words),
            note=note,
            origin=m.either(origin, ""),
            unreviewed=unreviewed,
            when=self.when(finding),
        )

    def when(self, finding: Finding) -> str:
        """The days on which it was so; of terms that another version replaced, theirs."""
        if finding.start or finding.end:
            return self.context.days(finding.start, finding.end)
        terms = self._terms.get(finding.source) if finding.kind == "stipulation" else None
        if terms is None or terms.end is None:
            return ""
        period = self.context.days(terms.start, terms.end)
        return self.context.m.t("evidence.version", period=period)

    def elsewhere(self) -> tuple[ProposalGroup, ...]:
        """Accepted findings that did not hold on the day of the law applied."""
        context, a = self.context, self.context.assessment
        if a.extra.get("law_date_assumed"):
            return ()
        kept = set(map(id, at(context.case, a.on).findings))
        groups: dict[str, list[QuoteView]] = {}
        for finding in context.case.findings:
            if finding.status == "accepted" and id(finding) not in kept:
                groups.setdefault(finding.indicator, []).append(self.quote(finding))
        return tuple(
            ProposalGroup(context.label(indicator), tuple(quotes[:MOST_PER_SIDE]))
            for indicator, quotes in groups.items()
        )

    def place(self, place: Place | None) -> str:
        if place is None:
            return ""
        m, parts = self.context.m, []
        if place.heading:
            parts.append(m.t("place.heading", heading=one_line(place.heading, 120)))
        if place.page is not None:
            parts.append(m.t("place.page", n=place.page))
        if place.start is not None and place.end is not None:
            parts.append(m.t("place.span", start=m.number(place.start), end=m.number(place.end)))
        return ", ".join(parts)

    def answer_words(self, question: Question, answer: Answer) -> str:
        m, value = self.context.m, answer.value
        if isinstance(value, bool):
            value = "true" if value else "false"
        if value == "unknown":
            return m.t("answers.unknown")
        for choice in question.choices:
            if choice.id == value:
                return self.context.say(choice.label)
        if value in ("true", "false"):
            return m.t(f"answers.{value}")
        if isinstance(value, (int, float)):
            unit = self.context.say(question.unit)
            return "\u00a0".join(filter(None, [m.number(value), unit]))
        if question.type == "date":
            try:
                return m.date(dt.date.fromisoformat(str(value)))
            except ValueError:
                return str(value)
        return str(value)

    def answers(self) -> tuple[AnswerView, ...]:
        """Every answer given to the questionnaire, "I do not know" included."""
        views = []
        for answer in self.context.case.answers:
            question = self.context.catalogue.questions.get(answer.question)
            views.append(
                AnswerView(
                    question=self.context.say(question.text) if question else answer.question,
                    answer=self.answer_words(question, answer) if question else str(answer.value),
                    source=self.exhibit(answer.source, long=False) if answer.source else "",
                    note=answer.note,
                )
            )
        return tuple(views)

    def conflicts(self, anchors: dict[str, str]) -> tuple[ConflictView, ...]:
        m, views = self.context.m, []
        for conflict in self.context.assessment.conflicts:
            every = (*conflict.present, *conflict.absent)
            if conflict.kind == "paper_practice":
                left = [f for f in every if f.kind == "stipulation"]
                right = [f for f in every if f.kind == "practice"]
                titles = ("conflicts.paper", "conflicts.practice")
            else:
                left, right = list(conflict.present), list(conflict.absent)
                titles = ("conflicts.present", "conflicts.absent")
            views.append(
                ConflictView(
                    label=self.context.label(conflict.indicator),
                    anchor=anchors.get(conflict.indicator, ""),
                    kind=conflict.kind,
                    explained=self._explained(conflict.kind),
                    left_title=m.t(titles[0]),
                    right_title=m.t(titles[1]),
                    left=tuple(self.quote(f) for f in left[:MOST_PER_SIDE]),
                    right=tuple(self.quote(f) for f in right[:MOST_PER_SIDE]),
                )
            )
        return tuple(views)

    def _explained(self, kind: str) -> str:
        decisive = kind == "paper_practice" and self.context.terms == "decisive"
        key = f"conflicts.explained_{kind}" + ("_decisive" if decisive else "")
        return self.context.m.either(key, "")

    def proposals(self) -> tuple[ProposalGroup, ...]:
        """What the reader found and nobody reviewed, by indicator."""
        groups: dict[str, list[QuoteView]] = {}
        for finding in self.context.assessment.proposals[:MOST_PROPOSALS]:
            groups.setdefault(finding.indicator, []).append(self.quote(finding))
        return tuple(
            ProposalGroup(self.context.label(indicator), tuple(quotes))
            for indicator, quotes in groups.items()
        )
