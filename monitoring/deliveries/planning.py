"""Writing deliveries: rows of due windows, „wyślij teraz”, sending again. Nothing is sent here."""

import datetime
import uuid
from collections.abc import Callable, Iterable, Sequence

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from monitoring.deliveries.errors import NotAllowed
from monitoring.deliveries.recipients import active_recipients, refusal_of
from monitoring.deliveries.windows import NOW, Window, again, windows_between
from monitoring.models import TROUBLED, Delivery, DeliveryState, Recipient, Report, Subscription
from schools.models import JobState, User

Wake = Callable[[int], object]
PAUSED = "Subskrypcja jest wstrzymana. Wznów ją, a potem wyślij raport."


def plan_due(now: datetime.datetime) -> list[int]:
    """Write the deliveries of every window that has become due; ids of those to be sent. Two at once write once."""
    waiting = Subscription.objects.filter(paused_at=None, planned_until__lt=now).order_by("pk")
    return [pk for subscription in waiting for pk in _plan(subscription, now)]


@transaction.atomic
def _plan(subscription: Subscription, now: datetime.datetime) -> list[int]:
    windows = windows_between(subscription, subscription.planned_until, now)
    if not windows or not _move_on(subscription, now):
        return []
    people = active_recipients(subscription)
    for window in windows:
        _write(subscription, window, people, state=_state(window, windows, now))
    return _planned(subscription, [window.name for window in windows])


def _move_on(subscription: Subscription, now: datetime.datetime) -> bool:
    """Whether the windows are ours: the scheduler beside us, a new schedule or a pause may have been quicker."""
    unchanged = Subscription.objects.filter(
        pk=subscription.pk, planned_until=subscription.planned_until, paused_at=None
    )
    return bool(unchanged.update(planned_until=now))


def _state(window: Window, windows: Sequence[Window], now: datetime.datetime) -> DeliveryState:
    """After a standstill the newest window is sent late, not ten reports at once; what it replaces has been missed."""
    in_time = now - window.due_at <= datetime.timedelta(hours=settings.DELIVERY_GRACE_HOURS)
    return DeliveryState.PLANNED if in_time and window is windows[-1] else DeliveryState.MISSED


def _write(
    subscription: Subscription, window: Window, people: Iterable[Recipient], *, state: DeliveryState, **more: object
) -> None:
    rows = [
        Delivery(
            subscription=subscription, window=window.name, as_of=window.as_of, due_at=window.due_at,
            recipient=one.email, recipient_key=one.key, state=state, **more,
        )
        for one in people
    ]  # fmt: skip
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)


def _planned(subscription: Subscription, windows: Iterable[str]) -> list[int]:
    rows = subscription.deliveries.filter(window__in=list(windows), state=DeliveryState.PLANNED)
    return list(rows.order_by("pk").values_list("pk", flat=True))


# --- By hand ----------------------------------------------------------------------------------------------------------
@transaction.atomic
def send_now(subscription: Subscription, *, key: uuid.UUID, report: Report | None, by: User) -> list[int]:
    """Write the deliveries of „wyślij teraz”; the same key sent twice writes once. Raises NotAllowed.

    `report`: the finished one that was looked at; None: one of today is made.
    """
    row = Subscription.objects.select_for_update(of=("self",)).get(pk=subscription.pk)
    if row.paused_at:
        raise NotAllowed(PAUSED)
    people = active_recipients(row)
    if not people:
        raise NotAllowed("Nie ma do kogo wysłać. Dodaj odbiorcę.")
    if report is not None and not is_report_of(row, report):
        raise NotAllowed(
            "Ten raport nie jest gotowy albo nie jest raportem tej subskrypcji. Przygotuj podgląd jeszcze raz."
        )
    now = timezone.now()
    window = Window(f"{NOW}{key}", report.as_of if report else timezone.localdate(now), now)
    _write(row, window, people, state=DeliveryState.PLANNED, report=report, ordered_by=by)
    return _planned(row, [window.name])


def is_report_of(subscription: Subscription, report: Report) -> bool:
    """Whether a finished report is what the subscription sends."""
    same = ("plan_id", "kind", "format", "school_id")
    return report.state == JobState.DONE and all(getattr(report, name) == getattr(subscription, name) for name in same)


@transaction.atomic
def send_again(delivery: Delivery, *, by: User) -> Delivery:
    """A new delivery in place of one that failed, was missed or is uncertain: a person decides. Twice is once.

    Raises NotAllowed.
    """
    row = Delivery.objects.select_for_update(of=("self",)).select_related("subscription", "report").get(pk=delivery.pk)
    if made := row.resends.first():
        return made
    if row.state not in TROUBLED:
        raise NotAllowed("Ponownie wysyła się tylko to, co się nie powiodło, przepadło albo jest niepewne.")
    if row.subscription.paused_at:
        raise NotAllowed(PAUSED)
    if refusal := refusal_of(row.subscription_id, row.recipient):
        raise NotAllowed(refusal)
    made = Delivery.objects.create(
        subscription=row.subscription, window=again(row.window), as_of=row.as_of, due_at=timezone.now(),
        recipient=row.recipient, recipient_key=row.recipient_key, report=_usable(row.report), resend_of=row, ordered_by=by,
    )  # fmt: skip
    _close(row, by=by)
    return made


def _usable(report: Report | None) -> Report | None:
    return report if report and report.state == JobState.DONE else None


def close(delivery: Delivery, *, by: User) -> None:
    """Somebody has seen what went wrong and lets it rest."""
    if delivery.state not in TROUBLED:
        raise NotAllowed("Zamyka się tylko to, co się nie powiodło, przepadło albo jest niepewne.")
    _close(delivery, by=by)


def _close(delivery: Delivery, *, by: User) -> None:
    Delivery.objects.filter(pk=delivery.pk, closed_at=None).update(closed_at=timezone.now(), closed_by=by)


def due_to_send(now: datetime.datetime, limit: int = 100) -> list[int]:
    """Ids of deliveries that a worker should take: new ones, those whose wait is over, those whose worker is gone."""
    free = Q(lease_until=None) & (Q(next_try_at=None) | Q(next_try_at__lte=now))
    abandoned = Q(lease_until__lt=now)
    open_states = (DeliveryState.PLANNED, DeliveryState.CLAIMED, DeliveryState.RENDERED)
    rows = Delivery.objects.filter(free | abandoned, state__in=open_states).order_by("due_at", "pk")
    return list(rows.values_list("pk", flat=True)[:limit])
