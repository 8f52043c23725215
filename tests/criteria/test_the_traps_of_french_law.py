"""The seventeen traps of French law (france.md of the research), each under its number and name.

They are put to the engine and to the shipped catalogue, never to a text alone. Traps 11 and 12 are
about sums and time limits: they read the data of the calculation, and are skipped, loudly, where it
is absent.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from decimal import Decimal

import pytest
import yaml

import criteria
from criteria.model import Node
from rules import assess, parse_case
from tests.conftest import ROOT

FR = criteria.load("fr")
DATA = ROOT / "criteria" / "data" / "fr"
POWERS = ("direction", "control", "sanction")
ELEMENTS = ("work_performed", "remuneration_paid")
#: Signs that establish all three powers.
SUBORDINATED = (
    *ELEMENTS,
    "work_instructions",
    "live_supervision",
    "activity_monitoring",
    "account_sanction",
    "ranking_or_access_penalty",
)
REGULAR = (*SUBORDINATED, "regularity_of_work")
#: What concealed employment takes beside the contract, and the lump sum beside both.
CONCEALED = ("formality_missing", "concealment_intended")
HOMEWORK = ("work_entrusted", "lump_sum_per_piece", "works_alone", "works_at_own_place")


def finding(indicator, state="present", kind="practice", **more):
    return {"indicator": indicator, "state": state, "kind": kind, **more}


def facts(present=(), absent=()):
    return [finding(i) for i in present] + [finding(i, "absent") for i in absent]


def judged(findings=(), registered=None, on="2026-01-01", sector="other", **more):
    data = {
        "format": "requalif-case/1",
        "facts_on": on,
        "worker": {"registered": registered},
        "platform": {"sector": sector},
        "findings": list(findings),
        **more,
    }
    return assess(parse_case(data, FR), FR)


def others(*named):
    """All the weighed facts but these, absent; registration is never among them."""
    weighed = {w.indicator for w in FR.weighings} - {"worker_registered"}
    return [finding(i, "absent") for i in sorted(weighed - set(named))]


def closed(present, registered=None, beside=(), **more):
    """These signs and no other weighed one; ``beside``: findings on what conclusions look at."""
    named = {f["indicator"] for f in beside}
    findings = [*facts(present), *beside, *others(*present, *named)]
    return judged(findings, registered=registered, **more)


def answered(*answers, registered=None, findings=(), **more):
    given = [{"question": q, "value": v} for q, v in answers]
    return judged(findings, registered=registered, answers=given, **more)


def state(result, indicator):
    return next(r.state for r in result.indicators if r.id == indicator)


def conclusion(result, id_):
    return next((c for c in result.conclusions if c.id == id_), None)


def states(result):
    return {c.id: c.state for c in result.conclusions}


def limb(result, id_):
    return next(x for x in result.limbs if x.id == id_)


def presumption(result, id_):
    return next(p for p in result.presumptions if p.id == id_)


def signs_of(*limbs):
    return sorted({w.indicator for w in FR.weighings if w.limb in limbs and w.side == "employment"})


def coded(id_):
    """The facts that a decision is coded with, as findings."""
    return [finding(f.indicator, f.state) for f in FR.decisions[id_].facts]


def nodes(node: Node):
    yield node
    for child in node.children:
        yield from nodes(child)


def cited():
    """Every authority that anything of the catalogue rests on, with where."""
    for w in FR.weighings:
        yield from ((a, w.indicator) for a in w.authorities)
        yield from ((a, w.indicator) for u in w.undercut_by for a in u.authorities)
    for each in (FR.limbs, FR.presumptions, FR.propositions, FR.questions, FR.conclusions):
        yield from ((a, x.id) for x in each.values() for a in x.authorities)
    for test in (FR.test, *(c.test for c in FR.conclusions.values())):
        yield from ((a, n.id) for n in nodes(test) for a in n.authorities)
    pack = FR.pack
    for dated in (*pack.contract_weight, *pack.unit_of_analysis, *pack.burden):
        yield from ((a, dated.value) for a in dated.authorities)
    for named in (*pack.notices, *pack.statuses):
        yield from ((a, named.id) for a in named.authorities)


# --- 1. Ask registration first, by date and by activity ---------------------------------------


def test_trap_01_registration_is_asked_with_the_first_questions():
    asked = [q.question for q in judged().next_questions]
    elements = {"work_done", "paid"}
    leading = [q for q in asked if q not in elements][:2]
    assert "registered" in leading


def test_trap_01_only_the_registered_are_presumed_not_employed():
    registered = judged(facts(ELEMENTS), registered=True)
    assert presumption(registered, "p_non_salariat_immatricule").applies == "true"
    unregistered = judged(facts(ELEMENTS), registered=False)
    assert presumption(unregistered, "p_non_salariat_immatricule").applies == "false"


def test_trap_01_no_opposite_presumption_follows_for_the_unregistered():
    assert FR.presumptions["p_none_unregistered"].direction == "none"
    result = judged(facts(ELEMENTS), registered=False)
    assert (result.band, result.settled) == ("undetermined", False)
    assert result.status_proved == "self_employed"
    bare = closed(ELEMENTS, registered=False)
    assert (bare.band, bare.settled) == ("independence", True)


@pytest.mark.parametrize("id_", ["civ2_2020_suivi_chantier", "crim_2022_clic_and_walk"])
def test_trap_01_employment_was_refused_to_the_unregistered(id_):
    decision = FR.decisions[id_]
    coded_facts = {f.indicator: f.state for f in decision.facts}
    assert coded_facts["registration_and_tax"] == "absent"
    assert decision.outcome in ("no_employment", "quashed_against")
    assert id_ in FR.presumptions["p_none_unregistered"].authorities


def test_trap_01_the_presumption_holds_only_on_the_dates_registered():
    findings = [*facts(SUBORDINATED), *others(*SUBORDINATED)]
    findings += [
        finding("worker_registered", "absent", to="2025-06-30"),
        finding("worker_registered", "present", **{"from": "2025-07-01"}),
    ]
    result = judged(findings, on={"from": "2025-01-01", "to": "2025-12-31"})
    before, after = result.periods
    assert (before.band, before.settled) == ("employment", True)
    assert (after.band, after.settled) == ("independence", True)
    assert (after.start, after.causes) == (dt.date(2025, 7, 1), ("facts",))


@pytest.mark.parametrize(
    ("answer", "applies"), [("same", "true"), ("other", "false"), ("none", "false")]
)
def test_trap_01_the_presumption_holds_only_for_the_activity_registered(answer, applies):
    result = answered(("registered_activity", answer), findings=facts(ELEMENTS))
    assert presumption(result, "p_non_salariat_immatricule").applies == applies


def test_trap_01_registered_for_another_activity_contradicts_registered():
    result = answered(("registered", True), ("registered_activity", "other"))
    assert state(result, "worker_registered") == "contested"
    assert presumption(result, "p_non_salariat_immatricule").applies == "unknown"


# --- 2. Rebuttal is "permanent legal subordination" -------------------------------------------


def test_trap_02_permanent_subordination_rebuts_the_presumption():
    result = closed(REGULAR, registered=True)
    assert (result.band, result.settled) == ("employment", True)
    assert presumption(result, "p_non_salariat_immatricule").rebutted == "true"


def test_trap_02_free_log_in_does_not_exclude_subordination():
    result = closed((*REGULAR, "free_schedule"), registered=True)
    assert (result.band, result.settled) == ("employment", True)
    unit = next(u for u in FR.pack.unit_of_analysis if u.validity.covers(FR.pack.written))
    assert (unit.value, "soc_2020_uber" in unit.authorities) == ("logged_on", True)


def test_trap_02_irregular_activity_is_held_against_permanence_for_the_registered_only():
    irregular = (*SUBORDINATED, "irregular_activity")
    assert closed(irregular, registered=True).band == "independence"
    assert closed(irregular, registered=False).band == "employment"
    assert "soc_2025_uber_24_13_504" in FR.limbs["permanence"].authorities


def test_trap_02_an_interposed_person_does_not_save_the_presumption():
    result = closed((*REGULAR, "interposed_person"), registered=True)
    assert presumption(result, "p_non_salariat_immatricule").rebutted == "true"
    assert conclusion(result, "employer_behind_intermediary").state == "arguable"


# --- 3. Three powers, all looked for ----------------------------------------------------------


@pytest.mark.parametrize("missing", POWERS)
def test_trap_03_without_one_power_no_number_of_other_signs_makes_an_employee(missing):
    others = [p for p in POWERS if p != missing]
    signs = {*ELEMENTS, *signs_of(*others, "integration", "permanence")} - {*signs_of(missing)}
    result = closed(tuple(sorted(signs)), registered=False)
    assert limb(result, missing).state == "absent"
    assert (result.band, result.settled) == ("independence", True)
    # The score is high all the same: it never decides.
    assert result.score_low > 0


def test_trap_03_an_organised_service_is_an_indication_only_where_conditions_are_unilateral():
    result = closed((*ELEMENTS, *signs_of("integration")), registered=False)
    assert limb(result, "integration").state == "present"
    assert result.band == "independence"
    assert FR.limbs["integration"].role == "sign"
    assert "unilatéralement" in FR.propositions["t_service_organise"].text.fr


def test_trap_03_price_tracking_ratings_and_invoices_without_directives_are_no_direction():
    lecab = {f.indicator for f in FR.decisions["soc_2022_lecab"].facts if f.state == "present"}
    assert {"price_set_by_platform", "activity_monitoring", "ratings_and_metrics"} <= lecab
    assert "invoice_by_platform" in lecab
    result = closed((*ELEMENTS, *sorted(lecab)), registered=False)
    assert limb(result, "direction").state == "absent"
    assert result.band == "independence"


# --- 4. Economic dependence, single client, label, "mere intermediary" ------------------------


@pytest.mark.parametrize(
    "moot",
    [
        "economic_dependence",
        "main_income",
        "independent_status_label",
        "intermediary_only",
    ],
)
@pytest.mark.parametrize("found", ["present", "absent"])
def test_trap_04_dependence_and_labels_are_not_decisive_either_way(moot, found):
    for base in (facts(ELEMENTS), facts(SUBORDINATED)):
        without, with_it = judged(base), judged([*base, finding(moot, found)])
        for field in ("band", "settled", "score_low", "score_high", "limbs"):
            assert getattr(without, field) == getattr(with_it, field)


def test_trap_04_the_terms_have_no_weight_against_the_facts():
    (weight,) = FR.pack.contract_weight
    assert weight.value == "none"
    assert {"ass_plen_1983_barrat", "soc_2000_labbane"} <= set(weight.authorities)
    paper = [finding("work_instructions", "absent", "stipulation")]
    practice = [finding("work_instructions", "present", "practice")]
    result = judged([*facts(ELEMENTS), *paper, *practice])
    assert state(result, "work_instructions") == "present"
    assert [c.kind for c in result.conflicts] == ["paper_practice"]


# --- 5. A quashing is not a finding -----------------------------------------------------------


@pytest.mark.parametrize(
    ("id_", "outcome"),
    [
        ("soc_2018_take_eat_easy", "quashed_for_employment"),
        ("soc_2023_uber_lyon", "quashed_for_employment"),
        ("soc_2023_toktoktok", "quashed_for_employment"),
        ("soc_2022_lecab", "quashed_against"),
        ("crim_2022_clic_and_walk", "quashed_against"),
    ],
)
def test_trap_05_a_quashing_is_told_as_such_and_binds_no_other_case(id_, outcome):
    assert FR.decisions[id_].outcome == outcome
    result = judged([*facts(ELEMENTS), *coded(id_)])
    shown = [*result.precedents_for, *result.precedents_against]
    (same,) = [p for p in shown if p.id == id_] or [None]
    if same is not None:
        assert (same.outcome, same.a_fortiori) == (outcome, False)
    assert not [p for p in shown if p.outcome.startswith("quashed") and p.a_fortiori]


def test_trap_05_the_same_platform_came_out_the_other_way_on_other_findings():
    one, other = FR.decisions["soc_2022_lecab"], FR.decisions["soc_2024_voxtur"]
    assert (one.outcome, other.outcome) == ("quashed_against", "employment")
    assert one.good_standing
    assert other.good_standing


@pytest.mark.parametrize(
    "id_",
    [
        "ca_douai_2020_clic_and_walk",
        "ca_paris_2017_tee",
        "ca_paris_2020_toktoktok",
        "ca_lyon_2021_uber",
    ],
)
def test_trap_05_a_reversed_decision_is_never_cited_nor_a_precedent(id_):
    assert not FR.decisions[id_].good_standing
    assert id_ not in {a for a, _ in cited()}
    result = judged([*facts(ELEMENTS), *coded(id_)])
    assert id_ not in {p.id for p in (*result.precedents_for, *result.precedents_against)}
    assert id_ not in result.authorities


@pytest.mark.parametrize(
    "decision",
    [d for d in FR.decisions.values() if d.reasons_read in ("opening_only", "none_read")],
    ids=lambda d: d.id,
)
def test_trap_05_a_decision_whose_reasons_were_not_read_binds_nothing(decision):
    result = judged([*facts(ELEMENTS), *coded(decision.id)])
    shown = (*result.precedents_for, *result.precedents_against)
    assert not [p for p in shown if p.id == decision.id and p.a_fortiori]


# --- 6. Date the facts and the terms ----------------------------------------------------------


def test_trap_06_a_case_that_spans_changes_of_law_is_judged_by_period():
    result = judged(facts(SUBORDINATED), on={"from": "2019-01-01", "to": "2023-12-31"})
    begins = [(p.start, p.causes) for p in result.periods]
    assert begins == [
        (dt.date(2019, 1, 1), ()),
        (dt.date(2019, 12, 27), ("law",)),
        (dt.date(2022, 4, 8), ("law",)),
    ]
    assert result.periods[-1].end == dt.date(2023, 12, 31)


def test_trap_06_the_transport_rule_of_8_april_2022_is_law_from_that_day_on():
    def rests_on(day):
        found = judged(facts(["refusal_limited", "destination_hidden"]), on=day)
        return {r.id: r.authorities for r in found.indicators if r.state == "present"}

    eve, day = rests_on("2022-04-07"), rests_on("2022-04-08")
    for indicator in ("refusal_limited", "destination_hidden"):
        assert "ctr_L1326_2" not in eve[indicator]
        assert "ctr_L1326_2" in day[indicator]


def test_trap_06_what_the_law_of_december_2019_says_of_prices_is_dated():
    def rests_on(day):
        found = judged(facts(["price_set_by_platform"]), on=day)
        return next(r for r in found.indicators if r.id == "price_set_by_platform").authorities

    assert "soc_2025_uber_24_13_513" not in rests_on("2019-12-26")
    assert "soc_2025_uber_24_13_513" in rests_on("2019-12-27")


def test_trap_06_terms_that_changed_make_periods_of_their_own():
    """The same practice under two versions of the terms: what the later one takes back is not
    held against the earlier."""
    data = {
        "sources": [
            {"id": "v1", "kind": "document", "label": "2018"},
            {"id": "v2", "kind": "document", "label": "2021"},
        ],
        "documents": [
            {"path": "v1.md", "title": "T", "source": "v1", "version_date": "2018-01-01"},
            {"path": "v2.md", "title": "T", "source": "v2", "version_date": "2021-01-01"},
        ],
    }
    written = ("work_instructions", "account_sanction")
    practice = (*ELEMENTS, "live_supervision", "activity_monitoring")
    findings = [*facts(practice), *others(*practice, *written)]
    findings += [finding(i, "present", "stipulation", source="v1") for i in written]
    findings += [finding(i, "absent", "stipulation", source="v2") for i in written]
    on = {"from": "2020-06-01", "to": "2021-12-31"}
    first, second = judged(findings, registered=False, on=on, **data).periods
    assert (first.band, first.settled) == ("employment", True)
    assert (second.band, second.settled) == ("independence", True)
    assert (second.start, second.causes) == (dt.date(2021, 1, 1), ("terms",))


def test_trap_06_one_platform_two_periods_two_answers():
    """What was found in 2020; then, after the law of December 2019 and new terms, in 2025."""
    eve, day = "2019-12-26", "2019-12-27"
    early = [
        "work_instructions",
        "live_supervision",
        "activity_monitoring",
        "account_sanction",
        "destination_hidden",
        "regularity_of_work",
    ]
    late = ["free_to_refuse", "own_clientele", "irregular_activity"]
    findings = [*facts(ELEMENTS), *others(*ELEMENTS, *early, *late)]
    for i in early:
        findings += [finding(i, to=eve), finding(i, "absent", **{"from": day})]
    for i in late:
        findings += [finding(i, "absent", to=eve), finding(i, **{"from": day})]
    on = {"from": "2019-01-01", "to": "2020-12-31"}
    result = judged(findings, registered=True, on=on, sector="ride-hailing")
    before, after = result.periods
    assert (before.status_low, before.status_high) == ("employee", "employee")
    assert (after.status_low, after.status_high) == ("self_employed", "self_employed")
    assert after.causes == ("facts", "law")
    # The whole is judged as it ends, and never as a blend of the two.
    assert result.band == after.band


# --- 7. Micro-work ----------------------------------------------------------------------------


def test_trap_07_the_facts_of_the_leading_decision_make_no_employment():
    present = [
        f.indicator
        for f in FR.decisions["crim_2022_clic_and_walk"].facts
        if f.state == "present" and f.indicator != "registration_and_tax"
    ]
    result = closed((*ELEMENTS, *present), registered=False, sector="micro-work")
    assert (result.band, result.settled) == ("independence", True)
    assert [limb(result, p).state for p in POWERS] == ["absent"] * 3


def test_trap_07_checking_the_result_and_not_paying_is_not_enough():
    signs = (*ELEMENTS, "work_instructions", "work_review", "pay_withheld")
    result = closed(signs, registered=False, sector="micro-work")
    assert limb(result, "direction").state == "present"
    assert (limb(result, "control").state, limb(result, "sanction").state) == ("absent", "absent")
    assert result.band == "independence"


@pytest.mark.parametrize(
    ("question", "answer", "fact"),
    [
        ("instructions_during", True, "live_supervision"),
        ("work_checked", "during", "live_supervision"),
        ("meetings", True, "work_instructions"),
        ("project_manager", True, "live_supervision"),
        ("tracking_use", "supervision", "activity_monitoring"),
        ("qualification_gates", True, "ranking_or_access_penalty"),
        ("abandon_task", False, "refusal_limited"),
    ],
)
def test_trap_07_what_the_decision_turned_on_is_asked(question, answer, fact):
    assert state(answered((question, answer), sector="micro-work"), fact) == "present"
    sectors = FR.questions[question].sectors
    assert not sectors or "micro-work" in sectors


def test_trap_07_volume_is_asked_and_states_nothing_by_itself():
    assert FR.questions["volume_total"].type == "number"
    assert FR.questions["volume_total"].indicators == ()


def test_trap_07_homework_needs_no_subordination_and_is_arguable_at_most():
    result = closed((*ELEMENTS, *HOMEWORK), registered=False, sector="micro-work")
    assert result.band == "independence"
    assert conclusion(result, "homeworker").state == "arguable"
    assert FR.conclusions["homeworker"].standing == "arguable"


@pytest.mark.parametrize("missing", HOMEWORK)
def test_trap_07_homework_falls_with_each_of_its_conditions(missing):
    signs = [i for i in HOMEWORK if i != missing]
    without = judged(facts([*ELEMENTS, *signs], [missing]), registered=False)
    assert conclusion(without, "homeworker").state == "excluded"
    unknown = judged(facts([*ELEMENTS, *signs]), registered=False)
    assert conclusion(unknown, "homeworker").state == "open"
    assert conclusion(unknown, "homeworker").missing == (missing,)


def test_trap_07_homework_reserves_the_presumption_of_the_registered():
    registered = judged(facts([*ELEMENTS, *HOMEWORK]), registered=True)
    assert conclusion(registered, "homeworker").state == "excluded"
    unsaid = judged(facts([*ELEMENTS, *HOMEWORK]))
    assert conclusion(unsaid, "homeworker").missing == ("worker_registered",)


# --- 8. Criminal ≠ labour ≠ social security ---------------------------------------------------


def test_trap_08_reclassification_alone_establishes_no_concealed_work_and_no_six_months():
    result = closed(SUBORDINATED, registered=False)
    assert (result.band, result.settled) == ("employment", True)
    assert states(result)["social_security_affiliation"] == "established"
    assert states(result)["concealed_employment"] == "open"
    assert states(result)["lump_sum_six_months"] == "open"
    assert conclusion(result, "concealed_employment").missing == CONCEALED
    assert conclusion(result, "lump_sum_six_months").missing == (*CONCEALED, "relationship_ended")


@pytest.mark.parametrize("missing", [*CONCEALED, "relationship_ended"])
def test_trap_08_the_six_months_fall_with_each_condition(missing):
    needed = (*CONCEALED, "relationship_ended")
    beside = facts([i for i in needed if i != missing], [missing])
    result = closed(SUBORDINATED, registered=False, beside=beside)
    assert result.band == "employment"
    assert conclusion(result, "lump_sum_six_months").state == "excluded"
    crime = "established" if missing == "relationship_ended" else "excluded"
    assert conclusion(result, "concealed_employment").state == crime


def test_trap_08_with_all_conditions_each_is_concluded_apart():
    beside = facts([*CONCEALED, "relationship_ended"])
    result = closed(SUBORDINATED, registered=False, beside=beside)
    found = states(result)
    assert found["concealed_employment"] == found["lump_sum_six_months"] == "established"
    intent = FR.conclusions["concealed_employment"]
    assert "soc_2025_giea" in intent.authorities
    assert "soc_2009_ile_tentation" in intent.authorities


def test_trap_08_without_employment_nothing_is_concealed():
    result = closed((*ELEMENTS, *CONCEALED, "relationship_ended"), registered=False)
    found = states(result)
    for id_ in ("concealed_employment", "lump_sum_six_months", "social_security_affiliation"):
        assert found[id_] == "excluded"


def test_trap_08_each_conclusion_has_its_own_field_and_burden():
    told = {c.id: (c.field, c.burden) for c in FR.conclusions.values()}
    assert told["concealed_employment"] == ("criminal", "authority")
    assert told["lump_sum_six_months"] == ("labour", "worker")
    assert told["social_security_affiliation"] == ("social_security", "authority")
    (burden,) = FR.pack.burden
    assert burden.value == "worker"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("platform_knew", True),
        ("registration_required", True),
        ("former_employee", True),
        ("independent_label", True),
        ("dpae_checked", True),
        ("suspension", True),
    ],
)
def test_trap_08_no_answer_on_another_matter_states_the_intent(question, answer):
    result = answered((question, answer), findings=facts([*SUBORDINATED, "formality_missing"]))
    assert "concealment_intended" in conclusion(result, "concealed_employment").missing


def test_trap_08_the_end_of_the_account_is_no_more_than_the_end():
    for answer in ("platform", "platform_other", "worker", "both"):
        result = answered(("end_cause", answer), registered=False, findings=facts(SUBORDINATED))
        assert conclusion(result, "lump_sum_six_months").missing == CONCEALED


# --- 9. Charter -------------------------------------------------------------------------------


@pytest.mark.parametrize("sector", ["ride-hailing", "delivery"])
def test_trap_09_the_existence_of_a_charter_shows_nothing(sector):
    without = judged(facts(ELEMENTS), sector=sector)
    with_it = judged(facts([*ELEMENTS, "charter_in_force"]), sector=sector)
    for field in ("band", "score_low", "score_high", "limbs"):
        assert getattr(without, field) == getattr(with_it, field)


def test_trap_09_its_content_and_application_can_show_subordination():
    charter = {
        "sources": [{"id": "c", "kind": "document", "label": "Charte"}],
        "documents": [{"path": "charte.md", "title": "Charte", "source": "c"}],
    }
    said = [
        finding(i, "present", "stipulation", source="c")
        for i in ("work_instructions", "account_sanction")
    ]
    findings = [*facts([*ELEMENTS, "charter_in_force", "live_supervision"]), *said]
    result = judged(findings, registered=False, sector="delivery", **charter)
    assert [limb(result, p).supporting != () for p in POWERS] == [True] * 3
    closed_result = closed((*SUBORDINATED, "charter_in_force"), registered=False)
    assert closed_result.band == "employment"


def test_trap_09_charters_exist_since_december_2019_for_two_sectors_only():
    assert "charter_in_force" not in FR.weighings_on(dt.date(2019, 12, 26))
    assert "charter_in_force" in FR.weighings_on(dt.date(2019, 12, 27))
    assert set(FR.questions["charter_homologated"].sectors) == {"delivery", "ride-hailing"}


def test_trap_09_the_title_on_platform_workers_decides_no_status():
    """It presupposes self-employment: it is an authority of no weight, limb or node."""
    deciding = {a for w in FR.weighings if FR.pack.scale[w.weight] for a in w.authorities}
    deciding |= {a for x in FR.limbs.values() for a in x.authorities}
    deciding |= {a for n in nodes(FR.test) for a in n.authorities}
    assert not [a for a in deciding if a.startswith(("ct_L7341", "ct_L7342"))]


# --- 10. Directive (EU) 2024/2831 -------------------------------------------------------------


@pytest.mark.parametrize("on", ["2025-06-01", "2026-12-01", "2026-12-02", "2027-06-01"])
def test_trap_10_its_presumption_is_never_applied_before_a_transposition(on):
    result = judged(facts([*ELEMENTS, "digital_platform_work", "commissioning_platform"]), on=on)
    assert presumption(result, "p_eu_directive").applies == "false"
    assert result.band == "undetermined"
    assert result.status_proved == "self_employed"


def test_trap_10_a_dated_notice_changes_on_the_day_of_the_deadline():
    before = judged(on="2026-12-01")
    after = judged(on="2026-12-02")
    assert "directive_deadline" in before.notices
    assert "directive_deadline_passed" not in before.notices
    assert "directive_deadline_passed" in after.notices
    covers = {n.id: n.validity.covers(dt.date(2026, 12, 2)) for n in FR.pack.notices}
    assert (covers["directive_deadline"], covers["directive_deadline_passed"]) == (False, True)


def test_trap_10_the_national_presumption_was_last_compared_in_august_2026():
    assert FR.authorities["ct_L8221_6"].checked_on == dt.date(2026, 8, 20)


# --- 11. Clocks -------------------------------------------------------------------------------


def money_file(name, key):
    path = DATA / name
    if not path.is_file():
        pytest.skip(f"NOT CHECKED: {name} of the calculation is not in the catalogue")
    return {e["id"]: e for e in yaml.safe_load(path.read_text("utf-8"))[key]}


@pytest.mark.parametrize(
    ("id_", "shortest"),
    [
        ("lim_recognition", {"years": 5}),
        ("lim_wages", {"years": 3}),
        ("lim_performance", {"years": 2}),
        ("lim_termination", {"months": 12}),
        ("lim_td", {"years": 2}),
    ],
)
def test_trap_11_each_claim_has_its_own_clock(id_, shortest):
    lengths = [
        {k: p[k] for k in ("years", "months") if k in p}
        for p in money_file("limitations.yaml", "limitations")[id_]["periods"]
    ]
    assert min(lengths, key=lambda p: p.get("years", 0) * 12 + p.get("months", 0)) == shortest


def test_trap_11_the_clock_of_the_termination_starts_with_the_notice_and_is_the_shortest():
    clocks = money_file("limitations.yaml", "limitations")
    assert clocks["lim_termination"]["starts"] == ["notified_on"]
    assert next(iter(clocks)) == "lim_termination"


# --- 12. Money --------------------------------------------------------------------------------


def test_trap_12_the_minimum_wage_is_not_the_article_of_the_guaranteed_minimum():
    assert "SMIC" in FR.authorities["ct_L3231_2"].title.fr
    assert "ct_L3231_12" not in {a for a, _ in cited()}
    tables = money_file("values.yaml", "tables")
    assert tables["smic_hourly"]["authorities"] == ["ct_L3231_2"]
    claims = money_file("claims.yaml", "claims")
    assert not [i for i, c in claims.items() if "ct_L3231_12" in (c.get("authorities") or ())]


@pytest.mark.parametrize(
    ("day", "rate"),
    [("2019-06-01", "10.03"), ("2022-07-31", "10.85"), ("2022-08-01", "11.07")],
)
def test_trap_12_the_rate_is_that_of_the_day_worked(day, rate):
    lines = money_file("values.yaml", "tables")["smic_hourly"]["lines"]
    on = dt.date.fromisoformat(day)
    in_force = max((x for x in lines if x["from"] <= on), key=lambda x: x["from"])
    assert Decimal(str(in_force["value"])) == Decimal(rate)


def test_trap_12_waiting_full_time_and_set_off_are_separate_scenarios():
    assumptions = money_file("claims.yaml", "assumptions")
    for id_ in ("waiting", "basis", "set_off"):
        assert assumptions[id_]["contested"] is True
        assert len(assumptions[id_]["options"]) >= 2
    assert FR.questions["waiting_free"].indicators == ()


# --- 13. Amended in 2026, new text not read ---------------------------------------------------

AMENDED = {
    "ct_L8224_3",
    "ct_L8224_5",
    "ct_L8271_1_2",
    "ct_L8272_2",
    "ct_L8115_1",
    "css_L311_11",
    "css_L243_7_7",
}


def test_trap_13_what_was_amended_and_not_read_founds_nothing_and_is_notified():
    assert {a.id for a in FR.authorities.values() if a.id in AMENDED} == AMENDED
    for id_ in AMENDED:
        assert FR.authorities[id_].verification == "memory"
        assert FR.authorities[id_].verification_note is not None
    notice = next(n for n in FR.pack.notices if n.id == "articles_amended_2026")
    assert set(notice.authorities) == AMENDED
    assert "articles_amended_2026" in judged().notices
    founded = {a for a, where in cited() if where not in {*FR.questions, notice.id}}
    assert not founded & AMENDED


def test_trap_13_no_penalty_or_surcharge_is_written_into_a_conclusion():
    sums = re.compile(r"\d[\d\s\u00a0\u202f]*(?:€|EUR|%)|€\s*\d|\b\d+ ans\b|\b\d+ years\b")
    for each in FR.conclusions.values():
        words = [each.definition, each.note, *(n.when_true for n in nodes(each.test))]
        for text in words:
            assert text is None or not sums.search(text.fr + " " + text.en), each.id


def test_trap_13_nothing_is_drawn_from_css_l311_3_after_31_august_2026():
    findings = facts([*ELEMENTS, *HOMEWORK])
    eve = judged(findings, registered=False, on="2026-08-31")
    assert conclusion(eve, "homeworker_affiliation").state == "arguable"
    day = judged(findings, registered=False, on="2026-09-01")
    assert conclusion(day, "homeworker_affiliation") is None
    assert conclusion(day, "homeworker").state == "arguable"
    assert "css_l311_3_ending" in day.notices


# --- 14. Warn the worker ----------------------------------------------------------------------


@pytest.mark.parametrize("on", ["2018-06-01", "2026-11-25", "2027-06-01"])
def test_trap_14_every_assessment_warns_before_the_account_closes(on):
    assert "before_the_account_closes" in judged(on=on).notices
    notice = next(n for n in FR.pack.notices if n.id == "before_the_account_closes")
    assert {"ct_L7342_7", "eu_gdpr_22", "ct_L8221_3"} <= set(notice.authorities)


@pytest.mark.parametrize("question", ["declared_income", "account_holder", "exhibits_saved"])
def test_trap_14_an_honest_answer_never_moves_the_status(question):
    without = judged(facts(SUBORDINATED))
    for answer in (True, False):
        result = answered((question, answer), findings=facts(SUBORDINATED))
        for field in ("band", "score_low", "score_high", "limbs"):
            assert getattr(result, field) == getattr(without, field)
        assert result.conclusions == without.conclusions


def test_trap_14_the_risk_of_concealed_activity_is_for_a_person_to_judge():
    result = judged(facts(ELEMENTS), registered=False)
    assert presumption(result, "p_but_lucratif").applies == "unknown"
    assert "ct_L8221_3" in FR.questions["declared_income"].authorities


# --- 15. Individual evidence wins -------------------------------------------------------------


def test_trap_15_every_question_that_states_a_fact_says_what_would_prove_it():
    assert not [q.id for q in FR.questions.values() if q.indicators and not q.exhibits]
    dated = [q for q in FR.questions.values() if any("daté" in x.fr for x in q.exhibits)]
    assert len(dated) >= 40


def test_trap_15_a_finding_keeps_its_source_its_words_and_its_place():
    source = {"id": "t1", "kind": "testimony", "label": "T1", "date": "2026-02-11"}
    said = finding("account_sanction", source="t1", quote="compte fermé", place={"page": 2})
    result = judged([said], sources=[source])
    (found,) = next(r for r in result.indicators if r.id == "account_sanction").findings
    assert (found.source, found.quote, found.place.page) == ("t1", "compte fermé", 2)


def test_trap_15_facts_against_are_shown():
    signs = [*SUBORDINATED, "method_autonomy", "free_schedule", "own_clientele"]
    result = judged(facts(signs), registered=False)
    opposing = {i for x in result.limbs for i in x.opposing}
    assert "own_clientele" in {*opposing, *limb(result, "own_business").supporting}
    weighed = {w.indicator: w.limb for w in FR.weighings}
    for indicator in ("method_autonomy", "free_schedule"):
        assert indicator in {*opposing, *limb(result, weighed[indicator]).supporting}


def test_trap_15_exhibits_prove_and_are_no_sign_of_status():
    without = judged(facts(ELEMENTS))
    with_them = judged(facts([*ELEMENTS, "individual_evidence"]))
    assert (without.band, without.score_low) == (with_them.band, with_them.score_low)
    coded_facts = {f.indicator for f in FR.decisions["ca_paris_2025_deliveroo_9"].facts}
    assert "individual_evidence" in coded_facts


# --- 16. Chains -------------------------------------------------------------------------------

LEVELS = ("interposed_person", "multi_level_intermediation", "orders_by_client")


@pytest.mark.parametrize(
    ("answer", "orders"),
    [
        ("platform", "absent"),
        ("intermediary", "absent"),
        ("client", "present"),
        ("both", "present"),
        ("nobody", "absent"),
    ],
)
def test_trap_16_who_gives_the_orders_is_asked(answer, orders):
    assert state(answered(("instructions_from", answer)), "orders_by_client") == orders


@pytest.mark.parametrize("id_", [c.id for c in FR.conclusions.values() if c.field == "chain"])
def test_trap_16_nothing_about_a_chain_is_ever_said_to_be_established(id_):
    assert FR.conclusions[id_].standing == "arguable"
    chain = [
        "orders_by_client",
        "interposed_person",
        "labour_lending_for_profit",
        "multi_level_intermediation",
    ]
    result = closed(SUBORDINATED, registered=False, beside=facts([*CONCEALED, *chain]))
    assert conclusion(result, id_).state == "arguable"


def test_trap_16_the_client_whose_staff_direct_may_be_a_co_employer():
    found = {}
    for orders in ("present", "absent", None):
        beside = [finding("orders_by_client", orders)] if orders else []
        result = closed(SUBORDINATED, registered=False, beside=beside)
        each = conclusion(result, "co_employment_client")
        found[orders] = (each.state, each.missing)
    assert found == {
        "present": ("arguable", ()),
        "absent": ("excluded", ()),
        None: ("open", ("orders_by_client",)),
    }
    assert FR.conclusions["co_employment_client"].verification == "one_source"


def test_trap_16_lending_for_profit_takes_orders_of_the_client_and_marchandage_an_evasion():
    beside = facts(["labour_lending_for_profit", "formality_missing"], ["orders_by_client"])
    found = states(closed(SUBORDINATED, registered=False, beside=beside))
    assert (found["illicit_labour_lending"], found["marchandage"]) == ("excluded", "arguable")
    beside = facts(["labour_lending_for_profit", "orders_by_client"], ["formality_missing"])
    found = states(closed(SUBORDINATED, registered=False, beside=beside))
    assert (found["illicit_labour_lending"], found["marchandage"]) == ("arguable", "excluded")


@pytest.mark.parametrize(
    ("present", "absent", "expected"),
    [
        ([*CONCEALED, "multi_level_intermediation"], [], "arguable"),
        ([*CONCEALED, "orders_by_client"], [], "arguable"),
        ([*CONCEALED], [*LEVELS], "excluded"),
        (["formality_missing", "orders_by_client"], ["concealment_intended"], "excluded"),
        (["orders_by_client"], [], "open"),
    ],
)
def test_trap_16_joint_liability_takes_concealed_work_in_a_chain(present, absent, expected):
    result = closed(SUBORDINATED, registered=False, beside=facts(present, absent))
    assert conclusion(result, "joint_liability_client").state == expected


def test_trap_16_joint_liability_names_the_failure_that_remains_to_be_proved():
    note = FR.conclusions["joint_liability_client"].note
    for article in ("8222-1", "8222-5"):
        assert f"art.\u00a0L.\u00a0{article}" in note.fr
        assert article in note.en


def test_trap_16_the_level_in_a_chain_moves_no_status():
    without = judged(facts(SUBORDINATED))
    with_it = judged(facts([*SUBORDINATED, *LEVELS]))
    for field in ("band", "score_low", "score_high", "limbs"):
        assert getattr(without, field) == getattr(with_it, field)


# --- 17. Output -------------------------------------------------------------------------------


def test_trap_17_a_conclusion_is_one_of_four_words_and_open_ones_say_what_is_missing():
    looked_at = [*CONCEALED, "relationship_ended", "orders_by_client"]
    for chosen in itertools.product((None, "present", "absent"), repeat=len(looked_at)):
        given = [finding(i, s) for i, s in zip(looked_at, chosen, strict=True) if s]
        result = closed(SUBORDINATED, registered=False, beside=given)
        for each in result.conclusions:
            assert each.state in ("established", "arguable", "open", "excluded")
            if each.state == "open":
                assert each.missing or result.status_low != result.status_high
            known = {i for i, s in zip(looked_at, chosen, strict=True) if s}
            assert not known & set(each.missing)


def test_trap_17_what_is_not_known_is_unknown_and_asked():
    result = judged()
    assert (result.band, result.settled) == ("undetermined", False)
    assert {x.state for x in result.limbs} == {"unknown"}
    assert len(result.next_questions) >= 10


def test_trap_17_no_probability_of_success_is_ever_said():
    promise = re.compile(r"\bproba|\bchance|%|\blikely\b|\blikelihood\b|\bodds\b", re.IGNORECASE)
    said = list(FR.pack.outcome_words.values())
    for each in FR.conclusions.values():
        said += [each.label, each.definition, *([each.note] if each.note else [])]
        for node in nodes(each.test):
            said += [t for t in (node.when_true, node.when_false, node.when_unknown) if t]
    for node in nodes(FR.test):
        said += [t for t in (node.when_true, node.when_false, node.when_unknown) if t]
    assert not [t.fr for t in said if promise.search(t.fr) or promise.search(t.en)]
    limits = " ".join(t.en for t in FR.pack.limits)
    assert "no result is a probability" in limits.replace("\n", " ")
