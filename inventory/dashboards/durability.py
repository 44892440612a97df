"""Devices bought for money that obliges to keep them: what has to be kept after a day, as known."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum
from django.utils import timezone

from inventory.models import GONE, Device, FundingSource
from schools.knowledge import as_known_at, known, known_at


@dataclass(frozen=True)
class Obligation:
    """So many devices from one source have to be kept until a day."""

    funding: str
    until: datetime.date
    devices: int
    value: Decimal


def obligations(day: datetime.date, *, after: datetime.date) -> list[Obligation]:
    """Devices held on the day in the open scope whose durability ends after `after`, by source and end: two queries."""
    end_of_day = timezone.make_aware(datetime.datetime.combine(day, datetime.time.max))
    names = dict(FundingSource.objects.values_list("pk", "name"))
    with as_known_at(min(known_at() or timezone.now(), end_of_day)):
        held = known(Device).exclude(status__in=GONE).filter(durability_until__gt=after).order_by()
        rows = held.values_list("durability_until", "funding_id").annotate(number=Count("*"), worth=Sum("gross_value"))
        found = [
            Obligation(names.get(funding, "źródło nieznane"), until, number, worth or Decimal())
            for until, funding, number, worth in rows
        ]
    return sorted(found, key=lambda one: (one.until, one.funding))
