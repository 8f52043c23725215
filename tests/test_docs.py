"""What is not documented fails; what is documented exists."""

import re

import click
import pytest

import criteria
import rules
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
#: Flask's own commands, documented by Flask.
FLASKS = {"run", "routes", "shell"}
#: Variables that belong to the system.
SYSTEMS = {"PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "LC_MESSAGES"}


def section(title):
    """The part of the README under a heading, up to the next one of its level."""
    found = re.search(rf"^(#+) {re.escape(title)}\n(.*?)(?=^\1 |\Z)", README, re.M | re.S)
    assert found, f"README.md has no section {title}"
    return found[2]


def commands(group, words=()):
    """Every command of ours below ``group``, with the words that call it."""
    for name, command in sorted(group.commands.items()):
        if not words and name in FLASKS:
            continue
        if isinstance(command, click.Group):
            yield from commands(command, (*words, name))
        else:
            yield " ".join((*words, name)), command


@pytest.fixture(scope="module")
def command_line(tmp_path_factory):
    from webapp import create_app

    app = create_app({"INSTANCE": tmp_path_factory.mktemp("instance")})
    return dict(commands(app.cli))


def test_every_make_command_is_documented_and_says_what_it_does():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    public = set(re.findall(r"^([a-z]+):.*## ", makefile, re.M))
    phony = set(re.search(r"^\.PHONY: (.*)$", makefile, re.M)[1].split())
    assert public <= phony
    assert phony - public == {"deps", "dev", "translations"}
    assert set(re.findall(r"^\| `make (\w+)` \|", README, re.M)) == public


def test_every_variable_of_make_is_documented_with_its_default():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    variables = dict(re.findall(r"^([A-Z_]+) +\?=[ \t]*(.*)$", makefile, re.M))
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| .* \| (.*) \|$", section("Settings"), re.M))
    for name, default in variables.items():
        assert rows[name] == (f"`{default}`" if default else "none"), name


def test_every_setting_of_the_environment_is_documented():
    read = re.compile(r"environ(?:\.get\(|\[)[\"']([A-Z_]+)[\"']")
    sources = [
        path
        for folder in ("criteria", "rules", "nlp", "reports", "webapp", "tools", "tests")
        for path in (ROOT / folder).rglob("*.py")
    ]
    found = {name for path in sources for name in read.findall(path.read_text("utf-8"))}
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", section("Settings"), re.M))
    assert found - SYSTEMS <= documented


def test_every_command_and_option_is_documented(command_line):
    text = section("Command line")
    missing = []
    for words, command in command_line.items():
        if f"flask --app wsgi {words}" not in text:
            missing.append(words)
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not parameter.hidden:
                missing += [
                    f"{words} {name}"
                    for name in parameter.opts
                    if name.startswith("--") and f"`{name}" not in text
                ]
    assert missing == []


def test_every_documented_command_and_option_exists(command_line):
    text = section("Command line")
    called = set(re.findall(r"^flask --app wsgi ([a-z-]+(?: (?:[a-z-]+))?)", text, re.M))
    for words in called:
        assert any(words == name or words.split()[0] == name for name in command_line), words
    options = {name for command in command_line.values() for p in command.params for name in p.opts}
    assert set(re.findall(r"`(--[a-z-]+)", text)) <= options


def test_every_command_says_what_it_does(command_line):
    for words, command in command_line.items():
        assert command.get_short_help_str(), words


def test_every_group_of_indicators_is_documented_with_its_members():
    groups = {}
    for indicator in criteria.indicators().values():
        groups.setdefault(indicator.group, []).append(f"`{indicator.id}`")
    text = section("Indicators")
    rows = dict(re.findall(r"^\| `?([a-z]+)`? \| .*? \| (`.*`) \|$", text, re.M))
    assert rows == {group: ", ".join(ids) for group, ids in groups.items()}
    assert f"There are {len(criteria.indicators())}" in text


def test_the_limits_name_the_first_day_of_law_that_the_catalogue_knows():
    law_from = criteria.load("fr").pack.law_from
    assert f"from {law_from.isoformat()} on" in section("Limits")


def test_the_schemas_are_published_and_named():
    for name in ("case", "assessment", "money-input", "money-output"):
        assert rules.schema(name)["$schema"].endswith("2020-12/schema")
        assert f"rules/schemas/{name}.schema.json" in section("Formats")


def test_every_direct_dependency_is_named_with_its_licence():
    text = section("Licences of third parties").lower()
    names = re.findall(r"^([a-z][\w-]*)==", (ROOT / "requirements.in").read_text("utf-8"), re.M)
    assert len(names) > 15
    assert [name for name in names if name not in text] == []


def test_every_file_shipped_from_others_is_named_with_its_licence():
    """Fonts and scripts of third parties stand in folders whose files the README lists."""
    text = section("Licences of third parties")
    assert "SIL OFL" in text
    licences = (ROOT / "webapp" / "static").rglob("LICENSE*")
    for folder in {path.parent for path in licences}:
        assert f"`{folder.relative_to(ROOT).as_posix()}`" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_link_to_a_file_leads_somewhere(page):
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.S)
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_every_page_is_reached_from_the_readme():
    pages = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md")}
    assert {page for page in pages if f"]({page})" not in README} == set()
    index = (ROOT / "docs" / "decisions" / "README.md").read_text("utf-8")
    records = {path.name for path in (ROOT / "docs" / "decisions").glob("0*.md")}
    assert {name for name in records if f"]({name})" not in index} == set()


def test_no_page_names_a_machine_or_an_index():
    machine = re.compile(r"/home/|/root/|/tmp/|/work/|pypi\.org|localhost:\d+/simple")
    for page in [*PAGES, ROOT / "Makefile", ROOT / "requirements.txt", *ROOT.glob("tools/*.py")]:
        assert not machine.search(page.read_text("utf-8")), page.name


def test_french_pages_are_set_in_french_typography():
    french = section("En bref").partition("\n---\n")[0]
    french = re.sub(r"```.*?```|\]\([^)]*\)|`[^`]*`", "", french, flags=re.S)
    assert "'" not in french
    assert not re.search(r" [;!?»:]|« ", french)


def test_the_changelog_tells_which_law_a_version_holds():
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    version = re.search(r'^version = "(.*)"', (ROOT / "pyproject.toml").read_text(), re.M)[1]
    assert f"## {version}" in text
    assert "### Law" in text
