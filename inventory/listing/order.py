"""The order of the list of devices: any of its columns, up or down; by number, a school after another, unless told."""

from typing import Any

from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.db.models.functions import NullIf

from inventory.columns import Column, Kind
from inventory.listing.shown import LISTED, WORDS
from inventory.models import Device

BY_NUMBER = ("school_id", "sort_key", "pk")  # an index stands behind it
ALWAYS_THERE = {
    "inventory_number": "sort_key",
    "name": "name",
    "label_code": "label_code",
    "confirmed_on": "confirmed_on",
}
NAMES = {
    "school": "school__sort_name",
    "room": "room__sort_name",
    "fixed_asset_class": "fixed_asset_class__code",
}


def ordered(devices: QuerySet[Device], key: str, *, few: bool = False) -> QuerySet[Device]:
    """In the order of a column (`-key`: downwards); what is empty comes last either way.

    `few`: so few are wanted that all of them are best found by the filters and then sorted. The planner believes that walking
    through the whole register in its order meets them sooner, and is wrong where they lie far apart.
    """
    name, down = key.removeprefix("-"), key.startswith("-")
    if name not in LISTED:
        return devices.order_by(F("school_id") + 0, *BY_NUMBER[1:]) if few else devices.order_by(*BY_NUMBER)
    rest = BY_NUMBER if name == "school" else ("sort_key", "pk")
    if name in ALWAYS_THERE:  # without a word on empty ones, so that an index can be read backwards
        return devices.order_by(f"{'-' * down}{ALWAYS_THERE[name]}", *rest)
    place = _place(LISTED[name])
    return devices.order_by(place.desc(nulls_last=True) if down else place.asc(nulls_last=True), *rest)


def without_empty(devices: QuerySet[Device], key: str) -> QuerySet[Device] | None:
    """The same order downwards, of those that have a day or an amount: an index gives it at once. None for other orders."""
    name = key.removeprefix("-")
    if not key.startswith("-") or name not in LISTED or LISTED[name].kind not in {Kind.DATE, Kind.MONEY}:
        return None
    return devices.filter(**{f"{name}__isnull": False}).order_by(key, "sort_key", "pk")


def _place(column: Column) -> Any:
    if column.kind is Kind.CHOICE:
        return _as_listed(column)
    if column.kind is Kind.TEXT:
        return NullIf(F(column.key), Value(""))
    return F(NAMES.get(column.key, f"{column.key}__name")) if column.kind is Kind.ENTRY else F(column.key)


def _as_listed(column: Column) -> Any:
    """Choices in the order in which they are offered."""
    places = [When(**{column.key: code}, then=Value(place)) for place, code in enumerate(WORDS[column.key])]
    return Case(*places, default=None, output_field=IntegerField())
