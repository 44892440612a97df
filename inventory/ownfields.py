"""A category's own fields: what the dictionary says of them, and how their values are written and told."""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hdr_portal.lib import polish

ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
KINDS = frozenset({"text", "count", "date", "bool"})


@dataclass(frozen=True)
class OwnField:
    """A field that only one category has. Values in Device.details: text → str, count → number, date → ISO, bool → bool."""

    key: str
    label: str
    kind: str


def own_fields(stored: Iterable[Mapping[str, str]]) -> list[OwnField]:
    """The fields of a category, from its dictionary row; a kind that is not known is text."""
    return [OwnField(one["key"], one["label"], one["kind"] if one.get("kind") in KINDS else "text") for one in stored]


def told(value: Any) -> str:
    """A value in words."""
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if isinstance(value, int | float):
        return polish.number(value)
    day = own_value(value)
    return polish.long_date(day) if isinstance(day, datetime.date) else str(value)


def all_told(details: Mapping[str, Any], fields: Iterable[OwnField]) -> list[tuple[str, str]]:
    """(label, value) of every value there is; a value whose field the category has lost stands under its key."""
    labels = {one.key: one.label for one in fields}
    order = [*(key for key in labels if key in details), *(key for key in details if key not in labels)]
    return [(labels.get(key, key), told(details[key])) for key in order]


def own_value(value: Any) -> Any:
    """A stored value as Python has it: „2024-05-03” is a day."""
    if not isinstance(value, str) or not ISO_DAY.fullmatch(value):
        return value
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        return value  # text that only looks like a day
