"""Plural forms, dates and numbers as Polish writes them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from hdr_portal.lib import polish

DEVICES = "urządzenie,urządzenia,urządzeń"
DAYS = "dzień,dni,dni,dnia"


@pytest.mark.parametrize(
    ("amount", "form"),
    [
        (0, "urządzeń"), (1, "urządzenie"), (2, "urządzenia"), (4, "urządzenia"), (5, "urządzeń"), (11, "urządzeń"),
        (12, "urządzeń"), (14, "urządzeń"), (21, "urządzeń"), (22, "urządzenia"), (25, "urządzeń"), (101, "urządzeń"),
        (102, "urządzenia"), (112, "urządzeń"), (113, "urządzeń"), (1000, "urządzeń"), (1004, "urządzenia"), (-1, "urządzenie"),
    ],
)  # fmt: skip
def test_noun_takes_the_form_of_its_number(amount: int, form: str) -> None:
    assert polish.plural(amount, DEVICES) == form


def test_fraction_takes_the_second_form_unless_a_fourth_is_given() -> None:
    assert polish.plural(Decimal("1.5"), DEVICES) == "urządzenia"
    assert polish.plural(Decimal("1.5"), DAYS) == "dnia"
    assert polish.plural(2.0, DAYS) == "dni"


def test_counted_ties_number_and_noun_with_a_hard_space() -> None:
    assert polish.counted(1205, DEVICES) == "1\u00a0205\u00a0urządzeń"


@pytest.mark.parametrize(
    ("amount", "places", "written"),
    [
        (0, None, "0"), (7, None, "7"), (100, None, "100"), (1234, None, "1\u00a0234"), (1234567, None, "1\u00a0234\u00a0567"),
        (1.5, None, "1,5"), (0.1, None, "0,1"), (Decimal("2.50"), None, "2,5"), (Decimal("2.005"), 2, "2,01"),
        (2, 1, "2,0"), (2.5, 0, "3"), (-3, None, "\u22123"), (Decimal("-0.001"), None, "0"),
    ],
)  # fmt: skip
def test_number_has_hard_spaces_and_a_comma(amount: polish.Number, places: int | None, written: str) -> None:
    assert polish.number(amount, places) == written


def test_money_always_has_grosze() -> None:
    assert polish.money(1234) == "1\u00a0234,00\u00a0zł"
    assert polish.money(Decimal("-0.5")) == "\u22120,50\u00a0zł"


def test_percent_stands_beside_its_number() -> None:
    assert polish.percent(45) == "45%"
    assert polish.percent(45.25, 1) == "45,3%"


@pytest.mark.parametrize(
    ("size", "written"),
    [(0, "0\u00a0B"), (999, "999\u00a0B"), (1000, "1\u00a0kB"), (812_400, "812\u00a0kB"), (1_434_000, "1,4\u00a0MB")],
)
def test_file_size_is_short(size: int, written: str) -> None:
    assert polish.file_size(size) == written


def test_day_month_and_year_are_written_as_precisely_as_they_are_known() -> None:
    day = date(2025, 6, 6)
    assert polish.long_date(day) == "6 czerwca 2025"
    assert polish.month_year(day) == "czerwiec 2025"
    assert [polish.with_precision(day, precision) for precision in ["day", "month", "year"]] == [
        "6 czerwca 2025", "czerwiec 2025", "2025",
    ]  # fmt: skip


def test_all_twelve_months_are_declined() -> None:
    assert [polish.long_date(date(2025, month, 1)) for month in range(1, 13)] == [
        "1 stycznia 2025", "1 lutego 2025", "1 marca 2025", "1 kwietnia 2025", "1 maja 2025", "1 czerwca 2025",
        "1 lipca 2025", "1 sierpnia 2025", "1 września 2025", "1 października 2025", "1 listopada 2025", "1 grudnia 2025",
    ]  # fmt: skip


def test_unknown_precision_is_refused() -> None:
    with pytest.raises(KeyError):
        polish.with_precision(date(2025, 6, 6), "week")


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2025, 6, 6), date(2025, 6, 6), "6 czerwca 2025"),
        (date(2025, 6, 3), date(2025, 6, 6), "3–6 czerwca 2025"),
        (date(2025, 5, 30), date(2025, 6, 2), "30 maja – 2 czerwca 2025"),
        (date(2024, 12, 30), date(2025, 1, 2), "30 grudnia 2024 – 2 stycznia 2025"),
    ],
)
def test_range_writes_once_what_the_days_share(first: date, last: date, written: str) -> None:
    assert polish.date_range(first, last) == written


def test_moment_is_told_in_the_portals_time_zone() -> None:
    assert polish.moment(datetime(2025, 6, 6, 22, 30, tzinfo=UTC)) == "7 czerwca 2025, 00:30"
    assert polish.moment(datetime(2025, 1, 6, 8, 5)) == "6 stycznia 2025, 08:05"  # noqa: DTZ001 - naive on purpose


def test_long_words_may_break_where_polish_words_break() -> None:
    told = polish.hyphenated("Audyty cyberbezpieczeństwa ZSZO")
    assert told.replace(polish.SOFT_HYPHEN, "-") == "Audyty cyber-bez-pie-czeń-stwa ZSZO"
    assert polish.hyphenated("Karty badania SELFIE") == "Karty badania SELFIE"
