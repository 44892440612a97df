"""After the plan: what must be kept until when, and what puts it at risk.

Three kinds of things last. What a project paid for: a device with a day until which it must be kept (its own, or that of
the money it was bought with). What proves the indicators: files with a day until which they are kept. What the plan reached:
an indicator reached on the plan's last day that its records reach no longer.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from hdr_portal.lib.periods import months_later
from inventory.models import Device, FundingSource, Status
from monitoring.queries import BoardRow, board
from monitoring.standing import Status as Standing
from schedule.models import Plan
from schools.measures import EvidenceRef
from schools.models import Evidence

SOON_MONTHS = 6
REACHED = (Standing.REACHED, Standing.REACHED_LATE)
GONE = (Status.DISPOSED, Status.HANDED_OVER)
AT_RISK = (*GONE, Status.MISSING, Status.TO_DISPOSE)


@dataclass(frozen=True)
class Project:
    """Money with an end of durability: its devices by where they stand. An empty name: the end stands at the device alone."""

    name: str
    agreement: str
    until: datetime.date
    kept: int
    at_risk: int

    def is_over(self, day: datetime.date) -> bool:
        """Whether nothing need be kept any more."""
        return self.until < day


@dataclass(frozen=True)
class FileToKeep:
    """A file behind indicators whose keeping ends on a day."""

    file: EvidenceRef
    until: datetime.date
    indicators: tuple[str, ...]


@dataclass(frozen=True)
class Watch:
    """What there is to see on a day. `lost`: rows of the day, of indicators reached at the plan's end and not on the day."""

    projects: tuple[Project, ...]
    devices: tuple[Device, ...]
    files: tuple[FileToKeep, ...]
    lost: tuple[BoardRow, ...]
    held: int


def watch(plan: Plan, day: datetime.date, *, whole: bool) -> Watch:
    """The watch of the open scope. What the city reached is told to those who see the whole city."""
    rows = board(plan, day)
    reached = _reached_at_the_end(plan, day) if whole else frozenset()
    return Watch(
        projects=tuple(_projects()),
        devices=tuple(devices_at_risk(day)),
        files=tuple(_files(rows, day)),
        lost=tuple(row for row in rows if row.indicator.pk in reached and row.standing.status not in REACHED),
        held=sum(row.indicator.pk in reached and row.standing.status in REACHED for row in rows),
    )


def _reached_at_the_end(plan: Plan, day: datetime.date) -> frozenset[int]:
    """Ids of the indicators reached on the plan's last day; before it nothing lasts yet."""
    if day <= plan.end:
        return frozenset()
    return frozenset(row.indicator.pk for row in board(plan, plan.end) if row.standing.status in REACHED)


def _lasting() -> QuerySet[Any]:
    """Devices in scope with an end of durability, their own or their money's."""
    ends: QuerySet[Any] = Device.objects.annotate(lasts_until=Coalesce("durability_until", "funding__durability_until"))
    return ends.filter(lasts_until__isnull=False)


def devices_at_risk(day: datetime.date) -> Iterable[Device]:
    """Devices that have gone, are missing or are about to go although they must still be kept; the soonest end first."""
    found = _lasting().filter(lasts_until__gte=day, status__in=AT_RISK).select_related("school", "funding", "category")
    return found.order_by("lasts_until", "school__sort_name", "sort_key")


def _projects() -> list[Project]:
    counts: dict[tuple[int | None, datetime.date], list[int]] = defaultdict(lambda: [0, 0])
    rows = _lasting().order_by().values_list("funding_id", "lasts_until", "status")
    for funding, until, status in rows.iterator():
        counts[funding, until][status in AT_RISK] += 1
    sources = {one.pk: one for one in FundingSource.objects.all()}
    for pk, one in sources.items():
        if one.durability_until:
            counts.setdefault((pk, one.durability_until), [0, 0])  # shown even while no device names it
    found = [
        Project(
            sources[pk].name if pk else "", sources[pk].agreement_number if pk else "", until, kept=kept, at_risk=risk
        )
        for (pk, until), (kept, risk) in counts.items()
    ]
    return sorted(found, key=lambda one: (one.until, one.name))


def _files(rows: Sequence[BoardRow], day: datetime.date) -> list[FileToKeep]:
    """Files behind the indicators whose keeping ends within the half-year or has ended: the proof would be gone."""
    serves: dict[int, list[str]] = defaultdict(list)
    files: dict[int, EvidenceRef] = {}
    for row in rows:
        for file in row.files:
            files[file.pk] = file
            if row.indicator.number not in serves[file.pk]:
                serves[file.pk].append(row.indicator.number)
    ending = Evidence.objects.filter(retain_until__lte=months_later(day, SOON_MONTHS)).order_by("retain_until", "pk")
    found = ending.values_list("pk", "retain_until")
    return [FileToKeep(files[pk], until, tuple(serves[pk])) for pk, until in found if pk in files]
