"""Changing devices, one or many, with their history: every change raises the version and names who and by what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from inventory.columns import COLUMNS
from inventory.models import Device, RegisterSummary, fill_keys
from schools.models import User
from schools.scope import OutOfScope, current_scope

if TYPE_CHECKING:
    from django.db import models

BY_HAND = "ręcznie"
KEYS = ("number_key", "sort_key", "serial_key", "search_text")  # derived: fill_keys
WRITTEN = tuple(column.attname for column in COLUMNS)


@dataclass(frozen=True)
class Source:
    """Who changed something, and by what: „ręcznie”, „import 12”, „arkusz”, „agent”."""

    by: User | None
    reason: str = BY_HAND


@transaction.atomic
def save_change(device: Device, *, source: Source) -> Device:
    """Save a new or changed device as its next version, with history; the school's summary becomes stale.

    Raises OutOfScope for another school's device and IntegrityError for a number already taken.
    """
    if device.pk is not None:
        device.version += 1
    device.changed_at = timezone.now()
    device.confirmed_on = timezone.localdate()
    device._history_user = source.by  # type: ignore[attr-defined]  # noqa: SLF001 - how simple_history takes the actor
    device._change_reason = source.reason  # type: ignore[attr-defined]  # noqa: SLF001 - and the reason
    device.save()
    mark_stale([device.school_id])
    return device


@transaction.atomic
def save_changes(devices: Sequence[Device], *, source: Source, fields: Iterable[str]) -> None:
    """Save changed devices of the open scope in a few statements, each as its next version with its history row.

    `fields` are attnames of the columns that may have changed.
    """
    if not devices:
        return
    _refuse_foreign(devices)
    now, today = timezone.now(), timezone.localdate()
    keys = [_keys_of(device) for device in devices]
    for device in devices:
        device.version += 1
        device.changed_at, device.confirmed_on = now, today
        fill_keys(device)
    alike, differing = _split(devices, {*fields} - {"confirmed_on"})
    rows = Device.objects.filter(pk__in=[device.pk for device in devices])
    rows.update(version=F("version") + 1, changed_at=now, confirmed_on=today, **alike)
    if differing:
        Device.objects.bulk_update(devices, [_field_name(name) for name in differing], batch_size=500)
    moved = [device for device, before in zip(devices, keys, strict=True) if _keys_of(device) != before]
    Device.objects.bulk_update(moved, KEYS, batch_size=500)
    write_history(devices, source=source, kind="~")
    mark_stale({device.school_id for device in devices})


def _keys_of(device: Device) -> tuple[str, ...]:
    return tuple(getattr(device, name) for name in KEYS)


def _split(devices: Sequence[Device], fields: Iterable[str]) -> tuple[dict[str, Any], list[str]]:
    """Fields that all devices hold the same value of (one short UPDATE for any number of them), and the others."""
    alike: dict[str, Any] = {}
    differing = []
    for name in fields:
        values = [getattr(device, name) for device in devices]
        if all(value == values[0] for value in values):
            alike[name] = values[0]
        else:
            differing.append(name)
    return alike, differing


def write_history(devices: Iterable[Device], *, source: Source, kind: str) -> None:
    """History rows for devices as they stand; kind is simple-history's "+", "~" or "-"."""
    now = timezone.now()
    model: Any = Device.history.model
    told = [field.attname for field in model.tracked_fields]
    model.objects.bulk_create(
        [
            model(
                history_date=now,
                history_type=kind,
                history_user=source.by,
                history_change_reason=source.reason,
                **{name: getattr(device, name) for name in told},
            )
            for device in devices
        ],
        batch_size=500,
    )


def mark_stale(school_ids: Iterable[int]) -> None:
    """The summaries of these schools are counted anew when next read. Call it in the transaction of the change.

    The rows are updated even when they are stale already, and after those that lack were made: only so does this
    transaction meet one that is counting the same school at this moment (summaries._recount).
    """
    wanted = sorted(set(school_ids))
    RegisterSummary.objects.bulk_create(
        [RegisterSummary(school_id=school_id) for school_id in wanted], ignore_conflicts=True
    )
    RegisterSummary.objects.filter(school_id__in=wanted).update(stale=True)


def _refuse_foreign(devices: Iterable[Device]) -> None:
    scope = current_scope()
    if any(not scope.holds(device.school_id) for device in devices):
        raise OutOfScope("A device of another school is among those to be written.")


def _field_name(attname: str) -> str:
    field: models.Field[Any, Any] = next(one for one in Device._meta.concrete_fields if one.attname == attname)
    return field.name
