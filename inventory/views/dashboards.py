"""Dashboards of the register: a school's, and the schools side by side."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from schools.http import SignedInRequest
from schools.models import School


@permission_required("inventory.view_register", raise_exception=True)
@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """The schools in scope."""
    return render(request, "inventory/overview.html", {"schools": School.objects.order_by("kind", "sort_name")})


@permission_required("inventory.view_register", raise_exception=True)
@require_safe
def school_overview(request: SignedInRequest, pk: int) -> HttpResponse:
    """One school's register."""
    return render(request, "inventory/school_overview.html", {"school": get_object_or_404(School.objects, pk=pk)})
