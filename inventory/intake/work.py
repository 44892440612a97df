"""What an import is to write: computed with the preview, kept beside it, carried out by the worker."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from hdr_portal.lib.workbook.quickjson import packed, unpacked
from inventory.columns import COLUMNS, Kind
from inventory.intake.entries import Pending

_DAYS = tuple(place for place, column in enumerate(COLUMNS) if column.kind is Kind.DATE)
_AMOUNTS = tuple(place for place, column in enumerate(COLUMNS) if column.kind is Kind.MONEY)


@dataclass(slots=True)
class ChangedDevice:
    """A device to be changed: the version that was seen, its values as they will be, the places that differ."""

    id: int
    version: int
    label_code: str
    values: list[Any]
    places: list[int]


@dataclass
class Work:
    """Values of devices to be added, devices to be changed, entries that both may need. Values: in the order of WRITTEN."""

    new: list[list[Any]] = field(default_factory=list)
    changed: list[ChangedDevice] = field(default_factory=list)
    pending: list[Pending] = field(default_factory=list)


def pack_work(work: Work, stamp: object) -> bytes:
    """The work with the stamp of the register it was computed from."""
    head = {"stamp": stamp, "pending": [[one.key, one.text] for one in work.pending]}
    changed = [[one.id, one.version, one.label_code, _plain(one.values), one.places] for one in work.changed]
    return b"\n".join([packed(head), packed(list(map(_plain, work.new))), packed(changed)])


def unpack_work(stored: bytes) -> tuple[Work, Any]:
    """The work and the stamp."""
    known, new, changed = map(unpacked, stored.split(b"\n"))
    work = Work(
        new=[_values(one) for one in new],
        changed=[_changed(*one) for one in changed],
        pending=[Pending(key, text) for key, text in known["pending"]],
    )
    return work, known["stamp"]


def _plain(values: list[Any]) -> list[Any]:
    plain = list(values)
    for place in (*_DAYS, *_AMOUNTS):
        if plain[place] is not None:
            plain[place] = str(plain[place])
    return plain


def _changed(pk: int, version: int, label_code: str, values: list[Any], places: list[int]) -> ChangedDevice:
    return ChangedDevice(pk, version, label_code, _values(values), places)


def _values(plain: list[Any]) -> list[Any]:
    for place in _DAYS:
        if plain[place] is not None:
            plain[place] = _day(plain[place])
    for place in _AMOUNTS:
        if plain[place] is not None:
            plain[place] = Decimal(plain[place])
    return plain


@lru_cache(maxsize=8192)
def _day(text: str) -> date:
    return date.fromisoformat(text)
