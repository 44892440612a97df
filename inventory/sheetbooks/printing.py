"""A sheet as a tagged PDF: totals first, then rows. Equal contents give equal bytes."""

import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from hdr_portal.lib.pdf import PdfFile, Progress, render_pdf
from inventory.sheetbooks.book import Book
from inventory.sheetbooks.words import quality_words, signatures


def sheet_pdf(frozen: dict[str, Any], on_progress: Progress = lambda _percent, _phrase: None) -> PdfFile:
    """The printed sheet, landscape. `on_progress` gets a percentage and a Polish phrase."""
    return render_pdf(
        sheet_html(frozen),
        shipped=settings.BASE_DIR / "static",
        epoch=datetime.datetime.combine(Book(frozen).day, datetime.time(), tzinfo=datetime.UTC),
        on_progress=on_progress,
    )


def sheet_html(frozen: dict[str, Any]) -> str:
    """The document that becomes the PDF."""
    book = Book(frozen)
    context = {
        "book": book,
        "sheet": frozen,
        "signatures": signatures(book),
        "quality": quality_words(frozen["quality"]),
        "for_pdf": True,
    }
    return render_to_string("print/sheet.html", context)
