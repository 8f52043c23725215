"""Numbers as people type them."""

from __future__ import annotations

import math
import re

from webapp import i18n


def parse(raw: str) -> int | float | None:
    """A number as French or English people write it: 1 234,5 or 1,234.5."""
    bare = "".join(c for c in raw if not c.isspace()).rstrip("€")
    thousands = re.fullmatch(r"\d{1,3}(,\d{3})+", bare) and i18n.current() == "en"
    if thousands or ("," in bare and "." in bare):
        bare = bare.replace(",", "")
    try:
        value = float(bare.replace(",", "."))
    except ValueError:
        return None
    if not math.isfinite(value) or value < 0 or value > 1e12:
        return None
    return int(value) if value.is_integer() else value
