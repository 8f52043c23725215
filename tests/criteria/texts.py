"""Every text of a catalogue, and those without French typography."""

from __future__ import annotations

import re

from criteria.model import Text

WRONG = re.compile(r"[ \w][;!?](?:\s|$)|(?<![\u00a0\u202f\d]):(?: |$)|« | »|'|\"")


def texts(value, path=""):
    """Every bilingual text reachable from ``value``, with where it is."""
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


def ill_set(value):
    """Texts whose French breaks its typography."""
    spaced = re.compile("\u202f[;!?]")
    return [(path, t.fr) for path, t in texts(value) if WRONG.search(spaced.sub("", t.fr))]
