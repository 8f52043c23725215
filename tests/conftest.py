"""Fixtures shared by all tests: where the repository is, where the shared material is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

#: Modules in which nearly every test starts a process of its own, to lay out a PDF or to run a
#: command: seconds each, so `make check` leaves them to `make test`.
SLOW_MODULES = {
    "reports/test_child.py",
    "reports/test_hostile.py",
    "reports/test_pdf.py",
    "reports/test_real_law.py",
    "webapp/test_cli.py",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.relative_to(ROOT / "tests").as_posix() in SLOW_MODULES:
            item.add_marker(pytest.mark.slow)


def shared_folder() -> Path:
    """Where the shared corpus and law are, whether or not anything stands there.

    ``REQUALIF_SHARED`` names it; otherwise it lies beside the repository.
    """
    return Path(os.environ.get("REQUALIF_SHARED") or ROOT.parent / "shared")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The shared material; the test is skipped, loudly, where it is absent."""
    folder = shared_folder()
    if not folder.is_dir():
        pytest.skip(
            "NOT CHECKED: no shared material beside the repository; "
            "name its folder in REQUALIF_SHARED"
        )
    return folder


@pytest.fixture(scope="session")
def corpus_dir(shared_dir: Path) -> Path:
    """The corpus of real terms: ``docs``, ``labels.yaml``, ``score.py``."""
    folder = shared_dir / "corpus"
    if not folder.is_dir():
        pytest.skip(f"NOT CHECKED: {folder.name} is missing from the shared material")
    return folder


@pytest.fixture(scope="session")
def examples_dir() -> Path:
    """Cases and terms that the product publishes."""
    return ROOT / "examples"
