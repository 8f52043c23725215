"""What clauses have to do with one another, and what their figures are for."""

from __future__ import annotations

import pytest

from nlp.links import find_links
from nlp.model import Clause, ProposedIndicator, Span
from nlp.quantities import find_quantities


def clause(text, *indicators, start=0, negated=False):
    proposed = tuple(
        ProposedIndicator(i, 0.9, negated, "worker", Span(start, start + 1, text[:1]), "rule")
        for i in indicators
    )
    return Clause(start, start + len(text), text, "", indicators=proposed)


def kinds(clauses):
    return [(link.kind, link.source, link.target) for link in find_links(clauses)]


def test_a_freedom_to_refuse_is_undone_by_a_rating_that_counts_refusals():
    free = clause("Vous pouvez refuser toute course.", "free_to_refuse")
    rating = clause("Chaque refus fait baisser votre note.", "ratings_and_metrics")
    assert kinds([free, rating]) == [("undoes", 1, 0)]
    assert find_links([free, rating])[0].indicators == ("ratings_and_metrics", "free_to_refuse")


def test_a_rating_that_counts_something_else_undoes_no_freedom():
    free = clause("You may decline any offer.", "free_to_refuse")
    rating = clause("Customers rate the haircut.", "ratings_and_metrics")
    assert kinds([free, rating]) == []


def test_a_denied_limit_undoes_nothing():
    free = clause("You choose your hours.", "free_schedule")
    denied = clause("There are no fixed hours.", "working_time", negated=True)
    assert kinds([free, denied]) == []


def test_notice_is_undone_by_a_closing_without_notice_only():
    notice = clause("You get thirty days’ notice.", "review_or_notice")
    abrupt = clause("We may close the account without prior notice.", "account_sanction")
    slow = clause("We may close the account of those who cheat.", "account_sanction")
    assert kinds([notice, abrupt, slow]) == [("undoes", 1, 0)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sous réserve de l’article 7, vous choisissez vos heures.", "excepts"),
        ("Subject to Clause 7, you choose your hours.", "excepts"),
        ("La procédure de l’article 7 s’applique.", "refers_to"),
    ],
)
def test_a_reference_leads_to_the_clause_of_that_number(text, kind):
    found = find_links([clause(text), clause("Article 7 – Créneaux")])
    assert [(link.kind, link.target, link.term) for link in found] == [(kind, 1, "7")]


def test_a_defined_word_is_tied_to_the_proposals_that_use_it():
    definition = clause("« Score » désigne la moyenne des notes laissées par les clients.")
    rule = clause("Un Score inférieur à 4 entraîne la fermeture.", "account_sanction")
    silent = clause("Le Score est public.")
    assert kinds([definition, rule, silent]) == [("defines", 0, 1)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Une commission de 20 % est prélevée.", "fr", ("rate", "20", "percent", "commission")),
        ("We keep a service fee of 12.5%.", "en", ("rate", "12.5", "percent", "commission")),
        ("Le virement est fait sous trente jours.", "fr", ("delay", "30", "day", "payment_delay")),
        ("You are paid within 7 days.", "en", ("delay", "7", "day", "payment_delay")),
        (
            "Le compte est désactivé sous une note de 4,2.",
            "fr",
            ("threshold", "4.2", "star", "rating_minimum"),
        ),
        (
            "Drivers with a rating below 4.6 are deactivated.",
            "en",
            ("threshold", "4.6", "star", "rating_minimum"),
        ),
        ("Le retrait minimum est de 10 €.", "fr", ("amount", "10", "EUR", "payout_minimum")),
        (
            "The payout threshold is five dollars.",
            "en",
            ("amount", "5", "USD", "payout_minimum"),
        ),
        ("Un préavis de deux mois est dû.", "fr", ("delay", "2", "month", "notice")),
        ("We give you 15 days’ notice.", "en", ("delay", "15", "day", "notice")),
        ("Vous devez être âgé de 18 ans.", "fr", ("delay", "18", "year", "age_minimum")),
        ("You must be 21 years old.", "en", ("age", "21", "year", "age_minimum")),
        ("Une pénalité de 50 € est due.", "fr", ("amount", "50", "EUR", "penalty")),
        (
            "Le taux d’acceptation reste au-dessus de 80 %.",
            "fr",
            ("rate", "80", "percent", "rate_minimum"),
        ),
        (
            "Points échangés à partir de 5 000 points.",
            "fr",
            ("amount", "5000", "point", "payout_minimum"),
        ),
        ("You have 40 seconds to accept.", "en", ("delay", "40", "second", "acceptance_time")),
        ("L’abonnement coûte quarante-neuf euros.", "fr", ("amount", "49", "EUR", "commission")),
        ("Each task is paid 4 cents.", "en", ("amount", "4", "cent", "pay")),
        (
            "Pendant douze mois, il ne démarche aucun client.",
            "fr",
            ("delay", "12", "month", "non_solicitation"),
        ),
        ("Le compte inactif six mois est fermé.", "fr", ("delay", "6", "month", "dormancy")),
        ("A claim is barred after one year.", "en", ("delay", "1", "year", "time_bar")),
    ],
)
def test_a_quantity_says_what_it_is_for(text, language, expected):
    found = find_quantities(text, 0, language)
    assert [(q.kind, q.value, q.unit, q.role) for q in found] == [expected]
