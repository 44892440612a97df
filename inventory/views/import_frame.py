"""What the pages of an import share: whose it is, where the person stands, how files are given away."""

import logging
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from inventory.models import Import, Stage
from inventory.rules import may_import
from schools.http import SignedInRequest

logger = logging.getLogger(__name__)

CONFLICT, GONE, INVALID, UNAVAILABLE = 409, 410, 422, 503
MOVED_ON = "Ten import jest już na innym etapie, więc nic nie zrobiono. Sprawdź, co z nim teraz."
PAGE_OF = {Stage.MAPPING: "inventory:import_columns", Stage.PREVIEW: "inventory:import_preview"}
STEPS = ("Plik", "Kolumny", "Podgląd zmian", "Zapis", "Wynik")
FILE, COLUMNS, PREVIEW, WRITING, RESULT = range(5)
FILE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # Should a browser show the file after all, it runs nothing and belongs to no origin.
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


@dataclass(frozen=True)
class Step:
    """A stop on the way, as {% steps %} draws it."""

    label: str
    state: str


def steps_at(current: int) -> list[Step]:
    """The way of an import; what lies before `current` is done."""
    states = (
        "done" if number < current else "current" if number == current else "todo" for number in range(len(STEPS))
    )
    return [Step(label, state) for label, state in zip(STEPS, states, strict=True)]


def import_of(request: SignedInRequest, pk: int) -> Import:
    """The import in scope (404 otherwise) for a person whose role reaches its school (403 otherwise)."""
    found: Import = get_object_or_404(Import.objects.select_related("school", "requested_by", "undone_by"), pk=pk)
    if not may_import(found, request.user):
        raise PermissionDenied
    return found


def to_page(request: SignedInRequest, address: str) -> HttpResponse:
    """Send to a page; htmx, which asked for a fragment, is told to open the page."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def address_of(found: Import) -> str:
    """The page of the step that the import has come to."""
    return reverse(PAGE_OF.get(Stage(found.stage), "inventory:import"), args=[found.pk])


def download(content: Any, name: str) -> FileResponse:
    """A private file under its name, never shown in the browser."""
    return FileResponse(
        content, as_attachment=True, filename=name, content_type="application/octet-stream", headers=FILE_HEADERS
    )


def moved_on(request: SignedInRequest, found: Import) -> HttpResponse:
    """The step is behind the import already: say so and show where it is."""
    messages.warning(request, MOVED_ON)
    return redirect(found)


def missing_file(request: SignedInRequest, found: Import) -> HttpResponse:
    """A stored file is not where it was put."""
    logger.error("A file of import %s is missing.", found.pk)
    return render(request, "inventory/import_missing.html", {"found": found}, status=GONE)
