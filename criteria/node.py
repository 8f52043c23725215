"""The legal test as an expression: nodes, and the decision tables that some of them read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from criteria.basics import ALWAYS, Op, Text, Validity


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the legal test; the proof tree has the same shape.

    - all / any / at_least (``count`` of ``children``)
    - not: its one child is false; what speaks for employment inside speaks against it
    - indicator: leaf, ``ref`` is an indicator id, true when present
    - limb: leaf, ``ref`` is a limb id, true when established
    - presume: ``ref`` is a presumption id, ``children`` = (condition, rebuttal). For a
      presumption of independence: true (= no obstacle to employment) unless the condition holds
      and the rebuttal does not. For one of employment: true when the condition holds and the
      rebuttal does not.
    - weigh: an overall view of its ``children``. No weight is fixed by law, so it never
      concludes: it stays open both ways, and the score says how it leans
    - table: ``ref`` is a decision table; true when its result is among ``accepts``, open when it
      may be, or when it is among ``perhaps``
    - status: ``ref`` is a status of the pack, true when that status's own test is

    ``sectors``: the node is law for these sectors only; empty means all.
    """

    id: str
    op: Op
    label: Text
    authorities: tuple[str, ...] = ()
    children: tuple[Node, ...] = ()
    ref: str | None = None
    count: int | None = None
    validity: Validity = ALWAYS
    when_true: Text | None = None
    when_false: Text | None = None
    when_unknown: Text | None = None
    sectors: tuple[str, ...] = ()
    accepts: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()

    def in_force(self, day: dt.date, sector: str) -> bool:
        return self.validity.covers(day) and (not self.sectors or sector in self.sectors)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a decision table: one expected value an input, None for any."""

    when: tuple[str | None, ...]
    result: str


@dataclass(frozen=True, slots=True)
class TableInput:
    """``kind`` "question": the answer to the question ``ref``; an unknown one may turn out to be
    any of ``values`` (empty: any of its choices). "table": the result of another table."""

    kind: Literal["question", "table"]
    ref: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table: the first row whose cells all match gives the result.

    ``otherwise``: the result where no row matches; None: such answers have no result.
    """

    id: str
    label: Text
    inputs: tuple[TableInput, ...]
    rows: tuple[Row, ...]
    authorities: tuple[str, ...]
    otherwise: str | None = None
