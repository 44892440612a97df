"""Windows: the periods a subscription tells of, and the moment each is due.

A month, a quarter and a school term are due on the chosen day of the month after they ended, and the report speaks of
their last day. A cron moment speaks of the day before it: the last one that is over.
"""

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile

from django.utils import timezone

from hdr_portal.lib import polish
from monitoring.deliveries.cron import occurrences
from monitoring.deliveries.moments import local_moment
from monitoring.models import Frequency, Subscription

DAY = datetime.timedelta(days=1)
ROMAN = ("I", "II", "III", "IV")
ENDS = {Frequency.MONTHLY: range(1, 13), Frequency.QUARTERLY: (3, 6, 9, 12), Frequency.TERM: (1, 6)}
PERIODS = {
    Frequency.MONTHLY: "zakończony miesiąc",
    Frequency.QUARTERLY: "zakończony kwartał",
    Frequency.TERM: "zakończone półrocze",
}
NOW = "now-"


@dataclass(frozen=True)
class Window:
    """A period by its name, the day its report speaks of, the moment it is due."""

    name: str
    as_of: datetime.date
    due_at: datetime.datetime


def windows_between(subscription: Subscription, after: datetime.datetime, until: datetime.datetime) -> list[Window]:
    """Windows due after `after` and not later than `until`, in order."""
    return list(takewhile(lambda window: window.due_at <= until, windows_after(subscription, after)))


def next_windows(subscription: Subscription, now: datetime.datetime, count: int = 3) -> list[Window]:
    """The windows that come next."""
    return list(islice(windows_after(subscription, now), count))


def windows_after(subscription: Subscription, after: datetime.datetime) -> Iterator[Window]:
    """Windows due after a moment and not before the subscription's first day, without end."""
    local = max(timezone.localtime(after).replace(tzinfo=None), _midnight(subscription.starts_on))
    found = (
        _of_cron(subscription, local) if subscription.frequency == Frequency.CRON else _of_periods(subscription, local)
    )
    return (
        window
        for window in found
        if window.due_at > after and timezone.localdate(window.due_at) >= subscription.starts_on
    )


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time())


def _of_cron(subscription: Subscription, local: datetime.datetime) -> Iterator[Window]:
    for naive in occurrences(subscription.cron, local - DAY):  # a day early: the two odd nights move moments
        yield Window(f"{naive:%Y-%m-%dT%H:%M}", naive.date() - DAY, local_moment(naive))


def _of_periods(subscription: Subscription, local: datetime.datetime) -> Iterator[Window]:
    first_of_month = (local.date().replace(day=1) - DAY).replace(day=1)
    while True:
        following = (first_of_month + 31 * DAY).replace(day=1)
        if first_of_month.month in ENDS[Frequency(subscription.frequency)]:
            due = datetime.datetime.combine(following.replace(day=subscription.day_of_month), subscription.at)
            name = _name(Frequency(subscription.frequency), first_of_month)
            yield Window(name, _last_day(first_of_month), local_moment(due))
        first_of_month = following


def _last_day(day: datetime.date) -> datetime.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _name(frequency: Frequency, month: datetime.date) -> str:
    if frequency == Frequency.QUARTERLY:
        return f"{month.year}-Q{month.month // 3}"
    if frequency == Frequency.TERM:
        return f"{month.year - 1}-T{1 if month.month == 1 else 2}"
    return f"{month:%Y-%m}"


# --- Names ----------------------------------------------------------------------------------------------------------
def base_name(name: str) -> str:
    """The window without the number of the repetition."""
    return name.partition("~")[0]


def again(name: str) -> str:
    """The window of a sending that repeats another: its number grows, so the same one is never repeated twice."""
    base, _, number = name.partition("~")
    return f"{base}~{int(number or 1) + 1}"


def window_label(name: str) -> str:
    """A window in words: „październik 2026”, „III kwartał 2026”, „I półrocze 2026/2027”, „25.10.2026, 02:30”."""
    base, _, number = name.partition("~")
    return _base_label(base) + (f" (ponownie, {number}. raz)" if number else "")


def _base_label(base: str) -> str:
    if base.startswith(NOW):
        return "na żądanie"
    if found := re.fullmatch(r"(\d{4})-Q(\d)", base):
        return f"{ROMAN[int(found[2]) - 1]} kwartał {found[1]}"
    if found := re.fullmatch(r"(\d{4})-T(\d)", base):
        return f"{ROMAN[int(found[2]) - 1]} półrocze {found[1]}/{int(found[1]) + 1}"
    if re.fullmatch(r"\d{4}-\d{2}", base):
        return polish.month_year(datetime.date.fromisoformat(f"{base}-01"))
    return datetime.datetime.fromisoformat(base).strftime("%d.%m.%Y, %H:%M")


def frequency_words(subscription: Subscription) -> str:
    """How often, in one phrase."""
    if subscription.frequency == Frequency.CRON:
        return f"według wyrażenia „{subscription.cron}”, za dzień poprzedni"
    frequency = Frequency(subscription.frequency)
    day, at = subscription.day_of_month, subscription.at
    return f"{frequency.label}, {day}. dnia następnego miesiąca o {at:%H:%M}, za {PERIODS[frequency]}"
