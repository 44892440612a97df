"""What an error does to a job."""

import pytest

from monitoring.models import Report
from schools import jobs
from schools.models import JobState
from tests.jobs.conftest import NOON, Clock, row, waiting_report

pytestmark = pytest.mark.django_db
SENTENCE = "Zleć raport ponownie."


@pytest.mark.parametrize("earlier", [0, 1])
def test_a_job_that_failed_once_or_twice_waits_for_the_next_attempt(clock: Clock, earlier: int) -> None:
    job = jobs.claim(Report, waiting_report(attempts=earlier).pk)
    jobs.report_progress(job, 60, "Składam strony")
    jobs.give_back_or_fail(job, SENTENCE)
    now = row(job.pk)
    assert (now.state, now.claim, now.lease_until, now.progress, now.step) == (JobState.QUEUED, None, None, 0, "")
    assert (now.attempts, now.error, now.finished_at) == (earlier + 1, "", None)


def test_a_job_that_failed_three_times_says_so(clock: Clock) -> None:
    job = jobs.claim(Report, waiting_report(attempts=2).pk)
    jobs.give_back_or_fail(job, SENTENCE)
    now = row(job.pk)
    assert (now.state, now.attempts, now.error, now.finished_at) == (JobState.FAILED, 3, SENTENCE, NOON)


@pytest.mark.parametrize("earlier", [0, 2])
def test_a_job_that_was_taken_over_is_left_to_its_new_worker(clock: Clock, earlier: int) -> None:
    job = jobs.claim(Report, waiting_report(attempts=earlier).pk)
    Report.objects.filter(pk=job.pk).update(claim=job.request_key)
    before = row(job.pk)
    jobs.give_back_or_fail(job, SENTENCE)
    assert row(job.pk) == before


def test_a_job_given_back_is_claimed_at_once(clock: Clock) -> None:
    job = jobs.claim(Report, waiting_report().pk)
    jobs.give_back_or_fail(job, SENTENCE)
    assert jobs.claim(Report, job.pk).attempts == 2
