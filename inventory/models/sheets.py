"""Sheets (arkusze inwentaryzacyjne): an edition asks schools for them, directors submit, the department accepts."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from inventory.models.records import SchoolRecord
from schools.models import Evidence, Job, School
from schools.scope import SaveGuard, ScopedManager


class EditionKind(models.TextChoices):
    """Why an edition asks for sheets."""

    DIAGNOSIS = "diagnosis", "diagnoza"
    CURRENT = "current", "bieżąca aktualizacja"


class Edition(models.Model):
    """Edycja: „Diagnoza 2024”, „Rok szkolny 2026/2027”. Opened by the department for some schools, with a deadline."""

    name = models.CharField("nazwa", max_length=80, unique=True)
    kind = models.CharField("rodzaj", max_length=10, choices=EditionKind)
    note = models.CharField("wskazówki dla szkół", max_length=500, blank=True)
    opened_on = models.DateField("otwarta")
    deadline = models.DateField("termin", null=True, blank=True)
    closed_on = models.DateField("zamknięta", null=True, blank=True)
    schools = models.ManyToManyField(School, related_name="+", verbose_name="jednostki")
    is_demo = models.BooleanField("dane demonstracyjne", default=False, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = "edycja arkuszy"
        verbose_name_plural = "edycje arkuszy"
        ordering = ("-opened_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(deadline=None) | Q(deadline__gte=models.F("opened_on")),
                name="edition_deadline_after_opening",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The edition's page."""
        return reverse("inventory:edition", args=[self.pk])


class SheetState(models.TextChoices):
    """Where a sheet stands."""

    OPEN = "open", "do złożenia"
    SUBMITTED = "submitted", "złożony"
    RETURNED = "returned", "zwrócony"
    ACCEPTED = "accepted", "przyjęty"


class Sheet(SchoolRecord):
    """Arkusz inwentaryzacyjny of a school in an edition. Accepted, it is frozen: rows, totals, PDF (`evidence`) and XLSX.

    `accepted_on` is the day that indicators count; a sheet taken back has none. `frozen` holds rows and totals as JSON.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="sheets", verbose_name="edycja")
    state = models.CharField("stan", max_length=10, choices=SheetState, default=SheetState.OPEN)
    submitted_at = models.DateTimeField("złożony", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="złożył(a)",
    )
    decided_at = models.DateTimeField("rozpatrzony", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="rozpatrzył(a)",
    )
    remark = models.CharField("uwaga wydziału", max_length=1000, blank=True)
    accepted_on = models.DateField("przyjęty", null=True, blank=True)
    frozen = models.JSONField("zamrożone wiersze", null=True, blank=True, editable=False)
    workbook = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="arkusz XLSX"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ScopedManager()
    history = HistoricalRecords(excluded_fields=["frozen"])

    class Meta:
        verbose_name = "arkusz inwentaryzacyjny"
        verbose_name_plural = "arkusze inwentaryzacyjne"
        ordering = ("-edition", "school")
        constraints = (
            models.UniqueConstraint(fields=("school", "edition"), name="sheet_once_in_an_edition"),
            models.CheckConstraint(
                condition=Q(state="accepted", accepted_on__isnull=False) | (~Q(state="accepted") & Q(accepted_on=None)),
                name="sheet_has_its_day_when_accepted",
            ),
        )
        indexes = (models.Index(fields=("accepted_on",), name="sheet_accepted"),)

    def __str__(self) -> str:
        return f"{self.edition}: {self.school}"

    def get_absolute_url(self) -> str:
        """The sheet's page."""
        return reverse("inventory:sheet", args=[self.pk])

    @property
    def contents(self) -> dict[str, Any]:
        """What was frozen; empty while nothing was."""
        return dict(self.frozen or {})


class SheetAcceptance(Job, SaveGuard):
    """The department's decision to accept a submitted sheet, carried out by a worker: the PDF of a large school takes half a minute.

    The sheet becomes accepted in the transaction that stores its files: an accepted sheet always has its evidence.
    """

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="acceptances", verbose_name="arkusz")
    sheet_version = models.PositiveIntegerField("wersja arkusza", editable=False)

    scope_path = "sheet__school_id"

    objects = ScopedManager()

    class Meta(Job.Meta):
        verbose_name = "przyjęcie arkusza"
        verbose_name_plural = "przyjęcia arkuszy"
        ordering = ("-created_at", "-pk")
        constraints = (  # type: ignore[assignment]  # a tuple of another length is meant
            *Job.Meta.constraints,
            models.UniqueConstraint(fields=("sheet", "sheet_version"), name="sheet_version_accepted_once"),
        )

    def __str__(self) -> str:
        return f"Przyjęcie: {self.sheet}"

    def owner_school_id(self) -> int | None:
        """The sheet's school."""
        return self.sheet.school_id
