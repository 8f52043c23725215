"""Statutes, decisions and propositions: carried over exactly, told in our own words.

The research they come from is read beside the repository; where it is absent, the tests that
compare with it are skipped and say so.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re

import pytest
import yaml

import criteria
from criteria.model import VERIFICATION_LEVELS, Authority, Decision, Proposition, Text

RANK = {level: i for i, level in enumerate(VERIFICATION_LEVELS)}
#: A run of words shared with the research that long would be its sentence, not ours.
LONGEST_SHARED_RUN = 15
PLAIN_SPACE = re.compile(r" [;:!?»]|« |\w[;!?»]|«[^\u202f]|'|\"")
TIGHT_COLON = re.compile(r"[^\W\d]:(?:\s|$)")
DAY = re.compile(r"(\d{1,2})(?:er)? ([^\W\d]+) (\d{4})")
FR_MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
EN_MONTHS = "January February March April May June July August September October November December"


@pytest.fixture(scope="module")
def fr():
    return criteria.load("fr")


@pytest.fixture(scope="module")
def research(shared_dir):
    path = shared_dir / "law" / "france.yaml"
    if not path.is_file():
        pytest.skip("NOT CHECKED: law/france.yaml is missing from the shared material")
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def decided(research):
    return {e["id"]: e for e in [*research["decisions"], *research["procedural_decisions"]]}


def texts(entry: Authority | Proposition) -> dict[str, Text]:
    """The bilingual texts of an entry, by the name of their field."""
    found = {
        name: getattr(entry, name, None)
        for name in (
            "citation",
            "title",
            "summary",
            "verification_note",
            "standing_note",
            "court",
            "text",
            "note",
        )
    }
    for fact in getattr(entry, "facts", ()):
        found[f"facts.{fact.indicator}"] = fact.note
    return {name: text for name, text in found.items() if text is not None}


def every_text(fr):
    """(entry.field, Text) of all authorities and propositions."""
    for entry in [*fr.authorities.values(), *fr.propositions.values()]:
        for name, text in texts(entry).items():
            yield f"{entry.id}.{name}", text


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def figures(text: str) -> set[str]:
    """The numbers written in figures, thousands joined: « 45 000 » and "45,000" are 45000."""
    return {str(int(n)) for n in re.findall(r"\d+", re.sub(r"(?<=\d)[, ](?=\d{3}\b)", "", text))}


def flat(value) -> str:
    """All that an entry of the research says, as one text."""
    if isinstance(value, dict):
        return " ".join(map(flat, value.values()))
    return " ".join(map(flat, value)) if isinstance(value, list) else str(value)


# --- what is carried over -------------------------------------------------------------------


def test_every_id_of_the_research_is_there_and_no_other(fr, research, decided):
    statutes = {e["id"] for e in research["statutes"]}
    assert (len(statutes), len(decided), len(research["test"])) == (119, 54, 23)
    assert set(fr.authorities) - set(fr.decisions) == statutes
    assert set(fr.decisions) == set(decided)
    assert set(fr.propositions) == {e["id"] for e in research["test"]}


def test_a_decision_still_to_be_read_is_nowhere_in_the_catalogue(fr, research):
    waiting = flat(research["decisions_to_read"])
    numbers = set(re.findall(r"\b\d{2}-\d{2}\.\d{3}\b", waiting)) - {
        n for d in fr.decisions.values() for n in (d.number or "").split(" ; ")
    }
    assert numbers
    said = " ".join(t.fr + t.en for _, t in every_text(fr))
    assert not {n for n in numbers if n in said}


def test_a_statute_keeps_its_citation_its_version_and_its_date(fr, research):
    for theirs in research["statutes"]:
        ours = fr.authorities[theirs["id"]]
        assert plain(ours.citation.fr) == plain(theirs["citation"])
        assert ours.validity.start == theirs["in_force_from"], ours.id
        assert ours.role == theirs["role"]
        version = theirs.get("legiarti")
        base = "https://www.legifrance.gouv.fr/codes/article_lc/"
        assert ours.source_url == (base + version if version else None)


def test_only_a_directive_is_filed_as_one(fr):
    filed = {a.id for a in fr.authorities.values() if a.kind == "directive"}
    assert filed == {"eu_2024_2831"}


def test_a_decision_keeps_its_day_its_numbers_its_outcome_and_what_became_of_it(fr, decided):
    for id_, theirs in decided.items():
        ours = fr.decisions[id_]
        assert ours.date == (theirs["date"] or dt.date.min)
        for key in ("number", "ecli", "outcome", "reversed_by"):
            assert getattr(ours, key) == theirs.get(key), (id_, key)
        assert ours.sector == (theirs.get("sector") or "")
        assert ours.reasons_read == (theirs.get("reasons_read") or "")


def test_the_facts_found_are_those_of_the_research_no_more_no_less(fr, decided):
    for id_, theirs in decided.items():
        coded = {
            f["indicator"]: "present" if f["value"] else "absent"
            for f in theirs.get("facts_found", ())
            if f["value"] is not None
        }
        assert {f.indicator: f.state for f in fr.decisions[id_].facts} == coded, id_


def test_the_citation_of_a_decision_says_its_day_and_each_of_its_numbers(fr):
    for decision in fr.decisions.values():
        if decision.date == dt.date.min:
            continue
        months = zip(
            (decision.citation.fr, decision.citation.en),
            (FR_MONTHS, EN_MONTHS),
            strict=True,
        )
        for citation, names in months:
            day = f"{decision.date.day} {names.split()[decision.date.month - 1]}"
            assert f"{day} {decision.date.year}" in plain(citation).replace("1er", "1")
            for number in re.split(r", | ; ", decision.number or ""):
                assert number in citation


def test_the_level_of_a_court_follows_from_its_name(fr):
    for decision in fr.decisions.values():
        supreme = decision.court.fr.startswith(("Cour de cassation", "Conseil constitutionnel"))
        appeal = decision.court.fr.startswith("Cour d’appel")
        assert decision.level == (3 if supreme else 2 if appeal else 1), decision.id


# --- what is verified -----------------------------------------------------------------------


def test_no_level_of_verification_is_raised(fr, research, decided):
    for theirs in research["statutes"]:
        if theirs["text_checked"] is not True:
            assert fr.authorities[theirs["id"]].verification == "memory"
    for id_, theirs in decided.items():
        level = theirs.get("verification") or theirs["verified"]
        assert RANK[fr.decisions[id_].verification] >= RANK[level], id_
    for theirs in research["test"]:
        assert RANK[fr.propositions[theirs["id"]].verification] >= RANK[theirs["verified"]]


def test_a_proposition_rests_on_the_authorities_of_the_research(fr, research):
    for theirs in research["test"]:
        assert list(fr.propositions[theirs["id"]].authorities) == theirs["authority"]


def test_a_version_that_was_replaced_is_not_relied_on_and_its_successor_is_named(fr, research):
    changed = [e for e in research["statutes"] if "newer_legiarti" in e]
    assert len(changed) == 7
    for theirs in changed:
        ours = fr.authorities[theirs["id"]]
        assert ours.verification == "memory"
        assert ours.verification_note is not None
        for said in (ours.verification_note.fr, ours.verification_note.en):
            assert theirs["newer_legiarti"] in said
        assert ours.checked_on in (None, dt.date(2026, 3, 27))


def test_the_day_of_the_check_is_that_of_the_index(fr, research):
    for theirs in research["statutes"]:
        if theirs.get("version_check") == "same_2026-08-20":
            assert fr.authorities[theirs["id"]].checked_on == dt.date(2026, 8, 20)


def test_every_decision_says_what_was_read_of_it(fr):
    assert all(d.verification_note for d in fr.decisions.values())


@pytest.mark.parametrize("read", ["opening_only", "press_or_reference_only", "none_read"])
def test_a_decision_whose_reasons_were_not_read_says_so(fr, read):
    found = [d for d in fr.decisions.values() if d.reasons_read == read]
    assert found
    for decision in found:
        note = decision.verification_note
        assert re.search(r"\bnon lue?s?\b|pas été lu", note.fr), decision.id
        assert re.search(r"\bnot (?:fully )?read\b", note.en), decision.id


def test_what_comes_from_memory_is_said_to_come_from_memory(fr, decided):
    for entry in fr.authorities.values():
        if entry.verification == "memory":
            note = entry.verification_note
            assert re.search("mémoire|relire avant", note.fr, re.IGNORECASE), entry.id
            assert re.search("memory|re-read before", note.en, re.IGNORECASE), entry.id
    for id_, theirs in decided.items():
        notes = {f.indicator: f.note for f in fr.decisions[id_].facts}
        for fact in theirs.get("facts_found", ()):
            if "memory" in (fact["note"] or ""):
                assert "mémoire" in notes[fact["indicator"]].fr, (id_, fact["indicator"])
                assert "memory" in notes[fact["indicator"]].en


def test_a_remark_of_the_research_on_a_fact_is_never_lost(fr, decided):
    for id_, theirs in decided.items():
        notes = {f.indicator: f.note for f in fr.decisions[id_].facts}
        for fact in theirs.get("facts_found", ()):
            assert bool(fact["note"]) == bool(notes[fact["indicator"]]), (id_, fact["indicator"])


# --- good standing --------------------------------------------------------------------------


def test_a_reversed_decision_is_not_in_good_standing_and_its_summary_says_so(fr):
    fallen = [d for d in fr.decisions.values() if d.reversed_by]
    assert {d.id for d in fallen} >= {"ca_douai_2020_clic_and_walk", "ca_paris_2017_tee"}
    for decision in fallen:
        assert not decision.good_standing
        assert "Cassé" in decision.summary.fr
        assert "uashed" in decision.summary.en


def test_what_reverses_a_decision_is_in_the_catalogue_later_and_from_a_higher_court(fr):
    for decision in fr.decisions.values():
        if decision.reversed_by:
            later = fr.decisions[decision.reversed_by]
            assert later.date > decision.date
            assert f"{later.date.day} {FR_MONTHS.split()[later.date.month - 1]}" in (
                plain(decision.summary.fr)
            )
            assert later.level > decision.level


@pytest.mark.parametrize(
    "id_", ["soc_2018_take_eat_easy", "soc_2022_lecab", "soc_2023_toktoktok", "civ2_2022_agent"]
)
def test_a_quashing_is_told_as_a_quashing_not_as_a_finding(fr, id_):
    decision = fr.decisions[id_]
    assert decision.outcome.startswith("quashed_")
    assert re.search(r"\b[Cc]ass(?:e|ation)\b", decision.summary.fr)
    assert re.search(r"pas un constat|pas pour autant jugé", decision.summary.fr)
    assert re.search(r"not a finding|not decided", decision.summary.en)


# --- how it is told -------------------------------------------------------------------------


def test_every_text_is_there_in_both_languages_and_is_not_the_same_twice(fr):
    for where, text in every_text(fr):
        for said in (text.fr, text.en):
            assert said, where
            assert said.strip() == said, where
        if where.endswith((".summary", ".text", ".verification_note", ".standing_note")):
            assert text.fr != text.en, where
            assert text.fr.endswith("."), where
            assert text.en.endswith("."), where


def test_french_spaces_and_apostrophes_are_french(fr):
    bad = [
        (where, text.fr)
        for where, text in every_text(fr)
        if PLAIN_SPACE.search(text.fr) or TIGHT_COLON.search(text.fr)
    ]
    assert not bad


def test_no_article_number_or_sum_is_cut_at_the_end_of_a_line(fr):
    loose = re.compile(r"\bart\. (?=[LRD\d])|\b[LRD]\. \d|\bn° |\d \d{3}\b|\d [%€]")
    assert not [(w, t.fr) for w, t in every_text(fr) if loose.search(t.fr)]


def test_english_is_set_as_english(fr):
    odd = re.compile(r"[\s\u00a0\u202f][;:!?]|'|\"|«|»|\d[\s\u00a0]%")
    assert not [(w, t.en) for w, t in every_text(fr) if odd.search(t.en)]


def test_no_figure_is_told_that_the_research_does_not_give(fr, research, decided):
    days = {d.date for d in fr.decisions.values()}
    numbers = {n for d in fr.decisions.values() for n in re.split(r", | ; ", d.number or "") if n}
    sources = {e["id"]: flat(e) for e in [*research["statutes"], *research["test"]]}
    sources |= {id_: flat(e) for id_, e in decided.items()}
    months = {name: i % 12 + 1 for i, name in enumerate(f"{FR_MONTHS} {EN_MONTHS}".split())}

    def known_day(match: re.Match[str]) -> str:
        day, month, year = match.groups()
        named = month in months and dt.date(int(year), months[month], int(day)) in days
        return "" if named else match.group()

    for entry in [*fr.authorities.values(), *fr.propositions.values()]:
        for name, text in texts(entry).items():
            for said in map(plain, (text.fr, text.en)):
                for number in sorted(numbers, key=len, reverse=True):
                    said = said.replace(number, "")
                extra = figures(DAY.sub(known_day, said)) - figures(sources[entry.id])
                assert not extra, (entry.id, name, extra)


def test_no_sentence_of_the_research_is_copied(fr, research, decided):
    told = {e["id"]: e["what_it_says"] for e in research["statutes"]}
    told |= {e["id"]: e["proposition"] for e in research["test"]}
    told |= {id_: e["holding"] for id_, e in decided.items()}
    for entry in [*fr.authorities.values(), *fr.propositions.values()]:
        summary = entry.text if isinstance(entry, Proposition) else entry.summary
        a, b = (re.findall(r"[\w'.-]+", plain(t).lower()) for t in (told[entry.id], summary.en))
        run = difflib.SequenceMatcher(None, a, b, autojunk=False).find_longest_match()
        assert run.size <= LONGEST_SHARED_RUN, (entry.id, " ".join(b[run.b : run.b + run.size]))


def test_the_decisions_most_used_tell_what_each_fact_meant_to_the_court(fr):
    for id_ in (
        "soc_1996_societe_generale",
        "soc_2000_labbane",
        "soc_2018_take_eat_easy",
        "crim_2022_clic_and_walk",
        "soc_2022_lecab",
        "soc_2023_toktoktok",
    ):
        decision = fr.decisions[id_]
        assert isinstance(decision, Decision)
        assert all(fact.note for fact in decision.facts), id_
