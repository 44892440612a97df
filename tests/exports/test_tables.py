"""Lists of licences and rooms as files."""

import datetime
import io
from decimal import Decimal
from types import SimpleNamespace

import openpyxl
import pytest
from django.test import Client

from inventory.models import Licence
from tests import registerrows


def licence(school: object, name: str, **fields: object) -> Licence:
    made: Licence = Licence.objects.create(
        school=school, product=registerrows.product(name), kind="subscription", **fields
    )
    return made


def test_licences_leave_as_the_filters_found_them(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    end = datetime.date(2030, 8, 31)
    licence(schools.a, "Pakiet", seats=40, in_use=38, expires_on=end, cost=Decimal("1234.50"), note="=1+1")
    licence(schools.a, "Antywirus")
    licence(schools.b, "Pakiet obcy")
    client.force_login(cast.director_a)
    answer = client.get("/licencje/plik/", {"szukaj": "pakiet", "format": "csv"})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.decode("utf-8-sig").splitlines()[1:] == [
        f"{schools.a.short_name};Pakiet;subskrypcja;40;38;;2030-08-31;1234,50;;;;'=1+1"
    ]
    book = openpyxl.load_workbook(io.BytesIO(client.get("/licencje/plik/", {"szukaj": "pakiet"}).content))
    header, *rows = book["Licencje"].iter_rows(values_only=True)
    told = dict(zip(header, rows[0], strict=True))
    assert len(rows) == 1
    assert (told["Stanowiska"], told["Koszt brutto"], told["Ważna do"], told["Uwagi"]) == (
        40,
        1234.5,
        datetime.datetime(2030, 8, 31),  # noqa: DTZ001 - a workbook knows no zones
        "=1+1",
    )
    assert ("Filtr", "Szukaj: pakiet") in book["O eksporcie"].iter_rows(values_only=True)


def test_rooms_leave_with_the_number_of_their_devices(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace
) -> None:
    room = registerrows.room(schools.a, "12", kind="computer_lab", building="A")
    registerrows.room(schools.b, "99")
    for _ in range(2):
        registerrows.device(schools.a, room=room)
    client.force_login(cast.director_a)
    lines = client.get("/pomieszczenia/plik/", {"format": "csv"}).content.decode("utf-8-sig").splitlines()
    assert lines == [
        "Jednostka;Nazwa lub numer;Rodzaj;Budynek;Urządzenia;Uwaga",
        f"{schools.a.short_name};12;pracownia komputerowa;A;2;",
    ]
    client.force_login(cast.department)
    one = client.get("/pomieszczenia/plik/", {"format": "csv", "jednostka": schools.b.pk}).content.decode("utf-8-sig")
    assert [line.split(";")[1] for line in one.splitlines()[1:]] == ["99"]


def test_an_empty_list_has_its_header_and_a_strange_format_is_not_found(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.director_a)
    empty = client.get("/pomieszczenia/plik/", {"format": "csv"}).content.decode("utf-8-sig")
    assert empty == "Jednostka;Nazwa lub numer;Rodzaj;Budynek;Urządzenia;Uwaga\r\n"
    assert openpyxl.load_workbook(io.BytesIO(client.get("/licencje/plik/").content))["Licencje"].max_row == 1
    assert client.get("/licencje/plik/", {"format": "pdf"}).status_code == 404


@pytest.mark.parametrize("address", ["/licencje/plik/", "/pomieszczenia/plik/"])
def test_the_lists_name_the_right_of_taking_out(client: Client, cast: SimpleNamespace, address: str) -> None:
    client.force_login(cast.coordinator_a)
    assert client.get(address).status_code == 403
