"""Pages of sheets: what is missing, what will be signed, the signature, the department's decision, the files."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required, user_passes_test
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hdr_portal.lib import polish
from hdr_portal.lib.uploads import Refused
from inventory import rules, tasks
from inventory.forms.sheets import SheetFileForm, SheetRemarkForm, SubmitForm, VersionForm
from inventory.models import Sheet, SheetState
from inventory.quality import Quality, assess
from inventory.queries.sheets import changed_since, earlier_files
from inventory.services import acceptances, sheet_files, sheets
from inventory.sheetbooks.book import Book
from inventory.sheetbooks.freezing import mark_of, register_contents
from inventory.views.quality import tasks_of
from schools.evidence import NotStored
from schools.history import history_of
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form
from schools.models import JobState

PER_PAGE = 20
MOVED = "Ten arkusz zmienił w międzyczasie stan, więc nic nie zrobiono. Sprawdź, co z nim teraz."
REGISTER_MOVED = (
    "Ewidencja zmieniła się, odkąd otworzono tę stronę, więc arkusza nie złożono. Poniżej są aktualne wiersze: przejrzyj je "
    "i potwierdź jeszcze raz."
)
NOTHING_TO_SIGN = "Ewidencja jest pusta, więc nie ma czego złożyć. Dodaj urządzenia albo wczytaj je z Excela."


@permission_required("inventory.view_sheet", raise_exception=True)
@require_safe
def sheet(request: SignedInRequest, pk: int) -> HttpResponse:
    """One sheet. htmx asks for the progress of an acceptance alone, and for the whole page when that is over."""
    found = _sheet(pk)
    if request.headers.get("HX-Request") == "true":
        return _acceptance_fragment(request, found)
    return _sheet_page(request, found)


def _acceptance_fragment(request: SignedInRequest, found: Sheet) -> HttpResponse:
    order = acceptances.acceptance_under_way(found)
    response = render(request, "inventory/_sheet_acceptance.html", {"sheet": found, "order": order})
    if order is None or order.state == JobState.FAILED:
        response["HX-Refresh"] = "true"
    response["Vary"], response["Cache-Control"] = "HX-Request", "no-store"
    return response


@permission_required("inventory.submit_sheet", raise_exception=True)
@require_POST
def sheet_submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """The director's signature."""
    found = _sheet(pk)
    if not request.user.has_perm("inventory.submit_sheet", found):
        raise PermissionDenied
    form = SubmitForm(request.POST)
    if not form.is_valid():
        return _sheet_page(request, found, form=form, status=422)
    given = form.cleaned_data
    try:
        sheets.submit_sheet(found, seen=given["seen"], version=given["version"], by=request.user)
    except sheets.RegisterChanged:
        return _sheet_page(request, found, warning=REGISTER_MOVED, status=409)
    except sheets.RegisterEmpty:
        return _sheet_page(request, found, warning=NOTHING_TO_SIGN, status=409)
    except sheets.NotAllowed:
        messages.warning(request, MOVED)
    else:
        messages.success(request, "Arkusz złożony. Wydział Edukacji zobaczy go od razu.")
    return redirect(found)


@permission_required("inventory.accept_sheet", raise_exception=True)
@require_POST
def sheet_accept(request: SignedInRequest, pk: int) -> HttpResponse:
    """The department accepts what was submitted."""
    found, form = _sheet(pk), VersionForm(request.POST)
    try:
        version = _version(form)
        done = acceptances.accept_sheet(found, version=version, by=request.user, wake=tasks.accept_sheet.delay)
    except sheets.NotAllowed:
        messages.warning(request, MOVED)
    else:
        if done.state == SheetState.ACCEPTED:
            messages.success(request, "Arkusz przyjęty. Liczy się już we wskaźnikach.")
        else:
            messages.success(request, "Przyjmowanie w toku: powstają dokumenty. Możesz zamknąć tę stronę.")
    return redirect(found)


