"""A questionnaire as a workbook: out, and in again whole or not at all."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from hdr_portal.lib.uploads import Refused
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form
from surveys.formbooks.layout import SETTINGS
from surveys.formbooks.reading import WrongBook
from surveys.formbooks.sheets import BookFault
from surveys.formbooks.writing import workbook_of
from surveys.forms.instrument_files import WorkbookForm
from surveys.models import Instrument
from surveys.questionnaire import Questionnaire
from surveys.questionnaires import questionnaire_of
from surveys.services import instruments as services
from surveys.views.instrument_frame import CONFLICT, INVALID, instrument_of, to_outline, to_ready_one

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@permission_required("surveys.view_instruments", raise_exception=True)
@require_safe
def instrument_export(request: SignedInRequest, pk: int) -> HttpResponse:
    """The questionnaire as XLSX, ready to be changed and read again."""
    found = instrument_of(pk)
    del request
    name = f"{found.code}-wersja-{found.version}.xlsx"
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(workbook_of(questionnaire_of(found)), content_type=XLSX, headers=headers)


@permission_required("surveys.manage_instruments", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def instrument_import(request: SignedInRequest) -> HttpResponse:
    """A workbook becomes a draft: of a new questionnaire, or of a new version. Sent twice it is one draft."""
    if request.method != "POST":
        return _page(request, WorkbookForm(), lost_file=take_kept_form(request) is not None)
    form = WorkbookForm(request.POST, request.FILES)
    content, answer = _read(request, form)
    if content is None:
        return answer
    try:
        made, is_new = services.take_content(content, by=request.user)
    except services.HasDraft as refusal:
        form.add_error("file", f"{refusal} Otwórz go i tam wczytaj plik, jeśli ma zastąpić jego treść.")
        return _page(request, form, draft=refusal.draft, status=CONFLICT)
    if is_new:
        messages.success(
            request, f"Wczytano plik jako szkic wersji {made.version}. Sprawdź podgląd i oznacz go jako gotowy."
        )
    else:
        messages.info(request, f"Taki sam kwestionariusz już jest: wersja {made.version}. Niczego nie zmieniono.")
    return redirect(made)


@permission_required("surveys.manage_instruments", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def instrument_replace(request: SignedInRequest, pk: int) -> HttpResponse:
    """A workbook takes the place of all that a draft holds."""
    found = instrument_of(pk)
    if elsewhere := to_ready_one(request, found):
        return elsewhere
    if request.method != "POST":
        return _page(request, WorkbookForm(), draft=found, lost_file=take_kept_form(request) is not None)
    form = WorkbookForm(request.POST, request.FILES)
    content, answer = _read(request, form, draft=found)
    if content is None:
        return answer
    if content.code != found.code:
        said = f"To plik kwestionariusza „{content.code}”, a ten szkic ma kod „{found.code}”."
        return _page(request, form, draft=found, faults=[BookFault(SETTINGS, 2, "form_id", said)], status=INVALID)
    try:
        services.change_draft(found, lambda now: replace(content, version=now.version))
    except services.NotAllowed as refusal:
        messages.warning(request, str(refusal))
        return redirect(found)
    messages.success(request, "Treść szkicu zastąpiono treścią pliku.")
    return to_outline(found)


def _read(
    request: SignedInRequest, form: WorkbookForm, *, draft: Instrument | None = None
) -> tuple[Questionnaire | None, HttpResponse]:
    """What the file holds, or the page that says why it was refused."""
    faults: list[BookFault] = []
    if form.is_valid():
        try:
            return form.questionnaire(), HttpResponse()
        except Refused as refusal:
            form.add_error("file", refusal.sentence)
        except WrongBook as wrong:
            faults = wrong.faults
    return None, _page(request, form, draft=draft, faults=faults, status=INVALID)


def _page(
    request: SignedInRequest,
    form: WorkbookForm,
    *,
    draft: Instrument | None = None,
    faults: list[BookFault] | None = None,
    lost_file: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "draft": draft,
        "faults": faults or [],
        "lost_file": lost_file,
        "replaces": "pk" in _names(request),
    }
    return render(request, "surveys/instrument_import.html", context, status=status)


def _names(request: SignedInRequest) -> dict[str, object]:
    match = request.resolver_match
    return match.kwargs if match else {}
