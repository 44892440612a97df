"""An import taken back: what it added is deleted, what it changed returns to the version before, as a new version."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from inventory.changes import WRITTEN, Source, mark_stale, write_history
from inventory.intake import bulk
from inventory.intake.entries import MODELS
from inventory.intake.writing import DERIVED, ROOM, Moment, Moved, derived, save_updates
from inventory.models import Device, DeviceFile, EntryState, Room
from schools.models import School


class Touched(Exception):
    """Devices that the import wrote were changed since; `numbers` are theirs, `rooms` says that a room is gone instead."""

    def __init__(self, numbers: Sequence[str]) -> None:
        super().__init__(len(numbers))
        self.numbers = list(numbers)


@dataclass(frozen=True, slots=True)
class _Written:
    """A device as the import left it."""

    id: int
    version: int
    number: str
    added: bool


def undo(school: School, *, reason: str, source: Source) -> int:
    """Take back everything written under a change reason, inside the caller's transaction; raises Touched.

    Gives the number of devices put back.
    """
    written = _written(school, reason)
    rows = {
        row["id"]: row
        for row in Device.objects.select_for_update(of=("self",))
        .filter(school=school, pk__in=[one.id for one in written])
        .values("id", "version", "label_code")
    }
    _refuse_touched(written, rows)
    _put_back([one for one in written if not one.added], rows, school, source)
    _remove([one.id for one in written if one.added], source)
    _remove_entries(school, reason, source)
    mark_stale([school.pk])
    return len(written)


def _history() -> Any:
    return Device.history.model


def _written(school: School, reason: str) -> list[_Written]:
    rows = _history().objects.filter(school_id=school.pk, history_change_reason=reason).order_by("history_id")
    return [
        _Written(pk, version, number, kind == "+")
        for pk, version, number, kind in rows.values_list("id", "version", "inventory_number", "history_type")
    ]


def _refuse_touched(written: list[_Written], rows: dict[int, dict[str, Any]]) -> None:
    with_files = set(
        DeviceFile.objects.filter(device_id__in=[one.id for one in written if one.added]).values_list(
            "device_id", flat=True
        )
    )
    touched = [
        one.number
        for one in written
        if one.id not in rows or rows[one.id]["version"] != one.version or one.id in with_files
    ]
    if touched:
        raise Touched(touched)


def _put_back(changed: list[_Written], rows: dict[int, dict[str, Any]], school: School, source: Source) -> None:
    if not changed:
        return
    rooms = dict(Room.objects.filter(school=school).values_list("pk", "name"))
    before = _versions_before(changed, school)
    lost = [one.number for one in changed if one.id not in before or _room_is_gone(before[one.id], rooms)]
    if lost:
        raise Touched(lost)
    updates = [
        bulk.Update(
            one.id,
            one.version,
            (*before[one.id], *derived(before[one.id], rows[one.id]["label_code"], rooms)),
        )
        for one in changed
    ]
    columns = (*WRITTEN, "confirmed_on", *DERIVED)
    try:
        save_updates(
            updates, columns, school=school, source=source, moment=Moment(timezone.now(), timezone.localdate())
        )
    except Moved:
        raise Touched([one.number for one in changed]) from None


def _versions_before(changed: list[_Written], school: School) -> dict[int, tuple[Any, ...]]:
    """The columns and the day of confirmation that devices had one version earlier."""
    wanted = {(one.id, one.version - 1) for one in changed}
    found = _history().objects.filter(school_id=school.pk, version__in={version for _, version in wanted})
    rows = found.exclude(history_type="-").values_list("id", "version", *WRITTEN, "confirmed_on")
    return {row[0]: row[2:] for row in rows if row[:2] in wanted}


def _room_is_gone(values: tuple[Any, ...], rooms: dict[int, str]) -> bool:
    return values[ROOM] is not None and values[ROOM] not in rooms


def _remove(ids: list[int], source: Source) -> None:
    """Delete devices without loading what could hang on them: that nothing does has been asked before."""
    if connection.vendor == "postgresql":
        bulk.history_of(ids, source=source, kind="-", now=timezone.now())
    for start in range(0, len(ids), 500):
        some = Device.objects.filter(pk__in=ids[start : start + 500])
        if connection.vendor != "postgresql":
            write_history(some, source=source, kind="-")
        some._raw_delete(using=some.db)  # noqa: SLF001 - delete() would write a second history


def _remove_entries(school: School, reason: str, source: Source) -> None:
    """Rooms and proposals that the import made, unless they were edited or something else uses them."""
    rooms = Room.objects.filter(school=school)
    _remove_unused(Room, rooms, reason, source)
    for model in MODELS.values():
        proposals = model.objects.filter(state=EntryState.PROPOSED, proposed_by_school=school)
        _remove_unused(model, proposals, reason, source)


def _remove_unused(model: type[Any], among: Iterable[Any], reason: str, source: Source) -> None:
    history = model.history.model.objects
    for entry in among:
        reasons = list(history.filter(id=entry.pk).values_list("history_change_reason", flat=True))
        if reasons != [reason]:
            continue
        entry._history_user, entry._change_reason = source.by, source.reason  # noqa: SLF001 - how simple_history takes them
        try:
            with transaction.atomic():
                entry.delete()
        except ProtectedError:
            continue  # something else uses it by now: it stays
