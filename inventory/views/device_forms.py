"""Adding a device and changing one: the same long form, whose parts follow from the category."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hdr_portal.lib import polish
from inventory import rules
from inventory.forms.device_fields import DURABILITY_LASTS
from inventory.forms.devices import OWN, DeviceForm, typed_values
from inventory.forms.meetings import after_meeting
from inventory.models import Category, CategoryGroup, Device
from inventory.numbering import consecutive
from inventory.ownfields import own_fields, told
from inventory.queries.devices import suggested_number
from inventory.services import devices as services
from inventory.views.devices import found_device
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form
from schools.models import School

COPIED_WITHOUT = ("inventory_number", "serial", "note", "status")


@permission_required("inventory.edit_register", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    """Record a new device: first its school and category, then the rest."""
    kept = None if request.method == "POST" else take_kept_form(request)
    typed = request.POST if request.method == "POST" else kept
    school, category = _school(request, typed), _category(request, typed)
    if school is None or category is None:
        return _choice_page(request, school)
    other = _other_category_page(request, typed, school=school, category=category, device=None)
    if other:
        return other
    form = DeviceForm(typed, school=school, category=category, initial=_first_values(request, school, category))
    if request.method == "POST" and form.is_valid():
        answer = _add(request, form)
        if answer:
            return answer
    return _form_page(request, form, kept=kept is not None)


@permission_required("inventory.edit_register", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a device."""
    found = found_device(request, pk, "inventory.edit_register")
    kept = None if request.method == "POST" else take_kept_form(request)
    typed = request.POST if request.method == "POST" else kept
    category = _category(request, typed) or found.category
    other = _other_category_page(request, typed, school=found.school, category=category, device=found)
    if other:
        return other
    form = DeviceForm(typed, school=found.school, category=category, device=found)
    if request.method == "POST" and form.is_valid():
        return _change(request, form, found)
    return _form_page(request, form, kept=kept is not None)


# --- Writing ----------------------------------------------------------------------------------------------------------
def _add(request: SignedInRequest, form: DeviceForm) -> HttpResponse | None:
    """The new device's page, or None when the form has to be shown once more."""
    known = Device.objects.filter(school=form.school).values_list("inventory_number", flat=True)
    pieces, number = form.cleaned_data["pieces"], form.cleaned_data["inventory_number"]
    numbers = consecutive(number, pieces, known=known) if pieces > 1 else [number]
    try:
        made = services.add_devices(form.as_input(), school=form.school, numbers=numbers, by=request.user)
    except services.NumberTaken as taken:
        _say_taken(form, taken.holder)
        return None
    if pieces == 1:
        messages.success(request, f"Dodano urządzenie {number}.")
    else:
        added = polish.counted(pieces, "urządzenie,urządzenia,urządzeń")
        messages.success(request, f"Dodano {added}: od {numbers[0]} do {numbers[-1]}.")
    _tell_of_durability(request, form)
    return redirect(made[0])


def _change(request: SignedInRequest, form: DeviceForm, found: Device) -> HttpResponse:
    try:
        services.change_device(found, form.as_input(), version=form.cleaned_data["version"], by=request.user)
    except services.ChangedMeanwhile as met:
        again, differences = after_meeting(form, met)
        return _form_page(request, again, differences=differences, last=met.device.history.first(), status=409)
    except services.NumberTaken as taken:
        _say_taken(form, taken.holder)
        return _form_page(request, form)
    except services.DurabilityLasts:  # the status had been changed back by somebody else meanwhile
        form.asks_about_durability = True
        until = polish.long_date(form.cleaned_data["durability_until"])
        form.add_error("durability_known", DURABILITY_LASTS.format(until=until))
        return _form_page(request, form)
    messages.success(request, "Zmiany zapisane.")
    _tell_of_durability(request, form)
    return redirect(found)


def _say_taken(form: DeviceForm, holder: Device) -> None:
    """Which device has the number, what became of it, and the next free number."""
    where = f", {holder.room}" if holder.room else ""
    has = "miało" if holder.is_gone else "ma"
    after = " Numeru nie używa się ponownie, także po likwidacji." if holder.is_gone else ""
    free = suggested_number(form.school, form.category)
    proposal = f" Następny wolny: {free}." if free else ""
    form.add_error(
        "inventory_number",
        f"Numer {holder.inventory_number} {has} już urządzenie „{holder.name}” ({holder.get_status_display()}{where}).{after}{proposal}",
    )


