"""Verbs on single devices. The number and the row stay when a device leaves the school."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from hdr_portal.lib.plaintext import number_key
from inventory import rules
from inventory.changes import BY_HAND, WRITTEN, Source, save_change
from inventory.models import GONE, Device, DeviceFile, Status
from inventory.services.rooms import room_named
from schools.models import Evidence, School, User

TOLD = (*WRITTEN, "details")


class NotAllowed(Exception):
    """The person's role does not reach the school of the device."""


class DurabilityLasts(Exception):
    """The device's project forbids to give it away yet; whoever does it says so."""


class NumberTaken(Exception):
    """A number is or was used in the school; `holder` has it."""

    def __init__(self, holder: Device) -> None:
        super().__init__(holder.inventory_number)
        self.holder = holder


class ChangedMeanwhile(Exception):
    """Somebody else has changed the device since the form was opened; nothing was written.

    `device` is the row as it stands, `seen` what the form was opened with (None when no such version is known).
    """

    def __init__(self, device: Device, seen: Any) -> None:
        super().__init__(device.pk)
        self.device, self.seen = device, seen


@dataclass(frozen=True)
class DeviceInput:
    """What a form says of a device: attname → value of columns, the category's own fields, a room not yet listed.

    `durability_known`: the person knows that the durability of the project still lasts.
    """

    values: Mapping[str, Any]
    details: Mapping[str, Any] = field(default_factory=dict)
    new_room: str = ""
    durability_known: bool = False


@transaction.atomic
def add_devices(given: DeviceInput, *, school: School, numbers: Sequence[str], by: User) -> list[Device]:
    """New devices of a school, one for each number. The same form sent twice by the same person gives the same devices.

    Raises NotAllowed, NumberTaken and DurabilityLasts, and then writes nothing.
    """
    if not rules.may_edit(school, by):
        raise NotAllowed
    list(School.objects.select_for_update(no_key=True, of=("self",)).filter(pk=school.pk))  # a second click waits here
    values = _values(given, school=school, by=by)
    taken = holders(school, numbers)
    if taken:
        if len(taken) == len(numbers) and _made_before(taken, values, given.details, by=by):
            return taken
        raise NumberTaken(taken[0])
    _refuse_lasting(values.get("status", ""), values.get("durability_until"), known=given.durability_known)
    made = []
    for number in numbers:
        device = Device(school=school, details=dict(given.details), **{**values, "inventory_number": number})
        made.append(_saved(device, by=by))
    return made


@transaction.atomic
def change_device(device: Device, given: DeviceInput, *, version: int | None, by: User) -> Device:
    """Change a device that the person saw as `version`; saving it as it is confirms it.

    Raises NotAllowed, ChangedMeanwhile, NumberTaken and DurabilityLasts.
    """
    locked = _locked(device, by=by)
    values = {**_values(given, school=locked.school, by=by), "details": dict(given.details)}
    if all(getattr(locked, name) == value for name, value in values.items()):
        return _confirmed(locked, by=by)
    if version != locked.version:
        _refuse_unseen(locked, version)
    if values["status"] != locked.status:
        _refuse_lasting(values["status"], values.get("durability_until"), known=given.durability_known)
    for name, value in values.items():
        setattr(locked, name, value)
    others = [one for one in holders(locked.school, [locked.inventory_number]) if one.pk != locked.pk]
    if others:
        raise NumberTaken(others[0])
    return _saved(locked, by=by)


@transaction.atomic
def confirm_device(device: Device, *, by: User) -> Device:
    """Say that the device is as its page says, today; said twice a day it stays said once."""
    return _confirmed(_locked(device, by=by), by=by)


@transaction.atomic
def write_off_device(device: Device, *, status: str, note: str, durability_known: bool, by: User) -> Device:
    """The device leaves the school, disposed of or handed over; `note` is the whole new note with the reason.

    Raises NotAllowed and DurabilityLasts. Of a device that has left already nothing changes.
    """
    locked = _locked(device, by=by)
    if locked.status in GONE:
        return locked
    _refuse_lasting(status, locked.durability_until, known=durability_known)
    locked.status, locked.note = Status(status), note
    return _saved(locked, by=by)


@transaction.atomic
def attach_file(device: Device, evidence: Evidence, *, by: User) -> None:
    """Add a stored photo or document, once; raises NotAllowed."""
    DeviceFile.objects.get_or_create(device=_locked(device, by=by), evidence=evidence)


@transaction.atomic
def detach_file(device: Device, evidence: Evidence, *, by: User) -> None:
    """Take a file off the device. The file itself stays in the archive; raises NotAllowed."""
    DeviceFile.objects.filter(device=_locked(device, by=by), evidence=evidence).delete()


def holders(school: School, numbers: Sequence[str]) -> list[Device]:
    """Devices of the school that have or had one of the numbers, in the order of the numbers."""
    keys = [number_key(one) for one in numbers]
    found = Device.objects.filter(school=school, number_key__in=keys).select_related("room")
    return sorted(found, key=lambda one: keys.index(one.number_key))


def _values(given: DeviceInput, *, school: School, by: User) -> dict[str, Any]:
    if not given.new_room:
        return dict(given.values)
    return {**given.values, "room_id": room_named(given.new_room, school=school, by=by).pk}


def _made_before(devices: Sequence[Device], values: Mapping[str, Any], details: Mapping[str, Any], *, by: User) -> bool:
    """Whether this person made just these devices with just these values: the form was sent twice."""
    wanted = {name: value for name, value in values.items() if name != "inventory_number"}
    births: Any = Device.history.filter(
        id__in=[one.pk for one in devices], history_type="+", history_user=by, history_change_reason=BY_HAND
    )
    same = [
        birth
        for birth in births
        if birth.details == details and all(getattr(birth, name) == value for name, value in wanted.items())
    ]
    return len(same) == len(devices)


def _refuse_lasting(status: str, until: Any, *, known: bool) -> None:
    if rules.breaks_durability(status, until, timezone.localdate()) and not known:
        raise DurabilityLasts


def _refuse_unseen(device: Device, version: int | None) -> None:
    """A version in which only the day of confirmation moved hides nothing from the person."""
    seen = device.history.filter(version=version).order_by("history_id").first()
    if seen is None or any(getattr(seen, name) != getattr(device, name) for name in TOLD):
        raise ChangedMeanwhile(device, seen)


def _confirmed(device: Device, *, by: User) -> Device:
    return device if device.confirmed_on == timezone.localdate() else save_change(device, source=Source(by))


def _saved(device: Device, *, by: User) -> Device:
    try:
        with transaction.atomic():
            return save_change(device, source=Source(by))
    except IntegrityError:
        taken = holders(device.school, [device.inventory_number])
        if not taken:
            raise
        raise NumberTaken(taken[0]) from None  # taken by a form sent at the same moment


def _locked(device: Device, *, by: User) -> Device:
    """The row as it stands, locked until the transaction ends, for a person who may change it."""
    locked: Device = Device.objects.select_for_update(of=("self",)).select_related("school").get(pk=device.pk)
    if not rules.may_edit(locked, by):
        raise NotAllowed
    return locked
