"""Verbs on rooms. A school's rooms are its own; a new name keeps the devices where they are."""

from django.db import IntegrityError, transaction

from hdr_portal.lib.plaintext import folded, tidy
from inventory import rules
from inventory.changes import Source, save_changes
from inventory.models import Device, Room, fill_keys
from schools.models import School, User


class NotAllowed(Exception):
    """The person's role does not reach the school of the room."""


class NameTaken(Exception):
    """Another room of the school has this name."""


class NotEmpty(Exception):
    """Devices stand or stood in the room."""


class OtherSchool(Exception):
    """The two rooms belong to two schools."""


def room_named(name: str, *, school: School, by: User) -> Room:
    """The school's room of this name (or known under it); made when there is none. Raises NotAllowed."""
    try:
        return _known_as(name, school=school) or save_room(Room(school=school, name=tidy(name)), by=by)
    except NameTaken:  # made in this moment by somebody else
        return Room.objects.get(school=school, key=folded(name))  # type: ignore[no-any-return]


def _known_as(name: str, *, school: School) -> Room | None:
    key = folded(name)
    return next((one for one in Room.objects.filter(school=school) if key in one.all_keys), None)


@transaction.atomic
def save_room(room: Room, *, by: User) -> Room:
    """Save a new or changed room; its devices are found by the new name. Raises NotAllowed and NameTaken."""
    if not rules.may_edit(room, by):
        raise NotAllowed
    room._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 - how simple_history takes the actor
    try:
        with transaction.atomic():
            room.save()
    except IntegrityError:
        if not Room.objects.filter(school=room.school, key=folded(room.name)).exclude(pk=room.pk).exists():
            raise
        raise NameTaken from None
    _find_by_new_name(room)
    return room


def twin_of(room: Room) -> Room | None:
    """The stored room that says just the same: the form of a new one was sent twice."""
    told = ("school_id", "name", "kind", "building", "note", "aliases")
    found: Room | None = Room.objects.filter(**{name: getattr(room, name) for name in told}).first()
    return found


@transaction.atomic
def delete_room(room: Room, *, by: User) -> None:
    """Delete a room in which no device stands, not even one that has left the school. Raises NotAllowed and NotEmpty."""
    if not rules.may_edit(room, by):
        raise NotAllowed
    locked = Room.objects.select_for_update(of=("self",)).get(pk=room.pk)
    if Device.objects.filter(room=locked).exists():
        raise NotEmpty
    locked._history_user = by  # noqa: SLF001 - how simple_history takes the actor
    locked.delete()


@transaction.atomic
def merge_rooms(room: Room, *, into: Room, by: User) -> Room:
    """Move all devices of a room into another of the school and delete it; its names become other names of that room.

    Raises NotAllowed and OtherSchool.
    """
    if not rules.may_edit(room, by) or not rules.may_edit(into, by):
        raise NotAllowed
    if room.school_id != into.school_id or room.pk == into.pk:
        raise OtherSchool
    devices = list(Device.objects.filter(room=room).select_for_update(of=("self",)).select_related("room"))
    for device in devices:
        device.room = into
    save_changes(devices, source=Source(by), fields=["room_id"])
    names = dict.fromkeys([*into.aliases.splitlines(), room.name, *room.aliases.splitlines()])
    into.aliases = "\n".join(name for name in names if name.strip() and folded(name) != into.key)
    delete_room(room, by=by)
    return save_room(into, by=by)


def _find_by_new_name(room: Room) -> None:
    """The search reads the room's name from the device's row. Nothing that people see changes, so no history is written."""
    devices = list(Device.objects.filter(room=room))
    for device in devices:
        device.room = room
        fill_keys(device)
    Device.objects.bulk_update(devices, ["search_text"], batch_size=500)
