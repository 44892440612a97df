"""Celery's entry points of this app."""

from celery import shared_task
from django.utils import timezone

from schools import jobs
from schools.models import WorkerHeartbeat


@shared_task
def sweep_jobs() -> int:
    """Send forgotten long work again (beat, every 10 seconds)."""
    return jobs.sweep()


@shared_task
def beat_heart() -> None:
    """Note that a worker is alive: a process list would not tell."""
    WorkerHeartbeat.objects.update_or_create(name="worker", defaults={"beat_at": timezone.now()})
