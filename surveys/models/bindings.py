"""Bindings: a result of a survey offered to the indicators, frozen when a campaign is counted."""

from django.db import models
from simple_history.models import HistoricalRecords

from surveys.models.campaigns import Audience
from surveys.models.results import Hidden, Subject, Tally


class Statistic(models.TextChoices):
    """Which number of the subject."""

    MEAN = "mean", "średnia"
    SHARE = "share", "udział najwyższych odpowiedzi w %"
    RATE = "rate", "odsetek odpowiedzi w %"


class Direction(models.TextChoices):
    """Which way is better."""

    UP = "up", "im więcej, tym lepiej"
    DOWN = "down", "im mniej, tym lepiej"


class Binding(models.Model):
    """Powiązanie: item, section or response rate of an instrument (any version) → a number for an indicator."""

    code = models.SlugField("kod", max_length=40, unique=True)
    name = models.CharField("nazwa", max_length=200)
    instrument_code = models.SlugField("kod kwestionariusza", max_length=40)
    audience = models.CharField("grupa", max_length=12, choices=Audience)
    subject = models.CharField("przedmiot", max_length=7, choices=Subject)
    subject_code = models.SlugField("kod pytania lub części", max_length=40, blank=True)
    statistic = models.CharField("wielkość", max_length=5, choices=Statistic)
    minimum = models.PositiveSmallIntegerField("najmniej odpowiedzi", default=5)
    direction = models.CharField("kierunek", max_length=4, choices=Direction, default=Direction.UP)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "powiązanie ze wskaźnikiem"
        verbose_name_plural = "powiązania ze wskaźnikami"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class BindingValue(models.Model):
    """Wartość powiązania: frozen with its number of answers, response rate and version of the instrument."""

    binding = models.ForeignKey(Binding, on_delete=models.PROTECT, related_name="values")
    tally = models.ForeignKey(Tally, on_delete=models.PROTECT, related_name="binding_values")
    day = models.DateField("dzień zamknięcia")
    value = models.DecimalField("wartość", max_digits=8, decimal_places=2, null=True)
    n = models.PositiveIntegerField("odpowiedzi", null=True)
    rate = models.DecimalField("odsetek odpowiedzi w %", max_digits=5, decimal_places=2, null=True)
    instrument_version = models.PositiveSmallIntegerField("wersja kwestionariusza")
    hidden = models.CharField("ukryte", max_length=7, choices=Hidden, blank=True)

    class Meta:
        verbose_name = "wartość powiązania"
        verbose_name_plural = "wartości powiązań"
        ordering = ("binding", "-day", "-pk")
        constraints = (models.UniqueConstraint(fields=("binding", "tally"), name="binding_value_once"),)

    def __str__(self) -> str:
        return f"{self.binding}: {self.value}"
