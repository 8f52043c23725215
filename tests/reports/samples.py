"""Inputs made by hand: an invented law, cases of every size. No real authority is named."""

# ruff: noqa: E501 - sentences of two languages side by side are easier to compare unbroken

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from criteria.model import (
    Authority,
    Catalogue,
    Choice,
    Decision,
    Indicator,
    Limb,
    Node,
    Notice,
    Pack,
    Presumption,
    Proposition,
    Question,
    Section,
    Text,
    Undercut,
    Validity,
    Weighing,
)
from reports import ReportInput
from rules.model import (
    Answer,
    Assessment,
    Case,
    ChainLink,
    Change,
    Conflict,
    Document,
    Finding,
    Flip,
    IndicatorResult,
    LimbResult,
    NextQuestion,
    Place,
    Platform,
    Precedent,
    PresumptionResult,
    Proof,
    Source,
    Worker,
)

DAY = dt.date(2026, 3, 1)
SHA = "3f" * 32


def both(fr: str, en: str = "") -> Text:
    return Text(fr, en or f"{fr} (en)")


NAMES = {
    "price_set": (
        "direction",
        "employment",
        both("Prix fixés par la plateforme", "Prices set by the platform"),
    ),
    "instructions": (
        "direction",
        "employment",
        both("Instructions sur l’exécution du travail", "Instructions on how to do the work"),
    ),
    "free_hours": (
        "direction",
        "independence",
        both("Horaires choisis librement", "Hours chosen freely"),
    ),
    "monitoring": (
        "control",
        "employment",
        both(
            "Surveillance de l’activité pendant l’exécution",
            "Activity monitored during performance",
        ),
    ),
    "work_review": (
        "control",
        "employment",
        both("Vérification ou rejet du travail rendu", "Work reviewed or rejected"),
    ),
    "account_sanction": (
        "sanction",
        "employment",
        both("Suspension ou désactivation du compte", "Account suspended or deactivated"),
    ),
    "pay_withheld": (
        "sanction",
        "employment",
        both("Retenue ou non-paiement", "Pay withheld or refused"),
    ),
    "own_clientele": (
        "own_business",
        "independence",
        both("Clientèle propre", "Clients of one’s own"),
    ),
    "registered": (
        "elements",
        "independence",
        both("Immatriculation comme indépendant", "Registered as self-employed"),
    ),
    "label_independent": (
        "form",
        "independence",
        both("Contrat qualifié d’indépendant", "Contract labelled self-employed"),
    ),
}


