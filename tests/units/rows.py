"""Units with establishments and numbers, for the tests of units and of the register."""

import datetime
from typing import Any

from schools.models import Establishment, EstablishmentKind, School, SchoolKind, Statistic
from schools.scope import whole_municipality


def unit(short_name: str, kind: str = SchoolKind.ZSP, **given: Any) -> School:
    """A unit."""
    with whole_municipality():
        school: School = School.objects.create(**{"kind": kind, "name": short_name, "short_name": short_name} | given)
    return school


def establishment(school: School, kind: str = EstablishmentKind.PRIMARY, **given: Any) -> Establishment:
    """An establishment of a unit."""
    with whole_municipality():
        made: Establishment = Establishment.objects.create(school=school, **{"kind": kind, "name": "Placówka"} | given)
    return made


def pupils(place: Establishment, day: datetime.date, count: int, classes: int | None = None) -> Statistic:
    """A dated number of pupils."""
    with whole_municipality():
        made: Statistic = Statistic.objects.create(
            establishment=place, day=day, pupils=count, classes=classes, source="test"
        )
    return made
