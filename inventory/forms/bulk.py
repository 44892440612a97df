"""The form of a change in bulk: every field begins as „bez zmian”."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from inventory.columns import BY_KEY, Column, Kind
from inventory.forms.device_fields import TidyField, column_field, not_to_come
from inventory.listing.fields import PlainSelect
from inventory.models import Device, Room
from inventory.services.bulk import Wish
from schools.models import School

KEYS = (
    "status", "room", "condition", "audience", "category", "manufacturer", "purchased_on", "warranty_until", "funding",
    "durability_until", "accounting_class", "fixed_asset_class", "owner", "operating_system", "windows11",
)  # fmt: skip
SAME, NOTHING = "", "-"
CLEAR = "_wyczysc"
NOT_YET = "Ta data jeszcze nie nadeszła. Sprawdź rok."
NOTHING_CHOSEN = "Wybierz, co zmienić: co najmniej jedno pole."


class BulkForm(forms.Form):
    """What shall become of the devices chosen. A room is offered only when all of them are of one school."""

    def __init__(self, data: QueryDict | None = None, *, schools: Sequence[School]) -> None:
        super().__init__(data)
        self.columns = [BY_KEY[key] for key in KEYS if key != "room" or len(schools) == 1]
        for column in self.columns:
            if column.kind is Kind.DATE:
                self._offer_day(column, schools[0])
            else:
                self.fields[column.key] = _choice_field(column, schools[0])
        self.fields["note"] = TidyField(
            label="Dopisz do uwag", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
        )
        self.fields["confirm"] = forms.BooleanField(
            label="Potwierdź stan na dziś",
            required=False,
            help_text="Urządzenia są tam, gdzie mówi ewidencja. Każda inna zmiana też potwierdza stan.",
        )

    def _offer_day(self, column: Column, school: School) -> None:
        day = column_field(column, school=school, stored=None)
        day.help_text = "Puste pole niczego nie zmienia."
        self.fields[column.key] = day
        self.fields[column.key + CLEAR] = forms.BooleanField(label=f"{column.label}: usuń wpisaną datę", required=False)

    def clean_purchased_on(self) -> Any:
        """Nothing was bought tomorrow."""
        day = self.cleaned_data["purchased_on"]
        if day and not not_to_come(day):
            raise forms.ValidationError(NOT_YET)
        return day

    def clean(self) -> dict[str, Any]:
        """At least one thing is wanted, and no day is both given and taken away."""
        cleaned = super().clean() or self.cleaned_data
        for column in self.columns:
            if cleaned.get(column.key + CLEAR) and cleaned.get(column.key):
                self.add_error(column.key, "Wpisz datę albo zaznacz jej usunięcie, nie oba naraz.")
        if not self.errors and self.wish() == Wish():
            raise forms.ValidationError(NOTHING_CHOSEN)
        return cleaned

    def wish(self) -> Wish:
        """What the form asks for."""
        cleaned = self.cleaned_data
        values = {column.attname: _value(column, cleaned) for column in self.columns if _is_wanted(column, cleaned)}
        return Wish(values, cleaned.get("note", ""), bool(cleaned.get("confirm")))

    def words_of(self, column: Column, value: Any) -> str:
        """The name of a choice or entry that the form offers."""
        offered = dict(getattr(self.fields.get(column.key), "choices", ()))
        return str(offered.get(str(value), ""))


def _choice_field(column: Column, school: School) -> forms.ChoiceField:
    choices = [(SAME, "bez zmian")]
    if not column.required and column.key != "status":
        choices.append((NOTHING, "usuń wpis"))
    return forms.ChoiceField(
        label=column.label,
        required=False,
        choices=[*choices, *_offered(column, school)],
        widget=PlainSelect,
        error_messages={"invalid_choice": "Nie ma takiej pozycji. Wybierz jedną z listy."},
    )


def _offered(column: Column, school: School) -> list[tuple[str, str]]:
    field: Any = Device._meta.get_field(column.key)
    if column.kind is Kind.CHOICE:
        return list(field.choices)
    model = field.related_model
    rows = Room.objects.filter(school=school).order_by("sort_name") if model is Room else model.objects.usable()
    return [(str(row.pk), str(row)) for row in rows]


def _is_wanted(column: Column, cleaned: dict[str, Any]) -> bool:
    return bool(cleaned.get(column.key) or cleaned.get(column.key + CLEAR))


def _value(column: Column, cleaned: dict[str, Any]) -> Any:
    given: Any = cleaned.get(column.key)
    if column.kind is Kind.DATE:
        return given
    if given == NOTHING:
        return "" if column.kind is Kind.CHOICE else None
    return int(given) if column.kind is Kind.ENTRY else given
