"""What the inventory offers to the indicators."""

import dataclasses
import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from hdr_portal.lib.links import object_url
from hdr_portal.lib.periods import Period, a_year_after, months_later, school_year_start
from inventory.models import Device, EditionKind, Forecast, SchoolRecord, Sheet, SheetState, ZszoUse
from schools.knowledge import counting, known, known_at, reading
from schools.measures import Contribution, evidence_ref, measure, read_once
from schools.scope import InScope


def _contributions(model: type[SchoolRecord], records: Iterable[Any], day_field: str) -> list[Contribution]:
    """One contribution a record of a school (or a kept version of one), documented by its file."""
    return [
        Contribution(
            record=f"{model._meta.model_name}:{record.id}",
            day=getattr(record, day_field),
            label=model.__str__(record),
            url="",
            documented=record.evidence_id is not None,
            school=record.school_id,
            evidence=(evidence_ref(record.evidence),) if record.evidence else (),
        )
        for record in records
    ]


def _in_period(records: QuerySet[Any], field: str, period: Period) -> QuerySet[Any]:
    found = records.filter(**{f"{field}__lte": period.end}).select_related("school", "evidence")
    if period.start:
        found = found.filter(**{f"{field}__gte": period.start})
    return found.order_by(field, "id")


def _accepted_sheets() -> QuerySet[Any]:
    sheets = counting(Sheet, state=SheetState.ACCEPTED).select_related("edition", "workbook")
    return sheets if any(reading()) else sheets.defer("frozen")  # large, counted by nobody, and kept by no version


def _sheet_contributions(sheets: QuerySet[Any], period: Period) -> list[Contribution]:
    """One contribution a sheet: its page, its PDF and its workbook are a click away."""
    return [
        Contribution(
            record=f"sheet:{sheet.id}",
            day=sheet.accepted_on,
            label=Sheet.__str__(sheet),
            url=object_url("inventory:sheet", sheet.id),
            documented=sheet.evidence_id is not None,
            school=sheet.school_id,
            evidence=tuple(evidence_ref(file) for file in (sheet.evidence, sheet.workbook) if file),
        )
        for sheet in _in_period(sheets, "accepted_on", period)
    ]


def _zszo_over_time(period: Period) -> list[Contribution]:
    """Every confirmation that says yes, until the school's next one or for a year."""
    return read_once(("zszo over time", period.end), lambda: list(_confirmations(period)))


def _confirmations(period: Period) -> Iterator[Contribution]:
    address = reverse("inventory:zszo")
    by_school: dict[int, list[Any]] = defaultdict(list)
    for use in _in_period(known(ZszoUse), "confirmed_on", Period(None, period.end)):
        by_school[use.school_id].append(use)
    for uses in by_school.values():
        for use, after in zip_longest(uses, uses[1:]):
            if use.in_use:
                ends = a_year_after(use.confirmed_on)
                until = min(ends, after.confirmed_on) if after else ends
                (one,) = _contributions(ZszoUse, [use], "confirmed_on")
                yield dataclasses.replace(one, documented=True, url=address, until=until)


@measure(
    "zszo-use",
    label="Szkoły korzystające z ZSZO",
    evidence="coroczne potwierdzenie w portalu ZSZO",
    over_time=_zszo_over_time,
)
def zszo_use(period: Period) -> list[Contribution]:
    """Schools whose newest confirmation is valid on the last day of the period and says that they use ZSZO (HDR 1.2).

    The confirmation is itself the proof: it names the ZSZO portal, which keeps the record.
    """
    return [one for one in _zszo_over_time(period) if one.counts_on(period.end)]


@measure("diagnosis-sheets", label="Arkusze inwentaryzacyjne diagnozy", evidence="przyjęty arkusz")
def diagnosis_sheets(period: Period) -> list[Contribution]:
    """Accepted sheets of the edition „diagnoza” (HDR 1.5)."""
    sheets = _accepted_sheets().filter(edition__kind=EditionKind.DIAGNOSIS)
    return _sheet_contributions(sheets, period)


def _sheets_over_time(period: Period) -> list[Contribution]:
    """Every accepted sheet, until its school year ends."""
    every = Period(None, period.end)
    sheets = read_once(("accepted sheets", period.end), lambda: _sheet_contributions(_accepted_sheets(), every))
    return [dataclasses.replace(one, until=months_later(school_year_start(one.day), 12)) for one in sheets]


