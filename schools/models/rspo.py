"""A file of the RSPO register between its preview and its import."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.urls import reverse


class ImportState(models.TextChoices):
    """Where an import stands."""

    PREVIEWED = "previewed", "do sprawdzenia"
    APPLIED = "applied", "zapisany"


class RspoImport(models.Model):
    """An uploaded file, kept for the person who uploaded it and nobody else, with what that person chose.

    The stored copy holds only the columns that the portal reads; `source_sha256` is of the file as it came.
    """

    state = models.CharField("stan", max_length=10, choices=ImportState, default=ImportState.PREVIEWED)
    name = models.CharField("nazwa pliku", max_length=150)
    size = models.PositiveIntegerField("rozmiar")
    source_sha256 = models.CharField("SHA-256 pliku", max_length=64)
    path = models.CharField("położenie", max_length=100, unique=True)
    sha256 = models.CharField("SHA-256 kopii", max_length=64)
    day = models.DateField("stan na dzień")
    operator = models.CharField("organ prowadzący", max_length=300, blank=True)
    by_hand = models.JSONField("wskazane ręcznie", default=dict)
    result = models.JSONField("wynik", default=dict)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="wgrał(a)"
    )
    created_at = models.DateTimeField("wgrano", auto_now_add=True)
    applied_at = models.DateTimeField("zapisano", null=True, blank=True)

    class Meta:
        verbose_name = "import z RSPO"
        verbose_name_plural = "importy z RSPO"
        ordering = ("-created_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(state="applied") | models.Q(applied_at__isnull=False),
                name="rspo_import_applied_is_dated",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.get_state_display()})"

    def get_absolute_url(self) -> str:
        """The preview's page."""
        return reverse("schools:rspo_import", args=[self.pk])

    @property
    def file(self) -> Path:
        """The stored copy, under the private folder."""
        return Path(settings.MEDIA_ROOT) / self.path
