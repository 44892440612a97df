"""Pages of reports: order one, watch it being made, open it, find an old one."""

import logging

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from monitoring import services
from monitoring.forms import ReportForm
from monitoring.models import Report
from monitoring.report_rendering import render_report_html
from monitoring.tasks import make_report
from schools.http import SignedInRequest
from schools.models import JobState

logger = logging.getLogger(__name__)

PER_PAGE = 30


@permission_required("monitoring.view_report", raise_exception=True)
@require_safe
def reports(request: SignedInRequest) -> HttpResponse:
    """The archive, newest first, and the form for a new one."""
    return _archive(request, ReportForm())


@permission_required("monitoring.make_report", raise_exception=True)
@require_POST
def order(request: SignedInRequest) -> HttpResponse:
    """Order a report; sent twice it is made once."""
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _archive(request, form, status=422)
    report = services.request_report(
        services.ReportOrder(form.cleaned_data["plan"], form.cleaned_data["as_of"]),
        request_key=form.cleaned_data["request_key"],
        by=request.user,
        wake=make_report.delay,
    )
    messages.success(request, "Raport zlecony. Ta strona sama pokaże, gdy będzie gotowy; możesz ją też zamknąć.")
    return redirect(report)


@permission_required("monitoring.view_report", raise_exception=True)
@require_http_methods(["GET", "HEAD"])
def report(request: SignedInRequest, pk: int) -> HttpResponse:
    """One report: progress while it is being made, then the file. The fragment alone answers htmx."""
    found = get_object_or_404(Report.objects.select_related("plan", "requested_by"), pk=pk)
    fragment = request.headers.get("HX-Request") == "true"
    template = "monitoring/_report_state.html" if fragment else "monitoring/report.html"
    response = render(request, template, {"report": found, "polls": not found.is_finished})
    response["Vary"] = "HX-Request"
    response["Cache-Control"] = "no-store"
    return response


@permission_required("monitoring.view_report", raise_exception=True)
@require_safe
def report_file(_: SignedInRequest, pk: int) -> HttpResponseBase:
    """The stored PDF, unchanged since it was made."""
    found = _finished(pk)
    try:
        content = found.file.open("rb")
    except FileNotFoundError:
        logger.exception("The stored file of report %s is missing.", pk)
        raise Http404("Pliku tego raportu nie ma w archiwum. Zawiadom administratora.") from None
    name = f"raport-hdr-{found.as_of:%Y-%m-%d}-nr-{found.pk}.pdf"
    response = FileResponse(content, content_type="application/pdf", filename=name)
    response["Cache-Control"] = "private, no-store"
    return response


@permission_required("monitoring.view_report", raise_exception=True)
@require_safe
def report_preview(_: SignedInRequest, pk: int) -> HttpResponse:
    """The same report as a web page, from the stored inputs."""
    found = _finished(pk)
    return HttpResponse(render_report_html(found.inputs or {}, back_url=found.get_absolute_url()))


def _finished(pk: int) -> Report:
    found = get_object_or_404(Report, pk=pk)
    if found.state != JobState.DONE:
        raise Http404("Ten raport nie jest jeszcze gotowy.")
    return found


def _archive(request: SignedInRequest, form: ReportForm, status: int = 200) -> HttpResponse:
    rows = Report.objects.select_related("plan", "requested_by").defer("inputs")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "monitoring/reports.html", {"page": page, "form": form}, status=status)
