"""The work of an import carried out, inside the transaction of the caller: entries, new devices, changed devices, history.

On PostgreSQL rows go by COPY into the table (new) or a temporary one (changed), and the history is filled from the table
itself; elsewhere through the ORM. Both leave the same rows.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.text import slugify

from hdr_portal.lib.plaintext import folded, number_key
from inventory.changes import WRITTEN, Source, mark_stale, write_history
from inventory.intake import bulk
from inventory.intake.entries import MODELS, Pending, split_symbol
from inventory.intake.register import AT, NAME, NUMBER, SERIAL
from inventory.intake.work import ChangedDevice, Work
from inventory.models import Category, Device, EntryState, FixedAssetClass, OperatingSystem, Room
from inventory.models.devices import LABEL_LETTERS
from inventory.serials import serial_key
from schools.models import School
from schools.models.units import padded_numbers

ROOM, MODEL, NOTE = AT["room_id"], AT["model"], AT["note"]
ENTRY_PLACES = tuple(place for attname, place in AT.items() if attname.endswith("_id"))
DERIVED = ("number_key", "sort_key", "serial_key", "search_text")
ADDED = ("id", "school_id", "label_code", *WRITTEN, "details", "confirmed_on", "version", "created_at", "changed_at",
         *DERIVED, "is_demo")  # fmt: skip


class Moved(Exception):
    """A device was changed between the computation and the write; nothing may be written from it."""


@dataclass(frozen=True)
class Moment:
    """When an import is written."""

    now: datetime
    today: date


def write(work: Work, *, school: School, source: Source, is_demo: bool = False) -> None:
    """Carry out the work; raises Moved, and IntegrityError when a number was taken meanwhile."""
    moment = Moment(timezone.now(), timezone.localdate())
    bulk.put_off_search()
    made = make_entries(work.pending, _wanted(work), school=school, source=source)
    for values in (*work.new, *(device.values for device in work.changed)):
        _settle(values, made)
    rooms = dict(Room.objects.filter(school=school).values_list("pk", "name"))
    if work.new:
        _add(work.new, school, source, moment, rooms, is_demo=is_demo)
    if work.changed:
        _change(work.changed, school, source, moment, rooms)
    if work.new or work.changed:
        mark_stale([school.pk])


# --- entries --------------------------------------------------------------------------------------------------------
def _wanted(work: Work) -> set[int]:
    """The pending entries (negative numbers) that written rows hold."""
    if not work.pending:
        return set()
    devices = (*work.new, *(device.values for device in work.changed))
    values = {values[place] for values in devices for place in ENTRY_PLACES}
    return {value for value in values if value is not None and value < 0}


def make_entries(pending: list[Pending], wanted: set[int], *, school: School, source: Source) -> dict[int, int]:
    """Make the rooms and proposals that are wanted; gives their ids by the negative numbers that stood for them."""
    return {number: _make(pending[-number - 1], school, source) for number in sorted(wanted, reverse=True)}


def _make(pending: Pending, school: School, source: Source) -> int:
    if pending.key == "room":
        return _saved(Room(school=school, name=pending.text), source)
    model = MODELS[pending.key]
    taken: int | None = model.objects.filter(key=folded(pending.text)).values_list("pk", flat=True).first()
    if taken is not None:
        return taken
    text = pending.text
    extra: dict[str, Any] = {}
    if model is FixedAssetClass:
        extra["code"], text = split_symbol(pending.text)
    if model is Category:
        extra["code"] = _free_code(text)
    if model is OperatingSystem:
        extra["family"] = text[:40]
    who = {"state": EntryState.PROPOSED, "proposed_by_school": school, "proposed_by": source.by}
    return _saved(model(name=text, source="import arkusza szkoły", **who, **extra), source)


def _free_code(text: str) -> str:
    plain = slugify(folded(text))[:36] or "kategoria"
    taken = set(Category.objects.filter(code__startswith=plain).values_list("code", flat=True))
    return next(code for code in (plain, *(f"{plain}-{at}" for at in range(2, 999))) if code not in taken)


def _saved(entry: Any, source: Source) -> int:
    entry._history_user, entry._change_reason = source.by, source.reason  # noqa: SLF001 - how simple_history takes them
    entry.save()
    return int(entry.pk)


def _settle(values: list[Any], made: dict[int, int]) -> None:
    """Put real ids where numbers stood for entries yet to be made."""
    if made:
        for place in ENTRY_PLACES:
            if values[place] is not None and values[place] < 0:
                values[place] = made[values[place]]


# --- devices --------------------------------------------------------------------------------------------------------
def derived(values: Sequence[Any], label_code: str, rooms: dict[int, str]) -> tuple[str, str, str, str]:
    """number_key, sort_key, serial_key and search_text of a device, as models.fill_keys makes them."""
    key = number_key(values[NUMBER])
    room = rooms.get(values[ROOM], "")
    parts = (values[NUMBER], values[SERIAL], values[NAME], values[MODEL], room, values[NOTE], label_code)
    return key, padded_numbers(key), serial_key(values[SERIAL]), folded("\n".join(parts).replace("\n", " | "))


def label_codes(amount: int) -> list[str]:
    """Codes for stickers, as new_label_code makes them, from one draw of the system's randomness."""
    letters, most = LABEL_LETTERS, 256 - 256 % len(LABEL_LETTERS)
    codes: list[str] = []
    while len(codes) < amount:
        drawn = [letters[byte % len(letters)] for byte in os.urandom((amount - len(codes)) * 12) if byte < most]
        codes += ["".join(drawn[at : at + 9]) for at in range(0, len(drawn) - 8, 9)]
    return codes[:amount]


