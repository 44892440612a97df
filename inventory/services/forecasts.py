"""Verbs on forecasts of needs: a school has one a year, approved on a day and proved by a file."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.files import File
from django.db import transaction

from inventory import rules
from inventory.models import Forecast
from inventory.queries.forecasts import forecast_of, mark_of
from schools.evidence import store_evidence
from schools.models import EvidenceKind, School, User


class NotAllowed(Exception):
    """The person's role does not reach the school."""


class Moved(Exception):
    """Somebody changed the forecast after the page was shown; nothing was written."""


@dataclass(frozen=True)
class ForecastInput:
    """A forecast as it is recorded; without a file the one that is there stays."""

    approved_on: datetime.date
    note: str
    upload: File[Any] | None


@transaction.atomic
def record_forecast(school: School, year: int, given: ForecastInput, *, seen: int, by: User) -> Forecast:
    """The school's forecast of the year, added or changed; what it was before stays in the history.

    `seen` is the mark (see mark_of) that the page showed. What is recorded already is not recorded twice. Raises NotAllowed,
    Moved, Refused (the file) and NotStored (the disk), and then keeps nothing.
    """
    if not rules.may_record_forecast(school, by):
        raise NotAllowed
    _lock(school)
    found = forecast_of(school, year)
    mark = mark_of(found)
    forecast = found or Forecast(school=school, year=year)
    before = _values(forecast) if found else None
    forecast.approved_on, forecast.note = given.approved_on, given.note
    if given.upload:
        forecast.evidence = store_evidence(
            school=school, kind=EvidenceKind.OTHER, day=given.approved_on, upload=given.upload, by=by
        )
    if _values(forecast) == before:  # the second of two clicks
        return forecast
    if mark != seen:
        raise Moved
    forecast._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 - how simple_history takes the actor
    forecast.save()
    return forecast


@transaction.atomic
def withdraw_forecast(forecast: Forecast, *, seen: int, by: User) -> None:
    """Take a forecast back: it counts no more, its file and its history stay. Raises NotAllowed and Moved."""
    if not rules.may_record_forecast(forecast.school, by):
        raise NotAllowed
    _lock(forecast.school)
    if mark_of(forecast) != seen:
        raise Moved
    forecast._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 - how simple_history takes the actor
    forecast.delete()


def _lock(school: School) -> None:
    """Two people at once: one after the other."""
    list(School.objects.select_for_update(of=("self",)).filter(pk=school.pk))


def _values(forecast: Forecast) -> tuple[datetime.date, str, int | None]:
    return forecast.approved_on, forecast.note, forecast.evidence_id
