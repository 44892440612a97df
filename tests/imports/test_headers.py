"""Headers of schools' sheets."""

import datetime
from typing import Any

import pytest

from inventory.headers import find_header_row, is_total, known_key, likely_key, look


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("Nr inw.", "inventory_number"), ("NR INWENTARZOWY:", "inventory_number"), ("Nr seryjny", "serial"), ("Sala", "room"),
        ("Data zak.", "purchased_on"), ("Wartość brutto", "gross_value"), ("Wartość (zł)", "gross_value"),
        ("Cena brutto [PLN]", "gross_value"), ("RAM [GB]", "ram_gb"), ("Ilość", "quantity"), ("L.p.", "ordinal"),
        ("Jednostka", "unit"), ("__id", "mark"), ("Uwagi *", "note"), ("Nr\ninw.", "inventory_number"), ("Kolor", None),
    ],
)  # fmt: skip
def test_a_header_is_known_in_the_spellings_of_schools(header: str, key: str | None) -> None:
    assert known_key(header) == key


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("Nr inwentrzowy", "inventory_number"),
        ("Numer inwentarzowy nadany w szkole", "inventory_number"),
        ("Kolor obudowy", None),
        ("x", None),
    ],
)
def test_a_header_with_a_typing_error_or_a_tail_is_guessed(header: str, key: str | None) -> None:
    assert likely_key(header) == key


def test_the_header_is_found_below_a_title() -> None:
    rows: list[list[Any]] = [
        ["EWIDENCJA SPRZĘTU SZKOŁY"],
        [],
        ["stan na 1.09.2024"],
        ["Lp.", "Nazwa", "Nr inw.", "Sala"],
        [1, "Laptop", "SP/1", "12"],
    ]

    assert find_header_row(rows) == 4


def test_without_known_headers_the_first_wide_row_is_offered() -> None:
    assert find_header_row([["tytuł"], ["kod", "co to", "gdzie stoi"], ["1", "laptop", "12"]]) == 2


def test_a_column_is_known_by_what_stands_in_it() -> None:
    day = datetime.date(2024, 9, 1)

    assert look([day, None, day], {}) == "purchased_on"
    assert look(["12 zł", "1,50 PLN"], {}) == "gross_value"
    assert look(["12", "Biblioteka"], {"room": {"12", "biblioteka"}}) == "room"
    assert look(["12", "Strych"], {"room": {"12", "biblioteka"}}) is None
    assert look([None], {}) is None


def test_a_total_is_known_by_its_word() -> None:
    assert is_total(["", "RAZEM:", "12"])
    assert is_total(["Suma brutto"])
    assert not is_total(["Sumator", "Razemski"])
