"""Files of results: order one, watch it being made, take it. Counting anew."""

import logging

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hdr_portal.lib.plaintext import folded
from schools.http import SignedInRequest
from schools.models import JobState
from surveys.forms.results import FileForm, RecountForm
from surveys.models import Campaign, FileKind, ResultFile
from surveys.queries.campaigns import campaigns_seen_by
from surveys.queries.results import NotYours, newest_tally
from surveys.services.accesses import note_export
from surveys.services.result_files import request_file
from surveys.services.tallies import NotCountable, request_tally

logger = logging.getLogger(__name__)

PERMISSION = "surveys.view_results"
TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@permission_required(PERMISSION, raise_exception=True)
@require_POST
def result_file_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Order a file of a campaign's results."""
    campaign = get_object_or_404(campaigns_seen_by(request.user), pk=pk)
    tally = newest_tally(campaign)
    form = FileForm(request.POST)
    if tally is None or not form.is_valid():
        messages.warning(request, "Tego pliku nie da się przygotować. Odśwież stronę wyników i spróbuj ponownie.")
        return redirect("surveys:campaign_results", campaign.pk)
    given = form.cleaned_data
    try:
        file = request_file(
            tally, kind=given["kind"], school=given["school"], by=request.user, form_key=given["form_key"]
        )
    except NotYours:
        raise PermissionDenied from None
    return redirect("surveys:result_file", file.pk)


@permission_required(PERMISSION, raise_exception=True)
@require_http_methods(["GET", "HEAD"])
def result_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """Progress while the file is being made, then the file. The fragment alone answers htmx."""
    found = _file(request, pk)
    fragment = request.headers.get("HX-Request") == "true"
    template = "surveys/_result_file_state.html" if fragment else "surveys/result_file.html"
    response = render(request, template, {"file": found, "polls": not found.is_finished})
    response["Vary"] = "HX-Request"
    response["Cache-Control"] = "no-store"
    return response


@permission_required(PERMISSION, raise_exception=True)
@require_safe
def result_file_download(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The stored file."""
    found = _file(request, pk)
    if found.state != JobState.DONE:
        raise Http404("Ten plik nie jest jeszcze gotowy.")
    try:
        content = found.file.open("rb")
    except FileNotFoundError:
        logger.exception("The stored file of results %s is missing.", pk)
        raise Http404("Tego pliku nie ma na dysku. Zleć go ponownie.") from None
    note_export(found.tally.campaign, by=request.user, school=found.school, what=f"pobranie {found.kind.upper()}")
    response = FileResponse(
        content, as_attachment=True, content_type=TYPES[FileKind(found.kind)], filename=_name(found)
    )
    response["Cache-Control"] = "private, no-store"
    return response


def _file(request: SignedInRequest, pk: int) -> ResultFile:
    """A file in scope that the person's role reaches."""
    rows = ResultFile.objects.select_related("tally__campaign", "school", "requested_by")
    found: ResultFile = get_object_or_404(rows, pk=pk)
    if not request.user.has_perm(PERMISSION, found):
        raise PermissionDenied
    return found


def _name(file: ResultFile) -> str:
    place = slugify(folded(str(file.school))) if file.school else "gmina"
    return f"wyniki-{slugify(folded(file.tally.campaign.name))[:60]}-{place}-nr-{file.pk}.{file.kind}"


@permission_required("surveys.manage_campaigns", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def recount(request: SignedInRequest, pk: int) -> HttpResponse:
    """Count a closed campaign anew, with a reason; or again, when the counting failed."""
    campaign = get_object_or_404(Campaign, pk=pk)
    newest = newest_tally(campaign)
    form = RecountForm(request.POST or None)
    if request.method == "POST" and (form.is_valid() or newest is None):
        try:
            request_tally(campaign, by=request.user, reason=form.cleaned_data["reason"] if newest else "")
        except NotCountable as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, "Wyniki liczą się ponownie. Nowe wydanie pojawi się za chwilę.")
        return redirect("surveys:campaign_results", campaign.pk)
    return render(request, "surveys/recount.html", {"campaign": campaign, "tally": newest, "form": form})
