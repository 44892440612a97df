import datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from schools.models import Establishment, EstablishmentKind, School
from schools.queries import units_with_numbers, web_address
from schools.scope import school_scope
from tests.units.rows import establishment, pupils, unit

pytestmark = pytest.mark.django_db


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


# --- The list -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("who", ["department", "administrator", "viewer"])
def test_the_whole_municipality_sees_every_unit(client: Client, cast: SimpleNamespace, who: str) -> None:
    client.force_login(getattr(cast, who))
    shown = text(client.get("/placowki/"))
    assert "ZSP nr 101" in shown
    assert "ZSP nr 102" in shown


@pytest.mark.parametrize("who", ["director_a", "keeper_a", "coordinator_a"])
def test_a_school_sees_itself_alone(client: Client, cast: SimpleNamespace, who: str) -> None:
    client.force_login(getattr(cast, who))
    shown = text(client.get("/placowki/"))
    assert "ZSP nr 101" in shown
    assert "ZSP nr 102" not in shown


def test_somebody_without_a_role_is_refused(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.nobody)
    assert client.get("/placowki/").status_code == 403


def test_the_list_counts_pupils_by_the_newest_number_of_each_open_establishment(
    schools: SimpleNamespace, cast: SimpleNamespace
) -> None:
    school = Establishment.objects.get(school=schools.a)
    pupils(school, datetime.date(2024, 9, 30), 300)
    pupils(school, datetime.date(2025, 9, 30), 320)
    pupils(establishment(schools.a, EstablishmentKind.PRESCHOOL), datetime.date(2023, 9, 30), 50)
    pupils(establishment(schools.a, closed_on=datetime.date(2025, 8, 31)), datetime.date(2025, 1, 1), 1000)
    assert [(row.school.short_name, row.pupils, row.people) for row in units_with_numbers()] == [
        ("ZSP nr 101", 370, 3),
        ("ZSP nr 102", None, 1),
    ]


