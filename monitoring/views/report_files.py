"""The file of a report, its web page, its inputs."""

import logging

from django.contrib.auth.decorators import permission_required
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.http import require_safe

from monitoring.models import ReportFormat
from monitoring.views.previews import PREVIEWS, preview_of
from monitoring.views.report_frame import VIEW, finished
from schools.http import SignedInRequest

logger = logging.getLogger(__name__)

SHOWN_BY_BROWSERS = {ReportFormat.PDF, ReportFormat.ARCHIVE}


@permission_required(VIEW, raise_exception=True)
@require_safe
def report_file(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The stored file, unchanged since it was made."""
    found = finished(request, pk)
    try:
        content = found.file.open("rb")
    except FileNotFoundError:
        logger.exception("The stored file of report %s is missing.", pk)
        raise Http404("Pliku tego raportu nie ma w archiwum. Zawiadom administratora.") from None
    response = FileResponse(
        content,
        as_attachment=found.format not in SHOWN_BY_BROWSERS,
        content_type=found.content_type,
        filename=found.file_name,
    )
    response["Cache-Control"] = "private, no-store"
    return response


@permission_required(VIEW, raise_exception=True)
@require_safe
def report_preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """The same report as a web page, from the stored inputs."""
    found = finished(request, pk)
    if found.kind not in PREVIEWS:
        raise Http404("Ten raport nie ma postaci strony. Otwórz jego plik.")
    response = HttpResponse(preview_of(found.kind, found.inputs or {}, back_url=found.get_absolute_url()))
    response["Cache-Control"] = "private, no-store"
    return response


@permission_required("monitoring.make_report", raise_exception=True)
@require_safe
def report_inputs(request: SignedInRequest, pk: int) -> HttpResponse:
    """The JSON that the report was made from."""
    found = finished(request, pk, "monitoring.make_report")
    name = f"{found.file_name.rpartition('.')[0]}-dane.json"
    options = {"ensure_ascii": False, "indent": 1}
    response = JsonResponse(found.inputs or {}, json_dumps_params=options)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
