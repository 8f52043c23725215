"""Spain: a presumption for delivery, the general test for every sector."""

from __future__ import annotations

import datetime as dt

import pytest

import criteria
import rules
from rules.model import Case, Finding, Platform

ELEMENTS = ("work_performed", "remuneration_paid")
DEPENDENCE = ("work_instructions", "activity_monitoring")
ACCOUNT = ("price_set_by_platform", "client_relation_restricted")


@pytest.fixture(scope="module")
def es():
    return criteria.load("es")


def assess(es, present=(), absent=(), sector="delivery"):
    findings = [Finding(i, "present", "practice") for i in (*ELEMENTS, *present)]
    findings += [Finding(i, "absent", "practice") for i in absent]
    case = Case("a case", "es", platform=Platform(sector=sector), findings=tuple(findings))
    return rules.assess(case, es, dt.date(2026, 1, 1))


def presumption(result, name):
    return next(p for p in result.presumptions if p.id == name)


def test_delivery_directed_by_an_algorithm_is_presumed_employment(es):
    result = assess(es, [*DEPENDENCE, "automated_decisions"])
    assert presumption(result, "p_delivery").applies == "true"
    assert presumption(result, "p_delivery").rebutted == "unknown"


def test_direction_without_an_algorithm_does_not_trigger_it(es):
    algorithm = ["automated_decisions", "task_allocation", "ratings_and_metrics"]
    assert presumption(assess(es, DEPENDENCE, algorithm), "p_delivery").applies == "false"


@pytest.mark.parametrize("sector", ["micro-work", "ride-hailing", "services", "other"])
def test_the_delivery_presumption_is_not_law_for_another_sector(es, sector):
    result = assess(es, [*DEPENDENCE, "automated_decisions"], sector=sector)
    assert presumption(result, "p_delivery").applies == "false"
    assert presumption(result, "p_general").applies == "unknown"


@pytest.mark.parametrize("sector", ["micro-work", "services", "delivery"])
def test_the_general_presumption_needs_both_notes_in_every_sector(es, sector):
    both = assess(es, [*DEPENDENCE, *ACCOUNT], sector=sector)
    assert presumption(both, "p_general").applies == "true"
    assert both.band == "leaning_employment"
    signs = {w.indicator for w in es.weighings if w.limb == "alienity"}
    one = assess(es, DEPENDENCE, signs, sector=sector)
    assert presumption(one, "p_general").applies == "false"


def test_a_missing_note_settles_it_outside_delivery_only(es):
    signs = {w.indicator for w in es.weighings if w.limb == "alienity"}
    general = assess(es, DEPENDENCE, signs, sector="services")
    assert (general.band, general.settled) == ("independence", True)
    assert not assess(es, [*DEPENDENCE, "automated_decisions"], signs).settled


def test_apparent_freedoms_do_not_outweigh_both_notes(es):
    freedoms = ["free_schedule", "free_to_refuse", "free_to_work_elsewhere"]
    result = assess(es, [*DEPENDENCE, *ACCOUNT, *freedoms])
    assert result.band == "leaning_employment"


def test_a_freedom_to_refuse_that_lowers_the_score_is_none(es):
    penalty = assess(es, ["ranking_or_access_penalty"]).balance
    both = assess(es, ["ranking_or_access_penalty", "free_to_refuse"]).balance
    assert both == penalty


def test_the_company_bears_the_proof_of_the_contrary(es):
    assert {p.burden for p in es.presumptions.values()} == {"platform"}
    assert es.pack.burden[0].value == "worker"


def test_the_supreme_court_quashed_the_refusal_of_madrid(es):
    assert es.decisions["es_tsjm_2019_glovo"].reversed_by == "es_ts_2020_glovo"
    assert es.decisions["es_ts_2020_glovo"].level == 3
