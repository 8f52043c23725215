"""What laws of other shapes add to the report: statuses, scope, periods, further conclusions,
decisions that part, tables, what a law lays down; and several laws side by side."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections import Counter
from dataclasses import replace

import html5lib
import pytest

from reports import ReportInput, render
from reports.build import build
from reports.compare import as_text, in_words
from reports.messages import Messages
from rules import compare
from rules.model import Worker
from tests.reports import laws, samples


def page(given: ReportInput) -> str:
    return render(given, "html").decode("utf-8")


def plain(text: str) -> str:
    """Shown text, with ordinary spaces."""
    text = re.sub(r"<[^>]+>", " ", text).replace("\u00a0", " ").replace("\u202f", " ")
    return " ".join(text.replace("&#39;", "'").split())


def section(html: str, name: str) -> str:
    return plain(html.split(f'<section id="{name}"')[1].split("</section>")[0])


THREE, VIEW, TABLED = laws.three(), laws.view(), laws.tabled()
EVERY = [laws.report(law, lang) for law in (THREE, VIEW, TABLED) for lang in ("fr", "en")]
NAMES = [f"{law}-{lang}" for law in ("three", "view", "tabled") for lang in ("fr", "en")]


@pytest.mark.parametrize("given", EVERY, ids=NAMES)
def test_the_page_is_valid_and_every_link_leads_somewhere(given: ReportInput) -> None:
    html = page(given)
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    ids = [e.get("id") for e in tree.iter() if e.get("id")]
    assert [i for i, n in Counter(ids).items() if n > 1] == []
    assert {e.get("href", "")[1:] for e in tree.iter("a")} - set(ids) == set()
    levels = [int(n) for n in re.findall(r"<h([1-6])", html)]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


# -- status --------------------------------------------------------------------------------


def test_the_status_is_said_in_words_with_what_is_proved_and_who_must_prove() -> None:
    s = build(laws.report(THREE)).summary
    assert s.band == "intermediate"
    assert plain(s.status).startswith("Statut : au moins « Travailleur » ; « Salarié »")
    assert plain(s.proved).startswith("Sur ce qui est prouvé à ce jour")
    assert "travailleur" in s.burden[0]
    assert s.burden[1] == ("essai_1",)


def test_a_law_with_two_statuses_says_it_by_its_band_alone() -> None:
    assert build(laws.report(TABLED)).summary.status == ""


def test_a_remedy_is_told_from_the_status_of_employee() -> None:
    assert "sans en donner le statut" in build(laws.report(VIEW)).summary.status


def test_nothing_is_said_of_proof_where_nothing_is_open() -> None:
    given = laws.report(THREE)
    settled = replace(
        given.assessment, settled=True, status_low="worker", status_high="worker",
        status_proved="worker",
    )  # fmt: skip
    s = build(replace(given, assessment=settled)).summary
    assert (plain(s.status), s.proved) == ("Statut : « Travailleur ».", "")


def test_a_band_without_words_of_its_law_has_ours() -> None:
    bare = replace(THREE, pack=replace(THREE.pack, outcome_words={}))
    assert build(laws.report(bare)).summary.outcome == "Un statut intermédiaire au moins"


def test_quotation_marks_inside_quotation_marks_are_inner_ones() -> None:
    assert Messages("fr").inner("«\u202fWorker\u202f» du b") == "“Worker” du b"
    assert Messages("en").inner("limb (b) “worker”") == "limb (b) ‘worker’"


def test_each_status_between_has_its_test_shown_with_a_carve_out_said_to_be_one() -> None:
    said = section(page(laws.report(THREE)), "reasoning")
    assert "Le critère du statut « Travailleur »" in said
    assert "Ceci doit manquer" in said
    assert "sans clientèle propre" in said


def test_an_overall_view_says_that_it_never_concludes() -> None:
    assert "ne conclut donc jamais seule" in section(page(laws.report(VIEW)), "reasoning")


# -- scope ---------------------------------------------------------------------------------


def under_view(registered: bool | None) -> ReportInput:
    case = laws.case(worker=Worker("W1", None))
    if registered is not None:
        from rules.model import Finding

        state = "present" if registered else "absent"
        case = replace(case, findings=(*case.findings, Finding("registered", state, "practice")))
    return laws.report(VIEW, given=case)


def test_a_law_that_does_not_speak_of_the_case_gives_no_result_of_it() -> None:
    given = under_view(False)
    s = build(given).summary
    assert (s.outside, s.outcome, s.tag) == (
        True,
        "Ce droit ne parle pas de ce cas",
        "Hors de son champ",
    )
    assert "n’est pas organisé en ligne" in s.settled_words
    assert s.status == s.proved == ""
    first = page(given).split('id="contents"')[0]
    assert "<svg" not in first
    assert "S’il en parlait" in first


def test_a_law_that_may_not_speak_of_the_case_says_what_is_to_be_known() -> None:
    s = build(under_view(None)).summary
    assert not s.outside
    assert "Il reste à savoir si le travail est organisé en ligne." in s.scope


def test_a_law_that_speaks_of_the_case_says_so_in_the_reasoning_only() -> None:
    given = under_view(True)
    assert build(given).summary.scope == ""
    assert "Le travail est organisé en ligne." in section(page(given), "reasoning")


# -- periods and dates ---------------------------------------------------------------------


def test_each_part_of_the_period_has_its_days_its_cause_and_its_result() -> None:
    report = build(laws.report(THREE))
    assert [(plain(p.words), p.causes, p.on) for p in report.periods] == [
        ("du 1er janvier 2025 au 31 mars 2025", "début des faits", "2025-03-31"),
        ("du 1er avril 2025 au 30 juin 2025", "les faits", "2025-06-30"),
        ("du 1er juillet 2025 au 30 septembre 2025", "le droit et les conditions", "2025-09-30"),
        ("du 1er octobre 2025 au 1er mars 2026", "les faits", "2026-03-01"),
    ]
    assert [p.current for p in report.periods] == [False, False, False, True]
    assert report.periods[3].outcome == report.summary.outcome


def test_the_change_of_law_points_to_the_parts() -> None:
    texts = [text for text, _ in build(laws.report(THREE)).notices]
    assert any("Période par période" in text for text in texts)
    assert not any("faites une analyse par période" in text for text in texts)


def test_days_older_than_the_catalogue_are_said_not_to_be_assessed() -> None:
    texts = [plain(text) for text, _ in build(laws.report(VIEW)).notices]
    assert any("commencent avant le 1er janvier 2026" in text for text in texts)


def test_findings_of_another_date_are_shown_apart_with_their_dates() -> None:
    report = build(laws.report(THREE))
    shown = {group.label: plain(group.quotes[0].when) for group in report.elsewhere}
    assert shown == {
        "Prix fixés par la plateforme": "version appliquée du 1er janvier 2024 au 30 juin 2025",
        "Surveillance de l’activité pendant l’exécution": "jusqu’au 31 mars 2025",
    }


def test_a_dated_finding_that_counts_bears_its_date() -> None:
    entry = page(laws.report(THREE)).split('id="indicator-account_sanction"')[1]
    assert "depuis le 1er octobre 2025" in plain(entry.split("</article>")[0])


def test_an_exhibit_says_until_when_its_version_applied() -> None:
    assert "appliqué jusqu’au 31 décembre 2026" in section(page(laws.report(THREE)), "facts")


def test_a_case_of_one_day_has_no_such_section() -> None:
    given = laws.report(TABLED, given=laws.case(facts_from=samples.DAY, findings=()))
    html = page(given)
    assert 'id="periods"' not in html
    assert "Période par période" not in html


# -- further conclusions -------------------------------------------------------------------


def test_each_conclusion_stands_apart_with_field_state_gaps_and_burden() -> None:
    found = {c.anchor: c for c in build(laws.report(THREE)).conclusions}
    said = {a: (c.field, c.state_words, c.burden) for a, c in found.items()}
    assert said == {
        "conclusion-hidden_work": ("Droit pénal", "Ouverte", "l’autorité ou l’accusation"),
        "conclusion-affiliation": ("Sécurité sociale", "Conditions réunies", "la plateforme"),
        "conclusion-other_ground": (
            "Droit du travail", "Soutenable, non acquise", "le travailleur",
        ),
        "conclusion-joint": (
            "Chaîne contractuelle", "Écartée", "chaque partie, pour ce qu’elle avance",
        ),
    }  # fmt: skip
    missing = found["conclusion-hidden_work"].missing
    assert [plain(n.label) for n in missing] == [
        "le statut « Salarié » lui-même",
        "Retenue ou non-paiement",
    ]


def test_what_no_decision_applies_is_never_shown_as_law() -> None:
    html = page(laws.report(THREE))
    for name in ("other_ground", "joint"):
        entry = html.split(f'id="conclusion-{name}"')[1].split("</article>")[0]
        assert "aucune décision lue ne l’applique" in plain(entry)
        assert entry.index('class="flag"') < entry.index('class="definition"')
    arguable = html.split('id="conclusion-other_ground"')[1].split("</article>")[0]
    first = re.search(r'<span class="verdict verdict-(\w+)">([^<]+)', arguable)
    assert first is not None
    assert first.groups() == ("unknown", "conditions réunies")
    settled = html.split('id="conclusion-hidden_work"')[1].split("</article>")[0]
    assert "aucune décision lue" not in settled


def test_conclusions_are_in_the_contents_with_their_state() -> None:
    contents = page(laws.report(THREE)).split('id="contents"')[1].split("</nav>")[0]
    assert "#conclusion-hidden_work" in contents
    assert "Ouverte" in contents
    assert "Les autres conclusions" not in page(laws.report(TABLED))


# -- decisions that part, presumptions, parameters, tables ---------------------------------


def test_decisions_that_part_are_shown_with_court_date_and_which_prevails() -> None:
    said = section(page(laws.report(THREE)), "precedents")
    assert "Là où les décisions se séparent" in said
    assert "L’emporte : Cour d’essai, 4 mars 2020" in said
    assert "juridiction d’appel · 6 mai 2024" in said
    assert "Faits communs aux trois :" in said
    assert "Statut reconnu : « Travailleur »" in said


@pytest.mark.parametrize(
    ("higher", "later", "said"),
    [
        ("cour_1", "cour_1", "de juridiction plus élevée et plus récente"),
        ("", "appel_2", "Juridictions de même degré"),
    ],
)
def test_between_two_decisions_the_court_comes_before_the_date(
    higher: str, later: str, said: str
) -> None:
    given = laws.report(THREE)
    parted = replace(given.assessment.precedent_conflicts[0], higher=higher, later=later)
    changed = replace(given.assessment, precedent_conflicts=(parted,))
    (view,) = build(replace(given, assessment=changed)).precedent_conflicts
    assert said in view.says


def test_a_presumption_says_who_must_prove_the_contrary() -> None:
    assert "Preuve contraire à rapporter par la plateforme" in section(
        page(laws.report(VIEW)), "presumptions"
    )


def test_the_method_says_what_the_law_lays_down_that_day_and_on_what_authority() -> None:
    said = section(page(laws.report(THREE)), "method")
    assert "L’écrit est le point de départ, la pratique peut l’écarter (en vigueur" in said
    assert "Le seul temps de connexion. Seul le temps connecté compte." in said
    assert "Qui doit prouver Le travailleur. Qui réclame prouve." in said
    assert "l’écrit est le point de départ ; quand la pratique diffère" in said


def test_a_law_that_is_silent_is_said_to_be() -> None:
    assert section(page(laws.report(TABLED)), "method").count("Le droit lu ne le dit pas") == 3


def test_where_terms_prevail_nothing_says_that_practice_does() -> None:
    given = laws.report(THREE)
    day = dt.date(2025, 5, 1)
    from rules import assess

    html = page(replace(given, assessment=assess(given.case, THREE, day)))
    assert "à cette date, l’écrit l’emporte" in plain(html)
    assert "la pratique l’emporte" not in plain(html)


def test_a_decision_table_says_what_it_may_still_give() -> None:
    assert "Maîtrise de l’heure IN et OUT" in section(page(laws.report(TABLED)), "reasoning")


def test_a_fact_of_which_the_law_does_not_speak_is_said_to_count_for_nothing() -> None:
    entry = page(laws.report(VIEW)).split('id="indicator-label_independent"')[1]
    assert "Aucune règle de ce droit ne parle" in entry.split("</article>")[0]


# -- several laws --------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_several_laws_are_told_in_words_each_with_its_rule_and_its_reasons(lang: str) -> None:
    young = replace(TABLED, pack=replace(TABLED.pack, law_from=dt.date(2026, 6, 1)))
    found = compare(laws.case(), [THREE, VIEW, young], lang=lang)
    three, view, late = in_words(found, "0.1.0", lang)
    assert three.own
    assert three.summary is not None
    assert three.summary == build(laws.report(THREE, lang)).summary
    assert view.not_looked_at == (samples.NAMES["label_independent"][2].in_(lang),)
    assert len(view.sector_rules) == 1
    assert late.summary is None
    assert "2026" in late.too_old


def test_the_form_of_a_rule_is_said_in_words() -> None:
    (view,) = in_words(compare(laws.case(), [VIEW]), "0.1.0", "fr")
    assert plain(view.shape) == (
        "2 conditions, toutes nécessaires ; des exceptions qui l’écartent ; une présomption de "
        "salariat qui peut être renversée ; au moins 3 signes sur 4 ; une vue d’ensemble sans "
        "poids fixés, qui ne conclut jamais seule ; des critères établis par des signes pesés"
    )


def test_in_plain_text_a_law_outside_its_scope_draws_no_interval() -> None:
    text = as_text(compare(under_view(False).case, [VIEW]), "0.1.0", "en")
    assert "This law does not speak of the case (Outside its scope)" in text
    assert "If it did" in text
    assert "It is not a probability" not in text
