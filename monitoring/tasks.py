"""Celery's entry points of this app."""

from celery import shared_task
from django.utils import timezone

from monitoring import reminding, report_checks, services
from monitoring.deliveries import alarms, claims, doing, planning, subscriptions
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


@shared_task(expires=300)
def deliver_report(pk: int) -> None:
    """Make and send one delivery; it may speak of the whole municipality."""
    with whole_municipality():
        doing.deliver(pk, wake=deliver_report.delay)


@shared_task
def plan_deliveries() -> None:
    """Write the deliveries that have become due (beat, every two minutes): subscriptions are the municipality's."""
    with whole_municipality():
        subscriptions.pause_orphans()
        doing.hurry(planning.plan_due(timezone.now()), deliver_report.delay)


@shared_task
def sweep_deliveries() -> None:
    """Hurry what waits, call uncertain what lost its worker, tell owners (beat, every 20 seconds)."""
    now = timezone.now()
    with whole_municipality():
        claims.sweep(now)
        doing.hurry(planning.due_to_send(now), deliver_report.delay)
        alarms.tell_owners(now)


@shared_task
def check_report(pk: int) -> None:
    """Check a report. Whose it is was asked when the check was ordered."""
    with whole_municipality():
        report_checks.produce_check(pk)
