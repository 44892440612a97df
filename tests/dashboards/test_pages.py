"""The dashboards as people see them: whose, which numbers, where each leads, how often the database is asked."""

import datetime
import re
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hdr_portal.lib.polish import NBSP
from inventory.changes import mark_stale
from inventory.dashboards.city import city_board
from inventory.dashboards.school import school_board
from inventory.listing import devices_of
from inventory.models import Device, Norm, Product
from schools.models import Membership, School, Statistic
from schools.roles import Role
from schools.scope import school_scope
from tests import factories, registerrows
from tests.dashboards.conftest import TODAY, set_today

DAY = datetime.date


@pytest.fixture(autouse=True)
def norms(city: None) -> None:
    Norm.objects.create(code="pupils_per_computer", value=6, binds_from=DAY(2026, 8, 31), source="Dz.U. 2024 poz. 1442")
    for code, value in {"old_years": 5, "fresh_days": 365, "ending_days": 90}.items():
        Norm.objects.create(code=code, value=value, source="próba")


def page(client: Client, name: str, *args: int, query: str = "") -> str:
    response = client.get(reverse(name, args=args) + query)
    assert response.status_code == 200
    return response.content.decode().replace(NBSP, " ")


def headings(html: str) -> list[str]:
    return [re.sub(r"\s+", " ", one).strip() for one in re.findall(r"<h[12][^>]*>(.*?)</h[12]>", html, re.DOTALL)]


# --- A school -------------------------------------------------------------------------------------------------------
def test_the_findings_of_a_small_register_in_words(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, small_register: list[Device]
) -> None:
    Statistic.objects.create(establishment=schools.a.establishments.get(), day=DAY(2026, 9, 30), pupils=15, source="x")
    client.force_login(cast.director_a)
    html = page(client, "inventory:overview")
    assert headings(html) == [
        "ZSP nr 101",
        "2 z 5 urządzeń z datą zakupu ma 5 lat lub więcej",
        "Najliczniejsza kategoria: Laptop, 3 z 6 urządzeń",
        "Na komputer dla uczniów przypada 7,5 ucznia, więcej niż norma",
        "2 z 4 komputerów ma system, którego producent już nie wspiera",
        "Wymagania Windows 11 spełnia 1 z 2 komputerów bez wsparcia",
        "W ciągu 90 dni kończy się gwarancja 2 urządzeń",
        "W użyciu: 3 z 8 urządzeń kiedykolwiek wpisanych",
        "3 z 6 urządzeń jest bez pomieszczenia",
        "W ciągu 90 dni traci ważność 1 licencja",
    ]
    assert "do normy 6 brakuje 1 komputera" in html
    assert "71 dni temu" in html
    assert "11 tys. zł" in html
    assert "10 500,50 zł" in html


def test_every_number_of_a_school_leads_to_a_list_of_as_many(
    schools: SimpleNamespace, small_register: list[Device]
) -> None:
    registerrows.device(schools.b, "B/1", serial="")
    board = school_board(schools.a, TODAY)
    lines = [line for section in board.sections for line in section.lines if line.url]
    counts = [devices_of(urlsplit(line.url).query).count() for line in lines]
    assert counts == [line.count for line in lines]
    assert len(lines) > 20
    assert sum(counts) > 30


def test_an_empty_register_says_how_to_begin(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.director_a)
    html = page(client, "inventory:overview")
    assert "W ewidencji nie ma jeszcze żadnego urządzenia." in html
    assert reverse("inventory:import_add") in html
    client.force_login(cast.viewer)
    html = page(client, "inventory:school_overview", School.objects.get(short_name="ZSP nr 101").pk)
    assert "Urządzenia wpisuje dyrektor albo opiekun zasobów IT tej jednostki." in html
    assert 'class="btn' not in html


