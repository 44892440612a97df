"""Assembles the data of a progress report: no HTML, no request. The board, the annex and the matrix come from one list."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence

from hdr_portal.lib.polish import counted, money
from monitoring.queries import BoardRow, board, count_statuses
from monitoring.report_data import (
    ActionData,
    ActivityData,
    AnnexData,
    ComparisonData,
    IndicatorData,
    MatrixData,
    MatrixRow,
    ReportData,
    StatusCount,
    StatusData,
    StepData,
)
from monitoring.standing import Amount, Status
from schedule.models import Action, Activity, ActivityState, Plan, Step
from schedule.queries import notes_by_row, step_term, steps_with_activities
from schedule.rules import EVIDENCE_FOR
from schools.measures import EvidenceRef, evidence_ref
from schools.register import Register, register_on

GROUP_FORMS = {
    "uczniowie": "uczeń,uczniów,uczniów",
    "nauczyciele": "nauczyciel,nauczycieli,nauczycieli",
    "rodzice": "rodzic,rodziców,rodziców",
    "dyrektorzy": "dyrektor,dyrektorów,dyrektorów",
    "inni": "inna osoba,inne osoby,innych osób",
}


def assemble(
    plan: Plan, as_of: datetime.date, *, made_on: datetime.date, site_url: str, is_demo: bool = False
) -> ReportData:
    """Everything the report says of the plan on `as_of`, counted from the records in the open scope."""
    rows = board(plan, as_of)
    actions = list(steps_with_activities(plan))
    notes = notes_by_row(plan)
    register = register_on(as_of)
    annex = _Annex(rows, _approved(actions, as_of), register, site_url)
    return ReportData(
        report_title="Raport z postępu realizacji Harmonogramu Działań Rozwojowych",
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
        actions=tuple(_action(one, rows, notes, as_of, annex) for one in actions),
        matrix=_matrix(rows, register),
        annex=tuple(annex.entries),
        notes=tuple(f"{row.capitalize()}: {text}" for row, texts in notes.items() for text in texts),
    )


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


class _Annex:
    """Numbers the files behind the counted records and remembers which record has which."""

    def __init__(
        self, rows: Sequence[BoardRow], activities: Iterable[Activity], register: Register, site_url: str
    ) -> None:
        self.names = {row.school: row.name for row in register.schools}
        self.site_url = site_url
        self.entries: list[AnnexData] = []
        self.numbers: dict[int, int] = {}
        proves = _indicators_by_file(rows)
        for row in rows:
            for one in row.contributions:
                for file in one.evidence:
                    self._add(file, one.label, one.school, proves)
        for activity in activities:
            for proof in activity.proofs.all():
                self._add(evidence_ref(proof.evidence), activity.title, activity.keeper_id, proves)

    def _add(self, file: EvidenceRef, record: str, school: int | None, proves: dict[int, list[str]]) -> None:
        if file.pk in self.numbers:
            return
        self.numbers[file.pk] = len(self.entries) + 1
        self.entries.append(
            AnnexData(
                number=self.numbers[file.pk],
                name=file.name,
                kind=file.kind_label,
                day=file.day,
                record=record,
                school=self.names.get(school, "gmina") if school else "gmina",
                sha256=file.sha256,
                url=f"{self.site_url}{file.url}",
                indicators=tuple(proves.get(file.pk, ())),
            )
        )

    def numbers_of(self, files: Iterable[int]) -> tuple[int, ...]:
        """Annex numbers of files (pks), in order, each once."""
        return tuple(sorted({self.numbers[pk] for pk in files if pk in self.numbers}))


def _indicators_by_file(rows: Sequence[BoardRow]) -> dict[int, list[str]]:
    numbers: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        for pk in dict.fromkeys(file.pk for one in row.contributions for file in one.evidence):
            numbers[pk].append(row.indicator.number)
    return numbers


def _indicator(row: BoardRow, annex: _Annex) -> IndicatorData:
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
            ComparisonData(_plain(one.declared), _plain(one.evidenced), one.target, one.group, one.total, one.downward)
            for one in standing.comparisons
        ),
        reached_on=standing.reached_on,
        due=row.question.term.end,
        done=standing.done_count if row.by_school else 0,
        population=len(standing.members) if row.by_school else 0,
        missing=tuple(one.member.name for one in standing.missing) if row.by_school else (),
        annex=annex.numbers_of(file.pk for one in row.contributions for file in one.evidence),
        also_counted=row.also_counted,
        notes=row.notes,
    )


def _plain(amount: Amount) -> float:
    """As JSON has it: a whole number stays whole."""
    return amount if isinstance(amount, int) else float(amount)


def _approved(actions: Iterable[Action], as_of: datetime.date) -> list[Activity]:
    return [one for action in actions for step in action.steps.all() for one in _told(step, as_of)]


def _told(step: Step, as_of: datetime.date) -> list[Activity]:
    shown: list[Activity] = step.shown  # type: ignore[attr-defined]  # prefetched to_attr
    return [one for one in shown if one.state == ActivityState.APPROVED and one.day <= as_of]


def _action(
    action: Action, rows: Sequence[BoardRow], notes: dict[str, list[str]], as_of: datetime.date, annex: _Annex
) -> ActionData:
    return ActionData(
        number=action.number,
        text=action.text,
        term_text=action.term_text,
        resources_text=action.resources_text,
        responsible_text=action.responsible_text,
        steps=tuple(_step(step, notes, as_of, annex) for step in action.steps.all()),
        indicators=tuple(row.indicator.number for row in rows if row.indicator.action_id == action.pk),
        notes=tuple(notes.get(f"działanie {action.number}", ())),
    )


def _step(step: Step, notes: dict[str, list[str]], as_of: datetime.date, annex: _Annex) -> StepData:
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
        activities=tuple(_activity(one, annex) for one in _told(step, as_of)),
        notes=tuple(notes.get(f"krok {step.number}", ())),
    )


def _activity(activity: Activity, annex: _Annex) -> ActivityData:
    files = [proof.evidence for proof in activity.proofs.all()]
    return ActivityData(
        day=activity.day,
        kind=activity.get_kind_display(),
        title=activity.title,
        schools=tuple(str(one.school) for one in activity.participations.all()),
        reference=activity.reference,
        amount=money(activity.amount) if activity.amount is not None else "",
        heads=", ".join(counted(one.count, GROUP_FORMS[one.group]) for one in activity.head_counts.all()),
        documented=any(file.kind in EVIDENCE_FOR[activity.kind] for file in files),
        annex=annex.numbers_of(file.pk for file in files),
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
