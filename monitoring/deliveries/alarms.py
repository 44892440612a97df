"""Nobody's failure is hidden: a letter to the owner, a banner on the pages until somebody has settled it."""

import datetime
import itertools
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from hdr_portal.lib.polish import moment
from monitoring.deliveries import claims
from monitoring.deliveries.subscriptions import ORPHANED, department_addresses
from monitoring.deliveries.windows import window_label, windows_between
from monitoring.models import TROUBLED, Delivery, DeliveryState, Subscription
from schools.mails import Letter, send_letters
from schools.models import User

logger = logging.getLogger(__name__)

ASK_AGAIN = datetime.timedelta(minutes=15)
PATIENCE = datetime.timedelta(minutes=30)
ABOUT = {
    DeliveryState.MISSED: "przepadło, bo portal nie działał w terminie",
    DeliveryState.FAILED: "nie powiodło się",
    DeliveryState.UNCERTAIN: "jest niepewne: serwer poczty mógł przyjąć wiadomość",
}
LETTER = """\
Dzień dobry,

w subskrypcji raportu „{name}” nie wszystko zostało wysłane:

{lines}

Portal nie wyśle tego sam ponownie. Zobacz, co się stało, i zdecyduj:
{address}
"""


@dataclass(frozen=True)
class Alarm:
    """What waits for a decision, by kind, and what nobody is doing although it is due: then workers or schedulers are away."""

    missed: int = 0
    failed: int = 0
    uncertain: int = 0
    waiting: int = 0
    unplanned: int = 0
    orphaned: int = 0

    def __bool__(self) -> bool:
        return any((self.missed, self.failed, self.uncertain, self.waiting, self.unplanned, self.orphaned))

    @property
    def stands_still(self) -> bool:
        """Whether work is left undone in the background."""
        return bool(self.waiting or self.unplanned)


def alarm_for(user: User) -> Alarm | None:
    """The banner of those who see deliveries; None for others and when all is well. Two queries."""
    if not user.has_perm("monitoring.view_delivery"):
        return None
    patience = timezone.now() - PATIENCE
    found = Alarm(**_counts(patience), **_neglected(patience))
    return found or None


def _counts(patience: datetime.datetime) -> dict[str, int]:
    """Deliveries that went wrong, and those that nobody has taken for too long (a wait for the server is no neglect)."""
    left = Q(lease_until=None) | Q(lease_until__lt=patience)
    due = Q(due_at__lt=patience, created_at__lt=patience) & (Q(next_try_at=None) | Q(next_try_at__lt=patience))
    open_states = Q(state__in=(*claims.HELD, DeliveryState.PLANNED, DeliveryState.SENDING))
    return Delivery.objects.filter(closed_at=None).aggregate(
        **{state.value: Count("pk", filter=Q(state=state)) for state in ABOUT},
        waiting=Count("pk", filter=open_states & left & due),
    )


def _neglected(patience: datetime.datetime) -> dict[str, int]:
    """Subscriptions without an owner, and those whose window came and no scheduler saw it."""
    rows = list(Subscription.objects.all())
    running = [one for one in rows if one.paused_at is None]
    return {
        "orphaned": sum(one.paused_because.startswith(ORPHANED) for one in rows),
        "unplanned": sum(bool(windows_between(one, one.planned_until, patience)) for one in running),
    }


def unsettled() -> QuerySet[Delivery]:
    """Deliveries that went wrong and that nobody has settled."""
    return Delivery.objects.filter(state__in=TROUBLED, closed_at=None)


# --- Letters ----------------------------------------------------------------------------------------------------------
def tell_owners(now: datetime.datetime) -> int:
    """Write to the owner of each subscription about what went wrong since the last letter; how many letters were taken.

    The rows are taken by their lease first, so that two schedulers write one letter; a letter that was not taken is tried
    again later.
    """
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    waiting = unsettled().filter(free, told_at=None).select_related("subscription__owner")
    rows = [row for row in waiting.order_by("subscription", "due_at", "pk") if _taken(row, now)]
    groups = itertools.groupby(rows, key=lambda row: row.subscription_id)
    return sum(_tell(list(group), now) for _, group in groups)


def _taken(row: Delivery, now: datetime.datetime) -> bool:
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    return bool(Delivery.objects.filter(free, pk=row.pk, told_at=None).update(lease_until=now + ASK_AGAIN))


def _tell(rows: Sequence[Delivery], now: datetime.datetime) -> int:
    subscription = rows[0].subscription
    owner = subscription.owner
    addresses = [owner.email] if owner.is_active else department_addresses()
    subject = f"Portal HDR: raport „{subscription.name}” nie dotarł do wszystkich"
    letters = [Letter(address, subject, _body(subscription, rows)) for address in addresses]
    refused = send_letters(letters)
    if letters and len(refused) == len(letters):
        logger.warning("Nobody could be told about subscription %s; it is tried again.", subscription.pk)
        return 0
    Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(told_at=now, lease_until=None)
    return len(letters) - len(refused)


def _body(subscription: Subscription, rows: Sequence[Delivery]) -> str:
    query = f"?subskrypcja={subscription.pk}"
    return LETTER.format(
        name=subscription.name,
        lines="\n".join(_line(row) for row in rows),
        address=settings.SITE_URL + reverse("monitoring:deliveries") + query,
    )


def _line(row: Delivery) -> str:
    what = (
        f"- {window_label(row.window)}, termin {moment(row.due_at)}, {row.recipient}: {ABOUT[DeliveryState(row.state)]}"
    )
    return f"{what} ({row.answer})" if row.answer else what
