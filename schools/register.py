"""The register of units on a day: whose number an indicator may ask for."""

import datetime
from dataclasses import dataclass

from schools.models import Establishment, EstablishmentKind, School


@dataclass(frozen=True)
class RegisterRow:
    """A unit, or an establishment inside it: the unit's id and the name to show."""

    school: int
    name: str


@dataclass(frozen=True)
class Register:
    """Units, primary schools (by unit) and establishments open on the day, in the open scope."""

    schools: tuple[RegisterRow, ...]
    primary_schools: tuple[RegisterRow, ...]
    establishments: tuple[RegisterRow, ...]


def register_on(day: datetime.date) -> Register:
    """The register as it stood on a day: two queries."""
    units = list(School.objects.open_on(day).order_by("kind", "short_name").values_list("pk", "short_name"))
    names = dict(units)
    inside = (
        Establishment.objects.open_on(day)
        .filter(school_id__in=names)
        .order_by("school__kind", "school__short_name", "-kind", "name")
        .values_list("school_id", "name", "kind")
    )
    found = list(inside)
    primary = dict.fromkeys(school for school, _, kind in found if kind == EstablishmentKind.PRIMARY)
    return Register(
        schools=tuple(RegisterRow(pk, name) for pk, name in units),
        primary_schools=tuple(RegisterRow(pk, names[pk]) for pk in primary),
        establishments=tuple(RegisterRow(pk, f"{names[pk]}: {name}") for pk, name, _ in found),
    )
