"""The history of a record in words: who changed what, when, old → new."""

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.utils import timezone

if TYPE_CHECKING:
    from django.db import models

UNTOLD = frozenset(
    {
        "id",
        "sort_name",
        "form_key",
        "version",
        "decided_at",
        "decided_by",
        "submitted_at",
        "submitted_by",
        "voided_at",
        "confirmed_at",
        "confirmed_by",
        "written_by",
    }
)
Related = dict[tuple[str, Any], str]


@dataclass(frozen=True)
class HistoryEntry:
    """One change: title („Zmieniono: tytuł”), note (old → new), who (an address or „system”), when.

    `source` is the change's reason as it was stored („import 12”); `url` may lead to what the source means.
    """

    title: str
    note: str
    who: str
    when: datetime.datetime
    source: str = ""
    url: str = ""


@dataclass(frozen=True)
class Telling:
    """How a model's history is told.

    `state_field`: its new value becomes the title. `asides`: fields told only when nothing else changed, each with its
    title. `words`: how a field's value is said, where it is neither a plain value nor a choice nor a related row.
    """

    state_field: str = ""
    asides: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)


def history_of(record: Any, *, state_field: str = "", telling: Telling | None = None) -> list[HistoryEntry]:
    """Changes of a record with simple-history, newest first: one query, and one for each model that changes point to."""
    telling = telling or Telling(state_field=state_field)
    versions = list(record.history.select_related("history_user").order_by("history_date", "history_id"))
    steps = [(old, new, _changed(old, new)) for old, new in pairwise(versions)]
    names = _related_names(steps)
    entries = [HistoryEntry("Dodano", "", *_made(one)) for one in versions[:1]]
    entries += [_entry(old, new, fields, telling, names) for old, new, fields in steps if fields]
    return entries[::-1]


def _made(version: Any) -> tuple[str, datetime.datetime, str]:
    who = str(version.history_user) if version.history_user else "system"
    return who, version.history_date, version.history_change_reason or ""


def _changed(old: Any, new: Any) -> "list[models.Field[Any, Any]]":
    """The told fields that differ."""
    told = [one for one in new.instance_type._meta.fields if one.name not in UNTOLD]
    return [one for one in told if getattr(old, one.attname, None) != getattr(new, one.attname, None)]


def _entry(
    old: Any, new: Any, fields: "Collection[models.Field[Any, Any]]", telling: Telling, names: Related
) -> HistoryEntry:
    said = {
        one.name: (str(one.verbose_name), _shown(old, one, telling, names), _shown(new, one, telling, names))
        for one in fields
    }
    if said.keys() <= telling.asides.keys():
        return HistoryEntry(", ".join(telling.asides[name] for name in said), "", *_made(new))
    rest = {name: one for name, one in said.items() if name not in {telling.state_field, *telling.asides}}
    title = f"Zmieniono: {', '.join(label for label, _, _ in rest.values())}"
    if telling.state_field in said:
        title = said[telling.state_field][2].capitalize()
    note = "; ".join(f"{label}: {before} → {after}" for label, before, after in rest.values())
    return HistoryEntry(title, note, *_made(new))


def _related_names(steps: "Iterable[tuple[Any, Any, Collection[models.Field[Any, Any]]]]") -> Related:
    """(field, key) → name of every related row that a change names: one query for each model."""
    wanted: dict[Any, set[tuple[str, Any]]] = {}
    for old, new, fields in steps:
        for one in fields:
            if one.is_relation:
                keys = {(one.name, getattr(version, one.attname)) for version in (old, new)}
                wanted.setdefault(one.related_model, set()).update(keys)
    names: Related = {}
    for model, pairs in wanted.items():
        # whoever owns the row: it stood in this record once
        rows = model._base_manager.in_bulk({key for _, key in pairs if key is not None})  # noqa: SLF001
        names.update({pair: str(rows[pair[1]]) for pair in pairs if pair[1] in rows})
    return names


def _shown(version: Any, field: "models.Field[Any, Any]", telling: Telling, names: Related) -> str:
    value = getattr(version, field.attname, None)
    if value is None or value in ("", {}):
        return "brak"
    if field.name in telling.words:
        return telling.words[field.name](value)
    if field.is_relation:
        return names.get((field.name, value), str(value))
    return str(dict(field.flatchoices).get(value, _plain(value)))


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).strftime("%d.%m.%Y, %H:%M")
    return value.strftime("%d.%m.%Y") if isinstance(value, datetime.date) else str(value)
