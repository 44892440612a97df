"""Codes: which groups have them, batches for classes, sheets to print, a workbook for the e-diary."""

import logging
import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hdr_portal.lib.polish import counted
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form
from schools.models import JobState
from surveys.forms.batches import OrderForm, class_lines, with_more_lines
from surveys.models import Anonymity, CodeBatch, CodeSheets, Target
from surveys.printing.cards import cards_pdf
from surveys.printing.code_book import code_book
from surveys.queries.batches import batches_of, campaigns_with_codes, code_summaries, live_batches
from surveys.services.batches import cancel_batch, make_batches, may_make_codes, order_sheets
from surveys.services.campaigns import NotAllowed
from surveys.tasks import make_code_sheets
from surveys.views.targets import pdf_answer, reached_target, target_context

logger = logging.getLogger(__name__)

PERMISSION = "surveys.manage_codes"
AT_ONCE = 100  # codes on a PDF that the person waits for
CODES = "kod,kody,kodów"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@permission_required(PERMISSION, raise_exception=True)
@require_safe
def codes(request: SignedInRequest) -> HttpResponse:
    """Groups of announced campaigns that answer with codes, with how many codes each has."""
    rows = [one for one in code_summaries(campaigns_with_codes()) if request.user.has_perm(PERMISSION, one.target)]
    return render(request, "surveys/codes.html", {"rows": rows})


