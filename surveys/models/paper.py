"""Paper: a file of answers copied from sheets of paper, and the files of code sheets that a worker makes."""

from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from schools.models import Job
from schools.scope import SaveGuard, ScopedManager
from surveys.models.campaigns import Target


class PaperState(models.TextChoices):
    """Where a file of paper answers stands."""

    WAITING = "waiting", "czeka na potwierdzenie"
    ENTERED = "entered", "wprowadzony"


class PaperFile(SaveGuard):
    """Plik ankiet papierowych. `rows` hold its answers until they are entered or given up, and no longer.

    `sha256`: of the file; `content`: of its answers in order, so that the same answers saved anew are noticed.
    """

    scope_path: ClassVar[str] = "target__school_id"

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="papers", verbose_name="adresat")
    state = models.CharField("stan", max_length=7, choices=PaperState, default=PaperState.WAITING, editable=False)
    name = models.CharField("plik", max_length=150, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    content = models.CharField(max_length=64, editable=False)
    count = models.PositiveIntegerField("ankiet", editable=False)
    rows = models.JSONField(default=list, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="wprowadził(a)"
    )
    uploaded_at = models.DateTimeField("przesłano", auto_now_add=True)

    objects = ScopedManager()

    class Meta:
        verbose_name = "plik ankiet papierowych"
        verbose_name_plural = "pliki ankiet papierowych"
        ordering = ("-uploaded_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("target", "sha256"), condition=Q(state="entered"), name="paper_file_entered_once"
            ),
            models.CheckConstraint(condition=Q(state="waiting") | Q(rows=[]), name="paper_entered_keeps_no_answers"),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The preview of the file."""
        return reverse("surveys:paper_preview", args=[self.pk])

    def owner_school_id(self) -> int | None:
        """The school of the target."""
        return self.target.school_id


class CodeSheets(Job, SaveGuard):
    """Kartki z kodami of all classes of a target in one PDF, made by the worker. The file holds codes: it lives one day."""

    scope_path: ClassVar[str] = "target__school_id"

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="code_sheets", verbose_name="adresat")
    codes = models.PositiveIntegerField("liczba kodów", default=0, editable=False)
    path = models.CharField("położenie", max_length=100, blank=True, editable=False)
    size = models.PositiveIntegerField("rozmiar", default=0, editable=False)

    objects = ScopedManager()

    class Meta(Job.Meta):
        verbose_name = "plik kartek z kodami"
        verbose_name_plural = "pliki kartek z kodami"
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"kartki: {self.target}"

    def get_absolute_url(self) -> str:
        """The page that shows how far it is, then offers the file."""
        return reverse("surveys:code_sheets", args=[self.pk])

    def owner_school_id(self) -> int | None:
        """The school of the target."""
        return self.target.school_id

    @property
    def file(self) -> Path:
        """The stored file, under the private folder."""
        return Path(settings.MEDIA_ROOT) / self.path
