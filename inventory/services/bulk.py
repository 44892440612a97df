"""Changing many devices at once: seen first as old → new with numbers, then written in one transaction or not at all."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from inventory import rules
from inventory.changes import Source, save_changes
from inventory.columns import BY_KEY
from inventory.models import Device, Room
from schools.models import User

REASON = "zbiorczo"
MOST = 2000  # as far as a list is counted at once


class ChangedMeanwhile(Exception):
    """Some of the devices are no longer as the preview showed them; nothing was written."""

    def __init__(self, devices: list[Device]) -> None:
        super().__init__(len(devices))
        self.devices = devices


class CannotBeWritten(Exception):
    """Some of the devices would become what no device can be; the preview tells which."""


class DurabilityLasts(Exception):
    """Some of the devices would leave before the durability of their project ends; whoever does it says so."""


@dataclass(frozen=True)
class Wish:
    """What shall become of the devices: attname → new value; a line added to the note; their state confirmed today."""

    values: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""
    confirm: bool = False


@dataclass(frozen=True)
class Change:
    """One device and what it would become: attname → (old, new). Nothing: it is as wished already."""

    device: Device
    values: dict[str, tuple[Any, Any]]


@dataclass(frozen=True)
class Preview:
    """What a wish would do: the devices it changes, those that are so already, and what stands against it."""

    changes: list[Change]
    unchanged: int
    lasting: list[Device]
    mixed_rooms: bool
    long_notes: list[Device]
    short_warranties: list[Device]

    @property
    def possible(self) -> bool:
        """Whether it can be written."""
        return bool(self.changes) and not (self.mixed_rooms or self.long_notes or self.short_warranties)

    @property
    def counts(self) -> dict[str, Counter[tuple[Any, Any]]]:
        """How many devices go from which value to which, by attname."""
        found: dict[str, Counter[tuple[Any, Any]]] = {}
        for change in self.changes:
            for name, pair in change.values.items():
                found.setdefault(name, Counter())[pair] += 1
        return found


def pick(pks: Iterable[int], *, by: User) -> list[Device]:
    """The devices of the open scope with these keys that the person may change, in the order of the list."""
    found = list(Device.objects.filter(pk__in=set(pks)).select_related("room", "school").order_by("school", "sort_key"))
    allowed = {school: rules.may_edit(school, by) for school in {device.school for device in found}}
    return [device for device in found if allowed[device.school]]


def preview(devices: Iterable[Device], wish: Wish) -> Preview:
    """What the wish would do to the devices. Nothing is written."""
    today = timezone.localdate()
    every = [Change(device, _differences(device, wish, today)) for device in devices]
    changes = [change for change in every if change.values]
    return Preview(
        changes=changes,
        unchanged=len(every) - len(changes),
        lasting=[change.device for change in changes if _breaks_durability(change, today)],
        mixed_rooms=_mixes_rooms(wish, [change.device for change in every]),
        long_notes=[change.device for change in changes if _note_too_long(change)],
        short_warranties=[change.device for change in changes if _warranty_before_purchase(change)],
    )


@transaction.atomic
def change_in_bulk(seen: Mapping[int, int], wish: Wish, *, durability_known: bool = False, by: User) -> list[Device]:
    """Write the wish to devices seen as key → version; returns those that changed. Sent twice it changes nothing more.

    Raises ChangedMeanwhile, CannotBeWritten and DurabilityLasts, and then writes nothing.
    """
    allowed = [device.pk for device in pick(seen, by=by)]
    locked = list(
        Device.objects.select_for_update(of=("self",)).select_related("room").filter(pk__in=allowed).order_by("pk")
    )
    found = preview(locked, wish)
    moved = [change.device for change in found.changes if change.device.version != seen[change.device.pk]]
    if moved:
        raise ChangedMeanwhile(moved)
    if not found.changes:
        return []
    if not found.possible:
        raise CannotBeWritten
    if found.lasting and not durability_known:
        raise DurabilityLasts
    _write(found.changes, wish, by=by)
    return [change.device for change in found.changes]


def _write(changes: list[Change], wish: Wish, *, by: User) -> None:
    room = Room.objects.filter(pk=wish.values.get("room_id")).first()
    for change in changes:
        for name, (_, new) in change.values.items():
            setattr(change.device, name, new)
        if "room_id" in wish.values:
            change.device.room = room  # given as a row, so that the search's text need not ask for each device's room
    fields = {name for change in changes for name in change.values} - {"confirmed_on"}
    save_changes([change.device for change in changes], source=Source(by, REASON), fields=fields)


def _differences(device: Device, wish: Wish, today: datetime.date) -> dict[str, tuple[Any, Any]]:
    wanted = dict(wish.values)
    if wish.note and not device.note.endswith(wish.note):
        wanted["note"] = f"{device.note}\n{wish.note}".strip()
    if wish.confirm:
        wanted["confirmed_on"] = today
    return {name: (getattr(device, name), new) for name, new in wanted.items() if getattr(device, name) != new}


def _after(change: Change, name: str) -> Any:
    return change.values[name][1] if name in change.values else getattr(change.device, name)


def _breaks_durability(change: Change, today: datetime.date) -> bool:
    return "status" in change.values and rules.breaks_durability(
        _after(change, "status"), _after(change, "durability_until"), today
    )


def _note_too_long(change: Change) -> bool:
    return len(_after(change, "note")) > BY_KEY["note"].max_length


def _warranty_before_purchase(change: Change) -> bool:
    if not {"purchased_on", "warranty_until"} & set(change.values):
        return False
    bought, covered = _after(change, "purchased_on"), _after(change, "warranty_until")
    return bought is not None and covered is not None and covered < bought


def _mixes_rooms(wish: Wish, devices: list[Device]) -> bool:
    """A room belongs to one school: only its own devices can stand there."""
    room_id = wish.values.get("room_id")
    if room_id is None:
        return False
    school = Room.objects.filter(pk=room_id).values_list("school_id", flat=True).first()
    return any(device.school_id != school for device in devices)
