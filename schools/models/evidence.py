"""Evidence: a stored file that proves a record. Private, checked by content, never overwritten."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from schools.models.units import School
from schools.scope import SaveGuard, ScopedManager


class EvidenceKind(models.TextChoices):
    """What a file is, in the words of the plan's documentation column."""

    REPORT = "report", "raport"
    ATTENDANCE = "attendance", "lista obecności"
    NOTE = "note", "notatka ze spotkania"
    CERTIFICATE = "certificate", "certyfikaty lub zaświadczenia"
    MEDIA = "media", "zdjęcia lub film"
    RESOLUTION = "resolution", "uchwała"
    ORDINANCE = "ordinance", "zarządzenie"
    APPLICATION = "application", "formularz wniosku"
    PRESENTATION = "presentation", "prezentacja lub opis dobrej praktyki"
    SHEET = "sheet", "arkusz inwentaryzacyjny"
    PROTOCOL = "protocol", "protokół lub potwierdzenie wykonania"
    OTHER = "other", "inny dokument"


class Evidence(SaveGuard):
    """Dowód: a file with its kind, day and SHA-256. Files without a school belong to the municipality."""

    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence", verbose_name="jednostka"
    )
    kind = models.CharField("rodzaj", max_length=15, choices=EvidenceKind)
    day = models.DateField("data dokumentu", null=True, blank=True)
    path = models.CharField("położenie", max_length=100, unique=True, editable=False)
    name = models.CharField("nazwa pliku", max_length=150)
    content_type = models.CharField("typ", max_length=100, editable=False)
    size = models.PositiveBigIntegerField("rozmiar", editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False, db_index=True)
    publishable = models.BooleanField(
        "można publikować", default=False, help_text="Zdjęcia osób publikujemy tylko za ich zgodą."
    )
    retain_until = models.DateField("przechowywać do", null=True, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="dodał(a)"
    )
    uploaded_at = models.DateTimeField("dodano", auto_now_add=True)

    objects = ScopedManager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "dowód"
        verbose_name_plural = "dowody"
        ordering = ("uploaded_at", "pk")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The address that serves the file to those who may see it."""
        return reverse("schools:evidence", args=[self.pk])

    @property
    def file(self) -> Path:
        """The stored bytes, under the private folder."""
        return Path(settings.MEDIA_ROOT) / self.path
