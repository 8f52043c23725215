"""The words for the catalogue's codes: chapters, roles, sectors, levels. What has none is shown
as it stands, so that a law that brings a new code loses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from criteria.model import Authority, Decision
from reports.context import claimed
from webapp.views.findings import group_name

CHAPTERS: Mapping[str, Any] = {
    "test": _l("The legal test"),
    "limbs": _l("Parts of the test"),
    "presumptions": _l("Presumptions"),
    "propositions": _l("Rules in words"),
    "conclusions": _l("Other questions of law"),
    "indicators": _l("Indicators"),
    "statutes": _l("Statutes and directives"),
    "decisions": _l("Decisions"),
    "questions": _l("Questions"),
}
#: What each chapter holds, for its page and the contents.
INTRODUCTIONS: Mapping[str, Any] = {
    "test": _l("What must be shown, from the result down to the facts, with the reasons given."),
    "limbs": _l("What indicators establish together, each with what counts for it and against."),
    "presumptions": _l("What the law takes as true until rebutted, and what it does not presume."),
    "propositions": _l("The test as the catalogue follows it, rule by rule."),
    "conclusions": _l("Criminal law, social security and others: each has a test of its own."),
    "indicators": _l(
        "The circumstances that a source can state present or absent, and what this law makes of "
        "each."
    ),
    "statutes": _l("The texts relied on, with the dates of their force and how far each was read."),
    "decisions": _l("What courts decided, which facts they found, and whether it still stands."),
    "questions": _l("What is asked of a person, why, and what each answer states."),
}
#: One entry of a kind, as search results and lists name it.
KINDS: Mapping[str, Any] = {
    "indicators": _l("Indicator"),
    "weights": _l("Weight of an indicator"),
    "undercuts": _l("Weakening of an indicator"),
    "questions": _l("Question"),
    "limbs": _l("Part of the test"),
    "test": _l("Step of the test"),
    "presumptions": _l("Presumption"),
    "propositions": _l("Rule in words"),
    "conclusions": _l("Other question of law"),
    "statutes": _l("Statute or directive"),
    "decisions": _l("Decision"),
    "notices": _l("Notice"),
    "pack": _l("General rules, limits and notices"),
    "sections": _l("Topic of the questionnaire"),
    "elsewhere": _l("Decisions under other laws"),
    "claims": _l("Claims in money"),
    "tables": _l("Tables of amounts"),
    "limitations": _l("Time limits"),
}
#: The same, several at once: what relies on an authority.
USES: Mapping[str, Any] = {
    "weights": _l("Weights of indicators"),
    "undercuts": _l("Weakening of indicators"),
    "limbs": _l("Parts of the test"),
    "test": _l("Steps of the test"),
    "presumptions": _l("Presumptions"),
    "propositions": _l("Rules in words"),
    "conclusions": _l("Other questions of law"),
    "questions": _l("Questions"),
    "notices": _l("Notices"),
    "pack": _l("General rules of this law"),
}
LEVELS: Mapping[str, Any] = {
    "official": _l("The official text itself was read."),
    "official_partly": _l(
        "What was decided was read in the official text; the reasons were not, or not in full."
    ),
    "two_sources": _l("The text was not read; two sources agree on it."),
    "one_source": _l("The text was not read; one source tells of it. To be verified."),
    "memory": _l("From memory: no source was read. To be verified before any use."),
}
COURTS: Mapping[int, Any] = {
    3: _l("supreme court"),
    2: _l("court of appeal"),
    1: _l("first instance"),
}
ROLES: Mapping[str, Any] = {
    "test": _l("the test of employment"),
    "presumption": _l("a presumption"),
    "rebuttal": _l("the rebuttal of a presumption"),
    "consequence": _l("what follows from employment"),
    "sanction": _l("a sanction"),
    "procedure": _l("procedure and proof"),
    "limitation": _l("a time limit"),
}
SECTORS: Mapping[str, Any] = {
    "micro-work": _l("micro-work"),
    "micro_tasks": _l("micro-work"),
    "delivery": _l("delivery"),
    "food_delivery": _l("food delivery"),
    "quick_commerce": _l("quick commerce"),
    "ride-hailing": _l("ride-hailing"),
    "ride_hailing": _l("ride-hailing"),
    "taxi": _l("taxi"),
    "taxi_dispatch": _l("taxi dispatch"),
    "services": _l("services at home or on site"),
    "freelance": _l("freelance assignments"),
    "staffing": _l("staffing"),
    "hospitality_staffing": _l("staffing of hotels and restaurants"),
    "retail_staffing": _l("staffing of shops"),
    "retail_branch_manager": _l("management of a shop"),
    "lecturers": _l("lecturers"),
    "occasional_trainers": _l("occasional trainers"),
    "teaching": _l("teaching"),
    "tutoring": _l("tutoring"),
    "reality_tv": _l("reality television"),
    "telemarketing": _l("telemarketing"),
    "publishing_admin": _l("publishing, administrative work"),
    "construction_supervision": _l("supervision of building sites"),
    "commercial_agents": _l("commercial agents"),
    "sales": _l("sales"),
    "insurance_sales": _l("sale of insurance"),
    "other": _l("other activity"),
}
DIRECTIONS: Mapping[str, Any] = {
    "employment": _l("presumes employment"),
    "independence": _l("presumes self-employment"),
    "employment_regime": _l("gives the rules of employment"),
    "none": _l("presumes nothing"),
    "amount": _l("concerns an amount"),
    "sanction": _l("concerns a sanction"),
    "proof": _l("concerns proof"),
}
TYPES: Mapping[str, Any] = {
    "yes_no": _l("yes or no"),
    "choice": _l("one answer of several"),
    "number": _l("a number"),
    "money": _l("an amount in euros"),
    "date": _l("a date"),
    "text": _l("words of one’s own"),
}
PARTIES: Mapping[str, Any] = {
    "worker": _l("the worker"),
    "platform": _l("the platform"),
    "authority": _l("the authority"),
    "shared": _l("both sides, each its part"),
}
OUTCOMES: Mapping[str, Any] = {
    "employment": _l("Employment found"),
    "no_employment": _l("Employment refused"),
    "intermediate": _l("A third status found, between employee and self-employed"),
    "quashed_for_employment": _l("A refusal of employment was quashed"),
    "quashed_against": _l("A finding of employment was quashed"),
    "": _l("Decides another question"),
}
SETTINGS: Mapping[str, Any] = {
    "decisive": _l("The terms prevail over practice"),
    "starting_point": _l("The terms are the starting point"),
    "none": _l("Practice prevails over the terms"),
    "relationship": _l("The whole relation is looked at"),
    "logged_on": _l("Only the time connected is looked at"),
    "task": _l("Each task is looked at by itself"),
}


def word(table: Mapping[Any, Any], code: Any) -> str:
    """The words for a code, or the code itself in plain letters."""
    return str(table[code]) if code in table else str(code or "").replace("_", " ")


def group(chapter: str, code: str) -> str:
    """The sub-heading of a group of entries."""
    if chapter == "indicators":
        return group_name(code)
    if chapter == "statutes":
        return str(_STATUTES.get(code, code))
    return str(_l("Date not recorded")) if code == "undated" else code


_STATUTES: Mapping[str, Any] = {
    "statute": _l("Statutes"),
    "directive": _l("European Union law"),
}


def level(entry: Authority) -> str:
    """The level to show: of a decision, "official" may mean its operative part only."""
    return claimed(entry)


def quashing(decision: Decision) -> bool:
    return (decision.outcome or "").startswith("quashed")
