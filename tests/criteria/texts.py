"""Every bilingual text of a catalogue, and what French typography does not allow."""

from __future__ import annotations

import re

from criteria.model import Text

WRONG = re.compile(r"[ \w][;!?](?:\s|$)|(?<![\u00a0\u202f\d]):(?: |$)|« | »|'|\"")
RIGHT = re.compile("\u202f[;!?]")


def texts(value, path=""):
    """Each text reachable from a catalogue entry, with where it is."""
    if isinstance(value, Text):
        yield path, value
    elif hasattr(value, "items"):
        for key, item in value.items():
            yield from texts(item, f"{path}.{key}")
    elif isinstance(value, tuple | list):
        for i, item in enumerate(value):
            yield from texts(item, f"{path}[{i}]")
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from texts(getattr(value, name), f"{path}.{name}")


def badly_set(catalogue):
    """French texts that break its typography."""
    return [(p, t.fr) for p, t in texts(catalogue) if WRONG.search(RIGHT.sub("", t.fr))]
