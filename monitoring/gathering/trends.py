"""How the evidenced numbers grew: what the board counted at the end of each month."""

import datetime
from collections.abc import Sequence

from hdr_portal.lib.periods import end_of_month, months_later
from monitoring.queries import BoardRow
from monitoring.report_facts import TrendData, TrendsData
from monitoring.standing import Amount, compare

LONGEST = 120  # months: ten years, more than any plan


def trends_of(rows: Sequence[BoardRow], start: datetime.date, as_of: datetime.date) -> TrendsData:
    """Trends of the rows from the plan's first month to the day."""
    days = month_ends(start, as_of)
    return TrendsData(
        months=tuple(f"{day:%Y-%m}" for day in days),
        rows=tuple(trend for row in rows for trend in _trends(row, days)),
    )


def month_ends(start: datetime.date, as_of: datetime.date) -> tuple[datetime.date, ...]:
    """Last days of the months from the start to the day itself; at most the LONGEST newest."""
    first = end_of_month(min(start, as_of))
    count = (as_of.year - first.year) * 12 + as_of.month - first.month
    ends = [end_of_month(months_later(first.replace(day=1), place)) for place in range(count)]
    return (*ends[-LONGEST + 1 :], as_of)


def _trends(row: BoardRow, days: Sequence[datetime.date]) -> list[TrendData]:
    told = [_evidenced(row, day) for day in days]
    return [
        TrendData(
            number=row.indicator.number,
            group=one.group,
            target=one.target,
            downward=one.downward,
            values=tuple(values[place] if place < len(values) else None for values in told),
        )
        for place, one in enumerate(row.standing.comparisons)
    ]


def _evidenced(row: BoardRow, day: datetime.date) -> list[float]:
    proved = [one for one in row.history if one.documented and one.counts_on(day)]
    return [plain(one.evidenced) for one in compare(row.question, proved, proved)]


def plain(amount: Amount) -> float:
    """As JSON has it: a whole number stays whole."""
    return amount if isinstance(amount, int) else float(amount)
