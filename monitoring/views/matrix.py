"""The matrix of units and indicators."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hdr_portal.lib.polish import counted
from monitoring.matrix import Matrix, matrix_of
from monitoring.queries import board
from monitoring.views.asof import asked_as_of
from schedule.queries import current_plan
from schools.http import SignedInRequest
from schools.knowledge import as_known_at
from schools.register import register_on


@permission_required("monitoring.view_indicator", raise_exception=True)
@require_safe
def matrix(request: SignedInRequest) -> HttpResponse:
    """Each unit beside each indicator counted unit by unit; a director sees the own unit."""
    plan = current_plan(timezone.localdate())
    if plan is None:
        return render(request, "monitoring/no_plan.html")
    asked = asked_as_of(request)
    with as_known_at(asked.known_at):
        rows = board(plan, asked.day)
        found = matrix_of(rows, register_on(asked.day).schools, request.user, asked.asked)
    context = {"asof": asked, "form": asked.form, "day": asked.day, "query": asked.query, "matrix": found}
    return render(request, "monitoring/matrix.html", {**context, "title": _title(found)})


def _title(found: Matrix) -> str:
    """The finding in one sentence."""
    gaps, units = sum(line.gaps for line in found.lines), sum(bool(line.gaps) for line in found.lines)
    if not gaps:
        return "Niczego nie brakuje"
    return f"{counted(gaps, 'brak,braki,braków')} w {counted(units, 'jednostce,jednostkach,jednostkach')}"
