"""Long work, claimed from the database.

A job is a row written in the business transaction. Celery only wakes a worker; the worker claims the row by a conditional
UPDATE with a lease and renews the lease while it lives. A sweeper sends again what nobody claimed and what lost its worker,
at most MAX_ATTEMPTS times. So a lost message, a dead worker or two schedulers cost seconds, never work.
"""

import datetime
import logging
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import Error as DatabaseProblem
from django.db import close_old_connections, connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from schools.models import Job, JobState

logger = logging.getLogger(__name__)

LEASE = datetime.timedelta(seconds=30)
RENEW_EVERY_SECONDS = 8.0
RESEND_AFTER = datetime.timedelta(seconds=15)
MAX_ATTEMPTS = 3
GAVE_UP = "Praca przerwała się trzy razy. Zleć ją ponownie; gdy to nie pomoże, zawiadom administratora."

Wake = Callable[[int], object]
_kinds: list[tuple[type[Job], Wake]] = []


class ClaimLost(Exception):
    """Another worker has taken the job over; the result of this one must be dropped."""


def register_job(model: type[Job], wake: Wake) -> None:
    """Tell the sweeper about a kind of job: its model and the function that sends its message (job id in)."""
    _kinds.append((model, wake))


def wake_on_commit(job: Job, wake: Wake) -> None:
    """Send the job's message after the commit; a broker that does not answer costs a log line, the sweeper follows up."""
    pk = job.pk
    transaction.on_commit(lambda: _wake_quietly(wake, pk))


def wake_registered(job: Job) -> None:
    """The same for a service that stands below its tasks: the message is the one that the app registered for the kind."""
    wake_on_commit(job, next(wake for model, wake in _kinds if model is type(job)))


def _wake_quietly(wake: Wake, pk: int) -> bool:
    try:
        wake(pk)
    except Exception as error:  # noqa: BLE001 - kombu, redis and sockets each raise their own kind; the row stays
        logger.warning("The broker did not take the message for job %s: %s. The sweeper will send it.", pk, error)
        return False
    return True


def claim(model: type[Job], pk: int) -> Any:
    """The job, claimed for this worker, or None when it is finished, taken, or out of attempts."""
    now, token = timezone.now(), uuid.uuid4()
    claimed = (
        _claimable(model, now)
        .filter(pk=pk)
        .update(
            state=JobState.RUNNING,
            claim=token,
            lease_until=now + LEASE,
            attempts=F("attempts") + 1,
            progress=0,
            error="",
        )
    )
    return _rows(model).filter(pk=pk, claim=token).first() if claimed else None


def _rows(model: type[Job]) -> QuerySet[Any]:
    return model._base_manager.all()  # noqa: SLF001 - jobs are swept for all schools; the task opens the scope


def _claimable(model: type[Job], now: datetime.datetime) -> QuerySet[Any]:
    free = Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, lease_until__lt=now)
    return _rows(model).filter(free, attempts__lt=MAX_ATTEMPTS)


def report_progress(job: Job, percent: int, step: str) -> None:
    """Show how far the work is (0–100, a Polish phrase); raises ClaimLost when the job was taken over."""
    _update_claimed(job, progress=percent, step=step, lease_until=timezone.now() + LEASE)


def finish(job: Job, **results: Any) -> None:
    """Mark the job done with its results in the same statement; raises ClaimLost, and then nothing is written."""
    _update_claimed(
        job, state=JobState.DONE, progress=100, step="", finished_at=timezone.now(), lease_until=None, **results
    )


def fail(job: Job, sentence: str) -> None:
    """Mark the job failed with a Polish sentence that says what to do; raises ClaimLost."""
    _update_claimed(job, state=JobState.FAILED, error=sentence, finished_at=timezone.now(), lease_until=None)


def give_back_or_fail(job: Job, sentence: str) -> None:
    """After an error: leave the job to another attempt (the sweeper sends it), or mark it failed when none is left."""
    if not connection.in_atomic_block:
        close_old_connections()  # the error may have been the database's: the next query then opens a fresh connection
    try:
        if job.attempts < MAX_ATTEMPTS:
            _update_claimed(job, state=JobState.QUEUED, claim=None, lease_until=None, progress=0, step="")
        else:
            fail(job, sentence)
    except (ClaimLost, DatabaseProblem):
        logger.warning("%s %s could not be given back; its lease will run out.", type(job).__name__, job.pk)


def _update_claimed(job: Job, **values: Any) -> None:
    mine = _rows(type(job)).filter(pk=job.pk, claim=job.claim, state=JobState.RUNNING)
    if not mine.update(**values):
        raise ClaimLost(f"{type(job).__name__} {job.pk}")
    for name, value in values.items():
        setattr(job, name, value)


@contextmanager
def kept_alive(job: Job) -> Iterator[None]:
    """Renew the lease from a thread while the block runs, so that slow work is not taken for dead."""
    stop = threading.Event()
    thread = threading.Thread(target=_renew_until, args=(job, stop), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _renew_until(job: Job, stop: threading.Event) -> None:
    mine = _rows(type(job)).filter(pk=job.pk, claim=job.claim, state=JobState.RUNNING)
    try:
        while not stop.wait(RENEW_EVERY_SECONDS):
            close_old_connections()
            _renew(mine)
    finally:
        connection.close()


def _renew(mine: QuerySet[Any]) -> None:
    try:
        mine.update(lease_until=timezone.now() + LEASE)
    except Exception:  # the database may be away for a moment: the next renewal, or the sweeper, puts it right
        logger.warning("A lease could not be renewed.", exc_info=True)


def sweep() -> int:
    """Send again what nobody has claimed or whose worker is gone; give up after MAX_ATTEMPTS. Returns messages sent."""
    now = timezone.now()
    return sum(_sweep_kind(model, wake, now) for model, wake in _kinds)


def _sweep_kind(model: type[Job], wake: Wake, now: datetime.datetime) -> int:
    _rows(model).filter(state=JobState.RUNNING, lease_until__lt=now, attempts__gte=MAX_ATTEMPTS).update(
        state=JobState.FAILED, error=GAVE_UP, finished_at=now, lease_until=None
    )
    quiet = now - RESEND_AFTER
    forgotten = _claimable(model, now).filter(created_at__lt=quiet).filter(Q(woken_at=None) | Q(woken_at__lt=quiet))
    sent = 0
    for pk in forgotten.order_by("pk").values_list("pk", flat=True)[:100]:
        if not forgotten.filter(pk=pk).update(woken_at=now):
            continue  # two schedulers: the sweep beside this one has just sent it
        if not _wake_quietly(wake, pk):
            _rows(model).filter(pk=pk).update(woken_at=None)
            break  # every further message would wait as long for the same broker; the next sweep comes in seconds
        sent += 1
    return sent
