"""The list asks the database as often for sixty rows as for three, and for forty schools as for two."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories, registerrows

# address → queries of a director (session, account, roles, the school's name in the frame included), of the department
PAGES = {
    "/ewidencja/": (10, 10),
    "/ewidencja/?szukaj=laptop": (10, 10),
    "/ewidencja/?sortuj=-gross_value&stan=good": (10, 10),
    "/ewidencja/?jakosc=no_room&na_stronie=100": (10, 10),
    "/ewidencja/?status=wszystkie&zakup_od=1.01.2020": (10, 10),
    "/ewidencja/filtry/": (10, 9),
    "/ewidencja/razem/": (5, 4),
    "/ewidencja/kolumny/": (5, 4),
}


def counts(client: Client) -> list[int]:
    """Queries of every page."""
    found = []
    for address in PAGES:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        found.append(len(captured))
    return found


def fill(school: object, first: int, count: int) -> None:
    """Devices with everything that a row shows; rooms, systems and categories of many kinds."""
    for number in range(first, first + count):
        registerrows.device(
            school, f"N/{number}", name="Laptop", condition="good", purchased_on="2021-01-01",  # type: ignore[arg-type]
            category=registerrows.category(f"k{number % 7}"), operating_system=registerrows.system(f"System {number % 5}"),
        )  # fmt: skip


def test_a_director_asks_as_often_for_sixty_devices_as_for_three(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    client.force_login(cast.director_a)
    client.get(reverse("accessibility"))
    fill(schools.a, 0, 3)
    three = counts(client)
    fill(schools.a, 3, 57)
    assert counts(client) == three == [director for director, _ in PAGES.values()]


def test_the_department_asks_as_often_for_forty_schools_as_for_two(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    client.force_login(cast.department)
    client.get(reverse("accessibility"))
    for school in (schools.a, schools.b):
        fill(school, 0, 2)
    two = counts(client)
    for _ in range(38):
        fill(factories.SchoolFactory(), 0, 2)
    assert counts(client) == two == [department for _, department in PAGES.values()]


@pytest.mark.parametrize("columns", [["status"], ["manufacturer", "funding", "operating_system", "room", "category"]])
def test_columns_of_names_cost_no_query_of_their_own(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, columns: list[str]
) -> None:
    client.force_login(cast.director_a)
    fill(schools.a, 0, 3)
    client.post(reverse("inventory:columns"), {"kolumna": columns})
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse("inventory:devices"))
    assert len(captured) == 10