def catalogue(extra: int = 0) -> Catalogue:
    """An invented law with two powers, a sign, an own-business limb; ``extra`` adds indicators."""
    names = dict(NAMES)
    for n in range(extra):
        limb = ("direction", "control", "sanction", "own_business")[n % 4]
        leans = "independence" if limb == "own_business" else "employment"
        names[f"extra_{n}"] = (
            limb,
            leans,
            both(f"Circonstance inventée numéro {n + 1}", f"Invented circumstance number {n + 1}"),
        )
    authorities = {
        a.id: a
        for a in (
            Authority(
                "essai_1",
                "statute",
                both("C. essai, art. L. 1-1", "Test Code, art. L. 1-1"),
                both("Contrat de travail", "Employment contract"),
                both(
                    "Le contrat de travail se prouve par tous moyens.",
                    "An employment contract may be proved by any means.",
                ),
                "official",
                validity=Validity(dt.date(2008, 5, 1)),
                checked_on=dt.date(2026, 11, 24),
            ),
            Authority(
                "essai_2",
                "statute",
                both("C. essai, art. L. 8-6", "Test Code, art. L. 8-6"),
                both("Présomption de non-salariat", "Presumption of self-employment"),
                both(
                    "La personne immatriculée est présumée indépendante, sauf subordination permanente.",
                    "A registered person is presumed self-employed, barring permanent subordination.",
                ),
                "official",
                validity=Validity(dt.date(2023, 1, 1)),
            ),
            Authority(
                "essai_dir",
                "directive",
                both("Directive d’essai 1/2024", "Test Directive 1/2024"),
                both("Travail de plateforme", "Platform work"),
                both("À transposer.", "To be transposed."),
                "two_sources",
                both("Texte lu dans deux sources.", "Read in two sources."),
            ),
        )
    }
    decisions = {
        "cour_1": Decision(
            "cour_1",
            "decision",
            both(
                "Cour d’essai, 4 mars 2020, n° 20-00.001", "Test Court, 4 March 2020, no. 20-00.001"
            ),
            both("Livreurs inventés", "Invented couriers"),
            both(
                "La plateforme fixait les prix, suivait l’exécution et désactivait les comptes : subordination.",
                "The platform set prices, tracked performance and deactivated accounts: subordination.",
            ),
            "official",
            court=both("Cour d’essai", "Test Court"),
            level=3,
            date=dt.date(2020, 3, 4),
            number="20-00.001",
            outcome="employment",
            reasons_read="full",
        ),
        "cour_2": Decision(
            "cour_2",
            "decision",
            both(
                "Cour d’essai, 5 avril 2022, n° 22-00.002",
                "Test Court, 5 April 2022, no. 22-00.002",
            ),
            both("Micro-tâches inventées", "Invented micro-tasks"),
            both(
                "Ni instruction ni contrôle pendant la tâche : pas de subordination.",
                "No instruction and no control during the task: no subordination.",
            ),
            "two_sources",
            both("Deux commentaires concordants lus.", "Two agreeing commentaries read."),
            court=both("Cour d’essai", "Test Court"),
            level=3,
            date=dt.date(2022, 4, 5),
            outcome="no_employment",
            reasons_read="opening_only",
        ),
        "appel_1": Decision(
            "appel_1",
            "decision",
            both("Appel d’essai, 10 février 2020", "Test Appeal, 10 February 2020"),
            both("Micro-tâches inventées", "Invented micro-tasks"),
            both("Avait reconnu un contrat de travail.", "Had found an employment contract."),
            "memory",
            court=both("Appel d’essai", "Test Appeal"),
            level=2,
            date=dt.date(2020, 2, 10),
            outcome="employment",
            reversed_by="cour_2",
        ),
    }
    limbs = {
        "direction": Limb(
            "direction",
            both("Pouvoir de direction", "Power of direction"),
            both("Donner des ordres et des directives.", "To give orders and directives."),
            "power",
            4,
            1,
            ("essai_1", "cour_1"),
        ),
        "control": Limb(
            "control",
            both("Pouvoir de contrôle", "Power of control"),
            both("Contrôler l’exécution du travail.", "To control performance of the work."),
            "power",
            3,
            1,
            ("cour_1", "cour_2"),
        ),
        "sanction": Limb(
            "sanction",
            both("Pouvoir de sanction", "Power of sanction"),
            both("Sanctionner les manquements.", "To punish failings."),
            "power",
            3,
            1,
            ("cour_1",),
        ),
        "own_business": Limb(
            "own_business",
            both("Entreprise propre", "Business of one’s own"),
            both("Clientèle, prix et risques propres.", "Own clients, prices and risks."),
            "own_business",
            3,
            1,
            ("essai_2",),
        ),
    }
    weighings = tuple(
        Weighing(
            indicator=id_,
            side="independence" if leans == "independence" else "employment",
            weight=("strong", "moderate", "weak", "decisive")[n % 4],
            limb=limb if limb in limbs else None,
            why=both(
                "Fixer seul les conditions du travail est une marque de direction.",
                "Setting the conditions of work alone is a mark of direction.",
            ),
            authorities=("cour_1", "essai_1", "cour_2")[: 1 + n % 3],
            not_alone=id_ == "work_review",
            undercut_by=(
                Undercut(
                    "instructions",
                    "weak",
                    both(
                        "Choisir ses heures n’exclut pas la subordination pendant le travail.",
                        "Choosing one’s hours does not exclude subordination while working.",
                    ),
                    ("cour_1",),
                ),
            )
            if id_ == "free_hours"
            else (),
        )
        for n, (id_, (limb, leans, _)) in enumerate(names.items())
    )

    def limb_leaf(id_: str) -> Node:
        return Node(f"test.{id_}", "limb", limbs[id_].label, limbs[id_].authorities, ref=id_)

    test = Node(
        "test",
        "all",
        both("Contrat de travail", "Employment contract"),
        ("essai_1",),
        (
            Node(
                "test.presumption",
                "presume",
                both("Présomption de non-salariat", "Presumption of self-employment"),
                ("essai_2",),
                (
                    Node(
                        "test.registered",
                        "indicator",
                        both("Immatriculé", "Registered"),
                        ref="registered",
                    ),
                    Node(
                        "test.rebuttal",
                        "all",
                        both("Subordination permanente", "Permanent subordination"),
                        ("essai_2",),
                        tuple(limb_leaf(i) for i in ("direction", "control", "sanction")),
                    ),
                ),
                ref="presumed_independent",
                when_true=both(
                    "rien ne fait présumer l’indépendance.",
                    "nothing raises a presumption of self-employment.",
                ),
                when_unknown=both(
                    "on ne sait pas si la personne est immatriculée.",
                    "it is not known whether the person is registered.",
                ),
            ),
            Node(
                "test.subordination",
                "all",
                both("Lien de subordination", "Bond of subordination"),
                ("cour_1",),
                tuple(
                    replace(limb_leaf(i), id=f"sub.{i}")
                    for i in ("direction", "control", "sanction")
                ),
                when_unknown=both(
                    "les trois pouvoirs doivent être réunis ; l’un d’eux reste à établir.",
                    "all three powers are needed; one remains to be established.",
                ),
            ),
        ),
        when_unknown=both(
            "les éléments réunis ne suffisent ni à l’établir ni à l’écarter.",
            "what has been gathered neither establishes nor excludes it.",
        ),
    )
    questions = {
        q.id: q
        for q in (
            Question(
                "q_monitoring",
                "control",
                "yes_no",
                both(
                    "Votre activité est-elle suivie pendant que vous travaillez ?",
                    "Is your activity tracked while you work?",
                ),
                both(""),
                both(
                    "Le contrôle pendant l’exécution a été décisif dans les affaires voisines.",
                    "Control during performance was decisive in neighbouring cases.",
                ),
                (
                    both(
                        "captures d’écran de l’application pendant une tâche",
                        "screenshots of the application during a task",
                    ),
                    both("courriels de relance", "reminder e-mails"),
                ),
                choices=(Choice("true", both("Oui", "Yes")), Choice("false", both("Non", "No"))),
            ),
            Question(
                "q_registered",
                "elements",
                "yes_no",
                both(
                    "Êtes-vous immatriculé pour cette activité ?",
                    "Are you registered for this activity?",
                ),
                both(""),
                both(
                    "L’immatriculation fait présumer l’indépendance.",
                    "Registration raises a presumption of self-employment.",
                ),
                (both("avis de situation", "registration extract"),),
            ),
            Question(
                "q_pay",
                "elements",
                "money",
                both("Combien touchez-vous par mois ?", "How much are you paid a month?"),
                both(""),
                both("Le montant situe l’activité.", "The amount puts the activity in context."),
                (both("relevés bancaires", "bank statements"),),
                unit=both("€", "€"),
            ),
        )
    }
    pack = Pack(
        "fr",
        both("France (essai)", "France (test)"),
        both("droit d’essai", "test law"),
        dt.date(2008, 5, 1),
        {"decisive": 4, "strong": 3, "moderate": 2, "weak": 1, "none": 0},
        1,
        0.25,
        2,
        dt.date(2026, 11, 24),
        (
            both(
                "Les textes postérieurs au 20 août 2026 n’ont pas été lus.",
                "Texts after 20 August 2026 were not read.",
            ),
        ),
        (
            Notice(
                "directive",
                both(
                    "La directive d’essai doit être transposée au plus tard le 2 décembre 2026 ; aucune transposition n’a été trouvée et sa présomption n’est pas appliquée.",
                    "The test directive is to be transposed by 2 December 2026; no transposition was found and its presumption is not applied.",
                ),
                ("essai_dir",),
            ),
        ),
        {
            "employment": both("Contrat de travail caractérisé", "Employment contract made out"),
            "leaning_employment": both(
                "Plutôt un contrat de travail", "Leaning towards employment"
            ),
            "undetermined": both(
                "Indéterminé : il manque des faits décisifs",
                "Undetermined: decisive facts are missing",
            ),
            "leaning_independence": both(
                "Plutôt un travail indépendant", "Leaning towards self-employment"
            ),
            "independence": both("Travail indépendant", "Self-employment"),
        },
    )
    return Catalogue(
        "fr-2026-11-24-0123456789ab",
        pack,
        {
            id_: Indicator(
                id_, group, leans, label, both("Définition inventée.", "Invented definition.")
            )
            for id_, (group, leans, label) in names.items()
        },
        (Section("control", both("Contrôle", "Control"), both("")),),
        questions,
        authorities,
        decisions,
        {
            "presumed_independent": Presumption(
                "presumed_independent",
                both("C. essai, art. L. 8-6", "Test Code, art. L. 8-6"),
                "independence",
                "rebuttable",
                (
                    both(
                        "Être immatriculé pour l’activité en cause",
                        "To be registered for the activity at issue",
                    ),
                ),
                both(
                    "La personne est présumée indépendante.",
                    "The person is presumed self-employed.",
                ),
                both("La subordination juridique permanente.", "Permanent legal subordination."),
                ("essai_2",),
                verification="official",
            ),
            "homeworker": Presumption(
                "homeworker",
                both("C. essai, art. L. 7-4", "Test Code, art. L. 7-4"),
                "employment",
                "status",
                (
                    both("Une rémunération forfaitaire", "A lump-sum pay"),
                    both(
                        "un travail confié par un établissement",
                        "work entrusted by an establishment",
                    ),
                ),
                both(
                    "Le code s’applique sans preuve de subordination.",
                    "The Code applies without proof of subordination.",
                ),
                both("L’immatriculation.", "Registration."),
                ("essai_1",),
                both("Discutable pour le travail en ligne.", "Arguable for online work."),
                verification="one_source",
            ),
        },
        {
            "three_powers": Proposition(
                "three_powers",
                both(
                    "La subordination suppose le pouvoir de donner des ordres, d’en contrôler l’exécution et de sanctionner les manquements.",
                    "Subordination supposes the power to give orders, to control their performance and to punish failings.",
                ),
                ("cour_1",),
                "official",
            )
        },
        weighings,
        limbs,
        test,
    )


