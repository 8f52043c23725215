"""An editor saves a faulty file while the site runs: the last good law goes on, and says so."""

import os
import shutil
from pathlib import Path

import pytest

import criteria
from tests.webapp.conftest import Client, application
from webapp import db, lawfiles

SOUND = Path(criteria.__file__).parents[1] / "tests" / "criteria" / "bad" / "sound"
FR = Path(criteria.__file__).parent / "data"


@pytest.fixture
def folder(tmp_path):
    """A copy of the law that an editor may spoil."""
    return Path(shutil.copytree(FR, tmp_path / "law", ignore=_only_french))


def _only_french(at, names):
    if Path(at) == FR:
        return {n for n in names if not n.endswith(".yaml") and n != "fr"}
    return set()


@pytest.fixture
def site(app, folder):
    app.config["CATALOGUE_ROOT"] = folder
    return Client(app)


def small(into):
    """The small catalogue of the loader's tests, its French set as on a page."""
    root = Path(shutil.copytree(SOUND, into))
    for path in root.rglob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace(" ?,", "\u202f?,"), "utf-8")
    return root


def spoil(path, before="indicator: ", after="indicatr: "):
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")
    return text


def test_a_file_in_order_again_is_served_without_a_restart(site, folder):
    pack = folder / "fr" / "pack.yaml"
    assert "France" in site.get("/law/fr").text
    text = spoil(pack, "fr: France", "fr: Gaule")
    assert "Gaule" in site.get("/law/fr").text
    pack.write_text(text, "utf-8")
    assert "Gaule" not in site.get("/law/fr").text


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_faulty_file_changes_no_page_and_every_law_page_names_its_faults(site, folder, lang):
    site.get(f"/language/{lang}", 302)
    paths = ["/law", "/law/fr", "/law/fr/test", "/law/fr/indicators/free_to_refuse", "/law/fr/book"]
    before = {path: site.get(path).text for path in paths}
    spoil(folder / "fr" / "weights.yaml")
    (fault, *_) = criteria.check(folder)
    for path in paths:
        page = site.get(path)
        notice = page.root.find(".//div[@class='notice faults']")
        said = "".join(notice.itertext())
        assert fault.message(lang) in said
        assert page.text.replace(" ".join(said.split()), "").split() == before[path].split()


def test_assessments_go_on_with_the_last_good_law_and_say_so(site, folder):
    where = site.post("/cases/new", {"title": "Essai", "facts_to": "2026-03-01"}).location
    case = f"/cases/{where.split('/')[2]}"
    before = site.get(f"{case}/result/assessment.json").data
    text = spoil(folder / "questions.yaml", "questions:", "questionz:")
    page = site.get(f"{case}/result")
    assert "la dernière version en ordre est appliquée" in page.text
    assert "/law" in page.links
    assert site.get(f"{case}/result/assessment.json").data == before
    site.get(f"{case}/questions/pay")
    (folder / "questions.yaml").write_text(text, "utf-8")
    assert "la dernière version en ordre" not in site.get(f"{case}/result").text


def test_amounts_go_on_with_the_last_good_tables_and_say_so(site, folder):
    where = site.post("/cases/new", {"title": "Essai", "facts_to": "2026-03-01"}).location
    money = f"/cases/{where.split('/')[2]}/money"
    site.get(money)  # tells once that the case was created
    before = site.get(money).text
    spoil(folder / "fr" / "values.yaml", "tables:", "tablez:")
    page = site.get(money)
    assert "la dernière version en ordre est appliquée" in page.text
    assert set(before.split()) <= set(page.text.split())
    (folder / "fr" / "values.yaml").unlink()
    site.get(money)


@pytest.mark.parametrize(
    "damage",
    [
        lambda f: (f / "fr" / "test.yaml").unlink(),
        lambda f: (f / "fr" / "pack.yaml").unlink(),
        lambda f: shutil.rmtree(f / "fr"),
        lambda f: shutil.rmtree(f),
        lambda f: (f / "fr" / "limbs.yaml").write_bytes(b"\xff\xfe"),
        lambda f: (f / "fr" / "limbs.yaml").write_text(""),
        lambda f: (f / "indicators.yaml").write_text("indicators: &a [*a]"),
        lambda f: ((f / "indicators.yaml").unlink(), (f / "indicators.yaml").mkdir()),
    ],
    ids=["file gone", "pack gone", "law gone", "all gone", "bytes", "empty", "endless", "folder"],
)
def test_whatever_happens_to_the_files_the_pages_go_on(site, folder, damage):
    site.get("/law/fr")
    damage(folder)
    for path in ("/law", "/law/fr", "/law/fr/decisions", "/law/search?q=prix", "/law/changes"):
        page = site.get(path)
    assert "France" in site.get("/law").text
    assert "catalogue" in site.get("/law/fr").text
    assert page is not None


def test_a_file_closed_to_the_server_is_named_with_the_reason(site, folder, monkeypatch):
    site.get("/law/fr")
    closed = folder / "fr" / "weights.yaml"
    closed.write_text(closed.read_text("utf-8") + "\n", "utf-8")
    read = Path.read_bytes

    def refuse(path):
        if path == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    page = site.get("/law/fr")
    assert "fr/weights.yaml:1" in page.text
    assert "l’accès est refusé" in page.text
    assert str(folder) not in page.html


