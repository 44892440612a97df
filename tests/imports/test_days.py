"""Days in all Polish spellings; a date that cannot be read is an error, never 1970."""

import datetime
from typing import Any

import pytest

from hdr_portal.lib.workbook.contents import CellError
from inventory.values import read_day

TODAY = datetime.date(2026, 6, 1)
FIFTH = datetime.date(2024, 11, 5)


@pytest.mark.parametrize(
    "written",
    [
        "05.11.2024", "5.11.24", "5. 11. 2024", "05-11-2024", "5/11/2024", "5 11 2024", "2024-11-05", "2024.11.05",
        "20241105", "5 listopada 2024", "5 listopada 2024 r.", "05.11.2024 r.", "05.11.2024r.", "5 lis 2024", "5.XI.2024",
        "5 XI 2024 roku", "2024-11-05T00:00:00", "2024-11-05 00:00:00", "05.11.2024 12:30", "\u00a05.11.2024\u00a0", FIFTH,
        datetime.datetime.combine(FIFTH, datetime.time(8, 30)),
    ],
)  # fmt: skip
def test_every_spelling_of_a_day_is_that_day_without_a_remark(written: Any) -> None:
    found = read_day(written, TODAY)

    assert (found.value, found.error, found.warning) == (FIFTH, "", "")


@pytest.mark.parametrize(
    "written",
    ["listopad 2024", "Listopada 2024 r.", "XI 2024", "lis. 2024", "11.2024", "11.2024 r.", "11/2024", "2024-11"],
)
def test_a_month_is_its_first_day_and_said_so(written: str) -> None:
    found = read_day(written, TODAY)

    assert (found.value, found.warning) == (datetime.date(2024, 11, 1), "Podano sam miesiąc: przyjęto 01.11.2024.")


def test_a_month_at_which_something_ends_is_its_last_day() -> None:
    assert read_day("luty 2028", TODAY, ends=True).value == datetime.date(2028, 2, 29)


@pytest.mark.parametrize("written", ["2019", "2019 r.", "2019 rok", 2019])
def test_a_year_is_its_first_day_and_said_so(written: Any) -> None:
    found = read_day(written, TODAY)

    assert (found.value, found.warning) == (datetime.date(2019, 1, 1), "Podano sam rok: przyjęto 01.01.2019.")


def test_a_year_at_which_something_ends_is_its_last_day() -> None:
    assert read_day(2028, TODAY, ends=True).value == datetime.date(2028, 12, 31)


@pytest.mark.parametrize("written", [45234, 45234.75, "45234"])
def test_a_spreadsheets_number_of_a_day_is_read_and_said_so(written: Any) -> None:
    found = read_day(written, TODAY)

    assert found.value == datetime.date(2023, 11, 4)
    assert "odczytano jako datę 04.11.2023." in found.warning


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("29.02.2023", "Nie ma takiego dnia: „29.02.2023”. Popraw datę."),
        ("31.11.2024", "Nie ma takiego dnia: „31.11.2024”. Popraw datę."),
        ("12/31/2023", "Nie ma takiego dnia: „12/31/2023”. Popraw datę."),
        ("5 lutopada 2024", "Nie ma takiego dnia: „5 lutopada 2024”. Popraw datę."),
        (datetime.date(1899, 12, 31), "Rok 1899 jest niemożliwy: data powinna leżeć między rokiem 1980 a 2076."),
        ("01.01.1970", "Rok 1970 jest niemożliwy: data powinna leżeć między rokiem 1980 a 2076."),
        ("31.12.2999", "Rok 2999 jest niemożliwy: data powinna leżeć między rokiem 1980 a 2076."),
        (CellError("#N/A"), "Komórka zawiera błąd #N/A. Popraw formułę albo wpisz wartość."),
        (CellError("date"), "Nie ma takiego dnia. Wpisz datę jako dzień.miesiąc.rok."),
    ],
)
def test_an_impossible_day_is_an_error_with_its_sentence(written: Any, sentence: str) -> None:
    found = read_day(written, TODAY)

    assert (found.value, found.error) == (None, sentence)


@pytest.mark.parametrize(
    "written", ["jutro", "ok. 2019", -5, 99999999, 1.5, True, datetime.time(8, 30), "5.11", "2024/13"]
)
def test_what_is_no_day_is_an_error(written: Any) -> None:
    found = read_day(written, TODAY)

    assert found.value is None
    assert found.error


@pytest.mark.parametrize("written", ["brak", "-", "nie dotyczy", "b/d"])
def test_a_word_for_nothing_is_nothing_and_said_so(written: str) -> None:
    found = read_day(written, TODAY)

    assert (found.value, found.error, found.warning) == (None, "", f"„{written}” odczytano jako brak daty.")


def test_a_day_of_purchase_to_come_is_remarked_an_end_to_come_is_not() -> None:
    assert read_day("1.07.2026", TODAY).warning == "Data leży w przyszłości: sprawdź ją."
    assert read_day("1.07.2026", TODAY, ends=True).warning == ""


def test_two_digits_of_a_year_are_this_century_or_the_last() -> None:
    assert read_day("30.11.98", TODAY).value == datetime.date(1998, 11, 30)
    assert read_day("30.11.31", TODAY).value == datetime.date(2031, 11, 30)
