"""What ``report verify`` prints, in French and English."""

from __future__ import annotations

from webapp.errors import french
from webapp.verify import Verdict

_SAID = {
    "same": (
        "Même analyse : refaite avec le catalogue {catalogue}, elle est identique à l’octet près.",
        "Same assessment: made again with catalogue {catalogue}, it is identical to the byte.",
    ),
    "different": (
        "L’analyse jointe n’est pas celle que donne le dossier joint (catalogue {what}).",
        "The attached assessment is not what the attached case gives (catalogue {what}).",
    ),
    "other_catalogue": (
        "Autre catalogue : le rapport vient de {what}, ce produit a {now}. Refaite ici, l’analyse "
        "donne « {band_now} » au lieu de « {band} ».",
        "Another catalogue: the report was made with {what}, this product has {now}. Made again "
        "here, the assessment gives “{band_now}” instead of “{band}”.",
    ),
    "other_catalogue_same_band": (
        "Autre catalogue : le rapport vient de {what}, ce produit a {now}. Refaite ici, l’analyse "
        "conclut de même (« {band_now} »), mais n’est pas identique.",
        "Another catalogue: the report was made with {what}, this product has {now}. Made again "
        "here, the assessment concludes the same (“{band_now}”) but is not identical.",
    ),
    "no_law": (
        "Ce produit n’a pas de catalogue pour « {what} » : l’analyse ne peut pas être refaite.",
        "This product has no catalogue for “{what}”: the assessment cannot be made again.",
    ),
    "case": (
        "Le dossier joint n’est pas valable : {what}",
        "The attached case is not valid: {what}",
    ),
    "assessment": (
        "L’analyse jointe est incomplète ({what}).",
        "The attached assessment is incomplete ({what}).",
    ),
    "no_manifest": (
        "La liste des fichiers ({what}) manque ou est illisible.",
        "The list of files ({what}) is missing or unreadable.",
    ),
    "unlisted": ("Fichier ajouté, absent de la liste : {what}", "Added file, not listed: {what}"),
    "altered": (
        "Fichier modifié, ou qui n’est aucune des pièces : {what}",
        "Altered file, or none of the exhibits: {what}",
    ),
    "gone": ("Fichier manquant : {what}", "Missing file: {what}"),
    "pdf_differs": (
        "Les données jointes au PDF diffèrent de celles du lot : {what}",
        "The data attached to the PDF differ from the bundle’s: {what}",
    ),
    "no_exhibit": (
        "Ce fichier n’est aucune des pièces du rapport : {what}",
        "This file is none of the report’s exhibits: {what}",
    ),
    "matching": ("Pièce conforme : {what}", "Exhibit matches: {what}"),
    "missing": (
        "Pièce non fournie, donc non comparée : {what}",
        "Exhibit not supplied, so not compared: {what}",
    ),
}


def lines(verdict: Verdict, lang: str) -> list[str]:
    """The verdict, what does not match first."""

    def say(key: str, **params: object) -> str:
        said = _SAID[key][0 if lang == "fr" else 1].format(**params)
        return french(said) if lang == "fr" else said

    found = []
    if verdict.same:
        found.append(say("same", catalogue=verdict.now))
    for key, what in verdict.faults:
        if key == "other_catalogue" and verdict.band == verdict.band_now:
            key = "other_catalogue_same_band"
        found.append(
            say(key, what=what, now=verdict.now, band=verdict.band, band_now=verdict.band_now)
        )
    found += [say("matching", what=what) for what in verdict.matching]
    found += [say("missing", what=what) for what in verdict.missing]
    return found
