"""Felt need against counted stock: schools × categories, and one school with both proofs."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from monitoring.need_verdicts import Verdict
from monitoring.needs import Needs, Survey, needs_of, newest_survey
from schools.http import SignedInRequest
from schools.models import School
from surveys.services.accesses import VIEW_CITY, VIEW_SCHOOL, note_view

WORTH_TELLING = (Verdict.UNMET, Verdict.IDLE, Verdict.BLOCKED)


@permission_required("monitoring.view_needs", raise_exception=True)
@require_safe
def needs(request: SignedInRequest) -> HttpResponse:
    """All schools in scope: what is missing, what stands idle."""
    survey = newest_survey()
    if survey is None:
        return render(request, "monitoring/needs.html", {"needs": None})
    found = needs_of(survey, timezone.localdate())
    _note(request, survey, None)
    context = {"needs": found, "counts": _counts(found), "whole": _whole(request), "verdicts": list(Verdict)}
    return render(request, "monitoring/needs.html", context)


@permission_required("monitoring.view_needs", raise_exception=True)
@require_safe
def needs_school(request: SignedInRequest, pk: int) -> HttpResponse:
    """One school: every category with the numbers of both sides."""
    school: School = get_object_or_404(School.objects, pk=pk)
    survey = newest_survey()
    row = None
    if survey is not None:
        found = needs_of(survey, timezone.localdate())
        row = next((one for one in found.rows if one.school == school.pk), None)
        _note(request, survey, school)
    context = {"school": school, "survey": survey, "row": row, "whole": _whole(request)}
    return render(request, "monitoring/needs_school.html", context)


def _counts(found: Needs) -> list[tuple[Verdict, list[tuple[str, list[str]]]]]:
    """Verdicts worth telling, each with its categories and their schools, the most frequent first."""
    counts = []
    for wanted in WORTH_TELLING:
        by_kind = [
            (kind.name, [row.name for row in found.rows if any(cell.kind == kind for cell in row.with_verdict(wanted))])
            for kind in found.kinds
        ]
        told = sorted((one for one in by_kind if one[1]), key=lambda one: -len(one[1]))
        if told:
            counts.append((wanted, told))
    return counts


def _whole(request: SignedInRequest) -> bool:
    return request.user.scope.school_ids is None


def _note(request: SignedInRequest, survey: Survey, school: School | None) -> None:
    """Results are seen here: that is noted as on their own pages."""
    what = VIEW_CITY if school is None and _whole(request) else VIEW_SCHOOL
    note_view(survey.campaign, by=request.user, what=what, school=school)
