"""The JSON forms of a case and of an assessment: fixed order, same bytes for same content."""

from __future__ import annotations

import json
from typing import Any

from rules.model import Assessment, Case, Finding, Flip, Precedent, Proof


def dump(value: dict[str, Any]) -> bytes:
    """UTF-8 JSON with a final newline; keys stay in their order."""
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def _drop(entry: dict[str, Any], **defaults: Any) -> dict[str, Any]:
    """Leaves out optional keys that hold their default."""
    return {k: v for k, v in entry.items() if k not in defaults or v != defaults[k]}


def finding_to_json(f: Finding) -> dict[str, Any]:
    place = f.place and _drop(
        {
            "start": f.place.start,
            "end": f.place.end,
            "page": f.place.page,
            "heading": f.place.heading,
        },
        start=None,
        end=None,
        page=None,
        heading="",
    )
    return _drop(
        {
            "indicator": f.indicator,
            "state": f.state,
            "kind": f.kind,
            "source": f.source,
            "quote": f.quote,
            "note": f.note,
            "place": place,
            "origin": f.origin,
            "question": f.question,
            "status": f.status,
            "automatic": f.automatic,
            "score": f.score,
            "from": f.start and f.start.isoformat(),
            "to": f.end and f.end.isoformat(),
        },
        source="",
        quote="",
        note="",
        place=None,
        origin="person",
        question="",
        status="accepted",
        automatic=False,
        score=None,
        **{"from": None, "to": None},
    )


def case_to_json(case: Case) -> dict[str, Any]:
    """``requalif-case/1``; parse_case gives the same case back."""
    if case.facts_from == case.facts_to:
        facts: Any = case.facts_from and case.facts_from.isoformat()
    else:
        facts = {
            "from": case.facts_from and case.facts_from.isoformat(),
            "to": case.facts_to and case.facts_to.isoformat(),
        }
    return {
        "format": "requalif-case/1",
        "title": case.title,
        "jurisdiction": case.jurisdiction,
        "facts_on": facts,
        "platform": {
            "name": case.platform.name,
            "sector": case.platform.sector,
            "intermediation": case.platform.intermediation,
            "chain": [
                _drop({"role": link.role, "name": link.name}, name="")
                for link in case.platform.chain
            ],
        },
        "worker": {"reference": case.worker.reference, "registered": case.worker.registered},
        "sources": [
            _drop(
                {
                    "id": s.id,
                    "kind": s.kind,
                    "label": s.label,
                    "date": s.date and s.date.isoformat(),
                },
                label="",
                date=None,
            )
            for s in case.sources
        ],
        "findings": [finding_to_json(f) for f in case.findings],
        "answers": [
            _drop(
                {"question": a.question, "value": a.value, "source": a.source, "note": a.note},
                source="",
                note="",
            )
            for a in case.answers
        ],
        "documents": [
            _drop(
                {
                    "path": d.path,
                    "title": d.title,
                    "version_date": d.version_date and d.version_date.isoformat(),
                    "until": d.until and d.until.isoformat(),
                    "read": d.read,
                    "sha256": d.sha256,
                    "source": d.source,
                },
                title="",
                version_date=None,
                until=None,
                sha256="",
                source="",
            )
            for d in case.documents
        ],
    }


def _round(value: float) -> float:
    return round(value, 4) + 0.0  # + 0.0 turns -0.0 into 0.0


def _proof(p: Proof) -> dict[str, Any]:
    return {
        "node": p.node,
        "value": list(p.value),
        "because": p.because,
        "authorities": list(p.authorities),
        "children": [_proof(c) for c in p.children],
        "op": p.op,
        **({"ref": p.ref} if p.ref else {}),
    }


def _precedent(p: Precedent) -> dict[str, Any]:
    return {
        "id": p.id,
        "shared": list(p.shared),
        "distinguishing": list(p.distinguishing),
        "a_fortiori": p.a_fortiori,
        "similarity": _round(p.similarity),
        "outcome": p.outcome,
    }


