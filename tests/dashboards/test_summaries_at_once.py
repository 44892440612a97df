"""A change that arrives while its school is being counted is never taken for counted. Two connections, PostgreSQL."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction

from inventory import counting, summaries
from inventory.changes import mark_stale
from inventory.models import Device, RegisterSummary
from inventory.summaries import fresh_summaries
from schools.models import School
from schools.scope import whole_municipality
from tests import factories, registerrows

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


@pytest.fixture
def school() -> Iterator[School]:
    with whole_municipality():
        made = factories.SchoolFactory()
        registerrows.device(made, "1")
        yield made


@contextmanager
def second_connection() -> Iterator[Callable[..., Future[Any]]]:
    """Runs work in a thread with a connection and a scope of its own."""

    def run(work: Callable[[], Any]) -> Any:
        try:
            with whole_municipality():
                return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        yield lambda work: pool.submit(run, work)


def add_device(school: School, number: str) -> None:
    with transaction.atomic():
        registerrows.device(school, number)
        mark_stale([school.pk])


def counted_devices(school: School) -> int:
    return fresh_summaries([school.pk])[school.pk].devices


def is_stale(school: School) -> bool:
    return bool(RegisterSummary.objects.get(school=school).stale)


@pytest.mark.parametrize("first_time", [True, False], ids=["first count ever", "counted before"])
def test_a_change_that_comes_while_we_count_waits_and_marks_the_summary_stale_again(
    first_time: bool, school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not first_time:
        counted_devices(school)
        mark_stale([school.pk])
    count, waited = counting.count_registers, []
    with second_connection() as elsewhere:

        def count_while_a_device_is_added(*arguments: Any) -> Any:
            found = count(*arguments)
            change = elsewhere(lambda: add_device(school, "2"))
            with pytest.raises(TimeoutError):
                change.result(0.5)
            waited.append(change)
            return found

        monkeypatch.setattr(summaries, "count_registers", count_while_a_device_is_added)
        seen = counted_devices(school)
        waited[0].result(10)
    monkeypatch.setattr(summaries, "count_registers", count)
    assert (seen, Device.objects.count()) == (1, 2)
    assert is_stale(school)
    assert counted_devices(school) == 2
    assert not is_stale(school)


def test_a_change_under_way_is_not_waited_for_and_what_was_counted_is_not_kept(school: School) -> None:
    counted_devices(school)
    mark_stale([school.pk])
    written, may_end = threading.Event(), threading.Event()

    def long_import() -> None:
        with transaction.atomic():
            registerrows.device(school, "2")
            mark_stale([school.pk])
            written.set()
            assert may_end.wait(10)

    with second_connection() as elsewhere:
        change = elsewhere(long_import)
        assert written.wait(10)
        try:
            seen = counted_devices(school)
            stale_meanwhile = is_stale(school)
        finally:
            may_end.set()
        change.result(10)
    assert (seen, stale_meanwhile) == (1, True)
    assert counted_devices(school) == 2


def test_a_change_of_a_register_already_stale_is_noticed_too(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    """Updating only rows that are not stale would pass by the row that is just being counted."""
    mark_stale([school.pk])
    assert is_stale(school)
    test_a_change_that_comes_while_we_count_waits_and_marks_the_summary_stale_again(True, school, monkeypatch)
