"""When something is due, on ordinary days and on the two odd nights."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from monitoring.deliveries.cron import cron_fault
from monitoring.deliveries.moments import local_moment
from monitoring.deliveries.windows import Window, again, next_windows, window_label, windows_between
from monitoring.models import Frequency, Subscription
from tests.deliveries.conftest import at


def made(frequency: str, **given: Any) -> Subscription:
    return Subscription(frequency=frequency, starts_on=datetime.date(2020, 1, 1), at=datetime.time(7, 0), **given)


def told(windows: list[Window]) -> list[tuple[str, str, str]]:
    return [(one.name, one.as_of.isoformat(), f"{timezone.localtime(one.due_at):%Y-%m-%d %H:%M}") for one in windows]


@pytest.mark.parametrize(
    ("frequency", "expected"),
    [
        (
            Frequency.MONTHLY,
            [
                ("2026-09", "2026-09-30", "2026-10-05 07:00"),
                ("2026-10", "2026-10-31", "2026-11-05 07:00"),
                ("2026-11", "2026-11-30", "2026-12-05 07:00"),
            ],
        ),
        (
            Frequency.QUARTERLY,
            [
                ("2026-Q3", "2026-09-30", "2026-10-05 07:00"),
                ("2026-Q4", "2026-12-31", "2027-01-05 07:00"),
                ("2027-Q1", "2027-03-31", "2027-04-05 07:00"),
            ],
        ),
        (
            Frequency.TERM,
            [
                ("2026-T1", "2027-01-31", "2027-02-05 07:00"),
                ("2026-T2", "2027-06-30", "2027-07-05 07:00"),
                ("2027-T1", "2028-01-31", "2028-02-05 07:00"),
            ],
        ),
    ],
)
def test_a_period_is_due_in_the_month_after_it_ended(frequency: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(next_windows(made(frequency, day_of_month=5), at("2026-10-05 06:59"))) == expected


def test_a_moment_itself_is_due_once() -> None:
    subscription = made(Frequency.MONTHLY, day_of_month=5)
    due = at("2026-10-05 07:00")
    assert [one.name for one in windows_between(subscription, due - datetime.timedelta(minutes=1), due)] == ["2026-09"]
    assert windows_between(subscription, due, due + datetime.timedelta(days=1)) == []


def test_nothing_is_due_before_the_first_day() -> None:
    subscription = made(Frequency.MONTHLY, day_of_month=5)
    subscription.starts_on = datetime.date(2026, 11, 6)
    assert [one.name for one in next_windows(subscription, at("2026-01-01 00:00"), 1)] == ["2026-11"]


def test_a_cron_moment_speaks_of_the_day_before() -> None:
    subscription = made(Frequency.CRON, cron="30 8 * * 1")
    assert told(next_windows(subscription, at("2026-11-23 00:00"), 2)) == [
        ("2026-11-23T08:30", "2026-11-22", "2026-11-23 08:30"),
        ("2026-11-30T08:30", "2026-11-29", "2026-11-30 08:30"),
    ]


# --- The two odd nights -----------------------------------------------------------------------------------------------
def test_the_hour_that_comes_twice_counts_once_and_the_first_time() -> None:
    subscription = made(Frequency.CRON, cron="30 2 * * *")
    due = windows_between(subscription, at("2026-10-24 12:00"), at("2026-10-26 12:00"))
    assert [(one.name, one.due_at.astimezone(datetime.UTC).isoformat()) for one in due] == [
        ("2026-10-25T02:30", "2026-10-25T00:30:00+00:00"),
        ("2026-10-26T02:30", "2026-10-26T01:30:00+00:00"),
    ]


def test_the_hour_that_comes_twice_is_not_due_again_an_hour_later() -> None:
    subscription = made(Frequency.CRON, cron="30 2 * * *")
    first = datetime.datetime(2026, 10, 25, 0, 30, tzinfo=datetime.UTC)
    assert windows_between(subscription, first, first + datetime.timedelta(hours=3)) == []


def test_the_hour_that_is_left_out_counts_once_at_three_of_the_same_day() -> None:
    subscription = made(Frequency.CRON, cron="30 2 * * *")
    due = windows_between(subscription, at("2027-03-27 12:00"), at("2027-03-29 12:00"))
    assert told(due) == [
        ("2027-03-28T02:30", "2027-03-27", "2027-03-28 03:00"),
        ("2027-03-29T02:30", "2027-03-28", "2027-03-29 02:30"),
    ]


@pytest.mark.parametrize(
    ("day", "from_", "utc"),
    [(25, "2026-10-20 00:00", "2026-10-25T00:30:00+00:00"), (28, "2027-03-20 00:00", "2027-03-28T01:00:00+00:00")],
)
def test_a_month_is_due_once_on_an_odd_night_too(day: int, from_: str, utc: str) -> None:
    subscription = made(Frequency.MONTHLY, day_of_month=day)
    subscription.at = datetime.time(2, 30)
    due = windows_between(subscription, at(from_), at(from_) + datetime.timedelta(days=12))
    assert [one.due_at.astimezone(datetime.UTC).isoformat() for one in due] == [utc]


def test_minutes_round_the_gap() -> None:
    clock = [datetime.datetime(2027, 3, 28, *hour) for hour in ((1, 59), (2, 0), (2, 59), (3, 0))]  # noqa: DTZ001 - a wall clock
    assert [f"{local_moment(one).astimezone(datetime.UTC):%H:%M}" for one in clock] == [
        "00:59",
        "01:00",
        "01:00",
        "01:00",
    ]


# --- Expressions and words --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("expression", ["0 7 * * 1", "30 2 * * *", "0 7 1 */3 *", "0 7 * * mon-fri", "15 6 29 2 *"])
def test_good_expressions(expression: str) -> None:
    assert cron_fault(expression) == ""


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("0 7 * *", "pięć pól"),
        ("@daily", "pięć pól"),
        ("0 0 7 * * 1", "pięć pól"),
        ("H 7 * * 1", "Użyj cyfr"),
        ("0 7 * * poniedziałek", "Użyj cyfr"),
        ("99 7 * * 1", "Nie rozumiem"),
        ("0 7 31 2 *", "nigdy nie nadejdzie"),
        ("*/5 * * * *", "najwyżej raz dziennie"),
        ("0 7,15 * * *", "najwyżej raz dziennie"),
    ],
)
def test_bad_expressions_are_refused_with_a_sentence(expression: str, said: str) -> None:
    assert said in cron_fault(expression)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("2026-10", "październik 2026"),
        ("2026-Q3", "III kwartał 2026"),
        ("2026-T1", "I półrocze 2026/2027"),
        ("2026-10-25T02:30", "25.10.2026, 02:30"),
        ("now-1f0e1b3c-5f0a-4d0e-9d4a-6f2b0c1d2e3f", "na żądanie"),
        ("2026-10~2", "październik 2026 (ponownie, 2. raz)"),
    ],
)
def test_windows_in_words(name: str, label: str) -> None:
    assert window_label(name) == label


def test_a_repetition_is_numbered() -> None:
    assert (again("2026-10"), again("2026-10~2")) == ("2026-10~2", "2026-10~3")
