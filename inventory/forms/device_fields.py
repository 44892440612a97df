"""The fields of a device's form, made from the table of columns and from the category's own fields."""

import datetime
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils import timezone

from hdr_portal.lib import polish
from hdr_portal.lib.formfields import MoneyField, PolishDateField
from hdr_portal.lib.plaintext import tidy
from inventory.columns import Column, Kind
from inventory.models import Category, CategoryGroup, Device, FundingSource, Room
from inventory.ownfields import OwnField
from schools.models import School

FIRST_DAY, LAST_DAY = datetime.date(1950, 1, 1), datetime.date(2100, 12, 31)
NOT_GIVEN = "nie podano"
SUGGESTED = ("model", "supplier")  # the school's own values are offered while typing
HINTS = {
    "name": "Na przykład: Laptop Dell Latitude 3540.",
    "serial": "Z tabliczki urządzenia. Gdy go nie ma, zostaw puste.",
    "purchased_on": "Na przykład 3.05.2024.",
    "gross_value": "Na przykład 1 234,56.",
    "durability_until": "Dzień, do którego umowa zabrania sprzedaży i przekazania. Puste pole wypełni data źródła finansowania.",
    "accounting_class": "Zwykle 011 powyżej 10 000 zł, 013 do 10 000 zł.",
    "ram_gb": "Na przykład 16.",
    "disk_gb": "Na przykład 512. „1 TB” też zrozumiemy.",
    "note": "Nie wpisuj nazwisk ani innych danych osobowych.",
}
ASK_FOR = {
    "inventory_number": "Wpisz numer inwentarzowy.",
    "name": "Wpisz nazwę urządzenia.",
    "category": "Wybierz kategorię.",
    "status": "Wybierz status.",
}
DURABILITY_LASTS = "Okres trwałości trwa do {until}: umowa może zabraniać pozbycia się urządzenia. Jeśli mimo to ma opuścić szkołę, zaznacz „wiem” poniżej."
UNITS = re.compile(r"(?P<number>[0-9 \u00a0]+(?:[.,][0-9]+)?)\s*(?P<unit>gb|g|tb|t)?", re.IGNORECASE)
TERABYTE = 1000


class TidyField(forms.CharField):
    """Text without invisible characters and doubled spaces; lines stay lines."""

    def to_python(self, value: Any) -> Any:
        """See forms.CharField."""
        return "\n".join(tidy(line) for line in (super().to_python(value) or "").splitlines()).strip()


class NumberField(forms.CharField):
    """A number that is not negative, as people write it: „1 234”, „15,6”. Cleans to int or float, or None."""

    whole = False
    limit = 1_000_000
    sentence = "Nie rozumiem tej liczby. Wpisz na przykład 16."

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), max_length=20, **kwargs)

    def clean(self, value: Any) -> Any:
        """The number or None; a ValidationError says how to write it."""
        text = super().clean(value) or ""
        if not text:
            return None
        number = self.read(text)
        if number is None or (self.whole and number != int(number)):
            raise forms.ValidationError(self.sentence)
        if number > self.limit:
            raise forms.ValidationError("Ta liczba jest za duża. Sprawdź ją.")
        return int(number) if number == int(number) else float(number)

    def read(self, text: str) -> Decimal | None:
        """The number that the text means."""
        return _decimal(text)


class GigabytesField(NumberField):
    """Gigabytes: „16”, „16 GB”, „1 TB”."""

    whole = True
    sentence = "Nie rozumiem tej wielkości. Wpisz liczbę gigabajtów, na przykład 16."

    def read(self, text: str) -> Decimal | None:
        """See NumberField."""
        match = UNITS.fullmatch(text.strip())
        number = _decimal(match["number"]) if match else None
        in_terabytes = match is not None and (match["unit"] or "").lower().startswith("t")
        return number * TERABYTE if number is not None and in_terabytes else number


