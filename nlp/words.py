"""Word lists of ``words.yaml``: data that a reader of terms may add to without Python."""

from __future__ import annotations

import functools
from pathlib import Path

import yaml


@functools.cache
def words(*keys: str) -> tuple[str, ...]:
    """The words of a list, by its path: ("fr", "worker"), ("abbreviations",)."""
    found = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text(encoding="utf-8"))
    for key in keys:
        found = found[key]
    return tuple(found.split())
