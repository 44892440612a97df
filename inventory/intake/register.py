"""The register of one school as an import sees it: read in one query, found by number and serial in memory."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Sum

from inventory.changes import WRITTEN
from inventory.models import (
    GONE,
    Category,
    Device,
    FixedAssetClass,
    FundingSource,
    Manufacturer,
    OperatingSystem,
    Room,
)
from schools.models import School

AT = {attname: place for place, attname in enumerate(WRITTEN)}
NUMBER, NAME, SERIAL, STATUS, CATEGORY = (
    AT[name] for name in ("inventory_number", "name", "serial", "status", "category_id")
)
DICTIONARIES: tuple[Any, ...] = (Category, Manufacturer, FundingSource, OperatingSystem, FixedAssetClass)
Values = tuple[Any, ...]  # of a device, in the order of the columns


@dataclass(frozen=True, slots=True)
class Known:
    """A device of the register; `values` stand in the order of WRITTEN."""

    id: int
    version: int
    created_at: datetime
    number_key: str
    serial_key: str
    label_code: str
    values: Values

    @property
    def is_gone(self) -> bool:
        """Whether it has left the school: its number stays taken."""
        return self.values[STATUS] in GONE


@dataclass(frozen=True)
class Register:
    """All devices of a school."""

    devices: dict[int, Known]
    by_number: dict[str, Known]
    by_serial: dict[str, list[Known]]


def read_register(school: School) -> Register:
    """The devices of the school, of the open scope."""
    found = Device.objects.filter(school=school).order_by("pk")
    names = ("id", "version", "created_at", "number_key", "serial_key", "label_code")
    devices = [_known(row) for row in found.values_list(*names, *WRITTEN)]
    by_serial: dict[str, list[Known]] = {}
    for device in devices:
        if device.serial_key:
            by_serial.setdefault(device.serial_key, []).append(device)
    return Register(
        devices={device.id: device for device in devices},
        by_number={device.number_key: device for device in devices},
        by_serial=by_serial,
    )


def _known(row: Values) -> Known:
    pk, version, created_at, number_key, serial_key, label_code = row[:6]
    return Known(pk, version, created_at, number_key, serial_key, label_code, row[6:])


def stamp(school: School) -> list[Any]:
    """Differs whenever a device or room of the school, or a dictionary, was added to, changed or removed from."""
    found = Device.objects.filter(school=school).aggregate(rows=Count("pk"), versions=Sum("version"), last=Max("pk"))
    rooms: Any = Room.history.filter(school_id=school.pk).aggregate(last=Max("history_id"))
    entries = [model.history.aggregate(last=Max("history_id"))["last"] for model in DICTIONARIES]
    return [found["rows"], found["versions"], found["last"], rooms["last"], *entries]


def read_bases(school: School, wanted: set[tuple[int, int]]) -> dict[tuple[int, int], Values]:
    """The values that devices had at older versions, by (device id, version), from the history."""
    if not wanted:
        return {}
    history: Any = Device.history.model
    found = history.objects.filter(school_id=school.pk, version__in={version for _, version in wanted})
    rows = found.exclude(history_type="-").order_by("history_date", "history_id").values_list("id", "version", *WRITTEN)
    return {row[:2]: row[2:] for row in rows if row[:2] in wanted}
