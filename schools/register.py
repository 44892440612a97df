"""The register of units on a day: whose number an indicator may ask for."""

import datetime
from dataclasses import dataclass

from schools.knowledge import known
from schools.models import Establishment, EstablishmentKind, School
from schools.models.units import open_on


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
    """The register as it stood on a day, as known: two queries."""
    units = list(known(School).filter(open_on(day)).order_by("kind", "sort_name").values_list("id", "short_name"))
    names = dict(units)
    inside = (
        known(Establishment)
        .filter(open_on(day), school_id__in=names)
        .order_by("-kind", "name")
        .values_list("school_id", "name", "kind")
    )
    with_primary = {school for school, _, kind in inside if kind == EstablishmentKind.PRIMARY}
    by_school: dict[int, list[str]] = {pk: [] for pk in names}
    for school, name, _ in inside:
        by_school[school].append(name)
    return Register(
        schools=tuple(RegisterRow(pk, name) for pk, name in units),
        primary_schools=tuple(RegisterRow(pk, name) for pk, name in units if pk in with_primary),
        establishments=tuple(RegisterRow(pk, f"{unit}: {name}") for pk, unit in units for name in by_school[pk]),
    )


def unit_names() -> dict[int, str]:
    """Short names of all units in scope by id, closed ones included, in the order of lists: one query."""
    return dict(known(School).order_by("kind", "sort_name").values_list("id", "short_name"))
