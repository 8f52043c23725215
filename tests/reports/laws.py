"""Invented laws of other shapes, put to the real engine: three statuses, a scope, a decision table,
an overall view, further conclusions, parameters that change, decisions that part."""

# ruff: noqa: E501 - sentences of two languages side by side are easier to compare unbroken

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from criteria.model import (
    Catalogue,
    Choice,
    Conclusion,
    Dated,
    Decision,
    FactFound,
    Node,
    Presumption,
    Question,
    Row,
    Status,
    Table,
    TableInput,
    Validity,
)
from reports import ReportInput
from rules import assess
from rules.model import Answer, Case, Document, Finding, Platform, Source, Worker
from tests.reports import samples
from tests.reports.samples import both

CHANGE = dt.date(2025, 7, 1)


def leaf(id_: str, **more: object) -> Node:
    return Node(f"leaf.{id_}", "indicator", samples.NAMES[id_][2], ref=id_, **more)  # type: ignore[arg-type]


def three(**pack: object) -> Catalogue:
    """Self-employed, worker, employee; three further conclusions; two decisions that part."""
    base = samples.catalogue()
    third = Node(
        "worker",
        "all",
        both("Statut intermédiaire", "Intermediate status"),
        ("essai_1",),
        (
            leaf("account_sanction"),
            Node("not_own", "not", both("Sans clientèle propre", "No clients of one’s own"), (), (leaf("own_clientele"),)),
        ),
        when_true=both("la personne travaille pour autrui, sans clientèle propre.", "the person works for another, without clients of their own."),
    )  # fmt: skip

    def conclusion(id_: str, field: str, standing: str, burden: str, *nodes: Node) -> Conclusion:
        test = Node(
            f"{id_}.test", "all", both("Ses conditions", "Its conditions"), ("essai_1",), nodes
        )
        return Conclusion(
            id_,
            field,
            both(f"Conclusion {field} inventée", f"Invented {field} conclusion"),
            both("Une question à part, avec ses conditions.", "A question of its own, with its conditions."),
            standing,  # type: ignore[arg-type]
            burden,  # type: ignore[arg-type]
            ("essai_1", "cour_1"),
            test,
            both("Une note qui met en garde.", "A note of caution."),
            "two_sources",
        )  # fmt: skip

    status = Node(
        "status", "status", both("Contrat de travail", "Employment contract"), ref="employee"
    )
    conclusions = {
        c.id: c
        for c in (
            conclusion("hidden_work", "criminal", "settled", "authority", status, leaf("pay_withheld")),
            conclusion("affiliation", "social_security", "settled", "platform", leaf("account_sanction")),
            conclusion("other_ground", "labour", "arguable", "worker", leaf("instructions")),
            conclusion("joint", "chain", "arguable", "shared", leaf("own_clientele")),
        )
    }  # fmt: skip
    facts = (FactFound("account_sanction", "present"), FactFound("instructions", "present"))
    decisions = {
        **base.decisions,
        "cour_1": replace(base.decisions["cour_1"], facts=facts),
        "appel_2": replace(
            base.decisions["cour_2"],
            id="appel_2",
            citation=both("Appel d’essai, 6 mai 2024, n° 24-00.006", "Test Appeal, 6 May 2024, no. 24-00.006"),
            level=2,
            date=dt.date(2024, 5, 6),
            reasons_read="full",
            facts=(*facts, FactFound("own_clientele", "present")),
        ),
        "cour_3": Decision(
            **{
                **{f: getattr(base.decisions["cour_1"], f) for f in Decision.__dataclass_fields__},
                "id": "cour_3",
                "citation": both("Cour d’essai, 7 juin 2021", "Test Court, 7 June 2021"),
                "date": dt.date(2021, 6, 7),
                "outcome": "intermediate",
                "status": "worker",
                "facts": (FactFound("account_sanction", "present"),),
            }
        ),
    }  # fmt: skip
    presumptions = {
        key: replace(p, burden="worker" if key == "homeworker" else "platform")
        for key, p in base.presumptions.items()
    }
    given = {
        "outcome_words": {
            **base.pack.outcome_words,
            "intermediate": both("Statut de travailleur au moins", "Worker status at least"),
        },
        "statuses": (
            Status("self_employed", both("Indépendant", "Self-employed")),
            Status("worker", both("Travailleur", "Worker"), both("Des droits, sans contrat de travail.", "Rights without employment.")),
            Status("employee", both("Salarié", "Employee")),
        ),
        "burden": (Dated("worker", both("Qui réclame prouve.", "Who claims proves."), ("essai_1",)),),
        "unit_of_analysis": (Dated("logged_on", both("Seul le temps connecté compte.", "Only the time connected counts."), ("cour_1",)),),
        "contract_weight": (
            Dated("decisive", both("L’écrit prévalait.", "Terms prevailed."), ("essai_1",), Validity(None, CHANGE - dt.timedelta(1))),
            Dated("starting_point", both("On part de l’écrit.", "Terms are the start."), ("essai_1",), Validity(CHANGE, None)),
        ),
        **pack,
    }  # fmt: skip
    return replace(
        base,
        pack=replace(base.pack, **given),  # type: ignore[arg-type]
        third=(("worker", third),),
        conclusions=conclusions,
        decisions=decisions,
        authorities={**base.authorities, **decisions},
        presumptions=presumptions,
    )


