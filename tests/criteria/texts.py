"""How the texts of any pack are written."""

from __future__ import annotations

import re

from criteria.model import Catalogue
from tests.criteria.test_the_french_catalogue import texts

_WRONG = re.compile(r"[ \w][;!?](?:\s|$)|(?<![\u00a0\u202f\d]):(?: |$)|« | »|'|\"")
_NARROW = re.compile("\u202f[;!?]")


def badly_written(catalogue: Catalogue) -> list[tuple[str, str]]:
    """French texts without French typography, with where they are."""
    return [(p, t.fr) for p, t in texts(catalogue) if _WRONG.search(_NARROW.sub("", t.fr))]
