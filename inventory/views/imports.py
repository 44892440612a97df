"""Pages of imports: what was imported and when, a new file, the stored files."""

import io
from pathlib import Path

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from hdr_portal.lib.uploads import Refused
from inventory.forms.imports import UploadForm, schools_of
from inventory.models import Import
from inventory.services import imports as services
from inventory.views.import_frame import FILE, INVALID, UNAVAILABLE, download, import_of, missing_file, steps_at
from schools.evidence import NotStored
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form

PER_PAGE = 30


@permission_required("inventory.import_workbook", raise_exception=True)
@require_safe
def imports(request: SignedInRequest) -> HttpResponse:
    """The imports of the schools into which the person may import, newest first."""
    schools = schools_of(request.user)
    rows = Import.objects.filter(school__in=schools).select_related("school", "requested_by", "undone_by")
    page = Paginator(rows.defer("choices"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "inventory/imports.html", {"page": page, "several_schools": len(schools) > 1})


@permission_required("inventory.import_workbook", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def import_add(request: SignedInRequest) -> HttpResponse:
    """Take a workbook; nothing of the register changes yet. Sent twice it is one import."""
    if request.method != "POST":
        form = UploadForm(user=request.user, school=request.GET.get("jednostka", ""))
        return _upload_page(request, form, lost_file=take_kept_form(request) is not None)
    form = UploadForm(request.POST, request.FILES, user=request.user)
    if not form.is_valid():
        return _upload_page(request, form, status=INVALID)
    upload = form.cleaned_data["file"]
    try:
        made = services.start_import(form.chosen, upload, request_key=form.key(request.user), by=request.user)
    except Refused as refusal:
        form.add_error("file", refusal.sentence)
        return _upload_page(request, form, status=INVALID)
    except NotStored as fault:
        form.add_error("file", fault.sentence)
        return _upload_page(request, form, status=UNAVAILABLE)
    return redirect(made)


def _upload_page(
    request: SignedInRequest, form: UploadForm, *, lost_file: bool = False, status: int = 200
) -> HttpResponse:
    context = {"form": form, "lost_file": lost_file, "import_steps": steps_at(FILE)}
    return render(request, "inventory/import_add.html", context, status=status)


@permission_required("inventory.import_workbook", raise_exception=True)
@require_safe
def import_file(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The workbook as it was uploaded, always as a download."""
    found = import_of(request, pk)
    try:
        return download(found.file.open("rb"), found.name)
    except FileNotFoundError:
        return missing_file(request, found)


@permission_required("inventory.import_workbook", raise_exception=True)
@require_safe
def import_errors(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The same workbook with the wrong cells coloured and commented."""
    found = import_of(request, pk)
    if not found.diff_path:
        raise Http404("Najpierw dopasuj kolumny: dopiero wtedy wiadomo, które komórki są błędne.")
    try:
        content = services.error_workbook(found)
    except FileNotFoundError:
        return missing_file(request, found)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect(found)
    return download(io.BytesIO(content), f"{Path(found.name).stem} - uwagi.xlsx")
