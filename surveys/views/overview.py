"""The overview: what runs, what waits, what to do next."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from schools.http import SignedInRequest
from surveys.queries.overview import own_groups, running, waiting


@permission_required("surveys.view_campaigns", raise_exception=True)
@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """The first page of the surveys, by role."""
    municipal = request.user.scope.school_ids is None
    context = _of_the_municipality(request) if municipal else _of_a_school(request)
    return render(
        request, "surveys/overview.html", {**context, "is_municipal": municipal, "today": timezone.localdate()}
    )


def _of_a_school(request: SignedInRequest) -> dict[str, Any]:
    return {"groups": own_groups(), "many_schools": len(request.user.school_ids) > 1}


def _of_the_municipality(request: SignedInRequest) -> dict[str, Any]:
    return {"running": running(), "waiting": [one for one in waiting() if request.user.has_perm(one.permission)]}