@permission_required(PERMISSION, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def target_codes(request: SignedInRequest, pk: int) -> HttpResponse:
    """The batches of a group; a POST makes more."""
    found = _coded(reached_target(request, pk, PERMISSION))
    posted = request.POST if request.method == "POST" else take_kept_form(request)
    adds_lines = posted is not None and "more" in posted
    lines = class_lines(with_more_lines(posted) if adds_lines else posted, audience=found.part.audience)
    key = OrderForm(posted)
    if request.method == "POST" and not adds_lines and key.is_valid() and lines.is_valid():
        try:
            made = make_batches(found, lines.classes(), form_key=key.cleaned_data["form_key"], by=request.user)
        except NotAllowed as refused:
            messages.warning(request, str(refused))
        else:
            codes_made = counted(sum(one.size for one in made), CODES)
            messages.success(request, f"Przygotowano {codes_made}. Teraz wydrukuj kartki albo pobierz arkusz.")
        return redirect("surveys:target_codes", found.pk)
    tidy = posted is None or adds_lines
    return _codes_page(request, found, lines, key if posted is not None else OrderForm(), tells_errors=not tidy)


def _codes_page(
    request: SignedInRequest, found: Target, lines: Any, key: OrderForm, *, tells_errors: bool
) -> HttpResponse:
    rows = batches_of(found)
    issued = sum(one.issued for one in rows)
    context = {
        "rows": rows,
        "issued": issued,
        "live": sum(one.issued for one in rows if one.lives),
        "over": issued - found.population,
        "lines": lines,
        "key": key,
        "tells_errors": tells_errors,
        "may_make": may_make_codes(found.part.campaign),
        "at_once": AT_ONCE,
        "order": OrderForm(),
    }
    return render(request, "surveys/target_codes.html", {**target_context(request, found, "target_codes"), **context})


def _coded(found: Target) -> Target:
    if found.part.campaign.anonymity != Anonymity.CODES:
        raise Http404("W tej kampanii wystarczy link; kodów nie ma.")
    return found


# --- Sheets and workbooks -------------------------------------------------------------------------------------------
@permission_required(PERMISSION, raise_exception=True)
@require_safe
def batch_cards(request: SignedInRequest, pk: int) -> HttpResponse:
    """The cards of one class, as long as the batch lives."""
    batch = _batch(request, pk)
    return pdf_answer(cards_pdf(batch.target, [batch]).content, f"kartki-z-kodami-{batch.pk}.pdf")


@permission_required(PERMISSION, raise_exception=True)
@require_safe
def target_cards(request: SignedInRequest, pk: int) -> HttpResponse:
    """The cards of all classes when they are few; many are ordered."""
    found = _coded(reached_target(request, pk, PERMISSION))
    batches = list(live_batches(found))
    if not batches or sum(one.size for one in batches) > AT_ONCE:
        raise Http404
    return pdf_answer(cards_pdf(found, batches).content, f"kartki-z-kodami-grupa-{found.pk}.pdf")


@permission_required(PERMISSION, raise_exception=True)
@require_POST
def code_sheets_order(request: SignedInRequest, pk: int) -> HttpResponse:
    """Have the cards of all classes made by the worker."""
    found = _coded(reached_target(request, pk, PERMISSION))
    form = OrderForm(request.POST)
    key = form.cleaned_data["form_key"] if form.is_valid() else uuid.uuid4()
    try:
        order = order_sheets(found, request_key=key, by=request.user, wake=make_code_sheets.delay)
    except NotAllowed as refused:
        messages.warning(request, str(refused))
        return redirect("surveys:target_codes", found.pk)
    return redirect(order)


@permission_required(PERMISSION, raise_exception=True)
@require_safe
def code_sheets(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far the file is, then the file. The fragment alone answers htmx."""
    order = _order(request, pk)
    fragment = request.headers.get("HX-Request") == "true"
    template = "surveys/_code_sheets_state.html" if fragment else "surveys/code_sheets.html"
    response = render(request, template, {"order": order, "target": order.target, "polls": not order.is_finished})
    response["Vary"] = "HX-Request"
    response["Cache-Control"] = "no-store"
    return response


@permission_required(PERMISSION, raise_exception=True)
@require_safe
def code_sheets_file(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The finished file."""
    order = _order(request, pk)
    if order.state != JobState.DONE:
        raise Http404("Ten plik nie jest jeszcze gotowy.")
    try:
        content = order.file.open("rb")
    except FileNotFoundError:
        logger.exception("The stored file of code sheets %s is missing.", pk)
        raise Http404("Tego pliku już nie ma. Zleć go ponownie.") from None
    response = FileResponse(
        content, as_attachment=True, content_type="application/pdf", filename=f"kartki-z-kodami-{pk}.pdf"
    )
    response["Cache-Control"] = "private, no-store"
    return response


@permission_required(PERMISSION, raise_exception=True)
@require_safe
def target_code_book(request: SignedInRequest, pk: int) -> HttpResponse:
    """The codes as XLSX, to be sent through the school's e-diary."""
    found = _coded(reached_target(request, pk, PERMISSION))
    batches = list(live_batches(found))
    if not batches:
        raise Http404
    return book_answer(code_book(found, batches), f"kody-grupa-{found.pk}.xlsx")


@permission_required(PERMISSION, raise_exception=True)
@require_safe
def batch_code_book(request: SignedInRequest, pk: int) -> HttpResponse:
    """The codes of one class as XLSX."""
    batch = _batch(request, pk)
    return book_answer(code_book(batch.target, [batch]), f"kody-{batch.pk}.xlsx")


@permission_required(PERMISSION, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def batch_cancel(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make a batch worthless, after asking once more."""
    batch = _batch(request, pk, living=False)
    if request.method != "POST":
        return render(request, "surveys/batch_cancel.html", {"batch": batch, "target": batch.target})
    try:
        cancel_batch(batch, by=request.user)
    except NotAllowed as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(
            request, f"Unieważniono pakiet {batch.label}. Wydrukowane kartki z tego pakietu już nie działają."
        )
    return redirect("surveys:target_codes", batch.target_id)


def book_answer(content: bytes, name: str) -> HttpResponse:
    """A workbook to keep, not stored by caches."""
    headers = {"Cache-Control": "private, no-store", "Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=XLSX, headers=headers)


def _batch(request: SignedInRequest, pk: int, *, living: bool = True) -> CodeBatch:
    rows = CodeBatch.objects.select_related("target__part__campaign", "target__part__instrument", "target__school")
    batch: CodeBatch = get_object_or_404(rows, pk=pk)
    if not request.user.has_perm(PERMISSION, batch):
        raise PermissionDenied
    if living and not batch.seed:
        raise Http404("Kody tego pakietu już usunięto.")
    return batch


def _order(request: SignedInRequest, pk: int) -> CodeSheets:
    rows = CodeSheets.objects.select_related("target__part__campaign", "target__school")
    order: CodeSheets = get_object_or_404(rows, pk=pk)
    if not request.user.has_perm(PERMISSION, order):
        raise PermissionDenied
    return order
