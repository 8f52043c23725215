"""Why an amount cannot be given, in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from criteria.errors import french
from criteria.model import Text
from rules.days import said

#: code -> (French, English). ``missing_*`` can be mended by the person who fills in the file,
#: ``no_*`` by the editor of the law.
REASONS = {
    "missing_input": (
        "Il manque {name} pour la période n° {period}.",
        "{name} is missing for period no. {period}.",
    ),
    "missing_day": (
        "Il manque {name}.",
        "{name} is missing.",
    ),
    "missing_periods": (
        "Aucune période de travail n’est donnée.",
        "No period of work is given.",
    ),
    "nothing_reached": (
        "Aucune période de travail n’est dans le temps que la demande atteint (à partir du {day}).",
        "No period of work falls within the time that the claim reaches (from {day}).",
    ),
    "condition_not_met": (
        "Condition non remplie : {name}.",
        "Condition not met: {name}.",
    ),
    "no_line": (
        "La table « {name} » n’a pas de valeur pour le {day}. Ajoutez à « {table} » (values.yaml) "
        "une ligne « from: …, value: … » avec sa source et, s’il le faut, reculez known_to{own}.",
        "The table “{name}” has no value for {day}. Add to “{table}” (values.yaml) a line "
        "“from: …, value: …” with its source and, where needed, move known_to{own}.",
    ),
    "no_table_yet": (
        "La table « {name} » ne vaut pas au {day} : la version du texte alors en vigueur n’est pas "
        "au catalogue. Ajoutez-la à « {table} » (values.yaml).",
        "The table “{name}” is not in force on {day}: the version of the text then in force is not "
        "in the catalogue. Add it to “{table}” (values.yaml).",
    ),
    "no_row": (
        "La table « {name} » n’a pas de ligne pour {number}. Ajoutez-la à « {table} » "
        "(values.yaml) avec sa source.",
        "The table “{name}” has no row for {number}. Add it to “{table}” (values.yaml) with its "
        "source.",
    ),
    "law_says": ("{name}", "{name}"),
    "not_in_force": (
        "La règle « {name} » n’est pas en vigueur au {day} dans le catalogue.",
        "The rule “{name}” is not in force on {day} in the catalogue.",
    ),
    "divided_by_nothing": (
        "« {name} » divise par zéro.",
        "“{name}” divides by zero.",
    ),
}
OWN = Text(" ; ou donnez votre propre valeur", "; or give a value of your own")

#: Words of the inputs.
INPUTS = {
    "hours": Text("le nombre d’heures par semaine", "the number of hours a week"),
    "waiting_hours": Text("le nombre d’heures d’attente par semaine", "waiting hours a week"),
    "received": Text("ce qui a été reçu", "what was received"),
    "platform_fees": Text("les frais de la plateforme", "the platform’s fees"),
    "expenses": Text("le montant des frais avancés", "the expenses borne"),
    "agreed_rate": Text("le taux horaire convenu", "the agreed hourly rate"),
    "days": Text("le nombre de jours", "the number of days"),
    "relation_start": Text("le premier jour de la relation", "the first day of the relation"),
    "relation_end": Text("le dernier jour de la relation", "the last day of the relation"),
    "notified_on": Text(
        "le jour où la rupture a été notifiée", "the day on which the termination was notified"
    ),
    "known_on": Text(
        "le jour où les faits ont été connus", "the day on which the facts were known"
    ),
    "claimed_on": Text("le jour de la demande en justice", "the day of the claim in court"),
    "discrimination_on": Text(
        "le jour où la discrimination s’est révélée, ou du dernier harcèlement",
        "the day on which discrimination came to light, or of the last harassment",
    ),
    "offence_on": Text("le jour de l’infraction", "the day of the offence"),
    "mediation_from": Text("le premier jour de la médiation", "the first day of the mediation"),
    "mediation_to": Text("la fin de la médiation", "the end of the mediation"),
    "as_of": Text("le jour du calcul", "the day of the computation"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """``params`` fill the template: a Text in the reader's language, a day in full letters."""

    code: str
    params: tuple[tuple[str, str | Text | dt.date], ...] = ()

    def message(self, lang: str = "fr") -> str:
        english = lang == "en"
        filled: dict[str, str] = {}
        for key, value in self.params:
            if isinstance(value, Text):
                value = value.in_(lang)
            filled[key] = said(value, lang) if isinstance(value, dt.date) else value
        filled.setdefault("own", "")
        template = REASONS[self.code][1 if english else 0]
        text = (template if english else french(template)).format(**filled)
        if not english:
            text = text.replace("n° ", "n°\u00a0")
        return text[:1].upper() + text[1:]


class GapError(Exception):
    """Something that a computation needs is not there; ``reasons`` says what."""

    def __init__(self, *reasons: Reason) -> None:
        # The same gap on many days is told once, for the first of them.
        told = {(r.code, *(p for p in r.params if p[0] != "day")): r for r in reversed(reasons)}
        self.reasons = tuple(reversed(told.values()))
        super().__init__(", ".join(reason.code for reason in self.reasons))


def because(code: str, **params: str | Text | dt.date) -> Reason:
    return Reason(code, tuple(sorted(params.items())))
