"""The catalogue as a book: every entry has a page, both ways linked, in both languages."""

import dataclasses
import datetime as dt
import re

import pytest

import criteria
from criteria import elsewhere
from criteria.model import Node, Text
from webapp import book, lawfiles
from webapp.chapters import walk
from webapp.views import catalogue

LAW = criteria.load()
BOOK = book.of(LAW)
#: One page of each kind, and those with something particular to show.
PAGES = [
    "/law",
    "/law/changes",
    "/law/elsewhere",
    "/law/search",
    "/law/search?q=prix",
    "/law/search?q=zzzzzz",
    "/law/fr",
    "/law/fr/test",
    *(f"/law/fr/{chapter}" for chapter in BOOK.chapters),
    *(f"/law/fr/{chapter}/{BOOK.order[chapter][0]}" for chapter in BOOK.chapters),
    "/law/fr/indicators/free_to_refuse",
    "/law/fr/indicators/refusal_limited",
    "/law/fr/decisions/ca_paris_2017_tee",
    "/law/fr/decisions/soc_2018_take_eat_easy",
    "/law/fr/presumptions/p_travailleur_independant",
]


def say(text, lang="fr"):
    return " ".join(text.in_(lang).split())


def at(authority):
    """The address of a statute or decision."""
    chapter = "decisions" if authority.id in LAW.decisions else "statutes"
    return f"/law/fr/{chapter}/{authority.id}"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_kind_of_page_is_sound(client, lang):
    client.get(f"/language/{lang}", 302)
    for path in PAGES:
        assert client.get(path).root.get("lang") == lang


def looked_at(path):
    """Every page of French law; of the others what is their own, and some of what all share."""
    found = re.fullmatch(r"/law/([\w-]+)/(indicators|questions)/(\w+)", path)
    return found is None or found[1] == "fr" or sum(map(ord, found[3] + found[1])) % 12 == 0


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_page_of_every_law_is_sound_and_leads_somewhere(client, lang):
    """Follows the links of the book, anchors of other pages included."""
    client.get(f"/language/{lang}", 302)
    todo, pages, wanted = ["/law"], {}, set()
    while todo:
        path = todo.pop()
        if path in pages or not looked_at(path):
            continue
        page = client.get(path)
        pages[path] = {e.get("id") for e in page.root.iter() if e.get("id")}
        for link in page.links:
            if link.startswith("/law"):
                target, _, anchor = link.partition("#")
                wanted.add((target, anchor))
                todo.append(target)
    assert {(t, a) for t, a in wanted if a and t in pages and a not in pages[t]} == set()
    reached = {target for target, _ in wanted}
    for jurisdiction in criteria.available():
        chapters = book.of(criteria.load(jurisdiction))
        for chapter in chapters.chapters:
            for id_ in chapters.order[chapter]:
                assert f"/law/{jurisdiction}/{chapter}/{id_}" in reached


def test_decisions_of_laws_without_a_test_can_be_read_and_are_said_to_be_no_precedents(client):
    page = client.get("/law/elsewhere")
    known = elsewhere.load()
    assert known
    for one in known:
        address = f"/law/elsewhere/{one.decision.id}"
        assert address in page.links
        read = client.get(address)
        assert say(one.decision.summary) in read.text
        assert "ne comptent jamais comme précédents" in read.text
        for fact in one.decision.facts:
            assert f"/law/fr/indicators/{fact.indicator}" in read.links
    near = client.get(f"/law/elsewhere/{known[0].decision.id}x", 404)
    assert f"/law/elsewhere/{known[0].decision.id}" in near.links
    assert "/law/elsewhere" in client.get("/law").links


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_one_page_of_each_kind_of_each_law_is_sound(client, lang):
    client.get(f"/language/{lang}", 302)
    for jurisdiction in criteria.available():
        chapters = book.of(criteria.load(jurisdiction))
        client.get(f"/law/{jurisdiction}")
        client.get(f"/law/{jurisdiction}/test")
        for chapter in chapters.chapters:
            for id_ in chapters.order[chapter][:1]:
                client.get(f"/law/{jurisdiction}/{chapter}/{id_}")


