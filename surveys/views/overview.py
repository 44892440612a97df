"""The overview: what runs, what waits, what to do next."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from schools.http import SignedInRequest


@permission_required("surveys.view_campaigns", raise_exception=True)
@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """The first page of the surveys, by role."""
    return render(request, "surveys/overview.html")
