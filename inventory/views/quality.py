"""Pages of data quality: what a school's register lacks, each a link to the very devices; all schools side by side."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from inventory.quality import FINDINGS, OVER_SEATS, Finding, Quality, Sort, assess
from schools.http import SignedInRequest
from schools.models import School

PER_PAGE = 100


@dataclass(frozen=True)
class Task:
    """A finding at a school: how many rows, and the list of exactly these."""

    finding: Finding
    number: int
    url: str

    @property
    def is_contradiction(self) -> bool:
        """Whether it says something impossible."""
        return self.finding.sort is Sort.WRONG


def tasks_of(quality: Quality, school_id: int) -> list[Task]:
    """What is to be mended at a school, the most first; contradictions before gaps, age last."""
    order = (Sort.WRONG, Sort.MISSING, Sort.OLD)
    findings = [finding for finding in (*FINDINGS.values(), OVER_SEATS) if quality.counts.get(finding.code)]
    tasks = [Task(one, quality.counts[one.code], worklist_url(one, school_id)) for one in findings]
    return sorted(tasks, key=lambda task: (order.index(task.finding.sort), -task.number))


def worklist_url(finding: Finding, school_id: int) -> str:
    """The list of devices or licences at fault."""
    if finding is OVER_SEATS:
        return f"{reverse('inventory:licences')}?{urlencode({'jednostka': school_id, 'stan': 'przekroczone'})}"
    return f"{reverse('inventory:devices')}?{urlencode({'jednostka': school_id, 'jakosc': finding.code})}"


@permission_required("inventory.view_register", raise_exception=True)
@require_safe
def quality(request: SignedInRequest) -> HttpResponse:
    """The own school's page for a person of one school; else the schools in scope, side by side."""
    schools = School.objects.open_on(timezone.localdate()).order_by("sort_name", "pk")
    if request.user.scope.school_ids is not None and len(request.user.school_ids) == 1:
        return _school_page(request, get_object_or_404(School.objects, pk=request.user.school_ids[0]))
    page = Paginator(schools, PER_PAGE).get_page(request.GET.get("page"))
    known = assess(school.pk for school in page.object_list)
    rows = [
        {"school": school, "quality": found, "tasks": tasks_of(found, school.pk)}
        for school in page.object_list
        for found in (known.get(school.pk, Quality()),)
    ]
    return render(request, "inventory/quality.html", {"page": page, "rows": rows})


@permission_required("inventory.view_register", raise_exception=True)
@require_safe
def quality_school(request: SignedInRequest, pk: int) -> HttpResponse:
    """One school's worklists."""
    return _school_page(request, get_object_or_404(School.objects, pk=pk))


def _school_page(request: SignedInRequest, school: School) -> HttpResponse:
    found = assess([school.pk]).get(school.pk, Quality())
    context = {"school": school, "quality": found, "tasks": tasks_of(found, school.pk)}
    return render(request, "inventory/quality_school.html", context)
