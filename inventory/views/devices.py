"""The page of a device, and what may be done on it."""

import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inventory import rules
from inventory.forms.write_offs import WriteOffForm
from inventory.models import Device
from inventory.queries.devices import NEIGHBOURS, device_history, files_of, neighbours_of
from inventory.services import devices as services
from inventory.stickers import qr_drawing, spaced
from inventory.views.facts import fact_groups
from schools.evidence import NotStored
from schools.forms.evidence import EvidenceForm
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form
from schools.models import Evidence, EvidenceKind

FILE_KINDS = (EvidenceKind.MEDIA, EvidenceKind.PROTOCOL, EvidenceKind.NOTE, EvidenceKind.OTHER)
PHOTO_YEARS = 5
RELATED = (
    "school", "category", "manufacturer", "room", "funding", "fixed_asset_class", "operating_system",
)  # fmt: skip


@permission_required("inventory.view_register", raise_exception=True)
@require_safe
def device(request: SignedInRequest, pk: int) -> HttpResponse:
    """One device: facts, sticker, files, neighbours, history."""
    return device_page(request, found_device(request, pk, "inventory.view_register"), None)


@permission_required("inventory.edit_register", raise_exception=True)
@require_POST
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """The device was seen and is as its page says."""
    found = found_device(request, pk, "inventory.edit_register")
    services.confirm_device(found, by=request.user)
    messages.success(request, "Potwierdzono stan urządzenia na dziś.")
    return redirect(found)


@permission_required("inventory.edit_register", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def write_off(request: SignedInRequest, pk: int) -> HttpResponse:
    """The device leaves the school."""
    found = found_device(request, pk, "inventory.edit_register")
    if found.is_gone:
        messages.info(request, f"To urządzenie jest już wypisane: {found.get_status_display()}.")
        return redirect(found)
    kept = take_kept_form(request)
    form = WriteOffForm(request.POST if request.method == "POST" else kept, device=found)
    if request.method == "POST" and form.is_valid():
        services.write_off_device(
            found,
            status=form.cleaned_data["status"],
            note=form.note,
            durability_known=form.cleaned_data.get("durability_known", False),
            by=request.user,
        )
        messages.success(request, "Urządzenie wypisane. Jego numer pozostaje zajęty na zawsze.")
        return redirect(found)
    return render(request, "inventory/device_write_off.html", {"device": found, "form": form, "kept": kept})


@permission_required("inventory.edit_register", raise_exception=True)
@require_POST
def add_file(request: SignedInRequest, pk: int) -> HttpResponse:
    """Attach a photo or a document."""
    found = found_device(request, pk, "inventory.edit_register")
    form = EvidenceForm(request.POST, request.FILES, user=request.user, kinds=FILE_KINDS)
    if not form.is_valid():
        return device_page(request, found, form, status=422)
    try:
        with transaction.atomic():  # file and link together, or neither
            evidence = form.save(school=found.school)
            services.attach_file(found, evidence, by=request.user)
    except NotStored as error:
        form.add_error("file", error.sentence)
        return device_page(request, found, form, status=503)
    messages.success(request, f"Dołączono plik {evidence.name}.")
    return redirect(found)


@permission_required("inventory.edit_register", raise_exception=True)
@require_POST
def remove_file(request: SignedInRequest, pk: int, evidence_pk: int) -> HttpResponse:
    """Take a file off the device."""
    found = found_device(request, pk, "inventory.edit_register")
    files = Evidence.objects.filter(pk__in=found.files.values("evidence_id"))
    evidence: Evidence = get_object_or_404(files, pk=evidence_pk)
    services.detach_file(found, evidence, by=request.user)
    messages.success(request, f"Odłączono plik {evidence.name}. Pozostał w archiwum dowodów.")
    return redirect(found)


def found_device(request: SignedInRequest, pk: int, perm: str) -> Device:
    """The device in scope (404 otherwise) for a person whose role reaches its school (403 otherwise)."""
    found: Device = get_object_or_404(Device.objects.select_related(*RELATED), pk=pk)
    if not request.user.has_perm(perm, found):
        raise PermissionDenied
    return found


def device_page(request: SignedInRequest, found: Device, form: EvidenceForm | None, status: int = 200) -> HttpResponse:
    """The page, with a form for a file that was refused or a fresh one."""
    user = request.user
    editable = rules.may_edit(found, user)
    files = files_of(found) if user.has_perm("schools.view_evidence", found) else []
    beside = list(neighbours_of(found)[: NEIGHBOURS + 1])
    context: dict[str, Any] = {
        "device": found,
        "groups": fact_groups(found),
        "photos": [one for one in files if one.content_type.startswith("image/")],
        "files": files,
        "file_form": form or (_fresh_file_form(request) if editable else None),
        "neighbours": beside[:NEIGHBOURS],
        "more_neighbours": len(beside) > NEIGHBOURS,
        "history": device_history(found, viewer=user),
        "qr": qr_drawing(found.label_code),
        "code": spaced(found.label_code),
        "may_edit": editable,
        "confirmed_today": found.confirmed_on == timezone.localdate(),
        "durability_lasts": rules.breaks_durability("disposed", found.durability_until, timezone.localdate()),
    }
    return render(request, "inventory/device.html", context, status=status)


def _fresh_file_form(request: SignedInRequest) -> EvidenceForm:
    today = timezone.localdate()
    keep_until = datetime.date(today.year + PHOTO_YEARS, 12, 31)
    given = {"kind": EvidenceKind.MEDIA, "day": today, "retain_until": keep_until}
    return EvidenceForm(user=request.user, kinds=FILE_KINDS, initial=given)