def _finding(id_: str, state: str, kind: str, source: str, quote: str, **more: object) -> Finding:
    return Finding(id_, state, kind, source, quote, **more)  # type: ignore[arg-type]


def ordinary(lang: str = "fr", **changes: object) -> ReportInput:
    """A case with two testimonies that disagree, terms read, an undetermined result."""
    law = catalogue()
    by_id = law.weighings_on(DAY)
    found = {
        "price_set": [
            _finding(
                "price_set",
                "present",
                "stipulation",
                "d1",
                "Le prix de chaque tâche est fixé par la Plateforme et peut être modifié à tout moment.",
                place=Place(1204, 1290, None, "4. Rémunération"),
                origin="reader",
                score=0.93,
            )
        ],
        "instructions": [
            _finding(
                "instructions",
                "present",
                "practice",
                "t1",
                "On nous envoie un guide de quinze pages à chaque lot ; si on s’en écarte d’une virgule, le lot est refusé.",
            )
        ],
        "free_hours": [
            _finding(
                "free_hours",
                "present",
                "stipulation",
                "d1",
                "Le Prestataire choisit librement ses horaires.",
                place=Place(210, 255, 2, "2. Liberté d’organisation"),
            )
        ],
        "monitoring": [
            _finding(
                "monitoring",
                "present",
                "practice",
                "t1",
                "Une capture d’écran part toutes les cinq minutes, on ne peut pas la couper.",
            ),
            _finding(
                "monitoring",
                "absent",
                "practice",
                "t2",
                "Moi, personne ne m’a jamais suivi pendant une tâche.",
            ),
        ],
        "work_review": [
            _finding(
                "work_review",
                "present",
                "practice",
                "t2",
                "Ils regardent le résultat et ils refusent parfois.",
            )
        ],
        "account_sanction": [
            _finding(
                "account_sanction",
                "absent",
                "stipulation",
                "d1",
                "La Plateforme ne prononce aucune sanction.",
                place=Place(3000, 3042, None, "9. Compte"),
            ),
            _finding(
                "account_sanction",
                "present",
                "practice",
                "t1",
                "Mon compte a été coupé huit jours après deux refus.",
            ),
        ],
        "own_clientele": [
            _finding(
                "own_clientele",
                "absent",
                "practice",
                "t1",
                "",
                note="Aucun client en dehors de la plateforme.",
            )
        ],
        "label_independent": [
            _finding(
                "label_independent",
                "present",
                "stipulation",
                "d1",
                "Le Prestataire est un professionnel indépendant.",
            )
        ],
    }
    states = {
        "price_set": "present",
        "instructions": "present",
        "free_hours": "present",
        "monitoring": "contested",
        "work_review": "present",
        "account_sanction": "present",
        "own_clientele": "absent",
        "label_independent": "present",
    }

    def result(id_: str) -> IndicatorResult:
        w, fs = by_id[id_], tuple(found.get(id_, ()))
        kinds = {f.kind for f in fs}
        undercut = ("instructions",) if id_ == "free_hours" else ()
        return IndicatorResult(
            id_,
            states.get(id_, "unknown"),
            ("practice" if "practice" in kinds else "stipulation") if fs else "",  # type: ignore[arg-type]
            id_ == "account_sanction",
            tuple(f.source for f in fs),
            w.side,
            w.limb,
            "weak" if undercut else w.weight,
            w.weight,
            undercut,
            w.authorities,
            fs,
        )

    def proof(node: Node, values: dict[str, tuple[bool, bool]]) -> Proof:
        return Proof(
            node.id,
            values.get(node.id, (False, True)),
            "",
            node.authorities,
            tuple(proof(c, values) for c in node.children),
            node.op,
            node.ref or "",
        )

    assessment = Assessment(
        band="undetermined",
        settled=False,
        score_low=-0.1,
        score_high=0.62,
        limbs=(
            LimbResult(
                "direction", "present", 0.55, 0.9, ("price_set", "instructions"), ("free_hours",)
            ),
            LimbResult("control", "unknown", 0.2, 0.8, ("work_review",), (), ("monitoring",)),
            LimbResult(
                "sanction", "present", 0.5, 1.0, ("account_sanction",), (), ("pay_withheld",)
            ),
            LimbResult("own_business", "absent", 0.0, 0.0, (), ("own_clientele",)),
        ),
        indicators=tuple(result(i) for i in law.indicators),
        next_questions=(
            NextQuestion("q_monitoring", "monitoring", 0.41, ("true",)),
            NextQuestion("q_registered", "registered", 0.2),
            NextQuestion("q_pay", "pay_withheld", 0.05),
        ),
        flips=(
            Flip((Change("monitoring", "present"),), "leaning_employment"),
            Flip(
                (Change("instructions", "absent"), Change("account_sanction", "absent")),
                "leaning_independence",
            ),
        ),
        flips_complete=True,
        precedents_for=(
            Precedent("cour_1", ("price_set", "account_sanction"), ("free_hours",), True, 0.8),
            Precedent("appel_1", ("work_review",), (), False, 0.3),
        ),
        precedents_against=(
            Precedent("cour_2", ("work_review",), ("account_sanction", "instructions"), False, 0.4),
        ),
        presumptions=(
            PresumptionResult("homeworker", "unknown", "", "not_applicable"),
            PresumptionResult("presumed_independent", "unknown", "", "unknown"),
        ),
        proof=proof(
            law.test,
            {
                "sub.direction": (True, True),
                "test.direction": (True, True),
                "sub.sanction": (True, True),
                "test.sanction": (True, True),
                "test.rebuttal": (False, True),
            },
        ),
        conflicts=(
            Conflict(
                "account_sanction",
                "paper_practice",
                (found["account_sanction"][1],),
                (found["account_sanction"][0],),
            ),
            Conflict("monitoring", "sources", (found["monitoring"][0],), (found["monitoring"][1],)),
        ),
        proposals=(
            _finding(
                "pay_withheld",
                "present",
                "stipulation",
                "d1",
                "Toute tâche jugée non conforme n’est pas rémunérée.",
                origin="reader",
                status="proposed",
                score=0.71,
                place=Place(2210, 2262, None, "5. Contrôle qualité"),
            ),
        ),
        notices=("directive",),
        jurisdiction="fr",
        on=DAY,
        catalogue=law.version,
        authorities=("essai_1", "essai_2", "cour_1", "cour_2"),
        inputs_sha256=SHA,
    )
    case = Case(
        title="Clicable – micro-tâches d’annotation",
        facts_from=dt.date(2026, 1, 1),
        facts_to=DAY,
        platform=Platform(
            "Clicable",
            "micro-work",
            "simple",
            (ChainLink("worker"), ChainLink("platform", "Clicable SAS"), ChainLink("client", "")),
        ),
        worker=Worker("W1", None),
        sources=(
            Source(
                "d1",
                "document",
                "Conditions générales de Clicable, version du 1er septembre 2025",
                dt.date(2025, 9, 1),
            ),
            Source("t1", "testimony", "Témoignage de W1", dt.date(2026, 2, 11)),
            Source("t2", "testimony", "Témoignage de W2", dt.date(2026, 2, 12)),
        ),
        findings=tuple(f for fs in found.values() for f in fs) + assessment.proposals,
        answers=(
            Answer("q_monitoring", "unknown"),
            Answer("q_pay", 150, "t1", "Variable d’un mois à l’autre."),
        ),
        documents=(
            Document(
                "clicable.md",
                "Conditions générales de Clicable, version du 1er septembre 2025",
                dt.date(2025, 9, 1),
                sha256=SHA,
                source="d1",
            ),
        ),
    )
    return replace(ReportInput(case, assessment, law, "0.1.0", lang), **changes)  # type: ignore[arg-type]


