"""Pages of reports: order one, watch it being made, find an old one."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from monitoring import services
from monitoring.models import Report
from monitoring.report_forms.orders import MAKE, ArchiveForm, ReportForm
from monitoring.tasks import make_report
from monitoring.views.report_frame import VIEW, fetched, report_page
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form

PER_PAGE = 30


@permission_required(VIEW, raise_exception=True)
@require_safe
def reports(request: SignedInRequest) -> HttpResponse:
    """The archive, newest first, and the form for a new one."""
    return _archive(request, None)


@permission_required(MAKE, raise_exception=True)
@require_POST
def order(request: SignedInRequest) -> HttpResponse:
    """Order a report; sent twice it is made once."""
    form = ReportForm(request.POST, user=request.user)
    if not form.is_valid():
        return _archive(request, form, status=422)
    report = services.request_report(
        form.order(), request_key=form.cleaned_data["request_key"], by=request.user, wake=make_report.delay
    )
    messages.success(request, "Raport zlecony. Ta strona sama pokaże, gdy będzie gotowy; możesz ją też zamknąć.")
    return redirect(report)


@permission_required(VIEW, raise_exception=True)
@require_http_methods(["GET", "HEAD"])
def report(request: SignedInRequest, pk: int) -> HttpResponse:
    """One report: progress while it is being made, then the file, what it is made of, its checks and editions."""
    return report_page(request, fetched(request, pk))


def _archive(request: SignedInRequest, form: ReportForm | None, status: int = 200) -> HttpResponse:
    user = request.user
    kept = take_kept_form(request) if form is None else None
    if form is None and user.has_perm(MAKE):
        form = ReportForm(kept, user=user)
    search = ArchiveForm(request.GET if request.method != "POST" else {}, user=user)
    rows = Report.objects.select_related("plan", "school", "requested_by").defer("inputs")
    page = Paginator(search.narrowed(rows), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "form": form, "search": search, "kept": kept}
    return render(request, "monitoring/reports.html", context, status=status)