@measure(
    "current-sheets",
    label="Arkusze aktualne w roku szkolnym",
    evidence="przyjęty arkusz",
    over_time=_sheets_over_time,
)
def current_sheets(period: Period) -> list[Contribution]:
    """Sheets accepted in the school year of the period's last day (HDR 8.1)."""
    return [one for one in _sheets_over_time(period) if one.counts_on(period.end)]


@measure("sheet-updates", label="Aktualizacje arkuszy inwentaryzacyjnych", evidence="przyjęty arkusz")
def sheet_updates(period: Period) -> list[Contribution]:
    """Sheets accepted after the diagnosis (HDR 10.2)."""
    sheets = _accepted_sheets().filter(edition__kind=EditionKind.CURRENT)
    return _sheet_contributions(sheets, period)


@measure("forecasts", label="Prognozy zapotrzebowania", evidence="zatwierdzona prognoza")
def forecasts(period: Period) -> list[Contribution]:
    """Approved forecasts (HDR 8.3)."""
    address = reverse("inventory:forecasts")
    found = _contributions(Forecast, _in_period(known(Forecast), "approved_on", period), "approved_on")
    return [dataclasses.replace(one, url=address) for one in found]


def _live_registers(period: Period) -> list[Contribution]:
    year_ago = months_later(period.end, -12)
    devices = _devices_by(period.end)
    changed = _newest(devices.filter(confirmed_on__lte=period.end, confirmed_on__gt=year_ago), "confirmed_on")
    kept = Exists(devices.filter(school=OuterRef("school")).order_by())
    confirmed = _newest(
        known(Sheet).filter(kept, state=SheetState.ACCEPTED, accepted_on__lte=period.end, accepted_on__gt=year_ago),
        "accepted_on",
    )
    return [
        Contribution(
            record=f"register:{school}",
            day=max(found[school] for found in (changed, confirmed) if school in found)[0],
            label=f"Ewidencja: {(changed.get(school) or confirmed[school])[1]}",
            url=object_url("inventory:school_overview", school),
            documented=True,
            school=school,
        )
        for school in sorted({*changed, *confirmed})
    ]


def _registers_over_time(period: Period) -> list[Contribution]:
    """What counts on the last day, and every earlier day on which something was confirmed, for a year."""
    versions = _versions().filter(confirmed_on__lte=period.end)
    days = {*versions.order_by().values_list("school_id", "confirmed_on").distinct()}
    sheets = known(Sheet).filter(state=SheetState.ACCEPTED, accepted_on__lte=period.end)
    days |= {*sheets.order_by().values_list("school_id", "accepted_on")}
    earlier = [
        Contribution(
            record=f"register:{school}",
            day=day,
            label="Ewidencja",
            url=object_url("inventory:school_overview", school),
            documented=True,
            school=school,
            until=min(a_year_after(day - datetime.timedelta(days=1)), period.end),
        )
        for school, day in sorted(days)
        if day < period.end
    ]
    return [*earlier, *live_registers(period)]


@measure(
    "live-registers",
    label="Ewidencje zasobów prowadzone na bieżąco",
    evidence="wpisy w ewidencji szkoły",
    over_time=_registers_over_time,
)
def live_registers(period: Period) -> list[Contribution]:
    """Schools with at least one device, changed or confirmed within the 12 months before the period's last day (HDR 8.2).

    A device is confirmed one by one, or with the whole register by an accepted sheet, for as long as that is accepted.
    The register is itself the proof.
    """
    return read_once(("live registers", period.end), lambda: _live_registers(period))


def _devices_by(day: datetime.date) -> QuerySet[Any]:
    """Devices, or for a day or a knowledge of the past their kept versions.

    A device keeps only its newest confirmation; what it was on an earlier day stands in its versions.
    """
    return Device.objects.all() if known_at() is None and day >= timezone.localdate() else _versions()


def _versions() -> QuerySet[Any]:
    """Every kept version of the devices of the open scope, as known."""
    versions: QuerySet[Any] = Device.history.model.objects.filter(InScope(F("school_id")))
    return versions.filter(history_date__lte=known_at() or timezone.now())


def _newest(rows: QuerySet[Any], day: str) -> dict[int, tuple[datetime.date, str]]:
    """School id → (newest day, short name)."""
    found = rows.order_by("school_id").values_list("school_id", "school__short_name").annotate(newest=Max(day))
    return {school: (newest, name) for school, name, newest in found}
