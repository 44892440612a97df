"""Reads for a device's page and form."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from hdr_portal.lib import polish
from inventory.models import GONE, Category, Device, Import, Room
from inventory.numbering import next_number
from inventory.ownfields import all_told, own_fields
from schools.history import HistoryEntry, Telling, history_of
from schools.models import Evidence, School, User

NEIGHBOURS = 10
IMPORT = re.compile(r"import (\d+)")


def suggested_number(school: School, category: Category) -> str:
    """The number after the highest of those written like the newest in the category; "" for an empty register."""
    rows = list(Device.objects.filter(school=school).order_by("pk").values_list("inventory_number", "category_id"))
    alike = [number for number, category_id in rows if category_id == category.pk]
    newest = (alike or [number for number, _ in rows])[-1:]
    return next_number([number for number, _ in rows], like=newest[0]) if newest else ""


def neighbours_of(device: Device) -> QuerySet[Any]:
    """Other devices that stand in the same room."""
    if device.room_id is None:
        return Device.objects.none()
    there: QuerySet[Any] = Device.objects.filter(room_id=device.room_id).exclude(pk=device.pk).exclude(status__in=GONE)
    return there.order_by("sort_key")


def files_of(device: Device) -> list[Evidence]:
    """Photos and documents of the device, in the order they were added."""
    return [one.evidence for one in device.files.select_related("evidence")]


def device_history(device: Device, *, viewer: User) -> list[HistoryEntry]:
    """The device's history, newest first, each change with its source; an import that the viewer may see is a link."""
    fields = own_fields(device.category.own_fields)
    telling = Telling(
        asides={"confirmed_on": "Potwierdzono stan"},
        words={
            "details": lambda details: ", ".join(f"{label} {value}" for label, value in all_told(details, fields)),
            "gross_value": polish.money,
        },
    )
    entries = history_of(device, telling=telling)
    links = _import_links(entries, device) if viewer.has_perm("inventory.import_workbook", device) else {}
    return [replace(one, url=links.get(one.source, "")) for one in entries]


def _import_links(entries: Iterable[HistoryEntry], device: Device) -> dict[str, str]:
    """Source → address of the import it names. Imports of the device's own school alone: one query."""
    named = {one.source: int(match[1]) for one in entries if (match := IMPORT.fullmatch(one.source))}
    if not named:
        return {}
    there = set(Import.objects.filter(school_id=device.school_id, pk__in=named.values()).values_list("pk", flat=True))
    return {source: reverse("inventory:import", args=[pk]) for source, pk in named.items() if pk in there}


def rooms_with_counts() -> QuerySet[Any]:
    """Rooms of the open scope, each with the number of devices that stand in it (`device_count`): one query."""
    there = Device.objects.filter(room=OuterRef("pk")).exclude(status__in=GONE).order_by()
    counted = there.values("room").annotate(number=Count("pk")).values("number")
    rooms: QuerySet[Any] = Room.objects.annotate(
        device_count=Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    )
    return rooms
