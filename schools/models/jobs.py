"""The base of long work: a row that holds the truth about it (schools/jobs.py moves it)."""

import uuid

from django.conf import settings
from django.db import models


class JobState(models.TextChoices):
    """Where a piece of long work stands."""

    QUEUED = "queued", "czeka w kolejce"
    RUNNING = "running", "w toku"
    DONE = "done", "gotowe"
    FAILED = "failed", "nie powiodło się"


class Job(models.Model):
    """One piece of long work. Written in the business transaction; a message to Celery merely hurries it along."""

    state = models.CharField("stan", max_length=10, choices=JobState, default=JobState.QUEUED, editable=False)
    attempts = models.PositiveSmallIntegerField("próby", default=0, editable=False)
    claim = models.UUIDField(null=True, editable=False)
    lease_until = models.DateTimeField("zajęte do", null=True, editable=False)
    progress = models.PositiveSmallIntegerField("postęp w %", default=0, editable=False)
    step = models.CharField("etap", max_length=120, blank=True, editable=False)
    error = models.CharField("błąd", max_length=500, blank=True, editable=False)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="zlecił(a)"
    )
    request_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField("zlecono", auto_now_add=True)
    woken_at = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField("zakończono", null=True, editable=False)

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(condition=models.Q(progress__lte=100), name="%(class)s_progress_is_a_percentage"),
        )
        indexes = (models.Index(fields=("state", "lease_until"), name="%(class)s_unfinished"),)

    @property
    def is_finished(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in {JobState.DONE, JobState.FAILED}


class WorkerHeartbeat(models.Model):
    """When a worker last ran a task: the only sign of life that means something."""

    name = models.CharField(max_length=20, unique=True, default="worker")
    beat_at = models.DateTimeField()

    class Meta:
        verbose_name = "tętno procesu"
        verbose_name_plural = "tętna procesów"

    def __str__(self) -> str:
        return f"{self.name}: {self.beat_at:%Y-%m-%d %H:%M:%S}"
