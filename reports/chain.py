"""The contractual chain as a drawing: boxes and arrows in rows, sizes in SVG units."""

from __future__ import annotations

import textwrap
import unicodedata
from dataclasses import dataclass

from reports.clean import one_line
from reports.messages import Messages
from rules.model import ChainLink, Platform

BOX_WIDTH, GAP, ROW_GAP, LINE = 112, 26, 34, 14
PER_ROW = 5
LONGEST = 15
#: Characters that fit one line of a box at the drawing's size of type.
COLUMNS = 17


@dataclass(frozen=True, slots=True)
class Box:
    x: int
    y: int
    width: int
    height: int
    role: str
    lines: tuple[str, ...]
    unknown: bool


@dataclass(frozen=True, slots=True)
class ChainDrawing:
    """``arrows`` and ``tips`` are SVG path data: the lines, and their points."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[str, ...]
    tips: tuple[str, ...]
    description: str
    names: tuple[tuple[str, str], ...]
    unstated: bool


@dataclass(frozen=True, slots=True)
class _Link:
    role: str
    name: str
    unknown: bool


def draw(platform: Platform, worker: str, m: Messages) -> ChainDrawing:
    """The chain that the case states; links it does not state are drawn as unknown."""
    links = _links(platform, worker, m)
    rows = [links[i : i + PER_ROW] for i in range(0, len(links), PER_ROW)]
    width = PER_ROW * BOX_WIDTH + (PER_ROW - 1) * GAP
    boxes: list[Box] = []
    arrows: list[str] = []
    tips: list[str] = []
    y = 2
    for number, row in enumerate(rows):
        texts = [_wrap(link.name) for link in row]
        height = 34 + LINE * max(1, *(len(t) for t in texts))
        used = len(row) * BOX_WIDTH + (len(row) - 1) * GAP
        x = (width - used) // 2 if len(rows) == 1 else 0
        for place, (link, lines) in enumerate(zip(row, texts, strict=True)):
            box = Box(x, y, BOX_WIDTH, height, link.role, lines, link.unknown)
            middle = y + height // 2
            if place:
                arrows.append(f"M{x - GAP + 3} {middle} H{x - 8}")
                tips.append(f"M{x - 9} {middle - 4} L{x - 1} {middle} L{x - 9} {middle + 4} Z")
            elif number:
                last = boxes[-1]
                turn = last.y + last.height + ROW_GAP // 2
                centre = x + BOX_WIDTH // 2
                start = f"M{last.x + BOX_WIDTH // 2} {last.y + last.height + 2}"
                arrows.append(f"{start} V{turn} H{centre} V{y - 8}")
                tips.append(f"M{centre - 4} {y - 9} L{centre} {y - 1} L{centre + 4} {y - 9} Z")
            boxes.append(box)
            x += BOX_WIDTH + GAP
        y += height + ROW_GAP
    names = tuple((link.role, link.name) for link in links)
    return ChainDrawing(
        width=width,
        height=y - ROW_GAP + 4,
        boxes=tuple(boxes),
        arrows=tuple(arrows),
        tips=tuple(tips),
        description=" → ".join(f"{role} ({name})" for role, name in names),
        names=names,
        unstated=not platform.chain,
    )


def _links(platform: Platform, worker: str, m: Messages) -> list[_Link]:
    if platform.chain:
        stated = [_stated(link, platform, worker, m) for link in platform.chain]
        if len(stated) > LONGEST:
            half = LONGEST // 2
            left_out = len(stated) - 2 * half
            gap = _Link("…", m.t("chain.left_out", n=left_out), True)
            stated = [*stated[:half], gap, *stated[-half:]]
        return stated
    ends = [ChainLink("worker"), ChainLink("platform", platform.name)]
    links = [_stated(link, platform, worker, m) for link in ends]
    unknown = m.t("chain.unknown")
    if platform.intermediation == "multi_level":
        links.append(_Link(m.t("roles.intermediary"), m.t("chain.unknown_levels"), True))
        links.append(_Link(m.t("roles.client"), unknown, True))
    elif platform.intermediation == "simple":
        links.append(_Link(m.t("roles.client"), unknown, True))
    else:
        links.append(_Link("?", m.t("chain.rest_unknown"), True))
    return links


def _stated(link: ChainLink, platform: Platform, worker: str, m: Messages) -> _Link:
    name = link.name
    if not name and link.role == "worker":
        name = worker
    if not name and link.role == "platform":
        name = platform.name
    role = m.either(f"roles.{link.role}", link.role)
    if not name:
        return _Link(one_line(role, 18), m.t("chain.unnamed"), link.role != "worker")
    return _Link(one_line(role, 18), one_line(name, 120), False)


def _wrap(text: str) -> tuple[str, ...]:
    """At most three lines; wide (Chinese, Japanese) characters count double."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    columns = COLUMNS if wide * 2 < len(text) else COLUMNS // 2
    lines = textwrap.wrap(text, columns, break_long_words=True) or [text]
    if len(lines) > 3:
        lines = [*lines[:2], lines[2][: columns - 1] + "…"]
    return tuple(lines)
