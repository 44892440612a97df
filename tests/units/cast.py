"""Units and people for the tests of units, people and the register."""

import datetime
from typing import Any

from schools.models import Establishment, EstablishmentKind, Membership, School, SchoolKind, Statistic, User
from schools.roles import Role
from schools.scope import whole_municipality

PASSWORD = "zielone wzgórza 2024"


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


def person(email: str, role: Role | None = None, school: School | None = None, **given: Any) -> User:
    """An account with a password and, if wanted, a role."""
    user = User.objects.create_user(email, PASSWORD, **given)
    if role:
        give(user, role, school)
    return user


def give(user: User, role: Role, school: School | None = None) -> Membership:
    """Another role for an account."""
    with whole_municipality():
        made: Membership = Membership.objects.create(user=user, role=role, school=school)
    return made
