"""The register of school IT, as far as the indicators ask for it today: sheets, forecasts, use of ZSZO, devices.

Administrators enter these records in Django admin.
"""

import datetime

from django.db import models
from simple_history.models import HistoricalRecords

from schools.models import Evidence, School
from schools.scope import SaveGuard, ScopedManager


class Edition(models.TextChoices):
    """Why a sheet was asked for."""

    DIAGNOSIS = "diagnosis", "diagnoza"
    CURRENT = "current", "bieżąca aktualizacja"


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


class Sheet(SchoolRecord):
    """Arkusz inwentaryzacyjny: a school's sheet of an edition, accepted by the department on a day."""

    edition = models.CharField("edycja", max_length=10, choices=Edition)
    accepted_on = models.DateField("przyjęty")

    objects = ScopedManager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "arkusz inwentaryzacyjny"
        verbose_name_plural = "arkusze inwentaryzacyjne"
        ordering = ("-accepted_on", "school")
        constraints = (models.UniqueConstraint(fields=("school", "edition", "accepted_on"), name="sheet_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.get_edition_display().capitalize()}: {self.school}"


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


class ZszoUse(SchoolRecord):
    """A school's use of Zintegrowany System Zarządzania Oświatą, confirmed on a day for a year."""

    modules = models.TextField("używane moduły", blank=True)
    confirmed_on = models.DateField("potwierdzone")

    objects = ScopedManager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "korzystanie z ZSZO"
        verbose_name_plural = "korzystanie z ZSZO"
        ordering = ("-confirmed_on", "school")
        constraints = (models.UniqueConstraint(fields=("school", "confirmed_on"), name="zszo_use_once_a_day"),)

    def __str__(self) -> str:
        return f"ZSZO: {self.school}"


class Device(SaveGuard):
    """A device of a school's register."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="devices", verbose_name="jednostka")
    inventory_number = models.CharField("numer inwentarzowy", max_length=60)
    name = models.CharField("nazwa", max_length=150)
    confirmed_on = models.DateField("stan potwierdzony", default=datetime.date.today)
    is_demo = models.BooleanField("dane demonstracyjne", default=False, editable=False)

    objects = ScopedManager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "urządzenie"
        verbose_name_plural = "urządzenia"
        ordering = ("school", "inventory_number")
        constraints = (
            models.UniqueConstraint(fields=("school", "inventory_number"), name="device_number_unique_in_school"),
        )

    def __str__(self) -> str:
        return f"{self.inventory_number} {self.name}"
