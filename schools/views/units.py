"""Pages of units: the list, a unit, changing a unit or an establishment."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from schools import services
from schools.forms.units import EstablishmentForm, SchoolForm
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form
from schools.models import Establishment, School
from schools.queries import (
    establishments_with_numbers,
    roles_seen_by,
    statistics_of,
    unit_history,
    units_with_numbers,
    web_address,
)

HISTORY_SHOWN = 30
STATISTICS_SHOWN = 60


def _school(request: SignedInRequest, pk: int, perm: str) -> School:
    """The unit in scope (404 otherwise) for a person whose role reaches it (403 otherwise)."""
    found: School = get_object_or_404(School, pk=pk)
    if not request.user.has_perm(perm, found):
        raise PermissionDenied
    return found


@permission_required("schools.view_school", raise_exception=True)
@require_safe
def schools(request: SignedInRequest) -> HttpResponse:
    """Units in scope with their establishments and numbers."""
    rows = units_with_numbers()
    return render(request, "schools/units.html", {"rows": rows, "incomplete": sum(row.is_incomplete for row in rows)})


@permission_required("schools.view_school", raise_exception=True)
@require_safe
def school(request: SignedInRequest, pk: int) -> HttpResponse:
    """One unit: establishments, dated numbers, people, history."""
    found = _school(request, pk, "schools.view_school")
    places = list(establishments_with_numbers().filter(school=found))
    sees_people = request.user.has_perm("schools.view_people", found)
    context = {
        "school": found,
        "places": [(place, web_address(place.website)) for place in places],
        "statistics": statistics_of(found)[:STATISTICS_SHOWN],
        "sees_people": sees_people,
        "roles": roles_seen_by(request.user).filter(school=found) if sees_people else [],
        "history": unit_history(found, places, request.user)[:HISTORY_SHOWN],
    }
    return render(request, "schools/unit.html", context)


@permission_required("schools.manage_schools", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def school_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a unit."""
    found = _school(request, pk, "schools.manage_schools")
    kept = take_kept_form(request)
    form = SchoolForm(request.POST if request.method == "POST" else kept, instance=found)
    if request.method == "POST" and form.is_valid():
        return _saved(request, form, found)
    context = {"form": form, "school": School.objects.get(pk=pk), "kept": kept, "title": "Zmień dane jednostki"}
    return render(request, "schools/unit_form.html", context)


@permission_required("schools.manage_schools", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def establishment_edit(request: SignedInRequest, pk: int, establishment_pk: int) -> HttpResponse:
    """Change an establishment of a unit."""
    found = _school(request, pk, "schools.manage_schools")
    place: Establishment = get_object_or_404(Establishment, pk=establishment_pk, school=found)
    kept = take_kept_form(request)
    form = EstablishmentForm(request.POST if request.method == "POST" else kept, instance=place)
    if request.method == "POST" and form.is_valid():
        return _saved(request, form, found)
    context = {"form": form, "school": found, "kept": kept, "title": "Zmień dane placówki"}
    return render(request, "schools/unit_form.html", context)


def _saved(request: SignedInRequest, form: SchoolForm | EstablishmentForm, school: School) -> HttpResponse:
    if form.has_changed():
        services.save_unit(form.instance, by=request.user)
    messages.success(request, "Zmiany zapisane.")
    return redirect("schools:school", school.pk)
