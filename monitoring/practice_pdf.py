"""The good-practice description as a tagged PDF, from the same inputs as the Word file."""

import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from hdr_portal.lib.pdf import Progress, render_pdf
from hdr_portal.lib.rendered import RenderedFile
from monitoring.practice_drafts import blocks
from monitoring.report_parts import printable


def render_practice_html(inputs: dict[str, Any], *, for_pdf: bool = False, back_url: str = "") -> str:
    """The whole document."""
    told = printable(inputs)
    sections = [one | {"blocks": blocks(one["text"])} for one in told["sections"]]
    context = {"told": told, "report": told["report"], "sections": sections, "for_pdf": for_pdf, "back_url": back_url}
    return render_to_string("print/practice.html", context)


def render_practice_pdf(inputs: dict[str, Any], on_progress: Progress) -> RenderedFile:
    """The document as PDF/UA-1; equal inputs give equal bytes."""
    on_progress(6, "Przygotowuję treść opisu")
    made_on = datetime.date.fromisoformat(inputs["made_on"])
    return render_pdf(
        render_practice_html(inputs, for_pdf=True),
        shipped=settings.BASE_DIR / "static",
        epoch=datetime.datetime.combine(made_on, datetime.time(), tzinfo=datetime.UTC),
        on_progress=on_progress,
    )
