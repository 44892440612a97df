"""Ages of devices, counted in months from the month of purchase: classes, and the days of purchase that each stands for."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from hdr_portal.lib.periods import end_of_month, months_later
from inventory.runningtotals import LATEST, YEAR, month_number

FOREVER = LATEST


@dataclass(frozen=True)
class AgeClass:
    """Devices from `first` to `last` months old, both included; no `last`: any older."""

    label: str
    first: int
    last: int | None = None


CLASSES = (
    AgeClass("0–1 rok", 0, 2 * YEAR - 1),
    AgeClass("2–3 lata", 2 * YEAR, 4 * YEAR - 1),
    AgeClass("4–5 lat", 4 * YEAR, 6 * YEAR - 1),
    AgeClass("6–8 lat", 6 * YEAR, 9 * YEAR - 1),
    AgeClass("9 lat i więcej", 9 * YEAR),
)


def boundaries(day: datetime.date) -> list[int]:
    """The last month of purchase of each class, as month numbers; the first class takes in what is bought in the future."""
    now = month_number(day.year, day.month)
    return [FOREVER, *(now - one.first for one in CLASSES[1:])]


def by_class(totals: Sequence[int]) -> tuple[int, ...]:
    """Counts of the classes from the counts up to each of their boundaries."""
    return tuple(one - older for one, older in zip(totals, [*totals[1:], 0], strict=True))


def bought_between(one: AgeClass, day: datetime.date) -> tuple[datetime.date | None, datetime.date | None]:
    """First and last day of purchase of devices of the class, as of the day; None is open."""
    first = None if one.last is None else months_later(day.replace(day=1), -one.last)
    last = None if one.first == 0 else bought_until(one.first, day)
    return first, last


def bought_until(months: int, day: datetime.date) -> datetime.date:
    """The last day of purchase of what is at least so many months old."""
    return end_of_month(months_later(day.replace(day=1), -months))
