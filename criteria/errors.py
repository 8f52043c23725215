"""What can be wrong with the catalogue's files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault of a catalogue file: where it is, what is wrong and how to mend it."""

    file: str
    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what} {self.mend}"


class CatalogueError(Exception):
    """The catalogue cannot be used; ``faults`` lists every reason found."""

    code = "catalogue_faulty"

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def message(self, lang: str = "fr") -> str:
        head = (
            f"Le catalogue juridique comporte {len(self.faults)} erreur(s)\u00a0:"
            if lang == "fr"
            else f"The legal catalogue has {len(self.faults)} fault(s):"
        )
        return "\n".join([head, *map(str, self.faults)])
