"""One report rendered once: what the tests look at."""

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
import pytest

from hdr_portal.lib.pdf import PdfFile
from monitoring.report_rendering import render_report_pdf
from tests.report_pdf import samples


@dataclass
class Rendered:
    """A finished report with its inputs, the steps told meanwhile and what the renderer complained about."""

    inputs: dict[str, Any]
    file: PdfFile
    steps: list[tuple[int, str]] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


class Complaints(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.getMessage()}")


def render(inputs: dict[str, Any]) -> Rendered:
    """Renders and listens."""
    steps: list[tuple[int, str]] = []
    listener = Complaints()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(listener)
    try:
        file = render_report_pdf(inputs, lambda percent, phrase: steps.append((percent, phrase)))
    finally:
        logger.removeHandler(listener)
    return Rendered(inputs, file, steps, listener.lines)


@pytest.fixture(scope="session")
def rendered() -> Rendered:
    """The report of a city of twelve units, with 64 files."""
    return render(samples.inputs())


@pytest.fixture
def pdf(rendered: Rendered) -> Iterator[pikepdf.Pdf]:
    """The same report, opened."""
    with pikepdf.open(io.BytesIO(rendered.file.content)) as opened:
        yield opened
