"""Who may know what. The contract stands in pyproject.toml; here it is run."""

import ast
import re
import subprocess
import sys
import tomllib

import pytest

from tests.conftest import SLOW_MODULES

OURS = ("criteria", "rules", "nlp", "reports")
#: Python, cut down to what webapp alone may import.
WEB = {
    "alembic",
    "flask",
    "flask_babel",
    "flask_sqlalchemy_lite",
    "flask_wtf",
    "sqlalchemy",
    "waitress",
    "werkzeug",
    "wtforms",
}
ALLOWED = {
    "criteria": set(),
    "rules": {"criteria"},
    "nlp": {"criteria"},
    "reports": {"criteria", "rules"},
}


def imported(path):
    """Top-level names that a module imports, wherever in it the import stands."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def modules(root, package):
    return sorted((root / package).rglob("*.py"))


def test_the_import_contracts_are_kept(root):
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=root,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("package", OURS)
def test_a_package_imports_only_the_packages_it_may(root, package):
    found = {
        (path.relative_to(root).as_posix(), name)
        for path in modules(root, package)
        for name in imported(path)
        if name in {*OURS, "webapp", "tests", "tools"} - {package} - ALLOWED[package]
    }
    assert found == set()


@pytest.mark.parametrize("package", OURS)
def test_only_the_web_application_knows_flask_and_the_database(root, package):
    found = {
        (path.relative_to(root).as_posix(), name)
        for path in modules(root, package)
        for name in imported(path)
        if name in WEB
    }
    assert found == set()


def test_no_package_reads_the_clock_to_reason(root):
    """Same case, catalogue and date, same bytes: so neither law nor engine asks what day it is."""
    clock = re.compile(r"\b(date\.today|datetime\.now|datetime\.utcnow|time\.time)\(")
    found = [
        path.relative_to(root).as_posix()
        for package in ("criteria", "rules")
        for path in modules(root, package)
        if clock.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_nothing_loads_a_file_that_can_run_code(root):
    """A model or a case file is data; pickle and its relatives would make it a program."""
    found = {
        (path.relative_to(root).as_posix(), name)
        for package in (*OURS, "webapp")
        for path in modules(root, package)
        for name in imported(path)
        if name in {"pickle", "joblib", "dill", "cloudpickle", "marshal", "shelve"}
    }
    assert found == set()


def test_each_package_has_at_most_one_module_of_errors(root):
    for package in (*OURS, "webapp"):
        assert len(list((root / package).rglob("errors.py"))) <= 1, package


def test_every_package_is_named_in_the_type_checker_and_the_contracts(root):
    settings = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]
    packages = [*OURS, "webapp"]
    assert sorted(settings["mypy"]["packages"]) == sorted(packages)
    assert sorted(settings["importlinter"]["root_packages"]) == sorted(packages)


def test_a_module_is_one_to_three_screenfuls(root):
    """Long modules hide what they do; tables of data are not modules."""
    long = {
        path.relative_to(root).as_posix(): lines
        for package in (*OURS, "webapp")
        for path in modules(root, package)
        if "migrations" not in path.parts and (lines := path.read_text("utf-8").count("\n")) > 400
    }
    assert long == {}


def test_every_module_left_out_of_the_quick_check_exists(root):
    for name in SLOW_MODULES:
        assert (root / "tests" / name).is_file(), name
