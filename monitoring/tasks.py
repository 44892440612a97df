"""Celery's entry points of this app."""

from celery import shared_task

from monitoring import report_checks, services
from schools.scope import whole_municipality


@shared_task
def make_report(pk: int) -> None:
    """Make a waiting report. A progress report speaks of the whole municipality."""
    with whole_municipality():
        services.produce_report(pk)


@shared_task
def check_report(pk: int) -> None:
    """Check a report. Whose it is was asked when the check was ordered."""
    with whole_municipality():
        report_checks.produce_check(pk)
