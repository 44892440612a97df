"""The closing report of a plan: where every indicator ended, what moved, what was learnt, what has to be kept."""

import datetime
from collections.abc import Iterable
from typing import Any

from hdr_portal.lib.polish import money
from inventory.dashboards.durability import obligations
from monitoring.gathering.commentaries import all_commentaries
from monitoring.gathering.timeline import term_words
from monitoring.gathering.trends import plain
from monitoring.models import ReportKind
from monitoring.other_report_data import ClosingData, DurabilityData, LessonData, MovedRow, StepAfter
from monitoring.queries import BoardRow, board
from monitoring.report_data import StatusData, as_inputs
from monitoring.reports import assemble, dressed
from monitoring.standing import Comparison, Status
from schedule.models import Plan, Step

REACHED = {Status.REACHED, Status.REACHED_LATE}


def closing_inputs(
    plan: Plan, as_of: datetime.date, *, made_on: datetime.date, site_url: str, is_demo: bool
) -> dict[str, Any]:
    """The progress report's inputs with `closing`."""
    whole = assemble(
        plan,
        as_of,
        made_on=made_on,
        site_url=site_url,
        is_demo=is_demo,
        kind=ReportKind.CLOSING,
    )
    return as_inputs(dressed(whole, plan, ReportKind.CLOSING)) | {"closing": as_inputs(_closing(plan, as_of))}


def _closing(plan: Plan, as_of: datetime.date) -> ClosingData:
    comments = all_commentaries(plan, as_of)
    steps = Step.objects.filter(action__plan=plan).select_related("action").order_by("action__number", "position")
    return ClosingData(
        plan_start=plan.start,
        plan_end=plan.end,
        is_over=as_of > plan.end,
        moved=tuple(_moved(plan, as_of)),
        lessons=tuple(
            LessonData(action.number, action.text, comments[action.pk])
            for action in plan.actions.order_by("number")
            if action.pk in comments
        ),
        steps_after=tuple(StepAfter(one.label, one.text, term_words(one)) for one in steps if _goes_on(one, plan.end)),
        devices_after=tuple(
            DurabilityData(one.funding, one.until, one.devices, money(one.value))
            for one in obligations(as_of, after=plan.end)
        ),
    )


def _goes_on(step: Step, end: datetime.date) -> bool:
    return step.open_end or (step.end is not None and step.end > end)


def _moved(plan: Plan, as_of: datetime.date) -> Iterable[MovedRow]:
    """Each comparison on three days. The end of a plan that is not over yet is the day of the report."""
    first = {row.indicator.pk: row for row in board(plan, plan.start)}
    end = {row.indicator.pk: row for row in board(plan, min(plan.end, as_of))}
    for row in board(plan, as_of):
        begun, ended = first[row.indicator.pk], end[row.indicator.pk]
        for place, one in enumerate(row.standing.comparisons):
            yield _row(row, place, one, (begun, ended))


def _row(row: BoardRow, place: int, now: Comparison, then: tuple[BoardRow, BoardRow]) -> MovedRow:
    begun, ended = then
    was_reached = ended.standing.status in REACHED
    is_kept = all(one.reached for one in row.standing.comparisons)
    return MovedRow(
        number=row.indicator.number,
        group=now.group,
        text=row.indicator.text,
        target=now.target,
        at_start=_evidenced(begun, place),
        at_end=_evidenced(ended, place),
        now=_evidenced(row, place),
        status_at_end=_status(ended.standing.status),
        status_now=_status(row.standing.status),
        kept=("tak" if is_kept else "nie") if was_reached else "",
    )


def _evidenced(row: BoardRow, place: int) -> float | None:
    found = row.standing.comparisons
    return plain(found[place].evidenced) if place < len(found) else None


def _status(status: Status) -> StatusData:
    return StatusData(status.value, status.label, status.tone, status.icon)
