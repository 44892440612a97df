"""Schools (units a director heads), the establishments inside them and their dated statistics."""

import datetime
import re
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from schools.scope import SaveGuard, ScopedManager


class SchoolKind(models.TextChoices):
    """Kinds of units, as the register of schools names them."""

    ZSP = "zsp", "zespół szkolno-przedszkolny"
    ZP = "zp", "zespół przedszkolny"
    SP = "sp", "szkoła podstawowa"


class EstablishmentKind(models.TextChoices):
    """Kinds of establishments inside a unit."""

    PRIMARY = "primary", "szkoła podstawowa"
    PRESCHOOL = "preschool", "przedszkole"


def open_on(day: datetime.date) -> Q:
    """Condition on opened_on / closed_on: exists on the day; an unknown opening day counts as open."""
    return (Q(opened_on=None) | Q(opened_on__lte=day)) & (Q(closed_on=None) | Q(closed_on__gt=day))


class OpenOnDay(models.QuerySet[Any]):
    """Rows with opened_on / closed_on."""

    def open_on(self, day: datetime.date) -> "OpenOnDay":
        """Rows that exist on the day; an unknown opening day counts as open."""
        return self.filter(open_on(day))


def padded_numbers(name: str) -> str:
    """The name in small letters with its numbers padded, so that text sorts as people count."""
    return re.sub(r"\d+", lambda number: number[0].zfill(6), name.lower())[:100]


class School(SaveGuard):
    """Jednostka oświatowa: the unit a director heads and the key of scoping."""

    scope_path: ClassVar[str] = "pk"

    kind = models.CharField("rodzaj", max_length=3, choices=SchoolKind)
    name = models.CharField("nazwa", max_length=250)
    short_name = models.CharField("nazwa skrócona", max_length=60, unique=True)
    name_incomplete = models.BooleanField("nazwa do uzupełnienia", default=False)
    rspo = models.PositiveIntegerField("numer RSPO", null=True, blank=True, unique=True)
    regon = models.CharField("REGON", max_length=14, blank=True)
    note = models.CharField("uwaga", max_length=250, blank=True)
    sort_name = models.CharField(max_length=100, editable=False, default="")
    opened_on = models.DateField("założona", null=True, blank=True)
    closed_on = models.DateField("zlikwidowana", null=True, blank=True)

    objects = ScopedManager.from_queryset(OpenOnDay)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "jednostka"
        verbose_name_plural = "jednostki"
        ordering = ("kind", "sort_name")

    def __str__(self) -> str:
        return self.short_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the name by which lists are sorted: „ZSP nr 2” stands before „ZSP nr 10”."""
        self.sort_name = padded_numbers(self.short_name)
        super().save(*args, **kwargs)

    def owner_school_id(self) -> int | None:
        """A unit owns itself; a new one is the municipality's to add."""
        return self.pk


class Establishment(SaveGuard):
    """Placówka: a primary school or a preschool inside a unit, with its own number in the register (RSPO)."""

    school = models.ForeignKey(
        School, on_delete=models.PROTECT, related_name="establishments", verbose_name="jednostka"
    )
    kind = models.CharField("rodzaj", max_length=10, choices=EstablishmentKind)
    name = models.CharField("nazwa", max_length=250)
    name_incomplete = models.BooleanField("nazwa do uzupełnienia", default=False)
    rspo = models.PositiveIntegerField("numer RSPO", null=True, blank=True, unique=True)
    regon = models.CharField("REGON", max_length=14, blank=True)
    street = models.CharField("ulica i numer", max_length=150, blank=True)
    postcode = models.CharField("kod pocztowy", max_length=6, blank=True)
    town = models.CharField("miejscowość", max_length=80, blank=True)
    phone = models.CharField("telefon", max_length=40, blank=True)
    email = models.EmailField("e-mail placówki", blank=True)
    website = models.CharField("strona WWW", max_length=200, blank=True)
    opened_on = models.DateField("założona", null=True, blank=True)
    closed_on = models.DateField("zlikwidowana", null=True, blank=True)

    objects = ScopedManager.from_queryset(OpenOnDay)()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "placówka"
        verbose_name_plural = "placówki"
        ordering = ("school", "-kind", "name")

    def __str__(self) -> str:
        return self.name


class Statistic(SaveGuard):
    """Pupils and classes (children and groups) of an establishment on a day."""

    scope_path: ClassVar[str] = "establishment__school_id"

    establishment = models.ForeignKey(
        Establishment, on_delete=models.PROTECT, related_name="statistics", verbose_name="placówka"
    )
    day = models.DateField("stan na dzień")
    pupils = models.PositiveIntegerField("uczniowie lub dzieci")
    classes = models.PositiveIntegerField("oddziały lub grupy", null=True, blank=True)
    source = models.CharField("źródło", max_length=120)

    objects = ScopedManager()

    class Meta:
        verbose_name = "dane liczbowe"
        verbose_name_plural = "dane liczbowe"
        ordering = ("-day",)
        constraints = (models.UniqueConstraint(fields=("establishment", "day"), name="statistic_one_a_day"),)

    def __str__(self) -> str:
        return f"{self.establishment}: {self.pupils} ({self.day})"

    def owner_school_id(self) -> int | None:
        """The unit of the establishment."""
        return self.establishment.school_id
