"""Verbs on subscriptions: save, pause, resume, recipients in and out."""

import datetime
import logging
import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from monitoring.deliveries.errors import NotAllowed
from monitoring.deliveries.recipients import address_refusal
from monitoring.models import Recipient, Subscription
from schools.mails import Letter, send_letters
from schools.models import Membership, User
from schools.roles import Role

logger = logging.getLogger(__name__)

MANAGE = "monitoring.manage_subscription"
SCHEDULE = ("frequency", "cron", "day_of_month", "at", "starts_on")
ORPHANED = "Konto opiekuna"
OWNER_GONE = f"{ORPHANED} {{email}} jest wyłączone albo nie ma już prawa prowadzić subskrypcji."
PAUSED_LETTER = """\
Dzień dobry,

portal wstrzymał subskrypcję raportu „{name}”. {reason}

Do czasu wznowienia nikt nie dostanie tego raportu. Wybierz nowego opiekuna i wznów subskrypcję:
{address}
"""


@transaction.atomic
def save_subscription(subscription: Subscription, *, by: User) -> Subscription:
    """Save it. A new schedule counts from now: nothing that was due before is sent after the fact."""
    before = Subscription.objects.select_for_update(of=("self",)).filter(pk=subscription.pk).first()
    if before is None or any(getattr(before, name) != getattr(subscription, name) for name in SCHEDULE):
        subscription.planned_until = timezone.now()
    subscription._change_reason = f"zapisał(a) {by}"  # type: ignore[attr-defined]  # noqa: SLF001 - simple-history's own name
    subscription.save()
    return subscription


def pause(subscription: Subscription, *, reason: str, by: User) -> None:
    """Nothing is planned and nothing is sent until it is resumed."""
    _pause(subscription, reason or f"Wstrzymał(a) {by}.", by=by)


def _pause(subscription: Subscription, reason: str, *, by: User | None) -> bool:
    with transaction.atomic():
        row = Subscription.objects.select_for_update(of=("self",)).get(pk=subscription.pk)
        if row.paused_at:
            return False
        row.paused_at, row.paused_because = timezone.now(), reason[:300]
        row._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 - simple-history's own name
        row.save(update_fields=["paused_at", "paused_because"])
    return True


@transaction.atomic
def resume(subscription: Subscription, *, by: User) -> None:
    """Send again from now on; what was due during the pause stays unsent. Raises NotAllowed when nobody looks after it."""
    row = Subscription.objects.select_for_update(of=("self",)).select_related("owner").get(pk=subscription.pk)
    if not row.owner.has_perm(MANAGE):
        raise NotAllowed(f"{OWNER_GONE.format(email=row.owner)} Najpierw wybierz nowego opiekuna.")
    row.paused_at, row.paused_because, row.planned_until = None, "", timezone.now()
    row._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 - simple-history's own name
    row.save(update_fields=["paused_at", "paused_because", "planned_until"])


def add_recipient(subscription: Subscription, email: str, *, by: User) -> Recipient:
    """Add an address; adding it twice changes nothing. Raises NotAllowed for outsiders whose domain is not allowed."""
    address = email.strip().lower()
    if refusal := address_refusal(subscription, address):
        raise NotAllowed(refusal)
    found, created = Recipient.objects.get_or_create(subscription=subscription, email=address)
    if not created and found.unsubscribed_at:
        raise NotAllowed(
            f"{address} wypisał(a) się {timezone.localdate(found.unsubscribed_at):%d.%m.%Y}. "
            "Jeśli prosi o raporty ponownie, najpierw usuń ten adres z listy, potem dodaj go jeszcze raz."
        )
    logger.info("Recipient %s of subscription %s was added by account %s.", found.pk, subscription.pk, by.pk)
    return found


def remove_recipient(recipient: Recipient, *, by: User) -> None:
    """Take an address off the list; what is planned for it is not sent."""
    logger.info(
        "Recipient %s of subscription %s was removed by account %s.", recipient.pk, recipient.subscription_id, by.pk
    )
    recipient.delete()


def unsubscribe(key: uuid.UUID) -> bool:
    """Take the recipient with this key off, by their own wish; whether the key is known. Done twice it stays done."""
    with transaction.atomic():
        found = Recipient.objects.select_for_update().filter(key=key).first()
        if found is None:
            return False
        if found.unsubscribed_at is None:
            found.unsubscribed_at = timezone.now()
            found.save(update_fields=["unsubscribed_at"])
    return True


# --- Owners who are gone ----------------------------------------------------------------------------------------------
def pause_orphans() -> list[Subscription]:
    """Pause what nobody looks after any more and write to the department; the subscriptions paused now."""
    running = Subscription.objects.filter(paused_at=None).select_related("owner")
    orphans = [one for one in running if not one.owner.has_perm(MANAGE)]
    paused = [one for one in orphans if _pause(one, OWNER_GONE.format(email=one.owner), by=None)]
    if paused:
        _tell_department(paused)
    return paused


def _tell_department(paused: Iterable[Subscription]) -> None:
    letters = [
        Letter(address, f"Portal HDR: subskrypcja „{one.name}” wstrzymana", _paused_body(one))
        for one in paused
        for address in department_addresses()
    ]
    if refused := send_letters(letters):
        logger.warning("%s notices of a paused subscription were not taken; the pages show it.", len(refused))


def _paused_body(subscription: Subscription) -> str:
    return PAUSED_LETTER.format(
        name=subscription.name,
        reason=OWNER_GONE.format(email=subscription.owner),
        address=settings.SITE_URL + subscription.get_absolute_url(),
    )


def department_addresses() -> list[str]:
    """Active accounts of the department."""
    held = Membership.objects.filter(role=Role.DEPARTMENT, user__is_active=True)
    return sorted(set(held.values_list("user__email", flat=True)))


def first_day() -> datetime.date:
    """The day that a new subscription proposes to begin with."""
    return timezone.localdate()
