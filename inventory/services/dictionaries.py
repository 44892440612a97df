"""Verbs on dictionaries: a school proposes an entry, the department accepts, declines or joins it with one that exists."""

from typing import Any

from django.db import transaction
from django.utils.text import slugify

from hdr_portal.lib.plaintext import folded
from inventory import changes
from inventory.columns import COLUMNS, Kind
from inventory.dictionaries import Dictionary, users_of
from inventory.models import Category, Device, DictionaryEntry, EntryState, FixedAssetClass, Licence, OperatingSystem
from schools.models import School, User


class AlreadyThere(Exception):
    """An entry of this name is in the dictionary, or waits for the department; `entry` is that one, None for another school's."""

    def __init__(self, entry: DictionaryEntry | None) -> None:
        super().__init__()
        self.entry = entry


class StillUsed(Exception):
    """Devices or licences use the entry: it can be joined with another, not declined."""


class NotWaiting(Exception):
    """The proposal has been decided meanwhile."""


@transaction.atomic
def propose_entry(
    dictionary: Dictionary, *, name: str, source: str, school: School | None, by: User, code: str = ""
) -> Any:
    """A new entry: accepted at once when the department enters it (school None), else a proposal of the school.

    Raises AlreadyThere.
    """
    existing = dictionary.model.objects.filter(key=folded(name)).first()
    if existing is not None:
        seen = dictionary.model.objects.usable().filter(pk=existing.pk).first()
        raise AlreadyThere(seen)
    state = EntryState.PROPOSED if school else EntryState.ACCEPTED
    entry = dictionary.model(
        name=name,
        source=source,
        state=state,
        proposed_by_school=school,
        proposed_by=by,
        **_extra(dictionary, name, code),
    )
    return _save(entry, by)


def _extra(dictionary: Dictionary, name: str, code: str) -> dict[str, Any]:
    """What the model of this dictionary cannot do without."""
    if dictionary.model is Category:
        return {"code": slugify(folded(name))[:40] or "kategoria"}
    if dictionary.model is FixedAssetClass:
        return {"code": code}
    if dictionary.model is OperatingSystem:
        return {"family": name[:40]}
    return {}


@transaction.atomic
def accept_entry(entry: DictionaryEntry, *, by: User) -> Any:
    """Make a proposal common to all schools; raises NotWaiting."""
    entry = _waiting(entry)
    entry.state = EntryState.ACCEPTED
    return _save(entry, by)


@transaction.atomic
def decline_entry(entry: DictionaryEntry, *, by: User) -> Any:
    """Turn a proposal down; raises NotWaiting and StillUsed."""
    entry = _waiting(entry)
    if any(rows.exists() for rows in users_of(entry)):
        raise StillUsed
    entry.state = EntryState.DECLINED
    return _save(entry, by)


@transaction.atomic
def join_entry(entry: DictionaryEntry, into: DictionaryEntry, *, by: User) -> int:
    """Put an accepted entry in a proposal's place everywhere; its name becomes an alias. Gives the rows changed.

    Raises NotWaiting.
    """
    entry = _waiting(entry)
    changed = _repoint_devices(entry, into, by) + _repoint_licences(entry, into, by)
    if folded(entry.name) not in into.all_keys:
        into.aliases = f"{into.aliases}\n{entry.name}".strip()
        _save(into, by)
    entry.state = EntryState.DECLINED
    _save(entry, by)
    return changed


def _waiting(entry: DictionaryEntry) -> Any:
    model: Any = type(entry)
    locked = model.objects.select_for_update(of=("self",)).filter(pk=entry.pk, state=EntryState.PROPOSED).first()
    if locked is None:
        raise NotWaiting
    return locked


def _repoint_devices(entry: DictionaryEntry, into: DictionaryEntry, by: User) -> int:
    changed: dict[int, Device] = {}
    fields = [
        column.attname
        for column in COLUMNS
        if column.kind is Kind.ENTRY and Device._meta.get_field(column.key).related_model is type(entry)
    ]
    for field in fields:
        for device in Device.objects.select_related("room").filter(**{field: entry.pk}):
            kept = changed.setdefault(device.pk, device)
            setattr(kept, field, into.pk)
    source = changes.Source(by=by, reason="słownik")
    if changed:
        changes.save_changes(list(changed.values()), source=source, fields=fields)
    return len(changed)


def _repoint_licences(entry: DictionaryEntry, into: DictionaryEntry, by: User) -> int:
    fields = [field.name for field in Licence._meta.fields if field.related_model is type(entry)]
    count = 0
    for field in fields:
        for licence in Licence.objects.filter(**{field: entry.pk}):
            setattr(licence, field, into)
            licence.version += 1
            licence._history_user = by  # noqa: SLF001 - how simple_history takes the actor
            licence.save()
            changes.mark_stale([licence.school_id])
            count += 1
    return count


def _save(entry: Any, by: User) -> Any:
    entry._history_user = by  # noqa: SLF001 - how simple_history takes the actor
    entry.save()
    return entry
