"""How far a case has come, and what would help it most."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from criteria.model import Catalogue, Question, Section
from rules.model import Assessment, Case
from webapp import casework
from webapp.models import CaseRow


@dataclass(frozen=True, slots=True)
class Topic:
    """A section of the questionnaire in one case. ``useful``: how much its open questions would
    narrow the result, added up; ``settling``: one of them could settle it."""

    section: Section
    questions: tuple[Question, ...]
    answered: int
    useful: float
    settling: bool

    @property
    def left(self) -> int:
        return len(self.questions) - self.answered


@dataclass(frozen=True, slots=True)
class Progress:
    """``to_review``: proposals nobody has decided; ``reading``: documents still being read."""

    described: bool
    sources: int
    documents: int
    reading: int
    to_review: int
    findings: int
    answered: int
    questions: int
    next_step: str
    #: The document with the most to review, if any.
    review: int | None


def topics(case: Case, law: Catalogue, assessment: Assessment) -> tuple[Topic, ...]:
    """Topics that still help, the most useful first; then the others in the catalogue's order."""
    useful: dict[str, float] = {}
    settling: set[str] = set()
    for found in assessment.next_questions:
        question = law.questions.get(found.question)
        if question is not None:
            useful[question.section] = useful.get(question.section, 0.0) + max(found.narrows, 0.0)
            if found.settles:
                settling.add(question.section)
    answered = {a.question for a in case.answers}
    asked = casework.asked(case, law)
    result = []
    for section in law.sections:
        questions = tuple(q for q in asked if q.section == section.id)
        if questions:
            done = sum(q.id in answered for q in questions)
            gain = useful.get(section.id, 0.0)
            result.append(Topic(section, questions, done, gain, section.id in settling))
    return tuple(sorted(result, key=lambda t: (t.left == 0, -round(t.useful, 6))))


def of(row: CaseRow, law: Catalogue, assessment: Assessment) -> Progress:
    case = casework.to_case(row)
    ids = {q.id for q in casework.asked(case, law)}
    answered = len({a.question for a in case.answers} & ids)
    documents = [d for d in row.documents if d.status != "missing"]
    to_review = sum(f.status == "proposed" for f in row.findings)
    ready = {d.id for d in documents if d.status == "ready"}
    waiting = Counter(
        f.document_id for f in row.findings if f.status == "proposed" and f.document_id in ready
    )
    described = bool(row.platform_name or row.chain or row.worker_reference)
    if not described:
        step = "relation"
    elif not documents and not answered:
        step = "documents"
    elif to_review:
        step = "review"
    elif assessment.next_questions and not assessment.settled:
        step = "questions"
    else:
        step = "result"
    return Progress(
        described=described,
        sources=len(row.sources),
        documents=len(documents),
        reading=sum(d.status == "reading" for d in documents),
        to_review=to_review,
        findings=sum(f.status == "accepted" for f in row.findings),
        answered=answered,
        questions=len(ids),
        next_step=step,
        review=waiting.most_common(1)[0][0] if waiting else None,
    )
