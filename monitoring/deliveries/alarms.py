"""Nobody's failure is hidden: a letter to the owner, a banner on the pages until somebody has settled it."""

import datetime
import itertools
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from hdr_portal.lib.polish import moment
from monitoring.deliveries.subscriptions import department_addresses
from monitoring.deliveries.windows import window_label
from monitoring.models import TROUBLED, Delivery, DeliveryState, Subscription
from schools.mails import Letter, send_letters
from schools.models import User

logger = logging.getLogger(__name__)

ASK_AGAIN = datetime.timedelta(minutes=15)
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
    """What waits for a decision: numbers of deliveries by state, subscriptions that nobody looks after."""

    missed: int
    failed: int
    uncertain: int
    orphaned: int

    def __bool__(self) -> bool:
        return bool(self.missed or self.failed or self.uncertain or self.orphaned)


def alarm_for(user: User) -> Alarm | None:
    """The banner of those who see deliveries; None for others and when all is well. Two queries."""
    if not user.has_perm("monitoring.view_delivery"):
        return None
    counts = dict(unsettled().order_by().values_list("state").annotate(Count("pk")))
    orphaned = Subscription.objects.filter(paused_at__isnull=False, owner__is_active=False).count()
    found = Alarm(
        counts.get(DeliveryState.MISSED, 0),
        counts.get(DeliveryState.FAILED, 0),
        counts.get(DeliveryState.UNCERTAIN, 0),
        orphaned,
    )
    return found or None


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
