"""Cron expressions of five fields, read as a wall clock in Poland reads them."""

import datetime
import re
from collections.abc import Iterator
from itertools import islice

from croniter import croniter
from croniter.croniter import CroniterError

FIELD = re.compile(r"[0-9A-Za-z*/,-]+")
NAMES = frozenset(
    [
        *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
        *("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    ]
)
EXAMPLE = "Przykład: „0 7 * * 1” to każdy poniedziałek o 7:00."


def cron_fault(expression: str) -> str:
    """What is wrong with the expression, as a sentence that says what to do; empty when it may be used."""
    fields = expression.lower().split()
    if len(fields) != 5:
        return f"Wyrażenie ma mieć pięć pól: minuta, godzina, dzień miesiąca, miesiąc, dzień tygodnia. {EXAMPLE}"
    if not all(FIELD.fullmatch(field) and set(re.findall("[a-z]+", field)) <= NAMES for field in fields):
        return f"Użyj cyfr, gwiazdki, przecinka, ukośnika i myślnika. {EXAMPLE}"
    try:
        first = list(islice(occurrences(expression, datetime.datetime(2026, 1, 1)), 2))  # noqa: DTZ001 - a wall clock
    except (CroniterError, ValueError):
        return f"Nie rozumiem tego wyrażenia albo taki dzień nigdy nie nadejdzie. {EXAMPLE}"
    if first[0].date() == first[1].date():
        return (
            "Raport mówi o całym dniu, więc można go wysyłać najwyżej raz dziennie. Podaj jedną minutę i jedną godzinę."
        )
    return ""


def occurrences(expression: str, after: datetime.datetime) -> Iterator[datetime.datetime]:
    """Naive local moments after a naive one, without end."""
    clock = croniter(expression, after)
    while True:
        yield clock.get_next(datetime.datetime)
