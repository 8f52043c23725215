"""The fonts shipped with the product, and what they can draw."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

FONTS = Path(__file__).with_name("assets") / "fonts"

#: Drawn as nothing, or handled by the layout engine: no glyph needed.
_INVISIBLE = frozenset("\t\n\r\u00ad\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u2060\u061c")


@cache
def coverage() -> frozenset[int]:
    """Code points that at least one shipped font has a glyph for."""
    points: set[int] = set()
    for path in sorted(FONTS.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            points |= set(font.getBestCmap())
    return frozenset(points)


def uncovered(text: str) -> frozenset[str]:
    """Characters of ``text`` that no shipped font draws."""
    known = coverage()
    return frozenset(c for c in set(text) - _INVISIBLE if ord(c) not in known)
