"""The page on money and time limits: given by hand, computed, kept, erased with the case."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

import rules
from webapp.models import MoneyRow

DATES = {
    "relation_start": "2024-01-01",
    "relation_end": "2025-12-31",
    "notified_on": "2025-12-31",
    "as_of": "2026-03-01",
}
PERIOD = {
    "start": "2025-01-06",
    "end": "2025-12-28",
    "hours_low": "20",
    "hours_high": "30",
    "basis": "stated",
    "waiting_low": "5",
    "received": "6 000,50",
    "platform_fees": "600",
    "expenses": "120",
}


@pytest.fixture
def page(base):
    return f"{base}/money"


@pytest.fixture
def filled(client, page):
    client.post(f"{page}/dates", DATES)
    client.post(f"{page}/periods/new", PERIOD)
    return page


def stored(session):
    session.expire_all()
    return session.query(MoneyRow).one().data


def test_an_empty_case_says_what_to_give_and_shows_the_clocks_to_establish(client, page):
    shown = client.get(page)
    assert "Rien n’est encore donné" in shown.text
    assert "départ inconnu" in shown.text
    assert "Cherchez le jour où la désactivation a été annoncée" in shown.text
    assert "Rappel de salaire" not in shown.text


def test_the_page_is_a_tab_of_the_case(client, base):
    assert f"{base}/money" in client.get(base).links


def test_the_clocks_come_before_the_amounts_and_the_shortest_first(client, filled):
    text = client.get(filled).text
    assert "reste 305 jours" in text  # from 1 March to 31 December 2026
    order = [
        "Contester la rupture",
        "Exécution du contrat",
        "Faire reconnaître le contrat",
        "Rappel de salaire",
    ]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_page_is_sound_in_both_languages(client, filled, lang):
    client.post(
        f"{filled}/values/new",
        {"table": "smic_hourly", "value": "12,31", "start": "2026-06-01", "note": "<b>décret</b>"},
    )
    client.get(f"/language/{lang}", 302)
    for path in ("", "/dates", "/periods/new", "/periods/1", "/periods/1/delete", "/values/new"):
        page = client.get(filled + path)
        assert page.root.get("lang") == lang
        assert "<b>décret" not in page.html


def test_numbers_are_read_as_they_are_written_in_french(client, filled, session):
    (period,) = stored(session)["periods"]
    assert period["received"] == 6000.5
    assert period["hours_per_week"] == {"low": 20, "high": 30}
    assert period["waiting_hours_per_week"] == 5


def test_a_range_shows_its_steps_and_the_values_of_their_days(client, filled):
    text = client.get(filled).text
    # 51 weeks (6 January to 28 December 2025) at 11.88: 20 × 51 × 11.88 − 6,000.50 = 6,117.10
    # and 30 × 51 × 11.88 − 6,000.50 = 12,175.90
    assert "de 6 117,10 € à 12 175,90 €" in text.replace("\u202f", " ").replace("\xa0", " ")
    assert "SMIC horaire brut : 11,88 €/h" in text.replace("\u202f", " ").replace("\xa0", " ")
    assert "Semaine par semaine" in text


def test_an_assumption_that_is_changed_changes_the_amounts_and_stays(client, filled, session):
    before = client.get(filled).text
    client.post(f"{filled}/choices", {"a-waiting": "counted", "c-intent": "yes"})
    data = stored(session)
    assert data["assumptions"]["waiting"] == "counted"
    assert data["conditions"]["intent"] is True
    after = client.get(filled)
    assert after.text != before
    chosen = [i for i in after.all("input") if i.get("name") == "a-waiting"]
    assert [i.get("value") for i in chosen if i.get("checked") is not None] == ["counted"]


def test_an_option_that_does_not_exist_is_refused(client, filled):
    client.get(filled)
    client.post(f"{filled}/choices", {"a-waiting": "nope"}, status=400)


def test_the_lump_sum_is_never_given_without_its_conditions(client, filled):
    article = _claim(client.get(filled), "cl_td")
    assert "si les conditions sont établies" in article
    client.post(f"{filled}/choices", {"c-intent": "no"})
    article = _claim(client.get(filled), "cl_td")
    assert "pas dû" in article
    assert "€" not in article.partition("Indemnité forfaitaire")[2][:40]


def _claim(page, id):
    (article,) = [a for a in page.all("article") if a.get("id") == id]
    return "".join(article.itertext())


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"start": ""}, "#start"),
        ({"end": "2024-12-31"}, "#end"),
        ({"end": "2026-02-01"}, "#end"),
        ({"start": "2023-12-31"}, "#start"),
        ({"hours_low": "beaucoup"}, "#hours_low"),
        ({"hours_low": "169"}, "#hours_low"),
        ({"hours_low": "31"}, "#hours_low"),
        ({"hours_low": ""}, "#hours_low"),
        ({"hours_low": "160", "hours_high": "165"}, "#hours_low"),
        ({"received": "-5"}, "#received"),
        ({"received": "2000000000"}, "#received"),
        ({"label": "x" * 301}, "#label"),
    ],
)
def test_what_is_wrong_with_a_period_is_said_beside_its_field(client, page, change, field):
    client.post(f"{page}/dates", DATES)
    shown = client.post(f"{page}/periods/new", {**PERIOD, **change}, status=422)
    assert field in shown.links
    (wrong,) = [i for i in shown.all("input") if i.get("id") == field[1:]]
    assert wrong.get("aria-invalid") == "true"
    assert "$" not in shown.text.replace("Reçu en tout", "")


def test_two_periods_may_not_hold_the_same_day(client, filled):
    shown = client.post(f"{filled}/periods/new", {**PERIOD, "start": "2025-12-28"}, status=422)
    assert "déjà dans la période n° 1" in shown.text


def test_dates_that_leave_a_period_outside_the_relation_are_refused(client, filled):
    late = {**DATES, "relation_start": "2025-06-01"}
    shown = client.post(f"{filled}/dates", late, status=422)
    assert "#relation_start" in shown.links
    shown = client.post(f"{filled}/dates", {**DATES, "relation_end": "2023-01-01"}, status=422)
    assert "#relation_end" in shown.links


def test_a_period_can_be_changed_and_deleted(client, filled, session):
    client.post(f"{filled}/periods/1", {**PERIOD, "hours_high": "", "label": "Matin"})
    (period,) = stored(session)["periods"]
    assert period["hours_per_week"] == 20
    assert period["label"] == "Matin"
    client.post(f"{filled}/periods/1/delete")
    assert "periods" not in stored(session)
    client.get(f"{filled}/periods/1", 404)


def test_a_value_of_ones_own_is_said_to_be_ones_own(client, filled, session):
    client.post(f"{filled}/values/new", {"table": "overtime_first_increase", "value": "12"})
    assert stored(session)["own_values"] == [{"table": "overtime_first_increase", "value": 0.12}]
    client.post(f"{filled}/periods/1", {**PERIOD, "hours_high": "40"})
    shown = client.get(filled)
    assert "Valeur donnée par vous, non vérifiée" in _claim(shown, "cl_overtime")
    client.post(f"{filled}/values/1/delete")
    assert "own_values" not in stored(session)


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ({"table": "smic_hourly", "value": "12", "start": "2025-06-01"}, "#start"),
        ({"table": "smic_hourly", "value": "12", "start": ""}, "#start"),
        ({"table": "overtime_first_increase", "value": "9"}, "#value"),
        ({"table": "leave_share", "value": "9"}, "#table"),
        ({"table": "smic_hourly", "value": ""}, "#value"),
    ],
)
def test_a_value_that_the_law_does_not_leave_open_is_refused(client, filled, value, field):
    assert field in client.post(f"{filled}/values/new", value, status=422).links


def test_the_input_and_the_result_can_be_taken_away(client, filled):
    given = client.get(f"{filled}/money.json")
    assert rules.parse_money(given.data).periods[0].hours.high == 30
    result = json.loads(client.get(f"{filled}/claims.json").data)
    assert result["format"] == "requalif-claims/1"
    assert result["as_of"] == "2026-03-01"


def test_a_case_exported_with_its_documents_keeps_its_money(client, filled, base, session):
    archive = client.get(f"{base}/case.zip").data
    answer = client.post(
        "/cases/import",
        {"case": (io.BytesIO(archive), "case.zip")},
        content_type="multipart/form-data",
    )
    session.expire_all()
    first, second = session.query(MoneyRow).all()
    assert first.case_id != second.case_id
    assert first.data == second.data
    assert "reste 305 jours" in client.get(f"{answer.location}/money").text


def test_money_is_erased_with_its_case(client, filled, base, session):
    client.post(f"{base}/delete")
    session.expire_all()
    assert session.query(MoneyRow).count() == 0


def test_a_law_that_says_nothing_of_money_has_no_such_tab(client, base, row, session):
    row.jurisdiction = "pt"
    session.commit()
    assert f"{base}/money" not in client.get(base).links
    client.get(f"{base}/money", 404)


def test_words_of_the_user_are_shown_as_text(client, page):
    client.post(f"{page}/dates", DATES)
    client.post(f"{page}/periods/new", {**PERIOD, "label": "<script>alert(1)</script>"})
    for path in ("", "/periods/1", "/periods/1/delete"):
        assert "<script>alert" not in client.get(page + path).html


def test_a_choice_that_the_law_no_longer_has_is_left_aside(client, filled, row, session):
    session.refresh(row)
    row.money.data = {
        **row.money.data,
        "assumptions": {"waiting": "gone", "old": "one"},
        "conditions": {"old": True},
    }
    session.commit()
    client.get(filled)
    client.post(f"{filled}/periods/1", PERIOD)
    assert "old" not in str(stored(session))


def test_a_value_that_the_catalogue_has_overtaken_can_be_deleted(client, filled, row, session):
    session.refresh(row)
    old = [
        {"table": "smic_hourly", "from": day, "value": 9} for day in ("2025-01-01", "2025-02-01")
    ]
    row.money.data = {**row.money.data, "own_values": old}
    session.commit()
    client.post(f"{filled}/choices", {"a-waiting": "counted"})
    client.post(f"{filled}/values/1/delete")
    assert len(stored(session)["own_values"]) == 1


def test_the_page_of_a_case_that_does_not_exist_is_not_found(client):
    for path in ("", "/dates", "/periods/new", "/money.json"):
        client.get(f"/cases/nothing/money{path}", 404)


def test_a_bundle_whose_money_is_wrong_is_refused_whole(client, base, session):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as bundle:
        bundle.writestr("case.json", '{"format": "requalif-case/1"}')
        bundle.writestr("money.json", '{"format": "requalif-money/1", "periods": [{}]}')
    archive.seek(0)
    shown = client.post(
        "/cases/import",
        {"case": (archive, "case.zip")},
        content_type="multipart/form-data",
        status=422,
    )
    assert "$.periods[0]" in shown.text
    assert session.query(MoneyRow).count() == 0
