"""Fixtures shared by all tests: where the repository is, where the shared material is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


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
