"""Taking lists out of the register: ask, wait, download, find what was taken out before. Each person sees the own ones."""

import logging
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from inventory.columns import Column
from inventory.forms.exports import ListExportForm, RoundTripForm
from inventory.listing import chosen_columns, filter_of
from inventory.listing.chips import chips_of
from inventory.listing.offer import sees_many_schools
from inventory.models import Export, ExportFormat
from inventory.queries.register import COUNTED, totals
from inventory.queries.views import views_of
from inventory.services.exports import (
    ExportRefused,
    export_scope,
    extension_of,
    is_at_once,
    produce_export,
    request_export,
)
from inventory.services.views import lasting
from inventory.tasks import make_export
from schools.http import SignedInRequest
from schools.models import JobState
from schools.scope import open_scope

logger = logging.getLogger(__name__)

PER_PAGE = 30
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
}
NAMES = {ExportFormat.ROUND_TRIP.value: "ewidencja-do-uzupelnienia", ExportFormat.LABELS.value: "etykiety"}
FORMAT = "plik"  # the format that a link to the form has already chosen
PERMISSION = "inventory.export_register"
AnyForm = ListExportForm | RoundTripForm


@permission_required(PERMISSION, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def exports(request: SignedInRequest) -> HttpResponse:
    """What the person has taken out, newest first; a POST takes out one more."""
    if request.method == "POST":
        return _order(request)
    page = Paginator(Export.objects.filter(requested_by=request.user), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "inventory/exports.html", {"page": page})


@permission_required(PERMISSION, raise_exception=True)
@require_safe
def export_add(request: SignedInRequest) -> HttpResponse:
    """Ask for the list that the address names, or for a school's workbook to fill in."""
    with open_scope(export_scope(request.user)):
        asked = request.GET.copy()
        wish = str(asked.pop(FORMAT, [""])[-1])
        lists = ListExportForm(
            shown=_shown(request, request.GET.get("widok", "")), query=lasting(asked.urlencode()), file_format=wish
        )
        return _page(request, lists, RoundTripForm(school=request.GET.get("jednostka", "")))


@permission_required(PERMISSION, raise_exception=True)
@require_safe
def export(request: SignedInRequest, pk: int) -> HttpResponse:
    """One export: progress while it is being made, then the file. The fragment alone answers htmx."""
    found = get_object_or_404(Export, pk=pk, requested_by=request.user)
    fragment = request.headers.get("HX-Request") == "true"
    template = "inventory/_export_state.html" if fragment else "inventory/export.html"
    response = render(request, template, {"export": found, "polls": not found.is_finished})
    response["Vary"] = "HX-Request"
    response["Cache-Control"] = "no-store"
    return response


@permission_required(PERMISSION, raise_exception=True)
@require_safe
def export_file(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The stored file, for the person who asked."""
    found = get_object_or_404(Export, pk=pk, requested_by=request.user)
    if found.state != JobState.DONE:
        raise Http404("Ten plik nie jest jeszcze gotowy.")
    try:
        content = found.file.open("rb")
    except FileNotFoundError:
        logger.exception("The stored file of export %s is missing.", pk)
        raise Http404("Tego pliku nie ma na dysku. Zleć eksport ponownie.") from None
    ending = extension_of(found)
    response = FileResponse(content, as_attachment=True, content_type=TYPES[ending], filename=_name(found, ending))
    response["Cache-Control"] = "private, no-store"
    return response


def _name(found: Export, ending: str) -> str:
    return f"{NAMES.get(found.file_format, 'ewidencja')}-{found.created_at:%Y-%m-%d}-nr-{found.pk}.{ending}"


def _order(request: SignedInRequest) -> HttpResponse:
    with open_scope(export_scope(request.user)):
        query = request.POST.get("query", "")
        lists = ListExportForm(request.POST, shown=_shown(request, request.POST.get("view", "")))
        books = RoundTripForm(request.POST)
        wants_book = request.POST.get("file_format") == ExportFormat.ROUND_TRIP
        form: AnyForm = books if wants_book else lists
        refusal = ""
        if form.is_valid():
            try:
                return _ordered(request, form)
            except ExportRefused as refused:
                refusal = str(refused)
        if wants_book:
            lists = ListExportForm(shown=lists.shown, query=query)
        else:
            books = RoundTripForm()
        return _page(request, lists, books, refusal=refusal, status=422)


def _ordered(request: SignedInRequest, form: AnyForm) -> HttpResponse:
    """A short list is made at once and comes as a download; the page with the form stays open behind it."""
    asked = request_export(form.order(), by=request.user, wake=make_export.delay)
    if is_at_once(asked) and not asked.is_finished:
        asked = produce_export(asked.pk) or Export.objects.get(pk=asked.pk)
    return redirect("inventory:export_file" if asked.state == JobState.DONE else "inventory:export", asked.pk)


def _shown(request: SignedInRequest, view_key: str) -> list[Column]:
    views = views_of(request.user)
    view = views.called(view_key)
    return chosen_columns(view.columns if view else views.columns, many_schools=sees_many_schools())


def _page(
    request: SignedInRequest, lists: ListExportForm, books: RoundTripForm, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    query = QueryDict(str(lists["query"].value() or ""))
    found = filter_of(query)
    context: dict[str, Any] = {
        "lists": lists,
        "books": books,
        "chips": chips_of(found, query),
        "totals": totals(found.qs),
        "bound": COUNTED,
        "understood": found.form.is_valid(),
        "view_key": request.GET.get("widok", "") or request.POST.get("view", ""),
        "refusal": refusal,
        "back": query.urlencode(),
    }
    return render(request, "inventory/export_add.html", context, status=status)