def test_a_register_untouched_for_a_year_and_a_day_is_flagged_by_word(
    client: Client,
    cast: SimpleNamespace,
    small_register: list[Device],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client.force_login(cast.director_a)
    set_today(monkeypatch, DAY(2027, 9, 12))
    assert "ewidencja nieaktualna" not in page(client, "inventory:overview")
    set_today(monkeypatch, DAY(2027, 9, 13))
    html = page(client, "inventory:overview")
    assert "366 dni temu" in html
    assert "ewidencja nieaktualna" in html


# --- Whose ----------------------------------------------------------------------------------------------------------
def test_a_director_sees_the_own_school_alone(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, small_register: list[Device]
) -> None:
    client.force_login(cast.director_b)
    html = page(client, "inventory:overview")
    assert headings(html)[0] == "ZSP nr 102"
    assert "ZSP nr 101" not in html
    assert client.get(reverse("inventory:school_overview", args=[schools.a.pk])).status_code == 404


def test_the_department_and_a_viewer_see_all_schools(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, small_register: list[Device]
) -> None:
    for person in (cast.department, cast.viewer):
        client.force_login(person)
        html = page(client, "inventory:overview")
        assert headings(html)[0] == "Inwentarz w gminie"
        assert reverse("inventory:school_overview", args=[schools.a.pk]) in html
        assert reverse("inventory:school_overview", args=[schools.b.pk]) in html
        assert headings(page(client, "inventory:school_overview", schools.b.pk))[0] == "ZSP nr 102"


def test_a_coordinator_and_an_administrator_see_no_register(client: Client, cast: SimpleNamespace) -> None:
    for person in (cast.coordinator_a, cast.administrator):
        client.force_login(person)
        assert client.get(reverse("inventory:overview")).status_code == 403


def test_a_person_of_two_schools_sees_both_and_one_who_may_look_at_one_sees_that(
    client: Client, schools: SimpleNamespace, small_register: list[Device]
) -> None:
    person = factories.person("dwie.szkoly", Role.IT_KEEPER, schools.a)
    second = Membership.objects.create(user=person, role=Role.DIRECTOR, school=schools.b)
    factories.SchoolFactory(short_name="ZSP nr 103")
    client.force_login(person)
    html = page(client, "inventory:overview")
    assert headings(html)[0] == "Inwentarz Twoich jednostek"
    assert "ZSP nr 103" not in html
    Membership.objects.filter(pk=second.pk).update(role=Role.COORDINATOR)
    assert headings(page(client, "inventory:overview"))[0] == "ZSP nr 101"
    assert client.get(reverse("inventory:school_overview", args=[schools.b.pk])).status_code == 403


# --- The city -------------------------------------------------------------------------------------------------------
def cells(html: str, school: str) -> list[str]:
    row = re.search(rf"<tr>\s*<th scope=\"row\"><a [^>]*>{school}</a>(.*?)</tr>", html, re.DOTALL)
    assert row
    return [
        " ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in re.findall(r"<td[^>]*>(.*?)</td>", row[1], re.DOTALL)
    ]


def test_schools_stand_side_by_side_with_their_freshness(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, small_register: list[Device]
) -> None:
    old = registerrows.device(schools.b, "B/1", confirmed_on=DAY(2025, 1, 1))
    Device.objects.filter(pk=old.pk).update(changed_at=datetime.datetime(2025, 1, 1, 12, tzinfo=datetime.UTC))
    factories.SchoolFactory(short_name="ZSP nr 103")
    client.force_login(cast.department)
    html = page(client, "inventory:overview")
    assert cells(html, "ZSP nr 101") == ["6", "4", "–", "2", "2", "2", "1", "10 501 zł", "71 dni temu"]
    assert cells(html, "ZSP nr 102") == ["1", "1", "–", "0", "0", "0", "0", "0 zł", "690 dni temu nieaktualna"]
    assert cells(html, "ZSP nr 103") == ["0", "0", "–", "0", "0", "0", "0", "0 zł", "brak ewidencji"]
    assert "1 z 3" in html  # registers that are fresh


def test_schools_by_category_lead_to_their_devices(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, small_register: list[Device]
) -> None:
    registerrows.device(schools.b, "B/1")
    client.force_login(cast.department)
    html = page(client, "inventory:overview", query="?tabela=kategorie")
    assert cells(html, "ZSP nr 101") == ["1", "3", "1", "1"]  # desktop, laptop, projector, switch
    assert cells(html, "ZSP nr 102") == ["–", "1", "–", "–"]
    address = re.findall(rf'href="([^"]*jednostka={schools.a.pk}&amp;kategoria=[^"]*)">3<', html)[0].replace(
        "&amp;", "&"
    )
    assert devices_of(urlsplit(address).query).count() == 3


def test_every_number_of_the_city_leads_to_a_list_of_as_many(
    schools: SimpleNamespace, small_register: list[Device]
) -> None:
    registerrows.device(schools.b, "B/1", purchased_on=DAY(2020, 1, 1), operating_system=registerrows.system())
    board = city_board(list(School.objects.all()), TODAY)
    lines = [line for section in board.sections for line in section.lines if "/ewidencja/" in line.url]
    counts = [devices_of(urlsplit(line.url).query).count() for line in lines]
    assert counts == [line.count for line in lines]
    assert len(lines) > 12


def test_uniformity_is_the_share_of_the_most_common_or_of_the_standard(
    schools: SimpleNamespace, small_register: list[Device]
) -> None:
    board = city_board(list(School.objects.all()), TODAY)
    titles = {section.name: section.title for section in board.sections}
    assert titles["Jednolitość systemów"] == "67% komputerów ma system tej samej rodziny: Windows 10"
    assert titles["Jednolitość pakietu biurowego"] == "80% stanowisk biurowych ma ten sam pakiet: Microsoft 365 A3"
    Product.objects.filter(name="LibreOffice").update(is_standard=True)
    board = city_board(list(School.objects.all()), TODAY)
    titles = {section.name: section.title for section in board.sections}
    assert titles["Jednolitość pakietu biurowego"] == "20% stanowisk biurowych pracuje na standardzie gminy"


def test_the_table_is_sorted_by_any_column_either_way_and_what_is_unknown_comes_last(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, small_register: list[Device]
) -> None:
    registerrows.device(schools.b, "B/1")
    factories.SchoolFactory(short_name="ZSP nr 103")
    client.force_login(cast.department)
    orders = {
        "urzadzenia": ["103", "102", "101"],
        "-urzadzenia": ["101", "102", "103"],
        "-jednostka": ["103", "102", "101"],
        "aktualizacja": ["101", "102", "103"],
        "-aktualizacja": ["102", "101", "103"],
        "czego-nie-ma": ["101", "102", "103"],
    }
    for order, expected in orders.items():
        html = page(client, "inventory:overview", query=f"?sortuj={order}")
        assert re.findall(r'<th scope="row"><a [^>]*>ZSP nr (\d+)</a>', html)[:3] == expected, order
    assert 'aria-sort="descending"' in page(client, "inventory:overview", query="?sortuj=-wartosc")


def test_a_closed_unit_stays_while_it_holds_devices(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, small_register: list[Device]
) -> None:
    School.objects.all().update(closed_on=DAY(2026, 8, 31))
    client.force_login(cast.department)
    html = page(client, "inventory:overview")
    assert "ZSP nr 101" in html
    assert "ZSP nr 102" not in html


def test_fifty_schools_stand_on_a_page(client: Client, cast: SimpleNamespace) -> None:
    for _ in range(51):
        factories.SchoolFactory(primary=False)
    client.force_login(cast.department)
    rows = [
        len(re.findall(r'<th scope="row"><a ', page(client, "inventory:overview", query=query)))
        for query in ("", "?strona=2", "?strona=99", "?strona=x")
    ]
    assert rows == [50, 3, 3, 50]


# --- Queries --------------------------------------------------------------------------------------------------------
def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured.captured_queries)


def test_the_database_is_asked_as_often_for_forty_schools_as_for_two(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, small_register: list[Device]
) -> None:
    client.force_login(cast.department)
    address = reverse("inventory:overview")
    client.get(address)
    two = queries(client, address)
    for _ in range(38):
        registerrows.device(factories.SchoolFactory())
    client.get(address)
    assert queries(client, address) == two == 14
    mark_stale(School.objects.values_list("pk", flat=True))
    stale = queries(client, address)
    mark_stale([schools.a.pk])
    assert queries(client, address) == stale


def test_a_school_asks_as_often_for_many_devices_as_for_one(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    client.force_login(cast.director_a)
    address = reverse("inventory:overview")
    counts = []
    for number in (1, 30):
        for _ in range(number):
            registerrows.device(schools.a)
        mark_stale([schools.a.pk])
        client.get(address)
        counts.append(queries(client, address))
    assert counts == [17, 17]


def test_looking_from_a_school_counts_that_school_alone(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, small_register: list[Device]
) -> None:
    with school_scope([schools.b.pk]):
        board = city_board(list(School.objects.all()), TODAY)
    assert [str(row.school) for row in board.rows] == ["ZSP nr 102"]
    assert board.total.devices == 0
