"""The plan's steps on a timeline, to the month."""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from hdr_portal.lib.polish import with_precision
from monitoring.report_facts import TimelineData, TimelineRow
from schedule.models import Action, Plan, Step
from schedule.models.plans import DatePrecision
from schedule.queries import CountedActivity, step_term


def timeline_of(
    plan: Plan, actions: Iterable[Action], activities: Mapping[int, Sequence[CountedActivity]], as_of: datetime.date
) -> TimelineData | None:
    """Steps in the plan's order with the months of their events (step id → events); None for a plan without steps."""
    steps = [(action, step) for action in actions for step in action.steps.all()]
    if not steps:
        return None
    rows = tuple(_row(action, step, activities.get(step.pk, ()), as_of) for action, step in steps)
    months = [month for row in rows for month in (row.start, row.end, row.decision, *row.recorded) if month]
    months += [month_of(plan.start), month_of(plan.end), month_of(as_of)]
    return TimelineData(min(months), max(months), rows)


def _row(action: Action, step: Step, events: Sequence[CountedActivity], as_of: datetime.date) -> TimelineRow:
    return TimelineRow(
        action=action.number,
        label=step.label,
        text=step.text,
        start=month_of(step.start) if step.start else None,
        end=month_of(step.end) if step.end else None,
        precise=DatePrecision.YEAR not in {step.start_precision, step.end_precision},
        open_end=step.open_end,
        as_needed=step.as_needed,
        cyclic=step.cyclic,
        decision=month_of(step.decision_due) if step.decision_due else None,
        words=term_words(step),
        state=step_term(step, as_of).label,
        recorded=_months(events),
        proved=_months(one for one in events if one.documented),
    )


def term_words(step: Step) -> str:
    """„czerwiec 2024 – czerwiec 2026”, „do czerwiec 2026”, „od luty 2025”, „w razie potrzeby”."""
    start = with_precision(step.start, step.start_precision or DatePrecision.MONTH) if step.start else ""
    end = with_precision(step.end, step.end_precision or DatePrecision.MONTH) if step.end else ""
    if step.as_needed:
        return "w razie potrzeby"
    if start and end:
        return start if start == end else f"{start} – {end}"
    if start:
        return f"od: {start}" + (", bez daty końca" if step.open_end else "")
    return f"do: {end}" if end else "bez terminu"


def _months(events: Iterable[CountedActivity]) -> tuple[str, ...]:
    return tuple(sorted({month_of(one.day) for one in events}))


def month_of(day: datetime.date) -> str:
    """„2024-06”."""
    return f"{day:%Y-%m}"