def test_a_fault_of_the_program_in_reading_a_file_stops_no_page(site, folder, monkeypatch, caplog):
    site.get("/law/fr")
    spoil(folder / "fr" / "weights.yaml")

    def broken(*_):
        raise ZeroDivisionError("private words")

    monkeypatch.setattr(lawfiles.criteria, "load", broken)
    page = site.get("/law/fr")
    assert "ZeroDivisionError" in page.text
    assert "private words" not in page.html + caplog.text


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_without_any_good_law_the_page_says_which_faults_stand_in_the_way(site, folder, lang):
    site.get(f"/language/{lang}", 302)
    spoil(folder / "fr" / "weights.yaml")
    (fault, *_) = criteria.check(folder)
    for path in ("/law", "/law/fr", "/law/fr/test", "/about", "/cases/new"):
        page = site.get(path, 503)
        assert " ".join(fault.message(lang).split()) in page.text
    response = site.flask.get("/law/fr")
    assert response.headers["Retry-After"] == "60"
    assert site.get("/").text  # the list of cases needs no law
    spoil(folder / "fr" / "weights.yaml", "indicatr: ", "indicator: ")
    site.get("/law/fr")


def test_a_piece_of_a_page_says_it_too(site, folder):
    spoil(folder / "fr" / "weights.yaml")
    response = site.flask.get("/law/fr", headers={"HX-Request": "true"})
    assert response.status_code == 503
    assert "<html" not in response.text
    assert "weights.yaml" in response.text


def test_one_law_with_faults_does_not_hide_the_others(app, tmp_path):
    root = small(tmp_path / "two")
    shutil.copytree(root / "xx", root / "yy")
    pack = root / "yy" / "pack.yaml"
    pack.write_text(pack.read_text("utf-8").replace("id: xx", "id: yy"), "utf-8")
    app.config["CATALOGUE_ROOT"] = root
    site = Client(app)
    page = site.get("/law/yy/indicators/orders")
    assert "/law/xx/indicators/orders" in page.links
    # Never read since the start: told on the contents, the other goes on.
    fresh = Client(app)
    app.extensions.pop("requalif_law")
    spoil(root / "yy" / "weights.yaml")
    page = fresh.get("/law")
    assert "/law/xx" in page.links
    assert "Illisible en ce moment" in page.text
    assert "yy/weights.yaml" in page.text
    fresh.get("/law/yy", 503)
    assert "yy/weights" not in fresh.get("/law/xx/test").text


def test_a_small_law_without_labels_notes_or_log_has_all_its_pages(app, tmp_path):
    app.config["CATALOGUE_ROOT"] = small(tmp_path / "small")
    site = Client(app)
    for lang in ("fr", "en"):
        site.get(f"/language/{lang}", 302)
        todo, seen = ["/law", "/law/changes", "/law/search?q=orders"], set()
        while todo:
            path = todo.pop().partition("#")[0]
            if path not in seen and path.startswith("/law"):
                seen.add(path)
                todo += site.get(path).links
        assert "/law/xx/decisions/fallen" in seen
        assert len(seen) > 30


def test_the_log_of_changes_goes_on_too(site, folder):
    assert "25 novembre 2026" in site.get("/law/changes").text
    (folder / "changes.yaml").write_text("changes: 3", "utf-8")
    page = site.get("/law/changes")
    assert "25 novembre 2026" in page.text
    assert "changes.yaml:1" in page.text


def test_an_untouched_catalogue_is_not_read_again(site, folder, monkeypatch):
    for path in folder.rglob("*.yaml"):
        os.utime(path, (1e9, 1e9))
    keeper = lawfiles.Keeper(folder)
    first = keeper.catalogue("fr")
    monkeypatch.setattr(lawfiles.Held, "settled", property(lambda held: True))
    monkeypatch.setattr(lawfiles.criteria, "load", lambda *_: pytest.fail("read again"))
    assert keeper.catalogue("fr") is first


def test_a_file_saved_twice_within_the_clock_of_the_disk_is_read_twice(folder):
    keeper = lawfiles.Keeper(folder)
    pack = folder / "fr" / "pack.yaml"
    first = keeper.catalogue("fr").good
    times = pack.stat()
    spoil(pack, "fr: France", "fr: Gaules")
    os.utime(pack, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert keeper.catalogue("fr").good.version != first.version


def test_one_request_sees_one_law(app, folder):
    app.config["CATALOGUE_ROOT"] = folder
    with app.test_request_context():
        first = lawfiles.current("fr")
        spoil(folder / "fr" / "pack.yaml", "fr: France", "fr: Gaule")
        assert lawfiles.current("fr") is first
    with app.test_request_context():
        assert lawfiles.current("fr").pack.name.fr == "Gaule"


def test_the_command_line_refuses_a_faulty_law(instance, folder):
    spoil(folder / "fr" / "weights.yaml")
    app = application(instance)
    app.config["CATALOGUE_ROOT"] = folder
    with app.app_context(), pytest.raises(criteria.CatalogueError):
        lawfiles.current("fr")
    done = app.test_cli_runner().invoke(args=["catalogue", "check", "--lang", "en"])
    assert done.exit_code == 2
    assert "fr/weights.yaml" in done.output
    with app.app_context():
        db.db.engine.dispose()
