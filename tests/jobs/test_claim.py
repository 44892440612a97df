"""Who gets a job."""

import datetime
import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from monitoring.models import Report
from schools import jobs
from schools.models import JobState
from tests.jobs.conftest import NOON, Clock, row, waiting_report

pytestmark = pytest.mark.django_db


def test_a_waiting_job_is_claimed_with_a_lease_and_counts_as_an_attempt(clock: Clock) -> None:
    report = waiting_report(progress=40, error="Poprzednia próba się nie udała.")
    claimed = jobs.claim(Report, report.pk)
    now = row(report.pk)
    assert (now.state, now.attempts, now.progress, now.error) == (JobState.RUNNING, 1, 0, "")
    assert now.lease_until == NOON + datetime.timedelta(seconds=30)
    assert now.claim == claimed.claim


def test_a_claimed_job_is_not_given_to_a_second_worker(clock: Clock) -> None:
    report = waiting_report()
    first = jobs.claim(Report, report.pk)
    assert jobs.claim(Report, report.pk) is None
    assert (row(report.pk).claim, row(report.pk).attempts) == (first.claim, 1)


def test_a_lease_holds_to_its_last_moment(clock: Clock) -> None:
    report = waiting_report()
    jobs.claim(Report, report.pk)
    clock.forward(30)
    assert jobs.claim(Report, report.pk) is None


def test_a_job_whose_lease_has_run_out_is_claimed_by_the_next_worker(clock: Clock) -> None:
    report = waiting_report()
    first = jobs.claim(Report, report.pk)
    clock.forward(30.001)
    second = jobs.claim(Report, report.pk)
    assert second.claim != first.claim
    assert (second.state, second.attempts) == (JobState.RUNNING, 2)
    assert second.lease_until == clock() + datetime.timedelta(seconds=30)


@pytest.mark.parametrize("state", [JobState.DONE, JobState.FAILED])
def test_a_finished_job_is_never_claimed(clock: Clock, state: JobState) -> None:
    report = waiting_report(state=state)
    assert jobs.claim(Report, report.pk) is None
    assert row(report.pk).attempts == 0


@pytest.mark.parametrize("state", [JobState.QUEUED, JobState.RUNNING])
def test_a_job_is_not_claimed_a_fourth_time(clock: Clock, state: JobState) -> None:
    report = waiting_report(state=state, attempts=3, lease_until=NOON - datetime.timedelta(hours=1))
    assert jobs.claim(Report, report.pk) is None
    assert row(report.pk).attempts == 3


def test_a_job_that_does_not_exist_is_nobodys() -> None:
    assert jobs.claim(Report, 1_000_000) is None


def test_claiming_one_job_leaves_the_others_alone(clock: Clock) -> None:
    wanted, other = waiting_report(), waiting_report()
    jobs.claim(Report, wanted.pk)
    assert (row(other.pk).state, row(other.pk).claim) == (JobState.QUEUED, None)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="the test database of SQLite lives in one process's memory"
)
def test_of_eight_workers_at_once_one_gets_the_job() -> None:
    report, start = waiting_report(), Barrier(8)

    def race(_: int) -> uuid.UUID | None:
        try:
            connection.ensure_connection()
            start.wait(10)
            claimed: Report | None = jobs.claim(Report, report.pk)
            return claimed.claim if claimed else None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as workers:
        claims = [claim for claim in workers.map(race, range(8)) if claim]
    assert claims == [row(report.pk).claim]
    assert row(report.pk).attempts == 1
