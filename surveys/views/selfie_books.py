"""Cards of several schools from one workbook, for the department: the December of 2024 at once."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hdr_portal.lib.polish import counted
from hdr_portal.lib.workbook.sentences import Refused as Unreadable
from schools.http import SignedInRequest
from surveys.forms.selfie import CardWorkbookForm, schools_to_record
from surveys.selfie.template import template_workbook
from surveys.services.selfie_books import Refused, import_cards

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 100


@permission_required("surveys.backfill_selfie", raise_exception=True)
@require_safe
def selfie_template(request: SignedInRequest) -> HttpResponse:
    """The workbook to fill in, a row a school."""
    content = template_workbook(school.short_name for school in schools_to_record(request.user))
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="karty-selfie.xlsx"'
    return response


@permission_required("surveys.backfill_selfie", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def selfie_import(request: SignedInRequest) -> HttpResponse:
    """Read the workbook: all cards or none, with the reasons."""
    if request.method != "POST":
        return _page(request, CardWorkbookForm(initial={"request_key": uuid.uuid4()}))
    form = CardWorkbookForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        cards = import_cards(form.cleaned_data["file"], request_key=form.cleaned_data["request_key"], by=request.user)
    except Unreadable as error:
        form.add_error("file", error.sentence)
        return _page(request, form, status=422)
    except Refused as error:
        return _page(request, form, status=422, refused=error)
    said = counted(len(cards), "kartę,karty,kart")
    messages.success(request, f"Wczytano {said}. Czekają na potwierdzenie przez drugą osobę.")
    return redirect("surveys:selfie_cards")


def _page(
    request: SignedInRequest, form: CardWorkbookForm, *, status: int = 200, refused: Refused | None = None
) -> HttpResponse:
    refusals = refused.refusals if refused else []
    context = {"form": form, "refusals": refusals[:SHOWN], "count": len(refusals)}
    return render(request, "surveys/selfie_import.html", context, status=status)
