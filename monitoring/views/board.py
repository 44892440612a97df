"""The board and the indicator page."""

import datetime
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hdr_portal.lib.periods import Period
from monitoring.forms import DayForm
from monitoring.models import Indicator
from monitoring.queries import BoardRow, board_row, count_statuses, waiting_indicators
from monitoring.queries import board as board_of
from monitoring.reports import headline, highlights
from monitoring.standing import Status
from schedule.measures import is_recorded_as_activity
from schedule.models import Activity, ActivityState
from schedule.queries import current_plan
from schools.http import SignedInRequest
from schools.models import User


@permission_required("monitoring.view_indicator", raise_exception=True)
@require_safe
def board(request: SignedInRequest) -> HttpResponse:
    """All indicators on a day: the city's numbers, or for a school what it has and what it owes."""
    plan = current_plan(timezone.localdate())
    if plan is None:
        return render(request, "monitoring/no_plan.html")
    form, day = _day(request)
    rows = board_of(plan, day)
    context = {"plan": plan, "form": form, "day": day, "rows": rows, "query": _query(request)}
    if request.user.scope.school_ids is not None:
        return render(request, "monitoring/school_board.html", {**context, **_school_parts(rows)})
    return render(request, "monitoring/board.html", {**context, **_summary(rows)})


@permission_required("monitoring.view_indicator", raise_exception=True)
@require_safe
def indicator(request: SignedInRequest, pk: int) -> HttpResponse:
    """One indicator: how it is counted, its records with their files, per school what is missing."""
    found = get_object_or_404(Indicator.objects.select_related("plan", "action"), pk=pk)
    form, day = _day(request)
    row = board_row(found, day)
    context = {
        "indicator": found,
        "form": form,
        "day": day,
        "row": row,
        "records": _records(row, request.user),
        "facts": row.measure.facts(Period(found.plan.start, day)) if row.measure and row.measure.facts else [],
        "whole": request.user.scope.school_ids is None,
        "waiting": _waiting(row),
        "recorded": is_recorded_as_activity(found.measure),
        "step": next(iter(found.steps.all()), None),
        "query": _query(request),
    }
    return render(request, "monitoring/indicator.html", context)


def _day(request: SignedInRequest) -> tuple[DayForm, datetime.date]:
    """The as-of day asked for; today when there is none or it cannot be read."""
    today = timezone.localdate()
    form = DayForm(request.GET if "dzien" in request.GET else {"dzien": f"{today:%d.%m.%Y}"})
    return form, (form.cleaned_data["dzien"] if form.is_valid() else None) or today


def _query(request: SignedInRequest) -> str:
    """The day to carry over to the next page."""
    return f"?dzien={request.GET['dzien']}" if request.GET.get("dzien") and DayForm(request.GET).is_valid() else ""


def _summary(rows: list[BoardRow]) -> dict[str, Any]:
    counts = count_statuses(rows)
    return {
        "headline": headline(rows),
        "highlights": list(highlights(rows)),
        "counts": [(status, counts[status]) for status in Status if status in counts],
    }


def _school_parts(rows: list[BoardRow]) -> dict[str, Any]:
    """What is asked of each school, apart from what the city does."""
    asked = [row for row in rows if row.by_school and row.standing.members]
    return {
        "asked": asked,
        "owed": [row for row in asked if row.standing.missing],
        "other": [row for row in rows if row not in asked],
        "waiting": waiting_indicators(asked),
    }


def _records(row: BoardRow, user: User) -> list[dict[str, Any]]:
    """The counted records, each once, newest first, with what it added per school or group; a link for those it opens to."""
    records: dict[str, dict[str, Any]] = {}
    names = {one.member.school: one.member.name for one in row.standing.members}
    for one in row.contributions:
        url = one.url if user.has_perm(one.permission) else ""
        record = records.setdefault(one.record, {"first": one, "url": url, "schools": [], "groups": []})
        if one.school is not None:
            record["schools"].append(names.get(one.school, ""))
        if one.group:
            record["groups"].append((one.group, one.amount))
    return sorted(records.values(), key=lambda record: record["first"].day, reverse=True)


def _waiting(row: BoardRow) -> int:
    """Records of the indicator's steps that wait for approval."""
    steps = row.indicator.steps.all()
    return Activity.objects.filter(state=ActivityState.SUBMITTED, step__in=steps).count()
