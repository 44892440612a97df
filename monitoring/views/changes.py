"""What changed: between two days, or since a stored report."""

from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hdr_portal.lib.formfields import PolishDateField
from hdr_portal.lib.periods import months_later
from monitoring.board_forms import SpanForm
from monitoring.comparison import Change, compare, summary
from monitoring.models import Indicator, Report, ReportKind
from monitoring.reports import indicators_alone
from schedule.models import Plan
from schedule.queries import current_plan
from schools.http import SignedInRequest
from schools.models import JobState


@permission_required("monitoring.view_board", raise_exception=True)
@require_safe
def changes(request: SignedInRequest) -> HttpResponse:
    """Two days as the address asks, three months up to the last where it asks nothing else: both as known now."""
    plan = current_plan(timezone.localdate())
    if plan is None:
        return render(request, "monitoring/no_plan.html")
    usual = _usual(request.GET.get("do", ""))
    form = SpanForm({**usual, **{name: request.GET[name] for name in usual if request.GET.get(name)}})
    if not form.is_valid():
        return render(request, "monitoring/changes.html", {"form": form, **_last_report(plan)})
    first, last = form.cleaned_data["od"], form.cleaned_data["do"]
    found = compare(indicators_alone(plan, first), indicators_alone(plan, last))
    context = {"form": form, "first": first, "last": last, **_told(plan, found), **_last_report(plan)}
    return render(request, "monitoring/changes.html", context)


@permission_required("monitoring.view_report", raise_exception=True)
@require_safe
def changes_since(request: SignedInRequest, pk: int) -> HttpResponse:
    """What has changed since a stored report: its own numbers, beside those of today."""
    report = get_object_or_404(Report.objects.select_related("plan"), pk=pk)
    if report.state != JobState.DONE or not _has_indicators(report):
        raise Http404("Ten raport nie ma tabeli wskaźników, z którą można porównać.")
    today = timezone.localdate()
    found = compare(report.inputs, indicators_alone(report.plan, today))
    context = {"report": report, "first": report.as_of, "last": today, **_told(report.plan, found)}
    return render(request, "monitoring/changes.html", context)


def _usual(asked: str) -> dict[str, str]:
    """Three months up to the day that is asked for, or up to today."""
    try:
        last = PolishDateField(required=False).clean(asked) or timezone.localdate()
    except ValidationError:
        last = timezone.localdate()
    return {name: f"{day:%d.%m.%Y}" for name, day in (("od", months_later(last, -3)), ("do", last))}


def _has_indicators(report: Report) -> bool:
    return bool(report.inputs) and "indicators" in (report.inputs or {})


def _told(plan: Plan, found: tuple[Change, ...]) -> dict[str, Any]:
    """The changes of each indicator together, with its text and page."""
    known = {one.number: one for one in Indicator.objects.filter(plan=plan)}
    groups = [
        (number, known.get(number), list(parts)) for number, parts in groupby(found, key=lambda change: change.number)
    ]
    return {"title": summary(found), "groups": groups}


def _last_report(plan: Plan) -> dict[str, Any]:
    done = Report.objects.filter(plan=plan, kind=ReportKind.PROGRESS, state=JobState.DONE, school=None)
    return {"last_report": done.defer("inputs").first()}
