"""What the loader says of faulty files of money and time limits; see ``criteria.messages``."""

from __future__ import annotations

MONEY_MESSAGES: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "money_authority": (
        (
            "{id} : une règle sans autorité n’est qu’un souvenir.",
            "Citez une autorité, ou écrivez verification: memory et citation: en fr et en.",
        ),
        (
            "{id}: a rule without an authority is only from memory.",
            "Cite an authority, or write verification: memory and citation: in fr and en.",
        ),
    ),
    "money_two_values": (
        (
            "{id} : deux valeurs sont en vigueur le {day} (voir ligne {line}).",
            "Terminez la première la veille de la seconde.",
        ),
        (
            "{id}: two values are in force on {day} (see line {line}).",
            "End the earlier one the day before the later one begins.",
        ),
    ),
    "money_rows_order": (
        (
            "{id} : la ligne « {row} » ne vient pas après la précédente.",
            "Rangez les lignes par at_least croissant, chacune une fois.",
        ),
        (
            "{id}: the row “{row}” does not come after the one before.",
            "Put the rows in rising order of at_least, each once.",
        ),
    ),
    "money_row_value": (
        (
            "{id} : une ligne donne value, ou dit par says pourquoi il n’y en a pas.",
            "Gardez l’un des deux.",
        ),
        (
            "{id}: a row gives a value, or says why there is none.",
            "Keep one of value and says.",
        ),
    ),
    "money_lines_or_rows": (
        (
            "{id} : une table a soit des lignes datées (lines), soit des lignes par nombre (rows).",
            "Gardez l’une des deux.",
        ),
        (
            "{id}: a table has either dated lines or rows by number.",
            "Keep one of lines and rows.",
        ),
    ),
    "money_table_kind": (
        (
            "« {id} » est une table {kind} : elle ne se lit pas ainsi.",
            "Lisez les lignes datées par value, les lignes par nombre par row.",
        ),
        (
            "“{id}” is a table {kind}: it is not read this way.",
            "Read dated lines by value, rows by number by row.",
        ),
    ),
    "money_circle": (
        ("Ces formules se renvoient l’une à l’autre : {chain}.", "Rompez le cercle."),
        ("These formulas refer to one another in a circle: {chain}.", "Break the circle."),
    ),
    "money_weekly_outside": (
        (
            "{id} : « {ref} » se calcule par semaine et sert ici une fois pour toutes.",
            "Passez par sum ou average, ou écrivez per: week.",
        ),
        (
            "{id}: “{ref}” is worked out each week and is used here once for all.",
            "Go through sum or average, or write per: week.",
        ),
    ),
    "money_case_inside": (
        (
            "{id} : « {ref} » se calcule une fois pour toutes et sert ici chaque semaine.",
            "Écrivez per: case, ou retirez-le.",
        ),
        (
            "{id}: “{ref}” is worked out once for all and is used here each week.",
            "Write per: case, or remove it.",
        ),
    ),
    "money_options": (
        (
            "{id} : les options données ({given}) ne sont pas celles de « {assumption} » "
            "({wanted}).",
            "Donnez chacune une fois.",
        ),
        (
            "{id}: the options given ({given}) are not those of “{assumption}” ({wanted}).",
            "Give each of them once.",
        ),
    ),
    "money_no_reach": (
        (
            "« {id} » ne dit pas jusqu’où une demande remonte.",
            "Ajoutez reach: à cette prescription.",
        ),
        (
            "“{id}” does not say how far back a claim reaches.",
            "Add reach: to that limitation.",
        ),
    ),
    "money_amount_or_words": (
        (
            "{id} : un poste a une formule et ses mots (words), ou dit pourquoi il n’y a pas de "
            "montant (why_no_amount).",
            "Gardez l’un des deux.",
        ),
        (
            "{id}: a claim has a formula and its words, or says why there is no amount "
            "(why_no_amount).",
            "Keep one of the two.",
        ),
    ),
}

#: What a reference can name, in the two languages.
MONEY_NAMES: dict[str, tuple[str, str]] = {
    "table": ("tables (values.yaml)", "tables (values.yaml)"),
    "quantity": ("grandeurs (claims.yaml)", "quantities (claims.yaml)"),
    "assumption": ("hypothèses (claims.yaml)", "assumptions (claims.yaml)"),
    "option": ("options de l’hypothèse", "options of the assumption"),
    "condition": ("conditions (claims.yaml)", "conditions (claims.yaml)"),
    "window": ("fenêtres (claims.yaml)", "windows (claims.yaml)"),
    "claim": ("postes (claims.yaml)", "claims (claims.yaml)"),
    "limitation": ("prescriptions (limitations.yaml)", "limitations (limitations.yaml)"),
    "input": ("données de la semaine", "inputs of the week"),
    "day": ("jours que l’on peut donner", "days that can be given"),
    "authority": (
        "autorités (statutes.yaml, decisions.yaml)",
        "authorities (statutes.yaml, decisions.yaml)",
    ),
}
#: The two kinds of tables, in words.
KINDS = {
    "lines": ("à lignes datées", "of dated lines"),
    "rows": ("à lignes par nombre", "of rows by number"),
}
