"""The report of one unit: what it has, what it owes, its resources and surveys. Counted inside the unit's own scope."""

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence

from django.conf import settings

from hdr_portal.lib.periods import Period
from hdr_portal.lib.polish import counted, long_date
from monitoring.gathering.inventory import inventory_of
from monitoring.gathering.letterhead import letterhead_of
from monitoring.gathering.surveys import surveys_of
from monitoring.models import ReportKind
from monitoring.other_report_data import AskedRow, EventRow, SchoolReportData, SharedRow
from monitoring.queries import BoardRow, board
from monitoring.report_facts import CountData
from monitoring.standing import MemberStanding
from schedule.models import ActivityKind, Plan, Step
from schedule.queries import CountedActivity, counted_activities
from schools.measures import one_reading
from schools.models import School
from schools.scope import school_scope

HAVE = {
    "done": ("jest, z dowodem", "green"),
    "corrected": ("jest, z korektą", "green"),
    "declared": ("zgłoszone, brak dowodu", "amber"),
    "missing": ("brak", "red"),
}
DONE = {"done", "corrected"}


def assemble_school(
    plan: Plan, school: School, as_of: datetime.date, *, made_on: datetime.date, is_demo: bool
) -> SchoolReportData:
    """Everything that the report says of the unit on the day. Whatever scope is open, the unit's own records alone are read."""
    with school_scope([school.pk]), one_reading():
        rows = board(plan, as_of)
        events = _events(plan, as_of, school)
        inventory = inventory_of(as_of, {school.pk: school.short_name})
        surveys = surveys_of(as_of, school=school)
    asked = [row for row in rows if row.by_school and row.standing.members]
    told = tuple(_asked(row) for row in asked)
    return SchoolReportData(
        report_title="Raport jednostki z realizacji Harmonogramu Działań Rozwojowych",
        plan_title=plan.title,
        municipality=plan.municipality or settings.MUNICIPALITY,
        period_text=plan.period_text,
        school=school.name,
        school_short=school.short_name,
        as_of=as_of,
        made_on=made_on,
        is_demo=is_demo,
        headline=_headline(told),
        letterhead=letterhead_of(plan, ReportKind.SCHOOL),
        asked=told,
        owed=tuple(_owed(told, events)),
        shared=tuple(found for row in rows if row not in asked and (found := _shared(row))),
        events=tuple(events),
        inventory=inventory,
        surveys=surveys,
    )


def _headline(asked: Sequence[AskedRow]) -> str:
    done, corrected = (sum(one.key == key for one in asked) for key in ("done", "corrected"))
    if not asked:
        return "Plan nie wymaga na ten dzień niczego od tej jednostki"
    told = (
        f"Jednostka ma z dowodem {done} z {counted(len(asked), 'wymaganej rzeczy,wymaganych rzeczy,wymaganych rzeczy')}"
    )
    return told + (f", z podpisaną korektą {corrected}" if corrected else "")


def _asked(row: BoardRow) -> AskedRow:
    members = row.standing.members
    key = _key(members)
    label, tone = HAVE[key]
    return AskedRow(
        number=row.indicator.number,
        text=row.indicator.text,
        evidence=row.measure.evidence if row.measure else "",
        declared=sum(one.declared for one in members),
        evidenced=sum(one.evidenced for one in members),
        key=key,
        label=label,
        tone=tone,
        due=row.question.term.end,
    )


def _key(members: Iterable[MemberStanding]) -> str:
    found = list(members)
    if all(one.done for one in found):
        return "corrected" if any(one.correction for one in found) else "done"
    return "declared" if any(one.declared for one in found) else "missing"


def _owed(asked: Iterable[AskedRow], events: Iterable[EventRow]) -> Iterable[str]:
    for one in asked:
        if one.key not in DONE:
            due = f"; termin: {long_date(one.due)}" if one.due else ""
            lack = "brakuje dowodu" if one.key == "declared" else "brakuje zapisu"
            yield f"{one.number} {one.text}: {lack} ({one.evidence}){due}."
    for event in events:
        if event.own and not event.documented:
            yield f"Zdarzenie z dnia {long_date(event.day)} „{event.title}” nie ma dowodu."


def _shared(row: BoardRow) -> SharedRow | None:
    records = {one.record: one.documented for one in row.contributions}
    if not records:
        return None
    return SharedRow(row.indicator.number, row.indicator.text, len(records), sum(records.values()))


def _events(plan: Plan, as_of: datetime.date, school: School) -> list[EventRow]:
    labels = {step.pk: step.label for step in Step.objects.filter(action__plan=plan)}
    found = counted_activities(Period(None, as_of))
    return [_event(one, labels[one.step], school) for one in found if one.step in labels]


def _event(activity: CountedActivity, label: str, school: School) -> EventRow:
    """Of an event that others keep the unit is told what it was; names of files are theirs, kinds alone are told."""
    return EventRow(
        day=activity.day,
        step=label,
        kind=ActivityKind(activity.kind).label,
        title=activity.title,
        reference=activity.reference,
        files=tuple(
            CountData(kind, number) for kind, number in sorted(Counter(f.kind_label for f in activity.evidence).items())
        ),
        documented=activity.documented,
        own=activity.keeper == school.pk,
    )
