"""Forms of a device. The category decides which parts the long form has."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from hdr_portal.lib import polish
from inventory import rules
from inventory.columns import BY_KEY, COLUMNS
from inventory.forms.device_fields import (
    DURABILITY_LASTS,
    NumberField,
    TidyField,
    as_typed,
    column_field,
    not_to_come,
    own_field,
)
from inventory.models import Category, Device
from inventory.numbering import consecutive
from inventory.ownfields import OwnField, own_fields, own_value
from inventory.services.devices import DeviceInput
from schools.models import School

MOST_AT_ONCE = 100
OWN = "own_"
PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Podstawowe", ("inventory_number", "pieces", "name", "manufacturer", "model", "serial", "room", "new_room", "status", "durability_known", "condition", "audience")),
    ("Zakup i finansowanie", ("purchased_on", "gross_value", "invoice", "supplier", "funding", "durability_until", "warranty_until")),
    ("Ewidencja księgowa", ("accounting_class", "fixed_asset_class", "owner")),
    ("Dane techniczne", ("cpu", "ram_gb", "disk_gb", "disk_kind", "operating_system", "windows11")),
)  # fmt: skip
TECHNICAL = PARTS[3][1]
IN_FUTURE = "Ta data jeszcze nie nadeszła. Sprawdź rok."
WARRANTY_FIRST = "Gwarancja kończy się przed zakupem. Popraw jedną z dat."


@dataclass(frozen=True)
class Part:
    """A part of the long form: its heading and its fields."""

    title: str
    fields: list[forms.BoundField]


class DeviceForm(forms.Form):
    """A device of a school in a category; `device` when it is in the register already.

    `pieces` and numbers in a row are asked when adding. The hidden `shown_category` tells which fields the person had
    before them, so that choosing another category shows its fields first.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    shown_category = forms.CharField(widget=forms.HiddenInput, required=False)
    pieces = NumberField(
        label="Ile sztuk",
        required=False,
        help_text=f"Od 1 do {MOST_AT_ONCE}. Kolejne sztuki dostaną kolejne numery.",
    )
    new_room = TidyField(
        label="Nowe pomieszczenie",
        required=False,
        max_length=80,
        help_text="Tylko gdy nie ma go na liście: dodamy je i przypiszemy do niego urządzenie.",
    )
    durability_known = forms.BooleanField(label="Wiem, że okres trwałości projektu jeszcze trwa", required=False)

    def __init__(
        self, data: QueryDict | None = None, *, school: School, category: Category, device: Device | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        self.school, self.category, self.device = school, category, device
        self.own = own_fields(category.own_fields)
        super().__init__(data, initial={**self._stored(), **(initial or {}), "shown_category": category.pk})
        for column in COLUMNS:
            stored = getattr(device, column.attname) if device else None
            self.fields[column.key] = column_field(column, school=school, stored=stored)
        for one in self.own:
            self.fields[OWN + one.key] = own_field(one)
        self._drop_what_is_not_asked()
        self.initial.setdefault("category", category.pk)
        self.asks_about_durability = False

    def _stored(self) -> dict[str, Any]:
        if self.device is None:
            return {}
        return {"version": self.device.version, **typed_values(self.device, self.own)}

    def _drop_what_is_not_asked(self) -> None:
        """Facts of a computer are asked of computers, and shown wherever there are some already."""
        given: Mapping[str, Any] = self.data or self.initial
        if not self.category.is_computer and not any(given.get(name) for name in TECHNICAL):
            for name in TECHNICAL:
                del self.fields[name]
        if self.device is not None:
            del self.fields["pieces"]

    # --- What the template asks -------------------------------------------------------------------------------------
    @property
    def parts(self) -> list[Part]:
        """The form in its parts, empty ones left out."""
        own = [(f"Pola kategorii: {self.category.name.lower()}", tuple(OWN + one.key for one in self.own))]
        asked = [
            Part(title, [self[name] for name in names if name in self.fields and self._is_asked(name)])
            for title, names in (*PARTS, *own, ("Pozostałe", ("note",)))
        ]
        return [part for part in asked if part.fields]

    def _is_asked(self, name: str) -> bool:
        return name != "durability_known" or self.asks_about_durability or bool(self.data.get(name))

    @property
    def suggestions(self) -> list[tuple[str, list[str]]]:
        """(id of the datalist, the school's own values) for fields that people fill alike."""
        found = []
        for name in ("model", "supplier"):
            rows = Device.objects.filter(school=self.school).exclude(**{name: ""}).order_by(name)
            found.append((f"known-{name}", list(rows.values_list(name, flat=True).distinct()[:200])))
        return found

    # --- What is checked --------------------------------------------------------------------------------------------
    def clean_pieces(self) -> int:
        """How many are added; one when nothing is said."""
        pieces = self.cleaned_data["pieces"]
        pieces = 1 if pieces is None else pieces
        if pieces not in range(1, MOST_AT_ONCE + 1):
            raise forms.ValidationError(f"Wpisz liczbę całkowitą od 1 do {MOST_AT_ONCE}.")
        return int(pieces)

    def clean(self) -> dict[str, Any]:
        """What several fields say together."""
        cleaned = super().clean() or self.cleaned_data
        bought, warranty = cleaned.get("purchased_on"), cleaned.get("warranty_until")
        if bought and not not_to_come(bought):
            self.add_error("purchased_on", IN_FUTURE)
        elif bought and warranty and warranty < bought:
            self.add_error("warranty_until", WARRANTY_FIRST)
        self._fill_durability(cleaned)
        self._check_leaving(cleaned)
        self._check_pieces(cleaned)
        return cleaned

    def _fill_durability(self, cleaned: dict[str, Any]) -> None:
        """The source of money tells the end of durability when nothing was typed."""
        funding = cleaned.get("funding")
        if funding and not cleaned.get("durability_until") and "durability_until" not in self.errors:
            cleaned["durability_until"] = funding.durability_until

    def _check_leaving(self, cleaned: dict[str, Any]) -> None:
        status, until = cleaned.get("status", ""), cleaned.get("durability_until")
        moved = self.device is None or self.device.status != status
        self.asks_about_durability = moved and rules.breaks_durability(status, until, timezone.localdate())
        if self.asks_about_durability and until and not cleaned.get("durability_known"):
            self.add_error("durability_known", DURABILITY_LASTS.format(until=polish.long_date(until)))

    def _check_pieces(self, cleaned: dict[str, Any]) -> None:
        pieces, number = cleaned.get("pieces", 1), cleaned.get("inventory_number", "")
        if pieces == 1 or not number:
            return
        if cleaned.get("serial"):
            self.add_error(
                "serial", "Każda sztuka ma własny numer seryjny. Zostaw to pole puste i uzupełnij numery potem."
            )
        last = consecutive(number, pieces)[-1]
        if last == number:
            self.add_error(
                "inventory_number", "Numer bez cyfr nie ma następnego. Wpisz numer z liczbą albo dodaj jedną sztukę."
            )
        elif len(last) > BY_KEY["inventory_number"].max_length:
            self.add_error("inventory_number", "Ostatni z kolejnych numerów byłby za długi. Skróć numer.")

    # --- What goes on -----------------------------------------------------------------------------------------------
    def as_input(self) -> DeviceInput:
        """The cleaned form."""
        cleaned = self.cleaned_data
        values = {
            BY_KEY[name].attname: getattr(cleaned[name], "pk", None) if BY_KEY[name].attname != name else cleaned[name]
            for name in BY_KEY
            if name in self.fields
        }
        details = {one.key: _plain(cleaned[OWN + one.key]) for one in self.own}
        return DeviceInput(
            values=values,
            details={key: value for key, value in details.items() if value not in ("", None)},
            new_room=cleaned["new_room"],
            durability_known=cleaned["durability_known"],
        )


def typed_values(row: Any, own: list[OwnField]) -> dict[str, str]:
    """The values of a device, or of a version of it, as the form's fields show them."""
    values = {column.key: as_typed(getattr(row, column.attname)) for column in COLUMNS}
    return values | {OWN + one.key: as_typed(own_value(row.details.get(one.key))) for one in own}


def _plain(value: Any) -> Any:
    """As JSON keeps it."""
    return value.isoformat() if hasattr(value, "isoformat") else value
