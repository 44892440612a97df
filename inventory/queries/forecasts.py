"""Reads of the forecasts of needs."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from inventory.models import Forecast
from schools.models import School


@dataclass(frozen=True)
class ForecastRow:
    """A school's line: for each year of the table the year and the forecast, where there is one."""

    school: School
    years: tuple[tuple[int, Forecast | None], ...]


@dataclass(frozen=True)
class ForecastTable:
    """Schools × years."""

    years: tuple[int, ...]
    rows: tuple[ForecastRow, ...]

    @property
    def counts(self) -> tuple[tuple[int, int], ...]:
        """Each year with the number of schools that have a forecast."""
        return tuple(
            (year, sum(row.years[at][1] is not None for row in self.rows)) for at, year in enumerate(self.years)
        )


def forecast_table(today: datetime.date) -> ForecastTable:
    """The forecasts of the open scope: those of this year and the next, and of every year that has any. Two queries."""
    found: dict[int, dict[int, Forecast]] = defaultdict(dict)
    for forecast in Forecast.objects.select_related("school", "evidence").order_by("year", "pk"):
        found[forecast.school_id][forecast.year] = forecast
    schools = list(School.objects.open_on(today))
    known = {year for school in schools for year in found[school.pk]}
    years = tuple(sorted({today.year, today.year + 1, *known}))
    rows = (ForecastRow(one, tuple((year, found[one.pk].get(year)) for year in years)) for one in schools)
    return ForecastTable(years, tuple(rows))


def forecast_of(school: School, year: int) -> Forecast | None:
    """The school's forecast of a year, with its file."""
    return Forecast.objects.select_related("school", "evidence").filter(school=school, year=year).first()


def mark_of(forecast: Forecast | None) -> int:
    """Which version a page shows: the newest one kept in the history, 0 when there is no forecast."""
    if forecast is None:
        return 0
    newest = (
        Forecast.history.filter(id=forecast.pk).order_by("-history_id").values_list("history_id", flat=True).first()
    )
    return int(newest or 0)
