"""How the evidenced number grew, from the contributions' own days: a pure function, and what a small chart is drawn from.

What grows is the number that the board shows, with two exceptions. Of a minimum over units it is how many units have what
is asked, because a minimum stays at nought until the last one comes; of a target per group it is the weakest group.
"""

import datetime
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hdr_portal.lib.periods import end_of_month, months_later
from hdr_portal.lib.polish import counted, number
from monitoring.standing import Amount, Question, Rule, compare
from schools.measures import Contribution

TOLD_MONTHS = 3
MONTH_FORMS, OF_MONTH_FORMS = "miesiąc,miesiące,miesięcy", "miesiąca,miesięcy,miesięcy"


@dataclass(frozen=True)
class Trend:
    """Days on which the number changed, with the number from that day on; the months from the start to the as-of day."""

    days: tuple[datetime.date, ...]
    values: tuple[Amount, ...]
    start: datetime.date
    as_of: datetime.date
    known: bool = True

    def at(self, day: datetime.date) -> Amount:
        """The number at the end of a day."""
        place = bisect_right(self.days, day)
        return self.values[place - 1] if place else 0

    @property
    def now(self) -> Amount:
        """The number on the as-of day."""
        return self.at(self.as_of)

    @property
    def months(self) -> tuple[tuple[datetime.date, Amount], ...]:
        """The last day of each month with the number; the as-of day closes the last one."""
        return tuple((day, self.at(day)) for day in month_ends(self.start, self.as_of))

    @property
    def words(self) -> str:
        """„7 → 11 w 3 miesiące”, or that it stood still."""
        if not self.known:
            return "brak danych"
        since = max(months_later(self.as_of, -TOLD_MONTHS), self.start)
        before, now = number(self.at(since)), number(self.now)
        months = max(whole_months(since, self.as_of), 1)
        if before == now:
            return f"{now}, bez zmian od {counted(months, OF_MONTH_FORMS)}"
        return f"{before} → {now} w {counted(months, MONTH_FORMS)}"


def month_ends(start: datetime.date, as_of: datetime.date) -> Iterator[datetime.date]:
    """The last day of every month from the start on; the as-of day instead of the last. Nothing before the start."""
    day = end_of_month(start)
    while day < as_of:
        yield day
        day = end_of_month(months_later(day.replace(day=1), 1))
    if start <= as_of:
        yield as_of


def whole_months(first: datetime.date, last: datetime.date) -> int:
    """Whole months between two days; 31 May is a month after 30 April and 30 June a month after 31 May."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months if months_later(first, months) <= last else months - 1


def trend_of(
    question: Question, contributions: Sequence[Contribution], start: datetime.date, as_of: datetime.date
) -> Trend:
    """The trend from the plan's start to the as-of day, of documented records alone; corrections are no part of it.

    `contributions`: all that counted at some time, so that what has expired since is told for the days on which it counted.
    """
    proved = sorted((one for one in contributions if one.documented and one.day <= as_of), key=lambda one: one.day)
    counted = _anew if any(one.until for one in proved) else _steps
    steps: dict[datetime.date, Amount] = dict(counted(question, proved))  # of one day the last value stands
    known = question.rule != Rule.LATEST or bool(proved)
    return Trend(tuple(steps), tuple(steps.values()), start, as_of, known=known and bool(question.targets))


def _steps(question: Question, proved: Sequence[Contribution]) -> Iterator[tuple[datetime.date, Amount]]:
    if question.rule == Rule.RECORDS:
        return _records(proved)
    if question.rule in {Rule.SCHOOLS, Rule.MIN_PER_SCHOOL}:
        return _members(question, proved)
    return _compared(question, proved)


def _anew(question: Question, proved: Sequence[Contribution]) -> Iterator[tuple[datetime.date, Amount]]:
    """Where records expire: counted anew on every day on which one begins to count or ends."""
    days = {day for one in proved for day in (one.day, one.until) if day}
    for day in sorted(days):
        steps = list(_steps(question, [one for one in proved if one.counts_on(day)]))
        yield day, steps[-1][1] if steps else 0


def _records(proved: Sequence[Contribution]) -> Iterator[tuple[datetime.date, Amount]]:
    amounts: dict[str, int] = defaultdict(int)
    total = 0
    for one in proved:
        total += max(one.amount - amounts[one.record], 0)
        amounts[one.record] = max(one.amount, amounts[one.record])
        yield one.day, total


def _members(question: Question, proved: Sequence[Contribution]) -> Iterator[tuple[datetime.date, Amount]]:
    """How many members have what is asked: of a school with two establishments both."""
    wanted = question.targets[0].value if question.rule == Rule.MIN_PER_SCHOOL and question.targets else 1
    places: dict[int, int] = defaultdict(int)
    for member in question.members:
        places[member.school] += 1
    amounts: dict[int, int] = defaultdict(int)
    done = 0
    for one in proved:
        if one.school in places:
            before = amounts[one.school] >= wanted
            amounts[one.school] += one.amount
            done += places[one.school] * (amounts[one.school] >= wanted and not before)
        yield one.day, done


def _compared(question: Question, proved: Sequence[Contribution]) -> Iterator[tuple[datetime.date, Amount]]:
    """Few events decide: the comparison is made anew on each of their days."""
    for day in dict.fromkeys(one.day for one in proved):
        until = [one for one in proved if one.day <= day]
        yield day, min((one.evidenced for one in compare(question, until, until)), default=0)
