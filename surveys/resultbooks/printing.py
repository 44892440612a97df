"""The book as a tagged PDF; equal books give equal bytes."""

import datetime

from django.conf import settings
from django.template.loader import render_to_string

from hdr_portal.lib.pdf import PdfFile, Progress, render_pdf
from surveys.resultbooks.book import ResultBook


def book_html(book: ResultBook) -> str:
    """The document that becomes the PDF."""
    return render_to_string("print/results.html", {"book": book, "for_pdf": True})


def book_pdf(book: ResultBook, on_progress: Progress) -> PdfFile:
    """The report. `on_progress` gets a percentage and a Polish phrase."""
    return render_pdf(
        book_html(book),
        shipped=settings.BASE_DIR / "static",
        epoch=datetime.datetime.combine(book.made_on, datetime.time(), tzinfo=datetime.UTC),
        on_progress=on_progress,
    )
