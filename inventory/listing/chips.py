"""The filters in force, in words, each with the address of the list without it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model
from django.forms import Field
from django.http import QueryDict

from hdr_portal.lib import polish
from inventory.listing.filters import EVERY_STATUS, PRESENT_WORDS, DeviceFilter

VIEW, PAGE = "widok", "strona"


@dataclass(frozen=True)
class Chip:
    """A filter in force."""

    label: str
    value: str
    url: str


def chips_of(found: DeviceFilter, query: QueryDict) -> list[Chip]:
    """A chip for each filter; what is left out unless asked for is said too."""
    if not found.form.is_valid():
        return []
    chips = [] if found.tells_of_status else [Chip("Status", PRESENT_WORDS, address(query, status=EVERY_STATUS))]
    for name, field in found.form.fields.items():
        chips += _chips_of_field(name, field, found.form.cleaned_data.get(name), query)
    return chips


def address(query: QueryDict, **changes: str) -> str:
    """The list's address with other parameters, from its first page; an empty one takes the parameter away.

    The view stays named, even by an empty name: an address without a word opens the person's own view.
    """
    kept = {**dict(query.lists()), **{name: [value] for name, value in changes.items()}}
    pairs = [(name, value) for name, values in kept.items() for value in values if value and name not in {PAGE, VIEW}]
    return f"?{urlencode([*pairs, (VIEW, kept.get(VIEW, [''])[-1])])}"


def _chips_of_field(name: str, field: Field, value: Any, query: QueryDict) -> list[Chip]:
    if isinstance(value, list):
        return [Chip(str(field.label), _in_words(field, one), _without(query, name, one)) for one in value]
    if value is None or value == "":
        return []
    return [Chip(str(field.label), _in_words(field, value), address(query, **{name: ""}))]


def _without(query: QueryDict, name: str, value: str) -> str:
    rest = query.copy()
    rest.setlist(name, [one for one in rest.getlist(name) if one != value])
    return address(rest)


def _in_words(field: Field, value: Any) -> str:
    if isinstance(value, Model):
        return str(value)
    if isinstance(value, str):
        return str(dict(getattr(field, "choices", ())).get(value, value))
    if hasattr(value, "strftime"):
        return polish.long_date(value)
    return polish.number(value)
