"""The history of a record in words: who changed what, when, old → new."""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone

if TYPE_CHECKING:
    from django.db import models

UNTOLD = frozenset(
    {"id", "sort_name", "form_key", "version", "decided_at", "decided_by", "submitted_at", "submitted_by", "voided_at"}
)


@dataclass(frozen=True)
class HistoryEntry:
    """One change: title („Zmieniono: tytuł”), note (old → new), who (an address or „system”), when."""

    title: str
    note: str
    who: str
    when: datetime.datetime


def history_of(record: Any, *, state_field: str = "") -> list[HistoryEntry]:
    """Changes of a record with simple-history, newest first: one query.

    `state_field`: its new value becomes the title of an entry.
    """
    versions = list(record.history.select_related("history_user").order_by("history_date", "history_id"))
    entries = [_entry(old, new, state_field) for old, new in zip([None, *versions], versions, strict=False)]
    return [one for one in reversed(entries) if one is not None]


def _entry(old: Any, new: Any, state_field: str) -> HistoryEntry | None:
    who = str(new.history_user) if new.history_user else "system"
    if old is None:
        return HistoryEntry("Dodano", "", who, new.history_date)
    changes = _changes(old, new)
    if not changes:
        return None
    state = next((shown for name, _, shown in changes if name == state_field), "")
    rest = [(label, shown) for name, label, shown in changes if name != state_field]
    title = state.partition(" → ")[2].capitalize() or f"Zmieniono: {', '.join(label for label, _ in rest)}"
    return HistoryEntry(title, "; ".join(f"{label}: {shown}" for label, shown in rest), who, new.history_date)


def _changes(old: Any, new: Any) -> list[tuple[str, str, str]]:
    """(field, label, „old → new”) of every told field that differs."""
    told = [field for field in new.instance_type._meta.fields if field.name not in UNTOLD]
    found = []
    for field in told:
        before, after = getattr(old, field.attname, None), getattr(new, field.attname, None)
        if before != after:
            found.append((field.name, str(field.verbose_name), f"{_shown(old, field)} → {_shown(new, field)}"))
    return found


def _shown(version: Any, field: "models.Field[Any, Any]") -> str:
    value = getattr(version, field.attname)
    if value is None or value == "":
        return "brak"
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).strftime("%d.%m.%Y, %H:%M")
    if isinstance(value, datetime.date):
        return value.strftime("%d.%m.%Y")
    if field.is_relation:
        related = field.related_model._base_manager.filter(pk=value).first()  # type: ignore[union-attr]  # noqa: SLF001
        return str(related or value)
    return str(dict(field.flatchoices).get(value, value))