@permission_required("inventory.accept_sheet", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def sheet_return(request: SignedInRequest, pk: int) -> HttpResponse:
    """Back to the school with a remark."""
    texts = {"title": "Zwróć arkusz do poprawy", "button": "Zwróć do poprawy"}
    return _with_remark(request, pk, sheets.return_sheet, texts, "Zwrócono do poprawy razem z uwagą.")


@permission_required("inventory.accept_sheet", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def sheet_take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """An accepted sheet turned out wrong."""
    texts = {
        "title": "Cofnij przyjęcie arkusza",
        "button": "Cofnij przyjęcie",
        "warning": "Arkusz przestanie się liczyć we wskaźnikach i wróci do szkoły. Jego pliki i historia zostaną.",
    }
    return _with_remark(
        request, pk, sheets.take_back_sheet, texts, "Cofnięto przyjęcie. Arkusz nie liczy się już we wskaźnikach."
    )


def _enters_files(user: Any) -> bool:
    """Directors and the department; strangers are sent to sign in, others are refused."""
    if user.is_authenticated and not (
        user.has_perm("inventory.submit_sheet") or user.has_perm("inventory.accept_sheet")
    ):
        raise PermissionDenied
    return bool(user.is_authenticated)


@user_passes_test(_enters_files)
@require_http_methods(["GET", "HEAD", "POST"])
def sheet_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """A sheet of the past from its file, by the director or the department."""
    user, found = request.user, _sheet(pk)
    if not (user.has_perm("inventory.submit_sheet", found) or user.has_perm("inventory.accept_sheet", found)):
        raise PermissionDenied
    if not rules.may_enter_sheet_file(found, user):
        messages.warning(request, MOVED)
        return redirect(found)
    form = _file_form(request, found)
    if request.method == "POST" and form.is_valid():
        return _enter(request, found, form)
    return _file_page(request, found, form)


def _file_form(request: SignedInRequest, found: Sheet) -> SheetFileForm:
    if request.method == "POST":
        return SheetFileForm(request.POST, request.FILES)
    return SheetFileForm(initial={"version": found.version})


def _file_page(request: SignedInRequest, found: Sheet, form: SheetFileForm, status: int = 200) -> HttpResponse:
    accepts = request.user.has_perm("inventory.accept_sheet", found)
    context = {"sheet": found, "form": form, "accepts": accepts}
    return render(request, "inventory/sheet_file.html", context, status=status)


def _enter(request: SignedInRequest, found: Sheet, form: SheetFileForm) -> HttpResponse:
    given = form.cleaned_data
    try:
        done = sheet_files.enter_sheet_file(
            found, given["file"], day=given["day"], version=given["version"], by=request.user
        )
    except (Refused, NotStored) as refusal:
        form.add_error("file", refusal.sentence)
        return _file_page(request, found, form, status=503 if isinstance(refusal, NotStored) else 422)
    except sheets.NotAllowed:
        messages.warning(request, MOVED)
        return redirect(found)
    accepted = done.state == SheetState.ACCEPTED
    messages.success(request, "Arkusz wpisany i przyjęty." if accepted else "Arkusz złożony razem z plikiem.")
    return redirect(found)


def _with_remark(
    request: SignedInRequest, pk: int, verb: Callable[..., Sheet], texts: dict[str, str], done: str
) -> HttpResponse:
    found = _sheet(pk)
    typed = request.POST if request.method == "POST" else take_kept_form(request)
    form = SheetRemarkForm(typed, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            verb(found, remark=given["remark"], version=given["version"], by=request.user)
        except sheets.NotAllowed:
            messages.warning(request, MOVED)
        else:
            messages.success(request, done)
        return redirect(found)
    return render(request, "inventory/sheet_remark.html", {"form": form, "sheet": found, **texts})


def _version(form: VersionForm) -> int:
    if not form.is_valid():
        raise sheets.NotAllowed
    version: int = form.cleaned_data["version"]
    return version


def _sheet(pk: int) -> Sheet:
    rows = Sheet.objects.select_related("edition", "school", "evidence", "workbook", "submitted_by", "decided_by")
    found: Sheet = get_object_or_404(rows, pk=pk)
    return found


def _sheet_page(
    request: SignedInRequest, found: Sheet, *, form: SubmitForm | None = None, warning: str = "", status: int = 200
) -> HttpResponse:
    user, today, deadline = request.user, timezone.localdate(), found.edition.deadline
    order = acceptances.acceptance_under_way(found) if found.state == SheetState.SUBMITTED else None
    working = order is not None and order.state != JobState.FAILED
    is_live = found.state in {SheetState.OPEN, SheetState.RETURNED}
    context = {
        "sheet": found,
        "warning": warning,
        "deadline_words": polish.days_left(deadline, today) if deadline else "",
        "is_late": deadline is not None and deadline < today,
        "order": order,
        "files": [one for one in (found.evidence, found.workbook) if one],
        "earlier": earlier_files(found),
        "may_submit": rules.may_submit_sheet(found, user),
        "may_enter_file": rules.may_enter_sheet_file(found, user),
        "may_decide": rules.may_decide_sheet(found, user) and not working,
        "may_take_back": rules.may_take_back_sheet(found, user),
        "history": history_of(found, state_field="state"),
        "is_live": is_live,
        **(_live(found, form) if is_live else _frozen(found)),
    }
    return render(request, "inventory/sheet.html", context | _rows(request, context["book"]), status=status)


def _live(found: Sheet, form: SubmitForm | None) -> dict[str, Any]:
    """The register as it would be signed now."""
    contents = register_contents(found.school)
    known = assess([found.school_id]).get(found.school_id, Quality())
    fresh = {"seen": mark_of(contents), "version": found.version}
    return {
        "book": Book(contents),
        "frozen": {},
        "moved": 0,
        "quality": known,
        "tasks": tasks_of(known, found.school_id),
        "form": form or SubmitForm(initial=fresh),
    }


def _frozen(found: Sheet) -> dict[str, Any]:
    """What was signed. Sheets accepted before the register was kept here have files alone."""
    book = Book(found.contents) if found.frozen else None
    compared = book is not None and not book.is_upload and found.state == SheetState.SUBMITTED
    return {"book": book, "frozen": found.contents, "moved": changed_since(found) if compared else 0}


def _rows(request: SignedInRequest, book: Book | None) -> dict[str, Any]:
    """A page of rows, the licences and the totals, where there are any."""
    if book is None:
        return {"rows": [], "licences": [], "totals": {}, "is_upload": False}
    table, held = book.on_screen, book.brief_licences
    page = Paginator(table.rows, PER_PAGE).get_page(request.GET.get("page"))
    return {
        "page": page,
        "rows": table.shown(list(page.object_list)),
        "heads": table.heads,
        "licences": held.shown(),
        "licence_heads": held.heads,
        "totals": book.totals,
        "is_upload": book.is_upload,
    }
