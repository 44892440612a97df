"""Documents from their stored inputs: one HTML for the web preview and for the PDF. Equal inputs give equal bytes."""

import datetime
from collections.abc import Callable, Container, Sequence
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from hdr_portal.lib.pdf import PdfFile, Progress, render_pdf
from hdr_portal.lib.pdf_archive import Attached
from monitoring import report_drawings, report_parts

Inputs = dict[str, Any]

# What reports stored by earlier versions do not hold.
LATER_ADDED: Inputs = {"letterhead": None, "timeline": None, "trends": None, "inventory": None, "surveys": None}
SCHOOL_PAGES = range(2, 7)
# Rows of indicators, of what is owed, of events, groups of surveys, letters of a text: the first that fits is taken.
SCHOOL_DENSITIES = ((30, 20, 40, 6, 160), (20, 12, 20, 4, 90), (12, 8, 10, 3, 60), (8, 5, 6, 2, 40))
COUNCIL_PAGES = (2,)
# Rows of actions, rows that need attention, letters of a text: the first that fits two pages is taken.
DENSITIES = ((14, 11, 150), (12, 9, 110), (10, 7, 80), (8, 5, 60), (5, 3, 40))
ENDINGS = (
    ("Osiągnięte w terminie", {"reached"}),
    ("Osiągnięte po terminie", {"reached_late"}),
    ("Nieosiągnięte w terminie", {"missed"}),
    ("Bez rozstrzygnięcia", {"in_progress", "at_risk", "not_started", "no_term", "no_data"}),
)


class DoesNotFit(Exception):
    """Even the shortest form of a document has not the pages it must have."""


# --- The progress report and the closing report -----------------------------------------------------------------------
def render_report_html(inputs: Inputs, *, for_pdf: bool = False, back_url: str = "") -> str:
    """The progress report. `inputs` is as_inputs(ReportData); `back_url` is where the preview's bar leads back to."""
    return render_to_string("print/report.html", _context(inputs) | {"for_pdf": for_pdf, "back_url": back_url})


def render_report_pdf(inputs: Inputs, on_progress: Progress) -> PdfFile:
    """The progress report as PDF/UA-1. `on_progress` gets a percentage and a Polish phrase."""
    on_progress(6, "Przygotowuję treść raportu")
    return document(render_report_html(inputs, for_pdf=True), inputs, on_progress)


def render_closing_html(inputs: Inputs, *, for_pdf: bool = False, back_url: str = "") -> str:
    """The closing report."""
    context = _context(inputs)
    endings = [
        (title, [one for one in context["report"]["indicators"] if one["status"]["key"] in keys])
        for title, keys in ENDINGS
    ]
    return render_to_string(
        "print/closing.html", context | {"endings": endings, "for_pdf": for_pdf, "back_url": back_url}
    )


def render_closing_pdf(inputs: Inputs, on_progress: Progress) -> PdfFile:
    """The closing report as PDF/UA-1."""
    on_progress(6, "Przygotowuję treść raportu")
    return document(render_closing_html(inputs, for_pdf=True), inputs, on_progress)


def document(html: str, inputs: Inputs, on_progress: Progress, *, archive: Sequence[Attached] | None = None) -> PdfFile:
    """The PDF of a document whose clock stands at the day it was made; with `archive` as PDF/A-3 that carries the files."""
    return render_pdf(
        html,
        shipped=settings.BASE_DIR / "static",
        pictures=report_drawings.pictures(inputs),
        epoch=datetime.datetime.combine(
            datetime.date.fromisoformat(inputs["made_on"]), datetime.time(), tzinfo=datetime.UTC
        ),
        on_progress=on_progress,
        archive=archive,
    )


def _context(inputs: Inputs) -> dict[str, Any]:
    report = LATER_ADDED | report_parts.printable(inputs)
    annex = report_parts.capped(report["annex"], report_parts.ANNEX_ROWS)
    return {
        "report": report,
        "summary": report_parts.summary(report),
        "board": report_parts.board(report),
        "bars": report_parts.bars(report),
        "actions": report_parts.actions(report),
        "matrix": report_parts.matrix(report),
        "timelines": report_drawings.timelines(report),
        "trends": report_drawings.trends(report),
        "annex": annex,
        "printed": {file["number"] for file in annex.shown},
    }


# --- The report of a school -------------------------------------------------------------------------------------------
def render_school_html(inputs: Inputs, *, for_pdf: bool = False, back_url: str = "", density: int = 0) -> str:
    """The report of one unit, cut as one of SCHOOL_DENSITIES says. `inputs` is as_inputs(SchoolReportData)."""
    report = report_parts.printable(inputs)
    rows, owed, events, groups, length = SCHOOL_DENSITIES[density]
    context = {
        "report": report,
        "asked": report_parts.capped(report["asked"], rows),
        "shared": report_parts.capped(report["shared"], rows),
        "owed": report_parts.capped(report["owed"], owed),
        "events": report_parts.capped(report["events"][::-1], events),
        "surveys": report["surveys"] | {"groups": report["surveys"]["groups"][-groups:]},
        "length": length,
    }
    return render_to_string("print/school.html", context | {"for_pdf": for_pdf, "back_url": back_url})


def render_school_pdf(inputs: Inputs, on_progress: Progress) -> PdfFile:
    """The report of one unit as PDF/UA-1, of two to six pages. Raises DoesNotFit."""
    on_progress(6, "Przygotowuję treść raportu")
    return _fitting(render_school_html, len(SCHOOL_DENSITIES), SCHOOL_PAGES, inputs, on_progress)


# --- The council's summary --------------------------------------------------------------------------------------------
def render_council_html(inputs: Inputs, *, for_pdf: bool = False, back_url: str = "", density: int = 0) -> str:
    """The council's summary, of texts and rows as one of DENSITIES says. `inputs` is as_inputs(CouncilData)."""
    report = report_parts.printable(inputs)
    actions, attention, length = DENSITIES[density]
    parts = report_parts.status_parts(report["status_counts"])
    context = {
        "report": report,
        "parts": parts,
        "parts_title": "Wskaźniki według stanu: " + ", ".join(f"{one.label} {one.count}" for one in parts),
        "actions": report_parts.capped(report["actions"], actions),
        "attention": report_parts.capped(report["attention"], attention),
        "length": length,
    }
    return render_to_string("print/council.html", context | {"for_pdf": for_pdf, "back_url": back_url})


def render_council_pdf(inputs: Inputs, on_progress: Progress) -> PdfFile:
    """The council's summary as PDF/UA-1, of exactly two pages. Raises DoesNotFit."""
    on_progress(6, "Przygotowuję treść informacji")
    return _fitting(render_council_html, len(DENSITIES), COUNCIL_PAGES, inputs, on_progress)


def _fitting(
    render: Callable[..., str], densities: int, pages: Container[int], inputs: Inputs, on_progress: Progress
) -> PdfFile:
    """The first form, from the fullest on, that has as many pages as the document may have."""
    for density in range(densities):
        told = on_progress if not density else _silent
        file = document(render(inputs, for_pdf=True, density=density), inputs, told)
        if file.pages in pages:
            return file
    raise DoesNotFit


def _silent(percent: int, phrase: str) -> None:
    """Progress was told while the first form was made."""
