"""Pages of a change in bulk: what to change → what it means → written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from hdr_portal.lib import polish
from inventory.columns import BY_KEY, Column, Kind
from inventory.forms.bulk import BulkForm
from inventory.listing import devices_of
from inventory.models import Device
from inventory.services import bulk as services
from inventory.values import shown
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form

LARGEST_KEY = 2**63
TICK_FIRST = "Zaznacz na liście co najmniej jedno urządzenie, które możesz zmieniać."
TOO_MANY = f"Naraz można zmienić najwyżej {polish.number(services.MOST)} urządzeń. Zawęź listę filtrami."
CHANGED = "Ktoś zmienił te urządzenia, odkąd pokazano podgląd. Nic nie zapisano: sprawdź nowy podgląd i zatwierdź go jeszcze raz."
KNOW_IT = "Zaznacz, że wiesz o trwałości projektu, albo wróć i zmień wybór."
FORMS = "urządzenie,urządzenia,urządzeń"


@dataclass(frozen=True)
class Selection:
    """The devices chosen, as they stand, and the list they come from. `skipped`: named, but not the person's to change."""

    devices: list[Device]
    skipped: int
    query: str

    @property
    def schools(self) -> list[Any]:
        """The schools of the devices."""
        return list({device.school_id: device.school for device in self.devices}.values())

    @property
    def back(self) -> str:
        """The list."""
        return f"{reverse('inventory:devices')}?{self.query or 'widok='}"

    @property
    def keys(self) -> str:
        """The devices as a form carries them."""
        return ",".join(str(device.pk) for device in self.devices)

    @property
    def versions(self) -> str:
        """The devices with the versions that the person sees."""
        return ",".join(f"{device.pk}:{device.version}" for device in self.devices)


@permission_required("inventory.edit_register", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: SignedInRequest) -> HttpResponse:
    """One address for the whole way; the devices travel with the form, and nothing is kept in between."""
    kept = take_kept_form(request) if request.method != "POST" else None
    sent = request.POST if kept is None else kept
    chosen = _chosen(sent)
    if chosen is None or len(chosen) > services.MOST:
        messages.error(request, TOO_MANY)
        return redirect(Selection([], 0, sent.get("zapytanie", "")).back)
    devices = services.pick(chosen, by=request.user)
    selection = Selection(devices, len(chosen) - len(devices), sent.get("zapytanie", ""))
    if not devices:
        messages.error(request, TICK_FIRST)
        return redirect(selection.back)
    step = sent.get("krok", "") if kept is None else "popraw"
    return _step(request, step, selection, sent)


def _step(request: SignedInRequest, step: str, selection: Selection, sent: QueryDict) -> HttpResponse:
    form = BulkForm(sent if step else None, schools=selection.schools)
    if step not in {"podglad", "zapis"} or not form.is_valid():
        if step == "popraw":
            form = BulkForm(sent, schools=selection.schools)
            form.is_valid()
        return _choose_page(request, selection, form)
    return _preview_page(request, selection, form) if step == "podglad" else _written(request, selection, form, sent)


def _written(request: SignedInRequest, selection: Selection, form: BulkForm, sent: QueryDict) -> HttpResponse:
    seen = _versions(sent.get("urzadzenia", ""))
    known = bool(sent.get("trwalosc_znana"))
    try:
        changed = services.change_in_bulk(seen, form.wish(), durability_known=known, by=request.user)
    except services.ChangedMeanwhile as error:
        return _preview_page(request, selection, form, status=409, moved=error.devices)
    except services.CannotBeWritten:
        return _preview_page(request, selection, form, status=422)
    except services.DurabilityLasts:
        return _preview_page(request, selection, form, status=422, problem=KNOW_IT)
    if changed:
        messages.success(request, f"Zmieniono {polish.counted(len(changed), FORMS)}.")
    else:
        messages.info(request, "Te urządzenia mają już takie wartości. Nic nie trzeba było zmieniać.")
    return redirect(selection.back)


def _choose_page(request: SignedInRequest, selection: Selection, form: BulkForm) -> HttpResponse:
    return render(request, "inventory/devices_bulk.html", {"selection": selection, "form": form})


def _preview_page(
    request: SignedInRequest,
    selection: Selection,
    form: BulkForm,
    *,
    status: int = 200,
    moved: Sequence[Device] = (),
    problem: str = "",
) -> HttpResponse:
    found = services.preview(selection.devices, form.wish())
    context = {
        "selection": selection,
        "preview": found,
        "rows": _rows(found, form),
        "typed": [(name, value) for name, value in form.data.items() if name in form.fields and value],
        "moved": moved,
        "moved_words": CHANGED,
        "problem": problem,
    }
    return render(request, "inventory/devices_bulk_preview.html", context, status=status)


def _rows(found: services.Preview, form: BulkForm) -> list[tuple[str, str, str, int]]:
    """(column, old, new, how many devices), most first."""
    rows = []
    for name, counter in found.counts.items():
        if name == "note":
            rows.append(("Uwagi", "dotychczasowe", f"z dopiskiem: {form.cleaned_data['note']}", counter.total()))
        elif name == "confirmed_on":
            rows.append(("Stan potwierdzony", "wcześniej", "dziś", counter.total()))
        else:
            column = _column(name)
            rows += [
                (column.label, _words(form, column, old), _words(form, column, new), count)
                for (old, new), count in counter.most_common()
            ]
    return rows


def _words(form: BulkForm, column: Column, value: Any) -> str:
    if value is None or value == "":
        return "brak"
    if column.kind in {Kind.CHOICE, Kind.ENTRY}:
        return form.words_of(column, value) or "inny wpis"
    return shown(column.kind, value)


def _column(attname: str) -> Column:
    return next(column for column in BY_KEY.values() if column.attname == attname)


def _chosen(sent: QueryDict) -> list[int] | None:
    """Keys of the devices chosen; None when the list found more than can be changed at once."""
    scope = sent.get("zakres", "")
    if scope == "znalezione":
        found = list(devices_of(sent.get("zapytanie", "")).values_list("pk", flat=True)[: services.MOST + 1])
        return None if len(found) > services.MOST else found
    if scope == "strona":
        return _keys(sent.get("strona", "").split(","))
    if scope == "zaznaczone":
        return _keys(sent.getlist("urzadzenie"))
    return list(_versions(sent.get("urzadzenia", "")))


def _keys(texts: Iterable[str]) -> list[int]:
    numbers = (int(text) for text in texts if text.isdecimal() and len(text) < 20)
    return list(dict.fromkeys(number for number in numbers if number < LARGEST_KEY))


def _versions(text: str) -> dict[int, int]:
    """„12:3,15:1” as key → version; a key without a version was not seen yet."""
    pairs = (part.partition(":") for part in text.split(","))
    found = {key: version for key, _, version in pairs}
    return {
        number: int(found[str(number)]) if found[str(number)].isdecimal() else 0
        for number in _keys(found)
        if len(found[str(number)]) < 10
    }
