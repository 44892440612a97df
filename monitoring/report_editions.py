"""Verbs on editions: a correction is a new edition that cites the first; what was made is never overwritten."""

import uuid

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from monitoring.models import Report
from schools import jobs
from schools.models import JobState, User


class NothingToCorrect(Exception):
    """The first edition is not made, so there is nothing to correct: the report is ordered anew."""


class StillBeingMade(Exception):
    """The newest edition waits for its worker."""


class Overtaken(Exception):
    """Somebody has corrected the report since the form was opened."""

    def __init__(self, newest: Report) -> None:
        super().__init__(f"Edition {newest.edition} is there.")
        self.newest = newest


def editions_of(report: Report) -> QuerySet[Report]:
    """All editions of a report, the first one first."""
    return Report.objects.filter(Q(pk=report.first_pk) | Q(corrects=report.first_pk)).order_by("edition")


@transaction.atomic
def correct_report(
    report: Report, *, reason: str, seen: int, request_key: uuid.UUID, by: User, wake: jobs.Wake
) -> Report:
    """A new edition of the same report, as known now. `seen`: the newest edition when the form was opened.

    The same request sent twice gives one edition. Raises NothingToCorrect, StillBeingMade and Overtaken.
    """
    first: Report = Report.objects.select_for_update(of=("self",)).get(pk=report.first_pk)
    newest = editions_of(first).last() or first
    sent_before = editions_of(first).filter(request_key=request_key).first()
    if sent_before:
        return sent_before
    if first.state != JobState.DONE:
        raise NothingToCorrect
    if newest.edition != seen:
        raise Overtaken(newest)
    if not newest.is_finished:
        raise StillBeingMade
    edition: Report = Report.objects.create(
        plan=first.plan, kind=first.kind, format=first.format, school=first.school, as_of=first.as_of,
        known_at=timezone.now(), corrects=first, edition=newest.edition + 1, reason=reason,
        requested_by=by, request_key=request_key,
    )  # fmt: skip
    jobs.wake_on_commit(edition, wake)
    return edition
