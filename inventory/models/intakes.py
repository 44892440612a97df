"""Imports of a school's workbook and exports of lists: long work with its files, kept for good."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from schools.models import Job, School
from schools.scope import SaveGuard, ScopedManager


class Stage(models.TextChoices):
    """How far an import is. `Job.state` tells of the worker, the stage of the person's decisions."""

    MAPPING = "mapping", "dopasowanie kolumn"
    PREVIEW = "preview", "podgląd"
    CONFIRMED = "confirmed", "w trakcie zapisu"
    DONE = "done", "zapisany"
    UNDONE = "undone", "cofnięty"
    DROPPED = "dropped", "porzucony"


class Mode(models.TextChoices):
    """What happens to a file with errors."""

    ALL = "all", "wszystko albo nic"
    GOOD = "good", "tylko poprawne wiersze"


class Import(Job, SaveGuard):
    """Import of a workbook into a school's register.

    The file and what was read from it never change. `choices` holds what the person decided: sheet, header row, mapping of
    columns, answers on dictionary entries, cells in conflict, rows that are gone. The diff is computed from both against
    the register and stored with the versions of the rows it saw; the worker writes exactly that diff or says what moved.
    """

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="imports", verbose_name="jednostka")
    stage = models.CharField("etap", max_length=10, choices=Stage, default=Stage.MAPPING)
    name = models.CharField("nazwa pliku", max_length=150)
    kind = models.CharField("rodzaj pliku", max_length=5)
    path = models.CharField("położenie", max_length=100, unique=True, editable=False)
    size = models.PositiveIntegerField("rozmiar", editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    contents_path = models.CharField("położenie treści", max_length=100, editable=False)
    choices = models.JSONField("decyzje", default=dict, editable=False)
    choices_version = models.PositiveIntegerField(default=1, editable=False)
    diff_path = models.CharField("położenie różnic", max_length=100, blank=True, editable=False)
    counts = models.JSONField("liczby wierszy", default=dict, editable=False)
    mode = models.CharField("tryb", max_length=5, choices=Mode, blank=True)
    confirmed_at = models.DateTimeField("zatwierdzono", null=True, editable=False)
    undone_at = models.DateTimeField("cofnięto", null=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="cofnął(-ęła)"
    )
    is_demo = models.BooleanField("dane demonstracyjne", default=False, editable=False)

    objects = ScopedManager()

    class Meta(Job.Meta):
        verbose_name = "import"
        verbose_name_plural = "importy"
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"Import {self.pk}: {self.name}"

    def get_absolute_url(self) -> str:
        """The import's page."""
        return reverse("inventory:import", args=[self.pk])

    @property
    def file(self) -> Path:
        """The uploaded bytes, under the private folder."""
        return Path(settings.MEDIA_ROOT) / self.path


class ColumnMapping(SaveGuard):
    """How a school's headers were matched to columns the last time: header (folded) → column key; empty: left out."""

    school = models.OneToOneField(School, on_delete=models.CASCADE, related_name="+", verbose_name="jednostka")
    headers = models.JSONField("nagłówki", default=dict)

    objects = ScopedManager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "dopasowanie kolumn"
        verbose_name_plural = "dopasowania kolumn"

    def __str__(self) -> str:
        return f"Kolumny: {self.school}"


class ExportFormat(models.TextChoices):
    """What a list can be taken out as."""

    XLSX = "xlsx", "Excel (XLSX)"
    CSV = "csv", "CSV"
    PDF = "pdf", "PDF"
    ROUND_TRIP = "edit", "Excel do uzupełnienia i odesłania"
    LABELS = "label", "Etykiety (PDF)"


class Export(Job):
    """A list taken out of the register by a person: the filters, and the file when it is ready.

    `school_ids` is the scope the person had when asking (null: the whole municipality); the worker opens the smaller of that
    and what the person may see when it runs. Seen by the person who asked alone.
    """

    file_format = models.CharField("format", max_length=5, choices=ExportFormat)
    query = models.CharField("zapytanie", max_length=2000, blank=True)
    columns = models.JSONField("kolumny", default=list)
    school_ids = models.JSONField("jednostki", null=True)
    rows = models.PositiveIntegerField("wierszy", default=0, editable=False)
    path = models.CharField("położenie", max_length=100, blank=True, editable=False)
    size = models.PositiveIntegerField("rozmiar", default=0, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False)

    class Meta(Job.Meta):
        verbose_name = "eksport"
        verbose_name_plural = "eksporty"
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"Eksport {self.get_file_format_display()}, {self.created_at:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        """The export's page."""
        return reverse("inventory:export", args=[self.pk])

    @property
    def file(self) -> Path:
        """The stored file, under the private folder."""
        return Path(settings.MEDIA_ROOT) / self.path
