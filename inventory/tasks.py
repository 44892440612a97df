"""Celery's entry points of this app: ids in, the scope opened by name, one service called."""

from celery import shared_task

from inventory.services import acceptances, exports, import_runs


@shared_task
def accept_sheet(pk: int) -> None:
    """Carry out the department's decision to accept a sheet. The service opens the scope of the sheet's school."""
    acceptances.produce_acceptance(pk)


@shared_task
def run_import(pk: int) -> None:
    """Write a confirmed import. The service opens its school's scope and asks the person's permission again."""
    import_runs.run_import(pk)
    import_runs.settle_search()


@shared_task
def make_export(pk: int) -> None:
    """Make the file of a list. The service opens the scope of the person who asked, and asks the permission again."""
    exports.produce_export(pk)