def test_the_contents_name_every_jurisdiction_that_has_a_pack(client):
    page = client.get("/law")
    for jurisdiction in criteria.available():
        assert f"/law/{jurisdiction}" in page.links
        assert say(criteria.load(jurisdiction).pack.name) in page.text


def test_every_page_of_the_site_leads_to_the_law(client, base):
    for path in ("/", "/about", "/cases/new", base, f"{base}/result"):
        assert "/law" in client.get(path).links


def test_an_indicator_tells_what_it_is_what_it_weighs_and_why(client):
    page = client.get("/law/fr/indicators/free_to_refuse")
    (w,) = BOOK.weighings("free_to_refuse")
    for text in (LAW.indicators["free_to_refuse"].definition, w.why, w.undercut_by[0].why):
        assert say(text) in page.text
    for id_ in w.authorities:
        assert f"/law/fr/decisions/{id_}" in page.links
    assert "/law/fr/indicators/refusal_limited" in page.links
    for decision, _fact in BOOK.found_in("free_to_refuse", "present"):
        assert f"/law/fr/decisions/{decision.id}" in page.links
    for asked in BOOK.asks("free_to_refuse"):
        assert f"/law/fr/questions/{asked.question.id}" in page.links


def test_an_indicator_whose_weight_changed_shows_each_period(client):
    page = client.get("/law/fr/indicators/refusal_limited")
    weighings = BOOK.weighings("refusal_limited")
    assert len(weighings) > 1
    for w in weighings:
        assert say(w.why) in page.text
    assert "jusqu’au 26 décembre 2019" in page.text
    assert "au 7 avril 2022" in page.text
    assert "depuis le 8 avril 2022" in page.text


@pytest.mark.parametrize("chapter", ["statutes", "decisions"])
def test_every_authority_leads_to_all_that_relies_on_it_and_back(client, chapter):
    for id_ in BOOK.order[chapter][::9]:
        page = client.get(f"/law/fr/{chapter}/{id_}")
        for kind, uses in BOOK.uses(chapter, id_).items():
            for use in uses:
                there = f"/law/fr/{use.place.chapter}/{use.place.id}"
                if use.place.chapter in ("test", "pack"):
                    continue
                assert there in page.links, (id_, kind)
                assert f"/law/fr/{chapter}/{id_}" in client.get(there, check=False).text


def test_every_citation_of_the_catalogue_is_found_from_the_authority():
    """Against a plain walk over the files' own words: nothing that cites is forgotten."""
    cited = {}
    for w in LAW.weighings:
        for id_ in w.authorities:
            cited.setdefault(id_, set()).add(("weights", w.indicator))
        for cut in w.undercut_by:
            for id_ in cut.authorities:
                cited.setdefault(id_, set()).add(("undercuts", w.indicator))
    for kind in ("limbs", "presumptions", "propositions", "questions"):
        for entry in getattr(LAW, kind).values():
            for id_ in entry.authorities:
                cited.setdefault(id_, set()).add((kind, entry.id))
    for node in BOOK.nodes.values():
        for id_ in node.authorities:
            cited.setdefault(id_, set()).add(("test", node.id))
    for id_, expected in cited.items():
        chapter = "decisions" if id_ in LAW.decisions else "statutes"
        uses = BOOK.uses(chapter, id_)
        found = {(kind, u.place.id) for kind, list_ in uses.items() for u in list_}
        assert expected <= found, id_


def test_an_authority_that_money_or_a_time_limit_rests_on_says_so(client):
    law = criteria.money.load("fr")
    told = [*law.claims.values(), *law.limitations.values()]
    for entry in told[::4]:
        for id_ in entry.cited.authorities[:1]:
            assert say(entry.label) in client.get(at(LAW.authorities[id_])).text


def test_the_level_of_verification_is_said_in_words_wherever_an_authority_is(client):
    for path in ("/law/fr/indicators/free_to_refuse", "/law/fr/test", "/law/fr/limbs/control"):
        page = client.get(path)
        for item in page.all("ul[@class='cites']/li"):
            assert item.find(".//span[@class]") is not None, "".join(item.itertext())
    memory = next(a for a in LAW.authorities.values() if a.verification == "memory")
    page = client.get(at(memory))
    assert "De mémoire" in page.text
    assert say(memory.verification_note) in page.text


