"""Running totals by month: the same answers as counting, whatever the months."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inventory.runningtotals import EARLIEST, LATEST, month_number, running_totals, up_to

MONTHS = st.integers(EARLIEST, LATEST)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault
@given(st.dictionaries(MONTHS, st.integers(1, 400), max_size=12), st.lists(MONTHS, max_size=6))
def test_what_is_looked_up_is_what_counting_gives(counts: dict[int, int], months: list[int]) -> None:
    expected = [sum(count for at, count in counts.items() if at <= month) for month in months]
    assert up_to(running_totals(counts), months) == expected


def test_the_text_reads_as_described() -> None:
    text = running_totals({month_number(2012, 1): 7, month_number(2012, 3): 105})
    assert text == "24144:3:007007112"
    assert up_to(text, [24143, 24144, 24145, 24146, 30000]) == [0, 7, 7, 112, 112]


def test_no_counts_are_no_text() -> None:
    assert (running_totals({}), up_to("", [1, 2])) == ("", [0, 0])


def test_a_mistyped_year_counts_and_does_not_make_the_text_long() -> None:
    text = running_totals({month_number(1, 1): 2, month_number(2024, 5): 1, month_number(9999, 12): 3})
    assert len(text) < 1500
    assert up_to(text, [EARLIEST - 1, month_number(2024, 5), LATEST]) == [0, 3, 6]
