"""Addresses that a mail carries: leaving the list in one click, and the file that was too large to attach."""

import datetime

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from monitoring.models import Delivery, DeliveryState, LinkOpening, Recipient

SALT = "monitoring.deliveries.links"
SENT = (DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.UNCERTAIN)


class LinkExpired(Exception):
    """The link was good once."""


class LinkUnknown(Exception):
    """No such link, or the recipient has been taken off the list."""


def unsubscribe_url(delivery: Delivery) -> str:
    """Absolute; needs no sign-in (RFC 8058)."""
    return settings.SITE_URL + reverse("monitoring:unsubscribe", args=[delivery.recipient_key])


def portal_url(delivery: Delivery) -> str:
    """Absolute; for people with an account that may open reports."""
    return settings.SITE_URL + reverse("monitoring:report", args=[delivery.report_id])


def signed_url(delivery: Delivery) -> str:
    """Absolute; needs no sign-in, ends after DELIVERY_LINK_DAYS, every opening is written down."""
    token = signing.dumps(delivery.pk, salt=SALT)
    return settings.SITE_URL + reverse("monitoring:delivery_link", args=[token])


def link_ends_on() -> datetime.date:
    """The last day of a link made today."""
    return timezone.localdate() + datetime.timedelta(days=settings.DELIVERY_LINK_DAYS)


def delivery_behind(token: str) -> Delivery:
    """The delivery that a signed link belongs to; raises LinkExpired and LinkUnknown."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=datetime.timedelta(days=settings.DELIVERY_LINK_DAYS))
    except signing.SignatureExpired as error:
        raise LinkExpired from error
    except signing.BadSignature as error:
        raise LinkUnknown from error
    found = Delivery.objects.select_related("report").filter(pk=pk, state__in=SENT, report__isnull=False).first()
    if found is None or not Recipient.objects.filter(key=found.recipient_key).exists():
        raise LinkUnknown
    return found


def note_opening(delivery: Delivery) -> None:
    """Write down that the file was fetched, and nothing about who did."""
    LinkOpening.objects.create(delivery=delivery)
