"""Dashboards of the register: a school's, and the schools side by side."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from inventory.dashboards.city import city_board
from inventory.dashboards.school import school_board
from inventory.dashboards.tables import COLUMNS, matrix, sorted_rows
from inventory.models import NormCode
from schools.http import SignedInRequest
from schools.models import School
from schools.queries import schools_where

PER_PAGE = 50
ORDER, PAGE, TABLE = "sortuj", "strona", "tabela"
BY_CATEGORY = "kategorie"


@permission_required("inventory.view_register", raise_exception=True)
@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    """The schools side by side; a person of one school sees that school."""
    allowed = schools_where(request.user, "inventory.view_register")
    schools = School.objects.order_by("kind", "sort_name")
    if allowed is None:
        return _city_page(request, list(schools), title="Inwentarz w gminie")
    mine = list(schools.filter(pk__in=allowed))
    if len(mine) == 1:
        return _school_page(request, mine[0])
    return _city_page(request, mine, title="Inwentarz Twoich jednostek")


@permission_required("inventory.view_register", raise_exception=True)
@require_safe
def school_overview(request: SignedInRequest, pk: int) -> HttpResponse:
    """One school's register."""
    school = get_object_or_404(School.objects, pk=pk)
    if not request.user.has_perm("inventory.view_register", school):
        raise PermissionDenied
    return _school_page(request, school)


def _school_page(request: SignedInRequest, school: School) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "board": school_board(school, today),
        "school": school,
        "today": today,
        "may_edit": request.user.has_perm("inventory.edit_register", school),
        "may_import": request.user.has_perm("inventory.import_workbook", school),
    }
    return render(request, "inventory/school_overview.html", context)


def _city_page(request: SignedInRequest, schools: list[School], *, title: str) -> HttpResponse:
    today, order = timezone.localdate(), request.GET.get(ORDER, "")
    board = city_board(schools, today)
    page = Paginator(sorted_rows(board.rows, order), PER_PAGE).get_page(request.GET.get(PAGE))
    by_category = request.GET.get(TABLE) == BY_CATEGORY
    context = {
        "title": title,
        "board": board,
        "today": today,
        "page": page,
        "headers": _headers(request, order),
        "old_years": board.reckoner.lexicon.norm(NormCode.OLD_YEARS),
        "by_category": by_category,
        "matrix": matrix(list(page.object_list), board) if by_category else None,
    }
    return render(request, "inventory/overview.html", context)


def _headers(request: SignedInRequest, order: str) -> list[dict[str, str]]:
    """Headings of the table of schools: where a click leads, and how the table is sorted now."""
    headers = []
    for column in COLUMNS:
        asked = request.GET.copy()
        asked.pop(PAGE, None)
        asked[ORDER] = f"-{column.key}" if order == column.key else column.key
        state = {column.key: "ascending", f"-{column.key}": "descending"}.get(order, "")
        headers.append({"label": column.label, "url": f"?{asked.urlencode()}", "sorted": state})
    return headers