def view(sectors: tuple[str, ...] = ("delivery",)) -> Catalogue:
    """An overall view behind a presumption of three signs of four, a sector rule, a scope; a
    remedy instead of a status; law from 2026 on."""
    base = samples.catalogue()
    some = ("price_set", "instructions", "monitoring", "pay_withheld")
    signs = Node(
        "signs",
        "at_least",
        both("Trois signes", "Three signs"),
        ("essai_dir",),
        tuple(leaf(i) for i in some),
        count=3,
    )
    whole = Node(
        "whole",
        "weigh",
        both("Vue d’ensemble", "Overall view"),
        (),
        (Node("l.c", "limb", base.limbs["control"].label, ref="control"),),
    )
    carved = Node(
        "carved",
        "not",
        both("Exception de secteur", "Sector exception"),
        (),
        (leaf("own_clientele"),),
        sectors=sectors,
    )
    presumed = Node(
        "presumed",
        "presume",
        both("Présomption d’essai", "Test presumption"),
        ("essai_dir",),
        (signs, Node("rebuttal", "weigh", both("Renversement", "Rebuttal"), (), (Node("l.o", "limb", base.limbs["own_business"].label, ref="own_business"),))),
        ref="platform",
    )  # fmt: skip
    test = Node(
        "frame",
        "all",
        both("Cadre", "Frame"),
        ("essai_dir",),
        (carved, Node("ways", "any", both("Deux voies", "Two ways"), (), (presumed, whole))),
    )
    scope = Node(
        "scope",
        "all",
        both("Champ", "Scope"),
        ("essai_dir",),
        (leaf("registered"),),
        when_true=both("Le travail est organisé en ligne.", "The work is organised online."),
        when_false=both("Le travail n’est pas organisé en ligne : ce droit n’en dit rien.", "The work is not organised online: this law says nothing of it."),
        when_unknown=both("Il reste à savoir si le travail est organisé en ligne.", "It remains to be known whether the work is organised online."),
    )  # fmt: skip
    pack = replace(
        base.pack,
        id="vue",
        name=both("Pays de la vue", "Land of the view"),
        law=both("droit de la vue", "law of the view"),
        law_from=dt.date(2026, 1, 1),
        statuses=(
            Status("none", both("Présomption non établie", "Presumption not established")),
            Status(
                "treated", both("Traité comme salarié", "Treated as an employee"), kind="remedy"
            ),
        ),
    )
    presumption = Presumption(
        "platform",
        both("Directive d’essai, art. 5", "Test Directive, art. 5"),
        "employment",
        "rebuttable",
        (both("Trois signes de quatre", "Three signs of four"),),
        both("L’emploi est présumé.", "Employment is presumed."),
        both("L’entreprise propre.", "A business of one’s own."),
        ("essai_dir",),
        burden="platform",
    )
    # It does not look at the label that the parties chose.
    weighings = tuple(w for w in base.weighings if w.indicator != "label_independent")
    return replace(
        base, version="vue-2026-11-24-0123456789ab", pack=pack, test=test, scope=scope,
        presumptions={"platform": presumption}, weighings=weighings,
    )  # fmt: skip


