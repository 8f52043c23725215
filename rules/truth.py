"""Any node of law under what is known of a case: its lowest and highest truth, as a proof.

The tests of the statuses are evaluated exactly, in whole worlds (``rules.compile``). What stands
beside them (scope, conditions of presumptions, further conclusions) is a plain expression in which
no fact works both ways, so that combining the ends of its parts is exact too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from criteria.model import Node, Text
from rules.compile import Law
from rules.model import Proof
from rules.outcome import Outcome

Word = Literal["true", "false", "unknown"]
Ends = tuple[bool, bool]


def explain(value: Ends) -> Word:
    """What the value of a proof node amounts to: its text is the node's ``when_<word>``."""
    return "true" if value[0] else "unknown" if value[1] else "false"


def words(node: Node, value: Ends) -> Text | None:
    return {"true": node.when_true, "false": node.when_false, "unknown": node.when_unknown}[
        explain(value)
    ]


@dataclass(frozen=True, slots=True)
class Told:
    """What a case says: the state of each indicator on which something counts, and the outcome."""

    law: Law
    states: Mapping[str, str]
    now: Outcome

    def prove(self, node: Node, lang: str) -> Proof:
        children = tuple(
            self.prove(child, lang)
            for child in node.children
            if child.in_force(self.law.on, self.law.sector)
        )
        value = self._value(node, [child.value for child in children])
        return Proof(
            node=node.id,
            value=value,
            because=(words(node, value) or node.label).in_(lang),
            authorities=node.authorities,
            children=children,
            op=node.op,
            ref=node.ref or "",
        )

    def truth(self, node: Node) -> Ends:
        return self.prove(node, "fr").value

    def _value(self, node: Node, parts: list[Ends]) -> Ends:
        if node.op == "indicator":
            state = self.states.get(str(node.ref), "unknown")
            return state == "present", state != "absent"
        if node.op == "limb":
            bit = self.law.limb_bit(str(node.ref))
            low, high = sorted(bool(end.established & bit) for end in self.now[:2])
            return low, high
        if node.op == "status":
            rank = self.law.rank(str(node.ref))
            return self.now.low.rank >= rank, self.now.high.rank >= rank
        if node.op == "not":
            return not parts[0][1], not parts[0][0]
        if node.op == "weigh":
            return False, True
        needed = {"all": len(parts), "any": 1, "at_least": node.count or 1}[node.op]
        return sum(p[0] for p in parts) >= needed, sum(p[1] for p in parts) >= needed


def walk(proof: Proof) -> Iterator[Proof]:
    yield proof
    for child in proof.children:
        yield from walk(child)
