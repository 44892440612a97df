import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdr_portal.lib.periods import Period, end_of_month, months_later, parse_written, school_year_start

D = datetime.date
DAYS = st.dates(D(1990, 1, 1), D(2090, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2026", D(2026, 1, 1), D(2026, 12, 31), "year"),
        ("2024-06", D(2024, 6, 1), D(2024, 6, 30), "month"),
        ("2024-02", D(2024, 2, 1), D(2024, 2, 29), "month"),
        ("2024-06-15", D(2024, 6, 15), D(2024, 6, 15), "day"),
    ],
)
def test_a_written_date_covers_its_days(text: str, first: D, last: D, precision: str) -> None:
    written = parse_written(text)

    assert (written.first, written.last, written.precision) == (first, last, precision)


@pytest.mark.parametrize("text", ["", "24-06", "2024-13", "2024-02-30", "2024-6", "czerwiec 2024", "2024-06-15T10"])
def test_what_is_no_written_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_written(text)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (D(2024, 1, 31), 1, D(2024, 2, 29)),
        (D(2026, 12, 31), -1, D(2026, 11, 30)),
        (D(2026, 11, 22), -12, D(2025, 11, 22)),
        (D(2026, 11, 22), 2, D(2027, 1, 22)),
    ],
)
def test_months_later_keeps_the_day_or_takes_the_months_last(day: D, months: int, later: D) -> None:
    assert months_later(day, months) == later


@given(DAYS, st.integers(-60, 60))
def test_months_later_lands_in_the_right_month(day: D, months: int) -> None:
    later = months_later(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == min(day.day, end_of_month(later).day)


@pytest.mark.parametrize(
    ("day", "start"), [(D(2026, 8, 31), D(2025, 9, 1)), (D(2026, 9, 1), D(2026, 9, 1)), (D(2026, 1, 1), D(2025, 9, 1))]
)
def test_a_school_year_starts_on_the_first_of_september(day: D, start: D) -> None:
    assert school_year_start(day) == start


def test_a_period_holds_both_of_its_ends() -> None:
    period = Period(D(2024, 6, 1), D(2026, 6, 30))

    assert [period.holds(day) for day in (D(2024, 5, 31), D(2024, 6, 1), D(2026, 6, 30), D(2026, 7, 1))] == [
        False,
        True,
        True,
        False,
    ]
    assert Period(None, D(2026, 6, 30)).holds(D(1990, 1, 1))