def tabled() -> Catalogue:
    """A decision table behind one question."""
    base = samples.catalogue()
    asked = Question(
        "q_who", "control", "choice", both("Qui décide de l’heure ?", "Who decides the hour?"), both(""),
        both("La table le demande.", "The table asks for it."), (both("le contrat", "the contract"),),
        choices=(Choice("me", both("Le travailleur", "The worker")), Choice("you", both("La plateforme", "The platform"))),
    )  # fmt: skip
    table = Table(
        "grade",
        both("Maîtrise de l’heure", "Mastery of the hour"),
        (TableInput("question", "q_who"),),
        (Row(("me",), "OUT"), Row(("you",), "IN")),
        ("essai_1",),
    )
    node = Node(
        "t",
        "table",
        both("Table d’essai", "Test table"),
        ("essai_1",),
        ref="grade",
        accepts=("IN",),
    )
    pack = replace(
        base.pack,
        id="table",
        name=both("Pays des tables", "Land of tables"),
        law=both("droit des tables", "law of tables"),
    )
    return replace(
        base, version="table-2026-11-24-0123456789ab", pack=pack, test=node,
        questions={**base.questions, "q_who": asked}, tables={"grade": table},
    )  # fmt: skip


def case(**changes: object) -> Case:
    """A year and more: two versions of the terms, a sanction that began, a fact that ended."""
    findings = (
        Finding("price_set", "present", "stipulation", "d1", "La plateforme fixe le prix."),
        Finding("free_hours", "present", "stipulation", "d2", "Chacun choisit ses heures."),
        Finding("instructions", "present", "practice", "t1", "On suit le guide pas à pas."),
        Finding("account_sanction", "present", "practice", "t1", "Mon compte a été coupé.", start=dt.date(2025, 10, 1)),
        Finding("monitoring", "absent", "practice", "t1", "Personne ne me suivait.", end=dt.date(2025, 3, 31)),
        Finding("own_clientele", "absent", "practice", "t1", "Aucun autre client."),
        Finding("label_independent", "present", "stipulation", "d2", "Indépendant."),
    )  # fmt: skip
    values: dict[str, object] = {
        "title": "Dossier sur plusieurs périodes",
        "facts_from": dt.date(2025, 1, 1),
        "facts_to": samples.DAY,
        "platform": Platform("Inventée", "delivery"),
        "worker": Worker("W1", None),
        "sources": (
            Source("d1", "document", "Conditions"),
            Source("d2", "document", "Conditions"),
            Source("t1", "testimony", "Témoignage inventé"),
        ),
        "findings": findings,
        "documents": (
            Document("a.md", "Conditions", dt.date(2024, 1, 1), source="d1", sha256=samples.SHA),
            Document("b.md", "Conditions", dt.date(2025, 7, 1), source="d2", until=dt.date(2026, 12, 31)),
        ),
        "answers": (Answer("q_monitoring", "unknown"),),
    }  # fmt: skip
    return Case(**{**values, **changes})  # type: ignore[arg-type]


def report(law: Catalogue, lang: str = "fr", given: Case | None = None) -> ReportInput:
    given = given or case()
    return ReportInput(given, assess(given, law, lang=lang), law, "0.1.0", lang)