def test_people_whose_account_is_off_are_not_counted(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    cast.keeper_a.is_active = False
    cast.keeper_a.save()
    assert units_with_numbers()[0].people == 2


def test_units_are_ordered_as_people_count_with_closed_ones_last(city: None) -> None:
    for name in ("ZSP nr 10", "ZSP nr 2"):
        unit(name)
    unit("ZSP nr 1", closed_on=datetime.date(2025, 8, 31))
    unit("SP nr 1", "sp")
    assert [row.school.short_name for row in units_with_numbers()] == ["SP nr 1", "ZSP nr 2", "ZSP nr 10", "ZSP nr 1"]


def test_units_outside_the_scope_lend_no_numbers(schools: SimpleNamespace, cast: SimpleNamespace) -> None:
    pupils(Establishment.objects.get(school=schools.b), datetime.date(2025, 9, 30), 77)
    with school_scope([schools.a.pk]):
        assert [(row.school.short_name, row.pupils, row.people) for row in units_with_numbers()] == [
            ("ZSP nr 101", None, 3)
        ]


def test_a_name_to_be_completed_is_told(client: Client, cast: SimpleNamespace) -> None:
    unit("ZSP (5)", name_incomplete=True)
    client.force_login(cast.department)
    shown = text(client.get("/placowki/"))
    assert "nazwa do uzupełnienia" in shown
    assert "W 1 jednostce brakuje właściwej nazwy" in shown


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_asks_the_database_as_often_for_one_unit_as_for_twelve(
    city: None, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        establishment(unit(f"ZSP {number}"))
    with django_assert_num_queries(2):
        units_with_numbers()


# --- A unit ---------------------------------------------------------------------------------------------------------
def test_another_schools_unit_is_not_found(client: Client, cast: SimpleNamespace, schools: SimpleNamespace) -> None:
    client.force_login(cast.director_b)
    assert client.get(f"/placowki/{schools.a.pk}/").status_code == 404


def test_a_unit_shows_what_is_known_of_its_establishments(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    place = establishment(
        schools.a, EstablishmentKind.PRESCHOOL, name="Przedszkole nr 7", rspo=777, regon="123456789", street="Długa 1",
        postcode="97-200", town="Zielone Wzgórza", phone="44 000", email="p7@example.org", website="www.p7.example",
    )  # fmt: skip
    pupils(place, datetime.date(2025, 9, 30), 1075, classes=5)
    client.force_login(cast.viewer)
    shown = text(client.get(f"/placowki/{schools.a.pk}/"))
    for told in (
        "Przedszkole nr 7", "777", "123456789", "Długa 1, 97-200 Zielone Wzgórza", "44 000", "p7@example.org",
        '<a href="https://www.p7.example" rel="noopener noreferrer">www.p7.example</a>',
        "1 075 w 5 oddziałach, stan na 30 września 2025",
    ):  # fmt: skip
        assert told in shown


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("https://szkola.example/x", "https://szkola.example/x"),
        ("www.szkola.example", "https://www.szkola.example"),
        ("javascript:alert(1)", ""),
        ("brak", ""),
        ("", ""),
    ],
)
def test_only_an_address_of_the_web_becomes_a_link(written: str, link: str) -> None:
    assert web_address(written) == link


@pytest.mark.parametrize(
    ("who", "sees"),
    [("department", True), ("administrator", True), ("director_a", True), ("viewer", False), ("keeper_a", False)],
)
def test_people_of_a_unit_are_shown_to_those_who_may_see_people(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, who: str, sees: bool
) -> None:
    client.force_login(getattr(cast, who))
    shown = text(client.get(f"/placowki/{schools.a.pk}/"))
    assert ("ankiety.a@test.example" in shown) is sees


def test_a_director_who_keeps_it_elsewhere_sees_no_people_there(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    cast.director_a.memberships.create(role="it_keeper", school=schools.b)
    client.force_login(cast.director_a)
    shown = text(client.get(f"/placowki/{schools.b.pk}/"))
    assert "ZSP nr 102" in shown
    assert "dyrektor.b@test.example" not in shown


# --- Changing -------------------------------------------------------------------------------------------------------
def unit_form(**changed: str) -> dict[str, str]:
    return {"kind": "zsp", "name": "Zespół nr 1", "short_name": "ZSP nr 101", "note": ""} | changed


def test_the_office_changes_a_unit_and_history_says_who_when_and_what(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    client.force_login(cast.department)
    answer = client.post(
        f"/placowki/{schools.a.pk}/zmien/", unit_form(rspo="12345", opened_on="1.09.2019"), follow=True
    )
    shown = text(answer)
    assert "Zmiany zapisane." in shown
    schools.a.refresh_from_db()
    assert (schools.a.rspo, schools.a.opened_on) == (12345, datetime.date(2019, 9, 1))
    assert schools.a.history.first().history_user == cast.department
    assert "numer RSPO: brak → 12345" in shown
    assert "nazwa: Zespół ZSP nr 101 → Zespół nr 1" in shown
    assert "wydzial@test.example" in shown


def test_the_author_of_a_change_is_told_to_others_only_as_the_office(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    client.force_login(cast.department)
    client.post(f"/placowki/{schools.a.pk}/zmien/", unit_form(rspo="12345"))
    for who in ("director_a", "viewer", "keeper_a"):
        client.force_login(getattr(cast, who))
        shown = text(client.get(f"/placowki/{schools.a.pk}/"))
        assert "numer RSPO: brak → 12345" in shown
        assert "Wydział Edukacji" in shown
        assert "wydzial@test.example" not in shown


def test_saving_without_a_change_writes_no_history(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    client.force_login(cast.department)
    client.post(f"/placowki/{schools.a.pk}/zmien/", unit_form(name=schools.a.name))
    assert schools.a.history.count() == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": ""}, "To pole jest wymagane."),
        ({"short_name": "ZSP nr 102"}, "nazwa skrócona"),
        ({"rspo": "7x"}, "Numer RSPO składa się z samych cyfr."),
        ({"regon": "12"}, "REGON ma 9 albo 14 cyfr."),
        ({"opened_on": "wczoraj"}, "Nie rozumiem tej daty."),
        (
            {"opened_on": "2020-01-02", "closed_on": "2020-01-01"},
            "Data likwidacji jest wcześniejsza niż data założenia.",
        ),
        ({"kind": "liceum"}, "nie jest żadną z dostępnych opcji"),
    ],
)
def test_a_wrong_value_is_told_and_nothing_is_saved(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, changed: dict[str, str], sentence: str
) -> None:
    client.force_login(cast.department)
    answer = client.post(f"/placowki/{schools.a.pk}/zmien/", unit_form(**changed))
    assert answer.status_code == 200
    assert sentence.lower() in text(answer).lower()
    assert School.objects.get(pk=schools.a.pk).history.count() == 1


@pytest.mark.parametrize("who", ["director_a", "keeper_a", "coordinator_a", "viewer"])
def test_a_unit_is_changed_by_the_office_alone(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, who: str
) -> None:
    client.force_login(getattr(cast, who))
    for address in (f"/placowki/{schools.a.pk}/zmien/", place_address(schools.a)):
        assert client.get(address).status_code == 403
        assert client.post(address, unit_form()).status_code == 403


def place_address(school: School) -> str:
    return f"/placowki/{school.pk}/placowka/{Establishment.objects.get(school=school).pk}/zmien/"


def test_the_office_changes_an_establishment(client: Client, cast: SimpleNamespace, schools: SimpleNamespace) -> None:
    client.force_login(cast.department)
    client.post(place_address(schools.a), {"name": "SP nr 1", "email": "sp1@example.org", "school": schools.b.pk})
    place = Establishment.objects.get(school=schools.a)
    assert (place.name, place.email, place.history.first().history_user) == (
        "SP nr 1",
        "sp1@example.org",
        cast.department,
    )


def test_an_establishment_is_not_found_under_another_unit(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    client.force_login(cast.department)
    assert client.get(place_address(schools.a).replace(f"/{schools.a.pk}/", f"/{schools.b.pk}/", 1)).status_code == 404
