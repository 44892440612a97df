"""The start page: what is due, what is missing, what moved; for each role its own."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hdr_portal.lib.periods import months_later
from inventory.queries.sheets import due_sheets, waiting_sheets
from monitoring.deliveries.alarms import alarm_for
from monitoring.queries import BoardRow, board, count_statuses, waiting_indicators
from monitoring.reports import headline
from monitoring.standing import Status
from schedule.models import Activity, ActivityState, Plan
from schedule.queries import counts_by_state, current_plan
from schools.http import SignedInRequest
from schools.roles import CITY

RECENT = 8
URGENT = (Status.MISSED, Status.AT_RISK)


@login_required
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """The page after sign-in."""
    user, plan = request.user, current_plan(timezone.localdate())
    if not user.roles_held:
        return render(request, "monitoring/home_without_school.html")
    if plan is None:
        return render(request, "monitoring/no_plan.html")
    rows = board(plan, timezone.localdate())
    if user.has_role(*CITY):
        return render(request, "monitoring/home_city.html", {**_city(plan, rows), "alarm": alarm_for(user)})
    return render(request, "monitoring/home_school.html", _school(plan, rows))


def _city(plan: Plan, rows: list[BoardRow]) -> dict[str, Any]:
    counts = count_statuses(rows)
    waiting = Activity.objects.filter(state=ActivityState.SUBMITTED).select_related("keeper").order_by("submitted_at")
    return {
        "plan": plan,
        "headline": headline(rows),
        "counts": [(status, counts[status]) for status in Status if status in counts],
        "waiting": waiting[:RECENT],
        "waiting_count": waiting.count(),
        "sheets": waiting_sheets()[:RECENT],
        "sheet_count": waiting_sheets().count(),
        "urgent": [row for row in rows if row.standing.status in URGENT],
        "due": _due(rows),
        "moved": _moved(),
    }


def _school(plan: Plan, rows: list[BoardRow]) -> dict[str, Any]:
    states = counts_by_state()
    mine = Activity.objects.select_related("step")
    return {
        "plan": plan,
        "returned": mine.filter(state=ActivityState.RETURNED),
        "drafts": mine.filter(state=ActivityState.DRAFT)[:RECENT],
        "due_sheets": due_sheets()[:RECENT],
        "sent": states.get(ActivityState.SUBMITTED, 0),
        "owed": [row for row in rows if row.by_school and row.standing.missing],
        "waiting": waiting_indicators(rows),
        "today": timezone.localdate(),
        "done": [row for row in rows if row.by_school and row.standing.members and not row.standing.missing],
        "moved": _moved(),
    }


def _due(rows: list[BoardRow]) -> list[BoardRow]:
    """Not reached yet and due within two months, nearest first."""
    today = timezone.localdate()
    limit = months_later(today, 2)
    open_rows = [
        row
        for row in rows
        if row.standing.reached_on is None and row.question.term.end and today <= row.question.term.end <= limit
    ]
    return sorted(open_rows, key=lambda row: row.question.term.end or today)


def _moved() -> Any:
    """The last decisions."""
    decided = Activity.objects.filter(decided_at__isnull=False).select_related("keeper")
    return decided.order_by("-decided_at")[:RECENT]
