"""Celery's entry points of this app: ids in, the scope opened by name, one service called."""

from celery import shared_task

from inventory.services import acceptances


@shared_task
def accept_sheet(pk: int) -> None:
    """Carry out the department's decision to accept a sheet. The service opens the scope of the sheet's school."""
    acceptances.produce_acceptance(pk)
