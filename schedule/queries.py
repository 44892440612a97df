"""Reads of plan and activities that span models."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Prefetch, QuerySet

from hdr_portal.lib.periods import Period
from schedule.models import (
    Action,
    Activity,
    ActivityEvidence,
    ActivityState,
    HeadCount,
    Note,
    Participation,
    Plan,
    Step,
)
from schedule.rules import EVIDENCE_FOR
from schools.knowledge import counting, known
from schools.measures import EvidenceRef
from schools.models import Evidence


def current_plan(today: datetime.date | None = None) -> Plan | None:
    """The plan that started last (on or before the day, when one has); None when no plan is loaded."""
    plans = Plan.objects.order_by("-start", "-pk")
    started = plans.filter(start__lte=today) if today else plans
    return started.first() or plans.first()


@dataclass(frozen=True)
class CountedActivity:
    """An approved activity as far as counting and reports need it. `schools`: ids in scope; `heads`: (group, count)."""

    id: int
    step: int
    kind: str
    topic: str
    title: str
    day: datetime.date
    keeper: int | None
    reference: str
    amount: Decimal | None
    schools: tuple[int, ...]
    heads: tuple[tuple[str, int], ...]
    evidence: tuple[EvidenceRef, ...]

    @property
    def documented(self) -> bool:
        """Whether a file of a kind that the plan asks for is there."""
        return any(file.kind in EVIDENCE_FOR[self.kind] for file in self.evidence)


COUNTED = ("id", "step", "kind", "topic", "title", "day", "keeper", "reference", "amount")


def counted_activities(period: Period) -> list[CountedActivity]:
    """Approved, not voided activities in scope dated in the period, by day: five queries whatever the number.

    Read as known (schools/knowledge.py). Heads and evidence are read past their own scope, because whether a record is
    documented must not depend on who asks; the pages link only files that the reader may open.
    """
    found = counting(Activity, state=ActivityState.APPROVED).filter(day__lte=period.end)
    if period.start:
        found = found.filter(day__gte=period.start)
    ids = found.order_by().values("id")
    schools = _by_activity(
        known(Participation)
        .filter(activity__in=ids)
        .order_by("school__kind", "school__sort_name")
        .values_list("activity", "school")
    )
    counted = known(HeadCount, past_scope=True).filter(activity__in=ids)
    heads = _by_activity(counted.order_by("id").values_list("activity", "group", "count"))
    proofs = known(ActivityEvidence, past_scope=True).filter(activity__in=ids)
    proving = _by_activity(proofs.order_by("evidence").values_list("activity", "evidence"))
    files = _files(proofs.order_by().values("evidence"))
    return [
        CountedActivity(
            **row,
            schools=tuple(school for (school,) in schools.get(row["id"], ())),
            heads=tuple((group, count) for group, count in heads.get(row["id"], ())),
            evidence=tuple(files[pk] for (pk,) in proving.get(row["id"], ())),
        )
        for row in found.order_by("day", "id").values(*COUNTED)
    ]


def _files(ids: Any) -> dict[int, EvidenceRef]:
    rows = known(Evidence, past_scope=True).filter(id__in=ids)
    return {row[0]: EvidenceRef(*row) for row in rows.values_list("id", "kind", "name", "sha256", "day")}


def _by_activity(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    grouped: dict[int, list[tuple[Any, ...]]] = {}
    for pk, *rest in rows:
        grouped.setdefault(pk, []).append(tuple(rest))
    return grouped


def activity_counts(plan: Plan) -> dict[int, int]:
    """How many activities in scope, not voided, each step has, by the step's id."""
    told = Activity.objects.filter(step__action__plan=plan).exclude(state=ActivityState.VOIDED)
    return dict(told.order_by().values_list("step").annotate(number=Count("pk")))


def schools_waiting(steps: Iterable[Step]) -> set[int]:
    """Units in scope with a record on one of the steps that waits for the department: who keeps it and who took part."""
    waiting = Activity.objects.filter(state=ActivityState.SUBMITTED, step__in=steps).order_by()
    pairs = waiting.values_list("keeper", "participations__school")
    return {school for pair in pairs for school in pair if school is not None}


def steps_with_activities(plan: Plan) -> QuerySet[Action]:
    """Actions of a plan with steps and the activities in scope: a fixed number of queries."""
    activities = (
        Activity.objects.exclude(state=ActivityState.VOIDED)
        .select_related("keeper")
        .prefetch_related(
            "participations__school",
            Prefetch("head_counts", HeadCount._base_manager.order_by("pk")),  # noqa: SLF001
            Prefetch(
                "proofs",
                ActivityEvidence._base_manager.select_related("evidence").order_by("evidence_id"),  # noqa: SLF001
            ),
        )
        .annotate(file_count=Count("proofs", distinct=True))
        .order_by("day", "pk")
    )
    return plan.actions.prefetch_related(
        Prefetch("steps", Step.objects.prefetch_related(Prefetch("activities", activities, to_attr="shown")))
    )


def notes_by_row(plan: Plan) -> dict[str, list[str]]:
    """Texts of the notes, by the row they stand beside („krok 1.3”, „wskaźnik 7.2”, „działanie 4”)."""
    notes: dict[str, list[str]] = {}
    for note in Note.objects.filter(plan=plan):
        notes.setdefault(note.row, []).append(note.text)
    return notes


@dataclass(frozen=True)
class StepTerm:
    """What a step's term says on a day."""

    key: str
    label: str
    tone: str


def step_term(step: Step, day: datetime.date) -> StepTerm:
    """Where a step's term stands: an as-needed step is never overdue, „2026 r.” ends on 31 December."""
    if step.as_needed or (step.start is None and step.end is None):
        return StepTerm("as_needed", "w razie potrzeby" if step.as_needed else "bez terminu", "grey")
    if step.start and day < step.start:
        return StepTerm("ahead", "przed terminem", "grey")
    if step.end is None:
        return StepTerm("open", "trwa bez daty końca", "blue")
    if day > step.end:
        return StepTerm("over", "termin minął", "grey")
    return StepTerm("running", "w terminie", "blue")


def is_documented(activity: Activity) -> bool:
    """Whether the evidence that the activity's kind asks for is there, whoever asks."""
    wanted = EVIDENCE_FOR[activity.kind]
    proofs = ActivityEvidence._base_manager.filter(activity=activity, evidence__kind__in=wanted)  # noqa: SLF001
    return proofs.exists()


def usual_step(plan: Plan, kind: str) -> int | None:
    """Id of the step that records of this kind name most often in the plan; only the step is told, nobody's record."""
    named = Activity._base_manager.filter(kind=kind, step__action__plan=plan)  # noqa: SLF001 - a habit of the whole city
    most = named.order_by().values("step").annotate(times=Count("pk")).order_by("-times", "step").first()
    return most["step"] if most else None


def counts_by_state() -> dict[str, int]:
    """How many activities in scope are in each state."""
    rows = Activity.objects.order_by().values_list("state").annotate(number=Count("pk"))
    return dict(rows)
