"""The drop-down lists of the workbook that comes back: choices, dictionaries as the school may use them, its rooms."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Field, Q

from hdr_portal.lib.celltext import visible
from inventory.columns import COLUMNS, Column, Kind
from inventory.models import Device, Room
from schools.models import School


@dataclass(frozen=True)
class DropDown:
    """The values offered in a column. `is_open`: another one may be typed, the import then asks what it means."""

    values: tuple[str, ...]
    is_open: bool


def drop_downs(school: School) -> dict[str, DropDown]:
    """The lists by column, for a school of the open scope."""
    return {
        column.key: DropDown(tuple(visible(value) for value in _values(column, school)), column.kind is Kind.ENTRY)
        for column in COLUMNS
        if column.kind in {Kind.CHOICE, Kind.ENTRY}
    }


def _values(column: Column, school: School) -> Iterable[str]:
    field: Field[Any, Any] = Device._meta.get_field(column.key)  # type: ignore[assignment]
    if column.kind is Kind.CHOICE:
        return [str(label) for _, label in field.flatchoices]
    if column.key == "room":
        return Room.objects.filter(school=school).order_by("sort_name", "pk").values_list("name", flat=True)
    model: Any = field.related_model
    carried = Device.objects.filter(school=school).order_by().values(column.attname)
    usable = model.objects.usable().values("pk")
    return [str(entry) for entry in model.objects.filter(Q(pk__in=usable) | Q(pk__in=carried))]