def test_a_decision_read_in_part_is_not_said_to_be_read(client):
    partly = next(
        d
        for d in LAW.decisions.values()
        if d.verification == "official" and d.reasons_read != "full"
    )
    page = client.get(f"/law/fr/decisions/{partly.id}")
    assert "les motifs ne l’ont pas été, ou pas en entier" in page.text
    assert "Le texte officiel lui-même a été lu." not in page.text


def test_a_quashing_is_said_not_to_be_a_finding(client):
    for decision in LAW.decisions.values():
        text = client.get(f"/law/fr/decisions/{decision.id}", check=False).text
        quashing = (decision.outcome or "").startswith("quashed")
        assert ("Une cassation n’est pas une constatation" in text) is quashing, decision.id


def test_a_decision_that_fell_says_so_and_by_what(client):
    page = client.get("/law/fr/decisions/ca_paris_2017_tee")
    assert "elle ne fait plus autorité" in page.text
    assert "/law/fr/decisions/soc_2018_take_eat_easy" in page.links
    later = client.get("/law/fr/decisions/soc_2018_take_eat_easy")
    assert "/law/fr/decisions/ca_paris_2017_tee" in later.links
    assert "Cette décision est tombée" not in later.text


def test_a_missing_date_of_checking_and_a_missing_address_are_said(client):
    bare = next(a for a in LAW.authorities.values() if not a.checked_on and not a.source_url)
    page = client.get(at(bare))
    assert "aucune date n’est notée" in page.text
    assert "aucune adresse n’est notée" in page.text


def test_a_question_tells_what_each_answer_states(client):
    question = LAW.questions["price_fixed_by"]
    page = client.get("/law/fr/questions/price_fixed_by")
    for choice in question.choices:
        assert say(choice.label) in page.text
    for indicator in question.indicators:
        assert f"/law/fr/indicators/{indicator}" in page.links
    for exhibit in question.exhibits:
        assert say(exhibit) in page.text


def test_the_test_is_an_outline_of_all_its_steps(client):
    page = client.get("/law/fr/test")
    outline = page.root.find(".//ol[@class='proof outline']")
    ids = [e.get("id") for e in outline.iter("li") if e.get("id")]
    assert ids == [f"test-{node.id}" for node in walk(LAW.test)]
    text = " ".join("".join(outline.itertext()).split())
    for node in walk(LAW.test):
        assert say(BOOK.node_name(node)) in text
        for reason in (node.when_true, node.when_false, node.when_unknown):
            assert reason is None or say(reason) in text


def test_an_operator_that_these_pages_do_not_know_is_shown_by_its_label(client, monkeypatch):
    inner = Node("inner", "mystery", Text("Au-dedans", "Inside"))  # type: ignore[arg-type]
    outer = Node("outer", "riddle", Text("Énigme", "Riddle"), children=(inner,), ref="nowhere")  # type: ignore[arg-type]
    strange = dataclasses.replace(LAW, version="strange-1", test=outer)
    monkeypatch.setattr(lawfiles, "current", lambda jurisdiction: strange)
    page = client.get("/law/fr/test")
    assert "Énigme" in page.text
    assert "Au-dedans" in page.text
    client.get("/law/fr/book")


def test_neighbours_lead_through_a_chapter_from_end_to_end(client):
    for chapter in BOOK.chapters:
        ids = BOOK.order[chapter]
        assert sorted(ids) == sorted(BOOK.entries[chapter])
        walked, at = [ids[0]], ids[0]
        while (after := BOOK.neighbours(chapter, at)[1]) is not None:
            assert BOOK.neighbours(chapter, after.id)[0].id == at
            at = after.id
            walked.append(at)
        assert tuple(walked) == ids
    page = client.get(f"/law/fr/limbs/{BOOK.order['limbs'][1]}")
    rels = {a.get("rel"): a.get("href") for a in page.all("a") if a.get("rel")}
    assert rels["prev"] == f"/law/fr/limbs/{BOOK.order['limbs'][0]}"
    assert rels["next"] == f"/law/fr/limbs/{BOOK.order['limbs'][2]}"


