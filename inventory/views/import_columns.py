"""The page on which a person says which column of the sheet is which."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from hdr_portal.lib.workbook.contents import WorkbookContents
from inventory.forms.import_columns import ColumnsForm, SheetForm, first_rows
from inventory.intake.computing import sheet_named
from inventory.intake.mapping import MappingQuestion
from inventory.intake.stored import read_contents
from inventory.models import Import, Stage
from inventory.services import imports as services
from inventory.views.import_frame import COLUMNS, INVALID, UNAVAILABLE, import_of, moved_on, steps_at
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form

SHEET, HEADER = "arkusz", "wiersz"
NEW_PLACE = "Wybrano inny arkusz albo wiersz, więc podpowiedzi są nowe. Sprawdź je i przejdź dalej."


@permission_required("inventory.import_workbook", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def import_columns(request: SignedInRequest, pk: int) -> HttpResponse:
    """Which column is which. Another sheet or row of headers brings new suggestions."""
    found = import_of(request, pk)
    if found.stage not in {Stage.MAPPING, Stage.PREVIEW}:
        return moved_on(request, found)
    contents = read_contents(found.contents_path)
    typed = request.POST if request.method == "POST" else take_kept_form(request)
    if typed is None:
        question = _question(found, request.GET.get(SHEET, ""), _row(request.GET.get(HEADER, "")))
        return _page(request, found, contents, _Forms(found, contents, question))
    place = SheetForm(typed, contents=contents)
    if not place.is_valid():
        forms = _Forms(found, contents, _question(found), place=place)
        return _page(request, found, contents, forms, status=INVALID)
    sheet, row = place.cleaned_data["sheet"], place.cleaned_data["header_row"]
    question = _question(found, sheet, row)
    if request.method == "POST" and (request.POST.get("do") == "reload" or typed.get("seen") != _seen(question)):
        messages.info(request, NEW_PLACE)
        return redirect(f"{request.path}?{urlencode({SHEET: sheet, HEADER: row})}")
    forms = _Forms(found, contents, question, place=place, typed=typed)
    if request.method == "POST" and forms.columns.is_valid():
        return _chosen(request, found, contents, forms)
    status = INVALID if request.method == "POST" else 200
    return _page(request, found, contents, forms, kept=request.method != "POST", status=status)


class _Forms:
    """The two forms of the page, about one place in the file."""

    def __init__(
        self,
        found: Import,
        contents: WorkbookContents,
        question: MappingQuestion,
        *,
        place: SheetForm | None = None,
        typed: QueryDict | None = None,
    ) -> None:
        self.question = question
        initial = {"sheet": question.sheet, "header_row": question.header_row}
        self.place = place or SheetForm(contents=contents, initial=initial)
        default = found.choices.get("default_category")
        self.columns = ColumnsForm(typed, question=question, default_category=default)


def _chosen(request: SignedInRequest, found: Import, contents: WorkbookContents, forms: _Forms) -> HttpResponse:
    category = forms.columns.cleaned_data["default_category"]
    try:
        services.choose_columns(
            found,
            sheet=forms.question.sheet,
            header_row=forms.question.header_row,
            mapping=forms.columns.mapping,
            default_category=category.pk if category else None,
            by=request.user,
        )
    except services.WrongColumns as fault:
        forms.columns.add_error(None, fault.sentence)
        return _page(request, found, contents, forms, status=INVALID)
    except services.NotStored as fault:
        forms.columns.add_error(None, fault.sentence)
        return _page(request, found, contents, forms, status=UNAVAILABLE)
    except services.NotReady:
        return moved_on(request, found)
    return redirect("inventory:import_preview", found.pk)


def _question(found: Import, sheet: str = "", row: int = 0) -> MappingQuestion:
    """What is asked about a place; an address that names no place of the file asks about the likely one."""
    try:
        return services.mapping_question(found, sheet=sheet, header_row=row)
    except services.WrongColumns:
        return services.mapping_question(found)


def _row(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0


def _seen(question: MappingQuestion) -> str:
    """For which place the columns of a form were shown."""
    return f"{question.header_row}:{question.sheet}"


def _page(
    request: SignedInRequest,
    found: Import,
    contents: WorkbookContents,
    forms: _Forms,
    *,
    kept: bool = False,
    status: int = 200,
) -> HttpResponse:
    question = forms.question
    context: dict[str, Any] = {
        "found": found,
        "question": question,
        "place": forms.place,
        "form": forms.columns,
        "columns": forms.columns.columns(),
        "all_known": all(field.value() for _, field in forms.columns.columns()),
        "seen": _seen(question),
        "first": first_rows(sheet_named(contents, question.sheet).rows, question.header_row),
        "import_steps": steps_at(COLUMNS),
        "kept": kept,
    }
    return render(request, "inventory/import_columns.html", context, status=status)
