"""Each of the other documents rendered once: what the tests look at."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
import pytest

from hdr_portal.lib.pdf import PdfFile
from monitoring.archive import render_report_archive
from monitoring.report_rendering import render_closing_pdf, render_council_pdf, render_school_pdf
from tests.report_pdf import facts, samples

TITLES = {
    "school": "Raport jednostki, SP nr 8, stan na 30\u00a0czerwca 2026",
    "council": "Informacja o realizacji HDR, Miasto Przykładowe, stan na 30\u00a0czerwca 2026",
    "closing": "Raport z postępu realizacji HDR, Gmina-Miasto Tomaszów Mazowiecki, stan na 30\u00a0czerwca 2026",
    "archive": "Raport z postępu realizacji HDR, Gmina-Miasto Tomaszów Mazowiecki, stan na 30\u00a0czerwca 2026",
}


@dataclass(frozen=True)
class Document:
    """A rendered document with its inputs."""

    kind: str
    inputs: dict[str, Any]
    file: PdfFile


def quiet(percent: int, phrase: str) -> None:
    """No progress to show."""
    del percent, phrase


def closing_sample() -> dict[str, Any]:
    return samples.inputs(schools=4, files=8) | {"closing": facts.closing()}


def rendered(kind: str) -> Document:
    """One document of a kind."""
    renders = {
        "school": (facts.school_inputs, render_school_pdf),
        "council": (facts.council_inputs, render_council_pdf),
        "closing": (closing_sample, render_closing_pdf),
        "archive": (samples.small_inputs, render_report_archive),
    }
    make, render = renders[kind]
    inputs = make()
    return Document(kind, inputs, render(inputs, quiet))


@pytest.fixture(scope="session", params=TITLES)
def document(request: pytest.FixtureRequest) -> Document:
    return rendered(request.param)


@pytest.fixture(scope="session")
def archive() -> Document:
    return rendered("archive")


@pytest.fixture
def pdf(document: Document) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(document.file.content)) as opened:
        yield opened
