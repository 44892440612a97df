"""While a worker holds a job, and after it has lost it."""

import datetime
import threading
import time
from collections.abc import Callable

import pytest

from monitoring.models import Report
from schools import jobs
from schools.models import JobState
from tests.jobs.conftest import NOON, Clock, row, waiting_report

pytestmark = pytest.mark.django_db
LEASE = datetime.timedelta(seconds=30)


def lost_to_another_worker(clock: Clock) -> tuple[Report, Report]:
    """The job as the worker sees it that lost it, and as the one sees it that took it."""
    report = waiting_report()
    loser = jobs.claim(Report, report.pk)
    clock.forward(31)
    return loser, jobs.claim(Report, report.pk)


def test_progress_is_shown_and_renews_the_lease(clock: Clock) -> None:
    job = jobs.claim(Report, waiting_report().pk)
    clock.forward(20)
    jobs.report_progress(job, 40, "Składam strony")
    now = row(job.pk)
    assert (now.progress, now.step, now.lease_until) == (40, "Składam strony", clock() + LEASE)


def test_the_worker_that_lost_its_job_learns_it_from_its_next_progress(clock: Clock) -> None:
    loser, winner = lost_to_another_worker(clock)
    before = row(winner.pk)
    with pytest.raises(jobs.ClaimLost):
        jobs.report_progress(loser, 90, "Zapisuję plik")
    assert row(winner.pk) == before


def test_the_result_of_the_worker_that_lost_its_job_is_dropped(clock: Clock) -> None:
    loser, winner = lost_to_another_worker(clock)
    jobs.finish(winner, path="reports/winner.pdf", pages=9)
    before = row(winner.pk)
    with pytest.raises(jobs.ClaimLost):
        jobs.finish(loser, path="reports/loser.pdf", pages=1)
    assert row(winner.pk) == before
    assert (before.path, before.pages) == ("reports/winner.pdf", 9)


def test_the_worker_that_lost_its_job_cannot_fail_it(clock: Clock) -> None:
    loser, winner = lost_to_another_worker(clock)
    with pytest.raises(jobs.ClaimLost):
        jobs.fail(loser, "Nie udało się.")
    assert (row(winner.pk).state, row(winner.pk).error) == (JobState.RUNNING, "")


def test_a_finished_job_carries_its_results_and_no_lease(clock: Clock) -> None:
    job = jobs.claim(Report, waiting_report().pk)
    clock.forward(5)
    jobs.finish(job, path="reports/a.pdf", sha256="a" * 64, pages=12)
    now = row(job.pk)
    assert (now.state, now.progress, now.step, now.lease_until) == (JobState.DONE, 100, "", None)
    assert (now.finished_at, now.path, now.sha256, now.pages) == (clock(), "reports/a.pdf", "a" * 64, 12)


def test_a_job_cannot_be_finished_twice(clock: Clock) -> None:
    job = jobs.claim(Report, waiting_report().pk)
    jobs.finish(job, pages=12)
    with pytest.raises(jobs.ClaimLost):
        jobs.finish(job, pages=13)
    assert row(job.pk).pages == 12


def test_a_failed_job_says_what_to_do(clock: Clock) -> None:
    job = jobs.claim(Report, waiting_report().pk)
    jobs.fail(job, "Zleć raport ponownie.")
    now = row(job.pk)
    assert (now.state, now.error, now.finished_at, now.lease_until) == (
        JobState.FAILED,
        "Zleć raport ponownie.",
        NOON,
        None,
    )


@pytest.mark.django_db(transaction=True)
def test_slow_work_keeps_its_lease_and_the_renewing_ends_with_the_work(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "RENEW_EVERY_SECONDS", 0.05)
    job = jobs.claim(Report, waiting_report().pk)
    threads = threading.active_count()
    with jobs.kept_alive(job):
        late = clock.forward(29)
        eventually(lambda: row(job.pk).lease_until == late + LEASE)
    assert threading.active_count() == threads


@pytest.mark.django_db(transaction=True)
def test_renewing_never_takes_a_job_back_from_the_worker_that_took_it(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "RENEW_EVERY_SECONDS", 0.05)
    loser, winner = lost_to_another_worker(clock)
    held_until = row(winner.pk).lease_until
    with jobs.kept_alive(loser):
        clock.forward(10)
        time.sleep(0.3)
    assert (row(winner.pk).lease_until, row(winner.pk).claim) == (held_until, winner.claim)


def eventually(is_so: Callable[[], bool], *, within: float = 5.0) -> None:
    """Wait until it is so."""
    deadline = time.monotonic() + within
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)
