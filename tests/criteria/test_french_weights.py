"""What the French weights, limbs and test say, taken as data: trap by trap."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

import criteria
from criteria.model import Node
from tests.criteria.calculation import ELEMENTS, POWERS, Calculation

ON = dt.date(2026, 1, 1)
PRACTICE = [
    "work_performed",
    "remuneration_paid",
    "worker_registered",
    "service_organised",
    "core_business",
    "own_clientele",
    "economic_dependence",
    "regularity_of_work",
    "irregular_activity",
    "interposed_person",
    "live_supervision",
    "former_employee",
    "work_on_client_premises",
    "invoice_by_platform",
    "destination_hidden",
    "own_staff",
    "business_risk",
    "fixed_fee_hourly",
    "individual_evidence",
    "charter_in_force",
    "legal_constraint_only",
    "conditions_negotiated",
    "main_income",
    "hobby_or_trivial_task",
]


@pytest.fixture(scope="module")
def fr():
    return criteria.load("fr")


@pytest.fixture(scope="module")
def law(fr):
    return Calculation(fr, ON)


def nodes(node: Node):
    yield node
    for child in node.children:
        yield from nodes(child)


def employment_signs(law):
    return frozenset(i for i, w in law.weighings.items() if w.side == "employment")


# -- what is there -------------------------------------------------------------------------


def test_the_facts_that_only_practice_shows_are_indicators(fr):
    assert set(PRACTICE) <= set(fr.indicators)
    assert len(fr.indicators) == 40 + len(PRACTICE) + len(fr.pack.unweighed)


def test_every_indicator_has_one_weight_on_every_day_since_the_law_was_last_changed(fr):
    for day in (dt.date(2019, 12, 27), dt.date(2022, 4, 7), dt.date(2022, 4, 8), ON):
        assert set(fr.weighings_on(day)) == set(fr.indicators) - set(fr.pack.unweighed), day


def test_no_sign_is_decisive_in_french_law(fr):
    assert "decisive" in fr.pack.scale
    assert not [w.indicator for w in fr.weighings if w.weight == "decisive"]


def test_no_weight_or_node_rests_on_a_decision_that_fell(fr):
    used = {a for w in fr.weighings for a in w.authorities}
    used |= {a for w in fr.weighings for u in w.undercut_by for a in u.authorities}
    used |= {a for limb in fr.limbs.values() for a in limb.authorities}
    used |= {a for node in nodes(fr.test) for a in node.authorities}
    assert used <= set(fr.authorities)
    assert not [a for a in used if a in fr.decisions and not fr.decisions[a].good_standing]


def test_a_weight_cites_no_statute_that_began_after_its_period(fr):
    for weighing in fr.weighings:
        end = weighing.validity.end
        for authority in weighing.authorities:
            if end and authority in fr.authorities and authority not in fr.decisions:
                start = fr.authorities[authority].validity.start
                assert start is None or start <= end, (weighing.indicator, authority)


# -- traps ---------------------------------------------------------------------------------


def test_labels_of_the_parties_weigh_none_or_weak(fr):
    labels = {
        "independent_status_label",
        "intermediary_only",
        "no_work_guaranteed",
        "registration_and_tax",
    }
    assert {w.weight for w in fr.weighings if w.indicator in labels} <= {"none", "weak"}


@pytest.mark.parametrize("indicator", ["economic_dependence", "main_income"])
def test_economic_dependence_weighs_none_by_the_authorities_that_say_so(fr, indicator):
    (weighing,) = [w for w in fr.weighings if w.indicator == indicator]
    assert (weighing.weight, weighing.limb) == ("none", None)
    assert {"civ_1931_bardou", "soc_2016_slota"} <= set(weighing.authorities)


def test_registration_works_by_the_presumption_and_not_by_a_weight(fr):
    (weighing,) = [w for w in fr.weighings if w.indicator == "worker_registered"]
    assert (weighing.side, weighing.weight, weighing.limb) == ("independence", "none", None)
    assert [n.ref for n in nodes(fr.test) if n.op == "presume"] == ["p_non_salariat_immatricule"]
    assert [n.ref for n in nodes(fr.test) if n.op == "indicator"] == [
        "work_performed",
        "remuneration_paid",
        "worker_registered",
    ]


def test_only_the_three_powers_and_permanence_are_in_the_tree(fr):
    used = {n.ref for n in nodes(fr.test) if n.op == "limb"}
    assert used == {*POWERS, "permanence"}
    assert {limb.id for limb in fr.limbs.values() if limb.role == "power"} == set(POWERS)


def test_the_homologated_charter_weighs_none_and_only_since_it_exists(fr):
    (weighing,) = [w for w in fr.weighings if w.indicator == "charter_in_force"]
    assert weighing.weight == "none"
    assert weighing.validity.start == fr.authorities["ct_L7342_9"].validity.start
    assert "charter_in_force" not in fr.weighings_on(dt.date(2019, 12, 26))


@pytest.mark.parametrize("indicator", ["refusal_limited", "destination_hidden"])
def test_the_transport_rule_of_april_2022_is_cited_from_its_first_day(fr, indicator):
    rule = fr.authorities["ctr_L1326_2"]
    day = rule.validity.start
    assert "ctr_L1326_2" in fr.weighings_on(day)[indicator].authorities
    before = fr.weighings_on(day - dt.timedelta(days=1))[indicator]
    assert "ctr_L1326_2" not in before.authorities
    assert before.weight == fr.weighings_on(day)[indicator].weight


def test_real_freedoms_are_undercut_by_what_takes_them_back(fr):
    cut = {w.indicator: {u.by for u in w.undercut_by} for w in fr.weighings}
    assert {"refusal_limited", "ranking_or_access_penalty"} <= cut["free_to_refuse"]
    assert {"working_time", "live_supervision", "work_instructions"} <= cut["free_schedule"]
    assert {"work_instructions", "live_supervision"} <= cut["method_autonomy"]
    assert "exclusivity" in cut["free_to_work_elsewhere"]
    assert "unilateral_terms" in cut["conditions_negotiated"]


def test_checking_the_result_and_refusing_pay_establish_nothing_alone(fr, law):
    assert {w.indicator for w in fr.weighings if w.not_alone} >= {"work_review", "pay_withheld"}
    assert not law.established("control", {"work_review"})
    assert not law.established("sanction", {"pay_withheld"})


@pytest.mark.parametrize("power", POWERS)
def test_no_moderate_sign_establishes_a_power_by_itself(fr, law, power):
    for indicator in law.signs(power, "employment"):
        if fr.pack.scale[law.weighings[indicator].weight] <= fr.pack.scale["moderate"]:
            assert not law.established(power, {indicator}), indicator


def test_imposed_prices_and_terms_without_another_sign_are_not_direction(law):
    assert not law.established("direction", {"price_set_by_platform", "unilateral_terms"})


def test_spread_rides_imposed_prices_and_terms_are_not_direction_without_directives(law):
    """The signs of the finding quashed in April 2022."""
    signs = {"price_set_by_platform", "unilateral_terms", "task_allocation"}
    assert not law.established("direction", signs)
    more = {"activity_monitoring", "ratings_and_metrics", "account_sanction"}
    assert not law.employment(ELEMENTS | signs | more)


def test_directives_are_the_power_of_direction(law):
    assert law.established("direction", {"work_instructions"})


def test_who_is_directed_watched_at_work_and_punished_is_subordinate_without_tracking(law):
    signs = {"work_instructions", "live_supervision", "ratings_and_metrics", "account_sanction"}
    assert law.employment(ELEMENTS | signs)


def test_an_identity_check_is_no_control_of_the_work(law):
    assert "identity_checks" not in law.signs("control")
    result = {"ratings_and_metrics", "work_review", "identity_checks"}
    assert not law.established("control", result)


# -- the whole test ------------------------------------------------------------------------


@pytest.mark.parametrize("missing", POWERS)
def test_without_one_of_the_powers_nothing_makes_employment(law, missing):
    signs = employment_signs(law) - law.signs(missing)
    assert not law.employment(signs)


@pytest.mark.parametrize("missing", sorted(ELEMENTS))
def test_without_work_or_pay_nothing_makes_employment(law, missing):
    assert not law.employment(employment_signs(law) - {missing})


def test_all_the_signs_of_employment_together_make_it(law):
    assert law.employment(employment_signs(law))


def test_no_single_sign_is_indispensable(law):
    """The judge weighs a bundle of signs: none is decisive, none indispensable."""
    signs = employment_signs(law)
    assert [i for i in sorted(signs - ELEMENTS) if not law.employment(signs - {i})] == []


def test_no_two_signs_make_employment(law):
    signs = sorted(employment_signs(law) - ELEMENTS)
    for pair in itertools.combinations(signs, 2):
        assert not law.employment(ELEMENTS | set(pair)), pair


def test_permanence_decides_only_for_the_registered(law):
    signs = employment_signs(law) - {"regularity_of_work"}
    assert law.employment(signs)
    assert not law.employment(signs | {"worker_registered"})
    assert law.employment(signs | {"worker_registered", "regularity_of_work"})


# -- presumptions, notices -----------------------------------------------------------------


def test_the_directive_is_a_presumption_not_in_force_with_a_dated_notice(fr):
    directive = fr.presumptions["p_eu_directive"]
    assert (directive.strength, directive.applies_if) == ("not_in_force", None)
    notices = {n.id: n.validity for n in fr.pack.notices}
    deadline = dt.date(2026, 12, 2)
    assert notices["directive_deadline"].covers(fr.pack.written)
    assert not notices["directive_deadline"].covers(deadline)
    assert notices["directive_deadline_passed"].start == deadline


def test_the_homeworker_route_is_said_to_be_arguable_only(fr):
    assert "défendable" in fr.presumptions["p_travail_domicile"].note.fr
    assert "arguable" in fr.presumptions["p_travail_domicile"].note.en


def test_no_presumption_is_held_surer_than_its_statute(fr):
    rank = ("official", "two_sources", "one_source", "memory").index
    for presumption in fr.presumptions.values():
        statutes = [a for a in presumption.authorities if a not in fr.decisions]
        assert statutes
        assert rank(presumption.verification) >= max(
            rank(fr.authorities[a].verification) for a in statutes
        )


def test_every_article_said_to_be_amended_has_a_note_that_says_so(fr):
    (notice,) = [n for n in fr.pack.notices if n.id == "articles_amended_2026"]
    for authority in notice.authorities:
        assert fr.authorities[authority].verification == "memory", authority


def test_the_words_of_the_outcome_promise_no_probability(fr):
    for text in fr.pack.outcome_words.values():
        for words in (text.fr.lower(), text.en.lower()):
            assert not any(word in words for word in ("%", "proba", "chance", "likely"))
