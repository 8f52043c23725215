"""Reports rendered once for the whole session: laying one out takes seconds."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest

from reports import render
from tests.reports import samples


def pages_text(pdf: bytes) -> list[str]:
    """The text of each page, as another program extracts it."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in document]


def flat(text: str) -> str:
    """Text without line ends, soft hyphens and doubled spaces."""
    return " ".join(text.replace("\ufffe", "").replace("\u00ad", "").split(" ")).replace(
        "\r\n", " "
    )


@pytest.fixture(scope="session")
def french_pdf() -> bytes:
    return render(samples.ordinary())


@pytest.fixture(scope="session")
def english_pdf() -> bytes:
    return render(samples.ordinary("en"))


@pytest.fixture(scope="session")
def rich_pdf() -> bytes:
    return render(samples.rich())


@pytest.fixture(scope="session")
def french_text(french_pdf: bytes) -> str:
    return "\n".join(flat(page) for page in pages_text(french_pdf))


@pytest.fixture(scope="session")
def opened(french_pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(french_pdf))
