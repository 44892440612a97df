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
answered: list[Any] = []  # messages, since the last check


class AnswerLost(ConnectionError):
    """The broker did not take the answer to a message."""


class NotedRequest(Request):
    """A received message that is noted when it is answered: Celery sends the answer a moment later, out of our sight."""

    def acknowledge(self) -> None:
        """The message is done with."""
        super().acknowledge()
        answered.append(self.message)

    def reject(self, requeue: bool = False) -> None:  # noqa: FBT001, FBT002 - Celery's signature
        """The message is given back."""
        super().reject(requeue)
        answered.append(self.message)


class NotedTask(DjangoTask):
    """Every task of ours."""

    Request = NotedRequest


class Listening(StartStopStep):
    """Ends a connection over which an answer was lost; the worker then makes a new one by itself."""

    requires = ("celery.worker.consumer.tasks:Tasks",)

    def __init__(self, consumer: Any, **_: Any) -> None:
        self._timer: Any = None
        self._late: list[Any] = []

    def start(self, consumer: Any) -> None:
        """With every new connection."""
        self._late.clear()
        self._timer = consumer.timer.call_repeatedly(CHECK_EVERY_SECONDS, self._check)

    def stop(self, consumer: Any) -> None:
        """With the end of a connection."""
        if self._timer is not None:
            self._timer.cancel()

    def _check(self) -> None:
        """An answer that has not arrived by the second look will never arrive."""
        if any(map(is_unanswered, self._late)):
            raise AnswerLost("The answer to a message was lost; only a new connection brings the next one.")
        self._late = [message for message in answered if is_unanswered(message)]
        answered.clear()


def is_unanswered(message: Any) -> bool:
    """Whether the broker still waits for the answer; not to one of an earlier connection, which it delivers again."""
    return not message.acknowledged and not message.channel.closed
