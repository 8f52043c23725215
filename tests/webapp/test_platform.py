"""All workers of one platform together."""

import pytest

import criteria
from webapp import platforms

LAW = criteria.load()


@pytest.fixture
def three(client):
    """Two cases of one platform (its name written differently), three persons; one other case."""

    def make(title, platform, people):
        base = client.post("/cases/new", {"title": title}).location.removesuffix("/relation")
        form = {"platform_name": platform, "sector": "delivery", "intermediation": "unknown",
                "worker_reference": "", "worker_registered": "unknown"}  # fmt: skip
        client.post(f"{base}/relation", form)
        for label, states in people.items():
            client.post(f"{base}/sources/new", {"kind": "testimony", "label": label})
            key = f"t{list(people).index(label) + 1}"
            for indicator, state in states.items():
                client.post(
                    f"{base}/findings/new",
                    {"indicator": indicator, "state": state, "kind": "practice",
                     "source_key": key},
                )  # fmt: skip
        return base

    first = {
        "W1": {"work_instructions": "present", "free_schedule": "absent", "own_staff": "absent"},
        "W2": {"work_instructions": "present", "free_schedule": "present"},
    }
    second = {"W3": {"work_instructions": "present", "own_staff": "present",
                     "account_sanction": "present"}}  # fmt: skip
    bases = [make("Un", "Vélos Express", first), make("Deux", "vélos  EXPRESS ", second)]
    make("Autre", "Autre", {})
    return bases


def test_what_is_called_personal_is_of_the_catalogue():
    assert platforms.personal() <= set(LAW.indicators)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_both_pages_are_sound(client, three, lang):
    client.get(f"/language/{lang}", 302)
    client.get("/platforms")
    client.get("/platforms/cases?name=Vélos Express")
    client.get("/platforms/cases?name=autre")
    client.get("/")
    client.get(three[0])


def test_cases_are_joined_whatever_the_case_and_spaces_of_the_name(client, three):
    page = client.get("/platforms")
    assert len(page.all("li/h2")) == 2
    page = client.get("/platforms/cases?name=VÉLOS express")
    assert "2 dossiers · 3 personnes s’expriment" in page.text


def test_who_agrees_what_differs_and_what_is_personal(client, three):
    page = client.get("/platforms/cases?name=vélos express")
    headings = [h.get("id") for h in page.all("h2") if h.get("id")]
    assert headings == ["differ", "agree", "single", "personal"]
    rows = ["".join(r.itertext()).split() for r in page.all("tbody/tr")]
    words = [" ".join(r) for r in rows]
    label = {i: LAW.indicators[i].label.fr.split()[0] for i in LAW.indicators}
    assert words[0].startswith(label["free_schedule"])
    assert "1 oui, 1 non" in words[0]
    assert "3 oui, 0 non" in words[1]
    assert len(words) == 4


def test_a_case_without_statements_says_so(client, three):
    assert "Personne n’a encore rien dit" in client.get("/platforms/cases?name=autre").text


def test_an_unknown_platform_is_not_found(client, three):
    client.get("/platforms/cases?name=rien", 404)
    client.get("/platforms/cases", 404)


def test_without_a_case_the_list_is_empty_and_says_how_to_fill_it(client):
    assert "Relation" in client.get("/platforms").text
