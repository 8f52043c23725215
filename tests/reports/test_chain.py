"""The drawing of the contractual chain: every link kept, none drawn outside."""

from __future__ import annotations

import pytest

from reports.chain import LONGEST, ChainDrawing, draw
from reports.messages import Messages
from rules.model import ChainLink, Platform

M = Messages("fr")


def drawn(*links: ChainLink, intermediation: str = "unknown") -> ChainDrawing:
    return draw(Platform("Inventée", chain=links, intermediation=intermediation), "W1", M)


def inside(drawing: ChainDrawing) -> bool:
    return all(
        box.x >= 0
        and box.y >= 0
        and box.x + box.width <= drawing.width
        and box.y + box.height <= drawing.height
        for box in drawing.boxes
    )


def overlap(drawing: ChainDrawing) -> bool:
    boxes = drawing.boxes
    return any(
        a is not b
        and a.x < b.x + b.width
        and b.x < a.x + a.width
        and a.y < b.y + b.height
        and b.y < a.y + a.height
        for a in boxes
        for b in boxes
    )


@pytest.mark.parametrize("count", range(1, 16))
def test_a_chain_of_any_length_stays_inside_without_overlap(count: int) -> None:
    drawing = drawn(*(ChainLink("intermediary", f"Société numéro {n}") for n in range(count)))
    assert len(drawing.boxes) == count
    assert len(drawing.arrows) == len(drawing.tips) == count - 1
    assert inside(drawing)
    assert not overlap(drawing)


def test_a_very_long_chain_says_how_many_links_are_not_drawn() -> None:
    drawing = drawn(*(ChainLink("intermediary", f"S{n}") for n in range(50)))
    assert len(drawing.boxes) == LONGEST
    assert "36 maillons non dessinés" in drawing.description


def test_a_link_without_a_name_is_drawn_as_unknown() -> None:
    drawing = drawn(ChainLink("worker"), ChainLink("platform"), ChainLink("client"))
    assert [box.unknown for box in drawing.boxes] == [False, False, True]
    assert drawing.names == (
        ("Travailleur", "W1"),
        ("Plateforme", "Inventée"),
        ("Client", "non nommé"),
    )


@pytest.mark.parametrize(
    ("intermediation", "roles"),
    [
        ("simple", ["Travailleur", "Plateforme", "Client"]),
        ("multi_level", ["Travailleur", "Plateforme", "Intermédiaire", "Client"]),
        ("unknown", ["Travailleur", "Plateforme", "?"]),
    ],
)
def test_a_chain_that_is_not_described_is_not_invented(
    intermediation: str, roles: list[str]
) -> None:
    drawing = drawn(intermediation=intermediation)
    assert drawing.unstated
    assert [box.role for box in drawing.boxes] == roles
    assert all(box.unknown for box in drawing.boxes[2:])


def test_a_long_name_is_cut_in_the_box_and_whole_in_the_text() -> None:
    name = "Compagnie internationale des travaux d’annotation et de transcription"
    drawing = drawn(ChainLink("client", name))
    assert len(drawing.boxes[0].lines) == 3
    assert drawing.boxes[0].lines[-1].endswith("…")
    assert drawing.names[0][1] == name


def test_a_role_outside_the_vocabulary_is_shown_as_it_was_written() -> None:
    assert drawn(ChainLink("courtier", "Dupont")).boxes[0].role == "courtier"
