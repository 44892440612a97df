"""Norms that dashboards compare with: data with a source, changed in the administration when the law or the city changes."""

from django.core.validators import MinValueValidator
from django.db import models
from simple_history.models import HistoricalRecords


class NormCode(models.TextChoices):
    """What a norm is about."""

    PUPILS_PER_COMPUTER = "pupils_per_computer", "uczniów na jeden komputer, najwyżej"
    OLD_YEARS = "old_years", "lat, od których urządzenie uważa się za stare"
    FRESH_DAYS = "fresh_days", "dni od ostatniej aktualizacji ewidencji, najwyżej"
    ENDING_DAYS = "ending_days", "dni naprzód, w których wypatruje się końca gwarancji i licencji"


class Norm(models.Model):
    """Norma: a number, from when it binds and where it comes from. A norm that is not there is not compared with."""

    code = models.CharField("czego dotyczy", max_length=30, choices=NormCode, unique=True)
    value = models.PositiveSmallIntegerField("wartość", validators=[MinValueValidator(1)])
    binds_from = models.DateField("obowiązuje od", null=True, blank=True)
    source = models.CharField("źródło", max_length=250)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "norma"
        verbose_name_plural = "normy"
        ordering = ("code",)

    def __str__(self) -> str:
        return self.get_code_display()
