"""What dashboards ask the database beside the summaries, because it depends on today or belongs to others."""

import datetime
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery

from inventory.counting import HELD
from inventory.dashboards.figures import Beside, Reckoner
from inventory.models import Device, Licence, Sheet, SheetState
from schools.models import Establishment, EstablishmentKind, School, Statistic


def beside_summaries(reckoner: Reckoner, school: School | None = None) -> Callable[[int], Beside]:
    """What is known of each unit (or of one) as of the reckoner's day: four queries, however many units."""
    pupils = pupils_by_school(reckoner.day, school)
    accepted = accepted_by_school(reckoner.day, school)
    warranties, licences = ending_by_school(reckoner.ending, school)
    return lambda unit: Beside(
        pupils=pupils.get(unit),
        accepted_on=accepted.get(unit),
        warranties_ending=warranties.get(unit, 0),
        licences_ending=licences.get(unit, 0),
    )


def pupils_by_school(day: datetime.date, school: School | None = None) -> dict[int, int]:
    """Pupils of the primary schools open on the day, by unit (or of one), by the newest number of each: one query."""
    newest = Statistic.objects.filter(establishment=OuterRef("pk"), day__lte=day).order_by("-day")
    places = Establishment.objects.open_on(day).filter(kind=EstablishmentKind.PRIMARY)
    rows = (
        (places.filter(school=school) if school else places)
        .annotate(newest=Subquery(newest.values("pupils")[:1]))
        .order_by()
        .values_list("school_id", "newest")
    )
    found: dict[int, int] = defaultdict(int)
    for unit, pupils in rows:
        if pupils is not None:
            found[unit] += pupils
    return dict(found)


def accepted_by_school(day: datetime.date, school: School | None = None) -> dict[int, datetime.date]:
    """The newest day on which a sheet of the unit (or of one) was accepted: it confirms the whole register. One query."""
    sheets = Sheet.objects.filter(state=SheetState.ACCEPTED, accepted_on__lte=day)
    found = sheets.filter(school=school) if school else sheets
    return dict(found.order_by().values_list("school_id").annotate(newest=Max("accepted_on")))


def ending_by_school(
    ending: tuple[datetime.date, datetime.date] | None, school: School | None = None
) -> tuple[dict[int, int], dict[int, int]]:
    """Warranties of devices held, and licences, that end between two days, by unit (or of one): two queries, by index."""
    if ending is None:
        return {}, {}
    devices = Device.objects.filter(HELD, warranty_until__range=ending)
    licences = Licence.objects.filter(expires_on__range=ending)
    return _by_school(devices, school), _by_school(licences, school)


def _by_school(rows: QuerySet[Any], school: School | None) -> dict[int, int]:
    found = rows.filter(school=school) if school else rows
    return dict(found.order_by().values_list("school_id").annotate(number=Count("*")))
