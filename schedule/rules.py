"""Predicates on activities: each guards the button and the service alike."""

import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schedule.models import Activity
    from schools.models import User

# The evidence that makes a record of this kind count as documented (any one kind of the set); the plan's column
# „sposób dokumentowania”, by kind of activity.
EVIDENCE_FOR: dict[str, frozenset[str]] = {
    "audit": frozenset({"report"}),
    "team_meeting": frozenset({"attendance"}),
    "directors_meeting": frozenset({"note"}),
    "debate": frozenset({"media"}),
    "conference": frozenset({"media"}),
    "closing_conference": frozenset({"attendance", "media"}),
    "training": frozenset({"certificate"}),
    "workshop": frozenset({"attendance", "media"}),
    "resolution": frozenset({"resolution"}),
    "ordinance": frozenset({"ordinance"}),
    "grant_application": frozenset({"application"}),
    "presentation": frozenset({"presentation"}),
    "system_update": frozenset({"protocol", "note", "report"}),
    "other": frozenset({"report", "attendance", "note", "media", "protocol", "other"}),
}
MUNICIPAL_KINDS = frozenset({"team_meeting", "directors_meeting", "resolution", "ordinance", "closing_conference"})
TOPICAL_KINDS = frozenset({"training", "workshop"})
WITHOUT_SCHOOLS = frozenset({"resolution", "ordinance"})
GRANTS = "grant_application"

OPEN_STATES = frozenset({"draft", "returned"})


def is_keeper(activity: "Activity", user: "User", permission: str) -> bool:
    """Whether the person's role for the verb reaches the keeper of the record."""
    return user.has_perm(permission, activity)


def may_edit(activity: "Activity", user: "User") -> bool:
    """Drafts and returned records, by those who keep them; the department edits only what it keeps itself."""
    if activity.state not in OPEN_STATES or not is_keeper(activity, user, "schedule.record_activity"):
        return False
    return activity.keeper_id is None or activity.keeper_id in user.school_ids


def may_submit(activity: "Activity", user: "User") -> bool:
    """A keeper's record that is open; the director (or the department) signs it, the IT keeper only prepares."""
    return may_edit(activity, user) and user.has_perm("schedule.submit_activity", activity)


def may_decide(activity: "Activity", user: "User") -> bool:
    """Submitted records, by the department."""
    return activity.state == "submitted" and user.has_perm("schedule.approve_activity", activity)


def may_void(activity: "Activity", user: "User") -> bool:
    """Approved records, by the department, with a reason."""
    return activity.state == "approved" and user.has_perm("schedule.approve_activity", activity)


def may_reopen(activity: "Activity", user: "User", *, documented: bool) -> bool:
    """An approved record that still lacks its evidence may be opened again, by its keeper or by the department."""
    if activity.state != "approved" or documented:
        return False
    if user.has_perm("schedule.approve_activity", activity):
        return True
    return activity.keeper_id in user.school_ids and user.has_perm("schedule.submit_activity", activity)


def may_drop(activity: "Activity", user: "User") -> bool:
    """A draft never sent may be dropped by whoever may edit it."""
    return activity.state == "draft" and may_edit(activity, user)


def may_withdraw(activity: "Activity", user: "User") -> bool:
    """A submitted record may be taken back by its keeper until the department decides."""
    if activity.state != "submitted" or not user.has_perm("schedule.submit_activity", activity):
        return False
    return activity.keeper_id is None or activity.keeper_id in user.school_ids


def kinds_open_to(user: "User") -> frozenset[str]:
    """Kinds a person may record: acts and meetings of the city are the department's."""
    every = frozenset(EVIDENCE_FOR)
    return every if user.scope.school_ids is None else every - MUNICIPAL_KINDS


def day_fault(day: datetime.date, today: datetime.date) -> str:
    """Why the day of an activity cannot be recorded, or nothing: what has not happened yet proves nothing."""
    if day > today:
        return "Ta data jeszcze nie nadeszła. Zdarzenie zapisz po tym, jak się odbędzie."
    if day < datetime.date(2015, 1, 1):
        return "Ta data jest zbyt odległa. Sprawdź rok."
    return ""
