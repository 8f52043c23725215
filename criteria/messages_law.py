"""What the loader says of the parameters, statuses and tables of a law; see ``messages``."""

from __future__ import annotations

LAW_MESSAGES: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "two_values": (
        (
            "Deux valeurs de « {key} » valent le même jour ; l’autre est à la ligne {line}.",
            "Faites que leurs périodes se suivent (from, to).",
        ),
        (
            "Two values of “{key}” are in force on one day; the other is on line {line}.",
            "Make their periods follow each other (from, to).",
        ),
    ),
    "weighed_and_unweighed": (
        (
            "« {indicator} » a un poids et figure parmi ce que ce droit ne regarde pas.",
            "Retirez l’un des deux.",
        ),
        (
            "“{indicator}” has a weight and is listed among what this law does not look at.",
            "Remove one of the two.",
        ),
    ),
    "status_without_test": (
        (
            "Le statut « {status} » n’a pas de test.",
            "Ajoutez-le sous « third » dans test.yaml.",
        ),
        ("The status “{status}” has no test.", "Add it under “third” in test.yaml."),
    ),
    "status_tested_twice": (
        ("Le statut « {status} » a deux tests.", "Gardez-en un."),
        ("The status “{status}” has two tests.", "Keep one of the two."),
    ),
    "intermediate_without_status": (
        (
            "« {id} » retient un troisième statut sans dire lequel.",
            "Ajoutez « status » : un statut de pack.yaml.",
        ),
        (
            "“{id}” finds a third status and does not say which.",
            "Add “status”: a status of pack.yaml.",
        ),
    ),
    "not_in_this_place": (
        (
            "« {op} » n’a pas de sens à cet endroit.",
            "« presume » et « table » vont dans les tests des statuts, « status » dans "
            "conclusions.yaml.",
        ),
        (
            "“{op}” means nothing here.",
            "Use “presume” and “table” in the tests of statuses, “status” in conclusions.yaml.",
        ),
    ),
    "row_length": (
        (
            "Une ligne de la table « {table} » a {found} cellule(s) ; il en faut {expected}.",
            "Donnez une cellule à chaque entrée ; null vaut pour toute réponse.",
        ),
        (
            "A row of table “{table}” has {found} cell(s); it takes {expected}.",
            "Give one cell an input; null stands for any answer.",
        ),
    ),
    "table_circle": (
        ("Des tables se construisent l’une sur l’autre : {chain}.", "Rompez le cercle."),
        ("Tables build on one another in a circle: {chain}.", "Break the circle."),
    ),
}
