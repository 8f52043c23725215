"""What the loader says of a faulty catalogue file: what is wrong and how to mend it.

One entry a fault: (wrong, mend) in French, (wrong, mend) in English. Spaces of French
typography are set when a message is written out.
"""

from __future__ import annotations

from criteria.messages_law import LAW_MESSAGES

MESSAGES: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    # -- the file --------------------------------------------------------------------------
    "missing_file": (
        ("Le fichier manque.", "Créez-le."),
        ("The file is missing.", "Create it."),
    ),
    "unreadable": (
        ("Le fichier ne peut pas être lu : {reason}.", "Vérifiez-le, et qui peut le lire."),
        ("The file cannot be read: {reason}.", "Check it, and who may read it."),
    ),
    "not_utf8": (
        ("Ce n’est pas du texte UTF-8.", "Enregistrez le fichier en UTF-8."),
        ("This is not UTF-8 text.", "Save the file as UTF-8."),
    ),
    "not_yaml": (
        ("YAML non valide ({problem}).", "Corrigez la syntaxe à cet endroit."),
        ("Not valid YAML ({problem}).", "Correct the syntax here."),
    ),
    "empty_file": (
        ("Le fichier est vide.", "Ajoutez ses entrées."),
        ("The file is empty.", "Add its entries."),
    ),
    "too_deep": (
        ("Les entrées sont trop imbriquées ou se contiennent elles-mêmes.", "Aplatissez-les."),
        ("Entries are nested too deeply, or contain themselves.", "Flatten them."),
    ),
    "too_large": (
        (
            "Le fichier donne plus de {most} valeurs.",
            "Retirez les renvois (&, *) qui se multiplient.",
        ),
        (
            "The file gives more than {most} values.",
            "Remove the references (&, *) that multiply.",
        ),
    ),
    "key_twice": (
        ("La clé « {key} » figure deux fois.", "Gardez-en une."),
        ("The key “{key}” is given twice.", "Keep one of the two."),
    ),
    "complex_key": (
        ("Une clé n’est pas un mot.", "Écrivez « clé: valeur »."),
        ("A key is not a word.", "Write “key: value”."),
    ),
    "tag": (
        ("L’étiquette {tag} n’est pas acceptée.", "Écrivez une valeur simple."),
        ("The tag {tag} is not accepted.", "Write a plain value."),
    ),
    "not_a_number": (
        ("« {value} » n’est pas écrit en décimal.", "Écrivez un nombre comme 4 ou 0.5."),
        ("“{value}” is not written in decimal.", "Write a number such as 4 or 0.5."),
    ),
    # -- the schema ------------------------------------------------------------------------
    "no_packs": (
        ("Le dossier ne contient aucun droit.", "Créez un dossier qui a un fichier pack.yaml."),
        ("The folder holds no pack.", "Create a folder that has a file pack.yaml."),
    ),
    "no_pack": (
        ("Il n’y a pas de droit « {id} ».", "Disponible : {known}."),
        ("There is no pack “{id}”.", "Available: {known}."),
    ),
    "unknown_key": (
        ("{where} : la clé « {key} » est inconnue.", "{mend}"),
        ("{where}: unknown key “{key}”.", "{mend}"),
    ),
    "missing_key": (
        ("{where} : « {key} » manque.", "Ajoutez « {key}: … »."),
        ("{where}: “{key}” is missing.", "Add “{key}: …”."),
    ),
    "not_one_operator": (
        (
            "{where} : un nœud dit une seule chose parmi all, any, at_least, not, indicator, limb, "
            "presume, weigh, table, status.",
            "Gardez-en une.",
        ),
        (
            "{where}: a node says one of all, any, at_least, not, indicator, limb, presume, weigh, "
            "table, status.",
            "Keep one of them.",
        ),
    ),
    "not_a_day": (
        ("{where} : {found} n’est pas un jour du calendrier.", "Écrivez AAAA-MM-JJ."),
        ("{where}: {found} is not a day of the calendar.", "Write YYYY-MM-DD."),
    ),
    "wrong_value": (
        ("{where} : trouvé {found}.", "Attendu : {expected}."),
        ("{where}: found {found}.", "Expected: {expected}."),
    ),
    # -- references and periods ------------------------------------------------------------
    "id_twice": (
        (
            "L’identifiant « {id} » sert déjà ({there}, ligne {line}).",
            "Donnez à chaque entrée le sien.",
        ),
        (
            "The id “{id}” is already used ({there}, line {line}).",
            "Give each entry an id of its own.",
        ),
    ),
    "unknown_reference": (
        ("Il n’y a pas de « {value} » parmi les {what}.", "{mend}"),
        ("There is no “{value}” among the {what}.", "{mend}"),
    ),
    "bad_law": (
        (
            "« {id} » a été cassé ou infirmé par « {by} » : ce n’est pas une autorité.",
            "Citez la décision qui l’a remplacé, ou retirez-le.",
        ),
        (
            "“{id}” was quashed or reversed by “{by}”: it is no authority.",
            "Cite the decision that replaced it, or remove it.",
        ),
    ),
    "dates_reversed": (
        ("« from » ({start}) vient après « to » ({end}).", "Échangez les dates."),
        ("“from” ({start}) is after “to” ({end}).", "Swap the dates."),
    ),
    "reversed_in_circle": (
        ("« {id} » finit par se renverser elle-même.", "Corrigez reversed_by."),
        ("“{id}” ends by reversing itself.", "Correct reversed_by."),
    ),
    "fact_twice": (
        ("L’indice « {indicator} » est codé deux fois.", "Gardez un seul état."),
        ("The indicator “{indicator}” is coded twice.", "Keep one state."),
    ),
    # -- the pack --------------------------------------------------------------------------
    "pack_elsewhere": (
        ("Le droit « {id} » se trouve dans le dossier « {folder} ».", "Nommez-les pareillement."),
        ("The pack “{id}” stands in the folder “{folder}”.", "Give both the same name."),
    ),
    "no_none_degree": (
        ("L’échelle n’a pas de degré « none » valant 0.", "Ajoutez « none: 0 »."),
        ("The scale has no degree “none” worth 0.", "Add “none: 0”."),
    ),
    "degrees_level": (
        (
            "Les degrés « {one} » et « {other} » ont le même rang.",
            "Donnez à chaque degré un rang distinct.",
        ),
        (
            "The degrees “{one}” and “{other}” have the same rank.",
            "Give each degree a rank of its own.",
        ),
    ),
    "written_too_early": (
        (
            "Le catalogue (écrit le {written}) précède le droit qu’il connaît ({law_from}).",
            "Corrigez law_from ou written.",
        ),
        (
            "The catalogue (written {written}) is older than the law it knows ({law_from}).",
            "Correct law_from or written.",
        ),
    ),
    "lean_limbs_too_many": (
        (
            "lean_limbs demande {asked} pouvoirs ; le test en a {powers}.",
            "Abaissez lean_limbs.",
        ),
        (
            "lean_limbs asks for {asked} powers; the test has {powers}.",
            "Lower lean_limbs.",
        ),
    ),
    # -- questions -------------------------------------------------------------------------
    "question_yes_no": (
        (
            "{id} : une question oui/non a les choix « true » et « false ».",
            "Écrivez les deux, dans cet ordre.",
        ),
        (
            "{id}: a yes_no question has the choices “true” and “false”.",
            "Write the two, in this order.",
        ),
    ),
    "question_choices": (
        ("{id} : il faut au moins deux choix.", "Ajoutez-les sous choices."),
        ("{id}: two choices at least are needed.", "Add them under choices."),
    ),
    "question_choices_repeat": (
        (
            "{id} : un choix est répété, ou dit « unknown », toujours sous-entendu.",
            "Retirez le choix superflu.",
        ),
        (
            "{id}: choices repeat, or list “unknown”, which is always implied.",
            "Remove the superfluous choice.",
        ),
    ),
    "choice_label": (
        ("{id} : le choix « {choice} » n’a pas de libellé.", "Ajoutez « label: » en fr et en."),
        ("{id}: the choice “{choice}” has no label.", "Add “label:” in fr and en."),
    ),
    "question_part": (
        ("{id} : « {key} » ne va pas avec le type {type}.", "Retirez « {key} »."),
        ("{id}: “{key}” does not go with the type {type}.", "Remove “{key}”."),
    ),
    "band_reversed": (
        ("{id} : une tranche finit avant de commencer.", "Il faut at_least < below."),
        ("{id}: a band ends before it begins.", "at_least must be less than below."),
    ),
    "bands_overlap": (
        (
            "{id} : deux tranches contiennent {value}.",
            "Finissez l’une où l’autre commence.",
        ),
        ("{id}: two bands contain {value}.", "End one where the next begins."),
    ),
    "effects_contradict": (
        (
            "{id} : une même réponse dit « {indicator} » deux fois.",
            "Gardez un seul état.",
        ),
        ("{id}: one answer states “{indicator}” twice.", "Keep one state."),
    ),
    "question_kind": (
        (
            "{id} : « {indicator} » ne se lit que dans les faits, non dans un écrit.",
            "Posez la question avec kind: practice.",
        ),
        (
            "{id}: “{indicator}” shows in practice only, not on paper.",
            "Ask with kind: practice.",
        ),
    ),
    # -- weights and limbs -----------------------------------------------------------------
    "weight_without_authority": (
        ("{indicator} : un poids a besoin d’une autorité.", "Citez-en une, ou pesez none."),
        ("{indicator}: a weight needs an authority.", "Cite one, or set the weight to none."),
    ),
    "weight_without_limb": (
        (
            "{indicator} : un poids sans élément du test ne compterait nulle part.",
            "Donnez un limb, ou pesez none.",
        ),
        (
            "{indicator}: a weight without a limb would count nowhere.",
            "Give a limb, or set the weight to none.",
        ),
    ),
    "two_weights": (
        (
            "{indicator} : deux poids sont en vigueur le même jour (voir ligne {line}).",
            "Terminez le premier la veille du second.",
        ),
        (
            "{indicator}: two weights are in force on one day (see line {line}).",
            "End the earlier one the day before the later one begins.",
        ),
    ),
    "undercut_without_authority": (
        ("{indicator} : une neutralisation a besoin d’une autorité.", "Citez-en une."),
        ("{indicator}: an undercutting needs an authority.", "Cite one."),
    ),
    "undercut_same_side": (
        (
            "{indicator} : « {by} » est du même côté et ne peut le neutraliser.",
            "Seul un indice de l’autre côté neutralise : le résultat reste monotone.",
        ),
        (
            "{indicator}: “{by}” is on the same side and cannot undercut it.",
            "Only one of the other side undercuts: the result stays monotone.",
        ),
    ),
    "undercut_not_weaker": (
        (
            "{indicator} : neutralisé par « {by} », il pèserait {to}, pas moins que {weight}.",
            "Une neutralisation réduit : choisissez un degré plus bas.",
        ),
        (
            "{indicator}: undercut by “{by}” it would weigh {to}, no less than {weight}.",
            "An undercutting reduces: choose a lower degree.",
        ),
    ),
    "undercut_circle": (
        ("Ces indices se neutralisent en cercle : {chain}.", "Rompez le cercle."),
        ("These indicators undercut one another in a circle: {chain}.", "Break the circle."),
    ),
    "not_weighed": (
        ("« {indicator} » n’a pas de poids dans {there}.", "Ajoutez-en un ; none en est un."),
        ("“{indicator}” has no weight in {there}.", "Add one there; none is a weight."),
    ),
    "limb_out_of_reach": (
        (
            "Rien ne peut établir « {limb} » : les indices qui y portent donnent {reach}, "
            "le seuil est {threshold}.",
            "Pesez-en d’autres pour {side}, ou abaissez le seuil.",
        ),
        (
            "Nothing can establish “{limb}”: the indicators for it give {reach}, "
            "the threshold is {threshold}.",
            "Weigh more for {side}, or lower the threshold.",
        ),
    ),
    "limb_never_alone": (
        (
            "Rien ne peut établir « {limb} » : tous ses indices sont not_alone.",
            "Un au moins doit pouvoir l’établir.",
        ),
        (
            "Nothing can establish “{limb}”: all its indicators are not_alone.",
            "One at least must be able to.",
        ),
    ),
    # -- the test --------------------------------------------------------------------------
    "wrong_side": (
        (
            "« {ref} » joue pour {other} mais sert ici pour {side} : un fait de plus pourrait "
            "alors renverser le résultat.",
            "Corrigez son côté, ou sa place dans le test.",
        ),
        (
            "“{ref}” counts for {other} but is used here for {side}: one more fact could then "
            "turn the result round.",
            "Correct its side, or its place in the test.",
        ),
    ),
    "presumption_decides_nothing": (
        (
            "« {id} » ({direction}, {strength}) ne peut rien décider dans le test.",
            "N’y employez qu’une présomption en vigueur, pour ou contre le contrat de travail.",
        ),
        (
            "“{id}” ({direction}, {strength}) can decide nothing in the test.",
            "Use only a presumption in force, for or against employment.",
        ),
    ),
    "at_least_too_many": (
        ("at_least demande {count} nœuds sur {given}.", "Abaissez count."),
        ("at_least asks for {count} nodes of {given}.", "Lower count."),
    ),
    **LAW_MESSAGES,
}