def _flip(f: Flip) -> list[dict[str, Any]]:
    return [{"indicator": c.indicator, "to": c.to} for c in f.changes]


def assessment_to_json(a: Assessment) -> dict[str, Any]:
    """``requalif-assessment/1``."""
    return {
        "format": "requalif-assessment/1",
        "outcome": {
            "band": a.band,
            "settled": a.settled,
            "score": {"low": _round(a.score_low), "high": _round(a.score_high)},
            "status": {
                "low": a.status_low,
                "high": a.status_high,
                "on_proof": a.status_proved,
            },
            "balance": _round(a.balance),
            "scope": a.scope,
        },
        "limbs": [
            {
                "id": limb.id,
                "state": limb.state,
                "low": _round(limb.low),
                "high": _round(limb.high),
                "supporting": list(limb.supporting),
                "opposing": list(limb.opposing),
                "unknown": list(limb.unknown),
            }
            for limb in a.limbs
        ],
        "indicators": [
            {
                "id": r.id,
                "state": r.state,
                "basis": r.basis,
                "conflict": r.conflict,
                "sources": list(r.sources),
                "weight": r.weight,
                "authorities": list(r.authorities),
                "side": r.side,
                "limb": r.limb,
                "full_weight": r.full_weight,
                "undercut_by": list(r.undercut_by),
                "findings": [finding_to_json(f) for f in r.findings],
            }
            for r in a.indicators
        ],
        "unknown": [r.id for r in a.indicators if r.state in ("unknown", "contested")],
        "next_questions": [
            {
                "question": q.question,
                "indicator": q.indicator,
                "narrows": _round(q.narrows),
                "settles": list(q.settles),
            }
            for q in a.next_questions
        ],
        "flips": [_flip(f) for f in a.flips],
        "flips_complete": a.flips_complete,
        "flip_bands": [f.band for f in a.flips],
        "precedents": {
            "for": [_precedent(p) for p in a.precedents_for],
            "against": [_precedent(p) for p in a.precedents_against],
            "conflicts": [
                {
                    "employment": c.employment,
                    "independence": c.independence,
                    "shared": list(c.shared),
                    "higher": c.higher,
                    "later": c.later,
                }
                for c in a.precedent_conflicts
            ],
        },
        "presumptions": [
            {"id": p.id, "applies": p.applies, "because": p.because, "rebutted": p.rebutted}
            for p in a.presumptions
        ],
        "proof": _proof(a.proof),
        "third_proofs": [{"status": s, "proof": _proof(p)} for s, p in a.third_proofs],
        "conclusions": [
            {
                "id": c.id,
                "field": c.field,
                "state": c.state,
                "missing": list(c.missing),
                "questions": list(c.questions),
                "proof": _proof(c.proof),
            }
            for c in a.conclusions
        ],
        "periods": [
            {
                "from": p.start.isoformat(),
                "to": p.end.isoformat(),
                "causes": list(p.causes),
                "band": p.band,
                "settled": p.settled,
                "score": {"low": _round(p.score_low), "high": _round(p.score_high)},
                "status": {"low": p.status_low, "high": p.status_high},
            }
            for p in a.periods
        ],
        **({"tables": {t: list(left) for t, left in a.tables}} if a.tables else {}),
        "conflicts": [
            {
                "indicator": c.indicator,
                "kind": c.kind,
                "present": [finding_to_json(f) for f in c.present],
                "absent": [finding_to_json(f) for f in c.absent],
            }
            for c in a.conflicts
        ],
        "proposals": [finding_to_json(f) for f in a.proposals],
        "notices": list(a.notices),
        "automatic_reading": a.automatic_reading,
        "law": {
            "jurisdiction": a.jurisdiction,
            "on": a.on.isoformat(),
            "catalogue": a.catalogue,
            "authorities": list(a.authorities),
            **a.extra,
        },
        "inputs_sha256": a.inputs_sha256,
    }
