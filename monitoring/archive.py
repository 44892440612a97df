"""The archive edition: the same document as PDF/A-3 with its own inputs and its tables inside, one file for ever."""

import json
from collections.abc import Callable
from typing import Any

from hdr_portal.lib.pdf import PdfFile, Progress
from hdr_portal.lib.pdf_archive import Attached
from monitoring.report_rendering import document, render_closing_html, render_report_html
from monitoring.tracking import tracking_xlsx

Inputs = dict[str, Any]
Enclosure = Callable[[Inputs], Attached]


def inputs_file(inputs: Inputs) -> Attached:
    """The JSON that the document was made from."""
    text = json.dumps(inputs, ensure_ascii=False, sort_keys=True, indent=1)
    return Attached(
        name="dane-raportu.json",
        description="Dane, z których powstał ten dokument",
        content_type="application/json",
        relationship="Source",
        content=text.encode(errors="replace"),
    )


def tracking_table(inputs: Inputs) -> Attached:
    """The tracking table of the same inputs: the same numbers as cells."""
    return Attached(
        name="tabela-wskaznikow.xlsx",
        description="Tabela śledzenia wskaźników z tych samych danych",
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        relationship="Data",
        content=tracking_xlsx(inputs).content,
    )


ENCLOSURES: tuple[Enclosure, ...] = (inputs_file, tracking_table)


def render_report_archive(inputs: Inputs, on_progress: Progress) -> PdfFile:
    """The progress report for the archive."""
    return _archived(render_report_html(inputs, for_pdf=True), inputs, on_progress)


def render_closing_archive(inputs: Inputs, on_progress: Progress) -> PdfFile:
    """The closing report for the archive."""
    return _archived(render_closing_html(inputs, for_pdf=True), inputs, on_progress)


def _archived(html: str, inputs: Inputs, on_progress: Progress) -> PdfFile:
    on_progress(6, "Przygotowuję treść i załączniki")
    return document(html, inputs, on_progress, archive=[enclose(inputs) for enclose in ENCLOSURES])
