"""The laws of the engine hold for every law that ships, whatever is known."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import random

import jsonschema
import pytest

import criteria
from rules import assess, assessment_to_json, dump, schema
from rules.compile import Law
from rules.model import BANDS, Case, Finding, Platform

PACKS = criteria.available()
SECTORS = ("delivery", "ride-hailing", "micro-work", "other")
RANK = {band: -i for i, band in enumerate(BANDS)}


def random_case(law, seed, share=0.5):
    chance = random.Random(seed)
    findings = tuple(
        Finding(
            name,
            chance.choice(("present", "absent")),
            chance.choice(("practice",) * 3 + ("stipulation",)),
        )
        for name in sorted(law.indicators)
        if chance.random() < share
    )
    day = law.pack.law_from + (law.pack.written - law.pack.law_from) * chance.random()
    sector = chance.choice(SECTORS)
    return Case(
        "",
        jurisdiction=law.pack.id,
        facts_from=day,
        facts_to=day,
        findings=findings,
        platform=Platform(sector=sector),
    )


def added(case, name, state, kind="practice"):
    rest = tuple(f for f in case.findings if f.indicator != name)
    more = () if state is None else (Finding(name, state, kind),)
    return Case(
        **{
            f: getattr(case, f)
            for f in ("title", "jurisdiction", "facts_from", "facts_to", "platform")
        },
        findings=rest + more,
    )


@pytest.mark.parametrize("pack", PACKS)
def test_one_more_sign_of_employment_never_lowers_the_result(pack):
    law = criteria.load(pack)
    chance = random.Random(pack)
    for seed in range(12):
        case = random_case(law, seed)
        compiled = Law(law, case.facts_to, case.platform.sector)
        for name in chance.sample(sorted(compiled.bits), min(5, len(compiled.bits))):
            employment = bool(compiled.bits[name] & compiled.pro)
            ladder = ["absent", None, "present"] if employment else ["present", "absent"]
            results = [assess(added(case, name, state), law) for state in ladder]
            for lower, higher in itertools.pairwise(results):
                assert lower.score_low <= higher.score_low, name
                assert lower.score_high <= higher.score_high, name
                assert RANK[lower.band] <= RANK[higher.band], name


@pytest.mark.parametrize("pack", PACKS)
def test_a_settled_result_is_what_every_completion_gives(pack):
    law = criteria.load(pack)
    chance = random.Random(pack)
    for seed in range(12):
        case = random_case(law, seed, share=0.8)
        result = assess(case, law)
        known = {f.indicator for f in case.findings}
        compiled = Law(law, case.facts_to, case.platform.sector)
        for _ in range(4):
            full = case
            for name in sorted(set(compiled.bits) - known):
                full = added(full, name, chance.choice(("present", "absent")))
            found = assess(full, law)
            assert result.score_low - 1e-9 <= found.score_low <= found.score_high
            assert found.score_high <= result.score_high + 1e-9
            if result.settled:
                assert (found.band, found.status_low) == (result.band, result.status_low)
            statuses = [s.id for s in law.pack.statuses]
            ends = [statuses.index(s) for s in (result.status_low, result.status_high)]
            assert ends[0] <= statuses.index(found.status_low)
            assert statuses.index(found.status_high) <= ends[1]


@pytest.mark.parametrize("pack", PACKS)
def test_with_nothing_known_nothing_is_settled_and_something_is_asked(pack):
    law = criteria.load(pack)
    result = assess(Case("", jurisdiction=pack), law)
    assert not result.settled
    assert not result.band.startswith("leaning")
    assert result.next_questions


@pytest.mark.parametrize("pack", PACKS)
def test_the_order_of_findings_never_matters_and_the_output_fits_the_schema(pack):
    law = criteria.load(pack)
    case = random_case(law, 3)
    back = Case(
        **{
            f: getattr(case, f)
            for f in ("title", "jurisdiction", "facts_from", "facts_to", "platform")
        },
        findings=case.findings[::-1],
    )
    one, two = (assessment_to_json(assess(c, law)) for c in (case, back))
    for told in (one, two):
        del told["inputs_sha256"]
    assert dump(one) == dump(two)
    validator = jsonschema.Draft202012Validator(schema("assessment"))
    validator.validate(assessment_to_json(assess(case, law)))
    json.dumps(one)


@pytest.mark.parametrize("pack", PACKS)
def test_every_day_of_a_law_can_be_assessed(pack):
    law = criteria.load(pack)
    days = {law.pack.law_from, law.pack.written}
    for weighing in law.weighings:
        days |= {d for d in (weighing.validity.start, weighing.validity.end) if d}
    for day in sorted(days):
        if day >= law.pack.law_from:
            for around in (day, day + dt.timedelta(days=1)):
                assess(Case("", jurisdiction=pack, facts_from=around, facts_to=around), law)


def test_every_pack_has_the_same_files_and_says_who_must_prove():
    for pack in PACKS:
        folder = criteria.loader.DATA / pack
        assert {p.stem for p in folder.glob("*.yaml")} >= set(criteria.loader.PACK_FILES), pack
        law = criteria.load(pack)
        assert law.pack.burden, pack
        assert law.pack.prudence > 0, pack
        assert law.pack.limits, pack