def test_crumbs_lead_back_up(client):
    page = client.get("/law/fr/questions/price_fixed_by")
    crumbs = page.root.find(".//nav[@class='crumbs']")
    links = [a.get("href") for a in crumbs.iter("a")]
    assert links == ["/law", "/law/fr", "/law/fr/questions"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_whole_book_holds_every_entry_once_with_links_within(client, lang):
    client.get(f"/language/{lang}", 302)
    page = client.get("/law/fr/book")
    ids = {e.get("id") for e in page.root.iter() if e.get("id")}
    for chapter in BOOK.chapters:
        assert chapter in ids
        for id_ in BOOK.order[chapter]:
            assert f"{chapter}-{id_}" in ids
    body = page.root.find(".//div[@class='whole']")
    out = [a.get("href") for a in body.iter("a") if a.get("href", "").startswith("/")]
    assert out == []


def test_a_page_says_its_permanent_address_and_its_state_of_the_law(client):
    page = client.get("/law/fr/statutes/ct_L8221_6")
    assert "/law/fr/statutes/ct_L8221_6" in page.text
    assert LAW.version in page.text


def test_the_id_of_an_authority_alone_is_an_address(client):
    answer = client.get("/law/fr/authorities/soc_2018_take_eat_easy", 302)
    assert answer.location == "/law/fr/decisions/soc_2018_take_eat_easy"
    assert client.get("/law/fr/authorities/ct_L8221_6", 302).location.endswith("ct_L8221_6")
    client.get("/law/fr/authorities/nothing", 404)


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/law/fr/indicators/free_to_refus", "/law/fr/indicators/free_to_refuse"),
        ("/law/fr/decisions/take_eat_easy", "/law/fr/decisions/soc_2018_take_eat_easy"),
        ("/law/fr/statutes/CT_l8221_6", "/law/fr/statutes/ct_L8221_6"),
        ("/law/fr/questions/free_to_refuse", "/law/fr/indicators/free_to_refuse"),
        ("/law/fr/indicator/free_to_refuse", "/law/fr/indicators/free_to_refuse"),
        ("/law/fr/decision", "/law/fr/decisions"),
        ("/law/FR", "/law/fr"),
    ],
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_an_address_that_leads_nowhere_names_what_is_near(client, lang, path, near):
    client.get(f"/language/{lang}", 302)
    assert near in client.get(path, 404).links


@pytest.mark.parametrize(
    "path", ["/law/zz", "/law/fr/x/y/z", "/law/fr/indicators/%3Cscript%3E", "/law/fr/" + "a" * 3000]
)
def test_any_other_address_is_a_sound_page_that_says_so(client, path):
    page = client.get(path, 404)
    assert "<script>" not in page.html


def test_the_log_of_changes_tells_day_words_entries_and_period(client):
    page = client.get("/law/changes")
    for change in lawfiles.log.load():
        assert say(change.what) in page.text
        assert change.id in {e.get("id") for e in page.root.iter()}
    assert "depuis le 13 novembre 1996" in page.text
    assert "Aucune règle de droit n’a changé." in page.text
    assert "/law/fr/indicators/live_supervision" in page.links


def test_a_case_leads_to_the_law_where_it_shows_an_entry(client, base):
    page = client.get(f"{base}/questions/pay")
    question = next(q for q in LAW.questions.values() if q.section == "pay" and not q.sectors)
    link = next(a for a in page.all("a") if a.get("href") == f"/law/fr/questions/{question.id}")
    # Out of a form: what is typed must not be lost.
    assert link.get("target") == "_blank"
    client.post(f"{base}/answers/{question.id}", {f"a-{question.id}": question.choices[0].id})
    result = client.get(f"{base}/result")
    kinds = {link.split("/")[3] for link in result.links if re.match(r"/law/fr/\w+/", link)}
    assert {"questions", "limbs", "indicators", "statutes", "decisions", "presumptions"} <= kinds
    assert "/law/fr/test" in result.links
    assert f"/law/fr/questions/{question.id}" in client.get(f"{base}/answers").links


def test_periods_are_said_in_words(client, app):
    with app.test_request_context():
        day = dt.date(2022, 4, 8)
        validity = criteria.model.Validity
        assert catalogue.period(validity()) == ""
        assert catalogue.period(validity(day, None)) == "depuis le 8\u00a0avril\u00a02022"
        assert catalogue.period(validity(None, day)) == "jusqu’au 8\u00a0avril\u00a02022"
