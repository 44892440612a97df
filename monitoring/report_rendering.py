"""A progress report from its stored inputs: one HTML for the web preview and for the PDF."""

import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from hdr_portal.lib.pdf import PdfFile, Progress, render_pdf
from monitoring import report_drawings, report_parts


# What reports stored by earlier versions do not hold.
LATER_ADDED: dict[str, Any] = {
    "letterhead": None, "timeline": None, "trends": None, "inventory": None, "surveys": None,
}  # fmt: skip


def render_report_html(inputs: dict[str, Any], *, for_pdf: bool = False, back_url: str = "") -> str:
    """The whole document. `inputs` is as_inputs(ReportData); `back_url` is where the preview's bar leads back to."""
    return render_to_string("print/report.html", _context(inputs) | {"for_pdf": for_pdf, "back_url": back_url})


def render_report_pdf(inputs: dict[str, Any], on_progress: Progress) -> PdfFile:
    """The document as PDF/UA-1; equal inputs give equal bytes. `on_progress` gets a percentage and a Polish phrase."""
    on_progress(6, "Przygotowuję treść raportu")
    return render_pdf(
        render_report_html(inputs, for_pdf=True),
        shipped=settings.BASE_DIR / "static",
        pictures=report_drawings.pictures(inputs),
        epoch=datetime.datetime.combine(
            datetime.date.fromisoformat(inputs["made_on"]), datetime.time(), tzinfo=datetime.UTC
        ),
        on_progress=on_progress,
    )


def _context(inputs: dict[str, Any]) -> dict[str, Any]:
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
