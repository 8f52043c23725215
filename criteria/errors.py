"""What can be wrong with the catalogue's files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from criteria.messages import MESSAGES
from criteria.model import Text
from criteria.money_messages import MONEY_MESSAGES

_ALL = MESSAGES | MONEY_MESSAGES


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a catalogue file: where it is, what is wrong and how to mend it.

    ``file`` is relative to the catalogue's root, ``line`` counts from 1. ``code`` is a key of
    ``criteria.messages.MESSAGES`` or ``criteria.money_messages.MONEY_MESSAGES``; ``params`` fill
    its template, a Text in the reader's language.
    """

    file: str
    line: int
    code: str
    params: tuple[tuple[str, str | Text], ...] = ()

    @property
    def what(self) -> str:
        return self._said("en")[0]

    @property
    def mend(self) -> str:
        return self._said("en")[1]

    def message(self, lang: str = "fr") -> str:
        """``file:line: what is wrong. How to mend it.``"""
        return f"{self.file}:{self.line}: {' '.join(self._said(lang))}"

    def __str__(self) -> str:
        return self.message("en")

    def _said(self, lang: str) -> tuple[str, str]:
        filled = {k: v.in_(lang) if isinstance(v, Text) else v for k, v in self.params}
        wrong, mend = _ALL[self.code][1 if lang == "en" else 0]
        if lang != "en":
            # Only the templates: what the author wrote is shown as it stands.
            wrong, mend = french(wrong), french(mend)
        return wrong.format(**filled), mend.format(**filled)


class CatalogueError(Exception):
    """The catalogue cannot be used; ``faults`` lists every reason found, by file and line."""

    code = "catalogue_faulty"

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = in_order(faults)
        super().__init__(self.message("en"))

    @property
    def params(self) -> dict[str, Any]:
        return {"faults": self.faults}

    def message(self, lang: str = "fr") -> str:
        count = len(self.faults)
        if lang == "en":
            head = f"The legal catalogue has {count} {'fault' if count == 1 else 'faults'}:"
        else:
            wrong = "erreur" if count == 1 else "erreurs"
            head = f"Le catalogue juridique comporte {count} {wrong}\u00a0:"
        return "\n".join([head, *(fault.message(lang) for fault in self.faults)])


def in_order(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Without repeats, by file, line and text."""
    return tuple(sorted(set(faults), key=lambda f: (f.file, f.line, str(f))))


def french(text: str) -> str:
    """Sets the spaces of French typography in a text typed with plain ones."""
    for typed, meant in (
        ("« ", "«\u202f"),
        (" »", "\u202f»"),
        (" ;", "\u202f;"),
        (" !", "\u202f!"),
        (" ?", "\u202f?"),
        (" :", "\u00a0:"),
    ):
        text = text.replace(typed, meant)
    return text
