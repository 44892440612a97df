"""A Celery worker that went deaf opens a new connection.

Redis that does not answer while a worker acknowledges a message leaves that message counted as unanswered for ever: Celery logs
"Couldn't ack" and goes on, but asks Redis for no more messages than its prefetch limit allows. After as many lost answers as it
has processes the worker sits connected and hears nothing again (seen: Redis frozen for seven seconds, prefetch 1). A new
connection starts the count anew; the message is delivered once more, and the job's claim (schools/jobs.py) turns it away.
"""

from typing import Any

from celery.bootsteps import StartStopStep
from celery.contrib.django.task import DjangoTask
from celery.worker.request import Request

CHECK_EVERY_SECONDS = 2.0


class AnswerLost(ConnectionError):
    """The broker did not take the answer to a message."""


class WatchedRequest(Request):
    """A received message that notes when its answer did not reach the broker."""

    is_one_lost = False

    def acknowledge(self) -> None:
        """As in Celery, which logs an error of the connection and forgets it."""
        super().acknowledge()
        self._note()

    def reject(self, requeue: bool = False) -> None:  # noqa: FBT001, FBT002 - Celery's signature
        """The same for a message given back."""
        super().reject(requeue)
        self._note()

    def _note(self) -> None:
        if not self.message.acknowledged:
            WatchedRequest.is_one_lost = True


class WatchedTask(DjangoTask):
    """Every task of ours."""

    Request = WatchedRequest


class Listening(StartStopStep):
    """Ends a connection over which an answer was lost; the worker then makes a new one by itself."""

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def __init__(self, consumer: Any, **_: Any) -> None:
        self._timer: Any = None

    def start(self, consumer: Any) -> None:
        """With every new connection."""
        WatchedRequest.is_one_lost = False
        self._timer = consumer.timer.call_repeatedly(CHECK_EVERY_SECONDS, self._check)

    def stop(self, consumer: Any) -> None:
        """With the end of a connection."""
        if self._timer is not None:
            self._timer.cancel()

    def _check(self) -> None:
        if WatchedRequest.is_one_lost:
            raise AnswerLost("The answer to a message was lost; a new connection is needed to hear the next one.")