def _decimal(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace("\u00a0", "").replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return None
    return number if number.is_finite() and number >= 0 else None


class EntryChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An entry of a dictionary; a source of money tells till when its durability lasts."""

    def label_from_instance(self, obj: Any) -> str:
        """The entry's name."""
        until = obj.durability_until if isinstance(obj, FundingSource) else None
        return f"{obj} (trwałość do {polish.long_date(until)})" if until else str(obj)


def column_field(column: Column, *, school: School, stored: Any) -> forms.Field:
    """The form's field for a column. `stored` is the value that the device holds already: it stays on offer."""
    common = {
        "label": column.label,
        "required": column.required or column.key == "status",
        "help_text": HINTS.get(column.key, ""),
    }
    made = _MAKERS[column.kind](column, common, school, stored)
    if column.key in ASK_FOR:
        made.error_messages["required"] = ASK_FOR[column.key]
    return made


def _text(column: Column, common: dict[str, Any], _school: School, _stored: Any) -> forms.Field:
    widget: forms.Widget = forms.Textarea(attrs={"rows": 3}) if column.key == "note" else forms.TextInput()
    if column.key in SUGGESTED:
        widget.attrs["list"] = f"known-{column.key}"
    return TidyField(max_length=column.max_length, widget=widget, **common)


def _date(_column: Column, common: dict[str, Any], _school: School, _stored: Any) -> forms.Field:
    return PolishDateField(validators=[_sensible_day], **common)


def _money(_column: Column, common: dict[str, Any], _school: School, _stored: Any) -> forms.Field:
    return MoneyField(**common)


def _count(_column: Column, common: dict[str, Any], _school: School, _stored: Any) -> forms.Field:
    return GigabytesField(**common)


def _choice(column: Column, common: dict[str, Any], _school: School, _stored: Any) -> forms.Field:
    choices = list(Device._meta.get_field(column.key).flatchoices)  # type: ignore[union-attr]
    return forms.ChoiceField(choices=choices if column.key == "status" else [("", NOT_GIVEN), *choices], **common)


def _entry(column: Column, common: dict[str, Any], school: School, stored: Any) -> forms.Field:
    model: Any = Device._meta.get_field(column.key).related_model
    if model is Room:
        return EntryChoice(Room.objects.filter(school=school), empty_label=NOT_GIVEN, **common)
    offered = EntryChoice(
        model.objects.usable() | model.objects.filter(pk=stored),
        empty_label=None if column.required else NOT_GIVEN,
        **common,
    )
    if model is Category:
        offered.choices = _by_group(offered.queryset)
    return offered


_MAKERS = {
    Kind.TEXT: _text,
    Kind.DATE: _date,
    Kind.MONEY: _money,
    Kind.COUNT: _count,
    Kind.CHOICE: _choice,
    Kind.ENTRY: _entry,
}


def _by_group(categories: Any) -> list[tuple[str, list[tuple[int, str]]]]:
    groups: dict[str, list[tuple[int, str]]] = {value: [] for value in CategoryGroup.values}
    for one in categories:
        groups[one.group].append((one.pk, one.name))
    return [(CategoryGroup(value).label, rows) for value, rows in groups.items() if rows]


def own_field(one: OwnField) -> forms.Field:
    """The form's field for a field that only this category has."""
    if one.kind == "bool":
        choices = [("", NOT_GIVEN), ("true", "tak"), ("false", "nie")]
        return forms.TypedChoiceField(
            label=one.label, choices=choices, coerce=lambda value: value == "true", empty_value=None, required=False
        )
    if one.kind == "date":
        return PolishDateField(label=one.label, required=False, validators=[_sensible_day])
    if one.kind == "count":
        return NumberField(label=one.label, required=False)
    return TidyField(label=one.label, required=False, max_length=200)


def as_typed(value: Any) -> str:
    """A value of a column or an own field as a person would have typed it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):
        return value.strftime("%d.%m.%Y")
    if isinstance(value, Decimal):
        return polish.number(value, 2)
    return polish.number(value) if isinstance(value, float) else str(value)


def _sensible_day(day: datetime.date) -> None:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise forms.ValidationError("Sprawdź rok: przyjmujemy daty od 1950 do 2100 roku.")


def not_to_come(day: datetime.date) -> bool:
    """Whether the day has been."""
    return day <= timezone.localdate()
