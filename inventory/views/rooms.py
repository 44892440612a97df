"""Pages of rooms: list, one room with its devices, record, change, merge, delete."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hdr_portal.lib import polish
from inventory import rules
from inventory.forms.rooms import MergeForm, RoomForm
from inventory.models import GONE, Device, Room
from inventory.queries.devices import rooms_with_counts
from inventory.services import rooms as services
from schools.history import history_of
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form
from schools.models import School

PER_PAGE = 50
SAME_NAME = "Ta jednostka ma już pomieszczenie o tej nazwie. Wpisz inną albo połącz oba na stronie tamtego."


@permission_required("inventory.view_register", raise_exception=True)
@require_safe
def rooms(request: SignedInRequest) -> HttpResponse:
    """Rooms in scope with the number of devices in each, a school at a time where there are many."""
    schools = list(School.objects.open_on(timezone.localdate()))
    chosen = next((one for one in schools if str(one.pk) == request.GET.get("jednostka")), None)
    rows = rooms_with_counts().select_related("school").order_by("school__sort_name", "school_id", "sort_name")
    page = Paginator(rows.filter(school=chosen) if chosen else rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "schools": schools if len(schools) > 1 else [],
        "chosen": chosen,
        "query": f"jednostka={chosen.pk}" if chosen else "",
    }
    return render(request, "inventory/rooms.html", context)


@permission_required("inventory.view_register", raise_exception=True)
@require_safe
def room(request: SignedInRequest, pk: int) -> HttpResponse:
    """One room: what stands in it, its history."""
    return _room_page(request, _room(request, pk, "inventory.view_register"), None)


@permission_required("inventory.edit_register", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def room_add(request: SignedInRequest) -> HttpResponse:
    """Record a room."""
    schools = [one for one in School.objects.open_on(timezone.localdate()) if rules.may_edit(one, request.user)]
    if not schools:
        raise PermissionDenied
    new = Room(school=schools[0]) if len(schools) == 1 else Room()
    return _form_page(request, new, schools)


@permission_required("inventory.edit_register", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def room_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a room; its devices stay in it."""
    return _form_page(request, _room(request, pk, "inventory.edit_register"), [])


@permission_required("inventory.edit_register", raise_exception=True)
@require_POST
def room_merge(request: SignedInRequest, pk: int) -> HttpResponse:
    """Two rooms that are one: the devices of this one move to the other."""
    found = _room(request, pk, "inventory.edit_register")
    form = MergeForm(request.POST, room=found)
    if not form.is_valid():
        return _room_page(request, found, form, status=422)
    kept = services.merge_rooms(found, into=form.cleaned_data["into"], by=request.user)
    messages.success(request, f"Połączono: urządzenia z „{found.name}” są teraz w „{kept.name}”.")
    return redirect(kept)


@permission_required("inventory.edit_register", raise_exception=True)
@require_POST
def room_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete an empty room."""
    found = _room(request, pk, "inventory.edit_register")
    try:
        services.delete_room(found, by=request.user)
    except services.NotEmpty:
        messages.warning(
            request, "W tym pomieszczeniu są urządzenia, może już wypisane. Przenieś je albo połącz je z innym."
        )
        return redirect(found)
    messages.success(request, f"Usunięto pomieszczenie „{found.name}”.")
    return redirect("inventory:rooms")


def _room(request: SignedInRequest, pk: int, perm: str) -> Room:
    """The room in scope (404 otherwise) for a person whose role reaches its school (403 otherwise)."""
    found: Room = get_object_or_404(Room.objects.select_related("school"), pk=pk)
    if not request.user.has_perm(perm, found):
        raise PermissionDenied
    return found


def _form_page(request: SignedInRequest, room: Room, schools: list[School]) -> HttpResponse:
    kept = None if request.method == "POST" else take_kept_form(request)
    typed = request.POST if request.method == "POST" else kept
    form = RoomForm(typed, room=room, schools=schools, initial={"school": request.GET.get("jednostka")})
    if request.method == "POST" and form.is_valid():
        saved = _saved(request, form, room)
        if saved:
            messages.success(request, "Pomieszczenie zapisane.")
            return redirect(saved)
    context = {"form": form, "room": room if room.pk else None, "kept": kept}
    return render(request, "inventory/room_form.html", context)


def _saved(request: SignedInRequest, form: RoomForm, room: Room) -> Room | None:
    """The saved room, or the same one saved by the first of two clicks; None when the name is another room's."""
    is_new = room.pk is None
    try:
        return services.save_room(form.fill(room), by=request.user)
    except services.NameTaken:
        twin = services.twin_of(room) if is_new else None
        if twin is None:
            form.add_error("name", SAME_NAME)
        return twin


def _room_page(request: SignedInRequest, found: Room, form: MergeForm | None, status: int = 200) -> HttpResponse:
    editable = rules.may_edit(found, request.user)
    there = Device.objects.filter(room=found).select_related("category")
    page = Paginator(there.exclude(status__in=GONE).order_by("sort_key"), PER_PAGE).get_page(request.GET.get("page"))
    gone = there.filter(status__in=GONE).count()
    context: dict[str, Any] = {
        "room": found,
        "page": page,
        "gone": polish.counted(gone, "urządzenie,urządzenia,urządzeń") if gone else "",
        "may_edit": editable,
        "merge_form": form or (MergeForm(room=found) if editable else None),
        "history": history_of(found),
        "empty": not gone and not page.paginator.count,
    }
    return render(request, "inventory/room.html", context, status=status)
