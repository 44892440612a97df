"""Celery's entry points of this app: ids in, one service called."""

from celery import shared_task

from schools.scope import whole_municipality
from surveys.services import campaigns, code_sheets, mixing, result_files, retention, tallies


@shared_task
def count_campaign(pk: int) -> None:
    """Count a closed campaign. The service opens the whole municipality."""
    tallies.produce_tally(pk)


@shared_task
def mix_answers() -> int:
    """Mix the answers of running campaigns (beat, every hour)."""
    return mixing.mix_running()


@shared_task
def make_code_sheets(pk: int) -> None:
    """Make the cards of all classes of a group. The service opens the scope of the group's school."""
    code_sheets.produce_sheets(pk)


@shared_task
def close_due_campaigns() -> int:
    """Close campaigns whose last day is over (beat, every five minutes): they ask all schools."""
    with whole_municipality():
        return campaigns.close_due_campaigns()


@shared_task
def clean_up() -> None:
    """Delete what is due: codes, drafts, answers of all schools (beat, every hour)."""
    with whole_municipality():
        retention.clean_up()


@shared_task
def make_result_file(pk: int) -> None:
    """Make a file of results. The service opens the place's scope and asks the person's right again."""
    result_files.produce_file(pk)
