"""Use of ZSZO (Zintegrowany System Zarządzania Oświatą): modules used by schools, and what the city paid."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from inventory.models.dictionaries import ZszoModule
from inventory.models.records import SchoolRecord
from schools.scope import ScopedManager


class ZszoUse(SchoolRecord):
    """A school's use of ZSZO, confirmed on a day for a year, with the modules it uses; `in_use` False: it uses ZSZO no more."""

    used_modules = models.ManyToManyField(ZszoModule, related_name="+", blank=True, verbose_name="używane moduły")
    in_use = models.BooleanField("korzysta", default=True)
    confirmed_on = models.DateField("potwierdzone")

    objects = ScopedManager()
    history = HistoricalRecords(m2m_fields=[used_modules])

    class Meta:
        verbose_name = "korzystanie z ZSZO"
        verbose_name_plural = "korzystanie z ZSZO"
        ordering = ("-confirmed_on", "school")
        constraints = (models.UniqueConstraint(fields=("school", "confirmed_on"), name="zszo_use_once_a_day"),)

    def __str__(self) -> str:
        return f"ZSZO: {self.school}"


class ZszoCost(models.Model):
    """What the city paid for ZSZO in a span of years."""

    first_year = models.PositiveSmallIntegerField("od roku")
    last_year = models.PositiveSmallIntegerField("do roku")
    amount = models.DecimalField("kwota", max_digits=12, decimal_places=2, validators=[MinValueValidator(0)])
    source = models.CharField("źródło", max_length=250)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "koszt ZSZO"
        verbose_name_plural = "koszty ZSZO"
        ordering = ("first_year", "last_year")
        constraints = (
            models.CheckConstraint(condition=Q(last_year__gte=F("first_year")), name="zszo_cost_years_in_order"),
            models.UniqueConstraint(fields=("first_year", "last_year"), name="zszo_cost_once_a_span"),
        )

    def __str__(self) -> str:
        years = str(self.first_year) if self.first_year == self.last_year else f"{self.first_year}–{self.last_year}"
        return f"ZSZO {years}"