def empty(lang: str = "fr") -> ReportInput:
    """Nothing known but the title: everything is open."""
    base = ordinary(lang)
    a = base.assessment
    unknown = tuple(
        replace(
            i,
            state="unknown",
            basis="",
            conflict=False,
            sources=(),
            findings=(),
            undercut_by=(),
            weight=i.full_weight,
        )
        for i in a.indicators
    )
    return replace(
        base,
        case=Case("Nouveau dossier"),
        assessment=replace(
            a,
            score_low=-1.0,
            score_high=1.0,
            indicators=unknown,
            limbs=tuple(
                LimbResult(
                    limb.id,
                    "unknown",
                    0.0,
                    1.0,
                    (),
                    (),
                    tuple(i.id for i in unknown if i.limb == limb.id),
                )
                for limb in a.limbs
            ),
            flips=(),
            flips_complete=True,
            precedents_for=(),
            precedents_against=(),
            conflicts=(),
            proposals=(),
            notices=(),
        ),
    )


LONG_QUOTE = (
    "Chaque matin, avant de pouvoir accepter la moindre tâche, il faut passer un test ; si l’on échoue, "
    "l’accès est fermé jusqu’au lendemain et personne ne répond aux messages. "
) * 6


def rich(lang: str = "fr") -> ReportInput:
    """Forty indicators with long quotes, a chain of five, a settled result, automatic reading."""
    base = ordinary(lang)
    law = catalogue(extra=30)
    a = base.assessment
    by_id = law.weighings_on(DAY)
    more = tuple(
        IndicatorResult(
            id_,
            "present" if n % 5 else "absent",
            "practice" if n % 2 else "stipulation",
            False,
            ("t1",),
            by_id[id_].side,
            by_id[id_].limb,
            by_id[id_].weight,
            by_id[id_].weight,
            (),
            by_id[id_].authorities,
            (
                _finding(
                    id_,
                    "present" if n % 5 else "absent",
                    "practice" if n % 2 else "stipulation",
                    "t1" if n % 2 else "d1",
                    LONG_QUOTE[: 120 + 30 * n],
                    origin="person" if n % 2 else "reader",
                    automatic=n % 4 == 0,
                    place=None
                    if n % 2
                    else Place(100 * n, 100 * n + 90, 1 + n // 4, f"{n}. Titre d’article"),
                ),
            ),
        )
        for n, id_ in enumerate(i for i in law.indicators if i.startswith("extra_"))
    )
    chain = (
        ChainLink("worker"),
        ChainLink("intermediary", "Réseau des Annotateurs de l’Océan Indien SARL"),
        ChainLink("platform", "Clicable SAS"),
        ChainLink("agency", ""),
        ChainLink("client", "Modèles et Compagnie, société européenne"),
    )
    return replace(
        base,
        catalogue=law,
        case=replace(base.case, platform=replace(base.case.platform, chain=chain)),
        assessment=replace(
            a,
            band="employment",
            settled=True,
            score_low=0.81,
            score_high=0.81,
            indicators=a.indicators + more,
            automatic_reading=True,
            limbs=tuple(
                replace(
                    limb,
                    state="present",
                    supporting=(*limb.supporting, *(m.id for m in more if m.limb == limb.id)),
                )
                for limb in a.limbs
            ),
        ),
    )
