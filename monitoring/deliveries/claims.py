"""Moving a delivery from state to state, each move a conditional UPDATE: two workers never hold one row.

planned → claimed → rendered → sending → sent, failed or uncertain. Up to `rendered` a row whose worker is gone is taken by
the next one; from `sending` on nobody knows whether the server has the message, so it is left to a person.
"""

import datetime
import logging
import uuid
from typing import Any

from django.db import close_old_connections, connection
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils import timezone

from monitoring.models import Delivery, DeliveryState

logger = logging.getLogger(__name__)

LEASE = datetime.timedelta(seconds=330)  # longer than Celery lets a task live: when it ends, the worker is gone
WAITS = tuple(datetime.timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720))
MAX_ATTEMPTS = len(WAITS) + 1
HELD = (DeliveryState.CLAIMED, DeliveryState.RENDERED)
VANISHED = (
    "Proces wysyłający zniknął w czasie rozmowy z serwerem. Nie wiadomo, czy serwer przyjął wiadomość. "
    "Zapytaj odbiorcę albo administratora poczty, zanim wyślesz ponownie."
)
GAVE_UP = f"Wysyłka przerwała się {MAX_ATTEMPTS} razy. Zawiadom administratora."


class ClaimLost(Exception):
    """Another worker has taken the row over."""


def claim(pk: int) -> Delivery | None:
    """The delivery, taken for this worker, or None when it is taken, over, waiting or out of attempts."""
    now, token = timezone.now(), uuid.uuid4()
    taken = _claimable(now).filter(pk=pk).update(
        state=Case(When(state=DeliveryState.PLANNED, then=Value(DeliveryState.CLAIMED)), default=F("state")),
        claim=token, lease_until=now + LEASE, attempts=F("attempts") + 1, next_try_at=None,
    )  # fmt: skip
    wanted = Delivery.objects.select_related(
        "subscription__plan", "subscription__owner", "subscription__school", "report"
    )
    return wanted.get(pk=pk, claim=token) if taken else None


def _claimable(now: datetime.datetime) -> QuerySet[Delivery]:
    free = Q(lease_until=None) & (Q(next_try_at=None) | Q(next_try_at__lte=now))
    waiting = Q(state__in=(DeliveryState.PLANNED, DeliveryState.RENDERED)) & free
    abandoned = Q(state__in=HELD, lease_until__lt=now)
    return Delivery.objects.filter(waiting | abandoned, attempts__lt=MAX_ATTEMPTS)


def move(row: Delivery, *, state: str, **values: Any) -> None:
    """Write the next state of a row that this worker holds; raises ClaimLost, and then nothing is written."""
    mine = Delivery.objects.filter(pk=row.pk, claim=row.claim, state=row.state)
    if not mine.update(state=state, **values):
        raise ClaimLost(f"delivery {row.pk}")
    for name, value in {"state": state, **values}.items():
        setattr(row, name, value)


def give_back(row: Delivery, wait: datetime.timedelta) -> None:
    """Nothing went wrong, the report is not there yet: take it again after a while; this was no attempt."""
    again = timezone.now() + wait
    move(row, state=_resting(row), claim=None, lease_until=None, next_try_at=again, attempts=max(row.attempts - 1, 0))


def try_later(row: Delivery, answer: str) -> None:
    """Surely not sent: wait and try again, or give up after MAX_ATTEMPTS."""
    if row.attempts >= MAX_ATTEMPTS:
        fail(row, answer)
    else:
        again = timezone.now() + WAITS[row.attempts - 1]
        move(row, state=_resting(row), claim=None, lease_until=None, next_try_at=again, answer=answer[:500])


def _resting(row: Delivery) -> str:
    """A message that has its bytes keeps them."""
    return DeliveryState.RENDERED if row.path else DeliveryState.PLANNED


def fail(row: Delivery, answer: str, **values: Any) -> None:
    """It will not be sent; the answer says why."""
    move(row, state=DeliveryState.FAILED, lease_until=None, answer=answer[:500], **values)


def settle(row: Delivery, *, state: str, answer: str, sent_at: datetime.datetime | None) -> None:
    """The end of `sending`; also when the lease ran out meanwhile and the row was already called uncertain."""
    mine = Delivery.objects.filter(
        pk=row.pk, claim=row.claim, state__in=(DeliveryState.SENDING, DeliveryState.UNCERTAIN)
    )
    if not mine.update(state=state, answer=answer[:500], sent_at=sent_at, lease_until=None):
        raise ClaimLost(f"delivery {row.pk}")


def fresh_connection() -> None:
    """After an error that may have been the database's: the next query opens a connection anew."""
    if not connection.in_atomic_block:
        close_old_connections()


def sweep(now: datetime.datetime) -> None:
    """Call uncertain what lost its worker while sending; give up on what lost every worker before."""
    gone = Delivery.objects.filter(lease_until__lt=now)
    gone.filter(state=DeliveryState.SENDING).update(state=DeliveryState.UNCERTAIN, answer=VANISHED, lease_until=None)
    gone.filter(state__in=HELD, attempts__gte=MAX_ATTEMPTS).update(
        state=DeliveryState.FAILED, answer=GAVE_UP, lease_until=None
    )
