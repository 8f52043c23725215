"""The outcome on what is proved: what is unknown fails whoever had to prove it."""

from __future__ import annotations

from rules.compile import Known, Law, Step


def proved_rank(law: Law, known: Known) -> int:
    """The rank of the status that would be found if nothing more were proved.

    What speaks for employment is to be proved by the worker, and a defence (the rebuttal of a
    presumption of employment, a carve-out) by the platform, down to the missing of a fact inside
    it. An overall view follows the balance of what is known, where that leans.
    """
    proof = _Proof(law, known)
    return max((rank for rank, test in law.tests if proof.holds(test, True)), default=0)


class _Proof:
    def __init__(self, law: Law, known: Known) -> None:
        self._law, self._known = law, known
        balance, lean = law.balance(known), law.catalogue.pack.lean
        self._view = {True: balance >= lean, False: balance <= -lean}
        self._bare = law.end(known.present, known.paper, known.sure).established
        self._most = law.high_end(known).established | law.low_end(known).established

    def holds(self, step: Step, favourable: bool) -> bool:
        """Whether the node is proved; ``favourable``: its truth speaks for employment."""
        op = step.node.op
        if op == "not":
            (child,) = step.children
            return not self.holds(child, False) if favourable else self._refuted(child)
        if op == "weigh":
            return self._view[favourable]
        if op == "presume":
            condition, rebuttal = step.children
            presumption = self._law.catalogue.presumptions[str(step.node.ref)]
            employment = presumption.direction == "employment"
            operates = self._law.in_force(presumption) and condition.node.in_force(
                self._law.on, self._law.sector
            )
            stands = (
                operates
                and self.holds(condition, favourable == employment)
                and not self.holds(rebuttal, favourable != employment)
            )
            return stands if employment else not stands
        if step.children:
            held = sum(self.holds(child, favourable) for child in step.children)
            return held >= self._needed(step)
        return step.holds(self._known.present, self._bare)

    def _refuted(self, step: Step) -> bool:
        """Whether what is known excludes the node, so that its absence is proved."""
        op = step.node.op
        if op == "indicator":
            return bool(self._known.absent & self._law.bits[str(step.node.ref)])
        if op == "limb":
            return not self._most & self._law.limb_bit(str(step.node.ref))
        if op in ("all", "any", "at_least"):
            excluded = sum(self._refuted(child) for child in step.children)
            return len(step.children) - excluded < self._needed(step)
        return False

    def _needed(self, step: Step) -> int:
        return {"all": len(step.children), "any": 1}.get(step.node.op, step.node.count or 1)
