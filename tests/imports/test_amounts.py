"""Amounts, counts and quantities as registers write them."""

from decimal import Decimal
from typing import Any

import pytest

from hdr_portal.lib.workbook.contents import CellError
from inventory.values import read_count, read_money, read_quantity


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1 234,56 zł", "1234.56"), ("1\u00a0234,56", "1234.56"), ("1\u202f234,56 zł", "1234.56"), ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"), ("1234.56", "1234.56"), ("1234,5", "1234.50"), ("1,5E+3", "1500.00"), ("1500,-", "1500.00"),
        ("1 500 PLN", "1500.00"), ("12 zl brutto", "12.00"), ("1.234.567,89", "1234567.89"), ("1,234,567", "1234567.00"),
        ("0", "0.00"), (1234.56, "1234.56"), (0.1, "0.10"), (1500, "1500.00"), ("9999999999,99", "9999999999.99"),
    ],
)  # fmt: skip
def test_an_amount_is_read_to_the_grosz(written: Any, amount: str) -> None:
    found = read_money(written)

    assert (str(found.value), found.error) == (amount, "")


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("1,234", "Nie wiadomo, czy „1,234” to tysiące, czy ułamek. Wpisz kwotę z groszami, na przykład 1234,00."),
        (
            "2.500 zł",
            "Nie wiadomo, czy „2.500 zł” to tysiące, czy ułamek. Wpisz kwotę z groszami, na przykład 1234,00.",
        ),
        ("-12", "Kwota „-12” jest ujemna. Wpisz wartość brutto urządzenia."),
        (-0.01, "Kwota „-0,01” jest ujemna. Wpisz wartość brutto urządzenia."),
        ("1e400", "Kwota „1e400” jest za duża. Popraw ją."),
        (1e12, "Kwota „1000000000000” jest za duża. Popraw ją."),
        ("nan", "Nie udało się odczytać kwoty „nan”. Wpisz ją jako 1234,56."),
        ("inf", "Nie udało się odczytać kwoty „inf”. Wpisz ją jako 1234,56."),
        (float("nan"), "Nie udało się odczytać kwoty „nan”. Wpisz ją jako 1234,56."),
        (float("inf"), "Nie udało się odczytać kwoty „inf”. Wpisz ją jako 1234,56."),
        ("ok. 100", "Nie udało się odczytać kwoty „ok. 100”. Wpisz ją jako 1234,56."),
        ("1,2,3", "Nie udało się odczytać kwoty „1,2,3”. Wpisz ją jako 1234,56."),
        (True, "Nie udało się odczytać kwoty „PRAWDA”. Wpisz ją jako 1234,56."),
        (CellError("#REF!"), "Komórka zawiera błąd #REF!. Popraw formułę albo wpisz wartość."),
        (CellError("not-a-number"), "Komórka liczbowa nie zawiera liczby. Wpisz wartość."),
    ],
)
def test_what_is_no_amount_is_an_error_with_its_sentence(written: Any, sentence: str) -> None:
    found = read_money(written)

    assert (found.value, found.error) == (None, sentence)


def test_more_than_grosze_is_rounded_and_said_so_the_dust_of_floats_is_not() -> None:
    assert read_money("0,125") == read_money(0.125)
    assert (read_money(0.125).value, read_money(0.125).warning) == (Decimal("0.13"), "Kwotę zaokrąglono do groszy.")
    assert (read_money(1234.5600000001).value, read_money(1234.5600000001).warning) == (Decimal("1234.56"), "")


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("8", 8),
        (8, 8),
        (8.0, 8),
        ("8 GB", 8),
        ("8gb", 8),
        ("1 TB", 1000),
        ("8192 MB", 8),
        ("256 GB SSD", 256),
        ("8 GB DDR4", 8),
    ],
)
def test_a_size_is_read_in_gigabytes(written: Any, count: int) -> None:
    assert read_count(written, sizes=True).value == count


@pytest.mark.parametrize("written", ["dużo", 8.5, "512 MB", True, -1, "2000000"])
def test_what_is_no_whole_size_is_an_error(written: Any) -> None:
    assert read_count(written, sizes=True).error


@pytest.mark.parametrize(
    ("written", "pieces"), [(None, 1), (15, 15), ("15", 15), ("15 szt.", 15), ("2 kpl.", 2), ("1,0", 1)]
)
def test_a_quantity_is_a_number_of_pieces(written: Any, pieces: int) -> None:
    assert read_quantity(written).value == pieces


@pytest.mark.parametrize("written", [0, -1, 1.5, "15,5", 501, "dużo", True, CellError("#N/A")])
def test_what_is_no_number_of_pieces_is_an_error(written: Any) -> None:
    assert read_quantity(written).error
