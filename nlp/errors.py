"""Why a document could not be read, said so that its owner can mend it."""

from __future__ import annotations

_MESSAGES = {
    "missing": ("Le fichier « {name} » n’existe pas.", "The file “{name}” does not exist."),
    "empty": (
        "Le document « {name} » est vide. Vérifiez le fichier, ou collez le texte.",
        "The document “{name}” is empty. Check the file, or paste the text.",
    ),
    "image_only": (
        "Le PDF « {name} » ne contient que des images. Passez-le d’abord par une reconnaissance "
        "de caractères (paquets Debian : ocrmypdf tesseract-ocr-fra), puis redéposez-le.",
        "The PDF “{name}” holds only images. Put it through character recognition first "
        "(Debian packages: ocrmypdf tesseract-ocr-fra), then add it again.",
    ),
    "password": (
        "Le PDF « {name} » est protégé par un mot de passe. Enregistrez-en une copie sans "
        "protection.",
        "The PDF “{name}” is protected by a password. Save a copy without protection.",
    ),
    "damaged": (
        "Le fichier « {name} » est abîmé ou incomplet. Téléchargez-le de nouveau.",
        "The file “{name}” is damaged or incomplete. Download it again.",
    ),
    "unsupported": (
        "Le format de « {name} » n’est pas reconnu. Formats acceptés : .txt, .md, .html, .docx, "
        ".pdf.",
        "The format of “{name}” is not recognised. Accepted: .txt, .md, .html, .docx, .pdf.",
    ),
    "too_large": (
        "Le fichier « {name} » dépasse {limit} Mo. Découpez-le, ou collez la partie utile.",
        "The file “{name}” is larger than {limit} MB. Split it, or paste the useful part.",
    ),
    "too_long": (
        "Le document « {name} » compte {found} caractères ; la limite est de {limit}. "
        "Découpez-le en plusieurs documents.",
        "The document “{name}” has {found} characters; the limit is {limit}. "
        "Split it into several documents.",
    ),
    "too_slow": (
        "La lecture de « {name} » a été arrêtée : elle demandait trop de temps ou de mémoire.",
        "Reading “{name}” was stopped: it took too much time or memory.",
    ),
    "bad_language": (
        "« {name} » ne semble être ni en français ni en anglais. Indiquez la langue si c’est une "
        "erreur.",
        "“{name}” seems to be neither French nor English. Give the language if this is wrong.",
    ),
    "model": (
        "Le modèle de lecture est absent ou abîmé ({detail}). Lancez « make train ».",
        "The reading model is missing or damaged ({detail}). Run “make train”.",
    ),
    "patterns": (
        "Motifs de lecture : {detail}",
        "Reading patterns: {detail}",
    ),
}

_WARNINGS = {
    "guessed_encoding": (
        "L’encodage du fichier a été deviné ; vérifiez les accents.",
        "The file’s encoding was guessed; check accented letters.",
    ),
    "mixed_languages": (
        "Une partie du document est dans une autre langue et n’a pas été lue de façon fiable.",
        "Part of the document is in another language and was not read reliably.",
    ),
    "tables": (
        "Le document contient des tableaux, lus ligne par ligne.",
        "The document contains tables, read row by row.",
    ),
    "empty_pages": (
        "Certaines pages n’ont pas de texte : elles n’ont pas été lues.",
        "Some pages have no text: they were not read.",
    ),
}


def _french(text: str) -> str:
    text = text.replace("« ", "«\u202f").replace(" »", "\u202f»")
    return text.replace(" ;", "\u202f;").replace(" :", "\u00a0:")


class ReadingError(Exception):
    """A document that cannot be read. ``code`` is stable; ``params`` fill the message."""

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params = params
        super().__init__(self.message("en"))

    def message(self, lang: str = "fr") -> str:
        french, english = _MESSAGES[self.code]
        thousands = "\u202f" if lang == "fr" else ","
        params = {
            key: f"{value:,}".replace(",", thousands) if isinstance(value, int) else value
            for key, value in self.params.items()
        }
        return (_french(french) if lang == "fr" else english).format(**params)


def warning_text(code: str, lang: str = "fr") -> str:
    """What a warning of a Reading means, for the user."""
    french, english = _WARNINGS[code]
    return _french(french) if lang == "fr" else english
