"""Two people, or two clicks, in the same moment. SQLite lets one writer in at a time, so this asks PostgreSQL."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.db import connection

from inventory.models import Category, Device, Room
from inventory.services.devices import ChangedMeanwhile, DeviceInput, NumberTaken, add_devices, change_device
from schools.models import User
from schools.roles import Role
from schools.scope import whole_municipality
from tests import factories, registerrows
from tests.people.test_at_the_same_time import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs writers that run side by side"),
]


@pytest.fixture
def world() -> Iterator[SimpleNamespace]:
    with whole_municipality():
        school = factories.SchoolFactory()
        people = [factories.person(name, Role.DIRECTOR, school) for name in ("jedna", "druga")]
        yield SimpleNamespace(school=school, people=people, category=registerrows.category())


def given(category: Category, **values: str) -> DeviceInput:
    return DeviceInput({"name": "Laptop", "category_id": category.pk, "status": "in_use", **values}, new_room="12")


def added(world: SimpleNamespace, by: User) -> list[Device] | NumberTaken:
    try:
        return add_devices(given(world.category), school=world.school, numbers=["A/1", "A/2"], by=by)
    except NumberTaken as taken:
        return taken


def test_two_clicks_in_one_moment_give_the_same_devices(world: SimpleNamespace) -> None:
    first, second = at_once(*[lambda: added(world, world.people[0])] * 2)
    assert first == second
    assert (Device.objects.count(), Room.objects.count()) == (2, 1)


def test_of_two_people_with_one_number_one_is_told_who_holds_it(world: SimpleNamespace) -> None:
    answers = at_once(*(lambda one=one: added(world, one) for one in world.people))
    taken = [one for one in answers if isinstance(one, NumberTaken)]
    assert [one.holder.inventory_number for one in taken] == ["A/1"]
    assert (Device.objects.count(), Room.objects.count()) == (2, 1)


def test_of_two_changes_in_one_moment_the_later_sees_the_earlier(world: SimpleNamespace) -> None:
    device = registerrows.device(world.school)

    def change(name: str, by: User) -> Device | ChangedMeanwhile:
        try:
            return change_device(device, given(world.category, name=name), version=1, by=by)
        except ChangedMeanwhile as met:
            return met

    answers = at_once(*(lambda one=one: change(one.email, one) for one in world.people))
    assert sorted(type(one).__name__ for one in answers) == ["ChangedMeanwhile", "Device"]
    assert (Device.objects.get().version, Room.objects.count()) == (2, 1)
