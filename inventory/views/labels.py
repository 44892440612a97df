"""Stickers: from the code to the device, and sheets of them to print."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from inventory.models import GONE, Device, Room
from inventory.stickers import MOST_AT_ONCE, PER_SHEET, label_sheets, read_code
from schools.http import SignedInRequest

KEYS_AT_ONCE = 2000
HEADERS = {"Content-Disposition": 'attachment; filename="etykiety.pdf"', "Cache-Control": "private, no-store"}


@permission_required("inventory.view_register", raise_exception=True)
@require_safe
def label(request: SignedInRequest, code: str) -> HttpResponse:
    """From a scanned or typed code to the device's page; another school's code is not known (404)."""
    found: Device = get_object_or_404(Device, label_code=read_code(code))
    if not request.user.has_perm("inventory.view_register", found):
        raise PermissionDenied
    return redirect(found)


@permission_required("inventory.view_register", raise_exception=True)
@require_safe
def labels(request: SignedInRequest) -> HttpResponse:
    """Sheets of labels for devices (`ids`) or for all that stand in a room (`pomieszczenie`); `od`: the first free label."""
    devices = _devices(request)
    if any(not request.user.has_perm("inventory.view_register", one) for one in devices):
        raise PermissionDenied
    if len(devices) > MOST_AT_ONCE:
        messages.warning(request, f"Naraz drukujemy najwyżej {MOST_AT_ONCE} etykiet. Wybierz mniej urządzeń.")
        return redirect("inventory:devices")
    place = request.GET.get("od", "1")
    first = int(place) if place in {str(number) for number in range(1, PER_SHEET + 1)} else 1
    return HttpResponse(
        label_sheets(devices, first_place=first).content, content_type="application/pdf", headers=HEADERS
    )


def _devices(request: SignedInRequest) -> list[Device]:
    """What was asked for, in the register's order; nothing at all (404) when one of it is not in scope."""
    rows = Device.objects.select_related("school", "funding").order_by("school_id", "sort_key")
    if room := request.GET.get("pomieszczenie", ""):
        there = get_object_or_404(Room, pk=_key(room))
        found = list(rows.filter(room=there).exclude(status__in=GONE)[: MOST_AT_ONCE + 1])
    else:
        keys = {_key(one) for text in request.GET.getlist("ids") for one in text.split(",")}
        found = list(rows.filter(pk__in=keys)) if len(keys) <= KEYS_AT_ONCE else []
        if len(found) != len(keys):
            raise Http404
    if not found:
        raise Http404
    return found


def _key(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise Http404
    return int(text)
