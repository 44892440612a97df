"""Stickers: from the code to the device, and sheets of them to print."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from inventory.models import GONE, Device, ExportFormat, Room
from inventory.stickers import MOST_AT_ONCE, PER_SHEET, label_sheets, read_code
from schools.http import SignedInRequest

KEYS_AT_ONCE = 2000
TICK_FIRST = "Zaznacz na liście co najmniej jedno urządzenie, którego etykietę chcesz wydrukować."
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
@require_http_methods(["GET", "HEAD", "POST"])
def labels(request: SignedInRequest) -> HttpResponse:
    """Sheets of labels for devices (`ids`) or for all that stand in a room (`pomieszczenie`); `od`: the first free label.

    A POST comes from the list and names the ticked devices (`urzadzenie`).
    """
    if request.method == "POST" and not request.POST.getlist("urzadzenie"):
        messages.error(request, TICK_FIRST)
        return redirect(f"{reverse('inventory:devices')}?{request.POST.get('zapytanie', '') or 'widok='}")
    devices = _devices(request)
    if any(not request.user.has_perm("inventory.view_register", one) for one in devices):
        raise PermissionDenied
    if len(devices) > MOST_AT_ONCE:
        return _to_the_worker(request)
    place = request.GET.get("od", "1")
    first = int(place) if place in {str(number) for number in range(1, PER_SHEET + 1)} else 1
    return HttpResponse(
        label_sheets(devices, first_place=first).content, content_type="application/pdf", headers=HEADERS
    )


def _to_the_worker(request: SignedInRequest) -> HttpResponse:
    """To the form that orders long files: for a room with its filter, otherwise for the whole list."""
    messages.info(
        request, f"Ponad {MOST_AT_ONCE} etykiet przygotowujemy w tle. Sprawdź listę i pobierz etykiety tutaj."
    )
    room = urlencode({"pomieszczenie": request.GET["pomieszczenie"]}) if request.GET.get("pomieszczenie") else ""
    return redirect(f"{reverse('inventory:export_add')}?{room}{'&' if room else ''}plik={ExportFormat.LABELS}")


def _devices(request: SignedInRequest) -> list[Device]:
    """What was asked for, in the register's order; nothing at all (404) when one of it is not in scope."""
    rows = Device.objects.select_related("school", "funding").order_by("school_id", "sort_key")
    if room := request.GET.get("pomieszczenie", ""):
        there = get_object_or_404(Room, pk=_key(room))
        found = list(rows.filter(room=there).exclude(status__in=GONE)[: MOST_AT_ONCE + 1])
    else:
        named = request.POST.getlist("urzadzenie") if request.method == "POST" else request.GET.getlist("ids")
        keys = {_key(one) for text in named for one in text.split(",")}
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
