"""Pages of editions: what was asked of which schools, how far it is."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hdr_portal.lib import polish
from inventory.forms.sheets import EditionForm
from inventory.models import Edition, Sheet
from inventory.quality import Quality, assess
from inventory.queries.sheets import edition_rows, own_sheets, sheets_of
from inventory.services import editions as services
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form

PER_PAGE = 100


@permission_required("inventory.view_sheet", raise_exception=True)
@require_safe
def editions(request: SignedInRequest) -> HttpResponse:
    """All editions, the newest first: how many sheets are in; a person of one school comes straight to the own sheet."""
    rows = edition_rows(Edition.objects.all())
    if request.user.scope.school_ids is not None:
        rows = own_sheets([row for row in rows if row.asked])
    context = {"rows": rows, "today": timezone.localdate()}
    return render(request, "inventory/editions.html", context)


@permission_required("inventory.view_sheet", raise_exception=True)
@require_safe
def edition(request: SignedInRequest, pk: int) -> HttpResponse:
    """Schools and how far each is, those to be reminded of first, with the quality and age of their registers."""
    found = _edition(pk)
    page = Paginator(sheets_of(found), PER_PAGE).get_page(request.GET.get("page"))
    row = edition_rows(Edition.objects.filter(pk=pk))[0]
    context = {
        "edition": found,
        "row": row,
        "accepted": f"{row.accepted} z {row.asked}",
        "page": page,
        "sheets": _with_quality(list(page.object_list)),
        "deadline_words": polish.days_left(found.deadline, timezone.localdate()) if found.deadline else "",
        "is_late": found.deadline is not None and found.deadline < timezone.localdate(),
    }
    return render(request, "inventory/edition.html", context)


def _with_quality(sheets: list[Sheet]) -> list[dict[str, Any]]:
    known = assess(sheet.school_id for sheet in sheets)
    return [_standing(sheet, known.get(sheet.school_id, Quality())) for sheet in sheets]


def _standing(sheet: Sheet, quality: Quality) -> dict[str, Any]:
    today = timezone.localdate()
    changed = polish.days_ago(timezone.localdate(quality.changed_at), today) if quality.changed_at else ""
    return {"sheet": sheet, "quality": quality, "changed": changed}


@permission_required("inventory.accept_sheet", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def edition_add(request: SignedInRequest) -> HttpResponse:
    """Ask schools for sheets."""
    form = EditionForm(request.POST if request.method == "POST" else take_kept_form(request))
    if request.method == "POST" and form.is_valid():
        made = services.open_edition(form.as_input(), by=request.user)
        messages.success(request, "Edycja otwarta. Dyrektorzy widzą arkusz do złożenia na swoim pulpicie.")
        return redirect(made)
    return render(request, "inventory/edition_form.html", {"form": form, "title": "Otwórz edycję arkuszy"})


@permission_required("inventory.accept_sheet", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def edition_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change the deadline, the words, the schools asked."""
    found = _edition(pk)
    begun = Sheet.objects.filter(edition=found).exclude(pk__in=services.untouched_sheets(found))
    kept = frozenset(begun.values_list("school_id", flat=True))
    form = EditionForm(request.POST if request.method == "POST" else take_kept_form(request), edition=found, kept=kept)
    if request.method == "POST" and form.is_valid():
        services.change_edition(found, form.as_input(), by=request.user)
        messages.success(request, "Zmiany zapisane.")
        return redirect(found)
    context = {"form": form, "title": "Zmień edycję", "edition": found}
    return render(request, "inventory/edition_form.html", context)


@permission_required("inventory.accept_sheet", raise_exception=True)
@require_POST
def edition_close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Nothing more can be submitted."""
    found = services.close_edition(_edition(pk), by=request.user)
    messages.success(request, "Edycja zamknięta. Złożone arkusze można jeszcze przyjąć albo zwrócić.")
    return redirect(found)


@permission_required("inventory.accept_sheet", raise_exception=True)
@require_POST
def edition_reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Schools may submit again."""
    found = services.reopen_edition(_edition(pk), by=request.user)
    messages.success(request, "Edycja otwarta ponownie. Szkoły mogą składać arkusze.")
    return redirect(found)


def _edition(pk: int) -> Edition:
    return get_object_or_404(Edition, pk=pk)
