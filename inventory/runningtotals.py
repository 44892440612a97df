"""Counts by month as running totals in one text, so that „how many up to a month” is found without reading them all.

"24144:3:007007012" reads: from month 24144 (2012-01, months counted from year 0), three digits each: 7 up to that month,
7 up to the next, 12 up to the one after. A dashboard looks up five months in each of a thousand registers.
"""

from collections.abc import Iterable, Mapping
from itertools import accumulate

YEAR = 12
EARLIEST, LATEST = 1980 * YEAR, 2100 * YEAR  # a mistyped year must not make the text long


def month_number(year: int, month: int) -> int:
    """Months from the year 0."""
    return year * YEAR + month - 1


def running_totals(counts: Mapping[int, int]) -> str:
    """The text of counts by month number; empty for no counts. Months beyond the bounds count as the bound."""
    bounded: dict[int, int] = {}
    for month, count in counts.items():
        kept = month if EARLIEST <= month <= LATEST else EARLIEST if month < EARLIEST else LATEST
        bounded[kept] = bounded.get(kept, 0) + count
    if not bounded:
        return ""
    first, last, width = min(bounded), max(bounded), len(str(sum(bounded.values())))
    totals = accumulate(bounded.get(month, 0) for month in range(first, last + 1))
    return f"{first}:{width}:" + "".join(f"{total:0{width}}" for total in totals)


def up_to(text: str, months: Iterable[int]) -> list[int]:
    """How many there are up to and with each of the months."""
    if not text:
        return [0 for _ in months]
    start, digits, totals = text.split(":")
    first, width = int(start), int(digits)
    last = first + len(totals) // width - 1
    found = []
    for month in months:
        at = (min(month, last) - first) * width
        found.append(int(totals[at : at + width]) if at >= 0 else 0)
    return found
