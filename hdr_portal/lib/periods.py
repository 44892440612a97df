"""Days, months, years: terms with the precision they were written in."""

import calendar
import datetime
import re
from dataclasses import dataclass

WRITTEN = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
PRECISIONS = ("year", "month", "day")


@dataclass(frozen=True)
class Period:
    """Days from start to end, both included; None is open."""

    start: datetime.date | None
    end: datetime.date

    def holds(self, day: datetime.date) -> bool:
        """Whether the day lies inside."""
        return (self.start is None or self.start <= day) and day <= self.end


@dataclass(frozen=True)
class WrittenDate:
    """A date known to a year, a month or a day: the days it may mean."""

    first: datetime.date
    last: datetime.date
    precision: str


def parse_written(text: str) -> WrittenDate:
    """`2026`, `2024-06` or `2024-06-15` with the days it covers; raises ValueError."""
    match = WRITTEN.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = match.groups()
    if month is None:
        return WrittenDate(datetime.date(int(year), 1, 1), datetime.date(int(year), 12, 31), "year")
    if day is None:
        first = datetime.date(int(year), int(month), 1)
        return WrittenDate(first, end_of_month(first), "month")
    exact = datetime.date(int(year), int(month), int(day))
    return WrittenDate(exact, exact, "day")


def end_of_month(day: datetime.date) -> datetime.date:
    """The last day of the day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months on; the month's last day when it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def a_year_after(day: datetime.date) -> datetime.date:
    """The first day that is more than a year after it: of a year back from there the day is no part."""
    found = months_later(day, 12)
    while months_later(found, -12) <= day:
        found += datetime.timedelta(days=1)
    return found


def school_year_start(day: datetime.date) -> datetime.date:
    """1 September of the school year that holds the day (art. 94 ustawy Prawo oświatowe)."""
    return datetime.date(day.year if day.month >= 9 else day.year - 1, 9, 1)
