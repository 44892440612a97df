"""Celery's entry points of this app."""

from celery import shared_task

from monitoring import reminding, services
from schools.scope import whole_municipality


@shared_task
def make_report(pk: int) -> None:
    """Make a waiting report. A progress report speaks of the whole municipality."""
    with whole_municipality():
        services.produce_report(pk)


@shared_task
def send_reminder(pk: int) -> None:
    """Send a planned reminder: letters to units of the whole municipality."""
    with whole_municipality():
        reminding.send_reminder(pk)
