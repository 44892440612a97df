"""Two people change one device: what the other saved is put beside what this person typed."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from inventory.columns import BY_KEY
from inventory.forms.device_fields import as_typed
from inventory.forms.devices import OWN, DeviceForm, typed_values
from inventory.models import Category
from inventory.ownfields import own_value
from inventory.services.devices import ChangedMeanwhile

BOTH = "W międzyczasie zapisano tu: {theirs}. Zostaw swój wpis albo wpisz tamten."


@dataclass(frozen=True)
class Difference:
    """A field that the other person changed: before, as saved now, and whether this person changed it too."""

    label: str
    before: str
    now: str
    mine_too: bool


def after_meeting(form: DeviceForm, met: ChangedMeanwhile) -> tuple[DeviceForm, list[Difference]]:
    """The form once more, on the row as it stands, and what the other changed.

    What only the other changed is taken over; what only this person changed stays; where both did, this person's entry
    stays with the other's beside it as an error, until the form is sent again.
    """
    seen, theirs, mine = _seen(form, met), typed_values(met.device, form.own), _mine(form)
    data = QueryDict(mutable=True)
    data.update(form.data)
    data["version"] = str(met.device.version)
    differences, both = [], {}
    for name in [one for one in theirs if one in form.fields and theirs[one] != seen.get(one)]:
        mine_too = mine[name] not in (seen.get(name), theirs[name])
        before, now = (_worded(form.fields[name], value) for value in (seen.get(name), theirs[name]))
        differences.append(Difference(str(form.fields[name].label), before, now, mine_too))
        if mine_too:
            both[name] = BOTH.format(theirs=now)
        else:
            data[name] = theirs[name]
    return _once_more(form, met, data, both), differences


def _seen(form: DeviceForm, met: ChangedMeanwhile) -> dict[str, str]:
    """What the form was opened with; nothing when that version is not known, so that every difference is shown."""
    return {} if met.seen is None else typed_values(met.seen, form.own)


def _mine(form: DeviceForm) -> dict[str, str]:
    given = form.as_input()
    columns = {name: as_typed(given.values[one.attname]) for name, one in BY_KEY.items() if one.attname in given.values}
    return columns | {OWN + one.key: as_typed(own_value(given.details.get(one.key))) for one in form.own}


def _once_more(form: DeviceForm, met: ChangedMeanwhile, data: QueryDict, both: dict[str, str]) -> DeviceForm:
    category = Category.objects.get(pk=str(data["category"]))
    data["shown_category"] = str(category.pk)
    again = DeviceForm(data, school=form.school, category=category, device=met.device)
    for name, sentence in both.items():
        again.add_error(name if name in again.fields else None, sentence)
    return again


def _worded(field: forms.Field, typed: str | None) -> str:
    """A typed value in the words of its field."""
    if not typed:
        return "brak"
    return dict(_flat(getattr(field, "choices", ()))).get(typed, typed)


def _flat(choices: Any) -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for value, label in choices:
        flat += _flat(label) if isinstance(label, list | tuple) else [(str(value), str(label))]
    return flat
