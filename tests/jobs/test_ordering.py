"""From ordering a report to its file: messages, attempts and the result that is dropped."""

import datetime
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction

from hdr_portal.lib.pdf import PdfFile
from monitoring import services
from monitoring.models import Report
from schools import jobs
from schools.models import JobState
from tests import factories
from tests.jobs.conftest import Broker, Clock, row, waiting_report

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 6, 30)


def order(broker: Broker, key: uuid.UUID) -> Report:
    return services.request_report(
        services.ReportOrder(factories.PlanFactory(), DAY), request_key=key, by=None, wake=broker
    )


def stored_files() -> list[str]:
    return [path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def rendered_by(monkeypatch: pytest.MonkeyPatch, render: Callable[..., PdfFile]) -> None:
    """The rendering is slow and has tests of its own; here only what happens around it matters."""
    monkeypatch.setattr(services, "gather_inputs", lambda report: {"made_on": "2026-07-01"})
    monkeypatch.setattr(services, "render_inputs", render)


def a_file(*_: Any) -> PdfFile:
    return PdfFile(b"%PDF-1.7 raport", 7, "a" * 64)


def test_the_message_leaves_after_the_commit(broker: Broker, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        report = order(broker, uuid.uuid4())
        assert broker.sent == []
    assert broker.sent == [report.pk]


def test_no_message_leaves_for_an_order_that_was_rolled_back(
    broker: Broker, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        order(broker, uuid.uuid4())
        transaction.set_rollback(True)
    assert broker.sent == []
    assert not Report.objects.exists()


def test_an_order_sent_twice_is_one_report_and_one_message(
    broker: Broker, django_capture_on_commit_callbacks: Any
) -> None:
    key = uuid.uuid4()
    with django_capture_on_commit_callbacks(execute=True):
        assert order(broker, key) == order(broker, key)
    assert Report.objects.count() == 1
    assert len(broker.sent) == 1


def test_an_order_stands_although_the_broker_does_not_answer(
    clock: Clock, broker: Broker, django_capture_on_commit_callbacks: Any
) -> None:
    broker.is_broken = True
    with django_capture_on_commit_callbacks(execute=True):
        report = order(broker, uuid.uuid4())
    broker.is_broken = False
    clock.forward(16)
    jobs.sweep()
    assert broker.sent == [report.pk]


def test_a_made_report_has_one_file_with_its_bytes(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered_by(monkeypatch, a_file)
    report = waiting_report()
    services.produce_report(report.pk)
    made = Report.objects.get(pk=report.pk)
    assert (made.state, made.attempts, made.pages, made.size) == (JobState.DONE, 1, 7, 15)
    assert made.file.read_bytes() == b"%PDF-1.7 raport"
    assert stored_files() == [made.file.name]


def test_a_finished_report_is_not_made_again(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered_by(monkeypatch, a_file)
    report = waiting_report()
    services.produce_report(report.pk)
    before = row(report.pk)
    assert services.produce_report(report.pk) is None
    assert row(report.pk) == before
    assert len(stored_files()) == 1


def test_the_file_of_a_worker_that_lost_its_claim_is_dropped(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    report = waiting_report()
    taken_over: list[Report] = []

    def frozen_meanwhile(*_: Any) -> PdfFile:
        clock.forward(31)
        taken_over.append(jobs.claim(Report, report.pk))
        return PdfFile(b"%PDF-1.7 za pozno", 7, "b" * 64)

    rendered_by(monkeypatch, frozen_meanwhile)
    services.produce_report(report.pk)
    now = row(report.pk)
    assert (now.state, now.claim, now.attempts, now.path) == (JobState.RUNNING, taken_over[0].claim, 2, "")
    assert stored_files() == []


def test_an_error_leaves_the_report_to_the_next_attempt_and_the_third_one_says_so(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> PdfFile:
        raise MemoryError

    rendered_by(monkeypatch, broken)
    report = waiting_report()
    states = []
    for _ in range(4):
        services.produce_report(report.pk)
        states.append((row(report.pk).state, row(report.pk).attempts))
    assert states == [
        (JobState.QUEUED, 1),
        (JobState.QUEUED, 2),
        (JobState.FAILED, 3),
        (JobState.FAILED, 3),
    ]
    assert row(report.pk).error == "Raport się nie udał. Zleć go ponownie; gdy to nie pomoże, zawiadom administratora."
    assert stored_files() == []


def test_a_report_that_failed_once_is_made_by_the_second_attempt(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    attempts = iter([OSError("Disk full"), None])

    def once_broken(*_: Any) -> PdfFile:
        if error := next(attempts):
            raise error
        return a_file()

    rendered_by(monkeypatch, once_broken)
    report = waiting_report()
    services.produce_report(report.pk)
    services.produce_report(report.pk)
    assert (row(report.pk).state, row(report.pk).attempts) == (JobState.DONE, 2)
    assert len(stored_files()) == 1
