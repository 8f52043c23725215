"""Searching the law: all words, titles first, as people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import criteria
from criteria import elsewhere
from webapp import lawsearch
from webapp.lawsearch import asked_words, excerpt, indexes, marked, search, suggestions, words

LAW = criteria.load()
FRENCH = indexes([LAW], "fr")


def found(query, lang="fr", kind=""):
    return [(h.entry.kind, h.entry.place.id) for h in search(indexes([LAW], lang), query, kind)]


def test_every_word_must_match():
    both = set(found("prix plateforme"))
    assert both
    assert both <= set(found("prix")) & set(found("plateforme"))
    assert found("prix zzzz") == []


@pytest.mark.parametrize(
    "typed", ["géolocalisation", "geolocalisation", "GÉOLOCALISATION", "ge\u0301olocalisation"]
)
def test_accents_capitals_and_their_composition_do_not_matter(typed):
    assert found(typed) == found("géolocalisation") != []


def test_apostrophes_and_spaces_of_every_kind_are_one():
    expected = found("l’employeur")
    assert expected
    for typed in ("l'employeur", "l`employeur", "employeur", "  l’employeur\u202f?", "d’employeur"):
        assert found(typed) == expected, typed


@pytest.mark.parametrize(
    ("typed", "id_"),
    [
        ("17-20.079", "soc_2018_take_eat_easy"),
        ("17-20079", "soc_2018_take_eat_easy"),
        ("L. 8221-6", "ct_L8221_6"),
        ("l8221-6", "ct_L8221_6"),
        ("art. L.\u00a08221-6", "ct_L8221_6"),
        ("soc_2018_take_eat_easy", "soc_2018_take_eat_easy"),
        ("ECLI:FR:CCASS:2018:SO01737", "soc_2018_take_eat_easy"),
        ("take eat easy", "soc_2018_take_eat_easy"),
        ("coeur", "core_business"),
    ],
)
def test_what_lawyers_type_is_found(typed, id_):
    assert id_ in [name for _kind, name in found(typed)][:8]


def test_an_article_comes_before_what_cites_it():
    assert found("L. 8221-6")[0] == ("statutes", "ct_L8221_6")


def test_a_title_comes_before_a_body():
    label = LAW.indicators["price_set_by_platform"].label.fr
    assert found(label)[0] == ("indicators", "price_set_by_platform")
    hits = search(FRENCH, "sanction")
    titled = [
        any(w.startswith("sanction") for w in words(f"{h.entry.title} {h.entry.keys}"))
        for h in hits
    ]
    assert titled == sorted(titled, reverse=True)


def test_the_beginning_of_a_word_and_its_plural_are_enough():
    assert set(found("sanction")) >= set(found("sanctions")) != set()
    assert found("géoloc")
    assert set(found("livreur")) >= set(found("livreurs")) != set()


def test_each_language_searches_its_own_texts():
    assert found("refuse", "en")
    assert ("indicators", "price_set_by_platform") in found("platform price", "en")


def test_a_kind_is_only_that_kind():
    for kind in lawsearch.KINDS:
        assert {k for k, _ in found("plateforme", kind=kind)} <= {kind}


def test_shared_entries_are_found_once_over_several_laws():
    import dataclasses

    other = dataclasses.replace(LAW, version="zz-1", pack=dataclasses.replace(LAW.pack, id="zz"))
    hits = search(indexes([LAW, other], "fr"), "prix")
    shared = [(h.entry.kind, h.entry.place) for h in hits if h.entry.kind in lawsearch.SHARED]
    assert len(shared) == len(set(shared))
    assert {h.entry.jurisdiction for h in hits if h.entry.kind == "statutes"} == {"fr", "zz"}


def test_decisions_of_laws_without_a_pack_are_found_and_told_apart(client):
    (one, *_rest) = elsewhere.load()
    page = client.get("/law/search", query_string={"q": one.decision.title.fr})
    assert f"/law/elsewhere/{one.decision.id}" in page.links
    page = client.get("/law/search", query_string={"q": one.decision.title.fr, "in": "fr"})
    assert f"/law/elsewhere/{one.decision.id}" not in page.links


def test_a_misspelt_word_is_answered_with_near_ones():
    assert "plateforme" in suggestions(FRENCH, "plateformz")
    assert suggestions(FRENCH, "sanction géolocalisation charte")
    assert suggestions(FRENCH, "qqqqqqqq") == []


def test_what_matches_is_marked_as_it_is_written():
    pieces = marked("L’Employeur décide, des employeurs aussi.", ["employeur"])
    assert [p for p, hit in pieces if hit] == ["Employeur", "employeurs"]
    assert "".join(p for p, _ in pieces) == "L’Employeur décide, des employeurs aussi."


@given(st.text(max_size=400), st.lists(st.text(min_size=1, max_size=8), max_size=4))
def test_marking_and_cutting_lose_nothing_of_what_is_shown(text, asked):
    import unicodedata

    kept = unicodedata.normalize("NFC", text)
    assert "".join(piece for piece, _ in marked(text, asked)) == kept
    cut = excerpt(text, asked)
    assert cut.removeprefix("… ").removesuffix(" …").strip() in kept


@given(st.text(max_size=300))
def test_any_query_is_answered(query):
    search(FRENCH, query)
    assert len(asked_words(query)) <= lawsearch.MOST_WORDS


# -- the page ------------------------------------------------------------------------------


def test_the_page_counts_marks_and_leads_to_what_it_found(client):
    page = client.get("/law/search?q=prix fixés plateforme")
    assert "/law/fr/indicators/price_set_by_platform" in page.links
    assert {"".join(m.itertext()).lower() for m in page.all("mark")} >= {"prix", "plateforme"}
    assert "résultat" in page.text


def test_filters_hold_and_nothing_found_says_what_there_is_without_them(client):
    page = client.get("/law/search?q=prix&kind=decisions&in=fr")
    assert all("/indicators/" not in link for link in page.links)
    page = client.get("/law/search?q=take+eat+easy&kind=questions")
    assert "Rien de trouvé" in page.text
    assert any("sans les filtres" in "".join(a.itertext()) for a in page.all("a"))
    client.get("/law/search?q=prix&kind=nonsense&in=nowhere&page=999999")
    client.get("/law/search?q=prix&page=-3")


def test_long_lists_come_in_pages_that_keep_the_search(client):
    page = client.get("/law/search?q=plateforme&in=fr")
    (following,) = [link for link in page.links if "page=2" in link]
    assert "q=plateforme" in following
    assert "in=fr" in following
    second = client.get(following)
    assert second.root.find(".//ol[@class='hits']").get("start") == "21"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_result_suggests_near_words(client, lang):
    client.get(f"/language/{lang}", 302)
    page = client.get("/law/search?q=plateformz" if lang == "fr" else "/law/search?q=platfrom")
    assert any(link.startswith("/law/search?q=pla") for link in page.links)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_search_without_end_is_refused_with_its_limit(client, lang):
    client.get(f"/language/{lang}", 302)
    page = client.get("/law/search?q=" + "mot+" * 100, 422)
    assert str(lawsearch.LONGEST_QUERY) in page.text


def test_what_is_searched_for_is_shown_as_text(client):
    page = client.get('/law/search?q=<script>alert("x")</script>')
    assert "<script>alert" not in page.html
    client.get("/law/search?q=%00%ff%ed%a0%80")
