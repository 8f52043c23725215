"""What can be wrong with a case, said so that its author can mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from criteria.errors import french
from criteria.model import Text

#: code -> (French, English); {found}, {expected}, {line} and {column} are filled in.
MESSAGES = {
    "not_json": (
        "ce n’est pas du JSON valide (ligne {line}, colonne {column}). Corrigez la syntaxe.",
        "this is not valid JSON (line {line}, column {column}). Correct the syntax.",
    ),
    "not_text": (
        "le fichier n’est pas du texte UTF-8. Enregistrez-le en UTF-8.",
        "the file is not UTF-8 text. Save it as UTF-8.",
    ),
    "bad_character": (
        "le texte contient un caractère interdit ({found}). Supprimez-le.",
        "the text contains a forbidden character ({found}). Remove it.",
    ),
    "too_large": (
        "le dossier dépasse {expected}. Allégez-le.",
        "the case is larger than {expected}. Make it smaller.",
    ),
    "too_deep": (
        "les données sont trop imbriquées. Suivez le schéma publié.",
        "the data is nested too deeply. Follow the published schema.",
    ),
    "duplicate_key": (
        "la clé « {found} » figure deux fois. Gardez-en une.",
        "the key “{found}” is given twice. Keep one.",
    ),
    "unknown_key": (
        "la clé « {found} » est inconnue. Attendu : {expected}.",
        "the key “{found}” is unknown. Expected: {expected}.",
    ),
    "missing_key": (
        "il manque « {expected} ». Ajoutez cette clé.",
        "“{expected}” is missing. Add this key.",
    ),
    "wrong_value": (
        "trouvé {found} ; attendu : {expected}.",
        "found {found}; expected: {expected}.",
    ),
    "not_a_date": (
        "« {found} » n’est pas une date. Écrivez AAAA-MM-JJ.",
        "“{found}” is not a date. Write YYYY-MM-DD.",
    ),
    "period_reversed": (
        "la période commence ({found}) après sa fin ({expected}). Inversez les dates.",
        "the period starts ({found}) after its end ({expected}). Swap the dates.",
    ),
    "low_above_high": (
        "le bas ({found}) dépasse le haut ({expected}). Échangez-les.",
        "the low end ({found}) is above the high end ({expected}). Swap them.",
    ),
    "too_many_hours": (
        "{found} heures par semaine, attente comprise : une semaine en a {expected}. Corrigez.",
        "{found} hours a week, waiting included: a week has {expected}. Correct them.",
    ),
    "period_before_relation": (
        "la période commence le {found}, avant le début de la relation ({expected}). Corrigez "
        "l’une des deux dates.",
        "the period begins on {found}, before the relation does ({expected}). Correct one of the "
        "two dates.",
    ),
    "period_after_relation": (
        "la période finit le {found}, après la fin de la relation ({expected}). Corrigez l’une "
        "des deux dates.",
        "the period ends on {found}, after the relation does ({expected}). Correct one of the two "
        "dates.",
    ),
    "periods_overlap": (
        "le {found} est déjà dans la période n° {expected}. Séparez les périodes, ou réunissez "
        "leurs heures et leurs sommes.",
        "{found} is already in period no. {expected}. Part the periods, or put their hours and "
        "sums together.",
    ),
    "unknown_assumption": (
        "l’hypothèse « {found} » n’existe pas. {expected}",
        "there is no assumption “{found}”. {expected}",
    ),
    "unknown_condition": (
        "la condition « {found} » n’existe pas, ou se déduit des dates. {expected}",
        "there is no condition “{found}”, or it follows from the dates. {expected}",
    ),
    "unknown_table": (
        "la table « {found} » n’existe pas, ou n’accepte pas de valeur à vous. {expected}",
        "there is no table “{found}”, or it takes no value of yours. {expected}",
    ),
    "own_value_twice": (
        "deux valeurs à vous pour « {found} » le même jour. Gardez-en une.",
        "two values of yours for “{found}” on one day. Keep one.",
    ),
    "own_value_too_early": (
        "le {found} : le catalogue a une valeur officielle jusqu’à celle du {expected}. Donnez "
        "une date postérieure.",
        "{found}: the catalogue has official values up to that of {expected}. Give a later date.",
    ),
    "own_value_too_low": (
        "{found} est en deçà du plancher légal ({expected}). Corrigez la valeur.",
        "{found} is below the legal floor ({expected}). Correct the value.",
    ),
    "place_reversed": (
        "le passage commence ({found}) après sa fin ({expected}). Corrigez sa place.",
        "the passage starts ({found}) after its end ({expected}). Correct its place.",
    ),
    "unknown_indicator": (
        "l’indice « {found} » n’existe pas au catalogue. {expected}",
        "the indicator “{found}” is not in the catalogue. {expected}",
    ),
    "unknown_question": (
        "la question « {found} » n’existe pas au catalogue. {expected}",
        "the question “{found}” is not in the catalogue. {expected}",
    ),
    "unknown_source": (
        "la source « {found} » n’est pas déclarée dans « sources ». {expected}",
        "the source “{found}” is not declared in “sources”. {expected}",
    ),
    "repeated_id": (
        "l’identifiant « {found} » est employé deux fois. Donnez-en un différent.",
        "the id “{found}” is used twice. Use another one.",
    ),
    "repeated_answer": (
        "la question « {found} » a deux réponses de la même source. Gardez-en une.",
        "the question “{found}” is answered twice by the same source. Keep one.",
    ),
    "path_outside": (
        "le chemin « {found} » sort du dossier du fichier. Placez le document à côté et "
        "donnez un chemin relatif.",
        "the path “{found}” leaves the folder of the case file. Put the document beside it and "
        "give a relative path.",
    ),
    "unknown_jurisdiction": (
        "il n’y a pas de droit « {found} ». Disponible : {expected}.",
        "there is no jurisdiction “{found}”. Available: {expected}.",
    ),
    "law_too_old": (
        "les faits sont du {found} ; le catalogue ne connaît le droit qu’à partir du {expected}. "
        "Choisissez une date postérieure.",
        "the facts are of {found}; the catalogue knows the law only from {expected}. "
        "Choose a later date.",
    ),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: where (JSON path), what was found, what was expected."""

    code: str
    path: str = "$"
    found: str = ""
    expected: str | Text = ""
    line: int = 0
    column: int = 0

    def message(self, lang: str = "fr") -> str:
        """``path: what is wrong. How to mend it.``"""
        template = MESSAGES[self.code][1 if lang == "en" else 0]
        expected = self.expected.in_(lang) if isinstance(self.expected, Text) else self.expected
        if lang != "en":
            # Only our own words: what the author wrote is shown as it stands.
            template = french(template)
            expected = french(expected) if isinstance(self.expected, Text) else expected
        said = template.format(
            found=self.found, expected=expected, line=self.line, column=self.column
        )
        colon = ":" if lang == "en" else "\u00a0:"
        return f"{self.path}{colon} {said}".rstrip()


class CaseError(Exception):
    """A case that cannot be assessed; ``problems`` lists everything wrong with it."""

    code = "bad_case"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.message("en"))

    @property
    def params(self) -> dict[str, Any]:
        return {"problems": self.problems}

    def message(self, lang: str = "fr") -> str:
        return "\n".join(problem.message(lang) for problem in self.problems)
