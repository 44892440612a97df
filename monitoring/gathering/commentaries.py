"""Commentaries of the department on actions, as of a day, as known."""

import datetime

from django.db.models import QuerySet

from monitoring.models import Commentary
from monitoring.report_facts import CommentaryData
from schedule.models import Plan
from schools.knowledge import known_at


def newest_commentaries(plan: Plan, as_of: datetime.date) -> dict[int, CommentaryData]:
    """Action id → the commentary that stands on the day: one query."""
    return {one.action_id: CommentaryData(one.day, one.text) for one in _known(plan, as_of)}


def all_commentaries(plan: Plan, as_of: datetime.date) -> dict[int, tuple[CommentaryData, ...]]:
    """Action id → every commentary up to the day, the oldest first: one query."""
    found: dict[int, tuple[CommentaryData, ...]] = {}
    for one in _known(plan, as_of):
        found[one.action_id] = (*found.get(one.action_id, ()), CommentaryData(one.day, one.text))
    return found


def _known(plan: Plan, as_of: datetime.date) -> QuerySet[Commentary]:
    """In the order in which one replaces another; a commentary never changes, so its moment of writing tells whether it was known."""
    found = Commentary.objects.filter(action__plan=plan, day__lte=as_of).order_by("day", "pk")
    moment = known_at()
    return found.filter(written_at__lte=moment) if moment else found
