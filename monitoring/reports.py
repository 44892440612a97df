"""Assembles the data of a progress report: no HTML, no request. The board, the annex and the matrix come from one list."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from hdr_portal.lib.periods import Period
from hdr_portal.lib.polish import counted, money
from monitoring.gathering.commentaries import newest_commentaries
from monitoring.gathering.inventory import inventory_of
from monitoring.gathering.letterhead import letterhead_of
from monitoring.gathering.surveys import surveys_of
from monitoring.gathering.timeline import timeline_of
from monitoring.gathering.trends import plain, trends_of
from monitoring.models import ReportKind
from monitoring.queries import BoardRow, board, count_statuses
from monitoring.report_annex import Annex
from monitoring.report_data import (
    ActionData,
    ActivityData,
    ComparisonData,
    IndicatorData,
    MatrixData,
    MatrixRow,
    ReportData,
    StatusCount,
    StatusData,
    StepData,
    as_inputs,
)
from monitoring.report_facts import CommentaryData, CorrectionData
from monitoring.standing import Status
from schedule.models import Action, ActivityKind, Plan, Step
from schedule.queries import CountedActivity, counted_activities, notes_by_row, step_term
from schools.measures import one_reading
from schools.register import Register, register_on, unit_names

GROUP_FORMS = {
    "uczniowie": "uczeń,uczniów,uczniów",
    "nauczyciele": "nauczyciel,nauczycieli,nauczycieli",
    "rodzice": "rodzic,rodziców,rodziców",
    "dyrektorzy": "dyrektor,dyrektorów,dyrektorów",
    "inni": "inna osoba,inne osoby,innych osób",
}

TITLES = {
    ReportKind.PROGRESS: "Raport z postępu realizacji Harmonogramu Działań Rozwojowych",
    ReportKind.CLOSING: "Raport końcowy realizacji Harmonogramu Działań Rozwojowych",
    ReportKind.COUNCIL: "Informacja o realizacji Harmonogramu Działań Rozwojowych",
}


def assemble(
    plan: Plan,
    as_of: datetime.date,
    *,
    made_on: datetime.date,
    site_url: str,
    is_demo: bool = False,
    kind: ReportKind = ReportKind.PROGRESS,
) -> ReportData:
    """Everything the report says of the plan on `as_of`, counted from the records in the open scope."""
    with one_reading():
        rows = board(plan, as_of)
        told = _Told(counted_activities(Period(None, as_of)), unit_names(), newest_commentaries(plan, as_of))
    actions = list(plan.actions.prefetch_related("steps"))
    notes = notes_by_row(plan)
    register = register_on(as_of)
    annex = Annex(rows, told.in_order(actions), told.names, site_url)
    return ReportData(
        report_title=TITLES[kind],
        plan_title=plan.title,
        municipality=plan.municipality,
        area=plan.area,
        goal=plan.goal,
        task=plan.task,
        period_text=plan.period_text,
        as_of=as_of,
        made_on=made_on,
        is_demo=is_demo,
        headline=headline(rows),
        highlights=tuple(highlights(rows)),
        status_counts=tuple(_status_counts(rows)),
        units_count=len(register.schools),
        primary_schools_count=len(register.primary_schools),
        indicators=tuple(_indicator(row, annex) for row in rows),
        actions=tuple(_action(one, rows, notes, as_of, annex, told) for one in actions),
        matrix=_matrix(rows, register),
        annex=tuple(annex.entries),
        notes=tuple(f"{row.capitalize()}: {text}" for row, texts in notes.items() for text in texts),
        timeline=timeline_of(plan, actions, told.by_step, as_of),
        trends=trends_of(rows, plan.start, as_of),
        inventory=inventory_of(as_of, {unit.school: unit.name for unit in register.schools}),
        surveys=surveys_of(as_of),
    )


def dressed(data: ReportData, plan: Plan, kind: ReportKind = ReportKind.PROGRESS) -> ReportData:
    """The same with the letterhead and its pictures, which only a document wears. Raises PictureUnfit."""
    return replace(data, letterhead=letterhead_of(plan, kind))


def indicators_alone(plan: Plan, as_of: datetime.date) -> dict[str, Any]:
    """The indicators as the inputs of a report of the day have them: what `comparison.compare` reads, and nothing else."""
    with one_reading():
        rows = board(plan, as_of)
    annex = Annex(rows, (), {}, site_url="")
    return {"indicators": [as_inputs(_indicator(row, annex)) for row in rows]}


def headline(rows: Sequence[BoardRow]) -> str:
    """The finding in one sentence."""
    counts = count_statuses(rows)
    reached = counts.get(Status.REACHED, 0) + counts.get(Status.REACHED_LATE, 0)
    return f"Osiągnięto {reached} z {counted(len(rows), 'wskaźnika,wskaźników,wskaźników')}"


def highlights(rows: Sequence[BoardRow]) -> Iterable[str]:
    """What a reader of one page must know, in sentences."""
    named = {
        Status.REACHED_LATE: "Po terminie osiągnięto",
        Status.AT_RISK: "Zagrożone",
        Status.MISSED: "Nieosiągnięte w terminie",
        Status.NO_DATA: "Bez danych",
    }
    for status, words in named.items():
        numbers = [row.indicator.number for row in rows if row.standing.status == status]
        if numbers:
            yield f"{words}: {', '.join(numbers)}."
    unproved = [
        row.indicator.number for row in rows if any(one.declared > one.evidenced for one in row.standing.comparisons)
    ]
    if unproved:
        yield f"Zgłoszone, lecz jeszcze bez dowodu: {', '.join(unproved)}."


def _status(status: Status) -> StatusData:
    return StatusData(status.value, status.label, status.tone, status.icon)


def _status_counts(rows: Sequence[BoardRow]) -> list[StatusCount]:
    counts = count_statuses(rows)
    return [StatusCount(_status(status), counts[status]) for status in Status if status in counts]


class _Told:
    """The approved activities up to the day, step by step, the names of the units in them, commentaries by action."""

    def __init__(
        self, activities: Iterable[CountedActivity], names: dict[int, str], comments: dict[int, CommentaryData]
    ) -> None:
        self.names, self.comments = names, comments
        self.by_step: dict[int, list[CountedActivity]] = defaultdict(list)
        for activity in activities:
            self.by_step[activity.step].append(activity)

    def in_order(self, actions: Iterable[Action]) -> Iterator[CountedActivity]:
        """Activities in the order of the plan."""
        return (one for action in actions for step in action.steps.all() for one in self.by_step.get(step.pk, ()))


def _indicator(row: BoardRow, annex: Annex) -> IndicatorData:
    indicator, standing = row.indicator, row.standing
    return IndicatorData(
        number=indicator.number,
        action=indicator.action.number,
        text=indicator.text,
        target_text=indicator.target_text,
        unit=indicator.unit,
        documentation_text=indicator.documentation_text,
        explanation=indicator.explanation,
        status=_status(standing.status),
        comparisons=tuple(
            ComparisonData(
                declared=plain(one.declared),
                evidenced=plain(one.evidenced),
                target=one.target,
                group=one.group,
                total=one.total,
                downward=one.downward,
                corrected=None if one.corrected is None else plain(one.corrected),
            )
            for one in standing.comparisons
        ),
        reached_on=standing.reached_on,
        due=row.question.term.end,
        done=standing.done_count if row.by_school else 0,
        population=len(standing.members) if row.by_school else 0,
        missing=tuple(one.member.name for one in standing.missing) if row.by_school else (),
        annex=annex.numbers_of(file.pk for file in row.files),
        also_counted=row.also_counted,
        notes=row.notes,
        corrections=tuple(
            CorrectionData(one.day, one.amount, one.group, one.school, one.reason, one.signed_as)
            for one in row.corrections
        ),
    )


def _action(
    action: Action,
    rows: Sequence[BoardRow],
    notes: dict[str, list[str]],
    as_of: datetime.date,
    annex: Annex,
    told: _Told,
) -> ActionData:
    return ActionData(
        number=action.number,
        text=action.text,
        term_text=action.term_text,
        resources_text=action.resources_text,
        responsible_text=action.responsible_text,
        steps=tuple(_step(step, notes, as_of, annex, told) for step in action.steps.all()),
        indicators=tuple(row.indicator.number for row in rows if row.indicator.action_id == action.pk),
        notes=tuple(notes.get(f"działanie {action.number}", ())),
        commentary=told.comments.get(action.pk),
    )


def _step(step: Step, notes: dict[str, list[str]], as_of: datetime.date, annex: Annex, told: _Told) -> StepData:
    term = step_term(step, as_of)
    return StepData(
        label=step.label,
        text=step.text,
        term_text=step.term_text or "",
        due=step.end,
        resources_text=step.resources_text or "",
        responsible_text=step.responsible_text or "",
        state_label=term.label,
        state_tone=term.tone,
        activities=tuple(_activity(one, annex, told.names) for one in told.by_step.get(step.pk, ())),
        notes=tuple(notes.get(f"krok {step.number}", ())),
    )


def _activity(activity: CountedActivity, annex: Annex, names: dict[int, str]) -> ActivityData:
    return ActivityData(
        day=activity.day,
        kind=ActivityKind(activity.kind).label,
        title=activity.title,
        schools=tuple(names[pk] for pk in activity.schools),
        reference=activity.reference,
        amount=money(activity.amount) if activity.amount is not None else "",
        heads=", ".join(counted(number, GROUP_FORMS[group]) for group, number in activity.heads),
        documented=activity.documented,
        annex=annex.numbers_of(file.pk for file in activity.evidence),
    )


def _matrix(rows: Sequence[BoardRow], register: Register) -> MatrixData:
    columns = [row for row in rows if row.by_school]
    return MatrixData(
        columns=tuple(row.indicator.number for row in columns),
        rows=tuple(
            MatrixRow(unit.name, tuple(_mark(row, unit.school) for row in columns)) for unit in register.schools
        ),
    )


def _mark(row: BoardRow, school: int) -> str:
    of_school = [one for one in row.standing.members if one.member.school == school]
    if not of_school:
        return "none"
    if all(one.done for one in of_school):
        return "done"
    return "declared" if any(one.declared for one in of_school) else "missing"
