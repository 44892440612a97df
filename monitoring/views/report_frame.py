"""What the pages of reports share: one report in scope that the person's role reaches, and its page."""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from monitoring.models import Report
from monitoring.report_editions import editions_of
from monitoring.report_forms.orders import MAKE, documents_for
from monitoring.views.previews import PREVIEWS
from schools.http import SignedInRequest
from schools.models import JobState

VIEW = "monitoring.view_school_report"


def fetched(request: SignedInRequest, pk: int, permission: str = VIEW) -> Report:
    """The report in scope (404 otherwise) for a person whose role reaches its school (403 otherwise)."""
    rows = Report.objects.select_related("plan", "school", "requested_by", "corrects")
    found: Report = get_object_or_404(rows, pk=pk)
    if not request.user.has_perm(permission, found):
        raise PermissionDenied
    return found


def finished(request: SignedInRequest, pk: int, permission: str = VIEW) -> Report:
    """The same, made already (404 otherwise)."""
    found = fetched(request, pk, permission)
    if found.state != JobState.DONE:
        raise Http404("Ten raport nie jest jeszcze gotowy.")
    return found


def page_context(request: SignedInRequest, report: Report) -> dict[str, Any]:
    """What the report's page and its fragment show."""
    checks = list(report.checks.select_related("requested_by"))
    done, may_make = report.state == JobState.DONE, request.user.has_perm(MAKE, report)
    return {
        "report": report,
        "checks": checks,
        "editions": list(editions_of(report).defer("inputs").select_related("requested_by"))
        if _has_editions(report)
        else [],
        "polls": not report.is_finished or any(not check.is_finished for check in checks),
        "has_preview": report.kind in PREVIEWS,
        "may_make": may_make,
        "may_correct": done and may_make,
        "may_take_inputs": done and request.user.has_perm("monitoring.make_report"),
        "documents": documents_for(request.user, report) if done and may_make else [],
        "request_key": uuid.uuid4(),
        "known_at": (report.known_at or report.created_at).isoformat(),
    }


def _has_editions(report: Report) -> bool:
    return report.corrects_id is not None or report.corrections.exists()


def fresh(response: HttpResponse) -> HttpResponse:
    """A page that changes while work goes on: never kept, and told apart from its fragment."""
    response["Vary"] = "HX-Request"
    response["Cache-Control"] = "no-store"
    return response


def report_page(request: SignedInRequest, report: Report) -> HttpResponse:
    """The page; the fragment alone answers htmx."""
    fragment = request.headers.get("HX-Request") == "true"
    template = "monitoring/_report_state.html" if fragment else "monitoring/report.html"
    return fresh(render(request, template, page_context(request, report)))
