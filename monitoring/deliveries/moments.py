"""Local moments of Europe/Warsaw on the two odd nights of a year."""

import datetime

from django.utils import timezone

MINUTE = datetime.timedelta(minutes=1)


def local_moment(naive: datetime.datetime) -> datetime.datetime:
    """The moment that a wall clock calls so.

    In the hour that comes twice it is the first one; in the hour that is left out it is the first moment after the gap
    (02:30 on the spring night becomes 03:00 of the same day).
    """
    zone = timezone.get_default_timezone()
    while not _exists(naive, zone):
        naive += MINUTE
    return naive.replace(tzinfo=zone, fold=0)


def _exists(naive: datetime.datetime, zone: datetime.tzinfo) -> bool:
    there = naive.replace(tzinfo=zone, fold=0)
    return there.astimezone(datetime.UTC).astimezone(zone).replace(tzinfo=None, fold=0) == naive.replace(fold=0)
