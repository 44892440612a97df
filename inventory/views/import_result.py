"""Pages of an import that was decided: its progress, its result, taking it back; and dropping one that was not."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inventory.forms.import_confirm import ConfirmForm
from inventory.models import Import, Stage
from inventory.queries.imports import written_by
from inventory.rules import is_stranded
from inventory.services import imports as services
from inventory.services.import_errors import RowsTouched
from inventory.services.import_runs import reason_of
from inventory.views.import_frame import (
    CONFLICT,
    PAGE_OF,
    RESULT,
    WRITING,
    address_of,
    import_of,
    moved_on,
    steps_at,
    to_page,
)
from schools.http import SignedInRequest

DEVICES_PER_PAGE = 20


@permission_required("inventory.import_workbook", raise_exception=True)
@require_safe
def import_(request: SignedInRequest, pk: int) -> HttpResponse:
    """One import: the step that waits for the person, its progress, or its result. The fragment alone answers htmx."""
    found = import_of(request, pk)
    if found.stage in PAGE_OF:
        if found.error:
            messages.warning(request, found.error)
        return to_page(request, address_of(found))
    stranded = is_stranded(found)
    writing = found.stage == Stage.CONFIRMED
    context = {
        "found": found,
        "polls": writing and not stranded,
        "stranded": stranded,
        "summary": ConfirmForm(counts=found.counts),
        "devices": _devices(request, found) if found.stage == Stage.DONE else None,
        "import_steps": steps_at(WRITING if writing else RESULT),
    }
    fragment = request.headers.get("HX-Request") == "true"
    template = "inventory/_import_state.html" if fragment else "inventory/import.html"
    response = render(request, template, context)
    response["Vary"] = "HX-Request"
    response["Cache-Control"] = "no-store"
    return response


def _devices(request: SignedInRequest, found: Import) -> object:
    rows = written_by(found, reason=reason_of(found))
    return Paginator(rows, DEVICES_PER_PAGE).get_page(request.GET.get("page"))


@permission_required("inventory.import_workbook", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def import_undo(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what taking back will do, and do it while nobody has touched what was written."""
    found = import_of(request, pk)
    if found.stage == Stage.UNDONE and request.method == "POST":
        return redirect(found)  # the button was pressed twice
    if found.stage != Stage.DONE:
        return moved_on(request, found)
    if request.method != "POST":
        return _undo_page(request, found)
    try:
        services.undo(found, by=request.user)
    except RowsTouched as touched:
        return _undo_page(request, found, refusal=touched.sentence, status=CONFLICT)
    except services.NotReady:
        return moved_on(request, found)
    messages.success(request, "Import cofnięty. Ewidencja jest taka jak przed nim.")
    return redirect(found)


def _undo_page(request: SignedInRequest, found: Import, *, refusal: str = "", status: int = 200) -> HttpResponse:
    context = {"found": found, "summary": ConfirmForm(counts=found.counts), "refusal": refusal}
    return render(request, "inventory/import_undo.html", context, status=status)


@permission_required("inventory.import_workbook", raise_exception=True)
@require_POST
def import_drop(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give up an import that was not written; its file stays in the list."""
    found = import_of(request, pk)
    try:
        services.drop(found, by=request.user)
    except services.NotReady:
        return moved_on(request, found)
    messages.success(request, "Import porzucony. W ewidencji nic się nie zmieniło.")
    return redirect("inventory:imports")
