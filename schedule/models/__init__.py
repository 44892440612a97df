"""The plan and what was done to carry it out."""

from schedule.models.activities import (
    Activity,
    ActivityEvidence,
    ActivityKind,
    ActivityState,
    Group,
    HeadCount,
    Participation,
    Topic,
)
from schedule.models.plans import Action, Note, Plan, Step

__all__ = [
    "Action",
    "Activity",
    "ActivityEvidence",
    "ActivityKind",
    "ActivityState",
    "Group",
    "HeadCount",
    "Note",
    "Participation",
    "Plan",
    "Step",
    "Topic",
]
