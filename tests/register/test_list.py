"""The list: order, pages, columns, totals, what it says when it is empty."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inventory.listing import devices_of
from inventory.models import Device
from inventory.queries import register
from tests import registerrows
from tests.register.listing import headers, listed, numbers, text

LIST = "inventory:devices"


@pytest.fixture
def three(schools: SimpleNamespace) -> list[Device]:
    """Three devices of A: numbers as people count, one without a date, a room, a value."""
    first = registerrows.device(
        schools.a, "SP/2", name="Ćma", purchased_on=datetime.date(2020, 1, 1), gross_value=Decimal("10.50"),
        room=registerrows.room(schools.a, "2"), status="stored",
    )  # fmt: skip
    second = registerrows.device(
        schools.a, "SP/10", name="Deska", purchased_on=datetime.date(2018, 1, 1), gross_value=Decimal(300),
        room=registerrows.room(schools.a, "10"), category=registerrows.category("projektor"), serial="B",
    )  # fmt: skip
    third = registerrows.device(schools.a, "SP/1", name="Brzoza", status="repair", serial="A12")
    return [first, second, third]


@pytest.fixture
def department(client: Client, cast: SimpleNamespace) -> Client:
    """The department, signed in."""
    client.force_login(cast.department)
    return client


ORDERS = {
    "": ["SP/1", "SP/2", "SP/10"],
    "inventory_number": ["SP/1", "SP/2", "SP/10"],
    "-inventory_number": ["SP/10", "SP/2", "SP/1"],
    "purchased_on": ["SP/10", "SP/2", "SP/1"],
    "-purchased_on": ["SP/2", "SP/10", "SP/1"],
    "gross_value": ["SP/2", "SP/10", "SP/1"],
    "-gross_value": ["SP/10", "SP/2", "SP/1"],
    "room": ["SP/2", "SP/10", "SP/1"],
    "-room": ["SP/10", "SP/2", "SP/1"],
    "category": ["SP/1", "SP/2", "SP/10"],
    "status": ["SP/10", "SP/2", "SP/1"],
    "-status": ["SP/1", "SP/2", "SP/10"],
    "serial": ["SP/1", "SP/10", "SP/2"],
    "-serial": ["SP/10", "SP/1", "SP/2"],
    "no_such_column": ["SP/1", "SP/2", "SP/10"],
}


@pytest.mark.parametrize("key", ORDERS)
def test_the_list_is_sorted_by_a_column_and_what_is_empty_comes_last(
    client: Client, cast: SimpleNamespace, three: list[Device], key: str
) -> None:
    client.force_login(cast.director_a)
    assert listed(client, f"sortuj={key}&widok=") == ORDERS[key]


@pytest.mark.parametrize("key", [key for key in ORDERS if key.startswith("-")])
def test_a_list_too_long_to_count_is_sorted_alike(
    client: Client, cast: SimpleNamespace, three: list[Device], key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inventory.listing.page.bound_of_counting", lambda **_: 1)
    client.force_login(cast.director_a)
    assert listed(client, f"sortuj={key}") == ORDERS[key]


def test_a_heading_says_how_the_list_is_sorted_and_turns_it_round(
    client: Client, cast: SimpleNamespace, three: list[Device]
) -> None:
    client.force_login(cast.director_a)
    up = client.get(reverse(LIST) + "?sortuj=name&szukaj=sp&strona=1").content.decode()
    assert up.count("aria-sort") == 1
    assert 'aria-sort="ascending"' in up
    assert 'href="?sortuj=-name&amp;szukaj=sp&amp;widok="' in up
    assert 'aria-sort="descending"' in client.get(reverse(LIST) + "?sortuj=-name").content.decode()


def test_numbers_of_two_schools_do_not_mix(client: Client, cast: SimpleNamespace, schools: SimpleNamespace) -> None:
    for school, number in ((schools.b, "1"), (schools.a, "2"), (schools.b, "3"), (schools.a, "4")):
        registerrows.device(school, number)
    client.force_login(cast.department)
    assert listed(client) == ["2", "4", "1", "3"]
    assert listed(client, "sortuj=-school") == ["1", "3", "2", "4"]


def test_pages_hold_as_many_rows_as_asked(client: Client, cast: SimpleNamespace, schools: SimpleNamespace) -> None:
    for number in range(1, 61):
        registerrows.device(schools.a, str(number))
    client.force_login(cast.director_a)
    every = [str(number) for number in range(1, 61)]
    assert listed(client) == every[:50]
    assert listed(client, "strona=2") == every[50:]
    assert listed(client, "na_stronie=25&strona=3") == every[50:]
    assert listed(client, "na_stronie=100") == every
    assert listed(client, "strona=99") == every[50:]  # past the end comes the last
    assert listed(client, "strona=x") == listed(client, "strona=-1") == listed(client, "na_stronie=7") == every[:50]


def test_totals_add_up_what_was_found(client: Client, cast: SimpleNamespace, three: list[Device]) -> None:
    client.force_login(cast.director_a)
    assert "3 urządzenia , wartość brutto 310,50 zł; 1 urządzenie bez wpisanej wartości" in text(
        client.get(reverse(LIST))
    )
    assert "1 urządzenie , wartość brutto 10,50 zł" in text(client.get(reverse(LIST) + "?status=stored"))


def test_a_long_list_is_counted_on_demand(
    client: Client, cast: SimpleNamespace, three: list[Device], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inventory.listing.page.bound_of_counting", lambda **_: 2)
    client.force_login(cast.director_a)
    page = text(client.get(reverse(LIST) + "?na_stronie=25"))
    assert "Policz wszystkie i ich wartość" in page
    assert "310,50" not in page
    assert "ponad 2 urządzeń" in page
    assert "Zmień wszystkie znalezione (najwyżej 2 000)" in page
    whole = client.get(reverse("inventory:device_totals") + "?status=stored")
    assert "1 urządzenie , wartość brutto 10,50 zł" in text(whole)
    assert "Status: w magazynie" in text(whole)
    part = client.get(reverse("inventory:device_totals"), headers={"HX-Request": "true"})
    assert text(part) == "3 urządzenia , wartość brutto 310,50 zł; 1 urządzenie bez wpisanej wartości"


def test_a_long_list_leads_on_page_by_page_as_far_as_it_reaches(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 61):
        registerrows.device(schools.a, str(number))
    monkeypatch.setattr("inventory.listing.page.bound_of_counting", lambda **_: 10)
    monkeypatch.setattr("inventory.listing.page.REACHED", 50)
    client.force_login(cast.director_a)
    first = client.get(reverse(LIST) + "?na_stronie=25")
    assert 'href="?na_stronie=25&amp;widok=&amp;strona=2"' in first.content.decode()
    assert "Poprzednia" not in text(first)
    last = client.get(reverse(LIST) + "?na_stronie=25&strona=2")
    assert numbers(last) == [str(number) for number in range(26, 51)]
    assert "Dalej lista nie sięga" in text(last)
    assert "Następna" not in text(last)
    assert numbers(client.get(reverse(LIST) + "?na_stronie=25&strona=400")) == numbers(last)


def test_more_than_can_be_changed_at_once_is_not_offered(
    client: Client, cast: SimpleNamespace, three: list[Device], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inventory.views.register.MOST", 2)
    client.force_login(cast.director_a)
    page = text(client.get(reverse(LIST) + "?na_stronie=25"))
    assert "Zawęź listę, żeby zmienić wszystkie znalezione" in page
    assert "Zmień wszystkie znalezione" not in page


def test_the_whole_city_of_a_large_register_is_counted_less_far(
    three: list[Device], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert register.bound_of_counting(whole_city=True) == register.bound_of_counting(whole_city=False) == 20_000
    monkeypatch.setattr(register, "LARGE", three[0].pk)
    assert register.bound_of_counting(whole_city=True) == 500
    assert register.bound_of_counting(whole_city=False) == 20_000


@pytest.mark.parametrize("asked", ["", "&strona=2", "&strona=3", "&strona=9", "&strona=x", "&sortuj=-gross_value"])
@pytest.mark.parametrize("words", ["dell+laptop", "dell+nic", "dell"])
@pytest.mark.parametrize("most", [59, 60, 100])
def test_several_words_find_in_a_large_register_what_they_find_in_a_small_one(
    department: Client, schools: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, asked: str, words: str, most: int
) -> None:
    for number in range(60, 0, -1):
        registerrows.device(
            schools.a if number % 3 else schools.b, str(number), name="Laptop", model="Dell", gross_value=number or None
        )
    registerrows.device(schools.a, "61", name="Laptop", model="HP", gross_value=999)
    address = f"{reverse(LIST)}?szukaj={words}&na_stronie=25{asked}"
    small = department.get(address)
    monkeypatch.setattr(register, "LARGE", 1)
    monkeypatch.setattr(register, "FOUND_AT_ONCE", most)
    large = department.get(address)
    assert numbers(large) == numbers(small)
    assert text(large) == text(small)
    assert bool(numbers(large)) is (words != "dell+nic")


def test_several_words_are_sought_by_one_query_in_a_large_register(
    department: Client, schools: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "LARGE", registerrows.device(schools.a, "1", name="Laptop", model="Dell").pk - 1)
    with CaptureQueriesContext(connection) as captured:
        assert numbers(department.get(reverse(LIST) + "?szukaj=dell+laptop")) == ["1"]
    sought = [query["sql"] for query in captured if "%dell%" in query["sql"]]
    assert len(sought) == (1 if connection.vendor == "postgresql" else 2)


def test_counting_stops_at_the_bound(three: list[Device]) -> None:
    every = devices_of("")
    assert register.totals(every) == register.Totals(3, Decimal("310.50"), 1)
    assert register.totals(every, bound=3) == register.Totals(3, Decimal("310.50"), 1)
    bounded = register.totals(every, bound=2)
    assert (bounded.count, bounded.more) == (2, True)


def test_a_director_sees_no_column_of_schools(client: Client, cast: SimpleNamespace, three: list[Device]) -> None:
    usual = ["Numer inwentarzowy", "Nazwa", "Kategoria", "Model", "Numer seryjny", "Pomieszczenie", "Status", "Data zakupu", "Wartość brutto"]  # fmt: skip
    client.force_login(cast.director_a)
    assert headers(client.get(reverse(LIST))) == usual
    client.force_login(cast.department)
    assert headers(client.get(reverse(LIST))) == [usual[0], "Jednostka", *usual[1:]]


def test_an_empty_list_says_why(client: Client, cast: SimpleNamespace) -> None:
    client.force_login(cast.director_a)
    assert "W ewidencji nie ma jeszcze żadnego urządzenia." in text(client.get(reverse(LIST)))
    assert "Żadne urządzenie nie pasuje do filtrów." in text(client.get(reverse(LIST) + "?szukaj=zzz"))


def test_a_viewer_gets_no_tick_boxes(client: Client, cast: SimpleNamespace, three: list[Device]) -> None:
    client.force_login(cast.viewer)
    answer = client.get(reverse(LIST))
    assert numbers(answer) == ["SP/1", "SP/2", "SP/10"]
    assert 'name="urzadzenie"' not in answer.content.decode()
    assert "Zmień" not in text(answer)


def test_what_schools_write_is_shown_as_text(client: Client, cast: SimpleNamespace, schools: SimpleNamespace) -> None:
    registerrows.device(schools.a, "<b>1</b>", name='<script>alert("x")</script>', model="a & b")
    client.force_login(cast.director_a)
    html = client.get(reverse(LIST)).content.decode()
    assert "<b>1</b>" not in html
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;" in html
    assert "a &amp; b" in html
