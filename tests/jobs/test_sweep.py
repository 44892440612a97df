"""What the sweeper sends again, and when it gives up."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from monitoring.models import Report
from schools import jobs
from schools.models import JobState
from tests.jobs.conftest import Broker, Clock, row, waiting_report

pytestmark = pytest.mark.django_db


def test_a_job_just_ordered_is_left_to_its_own_message(clock: Clock, broker: Broker) -> None:
    waiting_report()
    clock.forward(15)
    assert jobs.sweep() == 0
    assert broker.sent == []


def test_a_job_that_nobody_claimed_is_sent_again(clock: Clock, broker: Broker) -> None:
    report = waiting_report()
    now = clock.forward(15.001)
    assert jobs.sweep() == 1
    assert broker.sent == [report.pk]
    assert (row(report.pk).woken_at, row(report.pk).state) == (now, JobState.QUEUED)


def test_a_job_is_not_sent_again_before_its_worker_had_time_to_claim_it(clock: Clock, broker: Broker) -> None:
    report = waiting_report()
    clock.forward(16)
    jobs.sweep()
    clock.forward(15)
    assert jobs.sweep() == 0
    clock.forward(0.001)
    assert jobs.sweep() == 1
    assert broker.sent == [report.pk, report.pk]


def test_a_job_in_good_hands_is_not_sent(clock: Clock, broker: Broker) -> None:
    report = waiting_report()
    clock.forward(60)
    jobs.claim(Report, report.pk)
    clock.forward(30)
    assert jobs.sweep() == 0


def test_a_job_whose_worker_died_is_sent_when_the_lease_has_run_out(clock: Clock, broker: Broker) -> None:
    report = waiting_report()
    jobs.claim(Report, report.pk)
    clock.forward(30.001)
    assert jobs.sweep() == 1
    assert broker.sent == [report.pk]
    assert row(report.pk).state == JobState.RUNNING


def test_a_job_given_back_after_an_error_is_sent(clock: Clock, broker: Broker) -> None:
    report = waiting_report()
    clock.forward(20)
    jobs.give_back_or_fail(jobs.claim(Report, report.pk), "Zleć raport ponownie.")
    assert jobs.sweep() == 1


def test_a_job_that_lost_three_workers_fails_with_a_sentence(clock: Clock, broker: Broker) -> None:
    report = waiting_report(attempts=2)
    jobs.claim(Report, report.pk)
    now = clock.forward(30.001)
    assert jobs.sweep() == 0
    given_up = row(report.pk)
    assert (given_up.state, given_up.finished_at, given_up.lease_until) == (JobState.FAILED, now, None)
    assert (
        given_up.error == "Praca przerwała się trzy razy. Zleć ją ponownie; gdy to nie pomoże, zawiadom administratora."
    )
    assert broker.sent == []


def test_a_third_attempt_still_under_way_is_not_given_up(clock: Clock, broker: Broker) -> None:
    report = waiting_report(attempts=2)
    jobs.claim(Report, report.pk)
    clock.forward(30)
    jobs.sweep()
    assert row(report.pk).state == JobState.RUNNING


@pytest.mark.parametrize("state", [JobState.DONE, JobState.FAILED])
def test_a_finished_job_is_never_sent(clock: Clock, broker: Broker, state: JobState) -> None:
    waiting_report(state=state, attempts=1)
    clock.forward(3600)
    assert jobs.sweep() == 0
    assert broker.asked == 0


def test_a_broker_that_does_not_answer_is_asked_once_a_sweep_and_the_next_sweep_sends_everything(
    clock: Clock, broker: Broker
) -> None:
    reports = [waiting_report(), waiting_report(), waiting_report()]
    clock.forward(16)
    broker.is_broken = True
    assert jobs.sweep() == 0
    assert broker.asked == 1
    broker.is_broken = False
    assert jobs.sweep() == 3
    assert broker.sent == [report.pk for report in reports]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="the test database of SQLite lives in one process's memory"
)
def test_two_sweeps_at_once_send_a_job_once(clock: Clock, broker: Broker) -> None:
    reports, start = [waiting_report() for _ in range(20)], Barrier(2)
    clock.forward(16)

    def sweep(_: int) -> int:
        try:
            connection.ensure_connection()
            start.wait(10)
            return jobs.sweep()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as sweepers:
        counts = list(sweepers.map(sweep, range(2)))
    assert sum(counts) == 20
    assert sorted(broker.sent) == [report.pk for report in reports]