def _tell_of_durability(request: SignedInRequest, form: DeviceForm) -> None:
    until = form.cleaned_data["durability_until"]
    if until and not form.data.get("durability_until"):
        messages.info(
            request,
            f"Koniec trwałości uzupełniono ze źródła finansowania: {polish.long_date(until)}. Możesz go zmienić.",
        )


# --- Before the form ----------------------------------------------------------------------------------------------------
def _schools(request: SignedInRequest) -> list[School]:
    """The schools whose registers the person keeps."""
    return [one for one in School.objects.open_on(timezone.localdate()) if rules.may_edit(one, request.user)]


def _school(request: SignedInRequest, typed: QueryDict | None) -> School | None:
    """The school chosen, or the only one; None when it has to be chosen first."""
    schools = _schools(request)
    if not schools:
        raise PermissionDenied
    chosen = typed.get("school") if typed else request.GET.get("jednostka")
    if not chosen:
        return schools[0] if len(schools) == 1 else None
    found = next((one for one in schools if str(one.pk) == chosen), None)
    if found is None:
        raise Http404
    return found


def _category(request: SignedInRequest, typed: QueryDict | None) -> Category | None:
    """The category that the form names by its key, the address by its code."""
    chosen = typed.get("category", "") if typed else request.GET.get("kategoria", "")
    if not chosen or "\0" in chosen:
        return None
    one = {"pk": int(chosen)} if _is_key(chosen) else {"code": chosen}
    return Category.objects.usable().filter(**one).first()


def _choice_page(request: SignedInRequest, school: School | None) -> HttpResponse:
    rows = list(Category.objects.usable())
    groups = [
        (group.label, [one for one in rows if one.group == group])
        for group in CategoryGroup
        if any(one.group == group for one in rows)
    ]
    schools = _schools(request)
    room = request.GET.get("pomieszczenie", "")
    context = {
        "groups": groups,
        "schools": schools if len(schools) > 1 else [],
        "school": school,
        "school_missing": school is None and "jednostka" in request.GET,
        "chosen_code": request.GET.get("kategoria", ""),
        "room": room if _is_key(room) else "",
    }
    return render(request, "inventory/device_new.html", context)


def _first_values(request: SignedInRequest, school: School, category: Category) -> dict[str, Any]:
    """The suggested number, the room that the person comes from, the device to be copied."""
    if request.method == "POST":
        return {}
    copied: dict[str, Any] = {}
    if _is_key(request.GET.get("wzor", "")):
        like = Device.objects.filter(school=school, pk=int(request.GET["wzor"])).first()
        copied = typed_values(like, own_fields(category.own_fields)) if like else {}
    rest = {name: value for name, value in copied.items() if name not in {*COPIED_WITHOUT, "category"}}
    return {
        **rest,
        "inventory_number": suggested_number(school, category),
        "room": request.GET.get("pomieszczenie", "") or rest.get("room", ""),
    }


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


# --- Pages ------------------------------------------------------------------------------------------------------------
def _other_category_page(
    request: SignedInRequest, typed: QueryDict | None, *, school: School, category: Category, device: Device | None
) -> HttpResponse | None:
    """Another category was chosen than the one whose fields the person saw: its fields are shown first, nothing is written."""
    before = typed.get("shown_category", "") if typed else ""
    if not typed or request.method != "POST" or before in ("", str(category.pk)):
        return None
    form = DeviceForm(school=school, category=category, device=device, initial=typed.dict())
    lost = _values_lost(typed, before, form)
    return _form_page(request, form, other_category=True, lost=lost)


def _values_lost(typed: QueryDict, before: str, form: DeviceForm) -> list[tuple[str, str]]:
    """(label, value) of the own fields that the new category does not have."""
    old = Category.objects.filter(pk=int(before)).first() if _is_key(before) else None
    fields = own_fields(old.own_fields) if old else []
    kept = {one.key for one in form.own}
    words = {"true": "tak", "false": "nie"}
    return [
        (one.label, words.get(str(typed[OWN + one.key]), told(typed[OWN + one.key])))
        for one in fields
        if one.key not in kept and typed.get(OWN + one.key)
    ]


def _form_page(request: SignedInRequest, form: DeviceForm, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "form": form,
        "device": form.device,
        "school": form.school,
        "category": form.category,
        "many_schools": len(request.user.school_ids) != 1,
        **more,
    }
    return render(request, "inventory/device_form.html", context, status=status)
