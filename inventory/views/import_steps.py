"""The pages on which a person decides about the rows of an import: its preview and the confirmation."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from inventory.forms.import_confirm import ConfirmForm
from inventory.intake.verdicts import Diff
from inventory.models import Import, Mode, Stage
from inventory.services import imports as services
from inventory.tasks import run_import
from inventory.views.import_frame import (
    CONFLICT,
    INVALID,
    PREVIEW,
    UNAVAILABLE,
    address_of,
    import_of,
    moved_on,
    steps_at,
)
from inventory.views.import_page import PreviewPage
from inventory.views.import_parts import QUESTIONS, Parts
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form

SAVED = "Odpowiedzi zapisane, podgląd policzony na nowo."
LOOK_AGAIN = "Podgląd uwzględnia teraz Twoje odpowiedzi. Sprawdź go i zapisz."
STALE = "Odpowiedzi zmieniono w międzyczasie, na przykład w innej karcie. Twoje wybory z tej strony są zaznaczone poniżej: zapisz je jeszcze raz, jeśli mają zastąpić tamte."


@permission_required("inventory.import_workbook", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def import_preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the file would change. Every way off a page with questions saves its answers first."""
    found = import_of(request, pk)
    if found.stage != Stage.PREVIEW:
        return redirect(address_of(found)) if found.stage == Stage.MAPPING else moved_on(request, found)
    if request.method != "POST":
        return _kept_page(request, found)
    shown = _sent_page(request, found)
    saved = _save(request, found, shown)
    if isinstance(saved, HttpResponse):
        return saved
    if saved:
        messages.success(request, SAVED)
    go = request.POST.get("go", "")
    return redirect(
        reverse("inventory:import_preview", args=[pk]) + (go if go.startswith("?") else _onward(found, shown))
    )


@permission_required("inventory.import_workbook", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def import_confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand to the worker what the person has seen; answers given with it are saved and shown first."""
    found = import_of(request, pk)
    if found.stage == Stage.MAPPING:
        return redirect(address_of(found))
    if request.method != "POST":
        return _kept_page(request, found) if found.stage == Stage.PREVIEW else redirect(found)
    if found.stage != Stage.PREVIEW:
        return _confirmed(request, found, None)
    shown = _sent_page(request, found)
    saved = _save(request, found, shown)
    if isinstance(saved, HttpResponse):
        return saved
    if saved:
        messages.warning(request, LOOK_AGAIN)
        return redirect(reverse("inventory:import_preview", args=[pk]) + shown.query)
    return _confirmed(request, found, shown)


def _confirmed(request: SignedInRequest, found: Import, shown: PreviewPage | None) -> HttpResponse:
    if found.stage == Stage.DONE:
        return redirect(found)  # the button was pressed twice
    form = ConfirmForm(request.POST, counts=found.counts)
    if not form.is_valid():
        return _page(request, shown, form, status=INVALID) if shown else moved_on(request, found)
    try:
        services.confirm(
            found,
            mode=form.cleaned_data["mode"] or Mode.ALL,
            choices_version=_version(request),
            by=request.user,
            wake=run_import.delay,
        )
    except services.StaleChoices:
        messages.warning(request, LOOK_AGAIN)
    except services.NotReady as fault:
        messages.warning(request, fault.sentence)
    return redirect(found)


def _save(request: SignedInRequest, found: Import, shown: PreviewPage) -> HttpResponse | bool:
    """Save the answers of the page: whether any was new, or the page that says why not."""
    if not shown.is_valid:
        return _page(request, shown, status=INVALID)
    wanted = shown.decisions(request.POST)
    if not shown.is_news(wanted):
        return False
    try:
        services.answer(found, **vars(wanted), choices_version=_version(request), by=request.user)
    except services.StaleChoices:
        return _stale(request, found)
    except services.NotStored as fault:
        return _page(request, shown, refusal=fault.sentence, status=UNAVAILABLE)
    except services.NotReady:
        return moved_on(request, found)
    return True


def _stale(request: SignedInRequest, found: Import) -> HttpResponse | bool:
    """Somebody was quicker. The same form sent twice is no news; anything else is shown with what was typed."""
    found.refresh_from_db()
    if found.stage != Stage.PREVIEW:
        return moved_on(request, found)
    shown = _sent_page(request, found)
    if shown.is_valid and not shown.is_news(shown.decisions(request.POST)):
        return True
    return _page(request, shown, refusal=STALE, status=CONFLICT)


def _onward(found: Import, shown: PreviewPage) -> str:
    """Where saved answers lead: after the last question to what waits next, otherwise to the same page."""
    if shown.slug != QUESTIONS:
        return shown.query
    found.refresh_from_db()  # the preview was worked out anew
    return shown.query if Parts(_diff(found), found.choices).open_questions else ""


def _version(request: SignedInRequest) -> int:
    text = request.POST.get("choices_version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _sent_page(request: SignedInRequest, found: Import) -> PreviewPage:
    return PreviewPage(found, _diff(found), request.GET, request.POST)


def _diff(found: Import) -> Diff:
    """The preview. Answers saved meanwhile replace its file: then the newer one is read."""
    try:
        return services.load_diff(found)
    except FileNotFoundError:
        found.refresh_from_db()
        return services.load_diff(found)


def _kept_page(request: SignedInRequest, found: Import) -> HttpResponse:
    """The page; what was sent after the session had ended is filled in again."""
    kept: QueryDict | None = take_kept_form(request)
    shown = PreviewPage(found, _diff(found), request.GET, kept)
    return _page(request, shown, kept=kept is not None)


def _page(
    request: SignedInRequest,
    shown: PreviewPage,
    form: ConfirmForm | None = None,
    *,
    refusal: str = "",
    kept: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "found": shown.found,
        "shown": shown,
        "form": form or ConfirmForm(counts=shown.found.counts),
        "preview_url": reverse("inventory:import_preview", args=[shown.found.pk]),
        "import_steps": steps_at(PREVIEW),
        "refusal": refusal,
        "kept": kept,
    }
    return render(request, "inventory/import_preview.html", context, status=status)
