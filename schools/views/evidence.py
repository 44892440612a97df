"""Pages of evidence: the file itself, and the decision to publish it."""

import logging

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from schools.forms.evidence import PublicationForm
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form
from schools.models import Evidence

logger = logging.getLogger(__name__)

FILE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # Should a browser show the file after all, it runs nothing and belongs to no origin.
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}
GONE = 410


def _evidence(request: SignedInRequest, pk: int, perm: str) -> Evidence:
    """The row in scope (404 otherwise) for a person whose role reaches its school (403 otherwise)."""
    found: Evidence = get_object_or_404(Evidence, pk=pk)
    if not request.user.has_perm(perm, found):
        raise PermissionDenied
    return found


@permission_required("schools.view_evidence", raise_exception=True)
@require_safe
def evidence(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The stored file, always as a download."""
    found = _evidence(request, pk, "schools.view_evidence")
    try:
        content = found.file.open("rb")
    except FileNotFoundError:
        logger.error("The file of evidence %s is missing.", pk)  # noqa: TRY400 - the trace would tell paths
        return render(request, "schools/evidence_missing.html", {"evidence": found}, status=GONE)
    return FileResponse(
        content, as_attachment=True, filename=found.name, content_type=found.content_type, headers=FILE_HEADERS
    )


@permission_required("schools.publish_evidence", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def evidence_publication(request: SignedInRequest, pk: int) -> HttpResponse:
    """May the file be published, and until when is it kept."""
    found = _evidence(request, pk, "schools.publish_evidence")
    kept = take_kept_form(request)
    form = PublicationForm(request.POST if request.method == "POST" else kept, evidence=found)
    if request.method == "POST" and form.is_valid():
        form.save(by=request.user)
        messages.success(request, f"Zapisano: {found.name}.")
        return redirect("schools:evidence_publication", pk)
    return render(request, "schools/evidence_publication.html", {"evidence": found, "form": form, "kept": kept})
