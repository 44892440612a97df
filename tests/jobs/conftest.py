"""A clock that the test moves, and a broker that only notes what it was told. Everything else is real."""

import datetime
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from monitoring.models import Report
from schools import jobs
from schools.scope import whole_municipality
from tests import factories

NOON = datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.UTC)


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime.datetime:
        return self.time

    def forward(self, seconds: float) -> datetime.datetime:
        self.time += datetime.timedelta(seconds=seconds)
        return self.time


class Broker:
    """Notes the ids it was given; a broken one takes nothing."""

    def __init__(self) -> None:
        self.sent: list[int] = []
        self.asked = 0
        self.is_broken = False

    def __call__(self, pk: int) -> None:
        self.asked += 1
        if self.is_broken:
            raise ConnectionRefusedError
        self.sent.append(pk)


@pytest.fixture(autouse=True)
def _worker() -> Iterator[None]:
    """A worker sees the whole municipality: reports belong to schools or to the city."""
    with whole_municipality():
        yield


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock)
    return clock


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> Broker:
    """The only kind of job the sweeper knows is the report, and its messages come here."""
    broker = Broker()
    monkeypatch.setattr(jobs, "_kinds", [(Report, broker)])
    return broker


def waiting_report(**values: Any) -> Report:
    """A report nobody has claimed."""
    report: Report = Report.objects.create(plan=factories.PlanFactory(), as_of=datetime.date(2026, 6, 30), **values)
    return report


def row(pk: int) -> SimpleNamespace:
    """What the database holds of the report now."""
    return SimpleNamespace(**Report.objects.filter(pk=pk).values()[0])
