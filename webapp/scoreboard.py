"""What ``catalogue validate`` prints: decided cases decided again, each difference explained."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import rules.scoreboard as board
from criteria.model import Catalogue
from rules.scoreboard import Redecided, Score

_WORDS = {
    "fr": {
        "head": "{name} : {agree} d’accord, {disagree} en désaccord, {undetermined} indéterminées "
        "sur {total} ; accord parmi les tranchées : {rate} ; indéterminées : {open}",
        "contradictions": "  Réponses acquises contraires à une décision qui fait autorité : {n}",
        "left_out": "  Non comptées : {quashing} cassations (ce ne sont pas des constats), "
        "{no_status} sans réponse sur le statut, {not_coded} sans fait codé",
        "few": "  Indéterminées dont un seul fait est codé : {n}",
        "sector": "  par secteur : {list}",
        "disagree": "désaccord",
        "undetermined": "indéterminée",
        "court": "{verdict} – la cour : {outcome} ; ici : {band}{settled}",
        "employment": "salariat",
        "no_employment": "pas de salariat",
        "intermediate": "troisième statut",
        "settled": " (acquis)",
        "facts": "codé : {facts}",
        "for": "pour",
        "against": "contre",
        "limbs": "établi : {present} ; à établir : {unknown} ; exclu : {absent}",
        "none": "rien",
        "sum": "Ensemble : {agree} d’accord, {disagree} en désaccord, {undetermined} "
        "indéterminées ; accord parmi les tranchées : {rate} ; indéterminées : {open} ; "
        "réponses acquises contraires : {n}",
        "absent": "{label} (absent)",
        "of": "{n} sur {total}",
    },
    "en": {
        "head": "{name}: {agree} agree, {disagree} disagree, {undetermined} undetermined of "
        "{total}; agreement among those decided: {rate}; undetermined: {open}",
        "contradictions": "  Settled answers that contradict a decision of good standing: {n}",
        "left_out": "  Not counted: {quashing} quashings (they are no findings), {no_status} that "
        "do not answer on status, {not_coded} without coded facts",
        "few": "  Undetermined with a single fact coded: {n}",
        "sector": "  by sector: {list}",
        "disagree": "disagrees",
        "undetermined": "undetermined",
        "court": "{verdict} – the court: {outcome}; here: {band}{settled}",
        "employment": "employment",
        "no_employment": "no employment",
        "intermediate": "third status",
        "settled": " (settled)",
        "facts": "coded: {facts}",
        "for": "for",
        "against": "against",
        "limbs": "established: {present}; to be established: {unknown}; excluded: {absent}",
        "none": "nothing",
        "sum": "Together: {agree} agree, {disagree} disagree, {undetermined} undetermined; "
        "agreement among those decided: {rate}; undetermined: {open}; "
        "settled answers that contradict: {n}",
        "absent": "{label} (absent)",
        "of": "{n} of {total}",
    },
}


def report(catalogues: Iterable[Catalogue], lang: str) -> str:
    """The scoreboard as lines of text, pack by pack, then all together."""
    say = _WORDS[lang]
    lines: list[str] = []
    everything: list[Redecided] = []
    for catalogue in catalogues:
        found = board.redecide_all(catalogue)
        everything += found
        lines += _pack(catalogue, found, say, lang)
    score = board.score(everything)
    lines.append(say["sum"].format(**_figures(score, say), n=score.contradictions))
    text = "\n".join(lines)
    return _french(text) if lang == "fr" else text


def to_json(catalogues: Iterable[Catalogue]) -> dict[str, Any]:
    """``{"packs": {id: {"agree": …, "decisions": [{"id", "verdict", …}]}}}``."""
    packs = {}
    for catalogue in catalogues:
        found = board.redecide_all(catalogue)
        score = board.score(found)
        packs[catalogue.pack.id] = {
            "agree": score.agree,
            "disagree": score.disagree,
            "undetermined": score.undetermined,
            "contradictions": score.contradictions,
            "decisions": [
                {
                    "id": r.decision.id,
                    "outcome": r.decision.outcome,
                    "good_standing": r.decision.good_standing,
                    "verdict": r.verdict,
                    "facts": len(r.decision.facts),
                    "on": r.on.isoformat(),
                    "band": r.result.band if r.result else None,
                    "settled": r.result.settled if r.result else None,
                }
                for r in found
            ],
        }
    return {"format": "requalif-scoreboard/1", "packs": packs}


def _pack(
    catalogue: Catalogue, found: Sequence[Redecided], say: Mapping[str, str], lang: str
) -> list[str]:
    score = board.score(found)
    counts = defaultdict(int, {v: sum(r.verdict == v for r in found) for v in board.UNCOUNTED})
    lines = [
        say["head"].format(
            name=f"{catalogue.pack.id} ({catalogue.pack.name.in_(lang)})", **_figures(score, say)
        ),
        say["contradictions"].format(n=score.contradictions),
        say["left_out"].format(**counts),
        say["few"].format(
            n=sum(r.verdict == "undetermined" and len(r.decision.facts) == 1 for r in found)
        ),
    ]
    sectors: dict[str, list[Redecided]] = defaultdict(list)
    for r in found:
        sectors[r.decision.sector or "–"].append(r)
    scores = {name: board.score(members) for name, members in sorted(sectors.items())}
    listed = [
        f"{name} {s.agree}/{s.disagree}/{s.undetermined}" for name, s in scores.items() if s.total
    ]
    if listed:
        lines.append(say["sector"].format(list=", ".join(listed)))
    for r in found:
        if r.verdict in ("disagree", "undetermined"):
            lines += _explained(catalogue, r, say, lang)
    return lines


def _explained(catalogue: Catalogue, r: Redecided, say: Mapping[str, str], lang: str) -> list[str]:
    assert r.result is not None
    words = catalogue.pack.outcome_words
    band = words[r.result.band].in_(lang) if r.result.band in words else r.result.band
    settled = say["settled"] if r.result.settled else ""
    coded = {f.indicator for f in r.decision.facts}
    sides: dict[str, list[str]] = {"for": [], "against": []}
    for indicator in r.result.indicators:
        if indicator.id not in coded or indicator.state not in ("present", "absent"):
            continue
        present = indicator.state == "present"
        label = catalogue.indicators[indicator.id].label.in_(lang)
        towards = (indicator.side == "employment") == present
        told = label if present else say["absent"].format(label=label)
        sides["for" if towards else "against"].append(f"{told} [{indicator.weight}]")
    facts = "; ".join(
        f"{say[side]} – {', '.join(told) or say['none']}" for side, told in sides.items()
    )
    limbs: dict[str, list[str]] = {"present": [], "unknown": [], "absent": []}
    for limb in r.result.limbs:
        limbs[limb.state].append(catalogue.limbs[limb.id].label.in_(lang))
    states = {state: ", ".join(names) or say["none"] for state, names in limbs.items()}
    said = say["court"].format(
        verdict=say[r.verdict], outcome=say[str(r.decision.outcome)], band=band, settled=settled
    )
    return [
        f"  - {r.decision.id} ({r.decision.citation.in_(lang)}) – {said}",
        f"      {say['facts'].format(facts=facts)}",
        f"      {say['limbs'].format(**states)}",
    ]


def _figures(score: Score, say: Mapping[str, str]) -> dict[str, Any]:
    def share(n: int, total: int) -> str:
        if not total:
            return say["none"]
        return f"{100 * n / total:.0f} % ({say['of'].format(n=n, total=total)})"

    return {
        "agree": score.agree,
        "disagree": score.disagree,
        "undetermined": score.undetermined,
        "total": score.total,
        "rate": share(score.agree, score.decided),
        "open": share(score.undetermined, score.total),
    }


def _french(text: str) -> str:
    from criteria.errors import french

    return french(text).replace(" %", "\u00a0%")
