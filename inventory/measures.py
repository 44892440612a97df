"""What the inventory offers to the indicators."""

import dataclasses
from collections.abc import Iterable

from django.db.models import Max, QuerySet
from django.urls import reverse

from hdr_portal.lib.periods import Period, months_later, school_year_start
from inventory.models import Device, EditionKind, Forecast, SchoolRecord, Sheet, SheetState, ZszoUse
from schools.measures import Contribution, evidence_ref, measure


def _contributions(records: Iterable[SchoolRecord], day_field: str) -> list[Contribution]:
    """One contribution a record of a school, documented by its file."""
    return [
        Contribution(
            record=f"{record._meta.model_name}:{record.pk}",
            day=getattr(record, day_field),
            label=str(record),
            url="",
            documented=record.evidence_id is not None,
            school=record.school_id,
            evidence=(evidence_ref(record.evidence),) if record.evidence else (),
        )
        for record in records
    ]


def _in_period(records: QuerySet[SchoolRecord], field: str, period: Period) -> QuerySet[SchoolRecord]:
    found = records.filter(**{f"{field}__lte": period.end}).select_related("school", "evidence")
    if period.start:
        found = found.filter(**{f"{field}__gte": period.start})
    return found.order_by(field, "pk")


def _accepted_sheets() -> QuerySet[Sheet]:
    sheets: QuerySet[Sheet] = Sheet.objects.filter(state=SheetState.ACCEPTED).select_related("edition")
    return sheets


@measure("zszo-use", label="Szkoły korzystające z ZSZO", evidence="coroczne potwierdzenie w portalu ZSZO")
def zszo_use(period: Period) -> list[Contribution]:
    """Schools whose newest confirmation is valid on the last day of the period and says that they use ZSZO (HDR 1.2).

    The confirmation is itself the proof: it names the ZSZO portal, which keeps the record.
    """
    year = Period(months_later(period.end, -12), period.end)
    newest = {use.school_id: use for use in _in_period(ZszoUse.objects.all(), "confirmed_on", year)}
    found = _contributions([use for use in newest.values() if use.in_use], "confirmed_on")
    address = reverse("inventory:zszo")
    return [dataclasses.replace(one, documented=True, url=address) for one in found]


@measure("diagnosis-sheets", label="Arkusze inwentaryzacyjne diagnozy", evidence="przyjęty arkusz")
def diagnosis_sheets(period: Period) -> list[Contribution]:
    """Accepted sheets of the edition „diagnoza” (HDR 1.5)."""
    sheets = _accepted_sheets().filter(edition__kind=EditionKind.DIAGNOSIS)
    return _contributions(_in_period(sheets, "accepted_on", period), "accepted_on")


@measure("current-sheets", label="Arkusze aktualne w roku szkolnym", evidence="przyjęty arkusz")
def current_sheets(period: Period) -> list[Contribution]:
    """Sheets accepted in the school year of the period's last day (HDR 8.1)."""
    year = Period(school_year_start(period.end), period.end)
    return _contributions(_in_period(_accepted_sheets(), "accepted_on", year), "accepted_on")


@measure("sheet-updates", label="Aktualizacje arkuszy inwentaryzacyjnych", evidence="przyjęty arkusz")
def sheet_updates(period: Period) -> list[Contribution]:
    """Sheets accepted after the diagnosis (HDR 10.2)."""
    sheets = _accepted_sheets().filter(edition__kind=EditionKind.CURRENT)
    return _contributions(_in_period(sheets, "accepted_on", period), "accepted_on")


@measure("forecasts", label="Prognozy zapotrzebowania", evidence="zatwierdzona prognoza")
def forecasts(period: Period) -> list[Contribution]:
    """Approved forecasts (HDR 8.3)."""
    return _contributions(_in_period(Forecast.objects.all(), "approved_on", period), "approved_on")


@measure("live-registers", label="Ewidencje zasobów prowadzone na bieżąco", evidence="wpisy w ewidencji szkoły")
def live_registers(period: Period) -> list[Contribution]:
    """Schools with at least one device changed or confirmed within the 12 months before the period's last day (HDR 8.2).

    The register is itself the proof.
    """
    newest = (
        Device.objects.filter(confirmed_on__lte=period.end, confirmed_on__gt=months_later(period.end, -12))
        .order_by("school_id")
        .values("school_id", "school__short_name")
        .annotate(day=Max("confirmed_on"))
    )
    return [
        Contribution(
            record=f"register:{row['school_id']}",
            day=row["day"],
            label=f"Ewidencja: {row['school__short_name']}",
            url="",
            documented=True,
            school=row["school_id"],
        )
        for row in newest
    ]
