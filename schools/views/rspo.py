"""Pages of the RSPO import: the file, its preview, saving it."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hdr_portal.lib.csvtext import Unreadable
from schools.forms.rspo import MATCH, ChoicesForm, RspoUploadForm
from schools.http import SignedInRequest
from schools.models import ImportState, RspoImport
from schools.rspo import Register
from schools.rspo_choice import operators
from schools.rspo_import import PreviewOutdated, apply_kept, change_choices, keep_file, preview_kept, read_kept
from schools.rspo_plan import Preview, Verdict
from schools.rspo_words import skip_reasons

LISTED = 200


@permission_required("schools.manage_schools", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def rspo_new(request: SignedInRequest) -> HttpResponse:
    """Take the register's file; nothing changes yet."""
    post, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = RspoUploadForm(post, files, initial={"day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            kept = keep_file(upload.read(), name=upload.name, day=form.cleaned_data["day"], by=request.user)
        except Unreadable as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect(kept)
    return render(request, "schools/rspo_new.html", {"form": form})


@permission_required("schools.manage_schools", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def rspo_import(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the file would change, and the button that does it. Somebody else's file is not found."""
    kept: RspoImport = get_object_or_404(RspoImport, pk=pk, created_by=request.user)
    if kept.state == ImportState.APPLIED:
        return render(request, "schools/rspo_done.html", {"kept": kept})
    try:
        register = read_kept(kept)
    except Unreadable as refusal:
        messages.error(request, str(refusal))
        return redirect("schools:rspo_new")
    preview = preview_kept(kept, register)
    form = _choices_form(request, kept, register, preview)
    if request.method == "POST" and form.is_valid():
        return _decided(request, kept, form)
    return render(request, "schools/rspo_preview.html", _context(kept, preview, form))


def _choices_form(request: SignedInRequest, kept: RspoImport, register: Register, preview: Preview) -> ChoicesForm:
    chosen = {f"{MATCH}{rspo}": school for rspo, school in kept.by_hand.items()}
    return ChoicesForm(
        request.POST if request.method == "POST" else None,
        operators=operators(register),
        preview=preview,
        initial={"operator": kept.operator, "day": kept.day, **chosen},
    )


def _decided(request: SignedInRequest, kept: RspoImport, form: ChoicesForm) -> HttpResponse:
    """Note the choices; import only what the person has seen."""
    chosen = form.cleaned_data
    changed = change_choices(kept, operator=chosen["operator"], day=chosen["day"], by_hand=form.by_hand())
    if request.POST.get("do") != "apply":
        return redirect(kept)
    if changed:
        messages.warning(request, "Podgląd uwzględnia teraz Twój wybór. Sprawdź go i zapisz.")
        return redirect(kept)
    try:
        apply_kept(kept, seen=request.POST.get("seen", ""), by=request.user)
    except (PreviewOutdated, Unreadable):
        messages.warning(
            request, "Od otwarcia podglądu dane w portalu się zmieniły. Sprawdź podgląd jeszcze raz i zapisz."
        )
    else:
        messages.success(request, "Zapisano dane z rejestru RSPO.")
    return redirect(kept)


def _context(kept: RspoImport, preview: Preview, form: ChoicesForm) -> Mapping[str, Any]:
    return {
        "kept": kept,
        "preview": preview,
        "counts": preview.counts(),
        "form": form,
        "groups": [(verdict, _with_fields(preview.of(verdict), form)) for verdict in Verdict],
        "incomplete": len(preview.free_units),
        "skip_reasons": skip_reasons(preview),
        "skipped": preview.skipped[:LISTED],
        "faults": preview.faults[:LISTED],
    }


def _with_fields(units: list[Any], form: ChoicesForm) -> list[tuple[Any, Any]]:
    return [(unit, form[f"{MATCH}{unit.rspo}"] if unit.rspo in form.units else None) for unit in units]