def _add(
    new: list[list[Any]], school: School, source: Source, moment: Moment, rooms: dict[int, str], *, is_demo: bool
) -> None:
    codes, ids = label_codes(len(new)), bulk.new_ids(len(new))
    rows = (
        (pk, school.pk, code, *values, "{}", moment.today, 1, moment.now, moment.now,
         *derived(values, code, rooms), is_demo)
        for pk, code, values in zip(ids, codes, new, strict=True)
    )  # fmt: skip
    if connection.vendor == "postgresql":
        bulk.copy_rows(Device._meta.db_table, ADDED, rows)
        bulk.history_of(ids, source=source, kind="+", now=moment.now)
        return
    names = ("school_id", "label_code", *WRITTEN, "details", "confirmed_on", "version", "created_at", "changed_at")
    devices = [
        Device(**dict(zip((*names, *DERIVED, "is_demo"), row[1:], strict=True)) | {"details": {}}) for row in rows
    ]
    Device.objects.bulk_create(devices, batch_size=500)
    write_history(devices, source=source, kind="+")


def _change(
    changed: list[ChangedDevice], school: School, source: Source, moment: Moment, rooms: dict[int, str]
) -> None:
    places = sorted({place for device in changed for place in device.places})
    updates = [
        bulk.Update(
            device.id,
            device.version,
            (
                *(device.values[place] for place in places),
                moment.today,
                *derived(device.values, device.label_code, rooms),
            ),
        )
        for device in changed
    ]
    columns = (*(WRITTEN[place] for place in places), "confirmed_on", *DERIVED)
    save_updates(updates, columns, school=school, source=source, moment=moment)


def save_updates(
    updates: Sequence[bulk.Update], columns: Iterable[str], *, school: School, source: Source, moment: Moment
) -> None:
    """Write the columns of devices as their next versions, with history; raises Moved when one is no longer as seen."""
    if connection.vendor == "postgresql":
        done = bulk.update_rows(updates, tuple(columns), school_id=school.pk, now=moment.now)
    else:
        done = _update_one_by_one(updates, tuple(columns), school, moment)
    if done != len(updates):
        raise Moved
    ids = [update.pk for update in updates]
    if connection.vendor == "postgresql":
        bulk.history_of(ids, source=source, kind="~", now=moment.now)
    else:
        for start in range(0, len(ids), 500):
            write_history(Device.objects.filter(pk__in=ids[start : start + 500]), source=source, kind="~")


def _update_one_by_one(updates: Sequence[bulk.Update], columns: tuple[str, ...], school: School, moment: Moment) -> int:
    return sum(
        Device.objects.filter(pk=update.pk, school=school, version=update.version).update(
            version=update.version + 1,
            changed_at=moment.now,
            **dict(zip(columns, update.values, strict=True)),
        )
        for update in updates
    )
