"""Verbs on activities. Every state change lives here, guarded by the predicate that also guards its button."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from schedule import rules
from schedule.models import Activity, ActivityEvidence, ActivityState, HeadCount, Participation
from schedule.queries import is_documented
from schools.models import Evidence, School, User


class NotAllowed(Exception):
    """The record's state or the person's role does not allow the verb."""


class ReasonMissing(Exception):
    """Returning and voiding need a reason."""


@dataclass(frozen=True)
class ActivityInput:
    """What a form says of an activity: model fields, the schools that took part, heads by group."""

    fields: Mapping[str, Any]
    schools: Iterable[School]
    heads: Mapping[str, int]


@transaction.atomic
def record_activity(given: ActivityInput, *, keeper: School | None, form_key: uuid.UUID, by: User) -> Activity:
    """A new draft kept by a school (None: the department). The same form sent twice gives the same record."""
    sent_before = Activity.objects.filter(form_key=form_key, created_by=by)
    existing: Activity | None = sent_before.first()
    if existing:
        return _sent_again(existing, given, by=by)
    activity = Activity(keeper=keeper, form_key=form_key, created_by=by, **given.fields)
    if not by.has_perm("schedule.record_activity", activity):
        raise NotAllowed
    try:
        with transaction.atomic():
            _save(activity, by=by)
    except IntegrityError:
        other: Activity | None = sent_before.first()
        if other:  # two clicks at one moment: the database let that one through
            return other
        raise
    _set_parts(activity, given)
    return activity


def _sent_again(activity: Activity, given: ActivityInput, *, by: User) -> Activity:
    """After the browser's arrow back: what was typed since is not lost while the record is open."""
    same = (
        all(getattr(activity, name) == value for name, value in given.fields.items())
        and {one.school_id for one in activity.participations.all()} == {school.pk for school in given.schools}
        and {one.group: one.count for one in activity.head_counts.all()} == given.heads
    )
    return activity if same or not rules.may_edit(activity, by) else change_activity(activity, given, by=by)


@transaction.atomic
def change_activity(activity: Activity, given: ActivityInput, *, by: User) -> Activity:
    """Change a draft or a returned record; raises NotAllowed."""
    locked = _locked(activity)
    if not rules.may_edit(locked, by):
        raise NotAllowed
    for name, value in given.fields.items():
        setattr(locked, name, value)
    locked.version += 1
    _save(locked, by=by)
    _set_parts(locked, given)
    return locked


def _set_parts(activity: Activity, given: ActivityInput) -> None:
    schools = {school.pk for school in given.schools}
    kept = Participation._base_manager.filter(activity=activity)  # noqa: SLF001 - the keeper's record as a whole
    kept.exclude(school_id__in=schools).delete()
    present = set(kept.values_list("school_id", flat=True))
    for pk in sorted(schools - present):
        Participation(activity=activity, school_id=pk).save()
    HeadCount.objects.filter(activity=activity).exclude(group__in=given.heads).delete()
    for group, count in given.heads.items():
        HeadCount.objects.update_or_create(activity=activity, group=group, defaults={"count": count})


@transaction.atomic
def attach_evidence(activity: Activity, evidence: Evidence, *, by: User) -> None:
    """Add a stored file to an open record, once; raises NotAllowed."""
    locked = _locked(activity)
    if not rules.may_edit(locked, by):
        raise NotAllowed
    ActivityEvidence.objects.get_or_create(activity=locked, evidence=evidence)


@transaction.atomic
def detach_evidence(activity: Activity, evidence: Evidence, *, by: User) -> None:
    """Take a file off an open record. The file itself stays in the archive."""
    locked = _locked(activity)
    if not rules.may_edit(locked, by):
        raise NotAllowed
    ActivityEvidence.objects.filter(activity=locked, evidence=evidence).delete()


@transaction.atomic
def submit_activity(activity: Activity, *, by: User) -> Activity:
    """Send a record to the department; sent twice it stays sent once."""
    locked = _locked(activity)
    if locked.state == ActivityState.SUBMITTED:
        return locked
    if not rules.may_submit(locked, by):
        raise NotAllowed
    locked.state, locked.submitted_at, locked.submitted_by = ActivityState.SUBMITTED, timezone.now(), by
    return _save(locked, by=by)


@transaction.atomic
def withdraw_activity(activity: Activity, *, by: User) -> Activity:
    """Take a submitted record back to draft before the department decides."""
    locked = _locked(activity)
    if not rules.may_withdraw(locked, by):
        raise NotAllowed
    locked.state = ActivityState.DRAFT
    return _save(locked, by=by)


@transaction.atomic
def approve_activity(activity: Activity, *, by: User) -> Activity:
    """Approve a submitted record: from now on it counts. Approved twice it stays approved by the first."""
    locked = _locked(activity)
    if locked.state == ActivityState.APPROVED:
        return locked
    if not rules.may_decide(locked, by):
        raise NotAllowed
    return _decide(locked, ActivityState.APPROVED, remark="", by=by)


@transaction.atomic
def return_activity(activity: Activity, *, remark: str, by: User) -> Activity:
    """Send a submitted record back with a remark that says what to mend."""
    locked = _locked(activity)
    if not rules.may_decide(locked, by):
        raise NotAllowed
    return _decide(locked, ActivityState.RETURNED, remark=_reason(remark), by=by)


@transaction.atomic
def void_activity(activity: Activity, *, remark: str, by: User) -> Activity:
    """Void an approved record: it stays readable and stops counting; reports already stored keep it."""
    locked = _locked(activity)
    if not rules.may_void(locked, by):
        raise NotAllowed
    locked.voided_at = timezone.now()
    return _decide(locked, ActivityState.VOIDED, remark=_reason(remark), by=by)


@transaction.atomic
def reopen_activity(activity: Activity, *, by: User) -> Activity:
    """Open an approved record that lacks its evidence, so that the file can be added and the record sent again."""
    locked = _locked(activity)
    if not rules.may_reopen(locked, by, documented=is_documented(locked)):
        raise NotAllowed
    locked.state, locked.remark = ActivityState.RETURNED, "Otwarto, aby dołączyć brakujący dowód."
    return _save(locked, by=by)


@transaction.atomic
def drop_activity(activity: Activity, *, by: User) -> Activity:
    """Drop a draft: it leaves the lists of work and stays readable among the voided ones."""
    locked = _locked(activity)
    if not rules.may_drop(locked, by):
        raise NotAllowed
    locked.state, locked.voided_at, locked.remark = ActivityState.VOIDED, timezone.now(), "Szkic porzucony."
    return _save(locked, by=by)


def _reason(remark: str) -> str:
    if not remark.strip():
        raise ReasonMissing
    return remark.strip()


def _decide(activity: Activity, state: ActivityState, *, remark: str, by: User) -> Activity:
    activity.state, activity.remark = state, remark
    activity.decided_at, activity.decided_by = timezone.now(), by
    return _save(activity, by=by)


def _locked(activity: Activity) -> Activity:
    """The row as it stands, locked until the transaction ends."""
    locked: Activity = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    return locked


def _save(activity: Activity, *, by: User) -> Activity:
    activity._history_user = by  # type: ignore[attr-defined]  # noqa: SLF001 - simple-history's documented way
    activity.save()
    return activity
