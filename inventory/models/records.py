"""Records of a school that a file proves: forecasts of needs; the base of sheets and of the use of ZSZO."""

from django.db import models
from simple_history.models import HistoricalRecords

from schools.models import Evidence, School
from schools.scope import SaveGuard, ScopedManager


class SchoolRecord(SaveGuard):
    """A record of a school with the file that proves it."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+", verbose_name="jednostka")
    evidence = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dowód"
    )
    note = models.CharField("uwaga", max_length=250, blank=True)
    is_demo = models.BooleanField("dane demonstracyjne", default=False, editable=False)

    class Meta:
        abstract = True


class Forecast(SchoolRecord):
    """Prognoza zapotrzebowania: what a school will need in a year, approved on a day."""

    year = models.PositiveSmallIntegerField("rok")
    approved_on = models.DateField("zatwierdzona")

    objects = ScopedManager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "prognoza zapotrzebowania"
        verbose_name_plural = "prognozy zapotrzebowania"
        ordering = ("-year", "school")
        constraints = (models.UniqueConstraint(fields=("school", "year"), name="forecast_once_a_year"),)

    def __str__(self) -> str:
        return f"Prognoza {self.year}: {self.school}"