#: What a reference can name, in the two languages.
NAMES: dict[str, tuple[str, str]] = {
    "indicator": ("indices (indicators.yaml)", "indicators (indicators.yaml)"),
    "authority": (
        "autorités (statutes.yaml, decisions.yaml)",
        "authorities (statutes.yaml, decisions.yaml)",
    ),
    "decision": ("décisions (decisions.yaml)", "decisions (decisions.yaml)"),
    "limb": ("éléments du test (limbs.yaml)", "limbs (limbs.yaml)"),
    "presumption": (
        "présomptions (presumptions.yaml)",
        "presumptions (presumptions.yaml)",
    ),
    "section": ("rubriques (questions.yaml)", "sections (questions.yaml)"),
    "degree": ("degrés de l’échelle (pack.yaml)", "degrees of the scale (pack.yaml)"),
    "status": ("statuts (pack.yaml)", "statuses (pack.yaml)"),
    "table": ("tables de décision (test.yaml)", "decision tables (test.yaml)"),
    "result": ("résultats de la table", "results of the table"),
    "question": ("questions (questions.yaml)", "questions (questions.yaml)"),
    "answer": ("réponses possibles", "possible answers"),
    "conclusion": ("conclusions (conclusions.yaml)", "conclusions (conclusions.yaml)"),
}

SIDES = {
    "employment": ("le contrat de travail", "employment"),
    "independence": ("l’indépendance", "independence"),
}
